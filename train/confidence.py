#!/usr/bin/env python3
"""Fit the weights of src/events/confidence.c on annotated reports. Python standard library only.

  confidence.py NESTOR GOLD.jsonl...                  fit, leave one report out each time, tell how it went
  confidence.py NESTOR GOLD.jsonl... --write FILE     and write weights and threshold into FILE (confidence.c)

For every record that NESTOR makes of the reports, `nestor code --explain` gives the grounds of its confidence and
`nestor eval` whether type and actors are right. A logistic regression with the signs that the table prescribes (what
speaks for a record may not lower its confidence) and a quadratic penalty gives the weights. The penalty is the one of
least log loss on reports left out; the threshold the one of best F1 of records that are right in full, from the
same left-out probabilities.

Rules and frames are mended with reports at hand, and fewer records are right on reports that nobody has looked at.
--unseen names the gold that was looked at least: all log-odds are moved until its records are given the confidence
that they deserve on the average.
"""
import argparse
import json
import math
import re
import subprocess
import sys

ROW = re.compile(r'X\((\w+), ([-+]?[01]), (-?[\d.]+), "([^"]+)"\)')
PENALTIES = (0.3, 1.0, 3.0, 10.0)


def run(nestor, *args):
    return subprocess.run([nestor, *args], check=True, capture_output=True, text=True).stdout


def load(nestor, gold, names):
    """Records that count: (report, numbers, type and actors right, right in full); and events in the gold."""
    grounds = {}
    for line in run(nestor, "code", "--explain", "--format", "jsonl", "--min-confidence", "0.001", gold).splitlines():
        record = json.loads(line)
        grounds.setdefault((record["doc"], record["id"]), []).append(record["grounds"])
    records = []
    for line in run(nestor, "eval", "--format", "jsonl", "--min-confidence", "0.001", gold).splitlines():
        verdict = json.loads(line)
        found = grounds[verdict["doc"], verdict["id"]].pop(0)
        numbers = [(i, found[name]) for i, name in enumerate(names) if name in found]
        records.append(((gold, verdict["doc"]), numbers, verdict["dyad"], verdict["full"]))
    wanted = json.loads(run(nestor, "eval", "--format", "json", "--errors", "0", gold))["gold"]
    return records, wanted


def probability(weights, numbers):
    z = sum(weights[i] * x for i, x in numbers)
    p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
    return max(0.01, min(0.99, p))


def fit(records, signs, penalty, start):
    """Coordinate descent on the penalized log loss, each weight kept on its side of zero."""
    weights = list(start)
    columns = [[] for _ in weights]
    for r, (_, numbers, right, _) in enumerate(records):
        for i, x in numbers:
            columns[i].append((r, x))
    z = [sum(weights[i] * x for i, x in numbers) for _, numbers, _, _ in records]
    y = [float(right) for _, _, right, _ in records]
    for _ in range(200):
        largest = 0.0
        for i, column in enumerate(columns):
            strength = 0.0 if signs[i] == 0 else penalty
            slope, curve = strength * weights[i], strength + 1e-6
            for r, x in column:
                p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z[r]))))
                slope += (p - y[r]) * x
                curve += p * (1 - p) * x * x
            step = max(-1.0, min(1.0, -slope / curve))
            new = weights[i] + step
            if signs[i] * new < 0:
                new = 0.0
            step = new - weights[i]
            if step:
                weights[i] = new
                for r, x in column:
                    z[r] += step * x
            largest = max(largest, abs(step))
        if largest < 1e-3:
            break
    return weights


def left_out(records, signs, penalty, folds):
    """The probability of each record by weights that have not seen its report; the reports are dealt into `folds` parts."""
    whole = fit(records, signs, penalty, [0.0] * len(signs))
    reports = sorted({r[0] for r in records})
    part = {report: i % folds for i, report in enumerate(reports)}
    out = [0.0] * len(records)
    for fold in range(min(folds, len(reports))):
        weights = fit([r for r in records if part[r[0]] != fold], signs, penalty, whole)
        for k, r in enumerate(records):
            if part[r[0]] == fold:
                out[k] = probability(weights, r[1])
    return whole, out


def log_loss(records, p):
    return -sum(math.log(q if r[2] else 1 - q) for r, q in zip(records, p)) / len(p)


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


def best_threshold(records, p, wanted):
    def f1(limit):
        kept = [r for r, q in zip(records, p) if q >= limit]
        return 2 * sum(r[3] for r in kept) / (len(kept) + wanted)

    limits = [i / 100 for i in range(1, 61)]
    for limit in limits[::5]:
        print(f"  threshold {limit:.2f}: full F1 {f1(limit):.4f}")
    return max(limits, key=lambda limit: (round(f1(limit), 4), -limit))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("nestor"), ap.add_argument("gold", nargs="+"), ap.add_argument("--write", metavar="FILE")
    ap.add_argument("--unseen", nargs="+", default=[], metavar="GOLD", help="of the gold, what rules were mended with least")
    ap.add_argument("--table", default="src/events/confidence.c", help="where the grounds stand")
    a = ap.parse_args()
    source = open(a.table, encoding="utf-8").read()
    rows = ROW.findall(source)
    names, signs = [r[3] for r in rows], [int(r[1]) for r in rows]
    records, wanted = [], 0
    for gold in a.gold:
        more, n = load(a.nestor, gold, names)
        records, wanted = records + more, wanted + n
    print(f"{len(records)} records, {sum(r[2] for r in records)} with type and actors right, of {len({r[0] for r in records})} reports")
    losses = []
    for penalty in PENALTIES:
        p = left_out(records, signs, penalty, 8)[1]
        losses.append((log_loss(records, p), penalty))
        print(f"  penalty {penalty}: log loss {losses[-1][0]:.4f}, calibration error {calibration(records, p):.4f} on left-out eighths")
    weights, p = left_out(records, signs, min(losses)[1], len(records))
    print(f"penalty {min(losses)[1]}, one report left out each time: log loss {log_loss(records, p):.4f}")
    for gold in a.gold:
        own = [(r, q) for r, q in zip(records, p) if r[0][0] == gold]
        print(f"  {gold}: {len(own)} records, right {sum(r[2] for r, _ in own) / len(own):.3f}, said {sum(q for _, q in own) / len(own):.3f}, "
              f"calibration error {calibration(*zip(*own)):.4f}")
    shift = move(records, p, a.unseen)
    weights[signs.index(0)] += shift
    p = [moved(q, shift) for q in p]
    print(f"moved by {shift:+.3f}; calibration error {calibration(records, p):.4f} on all")
    limit = best_threshold(records, p, wanted)
    print(f"threshold {limit}")
    for (name, sign, old, words), w in zip(rows, weights):
        print(f"  {w:+.3f}  (was {float(old):+.3f})  {words}")
    if not a.write:
        return
    fitted = {r[0]: w for r, w in zip(rows, weights)}
    text = open(a.write, encoding="utf-8").read()
    text = ROW.sub(lambda m: f'X({m[1]}, {m[2]}, {fitted[m[1]] + 0.0:.3f}, "{m[4]}")', text)
    text = re.sub(r"(nst_events_default_threshold\(void\) \{\n  return )[\d.]+", rf"\g<1>{limit}", text)
    with open(a.write, "w", encoding="utf-8") as f:
        f.write(text)


if __name__ == "__main__":
    sys.exit(main())
