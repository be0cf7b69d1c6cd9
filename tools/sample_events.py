"""Draw random events from coded news for judging by hand.

  sample_events.py draw NESTOR PACK NEWS.jsonl.gz... --seed 1 --reports 400 --events 100 --rows rows.tsv > sample.txt
  sample_events.py join rows.tsv VERDICTS.txt > judged.tsv
  sample_events.py share judged.tsv

draw takes --reports random articles (all files equally), codes them, draws --events records (from all alike, or equally from each
file with --even) and prints each with its title and sentence for a person to read; --rows gets what identifies them. VERDICTS has
`number verdict` a line, the verdict one of the letters of tests/gold/README.md; join puts the two together, share counts."""
import argparse
import collections
import gzip
import json
import pathlib
import random
import subprocess
import sys
import tempfile

COLUMNS = "article begin end type source target status verdict".split()


def articles(path: str) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def row_of(article: dict) -> dict:
    """The report as it is coded: cut, with what it has of date and title."""
    return {"id": article["id"], "text": article["text"][:6000], **{k: article[k] for k in ("date", "title") if article.get(k)}}


def text_of(row: dict) -> bytes:
    return ((row["title"] + "\n\n" if row.get("title") else "") + row["text"]).encode()


def code_of(actors: list[dict]) -> str:
    return ",".join(":".join(x for x in (a["country"] or a["org"], a["sector"]) if x) for a in actors) or "-"


def words_of(actors: list[dict]) -> str:
    return ", ".join(f"{a['text']}={code_of([a])}" for a in actors) or "-"


def sentence_at(text: bytes, at: int) -> str:
    first = max(text.rfind(b". ", 0, at), text.rfind(b"\n", 0, at)) + 1
    ends = [e for e in (text.find(b". ", at), text.find(b"\n", at)) if e >= 0]
    return text[first:(min(ends) + 1) if ends else len(text)].decode("utf-8", "ignore").strip()


def code(nestor: str, pack: str, rows: list[dict], least: float | None, *more: str) -> list[dict]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for row in rows:
            f.write(json.dumps(row) + "\n")
        f.flush()
        limit = [] if least is None else ["--min-confidence", str(least)]
        out = subprocess.run([nestor, "code", "--pack", pack, "--format", "jsonl", *limit, *more, f.name], capture_output=True, text=True,
                             check=False)
    return [json.loads(line) for line in out.stdout.splitlines()]


def draw(a: argparse.Namespace) -> None:
    rnd = random.Random(a.seed)
    rows, file_of = {}, {}
    for path in sorted(a.news):
        for article in rnd.sample(articles(path), a.reports // len(a.news)):
            rows[article["id"]] = row_of(article)
            file_of[article["id"]] = path
    events = code(a.nestor, a.pack, list(rows.values()), a.min_confidence)
    print(f"# {len(events)} events in {len(rows)} reports")
    if a.even:
        drawn = []
        for path in sorted(a.news):
            own = [e for e in events if file_of[e["doc"]] == path]
            drawn += rnd.sample(own, min(a.events // len(a.news), len(own)))
    else:
        drawn = rnd.sample(events, min(a.events, len(events)))
    with open(a.rows or "/dev/null", "w", encoding="utf-8") as f:
        for n, e in enumerate(drawn, 1):
            span = e["trigger"]["span"]
            print(*(e["doc"], span[0], span[1], e["event"], code_of(e["source"]), code_of(e["target"]), e["status"]), sep="\t", file=f)
            print(f"{n} {e['event']} {words_of(e['source'])} > {words_of(e['target'])} {e['status']} \"{e['trigger']['text']}\" {e['confidence']}"
                  f" | {rows[e['doc']].get('title', e['doc'])}")
            print("   ", sentence_at(text_of(rows[e["doc"]]), span[0]))


def join(a: argparse.Namespace) -> None:
    rows = pathlib.Path(a.rows).read_text(encoding="utf-8").splitlines()
    for line in pathlib.Path(a.verdicts).read_text(encoding="utf-8").splitlines():
        number, verdict = line.split()[:2]
        print(rows[int(number) - 1], verdict, sep="\t")


def share(a: argparse.Namespace) -> None:
    verdicts = collections.Counter(line.split("\t")[7] for line in pathlib.Path(a.judged).read_text(encoding="utf-8").splitlines()
                                   if not line.startswith("#"))
    for verdict, n in verdicts.most_common():
        print(f"{verdict} {n} {n / verdicts.total():.3f}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="task", required=True)
    p = sub.add_parser("draw")
    p.set_defaults(run=draw)
    p.add_argument("nestor"), p.add_argument("pack"), p.add_argument("news", nargs="+")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--reports", type=int, default=400)
    p.add_argument("--events", type=int, default=100)
    p.add_argument("--min-confidence", type=float)
    p.add_argument("--even", action="store_true", help="as many events from each file")
    p.add_argument("--rows", help="write what identifies the events there")
    p = sub.add_parser("join")
    p.set_defaults(run=join)
    p.add_argument("rows"), p.add_argument("verdicts")
    p = sub.add_parser("share")
    p.set_defaults(run=share)
    p.add_argument("judged")
    a = ap.parse_args()
    a.run(a)


if __name__ == "__main__":
    sys.exit(main())
