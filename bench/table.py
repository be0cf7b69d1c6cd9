"""The goals of the parser in one table: Nestor's models and UDPipe 1, measured side by side in one run.

  table.py BUILD [--articles N] [--data FOLDER] [--udpipe PYTHON MODEL]

Speed: raw news text to CoNLL-U on one core, by processor time, start-up not counted, the articles in five parts, each read by one program
after the other; median and range. Quality: dev parts of the treebanks and name sets, where they are found.
"""
from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import score  # noqa: E402

PARTS = 5
UDPIPE = """
import sys, time
import ufal.udpipe as u
begin = time.process_time()
model = u.Model.load(sys.argv[1])
loaded = time.process_time() - begin
error = u.ProcessingError()
kind, *files = sys.argv[2:]
pipe = u.Pipeline(model, "conllu" if kind == "gold" else "tokenize", u.Pipeline.DEFAULT, u.Pipeline.DEFAULT, "conllu")
print(f"loaded {loaded:.3f}", file=sys.stderr)
for f in files:
    text = open(f, encoding="utf-8").read()
    begin = time.process_time()
    out = pipe.process(text, error)
    print(f"time {time.process_time() - begin:.4f}", file=sys.stderr)
    sys.stdout.write(out)
import resource
print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f}", file=sys.stderr)
"""


def run(args: list[str]) -> tuple[str, float, float]:
    """Output, processor seconds and peak megabytes of a program."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(args, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = status
        if status != 0:
            raise SystemExit(f"{args[0]} failed: {' '.join(args)}")
        out.seek(0)
        return out.read().decode("utf-8"), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def sentences(conllu: str) -> int:
    return conllu.count("\n1\t")


def rate(counts: list[int], times: list[float]) -> str:
    each = [c / max(t, 1e-6) for c, t in zip(counts, times)]
    return f"{sum(counts) / sum(times):.0f} ({min(each):.0f}-{max(each):.0f})"


class Nestor:
    """One model of the program."""

    def __init__(self, build: Path, model: str, weights: Path):
        self.name, self.weights = model, weights
        self.program = [str(build / "nestor"), "parse", "--model", model, "--pack", str(build / "en.npk")]
        self.bench, self.pack = str(build / "bench" / "bench_nestor"), str(build / "en.npk")

    def speed(self, parts: list[Path], tiny: Path) -> dict[str, object]:
        start = min(run([*self.program, str(tiny)])[1] for _ in range(5))
        counts, times, memory, text = [], [], 0.0, ""
        for p in parts:
            out, seconds, peak = run([*self.program, str(p)])
            counts.append(sentences("\n" + out))
            times.append(seconds - start)
            memory, text = max(memory, peak), text + out
        env = {**os.environ, "NESTOR_MODEL": self.name}
        said = subprocess.run([self.bench, self.pack, str(tiny), "1"], env=env, capture_output=True, text=True).stdout
        first = next((line.split()[2] for line in said.splitlines() if line.startswith("first sentence")), "?")
        return {"rate": sum(counts) / sum(times), "sentences/s": rate(counts, times), "memory MB": f"{memory:.0f}",
                "start ms": first, "file MB": f"{self.weights.stat().st_size / 1e6:.1f}"}

    def parse(self, path: Path, gold: bool, entities: bool = False) -> str:
        extra = ["--from", "conllu"] if gold else []
        return run([*self.program, *extra, *(["--entities"] if entities else []), str(path)])[0]


class UDPipe:
    """The classic parser, run by a Python that has its package."""

    name = "udpipe"

    def __init__(self, python: str, model: Path):
        self.python, self.model = python, model

    def run(self, kind: str, files: list[Path]) -> tuple[str, list[str]]:
        got = subprocess.run([self.python, "-c", UDPIPE, str(self.model), kind, *map(str, files)], capture_output=True, text=True, check=True)
        return got.stdout, got.stderr.splitlines()

    def speed(self, parts: list[Path], tiny: Path) -> dict[str, object]:
        counts, times, memory, start = [], [], "?", "?"
        for p in parts:
            out, said = self.run("text", [p])
            counts.append(sentences("\n" + out))
            for line in said:
                word, _, value = line.partition(" ")
                if word == "time":
                    times.append(float(value))
                elif word == "memory":
                    memory = f"{float(value):.0f}"
                elif word == "loaded":
                    start = f"{1000 * float(value):.0f}"
        return {"rate": sum(counts) / sum(times), "sentences/s": rate(counts, times), "memory MB": memory, "start ms": start,
                "file MB": f"{self.model.stat().st_size / 1e6:.1f}"}

    def parse(self, path: Path, gold: bool, entities: bool = False) -> str:
        return "" if entities else self.run("gold" if gold else "text", [path])[0]


def names(tags: list[str]) -> set[tuple[int, int, str]]:
    out, start = set(), -1
    for i, t in enumerate([*tags, "O"]):
        if start >= 0 and not (t.startswith("I-") and t[2:] == tags[start][2:]):
            out.add((start, i, tags[start][2:]))
            start = -1
        if t != "O" and start < 0:
            start = i
    return out


def read_bio(path: Path) -> list[list[tuple[str, str]]]:
    out, now = [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            c = line.split("\t") if "\t" in line else line.split()
            now.append((c[0], c[-1]))
        elif now:
            out.append(now)
            now = []
    return out


def name_f1(system, path: Path, folder: Path) -> str:
    """F1 of exact span and type over a name set; sentences go in as words."""
    gold = read_bio(path)
    words = folder / "names.conllu"
    words.write_text("".join("".join(f"{i + 1}\t{w}" + "\t_" * 8 + "\n" for i, (w, _) in enumerate(s)) + "\n" for s in gold), encoding="utf-8")
    out = system.parse(words, True, True)
    if not out:
        return "-"
    tags = []
    for line in out.splitlines():
        if line and line[0].isdigit() and "-" not in line.split("\t")[0]:
            misc = line.split("\t")[9].split("|")
            tags.append(next((m[7:] for m in misc if m.startswith("Entity=")), "O"))
    right = n_gold = n_system = at = 0
    for s in gold:
        a, b = names([t for _, t in s]), names(tags[at:at + len(s)])
        at += len(s)
        right, n_gold, n_system = right + len(a & b), n_gold + len(a), n_system + len(b)
    return f"{score.f1(right, n_system, n_gold):.4f}"


def some_genres(path: Path, genres: tuple[str, ...], to: Path) -> Path:
    """The sentences of a GUM file whose name tells one of the genres."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    kept = [b for b in blocks if any(f"# sent_id = GUM_{g}_" in b for g in genres)]
    to.write_text("".join(b.strip("\n") + "\n\n" for b in kept), encoding="utf-8")
    return to


def quality(system, data: Path, folder: Path) -> dict[str, str]:
    out: dict[str, str] = {}

    def compare(gold: Path, text: str) -> dict[str, float]:
        path = folder / "system.conllu"
        path.write_text(text, encoding="utf-8")
        return score.scores(str(gold), str(path))

    ewt = data / "treebank" / "en_ewt-ud-dev.conllu"
    if ewt.exists():
        got = compare(ewt, system.parse(ewt, True))
        out["EWT LAS"] = f"{got['las']:.4f}"
        gum = some_genres(data / "treebank" / "en_gum-open-ud-dev.conllu", ("news", "interview", "speech"), folder / "gum.conllu")
        out["GUM LAS"] = f"{compare(gum, system.parse(gum, True))['las']:.4f}"
        raw = folder / "raw.txt"
        raw.write_text(score.raw_text(str(ewt)), encoding="utf-8")
        got = compare(ewt, system.parse(raw, False))
        out |= {f"raw {k}": f"{got[k]:.4f}" for k in ("words", "sentences", "lemma", "las")}
    for title, file in (("names gmb", "gmb.dev.4class-notitle.bio"), ("names worldwide", "worldwide.dev.4class.bio")):
        if (data / "ner" / file).exists():
            out[title] = name_f1(system, data / "ner" / file, folder)
    return out


def articles(data: Path, n: int, folder: Path) -> list[Path]:
    """News text in five files."""
    source = data / "news" / "wikinews.jsonl.gz"
    if not source.exists():
        return []
    with gzip.open(source, "rt", encoding="utf-8") as f:
        texts = [json.loads(line)["text"] for _, line in zip(range(n), f)]
    out = []
    for k in range(PARTS):
        path = folder / f"part{k}.txt"
        path.write_text("\n\n".join(texts[k::PARTS]), encoding="utf-8")
        out.append(path)
    return out


def show(rows: list[dict[str, object]]) -> None:
    keys = list(dict.fromkeys(k for r in rows for k in r if k != "rate"))
    names_ = [str(r["model"]) for r in rows]
    print(f"{'':<18}" + "".join(f"{n:>18}" for n in names_))
    for k in keys[1:]:
        print(f"{k:<18}" + "".join(f"{str(r.get(k, '-')):>18}" for r in rows))
    base = next((r["rate"] for r in rows if r["model"] == "udpipe" and "rate" in r), None)
    if base:
        print(f"{'times udpipe':<18}" + "".join(f"{r['rate'] / base:>18.1f}" for r in rows))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("build", type=Path)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--articles", type=int, default=60)
    ap.add_argument("--udpipe", nargs=2, metavar=("PYTHON", "MODEL"))
    a = ap.parse_args()
    systems: list = [Nestor(a.build, w.stem, w) for w in sorted(Path("data/model").glob("*.weights"))]
    if a.udpipe:
        systems.append(UDPipe(a.udpipe[0], Path(a.udpipe[1])))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts, tiny = articles(a.data, a.articles, folder), folder / "tiny.txt"
        tiny.write_text("Ankara has recalled its envoy.\n", encoding="utf-8")
        if not parts:
            print("no news text in", a.data, "- the table of parsers is left out")
            return
        rows = []
        for s in systems:
            rows.append({"model": s.name, **s.speed(parts, tiny), **quality(s, a.data, folder)})
        show(rows)


if __name__ == "__main__":
    main()
