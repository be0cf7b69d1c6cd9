"""What a model says about sentences: best label sequences, scores, CoNLL-U. Needs numpy only."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data import Sentence


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
