"""Batches of sentences of similar length, as tensors."""
from __future__ import annotations

import random
from dataclasses import dataclass

import torch

from data import IGNORE, Item
from pieces import Pieces


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
