"""Test vectors: how the files are written and read. What they mean: `vectors/README.md`."""

import base64
import textwrap
import zlib
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).with_name("vectors")
COMPRESSED_FROM = 64 * 1024


@dataclass(frozen=True)
class Vector:
    name: str
    expect: str
    about: str
    data: bytes = field(repr=False)
    after: tuple[str, ...] = ()
    says: dict[str, str] = field(default_factory=dict)


def written(vector: Vector) -> str:
    lines = {"expect": vector.expect, "about": vector.about, **vector.says}
    if vector.after:
        lines["after"] = ", ".join(vector.after)
    data = vector.data
    if len(data) >= COMPRESSED_FROM:
        lines["compressed"], data = "zlib", zlib.compress(data, 9)
    body = textwrap.fill(base64.b64encode(data).decode(), 76)
    return "".join(f"{key}: {value}\n" for key, value in lines.items()) + f"\n{body}\n"


def read_vector(name: str) -> Vector:
    head, _, body = (FOLDER / f"{name}.txt").read_text("utf-8").partition("\n\n")
    says = dict(line.split(": ", 1) for line in head.splitlines())
    data = base64.b64decode(body)
    if says.pop("compressed", None):
        data = zlib.decompress(data)
    after = tuple(name for name in says.pop("after", "").split(", ") if name)
    return Vector(name, says.pop("expect"), says.pop("about"), data, after, says)


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.txt"))
