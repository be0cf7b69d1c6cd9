#!/usr/bin/env python3
"""Learn who acts and who is acted on (data/choose/choose.tsv) from annotated reports.

  choose.py NESTOR GOLD.jsonl... [--known GOLD.jsonl...] [--light GOLD.jsonl...] [--cross-validate] [-o data/choose/choose.tsv]

GOLD is annotated as docs/annotating.md says. For every record `nestor code --explain` gives the answers that were weighed
for its two sides, with their evidence. The model is conditional logistic regression with a quadratic penalty: of the answers
to one question those that agree with the annotation should have most of the probability.

Two things must not be learned. Rules are right more often in reports with which they were made: --known names those, and
what is believed of a rule there is learned apart and not written. And annotators differ in how often they leave a side empty:
that is learned for each file, and their mean is written. --light names large files by few hands, whose events count a third.

--cross-validate leaves out whole reports and tells, for each file, how many dyads are right by the rules, by the weights
and at best. Wants numpy and scipy. Deterministic.
"""
import argparse
import collections
import json
import subprocess
import sys

import numpy as np
from scipy import optimize, sparse

SIDES = ("source", "target")
PENALTY = {"known": 1.0, "style": 1.0, "rule": 0.3, "nobody": 3.0}  # by the first word of a name
PENALTY_OTHER = 25.0
SEEN = 4  # evidence of fewer answers is left out
UNKNOWN = 1.5  # how much more an event of a report that the rules do not know counts
LIGHT = 0.33  # how much an event of a --light file counts beside others
MARGIN = {"nobody": 0.1, "below": 0.4, "beside": 0.2}  # of a target, by where the rules find it; as in choose.c


def merged(name):
    return "YIELD" if name in ("CONCEDE", "RETREAT", "YIELD") else name


def code(actor):
    return actor["country"] or actor["org"], actor["sector"]


def want(text):
    place, _, sector = text.partition(":")
    return place, sector


def same(gold, got, sectors):
    """The rule of the scorer: the same countries and organisations; with `sectors`, also those that gold gives."""
    gold = [want(g) for g in gold]
    if {g[0] for g in gold} != {p[0] for p in got}:
        return False
    return not sectors or all(any(p[0] == g[0] and (not g[1] or p[1] == g[1]) for p in got) for g in gold)


def dyad(gold, source, target, mutual, sectors=False):
    if same(gold["source"], source, sectors) and same(gold["target"], target, sectors):
        return True
    if not (gold.get("mutual") or mutual):
        return False
    if same(gold["source"], target, sectors) and same(gold["target"], source, sectors):
        return True
    return same(gold["source"] + gold["target"], source + target, sectors)


def code_reports(nestor, path):
    out = subprocess.run([nestor, "code", "--explain", "--format", "jsonl", "--min-confidence", "0.001", path], check=True,
                         capture_output=True, text=True).stdout
    by_report = collections.defaultdict(list)
    for line in out.splitlines():
        record = json.loads(line)
        by_report[record["doc"]].append(record)
    return by_report


def spans(report, gold):
    for quote in [gold["quote"]] + gold.get("also", []):
        at = report["text"].find(quote)
        if at >= 0:
            begin = len(report["text"][:at].encode())
            yield begin, begin + len(quote.encode())


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def match(report, records):
    """Pairs of a gold event and a record of its type, the best first, each once."""
    pairs = []
    for g, gold in enumerate(report["events"]):
        for r, record in enumerate(records):
            told = [record["trigger"]["span"]] + [m["span"] for m in record["mentions"]]
            size = max((overlap(w, s) / (w[1] - w[0]) for w in spans(report, gold) for s in told), default=0)
            if size and merged(record["event"]) in {merged(t) for t in gold["event"]}:
                pairs.append(((dyad(gold, *sides_of(record), record["mutual"]), not gold.get("optional"), size), g, r))
    used_gold, used = set(), set()
    for _, g, r in sorted(pairs, key=lambda p: p[0], reverse=True):
        if g not in used_gold and r not in used:
            used_gold.add(g), used.add(r)
            yield report["events"][g], records[r]


def sides_of(record):
    return [code(a) for a in record["source"]], [code(a) for a in record["target"]]


class Question:
    """The answers for one side of one record: codes, evidence, which are right."""

    def __init__(self, record, side, file, known, weight):
        by_rule = {c["side"]: bool(c["actors"]) for c in record["choices"] if c["rule"]}
        settled = record["mutual"] and all(by_rule.values())
        found = next(c["evidence"] for c in record["choices"] if c["rule"] and c["side"] == side)
        where = "nobody" if not by_rule[side] else "below" if "rule below" in found else "beside"
        self.margin = 1.0 if settled else 0.0 if side == "source" and by_rule[side] else MARGIN[where]
        self.elsewhere = side == "source" and not by_rule[side]
        self.answers = [c for c in record["choices"] if c["side"] == side]
        self.codes = [[code(a) for a in c["actors"]] for c in self.answers]
        self.keys = [frozenset(p for p, _ in codes) for codes in self.codes]
        self.rule = next(i for i, c in enumerate(self.answers) if c["rule"])
        self.weight = weight
        self.right = []
        for answer in self.answers:
            trust = [f"known {n}" for n in answer["evidence"] if known and n.startswith(("rule", "nobody by rule"))]
            style = [] if answer["actors"] else [f"style {file}"]
            answer["evidence"] = answer["evidence"] + trust + style

    def take(self, tests):
        """The answers that pass the first of the tests that any passes."""
        for test in tests:
            self.right = [i for i, codes in enumerate(self.codes) if test(codes)]
            if self.right:
                return


class Case:
    """A record with its gold event: the questions of both sides."""

    def __init__(self, file, report, gold, record, known, weight):
        self.file, self.report, self.gold, self.record, self.known = file, report, gold, record, known
        self.counts = not gold.get("optional")
        source, target = sides_of(record)
        mutual = record["mutual"]
        self.questions = [Question(record, side, file, known, weight) for side in SIDES]
        s, t = self.questions
        s.take([lambda c: dyad(gold, c, target, mutual, True), lambda c: dyad(gold, c, target, mutual),
                lambda c: same(gold["source"], c, True), lambda c: same(gold["source"], c, False)])
        t.take([lambda c: dyad(gold, source, c, mutual, True), lambda c: dyad(gold, source, c, mutual),
                lambda c: same(gold["target"], c, True), lambda c: same(gold["target"], c, False)])

    def right(self, source, target, sectors=False):
        return dyad(self.gold, source, target, self.record["mutual"], sectors)


def load_gold(nestor, path, known, weight):
    reports = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    coded = code_reports(nestor, path)
    return [Case(path, r["id"], gold, record, known, weight) for r in reports for gold, record in match(r, coded[r["id"]])]


class Table:
    """Answers of many questions as one matrix."""

    def __init__(self, questions, names=None):
        if names is None:
            count = collections.Counter(n for q in questions for n in {n for a in q.answers for n in a["evidence"]})
            names = {n: i for i, n in enumerate(sorted(n for n, c in count.items() if c >= SEEN))}
        self.names = names
        rows, cols, row, starts = [], [], 0, []
        for q in questions:
            starts.append(row)
            for answer in q.answers:
                for name in answer["evidence"]:
                    if name in names:
                        rows.append(row), cols.append(names[name])
                row += 1
        self.x = sparse.csr_matrix((np.ones(len(rows)), (rows, cols)), (row, len(names)))
        self.starts = np.array(starts)
        self.sizes = np.array([len(q.answers) for q in questions])
        self.weight = np.array([q.weight for q in questions])
        self.right = np.zeros(row)
        for q, start in zip(questions, starts):
            for i in q.right:
                self.right[start + i] = 1

    def probabilities(self, w):
        z = self.x @ w
        e = np.exp(z - np.repeat(np.maximum.reduceat(z, self.starts), self.sizes))
        return e / np.repeat(np.add.reduceat(e, self.starts), self.sizes)


def fit(table, start=None, steps=80):
    penalty = np.full(len(table.names), PENALTY_OTHER)
    for name, i in table.names.items():
        penalty[i] = PENALTY.get(name.partition(" ")[0], PENALTY_OTHER)
    weight, turned = np.repeat(table.weight, table.sizes), table.x.T.tocsr()

    def loss(w):
        p = table.probabilities(w)
        inside = np.add.reduceat(p * table.right, table.starts) + 1e-12
        d = (p - p * table.right / np.repeat(inside, table.sizes)) * weight
        return -(np.log(inside) * table.weight).sum() + 0.5 * (penalty * w * w).sum(), turned @ d + penalty * w

    start = np.zeros(len(table.names)) if start is None else start
    return optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options=dict(maxiter=steps)).x


def best(question, p):
    """As choose.c does it: answers of the same countries count together, that of the rules stands up to a margin."""
    rule = question.keys[question.rule]
    some = bool(question.codes[question.rule])

    def may_be(i):
        if i == question.rule:
            return True
        if some:
            return bool(question.codes[i])
        if "stands as a place" in question.answers[i]["evidence"] or "with same" in question.answers[i]["evidence"]:
            return False
        return not question.elsewhere or any(n.startswith("stands elsewhere") for n in question.answers[i]["evidence"])

    together = collections.Counter()
    for i, (key, x) in enumerate(zip(question.keys, p)):
        together[key] += x * may_be(i)
    others = [i for i, key in enumerate(question.keys) if key != rule and may_be(i)]
    at = max(others, key=lambda i: (round(together[question.keys[i]], 9), p[i]), default=question.rule)
    return at if together[question.keys[at]] > together[rule] + question.margin else question.rule


def neutral(names, w):
    """The weights for reports by nobody in particular."""
    w = w.copy()
    styles = [i for name, i in names.items() if name.startswith("style ")]
    if styles and "nobody" in names:
        w[names["nobody"]] += w[styles].mean()
    for name, i in names.items():
        if name.startswith(("style ", "known ")):
            w[i] = 0
    return w


def table_of(cases, k, names=None):
    return Table([c.questions[k] for c in cases if c.questions[k].right], names)


def learn(cases, names=(None, None), starts=(None, None), steps=80):
    """For each side the names and their weights."""
    tables = [table_of(cases, k, names[k]) for k in range(len(SIDES))]
    return [(table.names, fit(table, start, steps)) for table, start in zip(tables, starts)]


def answer(cases, weights):
    """For each case what the weights choose for each side."""
    out = [[] for _ in cases]
    for k in range(len(SIDES)):
        questions = [c.questions[k] for c in cases]
        table = Table(questions, weights[k][0])
        p = table.probabilities(neutral(*weights[k]))
        for i, (q, start) in enumerate(zip(questions, table.starts)):
            out[i].append(best(q, p[start:start + len(q.answers)]))
    return out


def tell(answered):
    rows = collections.defaultdict(collections.Counter)
    for case, got in answered:
        if not case.counts:
            continue
        s, t = case.questions
        rule = s.codes[s.rule], t.codes[t.rule]
        new = s.codes[got[0]], t.codes[got[1]]
        row = rows[case.file]
        row["n"] += 1
        row["rules"] += case.right(*rule)
        row["rules full"] += case.right(*rule, True)
        row["chosen"] += case.right(*new)
        row["chosen full"] += case.right(*new, True)
        row["source only"] += case.right(new[0], rule[1])
        row["target only"] += case.right(rule[0], new[1])
        row["at best"] += any(case.right(a, b) for a in s.codes for b in t.codes)
        row["best target"] += any(case.right(rule[0], b) for b in t.codes)
    total = sum(rows.values(), collections.Counter())
    for name, row in [*rows.items(), ("all", total)]:
        shares = "  ".join(f"{k} {row[k]} ({row[k] / row['n']:.3f})" for k in
                           ("rules", "chosen", "target only", "source only", "best target", "at best", "rules full", "chosen full"))
        print(f"{name.rpartition('/')[2]:20} {row['n']:4} events: {shares}")


def cross_validate(cases, folds):
    """Leaves out parts of the reports that the rules do not know. All fits begin at the weights of those that they do."""
    reports = sorted({(c.file, c.report) for c in cases if not c.known})
    part = {r: i % folds for i, r in enumerate(reports)}
    names = [table_of(cases, k).names for k in range(len(SIDES))]
    start = [w for _, w in learn([c for c in cases if c.known] or cases, names)]
    answers = {}
    for fold in range(folds):
        held = [i for i, c in enumerate(cases) if part.get((c.file, c.report)) == fold]
        weights = learn([c for c in cases if part.get((c.file, c.report)) != fold], names, start, 30)
        answers.update(zip(held, answer([cases[i] for i in held], weights)))
    return [(cases[i], got) for i, got in sorted(answers.items())]


def write(path, weights):
    cells = collections.defaultdict(list)
    for side, (names, w) in zip(SIDES, weights):
        w = neutral(names, w)
        for name, i in names.items():
            if abs(w[i]) >= 0.02:
                cells[name].append(f"{side}={w[i]:.2f}")
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Who acts and who is acted on: evidence of an answer, and how much it speaks for it (+) or against it (-) on either\n"
                "# side of an event. Made by train/choose.py (conditional logistic regression); docs/choose.md explains the names.\n")
        for name in sorted(cells):
            f.write(name + "\t" + " ".join(cells[name]) + "\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("nestor"), ap.add_argument("gold", nargs="*"), ap.add_argument("--known", nargs="*", default=[])
    ap.add_argument("--light", nargs="*", default=[])
    ap.add_argument("--cross-validate", action="store_true"), ap.add_argument("--folds", type=int, default=6)
    ap.add_argument("-o", "--output")
    a = ap.parse_args()
    cases = [c for path in a.known for c in load_gold(a.nestor, path, True, 1.0)]
    cases += [c for path in a.gold for c in load_gold(a.nestor, path, False, UNKNOWN)]
    cases += [c for path in a.light for c in load_gold(a.nestor, path, False, UNKNOWN * LIGHT)]
    print(f"{len(cases)} events of {len({(c.file, c.report) for c in cases})} reports")
    if a.cross_validate:
        tell(cross_validate(cases, a.folds))
    if a.output:
        write(a.output, learn(cases))


if __name__ == "__main__":
    sys.exit(main())
