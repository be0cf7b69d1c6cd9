#!/usr/bin/env python3
"""Learn the weights of `nestor relate` (data/relate/relate.tsv) from pairs with a known event.

  relate.py cross-validate PAIRS.jsonl EVIDENCE.jsonl [--sentences FILE --spans FILE]
  relate.py train PAIRS.jsonl EVIDENCE.jsonl -o data/relate/relate.tsv

PAIRS has {id, source, target, event} a line; EVIDENCE is what `nestor relate --evidence PAIRS.jsonl` prints. The model is
multinomial logistic regression with a quadratic penalty, over two kinds of evidence: a vote of the frames for a type
("vote ACCUSE ST join plain") has one weight for whatever type it names, so that rare types learn from frequent ones;
every other name has a weight for each type. YIELD stands for CONCEDE or RETREAT, a quad class (1..4) for its types: the
probabilities of the members count together. Wants numpy and scipy. Deterministic.
"""
import argparse
import collections
import json
import sys

import numpy as np
from scipy import optimize, sparse

TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION "
         "COERCE ASSAULT").split()
QUAD = dict(zip(TYPES, (1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4)))
VOTES = ("vote", "roles", "stands", "any", "frame", "content", "negated")
PENALTY = {"vote": 2.0, "word": 6.0}
PENALTY_OTHER = 0.5
QUAD_WEIGHT = 0.15


def members(label):
    if label == "YIELD":
        return ["CONCEDE", "RETREAT"]
    if label in ("1", "2", "3", "4"):
        return [t for t in TYPES if QUAD[t] == int(label)]
    return [label]


def tied(name):
    """(kind and pattern, type) of a vote, or None."""
    kind, _, rest = name.partition(" ")
    if kind not in VOTES:
        return None
    vote, _, pattern = rest.partition(" ")
    return f"{kind} {pattern}", vote


class Set:
    """Evidence as matrices: free names (n, names), tied ones (n * types, patterns), and the types a label allows."""

    def __init__(self, evidence, labels, names=None, patterns=None):
        if names is None:
            free, votes = collections.Counter(), collections.Counter()
            for items in evidence:
                for name in items:
                    pair = tied(name)
                    free[name] += 1
                    if pair:
                        votes[pair[0]] += 1
            names = {n: i for i, n in enumerate(["bias"] + sorted(n for n, c in free.items() if c >= 2))}
            patterns = {p: i for i, p in enumerate(sorted(p for p, c in votes.items() if c >= 2))}
        self.names, self.patterns = names, patterns
        rows, cols, vrows, vcols = [], [], [], []
        for i, items in enumerate(evidence):
            for name in ["bias", *items]:
                if name in names:
                    rows.append(i)
                    cols.append(names[name])
                pair = tied(name)
                if pair and pair[0] in patterns:
                    vrows.append(i * len(TYPES) + TYPES.index(pair[1]))
                    vcols.append(patterns[pair[0]])
        self.n = len(evidence)
        self.x = sparse.csr_matrix((np.ones(len(rows)), (rows, cols)), (self.n, len(names)))
        self.v = sparse.csr_matrix((np.ones(len(vrows)), (vrows, vcols)), (self.n * len(TYPES), len(patterns)))
        self.allowed = np.array([[t in members(y) for t in TYPES] for y in labels], float).reshape(self.n, len(TYPES))
        self.weight = np.array([QUAD_WEIGHT if y.isdigit() else 1.0 for y in labels])


def logits(data, w, t):
    return data.x @ w + (data.v @ t).reshape(data.n, len(TYPES))


def probabilities(data, w, t):
    s = logits(data, w, t)
    e = np.exp(s - s.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def fit(data):
    k, f = len(TYPES), len(data.names)
    penalty = np.empty((f, 1))
    for name, i in data.names.items():
        kind = name.partition(" ")[0]
        penalty[i] = 0.01 if name == "bias" else PENALTY["word"] if kind == "word" else PENALTY_OTHER

    def loss(params):
        w, t = params[:f * k].reshape(f, k), params[f * k:]
        p = probabilities(data, w, t)
        inside = (p * data.allowed).sum(1, keepdims=True) + 1e-12
        d = (p - p * data.allowed / inside) * data.weight[:, None]
        value = -(np.log(inside[:, 0]) * data.weight).sum() + (penalty * w * w).sum() + PENALTY["vote"] * (t * t).sum()
        return value, np.concatenate([(data.x.T @ d + 2 * penalty * w).ravel(), data.v.T @ d.ravel() + 2 * PENALTY["vote"] * t])

    best = optimize.minimize(loss, np.zeros(f * k + len(data.patterns)), jac=True, method="L-BFGS-B",
                             options=dict(maxiter=400, maxfun=500))
    return best.x[:f * k].reshape(f, k), best.x[f * k:]


def merged(name):
    return "YIELD" if name in ("CONCEDE", "RETREAT") else name


def report(gold, got):
    labels = sorted(set(gold))
    scores = []
    for label in labels:
        tp = sum(g == p == label for g, p in zip(gold, got))
        n_got, n_gold = got.count(label), gold.count(label)
        scores.append(2 * tp / (n_got + n_gold) if n_got + n_gold else 0)
        print(f"  {label:10} gold {n_gold:4} answered {n_got:4} F1 {scores[-1]:.3f}")
    accuracy = sum(g == p for g, p in zip(gold, got)) / len(gold)
    print(f"accuracy {accuracy:.4f}, macro-F1 {sum(scores) / len(scores):.4f}")


def cross_validate(evidence, labels, extra, folds=5):
    got = [""] * len(labels)
    order = np.random.default_rng(1).permutation(len(labels))
    for fold in range(folds):
        held = set(order[fold::folds].tolist())
        keep = [i for i in range(len(labels)) if i not in held]
        data = Set([evidence[i] for i in keep] + extra[0], [labels[i] for i in keep] + extra[1])
        w, t = fit(data)
        test = [i for i in range(len(labels)) if i in held]
        p = probabilities(Set([evidence[i] for i in test], [labels[i] for i in test], data.names, data.patterns), w, t)
        both = p[:, TYPES.index("CONCEDE")] + p[:, TYPES.index("RETREAT")]
        p[:, TYPES.index("CONCEDE")], p[:, TYPES.index("RETREAT")] = both, 0
        for i, row in zip(test, p):
            got[i] = merged(TYPES[int(row.argmax())])
    report(labels, got)
    return got


def write(path, data, w, t):
    rows = {}
    for name, i in data.names.items():
        rows[name] = w[i].copy()
    for pattern, i in data.patterns.items():
        kind, _, rest = pattern.partition(" ")
        for k, vote in enumerate(TYPES):
            name = f"{kind} {vote} {rest}".rstrip()
            rows.setdefault(name, np.zeros(len(TYPES)))[k] += t[i]
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Weights of `nestor relate`, made by train/relate.py (multinomial logistic regression): evidence, then the\n"
                "# types it speaks for (+) or against (-). See data/SOURCES.md for what it was learned from.\n")
        for name in sorted(rows):
            cells = [f"{v}={x:.2f}" for v, x in zip(TYPES, rows[name]) if abs(x) >= 0.02]
            if cells:
                f.write(name + "\t" + " ".join(cells) + "\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("task", choices=["cross-validate", "train"])
    ap.add_argument("pairs"), ap.add_argument("evidence")
    ap.add_argument("--more", nargs=2, metavar=("PAIRS", "EVIDENCE"), help="pairs of which only the quad class is known")
    ap.add_argument("--errors", help="cross-validate: write the mistakes there")
    ap.add_argument("-o", "--output", default="data/relate/relate.tsv")
    a = ap.parse_args()

    def read(pairs, evidence):
        seen = {r["id"]: r["evidence"] for r in map(json.loads, open(evidence, encoding="utf-8"))}
        rows = [r for r in map(json.loads, open(pairs, encoding="utf-8")) if r["id"] in seen]
        return rows, [seen[r["id"]] for r in rows], [merged(str(r["event"])) for r in rows]

    rows, evidence, labels = read(a.pairs, a.evidence)
    extra = read(*a.more)[1:] if a.more else ([], [])
    if a.task == "cross-validate":
        got = cross_validate(evidence, labels, extra)
        if a.errors:
            with open(a.errors, "w", encoding="utf-8") as f:
                for r, g, p in zip(rows, labels, got):
                    if g != p:
                        f.write(f"{g} {p}\t[{r['source']['text']}] > [{r['target']['text']}]\t{r['text']}\n")
        return
    data = Set(evidence + extra[0], labels + extra[1])
    w, t = fit(data)
    write(a.output, data, w, t)
    print(f"{len(data.names)} names, {len(data.patterns)} patterns, {data.n} pairs", file=sys.stderr)


if __name__ == "__main__":
    main()
