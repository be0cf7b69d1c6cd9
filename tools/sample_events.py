"""Draw random events from coded news for judging by hand.

  sample_events.py NESTOR PACK NEWS.jsonl.gz... --seed 1 --reports 400 --events 100 > sample.txt

Takes --reports random articles (all files equally), codes them at the default confidence, draws --events records and prints
each with its sentence. What a person finds wrong is listed in docs/accuracy.md."""
import argparse
import gzip
import json
import random
import subprocess
import tempfile


def articles(path: str) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def code_of(actors: list[dict]) -> str:
    return ",".join(":".join(x for x in (a["country"] or a["org"], a["sector"]) if x) for a in actors) or "-"


def sentence_at(text: bytes, at: int) -> str:
    first = max(text.rfind(b". ", 0, at), text.rfind(b"\n", 0, at)) + 1
    ends = [e for e in (text.find(b". ", at), text.find(b"\n", at)) if e >= 0]
    return text[first:(min(ends) + 1) if ends else len(text)].decode("utf-8", "ignore").strip()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("nestor"), ap.add_argument("pack"), ap.add_argument("news", nargs="+")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--reports", type=int, default=400)
    ap.add_argument("--events", type=int, default=100)
    a = ap.parse_args()
    rnd = random.Random(a.seed)
    reports = []
    for path in sorted(a.news):
        reports += rnd.sample(articles(path), a.reports // len(a.news))
    texts = {}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for i, r in enumerate(reports):
            row = {"id": str(i), "text": r["text"][:6000], **{k: r[k] for k in ("date", "title") if r.get(k)}}
            texts[str(i)] = ((row["title"] + "\n\n" if row.get("title") else "") + row["text"]).encode()
            f.write(json.dumps(row) + "\n")
        f.flush()
        out = subprocess.run([a.nestor, "code", "--pack", a.pack, "--format", "jsonl", f.name], capture_output=True, text=True, check=False)
    events = [json.loads(line) for line in out.stdout.splitlines()]
    print(f"# {len(events)} events in {len(reports)} reports")
    for n, e in enumerate(rnd.sample(events, min(a.events, len(events))), 1):
        print(f"{n} {e['event']} {code_of(e['source'])} > {code_of(e['target'])} {e['status']} \"{e['trigger']['text']}\" {e['confidence']}")
        print("   ", sentence_at(texts[e["doc"]], e["trigger"]["span"][0]))


if __name__ == "__main__":
    main()
