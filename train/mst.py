"""Maximum spanning arborescence with exactly one child of the root (Chu-Liu/Edmonds)."""
from __future__ import annotations

import numpy as np


def _cycle(heads: list[int]) -> list[int]:
    """Some cycle among 1..n under heads (index 0 is the root), or an empty list."""
    n = len(heads)
    state = [0] * n
    state[0] = 2
    for start in range(1, n):
        path, i = [], start
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i]
        if state[i] == 1:
            return path[path.index(i):]
        for j in path:
            state[j] = 2
    return []


def _edmonds(s: np.ndarray) -> list[int]:
    """Heads of the best arborescence of root 0; s[i][j] scores head j of node i, s[i][i] is -inf."""
    n = s.shape[0]
    heads = [0] + [int(np.argmax(s[i])) for i in range(1, n)]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    m = len(outside)                              # the contracted node gets number m
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = s[np.ix_(outside, outside)]
    own = np.array([s[i, heads[i]] for i in cycle])
    enter = s[np.ix_(cycle, outside)] - own[:, None]       # break the cycle at a node, from an outside head
    enter_at = enter.argmax(0)
    small[m, :m] = enter.max(0)
    leave = s[np.ix_(outside, cycle)]
    leave_at = leave.argmax(1)
    small[:m, m] = leave.max(1)
    small[0, :] = -np.inf
    got = _edmonds(small)
    out = [0] * n
    for a, i in enumerate(outside):
        if i:
            out[i] = cycle[leave_at[a]] if got[a] == m else outside[got[a]]
    for i in cycle:
        out[i] = heads[i]
    broken = cycle[enter_at[got[m]]]
    out[broken] = outside[got[m]]
    return out


def tree(scores: np.ndarray) -> list[int]:
    """Heads of words 1..n from scores (n, n + 1): row i - 1 is the dependent, column j the head, 0 the root."""
    n = scores.shape[0]
    s = np.full((n + 1, n + 1), -np.inf)
    s[1:] = scores
    s[np.arange(1, n + 1), np.arange(1, n + 1)] = -np.inf
    heads = [0] + [int(np.argmax(s[i])) for i in range(1, n + 1)]
    if heads[1:].count(0) == 1 and not _cycle(heads):
        return heads[1:]
    # A cost for every child of the root that no gain elsewhere can outweigh leaves exactly one.
    finite = s[np.isfinite(s)]
    s[1:, 0] -= (finite.max() - finite.min() + 1.0) * (n + 1)
    return _edmonds(s)[1:]
