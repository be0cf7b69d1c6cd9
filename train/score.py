#!/usr/bin/env python3
"""Weights of evidence that a candidate is an event (data/score/event.tsv): confidence.py fits them, this tells how good they are.

  score.py NESTOR --gold GOLD.jsonl... --judged tests/gold/judged.tsv --news DIR [--test tests/gold/judged-mixed.tsv]

Examples are the records that NESTOR makes at a threshold of nearly 0: of annotated reports, where `nestor eval` tells whether the
type is right, and of news articles (DIR/*.jsonl.gz), where a person has judged the record (tests/gold/README.md). The evidence of each
is what `nestor code --explain --format jsonl` prints. The model is logistic regression with a quadratic penalty. Figures are of
articles left out of the fit; --test names judged events that nothing is fitted on. Wants numpy and scipy. Deterministic.
"""
import argparse
import collections
import dataclasses
import json
import pathlib
import re
import subprocess

import judged
import numpy as np
from scipy import optimize, sparse

LEAST = "0.001"
SEEN_LEAST = 3  # examples that a piece of evidence must occur in
PENALTY = 8.0
FOLDS = 10
REAL = {"R": True, "A": True, "S": False, "P": False, "W": False}


@dataclasses.dataclass
class Example:
    group: str  # the article or report: never in the fit and in the test at once
    source: str  # the file it is of
    grounds: dict  # everything that --explain tells
    event: bool  # there is such an event
    right: bool | None  # and its actors are right; None: judged with other actors than it has now
    full: bool | None
    record: dict


def run(nestor, *args):
    return subprocess.run([nestor, *args], check=True, capture_output=True, text=True).stdout


def code_of(actors):
    return ",".join(":".join(x for x in (a["country"] or a["org"], a["sector"]) if x) for a in actors) or "-"


def of_gold(nestor, path):
    """Examples of annotated reports."""
    records = collections.defaultdict(list)
    for line in run(nestor, "code", "--explain", "--format", "jsonl", "--min-confidence", LEAST, path).splitlines():
        r = json.loads(line)
        records[r["doc"], r["id"]].append(r)
    out = []
    for line in run(nestor, "eval", "--format", "jsonl", "--min-confidence", LEAST, path).splitlines():
        v = json.loads(line)
        r = records[v["doc"], v["id"]].pop(0)
        out.append(Example(f"{path}#{v['doc']}", path, r["grounds"], v["type"], v["dyad"], v["full"], r))
    return out


def places(side):
    """The countries and organisations of a side."""
    return {code.partition(":")[0] for code in side.split(",")}


def agree(one, other):
    """Whether two pairs of sides name the same countries and organisations."""
    return all(places(a) == places(b) for a, b in zip(one, other))


def of_judged(nestor, path, news):
    """Examples of judged articles: the record of the same type at the same place as the one that was judged."""
    events, lost = judged.read(path, news, nestor, LEAST)
    out = []
    for e in events:
        now = code_of(e.record["source"]), code_of(e.record["target"])
        event = REAL[e.verdict]
        if e.verdict == "W" and e.record["status"] != e.status:
            continue
        right = False if not event else agree(now, e.right) if e.right else False if now == (e.source, e.target) else None
        out.append(Example(e.article, e.file, e.record["grounds"], event, right, right, e.record))
    print(f"{path}: {len(events) + lost} judged events, {lost} no longer coded")
    return out


def evidence(example, numbers):
    """Names of evidence: all grounds that are no numbers of the confidence table."""
    return [name for name in example.grounds if name not in numbers]


class Model:
    def __init__(self, examples, numbers, weights=None):
        seen = collections.Counter(n for e in examples for n in evidence(e, numbers))
        self.numbers = numbers
        self.names = {n: i for i, n in enumerate(sorted(n for n, c in seen.items() if c >= SEEN_LEAST))}
        x, y = self.matrix(examples), np.array([e.event for e in examples], float)
        s = np.ones(len(examples)) if weights is None else weights
        strength = np.array([0.01 if n == "any frame word" else PENALTY for n in self.names])

        def loss(w):
            z = np.clip(x @ w, -30, 30)
            p = 1 / (1 + np.exp(-z))
            value = -(s * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum() + (strength * w * w).sum() / 2
            return value, x.T @ (s * (p - y)) + strength * w

        self.w = optimize.minimize(loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B", options=dict(maxiter=500)).x

    def matrix(self, examples):
        rows, cols = [], []
        for i, e in enumerate(examples):
            for n in evidence(e, self.numbers):
                if n in self.names:
                    rows.append(i)
                    cols.append(self.names[n])
        return sparse.csr_matrix((np.ones(len(rows)), (rows, cols)), (len(examples), len(self.names)))

    def log_odds(self, examples):
        return self.matrix(examples) @ self.w


def folds_of(examples):
    """A fold for each example, whole articles together."""
    groups = sorted({e.group for e in examples})
    order = np.random.default_rng(7).permutation(len(groups))
    fold = {groups[g]: i % FOLDS for i, g in enumerate(order)}
    return np.array([fold[e.group] for e in examples])


def left_out(examples, numbers, weights=None):
    """Log-odds of each example by a model that has not seen its article."""
    folds, out = folds_of(examples), np.zeros(len(examples))
    for k in range(FOLDS):
        test = np.flatnonzero(folds == k)
        rest = np.flatnonzero(folds != k)
        model = Model([examples[i] for i in rest], numbers, None if weights is None else weights[rest])
        out[test] = model.log_odds([examples[i] for i in test])
    return out


def area(y, z):
    """Area under the ROC curve."""
    rank = np.empty(len(z))
    rank[np.argsort(z, kind="stable")] = np.arange(1, len(z) + 1)
    for v in np.unique(z):
        rank[z == v] = rank[z == v].mean()
    n1 = y.sum()
    return (rank[y].sum() - n1 * (n1 + 1) / 2) / max(1, n1 * (len(y) - n1))


def describe(label, examples, z):
    y, p = np.array([e.event for e in examples]), 1 / (1 + np.exp(-z))
    loss = -np.mean(np.where(y, np.log(p + 1e-9), np.log(1 - p + 1e-9)))
    parts = []
    for limit in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = p >= limit
        parts.append(f"{limit}: {y[kept].mean() if kept.any() else 0:.2f}/{(y & kept).sum() / max(1, y.sum()):.2f}")
    print(f"  {pathlib.Path(label).name[:14]:14} {len(y):5} events {y.mean():.3f} said {p.mean():.3f} area {area(y, z):.3f} loss {loss:.3f}; right/kept from " + "  ".join(parts))


def write(path, model):
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Weights of the evidence that a candidate is an event of its type (log-odds), made by train/confidence.py:\n"
                "# evidence, tabulator, weight. See data/SOURCES.md for what they were learned from.\n")
        for name, i in sorted(model.names.items()):
            if abs(model.w[i]) >= 0.005:
                f.write(f"{name}\t{model.w[i]:.2f}\n")


def numbers_of(table):
    return {m[3] for m in re.finditer(r'X\((\w+), ([-+]?[01]), -?[\d.]+, "([^"]+)"\)', pathlib.Path(table).read_text(encoding="utf-8"))}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("nestor"), ap.add_argument("--gold", nargs="+", default=[]), ap.add_argument("--judged", nargs="+", default=[])
    ap.add_argument("--test", nargs="+", default=[]), ap.add_argument("--news")
    ap.add_argument("--table", default="src/events/confidence.c")
    ap.add_argument("--weights", type=int, default=0, help="print the largest weights")
    a = ap.parse_args()
    numbers = numbers_of(a.table)
    examples = [e for path in a.gold for e in of_gold(a.nestor, path)]
    for path in a.judged:
        examples += of_judged(a.nestor, path, a.news)
    test = [e for path in a.test for e in of_judged(a.nestor, path, a.news)]
    z = left_out(examples, numbers)
    for source in dict.fromkeys(e.source for e in examples):
        at = [i for i, e in enumerate(examples) if e.source == source]
        describe(source, [examples[i] for i in at], z[at])
    describe("all", examples, z)
    own = {e.group for e in examples}
    test = [e for e in test if e.group not in own]
    model = Model(examples, numbers)
    if test:
        describe("test", test, model.log_odds(test))
    order = np.argsort(model.w)
    names = list(model.names)
    for i in [*order[:a.weights], *order[::-1][:a.weights]]:
        print(f"  {model.w[i]:+.2f} {names[i]}")


if __name__ == "__main__":
    main()
