#!/usr/bin/env python3
"""petrarch.py NESTOR DICTIONARIES [--errors N]   how well imported dictionaries carry over

Imports the dictionaries of PETRARCH's validation suite (PETR.Validate.* and validate.jsonl in DICTIONARIES), codes its
records from raw text, and counts the records whose pairs of source and target codes are those of the suite: `found`, all
pairs of the suite are there; `right`, they are and no other pair of dictionary actors is. Python standard library only.
"""
import collections
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile


def known(code):
    return bool(code) and code[0] not in "-#+"


def gold_pairs(record):
    return {(e["source"], e["target"]) for e in record["events"] if known(e["source"]) and known(e["target"])}


def coded_pairs(event):
    source = [a.get("code", "") for a in event["source"]]
    target = [a.get("code", "") for a in event["target"]]
    pairs = set(itertools.product(source, target))
    if event["mutual"]:
        pairs |= set(itertools.product(target, source))
    return {(s, t) for s, t in pairs if known(s) and known(t) and s != t}


def code_records(nestor, folder, records, work):
    lexicon = f"{work}/validate"
    files = [f"--{kind}={folder}/PETR.Validate.{kind}.txt" for kind in ("actors", "agents", "verbs")]
    subprocess.run([nestor, "lexicon", "import", "--scheme=weis", "--other=CONSULT", "--quiet", "-o", lexicon, *files],
                   check=True, stdout=subprocess.DEVNULL)
    reports = pathlib.Path(work, "reports.jsonl")
    # Ids of the suite are not unique: number them.
    lines = [json.dumps({"id": str(i), "date": r["date"], "text": r["text"]}) for i, r in enumerate(records)]
    reports.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = subprocess.run([nestor, "code", "--format=jsonl", f"--lexicon={lexicon}.actors", f"--lexicon={lexicon}.frames",
                          str(reports)], check=True, capture_output=True, text=True).stdout
    coded = collections.defaultdict(set)
    for line in out.splitlines():
        event = json.loads(line)
        coded[int(event["doc"])] |= coded_pairs(event)
    return coded


def main():
    nestor, folder = sys.argv[1], sys.argv[2]
    show = int(sys.argv[sys.argv.index("--errors") + 1]) if "--errors" in sys.argv else 0
    records = [json.loads(line) for line in open(f"{folder}/validate.jsonl", encoding="utf-8")]
    with tempfile.TemporaryDirectory() as work:
        coded = code_records(nestor, folder, records, work)
    per = collections.defaultdict(lambda: [0, 0, 0])
    for i, record in enumerate(records):
        want, got = gold_pairs(record), coded[i]
        found, right = want <= got and (want or not got), want == got
        for key in (record["category"], "all"):
            per[key] = [a + b for a, b in zip(per[key], (bool(found), right, 1))]
        if not right and show > 0:
            show -= 1
            print(f"{'extra' if found else 'WRONG'} {record['id']} want {sorted(want)} got {sorted(got)}: {record['text']}")
    for key, (found, right, n) in sorted(per.items()):
        print(f"{key:12} found {found}/{n} {found / n:.3f}   right {right}/{n} {right / n:.3f}")


main()
