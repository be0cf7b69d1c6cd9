"""Judged events of news (tests/gold/README.md) and the articles that they are of."""
from __future__ import annotations

import collections
import gzip
import json
import pathlib
import subprocess
import tempfile
from dataclasses import dataclass


@dataclass
class Judged:
    """One line of judged.tsv."""
    article: str
    span: tuple[int, int]  # bytes of the trigger
    kind: str
    source: str
    target: str
    status: str
    verdict: str
    right: tuple[str, str] | None  # source and target as they ought to be, where that is known
    record: dict  # what the program makes of the same words now
    file: str


def read(path, news, nestor, least):
    """The judged events whose record the program still makes (type and place the same), and the number of those lost."""
    rows = [line.split("\t") for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    wanted = {row[0] for row in rows}
    found = {}
    for file in sorted(pathlib.Path(news).glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as f:
            for line in f:
                if line[8:8 + 80].split('"', 1)[0] in wanted:
                    a = json.loads(line)
                    found[a["id"]] = ({"id": a["id"], "text": a["text"][:6000], **{k: a[k] for k in ("date", "title") if a.get(k)}}, file.name)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for article, _ in found.values():
            f.write(json.dumps(article) + "\n")
        f.flush()
        out = subprocess.run([nestor, "code", "--explain", "--format", "jsonl", "--min-confidence", least, f.name], check=True, capture_output=True,
                             text=True).stdout
    by_article = collections.defaultdict(list)
    for line in out.splitlines():
        record = json.loads(line)
        by_article[record["doc"]].append(record)
    judged = []
    for article, begin, end, kind, source, target, status, verdict, *more in rows:
        span = int(begin), int(end)
        same = [r for r in by_article[article] if r["event"] == kind
                and any(p["span"][0] < span[1] and span[0] < p["span"][1] for p in [r["trigger"], *r["mentions"]])]
        if same:
            right = (source, target) if verdict == "R" else tuple(more[:2]) if verdict == "A" and len(more) >= 2 else None
            judged.append(Judged(article, span, kind, source, target, status, verdict, right, same[0], found[article][1]))
    return judged, len(rows) - len(judged)
