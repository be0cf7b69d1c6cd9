#!/usr/bin/env python3
"""Learn the weights of src/actors/home.h: whose a role is that names no country. Python standard library only.

  home.py EVIDENCE.jsonl... [--gold NESTOR HOME_EVIDENCE PACK GOLD.jsonl...] [--write]

EVIDENCE is what `home_evidence PACK REPORTS.jsonl` prints. Two things teach:

  reports   a role without a country counts for the land that the report names with the same word wherever it names one
            ("police ... Kenyan police");
  gold      the role is a source or target of a record that matches an annotated event; its land is the annotated one.

A conditional logit over the lands of each report, with a quadratic penalty on the distance from GUESS, weights set by
hand; each kind of role (office, force, crowd, armed group) has weights of its own, drawn towards common ones. Cross-validated by
report on the gold, beside the program's own answer.
"""
import argparse
import collections
import json
import math
import re
import subprocess
import sys

GUESS = dict(SHARE=0.3, MOST=0.5, FIRST=0.3, OPENING=0.3, DATELINE=0.5, WHERE=3.0, SAME_PHRASE=3.0, PARTNER=6.0, PLACE_SAME_VERB=2.0, PLACE_HERE=0.8,
             SUBJECT_HERE=0.3, OTHER_SIDE=0.0, COLLEAGUE=1.5, THE_SAME=3.0, THE_SAME_FAR=2.0, SAME_ROLE=1.5, SAME_ROLE_FAR=0.8, HERE=0.3, HERE_BEHIND=0.2, PLACE_BEFORE=0.4, SUBJECT_BEFORE=0.2, BEFORE=0.1,
             NEAR=0.1, FAR=0.0, GUEST=-0.6, SAME_KIND=1.0, ROLE_BEFORE=0.3)
KINDS = 4  # offices, forces, crowds, armed groups
ROW = re.compile(r"X\(([A-Z_]+), -?\d+, -?\d+, -?\d+, -?\d+, ")


def rows(text):
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def example(row, label, weight):
    lands = list(row["lands"].items())
    if label not in row["lands"] or len(lands) < 2:
        return None
    right = [c for c, _ in lands].index(label)
    return dict(doc=row["doc"], kind=row["kind"], x=[v for _, v in lands], right=right, weight=weight,
                given=row["given"] == label, word=row["word"], row=row, label=label)


def of_reports(paths, weight):
    out = []
    for path in paths:
        for row in rows(open(path, encoding="utf-8").read()):
            if row["told"]:
                e = example(row, row["told"], weight)
                out.extend([e] if e else [])
    return out


def run(*args):
    return subprocess.run(args, check=True, capture_output=True, text=True).stdout


def countries(codes):
    return {c.partition(":")[0] for c in codes} - {""}


def of_gold(nestor, home_evidence, pack, paths):
    out = []
    for path in paths:
        gold = rows(open(path, encoding="utf-8").read())
        source = "/tmp/home-" + re.sub(r"\W+", "_", path) + ".jsonl"
        with open(source, "w", encoding="utf-8") as f:
            for r in gold:
                f.write(json.dumps({"id": r["id"], "date": r["date"], "text": r["text"]}) + "\n")
        evidence = {(e["doc"], *e["span"]): e for e in rows(run(home_evidence, pack, source))}
        records = collections.defaultdict(list)
        for record in rows(run(nestor, "code", "--format", "jsonl", "--min-confidence", "0.05", source)):
            records[record["doc"]].append(record)
        seen = set()
        for r in gold:
            raw = r["text"].encode()
            for g in r["events"]:
                begin = raw.find(g["quote"].encode())
                end = begin + len(g["quote"].encode())
                for p in records[r["id"]]:
                    a, b = p["trigger"]["span"]
                    if not (a < end and b > begin and p["event"] in g["event"]):
                        continue
                    for side in ("source", "target"):
                        want = countries(g[side])
                        if g.get("mutual") or len(want) != 1:
                            continue
                        for actor in p[side]:
                            key = (r["id"], *actor["span"])
                            if key in evidence and key not in seen:
                                seen.add(key)
                                e = example(evidence[key], next(iter(want)), 1.0)
                                out.extend([e] if e else [])
    return out


def scores(w, e):
    common, own = w[KINDS], w[e["kind"]]
    return [sum((c + o) * v for c, o, v in zip(common, own, x)) for x in e["x"]]


def fit(examples, prior, penalty, rounds=100):
    """Gradient descent with a step of its own for each weight (Adagrad); weights [kind][i] are added to common ones."""
    n = len(prior)
    w = [[0.0] * n for _ in range(KINDS)] + [list(prior)]
    seen = [[1e-6] * n for _ in w]
    for _ in range(rounds):
        grad = [[penalty * 3.0 * v for v in row] for row in w]
        grad[KINDS] = [penalty * (v - q) for v, q in zip(w[KINDS], prior)]
        for e in examples:
            s = scores(w, e)
            top = max(s)
            p = [math.exp(v - top) for v in s]
            total = sum(p)
            for land, (q, x) in enumerate(zip(p, e["x"])):
                d = e["weight"] * (q / total - (land == e["right"]))
                for i, v in enumerate(x):
                    if v:
                        grad[KINDS][i] += d * v
                        grad[e["kind"]][i] += d * v
        for k in range(len(w)):
            for i in range(n):
                seen[k][i] += grad[k][i] ** 2
                w[k][i] -= 0.3 * grad[k][i] / math.sqrt(seen[k][i])
    return w


def right(w, examples):
    return sum(max(range(len(e["x"])), key=lambda i: (scores(w, e)[i], -i)) == e["right"] for e in examples)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("evidence", nargs="*")
    a.add_argument("--gold", nargs="+", default=[])
    a.add_argument("--silver", type=float, default=0.1, help="what a role in EVIDENCE counts beside one of the gold")
    a.add_argument("--penalty", type=float, default=1.0)
    a.add_argument("--folds", type=int, default=8)
    a.add_argument("--header", default="src/actors/home.h", help="where the evidence is listed")
    a.add_argument("--write", action="store_true", help="write the weights into the header")
    a.add_argument("--errors", type=int, default=0)
    o = a.parse_args()
    header = open(o.header, encoding="utf-8").read()
    names = ROW.findall(header)
    silver = of_reports(o.evidence, o.silver)
    for e in silver:  # what chose the label may not explain it
        e["x"] = [[0 if "SAME_" in name and name != "SAME_PHRASE" and name != "SAME_KIND" else v for name, v in zip(names, x)]
                  for x in e["x"]]
    gold = of_gold(o.gold[0], o.gold[1], o.gold[2], o.gold[3:]) if o.gold else []
    guess = [GUESS[name] for name in names]
    docs = sorted({e["doc"] for e in gold})
    print(f"{len(silver)} roles of reports (the program gives {sum(e['given'] for e in silver)}), "
          f"{len(gold)} of gold in {len(docs)} reports (the program gives {sum(e['given'] for e in gold)})")
    if silver:
        w = fit(silver, guess, o.penalty)
        print(f"learned of reports alone: {right(w, silver)} of them, {right(w, gold)} of gold")
    if gold:
        hits = 0
        for fold in range(o.folds):
            out = {d for i, d in enumerate(docs) if i % o.folds == fold}
            w = fit(silver + [e for e in gold if e["doc"] not in out], guess, o.penalty)
            hits += right(w, [e for e in gold if e["doc"] in out])
        print(f"left out by report: {hits} of {len(gold)}")
    w = fit(silver + gold, guess, o.penalty)
    print(f"all: {right(w, silver)} of {len(silver)}, {right(w, gold)} of {len(gold)}")
    for e in gold:
        s = scores(w, e)
        best = max(range(len(s)), key=lambda i: s[i])
        if best != e["right"] and o.errors > 0:
            o.errors -= 1
            print(e["doc"], e["row"]["sentence"], e["word"], "is", e["label"], "not", list(e["row"]["lands"])[best])
    if o.write:
        number = iter(range(len(guess)))

        def row(m):
            i = next(number)
            v = [round(1000 * (w[KINDS][i] + w[k][i])) for k in range(KINDS)]
            return f"X({m[1]}, {', '.join(map(str, v))}, "

        header = re.sub(r"(  X\(.*?\)) *\\\n", lambda m: f"{m[1]:100}\\\n", ROW.sub(row, header))
        open(o.header, "w", encoding="utf-8").write(header)


if __name__ == "__main__":
    sys.exit(main())
