"""Run a weights file (or a checkpoint) over CoNLL-U or BIO files; print scores, write predictions.

  evaluate.py base.weights parse en_ewt-ud-dev.conllu -o system.conllu
  evaluate.py base.weights ner gmb.dev.4class-notitle.bio
  evaluate.py checkpoint.pt --vocab vocab.txt parse en_ewt-ud-dev.conllu      (the model before int8)

A weights file is computed with its integers, as the C program does.
"""
from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import torch

import exact
from batches import group, make_batch
from data import Sentence, encode, read_bio, read_conllu
from export import from_checkpoint, load
from model import Model
from mst import tree
from pieces import MAX_WORDS, Pieces, apply_script
from scores import Prediction, genre, score_ner, score_parse, viterbi, write_conllu


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
