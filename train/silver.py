"""Text that a model parses, for a smaller one to learn from.

  silver.py --data ../shared/data --nestor build/nestor --out silver.conllu

Takes the news that may be used to train published weights (voa, wikinews, senate-press), has `nestor parse --entities` analyse
it, and writes a sample of the sentences. Sentences that stand in a file that measures names are left out.
"""
from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
SOURCES = ("voa", "wikinews", "senate-press")


def letters(words: list[str]) -> str:
    """A sentence without what tokenisers do differently."""
    return "".join(c for w in words for c in w.lower() if c.isalnum())


def measured(data: Path) -> set[str]:
    """Sentences of the files that measure names."""
    out = set()
    for path in sorted((data / "ner").glob("*.dev*.bio")):
        words: list[str] = []
        for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
            if line.strip():
                words.append(line.split("\t")[0] if "\t" in line else line.split()[0])
            elif words:
                out.add(letters(words))
                words = []
    return out


def parse(nestor: Path, texts: list[str]) -> list[str]:
    """CoNLL-U blocks of sentences."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i in range(0, len(texts), 200):
            path = Path(folder) / f"{i}.txt"
            path.write_text("\n\n".join(t.replace("\n", "\n\n") for t in texts[i:i + 200]), encoding="utf-8")
            paths.append(str(path))
        got = subprocess.run([nestor, "parse", "--entities", *paths], stdout=subprocess.PIPE, check=True).stdout
    return got.decode("utf-8").split("\n\n")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, default=REPO.parent / "shared" / "data")
    ap.add_argument("--nestor", type=Path, default=REPO / "build" / "nestor")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--sources", nargs="+", default=list(SOURCES))
    ap.add_argument("--sentences", type=int, default=60000)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    avoid, kept = measured(a.data), []
    seen = set()
    for source in a.sources:
        with gzip.open(a.data / "news" / f"{source}.jsonl.gz", "rt", encoding="utf-8") as f:
            texts = [json.loads(line)["text"] for line in f]
        blocks = parse(a.nestor, texts)
        for block in blocks:
            words = [c[1] for c in (line.split("\t") for line in block.split("\n") if line and line[0].isdigit())
                     if "-" not in c[0] and "." not in c[0]]
            key = letters(words)
            if 4 <= len(words) <= 60 and key not in avoid and key not in seen:
                seen.add(key)
                kept.append(block.strip("\n"))
        print(source, len(texts), "articles,", len(blocks), "sentences,", len(kept), "kept so far", flush=True)
    random.Random(a.seed).shuffle(kept)
    a.out.write_text("".join(b + "\n\n" for b in kept[:a.sentences]), encoding="utf-8")


if __name__ == "__main__":
    main()
