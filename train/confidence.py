#!/usr/bin/env python3
"""Fit the confidence: the weights of evidence (data/score/event.tsv) and those of src/events/confidence.c.

  confidence.py NESTOR GOLD.jsonl... --judged JUDGED.tsv... --news DIR    fit, and tell how it goes on what was left out
  ... --types GOLD.jsonl...    reports annotated by another habit, where who acts and is acted on is told otherwise
  ... --light GOLD.jsonl...    large files of one kind of report, whose records count a third
  ... --write FILE --weights data/score/event.tsv                         and write the weights into FILE (confidence.c) and the table

First what tells an event from other uses of its words (score.py), from named evidence; its log-odds, by weights that have not
seen the report, are one ground among those of confidence.c. For every record that NESTOR makes, `nestor code --explain` gives
the grounds, and `nestor eval` or the judgement of a person whether type and actors are right. A logistic regression with the
signs that the table prescribes (what speaks for a record may not lower its confidence) and a quadratic penalty gives the weights.
The penalty is the one of least log loss on reports left out.

Rules and frames are mended with reports at hand, and fewer records are right on reports that nobody has looked at. --unseen
names files that were looked at least: all log-odds are moved until their records are given the confidence that they deserve on
the average. Wants numpy and scipy.
"""
import argparse
import dataclasses
import math
import re
import sys

import numpy as np
import score
from scipy import optimize

ROW = re.compile(r'X\((\w+), ([-+]?[01]), (-?[\d.]+), "([^"]+)"\)')
PENALTIES = (1.0, 3.0, 10.0)
LIGHT = 0.33  # how much a record of a --light file counts beside others


def records_of(examples, log_odds, rows, weights):
    """(report, numbers, type and actors right, right in full, weight) of the examples whose actors were judged."""
    out = []
    for e, z, weight in zip(examples, log_odds, weights):
        if e.right is None:
            continue
        numbers = [(i, float(z) if r[0] == "EVENT" else e.grounds[r[3]]) for i, r in enumerate(rows) if r[0] == "EVENT" or r[3] in e.grounds]
        out.append(((e.source, e.group), numbers, e.right, e.full, weight))
    return out


def matrix(records, n):
    x = np.zeros((len(records), n))
    for row, r in zip(x, records):
        for i, value in r[1]:
            row[i] = value
    return x


def probabilities(weights, x):
    return np.clip(1 / (1 + np.exp(-np.clip(x @ weights, -30, 30))), 0.01, 0.99)


def fit(x, y, signs, penalty, weight):
    """The penalized log loss at its least, each weight on its side of zero."""
    strength = np.array([penalty if s else 0.0 for s in signs])

    def loss(w):
        z = np.clip(x @ w, -30, 30)
        p = 1 / (1 + np.exp(-z))
        value = -(weight * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum() + (strength * w * w).sum() / 2
        return value, x.T @ (weight * (p - y)) + strength * w

    bounds = [(0, None) if s > 0 else (None, 0) if s < 0 else (None, None) for s in signs]
    return optimize.minimize(loss, np.zeros(len(signs)), jac=True, method="L-BFGS-B", bounds=bounds, options=dict(maxiter=1000)).x


def left_out(records, signs, penalty, folds):
    """The probability of each record by weights that have not seen its report; the reports are dealt into `folds` parts."""
    x, y = matrix(records, len(signs)), np.array([r[2] for r in records], float)
    weight = np.array([r[4] for r in records])
    reports = sorted({r[0] for r in records})
    part = {report: i % folds for i, report in enumerate(reports)}
    parts = np.array([part[r[0]] for r in records])
    out = np.zeros(len(records))
    for fold in range(folds):
        out[parts == fold] = probabilities(fit(x[parts != fold], y[parts != fold], signs, penalty, weight[parts != fold]), x[parts == fold])
    return fit(x, y, signs, penalty, weight), out.tolist()


def log_loss(records, p):
    return -sum(r[4] * math.log(q if r[2] else 1 - q) for r, q in zip(records, p)) / sum(r[4] for r in records)


def calibration(records, p):
    bins = {}
    for r, q in zip(records, p):
        bins.setdefault(min(9, int(q * 10)), []).append((q, r[2]))
    return sum(abs(sum(q for q, _ in b) - sum(y for _, y in b)) for b in bins.values()) / len(p)


def moved(p, shift):
    return max(0.01, min(0.99, 1 / (1 + (1 - p) / p * math.exp(-shift))))


def move(records, p, files):
    """What to add to the log-odds so that the records of these files get, on the average, their share of right ones."""
    own = [(r[2], q) for r, q in zip(records, p) if r[0][0] in files]
    low, high = -3.0, 3.0
    for _ in range(40 if own else 0):
        middle = (low + high) / 2
        if sum(moved(q, middle) for _, q in own) > sum(y for y, _ in own):
            high = middle
        else:
            low = middle
    return (low + high) / 2


def thresholds(records, p):
    """What is kept and what is right from each threshold up, of each kind of file."""
    for kind in ("gold", "news"):
        own = [(r, q) for r, q in zip(records, p) if r[0][0].endswith(".gz") == (kind == "news")]
        right = sum(r[2] for r, _ in own)
        for limit in (0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6) if own else ():
            kept = [r for r, q in own if q >= limit]
            print(f"  {kind} from {limit:.2f}: {len(kept)} of {len(own)} records, right {sum(r[2] for r in kept) / max(1, len(kept)):.3f}, "
                  f"{sum(r[2] for r in kept) / right:.3f} of the right ones")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("nestor"), ap.add_argument("gold", nargs="+"), ap.add_argument("--write", metavar="FILE")
    ap.add_argument("--judged", nargs="+", default=[], metavar="TSV"), ap.add_argument("--news", metavar="DIR")
    ap.add_argument("--types", nargs="+", default=[], metavar="FILE", help="gold of which only the types are taken, not the actors")
    ap.add_argument("--light", nargs="+", default=[], metavar="FILE", help="gold whose records count a third")
    ap.add_argument("--unseen", nargs="+", default=[], metavar="FILE", help="of the files, what rules were mended with least")
    ap.add_argument("--table", default="src/events/confidence.c", help="where the grounds stand")
    ap.add_argument("--weights", metavar="FILE", help="write the weights of evidence there")
    a = ap.parse_args()
    rows = ROW.findall(open(a.table, encoding="utf-8").read())
    names, signs = {r[3] for r in rows}, [int(r[1]) for r in rows]
    examples = [e for path in a.gold + a.light for e in score.of_gold(a.nestor, path)]
    examples += [dataclasses.replace(e, right=None) for path in a.types for e in score.of_gold(a.nestor, path)]
    examples += [e for path in a.judged for e in score.of_judged(a.nestor, path, a.news)]
    weights = np.array([LIGHT if e.source in a.light else 1.0 for e in examples])
    log_odds = score.left_out(examples, names, weights)
    for source in dict.fromkeys(e.source for e in examples):
        at = [i for i, e in enumerate(examples) if e.source == source]
        score.describe(source, [examples[i] for i in at], log_odds[at])
    records = records_of(examples, log_odds, rows, weights)
    print(f"{len(records)} records, {sum(r[2] for r in records)} with type and actors right, of {len({r[0] for r in records})} reports")
    losses = []
    for penalty in PENALTIES:
        p = left_out(records, signs, penalty, 8)[1]
        losses.append((log_loss(records, p), penalty))
        print(f"  penalty {penalty}: log loss {losses[-1][0]:.4f}, calibration error {calibration(records, p):.4f} on left-out eighths")
    fitted, p = left_out(records, signs, min(losses)[1], 20)
    print(f"penalty {min(losses)[1]}, twentieths left out: log loss {log_loss(records, p):.4f}")
    for source in dict.fromkeys(r[0][0] for r in records):
        own = [(r, q) for r, q in zip(records, p) if r[0][0] == source]
        print(f"  {source}: {len(own)} records, right {sum(r[2] for r, _ in own) / len(own):.3f}, said {sum(q for _, q in own) / len(own):.3f}, "
              f"calibration error {calibration(*zip(*own)):.4f}")
    shift = move(records, p, a.unseen)
    fitted[signs.index(0)] += shift
    p = [moved(q, shift) for q in p]
    print(f"moved by {shift:+.3f}; calibration error {calibration(records, p):.4f} on all")
    thresholds(records, p)
    for (_, _, old, words), w in zip(rows, fitted):
        print(f"  {w:+.3f}  (was {float(old):+.3f})  {words}")
    if a.weights:
        score.write(a.weights, score.Model(examples, names, weights))
    if not a.write:
        return
    by_name = {r[0]: w for r, w in zip(rows, fitted)}
    text = open(a.write, encoding="utf-8").read()
    text = ROW.sub(lambda m: f'X({m[1]}, {m[2]}, {by_name[m[1]] + 0.0:.3f}, "{m[4]}")', text)
    with open(a.write, "w", encoding="utf-8") as f:
        f.write(text)


if __name__ == "__main__":
    sys.exit(main())
