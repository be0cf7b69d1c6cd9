"""A weights file computed exactly as the C program computes it: the same operations in the same order, bit for bit.

`evaluate.py` with PyTorch is faster and nearly the same: its sums are in another order, and now and then a number rounds
to the neighbouring step of int8 and a close decision falls the other way. This is the definition that tests compare with.
Numbers are single precision, one rounding an operation; sums of products are whole numbers or run as docs/model.md says.
"""
from __future__ import annotations

from pathlib import Path

import numpy as np

from data import Labels
from mst import tree
from pieces import MAX_WORDS, Pieces, apply_script, case_class
from scores import Prediction, viterbi
from weights import read

F = np.float32
PARTS = 32


def row_sum(x: np.ndarray) -> np.ndarray:
    """Sums over the last axis: number i goes to part i % 32, the parts meet by halves."""
    pad = -x.shape[-1] % PARTS
    x = np.concatenate([x, np.zeros((*x.shape[:-1], pad), F)], -1) if pad else x
    part = np.zeros((*x.shape[:-1], PARTS), F)
    for i in range(0, x.shape[-1], PARTS):
        part = part + x[..., i:i + PARTS]
    while part.shape[-1] > 1:
        half = part.shape[-1] // 2
        part = part[..., :half] + part[..., half:]
    return part[..., 0]


def products(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(..., n, d) by (..., d, m), summed over d one after the other."""
    out = np.zeros((*a.shape[:-1], b.shape[-1]), F)
    for d in range(a.shape[-1]):
        out = out + a[..., :, d, None] * b[..., None, d, :]
    return out


def exp(v: np.ndarray) -> np.ndarray:
    v = np.maximum(np.minimum(v, F(88.0)), F(-87.0))
    n = v * F(1.44269504) + F(12582912.0)
    whole = n - F(12582912.0)
    r = v - whole * F(0.693359375)
    r = r - whole * F(-2.12194440e-4)
    p = r * F(1.9875691e-4) + F(1.3981999e-3)
    for c in (8.3334519e-3, 4.1665796e-2, 1.6666665e-1, 5.0000001e-1):
        p = p * r + F(c)
    p = p * (r * r) + (r + F(1.0))
    power = ((n.view(np.uint32) + np.uint32(127)) << np.uint32(23)).view(F)
    return p * power


def gelu(v: np.ndarray) -> np.ndarray:
    x = np.maximum(np.minimum(v, F(5.2)), F(-5.2))
    z = x * x
    p = z * F(-3.23042964882e-8) + F(1.07391421238e-5)
    q = z * F(1.3819655945e-4) + F(3.25142234774e-3)
    for c in (8.22885212464e-4, 1.21570804916e-2, 1.20489177293e-1, 7.9788349284e-1):
        p = p * z + F(c)
    for c in (4.31979457889e-2, 3.17668624607e-1, 1.0):
        q = q * z + F(c)
    return v * F(0.5) * (F(1.0) + x * p / q)


def relu(v: np.ndarray) -> np.ndarray:
    return np.where(v > 0, v, F(0.0))


def norm(x: np.ndarray, g: np.ndarray, b: np.ndarray) -> np.ndarray:
    n = F(x.shape[-1])
    d = x - (row_sum(x) / n)[:, None]
    by = F(1.0) / np.sqrt(row_sum(d * d) / n + F(1e-12))
    return d * by[:, None] * g + b


class Exact:
    """The model of a weights file."""

    def __init__(self, path: Path):
        t = read(path)
        self.t = t
        self.hidden, self.layers, self.heads = (int(x) for x in t["config"][:3])
        self.labels = Labels(*[t[f"labels.{k}"] for k in ("upos", "feats", "lemma", "deprel", "ner")])
        self.pieces = Pieces(t["vocab"])
        self.w = {k[:-2]: v.T.astype(np.float64) for k, v in t.items() if k.endswith(".w") and k != "emb.word.w"}

    def quantise(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        most = np.abs(x).max(-1)
        by = np.divide(F(127.0), most, out=np.zeros_like(most), where=most > 0)
        q = np.rint(np.clip(x * by[:, None], F(-127.0), F(127.0)))
        return q.astype(np.float64), most / F(127.0)

    def linear(self, key: str, q: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        sums = (q[0] @ self.w[key]).astype(F)              # whole numbers below 2 ** 53 are exact in double precision
        y = sums * (self.t[key + ".s"] * q[1][:, None])
        return y + (self.t[key + ".b"] if key + ".b" in self.t else F(0.0))

    def attend(self, qkv: np.ndarray) -> np.ndarray:
        n, h, dim = len(qkv), self.hidden, self.hidden // self.heads
        q, k, v = (qkv[:, i * h:(i + 1) * h].reshape(n, self.heads, dim).transpose(1, 0, 2) for i in range(3))
        s = products(q, k.transpose(0, 2, 1)) * (F(1.0) / np.sqrt(F(dim)))
        e = exp(s - s.max(-1, keepdims=True))
        return (products(e, v) * (F(1.0) / row_sum(e))[..., None]).transpose(1, 0, 2).reshape(n, h)

    def encode(self, words: list[str]) -> np.ndarray:
        """Vectors of the words, and of the root after them."""
        t = self.t
        pieces = self.pieces.sentence(words)
        ids = np.array([self.pieces.cls, *(i for p in pieces for i in p), self.pieces.sep])
        case = np.array([0, *(case_class(w) for w, p in zip(words, pieces) for _ in p), 0])
        x = t["emb.word.w"][ids].astype(F) * t["emb.word.s"][ids][:, None] + t["emb.pos"][:len(ids)] + t["emb.case"][case]
        x = norm(x, t["emb.ln.g"], t["emb.ln.b"])
        for i in range(self.layers):
            e = f"enc.{i}."
            side = self.attend(self.linear(e + "qkv", self.quantise(x)))
            x = norm(x + self.linear(e + "out", self.quantise(side)), t[e + "ln1.g"], t[e + "ln1.b"])
            side = gelu(self.linear(e + "ffn1", self.quantise(x)))
            x = norm(x + self.linear(e + "ffn2", self.quantise(side)), t[e + "ln2.g"], t[e + "ln2.b"])
        out, at = [], 1
        for p in pieces:
            v = x[at]
            for k in range(1, len(p)):
                v = v + x[at + k]
            out.append(v * (F(1.0) / F(len(p))))
            at += len(p)
        return np.array([*out, x[0]])

    def sentence(self, words: list[str]):
        """Label numbers and heads of one sentence: upos, feats, lemma, ner scores, heads, relations."""
        t, n = self.t, len(words)
        all_q = self.quantise(self.encode(words))
        q = (all_q[0][:n], all_q[1][:n])
        upos, feats, lemma = (self.linear(k, q).argmax(-1) for k in ("upos", "feats", "lemma"))
        d, h = relu(self.linear("arc.dep", q)), relu(self.linear("arc.head", all_q))
        h = np.concatenate([h[n:], h[:n]])
        arcs = products(self.linear("arc.bil", self.quantise(d)), h.T) + row_sum(h * t["arc.bias"])[None, :]
        heads = tree(arcs)
        d, h = (self.quantise(relu(self.linear(k, q))) for k in ("rel.dep", "rel.head"))
        high = relu(self.linear("rel.head", q))
        at = np.array([max(x - 1, 0) for x in heads])
        bil = self.linear("rel.bil", d).reshape(n, len(self.labels.deprel), -1)
        s = row_sum(bil * high[at][:, None, :]) + self.linear("rel.dlin", d) + self.linear("rel.hlin", h)[at]
        s[:, self.labels.deprel.index("root")] = -np.inf
        return upos, feats, lemma, self.linear("ner", q), heads, s.argmax(-1)


def predict(m: Exact, sentences: list[list[str]]) -> list[Prediction]:
    """As evaluate.predict()."""
    out = []
    for words in sentences:
        p = Prediction([], [], [], [], [], [])
        for first in range(0, len(words), MAX_WORDS):
            part = words[first:first + MAX_WORDS]
            upos, feats, lemma, ner, heads, rel = m.sentence(part)
            p.upos += [m.labels.upos[i] for i in upos]
            p.feats += [m.labels.feats[i] for i in feats]
            p.lemmas += [apply_script(m.labels.lemma[i], w) for i, w in zip(lemma, part)]
            p.heads += [h + first if h else 0 for h in heads]
            p.deprels += ["root" if h == 0 else m.labels.deprel[i] for h, i in zip(heads, rel)]
            p.ner += viterbi(ner, m.labels.ner)
        out.append(p)
    return out
