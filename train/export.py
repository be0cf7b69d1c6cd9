"""A model to an NSTMODEL file and back."""
from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from data import Labels
from model import Config, Model, QLinear, row_scale
from weights import read, write

def _text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode("utf-8")


def _quantise(w: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    s = row_scale(w)
    q = torch.round(w.detach() / s).clamp_(-127, 127)
    return q.numpy().astype(np.int8), s.squeeze(-1).numpy().astype("<f4")


def tensors(m: Model, name: str) -> dict[str, np.ndarray | bytes]:
    """Every tensor of the file by name."""
    t: dict[str, np.ndarray | bytes] = {
        "config": np.array(m.config.numbers(), dtype="<i4"),
        "name": name.encode(),
        "vocab": _text(m.vocab),
        **{f"labels.{k}": _text(getattr(m.labels, k)) for k in ("upos", "feats", "lemma", "deprel", "ner")},
    }

    def f32(x: torch.Tensor) -> np.ndarray:
        return x.detach().numpy().astype("<f4")

    def linear(prefix: str, layer: QLinear) -> None:
        t[prefix + ".w"], t[prefix + ".s"] = _quantise(layer.weight)
        if layer.bias is not None:
            t[prefix + ".b"] = f32(layer.bias)

    def norm(prefix: str, ln: torch.nn.LayerNorm) -> None:
        t[prefix + ".g"], t[prefix + ".b"] = f32(ln.weight), f32(ln.bias)

    t["emb.word.w"], t["emb.word.s"] = _quantise(m.emb.word.weight)
    t["emb.pos"], t["emb.case"] = f32(m.emb.pos), f32(m.emb.case)
    norm("emb.ln", m.emb.ln)
    for i, l in enumerate(m.enc):
        linear(f"enc.{i}.qkv", l.qkv)
        linear(f"enc.{i}.out", l.out)
        norm(f"enc.{i}.ln1", l.ln1)
        norm(f"enc.{i}.ln2", l.ln2)
        linear(f"enc.{i}.ffn1", l.ffn1)
        linear(f"enc.{i}.ffn2", l.ffn2)
    for k in ("upos", "feats", "lemma", "ner"):
        linear(k, getattr(m, k))
    for k in ("dep", "head", "bil"):
        linear(f"arc.{k}", getattr(m.arc, k))
    t["arc.bias"] = f32(m.arc.bias)
    for k in ("dep", "head", "bil", "dlin", "hlin"):
        linear(f"rel.{k}", getattr(m.rel, k))
    return t


def export(m: Model, path: Path, name: str) -> None:
    """Write a model to a weights file."""
    write(path, tensors(m, name))


def load(path: Path) -> Model:
    """A model that computes with the integers of a weights file."""
    t = read(path)
    c = Config(*[int(x) for x in t["config"]])
    labels = Labels(*[t[f"labels.{k}"] for k in ("upos", "feats", "lemma", "deprel", "ner")])
    m = Model(c, labels, t["vocab"])

    def f32(p: torch.nn.Parameter, key: str) -> None:
        p.data.copy_(torch.from_numpy(t[key]))

    def linear(layer: QLinear, key: str) -> None:
        layer.q, layer.s = torch.from_numpy(t[key + ".w"]).float(), torch.from_numpy(t[key + ".s"])
        if layer.bias is not None:
            f32(layer.bias, key + ".b")

    def norm(ln: torch.nn.LayerNorm, key: str) -> None:
        f32(ln.weight, key + ".g")
        f32(ln.bias, key + ".b")

    m.emb.word.weight.data.copy_(torch.from_numpy(t["emb.word.w"]).float() * torch.from_numpy(t["emb.word.s"])[:, None])
    f32(m.emb.pos, "emb.pos")
    f32(m.emb.case, "emb.case")
    norm(m.emb.ln, "emb.ln")
    for i, l in enumerate(m.enc):
        for k in ("qkv", "out", "ffn1", "ffn2"):
            linear(getattr(l, k), f"enc.{i}.{k}")
        norm(l.ln1, f"enc.{i}.ln1")
        norm(l.ln2, f"enc.{i}.ln2")
    for k in ("upos", "feats", "lemma", "ner"):
        linear(getattr(m, k), k)
    for k in ("dep", "head", "bil"):
        linear(getattr(m.arc, k), f"arc.{k}")
    f32(m.arc.bias, "arc.bias")
    for k in ("dep", "head", "bil", "dlin", "hlin"):
        linear(getattr(m.rel, k), f"rel.{k}")
    return m.eval()


def unfrozen(path: Path, take: list[int] | None = None, keep: list[int] | None = None, sparse: bool = False) -> Model:
    """A model with the float weights that a file's integers stand for, to train on; `take`: only these layers, `keep`:
    only these word pieces."""
    src = load(path)
    keep = keep or list(range(len(src.vocab)))
    c = Config(**{**asdict(src.config), "layers": len(take) if take else src.config.layers, "vocab": len(keep)})
    m = Model(c, src.labels, [src.vocab[i] for i in keep], sparse=sparse)
    src.emb.word.weight = torch.nn.Parameter(src.emb.word.weight.data[keep])
    for layer in src.modules():
        if isinstance(layer, QLinear):
            layer.weight.data.copy_(layer.q * layer.s[:, None])
            layer.q = layer.s = None
    if take:
        src.enc = torch.nn.ModuleList(src.enc[i] for i in take)
    m.load_state_dict(src.state_dict())
    return m


def from_checkpoint(path: Path, vocab: list[str]) -> tuple[Model, str]:
    """The float model of a checkpoint and its name."""
    c = torch.load(path, map_location="cpu")
    labels = Labels(**{k: c["labels"][k] for k in ("upos", "feats", "lemma", "deprel", "ner")})
    m = Model(Config(**c["config"]), labels, vocab)
    m.load_state_dict(c["model"])
    return m.eval(), c["name"]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("vocab", type=Path, help="vocab.txt")
    ap.add_argument("out", type=Path)
    ap.add_argument("--name", help="name in the file; default: the checkpoint's")
    a = ap.parse_args()
    m, name = from_checkpoint(a.checkpoint, a.vocab.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    export(m, a.out, a.name or name)


if __name__ == "__main__":
    main()
