"""Run a weights file (or a checkpoint) over CoNLL-U or BIO files; print scores, write predictions.

  evaluate.py base.weights parse en_ewt-ud-dev.conllu -o system.conllu
  evaluate.py base.weights ner gmb.dev.4class-notitle.bio
  evaluate.py checkpoint.pt --vocab vocab.txt parse en_ewt-ud-dev.conllu      (the model before int8)

A weights file is computed with its integers, as the C program does.
"""
from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

import exact
from data import Sentence, encode, group, make_batch, read_bio, read_conllu
from export import from_checkpoint, load
from model import Model
from mst import tree
from pieces import MAX_WORDS, Pieces, apply_script


@dataclass
class Prediction:
    """What the model says about a sentence."""
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    ner: list[str]


def viterbi(logits: np.ndarray, labels: list[str]) -> list[str]:
    """Best label sequence in which I-X only follows B-X or I-X."""
    n = len(labels)
    allowed = np.zeros((n, n), dtype=bool)                    # [before, now]
    for b, x in enumerate(labels):
        for a, y in enumerate(labels):
            allowed[b, a] = not y.startswith("I-") or x[1:] == y[1:]
    score = np.where([x.startswith("I-") for x in labels], -np.inf, logits[0]).astype(np.float32)
    back = []
    for row in logits[1:]:
        reach = np.where(allowed, score[:, None], -np.inf)
        back.append(reach.argmax(0))
        score = (reach.max(0) + row).astype(np.float32)
    out = [int(score.argmax())]
    for b in reversed(back):
        out.append(int(b[out[-1]]))
    return [labels[i] for i in reversed(out)]


@torch.no_grad()
def predict(m: Model, sentences: list[list[str]], size: int = 3000) -> list[Prediction]:
    """Predictions for sentences of words; a sentence of more than 256 words is taken in parts."""
    m.eval()
    p = Pieces(m.vocab)
    parts = [(k, at, s[at:at + MAX_WORDS]) for k, s in enumerate(sentences) for at in range(0, len(s), MAX_WORDS)]
    items = [encode(Sentence(w), p, m.labels) for _, _, w in parts]
    got: dict[int, Prediction] = {}
    root_label = m.labels.deprel.index("root")
    for idx in group(items, size):
        b = make_batch([items[i] for i in idx], p)
        v, root = m.encode(b)
        arcs = m.arcs(v, root).numpy()
        upos, feats, lemma = (h(v).argmax(-1).tolist() for h in (m.upos, m.feats, m.lemma))
        ner = m.ner(v).numpy()
        d, h = torch.relu(m.rel.dep(v)), torch.relu(m.rel.head(v))
        for row, i in enumerate(idx):
            words = parts[i][2]
            n = len(words)
            heads = tree(arcs[row, :n, :n + 1])
            at = torch.tensor([max(x - 1, 0) for x in heads])
            s = m.rel.score(d[row, :n], h[row][at])
            s[:, root_label] = -torch.inf
            rel = s.argmax(-1).tolist()
            got[i] = Prediction(
                [m.labels.upos[x] for x in upos[row][:n]], [m.labels.feats[x] for x in feats[row][:n]],
                [apply_script(m.labels.lemma[x], w) for x, w in zip(lemma[row], words)], heads,
                ["root" if heads[k] == 0 else m.labels.deprel[rel[k]] for k in range(n)],
                viterbi(ner[row, :n], m.labels.ner))
    out = [Prediction([], [], [], [], [], []) for _ in sentences]
    for i, (k, at, _) in enumerate(parts):
        for name, x in got[i].__dict__.items():
            if name == "heads":
                x = [h + at if h else 0 for h in x]
            getattr(out[k], name).extend(x)
    return out


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Entities (first word, end, type) of a BIO sequence; a stray I-X opens an entity."""
    out, start, kind = set(), -1, ""
    for i, t in enumerate(tags + ["O"]):
        if start >= 0 and (not t.startswith("I-") or t[2:] != kind):
            out.add((start, i, kind))
            start = -1
        if t != "O" and start < 0:
            start, kind = i, t[2:]
    return out


def score_ner(gold: list[Sentence], system: list[Prediction], types: set[str] | None = None) -> dict[str, float]:
    """Exact-span precision, recall and F1, overall and by type."""
    tp, n_sys, n_gold = Counter(), Counter(), Counter()
    for g, s in zip(gold, system):
        a, b = spans(g.ner), spans(s.ner)
        if types:
            a, b = {x for x in a if x[2] in types}, {x for x in b if x[2] in types}
        for k, xs in ((n_gold, a), (n_sys, b), (tp, a & b)):
            k.update(x[2] for x in xs)

    def f1(t: int, p: int, r: int) -> float:
        return round(2 * t / (p + r), 4) if p + r else 0.0

    total = sum(tp.values())
    out = {"p": round(total / max(1, sum(n_sys.values())), 4), "r": round(total / max(1, sum(n_gold.values())), 4),
           "f1": f1(total, sum(n_sys.values()), sum(n_gold.values()))}
    for k in sorted(n_gold):
        out[k] = f1(tp[k], n_sys[k], n_gold[k])
    return out


def score_parse(gold: list[Sentence], system: list[Prediction]) -> dict[str, float]:
    """Accuracies per word; LAS without subtypes, LAS+ with them; lemmas without regard to letter case."""
    c = Counter()
    for g, s in zip(gold, system):
        for i in range(len(g.words)):
            head = g.heads[i] == s.heads[i]
            c["words"] += 1
            c["upos"] += g.upos[i] == s.upos[i]
            c["feats"] += g.feats[i] == s.feats[i]
            c["lemma"] += g.lemmas[i].lower() == s.lemmas[i].lower()
            c["uas"] += head
            c["las"] += head and g.deprels[i].split(":")[0] == s.deprels[i].split(":")[0]
            c["las+"] += head and g.deprels[i] == s.deprels[i]
    return {k: c[k] if k == "words" else round(c[k] / max(1, c["words"]), 4) for k in
            ("words", "upos", "feats", "lemma", "uas", "las", "las+")}


def write_conllu(path: Path, sentences: list[Sentence], system: list[Prediction], names: bool = True) -> None:
    """Predictions in the places of the gold columns; comments and multiword ranges are kept, empty nodes dropped."""
    with open(path, "w", encoding="utf-8") as f:
        for g, s in zip(sentences, system):
            for c in g.comments:
                f.write(c + "\n")
            lines = g.lines or [[str(i + 1), w] + ["_"] * 8 for i, w in enumerate(g.words)]
            i = 0
            for c in lines:
                if "." in c[0]:
                    continue
                if "-" not in c[0]:
                    misc = [x for x in c[9].split("|") if x != "_" and not x.startswith("Entity=")] if c[9] != "_" else []
                    misc = [x for x in misc if x == "SpaceAfter=No"]
                    if names and s.ner[i] != "O":
                        misc.insert(0, f"Entity={s.ner[i]}")
                    c = [c[0], c[1], s.lemmas[i], s.upos[i], "_", s.feats[i], str(s.heads[i]), s.deprels[i], "_",
                         "|".join(misc) or "_"]
                    i += 1
                f.write("\t".join(c) + "\n")
            f.write("\n")


def genre(s: Sentence) -> str:
    """Genre in a GUM sentence name (GUM_news_x-1), or an empty string."""
    for c in s.comments:
        if c.startswith("# sent_id = GUM_"):
            return c.split("_")[2]
    return ""


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model", type=Path)
    ap.add_argument("task", choices=["parse", "ner"])
    ap.add_argument("file", type=Path)
    ap.add_argument("-o", "--out", type=Path, help="write predictions (CoNLL-U)")
    ap.add_argument("--vocab", type=Path, help="vocab.txt, for a checkpoint")
    ap.add_argument("--exact", action="store_true", help="bit for bit as the C program, slower")
    ap.add_argument("--types", help="score only these entity types, e.g. PER,ORG,LOC")
    ap.add_argument("--threads", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    if a.model.suffix == ".pt":
        m, _ = from_checkpoint(a.model, a.vocab.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    else:
        m = load(a.model)
    gold = read_conllu(a.file) if a.task == "parse" else read_bio(a.file)
    if a.exact:
        system = exact.predict(exact.Exact(a.model), [s.words for s in gold])
    else:
        system = predict(m, [s.words for s in gold])
    if a.out:
        write_conllu(a.out, gold, system)
    if a.task == "ner":
        print(a.file.name, score_ner(gold, system, set(a.types.split(",")) if a.types else None))
        return
    print(a.file.name, score_parse(gold, system))
    genres = defaultdict(list)
    for g, s in zip(gold, system):
        if genre(g):
            genres[genre(g)].append((g, s))
    for k in sorted(genres):
        print(" ", k, score_parse(*zip(*genres[k])))


if __name__ == "__main__":
    main()
