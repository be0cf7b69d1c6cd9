"""NSTMODEL files as named arrays (docs/model.md has the format). Needs numpy only."""
from __future__ import annotations

import os
import struct
from pathlib import Path

import numpy as np

TYPES = {"<f4": 0, "|i1": 1, "<i4": 2, "text": 3}


def write(path: Path, t: dict[str, np.ndarray | bytes]) -> None:
    """Write tensors as an NSTMODEL file; the file appears whole or not at all."""
    at = 32 + 96 * len(t)
    index, places = b"", []
    for name, x in t.items():
        data = x if isinstance(x, bytes) else np.ascontiguousarray(x).tobytes()
        kind = "text" if isinstance(x, bytes) else x.dtype.str
        dims = [len(data)] if isinstance(x, bytes) else list(x.shape)
        at = (at + 63) // 64 * 64
        dims4 = dims + [1] * (4 - len(dims))
        index += struct.pack("<48sII4IQQ8x", name.encode(), TYPES[kind], len(dims), *dims4, at, len(data))
        places.append((at, data))
        at += len(data)
    at = (at + 63) // 64 * 64
    assert len(index) == 96 * len(t)
    raw = bytearray(at)
    raw[:32] = struct.pack("<8sIIQQ", b"NSTMODEL", 1, len(t), at, 0)
    raw[32:32 + len(index)] = index
    for place, data in places:
        raw[place:place + len(data)] = data
    tmp = Path(str(path) + ".tmp")
    tmp.write_bytes(raw)
    os.replace(tmp, path)


def read(path: Path) -> dict[str, np.ndarray | list[str]]:
    """Tensors of a weights file; text tensors as lists of lines."""
    raw = Path(path).read_bytes()
    magic, version, n, size, _ = struct.unpack("<8sIIQQ", raw[:32])
    if magic != b"NSTMODEL" or version != 1 or size != len(raw):
        raise ValueError(f"{path}: not a weights file of format 1")
    out: dict[str, np.ndarray | list[str]] = {}
    for i in range(n):
        name, kind, ndim, *rest = struct.unpack("<48sII4IQQ", raw[32 + 96 * i:32 + 96 * i + 88])
        dims, at, length = rest[:4][:ndim], rest[4], rest[5]
        data = raw[at:at + length]
        key = name.rstrip(b"\0").decode()
        if kind == 3:
            out[key] = data.decode("utf-8").split("\n")
        else:
            out[key] = np.frombuffer(data, {0: "<f4", 1: "i1", 2: "<i4"}[kind]).reshape(dims).copy()
    return out
