#!/usr/bin/env python3
"""Make small seeds for the fuzz targets of binary formats: seeds.py TINY_WEIGHTS FUZZ_CORPUS."""
import pathlib
import sys

weights, corpus = pathlib.Path(sys.argv[1]).read_bytes(), pathlib.Path(sys.argv[2])


def pack(sections: list[tuple[bytes, bytes]], checksum: int = 0) -> bytes:
    """A pack file without a right checksum: the target reads it with the comparison switched off as well."""
    table, data = b"", b""
    offset = (32 + 80 * len(sections) + 63) // 64 * 64
    for name, content in sections:
        table += name.ljust(64, b"\0") + (offset + len(data)).to_bytes(8, "little") + len(content).to_bytes(8, "little")
        data += content + b"\0" * (-len(content) % 64)
    body = table.ljust(offset - 32, b"\0") + data
    return (b"NSTPACK\0" + (1).to_bytes(4, "little") + len(sections).to_bytes(4, "little")
            + (32 + len(body)).to_bytes(8, "little") + checksum.to_bytes(8, "little") + body)


(corpus / "pack").mkdir(parents=True, exist_ok=True)
(corpus / "model").mkdir(parents=True, exist_ok=True)
(corpus / "pack" / "empty").write_bytes(pack([]))
(corpus / "pack" / "two").write_bytes(pack([(b"about", b"en 0"), (b"frames/a.frames", b"type AGREE\n")]))
(corpus / "pack" / "model").write_bytes(pack([(b"model/tiny", weights)]))
(corpus / "model" / "tiny").write_bytes(weights)
(corpus / "model" / "header").write_bytes(weights[:128])
(corpus / "model" / "cut").write_bytes(weights[: len(weights) // 2])
