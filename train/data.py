"""Readers of CoNLL-U and BIO files, label sets, and batches of sentences of similar length."""
from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

import torch

from pieces import MAX_WORDS, Pieces, case_class, lemma_script

NER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
IGNORE = -100


@dataclass
class Sentence:
    """Words with whatever annotation the source has; an absent layer is an empty list."""
    words: list[str]
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    ner: list[str] = field(default_factory=list)
    has_misc: bool = True   # whether the source marks MISC names
    comments: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)   # CoNLL-U columns, ranges and empty nodes too


def read_conllu(path: Path) -> list[Sentence]:
    """Sentences of a treebank; multiword ranges and empty nodes are kept only in `lines`."""
    out: list[Sentence] = []
    s = Sentence([])
    with open(path, encoding="utf-8") as f:
        for raw in f:
            line = raw.rstrip("\n")
            if not line:
                if s.words:
                    out.append(s)
                s = Sentence([])
            elif line.startswith("#"):
                s.comments.append(line)
            else:
                c = line.split("\t")
                s.lines.append(c)
                if "-" in c[0] or "." in c[0]:
                    continue
                s.words.append(c[1])
                s.lemmas.append(c[2])
                s.upos.append(c[3])
                s.feats.append(c[5])
                s.heads.append(int(c[6]) if c[6] != "_" else 0)
                s.deprels.append(c[7])
                entity = c[9].split("Entity=")[-1].split("|")[0] if "Entity=" in c[9] else "O"
                s.ner.append(entity if entity in NER else "O")
    if s.words:
        out.append(s)
    for s in out:
        if all(t == "O" for t in s.ner):     # not annotated, or annotated in another way
            s.ner = []
    return out


def read_bio(path: Path, has_misc: bool = True) -> list[Sentence]:
    """Sentences of a two-column BIO file."""
    out: list[Sentence] = []
    s = Sentence([], has_misc=has_misc)
    with open(path, encoding="utf-8") as f:
        for raw in f:
            line = raw.rstrip("\n")
            if not line.strip():
                if s.words:
                    out.append(s)
                s = Sentence([], has_misc=has_misc)
                continue
            cols = line.split("\t") if "\t" in line else line.split()
            s.words.append(cols[0])
            s.ner.append(cols[-1])
    if s.words:
        out.append(s)
    return out


@dataclass
class Labels:
    """The label sets of all heads."""
    upos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    ner: list[str]

    @cached_property
    def index(self) -> dict[str, dict[str, int]]:
        """Number of every label of every head."""
        return {f.name: {x: i for i, x in enumerate(getattr(self, f.name))} for f in fields(self)}


def collect_labels(trees: list[Sentence]) -> Labels:
    """Label sets of the training trees, frequent labels first; lemma scripts seen fewer than 3 times are dropped."""
    upos, feats, lemma, deprel = Counter(), Counter(), Counter(), Counter()
    for s in trees:
        upos.update(s.upos)
        feats.update(s.feats)
        deprel.update(s.deprels)
        lemma.update(lemma_script(w, m, u) for w, m, u in zip(s.words, s.lemmas, s.upos))

    def order(c: Counter, least: int = 1) -> list[str]:
        return [k for k, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least]

    return Labels(order(upos), order(feats), order(lemma, 3), order(deprel), list(NER))


@dataclass
class Item:
    """A sentence as numbers."""
    pieces: list[tuple[int, ...]]
    case: list[int]
    case_upper: list[int]
    case_title: list[int]
    case_lower: list[int]
    upos: list[int]
    feats: list[int]
    lemma: list[int]
    heads: list[int]
    deprel: list[int]
    ner: list[int]
    has_misc: bool
    n_pieces: int


def encode(s: Sentence, pieces: Pieces, labels: Labels) -> Item | None:
    """Numbers for a sentence; None if it has too many words."""
    if len(s.words) > MAX_WORDS:
        return None
    ix = labels.index
    p = pieces.sentence(s.words)
    scripts = [lemma_script(w, m, u) for w, m, u in zip(s.words, s.lemmas, s.upos)]
    root = ix["deprel"].get("root", IGNORE)
    return Item(
        p, [case_class(w) for w in s.words], [case_class(w.upper()) for w in s.words],
        [case_class(w.capitalize()) for w in s.words], [case_class(w.lower()) for w in s.words],
        [ix["upos"].get(x, IGNORE) for x in s.upos], [ix["feats"].get(x, IGNORE) for x in s.feats],
        [ix["lemma"].get(x, IGNORE) for x in scripts], list(s.heads),
        [IGNORE if ix["deprel"].get(x) == root else ix["deprel"].get(x, IGNORE) for x in s.deprels],
        [ix["ner"].get(x, IGNORE) for x in s.ner], s.has_misc, sum(map(len, p)) + 2)


@dataclass
class Batch:
    """Padded tensors of some sentences."""
    pieces: torch.Tensor       # (B, T) word piece ids
    case: torch.Tensor         # (B, T) letter case classes
    mask: torch.Tensor         # (B, T) 1 where there is a piece
    word_of: torch.Tensor      # (N,) row of the word (b * W + w) of each kept piece
    piece_at: torch.Tensor     # (N,) row of the piece (b * T + t)
    inv_len: torch.Tensor      # (B * W, 1) 1 / pieces of the word
    words: torch.Tensor        # (B,) number of words
    labels: dict[str, torch.Tensor]   # (B, W) each
    no_misc: torch.Tensor      # (B,) sources without MISC


def make_batch(items: list[Item], p: Pieces, rng: random.Random | None = None,
               word_drop: float = 0.0, case_noise: float = 0.0, name_drop: float = 0.0) -> Batch:
    """Pad sentences to one batch; with `rng`, words (names more often) go to [UNK] and letter case is disturbed now and then."""
    B, T, W = len(items), max(i.n_pieces for i in items), max(len(i.case) for i in items)
    ids = torch.zeros(B, T, dtype=torch.long)
    case = torch.zeros(B, T, dtype=torch.long)
    mask = torch.zeros(B, T, dtype=torch.bool)
    inv = torch.zeros(B * W, 1)
    word_of: list[int] = []
    piece_at: list[int] = []
    names = ("upos", "feats", "lemma", "heads", "deprel", "ner")
    labels = {k: torch.full((B, W), IGNORE, dtype=torch.long) for k in names}
    for b, it in enumerate(items):
        cc = it.case
        if rng and rng.random() < case_noise:
            cc = rng.choices((it.case_upper, it.case_title, it.case_lower), (5, 2, 2))[0]
        row, crow = [p.cls], [0]
        for w, ps in enumerate(it.pieces):
            drop = bool(rng) and rng.random() < (name_drop if it.ner and it.ner[w] > 0 else word_drop)
            word_of += [b * W + w] * len(ps)
            piece_at += range(b * T + len(row), b * T + len(row) + len(ps))
            row += [p.unk] * len(ps) if drop else ps
            crow += [cc[w]] * len(ps)
            inv[b * W + w] = 1.0 / len(ps)
        row.append(p.sep)
        crow.append(0)
        ids[b, :len(row)] = torch.tensor(row)
        case[b, :len(row)] = torch.tensor(crow)
        mask[b, :len(row)] = True
        for k in names:
            v = getattr(it, k)
            if v:
                labels[k][b, :len(v)] = torch.tensor(v)
    return Batch(ids, case, mask, torch.tensor(word_of), torch.tensor(piece_at), inv,
                 torch.tensor([len(i.case) for i in items]), labels, torch.tensor([not i.has_misc for i in items]))


def group(items: list[Item], size: int, rng: random.Random | None = None) -> list[list[int]]:
    """Indices of the items in groups of similar length of about `size` padded pieces."""
    key = [i.n_pieces + (rng.uniform(-1.5, 1.5) if rng else 0.0) for i in items]
    groups: list[list[int]] = []
    now: list[int] = []
    longest = 0
    for i in sorted(range(len(items)), key=key.__getitem__):
        longest_then = max(longest, items[i].n_pieces)
        if now and longest_then * (len(now) + 1) > size:
            groups.append(now)
            now, longest_then = [], items[i].n_pieces
        now.append(i)
        longest = longest_then
    if now:
        groups.append(now)
    if rng:
        rng.shuffle(groups)
    return groups
