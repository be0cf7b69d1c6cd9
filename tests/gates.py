#!/usr/bin/env python3
"""Accuracy gates: gates.py NESTOR PACK SHARED   Needs the gold data, which is not part of this repository."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

nestor, pack, shared = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
os.environ["NESTOR_PACK"] = pack
passed = failed = 0


def gate(name: str, value: float, limit: float, at_most: bool = False) -> None:
    global passed, failed
    good = value <= limit if at_most else value >= limit
    print(f"{'ok  ' if good else 'FAIL'} {name}: {value:g} ({'at most' if at_most else 'at least'} {limit:g})")
    passed, failed = passed + good, failed + (not good)


def run(*args: str) -> str:
    return subprocess.run([nestor, *args], check=True, capture_output=True, text=True).stdout


def score(task: str, gold: pathlib.Path, output: str) -> dict:
    with tempfile.NamedTemporaryFile("w", suffix=".out") as f:
        f.write(output)
        f.flush()
        out = subprocess.run([sys.executable, shared / "score/score.py", task, gold, f.name, "--json"], check=True,
                             capture_output=True, text=True).stdout
    return json.loads(out)


def events(gold: pathlib.Path) -> dict:
    """Codes the reports of a gold file, without its answers."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as f:
        for line in gold.read_text().splitlines():
            f.write(json.dumps({k: v for k, v in json.loads(line).items() if k in ("id", "date", "text")}) + "\n")
        f.flush()
        return score("events", gold, run("code", "--format", "jsonl", f.name))


def entity_f1(path: pathlib.Path) -> float:
    sentences = [[line.split() for line in block.splitlines() if line.split()]
                 for block in path.read_text().split("\n\n") if block.strip()]
    sentences = [s for s in sentences if s[0][0] != "-DOCSTART-" and len(s) <= 256]
    rows = ["".join(f"{i}\t{w[0]}\t_\t_\t_\t_\t_\t_\t_\t_\n" for i, w in enumerate(s, 1)) for s in sentences]
    with tempfile.NamedTemporaryFile("w", suffix=".conllu") as f:
        f.write("\n".join(rows) + "\n")
        f.flush()
        out = run("parse", "--from", "conllu", "--entities", f.name)
    got = []
    for block in out.strip().split("\n\n"):
        words = [line.split("\t") for line in block.splitlines() if line and line[0].isdigit()]
        got.append([next((m[7:] for m in w[9].split("|") if m.startswith("Entity=")), "O") for w in words])
    right = predicted = wanted = 0
    for g, s in zip(sentences, got, strict=True):
        a, b = spans([w[-1] for w in g]), spans(s)
        right, predicted, wanted = right + len(a & b), predicted + len(b), wanted + len(a)
    return round(2 * right / (predicted + wanted), 4)


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    out, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[0] != "I" or tag[2:] != tags[start][2:]):
            out.add((start, i, tags[start][2:]))
            start = None
        if tag[0] == "B" or (tag[0] == "I" and start is None):
            start = i
    return out


def same_measures(gold: pathlib.Path) -> None:
    """nestor eval gives the figures of the scorer."""
    global passed, failed
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as f:
        for line in gold.read_text().splitlines():
            f.write(json.dumps({k: v for k, v in json.loads(line).items() if k in ("id", "date", "text")}) + "\n")
        f.flush()
        wanted = score("events", gold, run("code", "--format", "jsonl", f.name))
    got = json.loads(run("eval", "--format", "json", str(gold)))

    def differences(a: object, b: object, path: str) -> list[str]:
        if isinstance(b, dict):
            return [d for k in b for d in differences(a.get(k) if isinstance(a, dict) else None, b[k], f"{path}/{k}")]
        near = path == "/calibration_error" and abs(a - b) <= 1e-4  # sums are rounded in another order
        return [] if a == b or near else [f"{path}: {a}, the scorer has {b}"]

    wrong = differences(got, wanted, "")
    print(f"{'FAIL' if wrong else 'ok  '} nestor eval on {gold.name} is what the scorer says", *wrong[:5], sep="\n     ")
    passed, failed = passed + (not wrong), failed + bool(wrong)


def with_numpy() -> str | None:
    """A Python that has numpy: this one, or that of Debian's packages."""
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import numpy"], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    return None


def same_labels(file: pathlib.Path) -> int:
    """500 sentences get the labels of the definition in numpy, from each model. Returns how many comparisons were skipped."""
    global passed, failed
    root = pathlib.Path(__file__).parent.parent
    models = sorted((root / "data/model").glob("*.weights"))
    python = with_numpy()
    if python is None:
        return len(models)
    for weights in models:
        out = subprocess.run([python, root / "train/agree.py", "--check", file, weights, nestor, "parse", "--model", weights.stem],
                             capture_output=True, text=True)
        print(f"{'FAIL' if out.returncode else 'ok  '} {weights.stem}: {(out.stdout or out.stderr).strip()}")
        passed, failed = passed + (out.returncode == 0), failed + (out.returncode != 0)
    return 0


ewt = shared / "data/treebank/en_ewt-ud-dev.conllu"
gate("LAS, EWT dev, gold tokens", score("parse", ewt, run("parse", "--from", "conllu", str(ewt)))["las"]["f1"], 0.885)
gate("entity F1, papers of five regions", entity_f1(shared / "data/ner/worldwide.dev.4class.bio"), 0.79)
gate("entity F1, GMB dev", entity_f1(shared / "data/ner/gmb.dev.4class-notitle.bio"), 0.79)
seed = events(shared / "seed/gold.jsonl")
right = round(seed["dyad"]["r"] * seed["gold"])
gate("seed report: events with type and dyad right", right, 10)
gate("seed report: extra events", seed["predicted"] - round(seed["type"]["p"] * seed["predicted"]), 2, at_most=True)
dev = events(shared / "data/events/dev.gold.jsonl")
gate("dev reports: type F1", dev["type"]["f1"], 0.85)
gate("dev reports: dyad F1", dev["dyad"]["f1"], 0.75)
here = pathlib.Path(__file__).parent
for path in (shared / "data/events/dev.gold.jsonl", shared / "seed/gold.jsonl", here / "gold/fresh.jsonl",
             here.parent / "examples/annotation/first.jsonl"):
    same_measures(path)
skipped = same_labels(ewt)
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(failed > 0)
