"""The network: a small BERT encoder with heads for tags, features, lemmas, names and dependencies."""
from __future__ import annotations

import json
import math
import struct
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from batches import Batch
from data import IGNORE, Labels


@dataclass
class Config:
    """Sizes of a model."""
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    ffn: int = 1536
    max_pieces: int = 512
    vocab: int = 30522
    arc_dim: int = 256
    rel_dim: int = 96
    case_classes: int = 8
    lower_cased: int = 1

    def numbers(self) -> list[int]:
        return list(asdict(self).values())


def row_scale(w: torch.Tensor) -> torch.Tensor:
    """Quantisation step of every row: the largest absolute value over 127, never zero."""
    s = w.detach().abs().amax(-1, keepdim=True) / 127.0
    return torch.where(s == 0, torch.ones_like(s), s)


def fake_quant(x: torch.Tensor) -> torch.Tensor:
    """Round rows to int8 steps; the gradient passes straight through."""
    x = x.float()
    with torch.no_grad():
        s = row_scale(x)
        delta = torch.round(x / s).mul_(s).sub_(x)
    return x + delta


def whole_steps(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows in their int8 steps, and the steps; the gradient passes straight through the rounding."""
    x = x.float()
    s = row_scale(x)
    u = x / s
    return u + (torch.round(u) - u).detach(), s


class Dropout(nn.Module):
    """Dropout that cuts its masks at random places out of one long list of random numbers.

    Drawing fresh numbers for every mask takes a tenth of the training time on a CPU.
    """
    pool: torch.Tensor | None = None

    def __init__(self, p: float):
        super().__init__()
        self.p = p

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or self.p == 0:
            return x
        n = x.numel()
        if Dropout.pool is None or Dropout.pool.numel() < 2 * n:
            Dropout.pool = torch.rand(max(2 * n, 1 << 23))
        at = int(torch.randint(Dropout.pool.numel() - n, (1,)))
        keep = (Dropout.pool[at:at + n] >= self.p).view(x.shape).to(x.dtype)
        return x * keep.mul_(1.0 / (1.0 - self.p))


class QLinear(nn.Module):
    """A linear layer that can act as its int8 form does.

    Modes: float; `quant` (fake quantisation with straight-through gradients, for training);
    frozen integers read from a weights file (`q`, `s`).
    """

    def __init__(self, n_in: int, n_out: int, bias: bool = True):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_out, n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        nn.init.xavier_uniform_(self.weight)
        self.quant = False
        self.q: torch.Tensor | None = None
        self.s: torch.Tensor | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.q is not None:
            most = x.abs().amax(-1, keepdim=True).clamp_min(1e-30)
            y = F.linear(torch.round(x * (127.0 / most)), self.q) * (most / 127.0 * self.s)
            return y if self.bias is None else y + self.bias
        if self.quant:
            (q, a), (w, s) = whole_steps(x), whole_steps(self.weight)     # whole numbers are exact in bfloat16 too
            y = F.linear(q, w).float() * (a * s.squeeze(-1))
            return y if self.bias is None else y + self.bias
        return F.linear(x, self.weight, self.bias)


class Layer(nn.Module):
    """One transformer layer, normalised after the sums."""

    def __init__(self, c: Config, dropout: float):
        super().__init__()
        self.n = c.heads
        self.qkv, self.out = QLinear(c.hidden, 3 * c.hidden), QLinear(c.hidden, c.hidden)
        self.ln1, self.ln2 = nn.LayerNorm(c.hidden, eps=1e-12), nn.LayerNorm(c.hidden, eps=1e-12)
        self.ffn1, self.ffn2 = QLinear(c.hidden, c.ffn), QLinear(c.ffn, c.hidden)
        self.drop = Dropout(dropout)

    def forward(self, x: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        B, T, H = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.n, H // self.n).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(H // self.n)
        if bias is not None:
            scores = scores + bias
        att = self.drop(scores.softmax(-1)) @ v
        x = self.ln1(x + self.drop(self.out(att.transpose(1, 2).reshape(B, T, H))))
        return self.ln2(x + self.drop(self.ffn2(F.gelu(self.ffn1(x)))))


class Embeddings(nn.Module):
    """Word piece, position and letter case, summed and normalised."""

    def __init__(self, c: Config, dropout: float, sparse: bool):
        super().__init__()
        self.word = nn.Embedding(c.vocab, c.hidden, sparse=sparse)
        self.pos = nn.Parameter(torch.randn(c.max_pieces, c.hidden) * 0.02)
        self.case = nn.Parameter(torch.randn(c.case_classes, c.hidden) * 0.02)
        nn.init.normal_(self.word.weight, std=0.05)
        self.ln = nn.LayerNorm(c.hidden, eps=1e-12)
        self.drop = Dropout(dropout)
        self.quant = False

    def forward(self, ids: torch.Tensor, case: torch.Tensor) -> torch.Tensor:
        w = self.word(ids)
        if self.quant:
            w = fake_quant(w)
        return self.drop(self.ln(w + self.pos[:ids.shape[1]] + F.embedding(case, self.case)))


class Arc(nn.Module):
    """Scores of heads."""

    def __init__(self, c: Config):
        super().__init__()
        self.dep, self.head = QLinear(c.hidden, c.arc_dim), QLinear(c.hidden, c.arc_dim)
        self.bil = QLinear(c.arc_dim, c.arc_dim, bias=False)
        self.bias = nn.Parameter(torch.zeros(c.arc_dim))


class Rel(nn.Module):
    """Scores of relation labels for a dependent and its head."""

    def __init__(self, c: Config, n: int):
        super().__init__()
        self.n, self.dim = n, c.rel_dim
        self.dep, self.head = QLinear(c.hidden, c.rel_dim), QLinear(c.hidden, c.rel_dim)
        self.bil = QLinear(c.rel_dim, n * c.rel_dim, bias=False)
        self.dlin, self.hlin = QLinear(c.rel_dim, n), QLinear(c.rel_dim, n, bias=False)
        nn.init.normal_(self.bil.weight, std=0.02)

    def score(self, d: torch.Tensor, h: torch.Tensor) -> torch.Tensor:
        """Rows of dependents and of their heads to label scores."""
        t = self.bil(d).view(-1, self.n, self.dim)
        return torch.bmm(t, h.unsqueeze(-1)).squeeze(-1) + self.dlin(d) + self.hlin(h)


class Model(nn.Module):
    """Encoder and heads."""

    def __init__(self, c: Config, labels: Labels, vocab: list[str], dropout: float = 0.1, word_dropout: float = 0.15,
                 mlp_dropout: float = 0.33, sparse: bool = False):
        super().__init__()
        self.config, self.labels, self.vocab = c, labels, vocab
        self.emb = Embeddings(c, dropout, sparse)
        self.enc = nn.ModuleList(Layer(c, dropout) for _ in range(c.layers))
        self.upos = QLinear(c.hidden, len(labels.upos))
        self.feats = QLinear(c.hidden, len(labels.feats))
        self.lemma = QLinear(c.hidden, len(labels.lemma))
        self.ner = QLinear(c.hidden, len(labels.ner))
        self.arc = Arc(c)
        self.rel = Rel(c, len(labels.deprel))
        self.word_drop, self.mlp_drop = Dropout(word_dropout), Dropout(mlp_dropout)

    def set_quant(self, on: bool) -> None:
        """Turn fake quantisation of every int8 tensor on or off."""
        for m in self.modules():
            if isinstance(m, (QLinear, Embeddings)):
                m.quant = on

    def encode(self, b: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Word vectors (B, W, hidden) and root vectors (B, 1, hidden)."""
        x = self.emb(b.pieces, b.case)
        bias = None
        if not bool(b.mask.all()):
            bias = torch.zeros(b.mask.shape).masked_fill_(~b.mask, -1e9)[:, None, None, :]
        for layer in self.enc:
            x = layer(x, bias)
        B, T, H = x.shape
        flat = x.reshape(B * T, H)
        rows = b.inv_len.shape[0]
        v = torch.zeros(rows, H).index_add(0, b.word_of, flat[b.piece_at].float()) * b.inv_len
        return self.word_drop(v.view(B, rows // B, H)), self.word_drop(x[:, :1].float())

    def arcs(self, v: torch.Tensor, root: torch.Tensor) -> torch.Tensor:
        """Scores (B, W, 1 + W) of every head candidate."""
        d = self.mlp_drop(F.relu(self.arc.dep(v)))
        h = self.mlp_drop(F.relu(self.arc.head(torch.cat([root, v], 1))))
        return self.arc.bil(d) @ h.transpose(1, 2) + (h @ self.arc.bias)[:, None, :]

    def losses(self, b: Batch, soften: float = 0.0, bf16: bool = False) -> dict[str, torch.Tensor]:
        """Mean cross entropy of every head over the words that have its annotation. `soften`: the part of a name label's
        weight that goes to what the model itself thinks, against noise in the labels; `bf16`: the encoder's precision."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            v, root = self.encode(b)
        B, W, H = v.shape
        out: dict[str, torch.Tensor] = {}
        tree = (b.labels["heads"] != IGNORE).any(1)
        if bool(tree.any()):
            tv, lab = v[tree], {k: x[tree] for k, x in b.labels.items()}
            real = lab["heads"] != IGNORE
            flat = tv[real]
            for k, head in (("upos", self.upos), ("feats", self.feats), ("lemma", self.lemma)):
                out[k] = F.cross_entropy(head(flat), lab[k][real], ignore_index=IGNORE)
            s = self.arcs(tv, root[tree])
            w = torch.arange(W + 1)
            s = s.masked_fill((w[None, :] > b.words[tree][:, None])[:, None, :], -1e9)      # padding
            s = s.masked_fill((w[None, 1:, None] == w[None, None, :]).expand(s.shape), -1e9)  # own head
            out["arc"] = F.cross_entropy(s[real], lab["heads"][real])
            pick = lab["deprel"] != IGNORE
            base = torch.arange(tv.shape[0])[:, None] * W
            at = (base + lab["heads"] - 1)[pick]
            d = self.mlp_drop(F.relu(self.rel.dep(tv)))
            h = self.mlp_drop(F.relu(self.rel.head(tv)))
            out["rel"] = F.cross_entropy(self.rel.score(d[pick], h.reshape(-1, h.shape[-1])[at]), lab["deprel"][pick])
        known = b.labels["ner"] != IGNORE
        if bool(known.any()):
            logp = self.ner(v[known]).log_softmax(-1)
            gold = b.labels["ner"][known]
            loss = -logp.gather(1, gold[:, None]).squeeze(1)
            if soften:
                own = -(logp.detach().exp() * logp).sum(1)
                loss = (1.0 - soften) * loss + soften * own
            # Sources without MISC: an O there may be a MISC name, so the mass of both counts.
            n = self.labels.ner
            may = [i for i, x in enumerate(n) if x == "O" or x.endswith("MISC")]
            free = (b.no_misc[:, None].expand_as(known)[known]) & (gold == n.index("O"))
            loss = torch.where(free, -logp[:, may].logsumexp(-1), loss)
            out["ner"] = loss.mean()
        return out


def read_safetensors(path: Path) -> dict[str, torch.Tensor]:
    """Tensors (float32) of a safetensors file."""
    raw = Path(path).read_bytes()
    n = struct.unpack("<Q", raw[:8])[0]
    out = {}
    for name, t in json.loads(raw[8:8 + n]).items():
        if name == "__metadata__" or t["dtype"] != "F32":
            continue
        a, b = t["data_offsets"]
        out[name] = torch.from_numpy(np.frombuffer(raw[8 + n + a:8 + n + b], "<f4").reshape(t["shape"]).copy())
    return out


def load_bert(model: Model, path: Path) -> None:
    """Start the encoder from BERT weights; the first segment embedding goes into every letter case."""
    t = read_safetensors(path)
    t = {k[5:] if k.startswith("bert.") else k: v for k, v in t.items()}
    with torch.no_grad():
        e = model.emb
        e.word.weight.copy_(t["embeddings.word_embeddings.weight"])
        e.pos.copy_(t["embeddings.position_embeddings.weight"])
        e.case.mul_(0.1).add_(t["embeddings.token_type_embeddings.weight"][0])
        e.ln.weight.copy_(t["embeddings.LayerNorm.weight"])
        e.ln.bias.copy_(t["embeddings.LayerNorm.bias"])
        for i, l in enumerate(model.enc):
            p = f"encoder.layer.{i}."
            for what in ("weight", "bias"):
                qkv = [t[f"{p}attention.self.{x}.{what}"] for x in ("query", "key", "value")]
                getattr(l.qkv, what).copy_(torch.cat(qkv))
                getattr(l.out, what).copy_(t[f"{p}attention.output.dense.{what}"])
                getattr(l.ln1, what).copy_(t[f"{p}attention.output.LayerNorm.{what}"])
                getattr(l.ffn1, what).copy_(t[f"{p}intermediate.dense.{what}"])
                getattr(l.ffn2, what).copy_(t[f"{p}output.dense.{what}"])
                getattr(l.ln2, what).copy_(t[f"{p}output.LayerNorm.{what}"])
