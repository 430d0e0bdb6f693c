"""The words around sharing, from `content/shapes.toml`: what an insight can be, and a few warm words to send."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of an insight: what it is called, what it asks, and a hint beside the question."""

    key: str
    name: str
    prompt: str
    hint: str


@dataclass(frozen=True, slots=True)
class SharingWords:
    """Shapes by key, in the order they are offered; names of wishes, bands and states; words to send; topics."""

    shapes: dict[str, Shape]
    wishes: dict[str, str]
    bands: dict[str, str]
    commitments: dict[str, str]
    encouragements: tuple[str, ...]
    topics: tuple[str, ...]


@cache
def sharing_words() -> SharingWords:
    """Return the words; the file is read once."""
    content = tomllib.loads(files("journal").joinpath("content", "shapes.toml").read_text("utf-8"))
    return SharingWords(
        shapes={key: Shape(key, **shape) for key, shape in content["shapes"].items()},
        wishes=dict(content["wishes"]),
        bands=dict(content["bands"]),
        commitments=dict(content["commitments"]),
        encouragements=tuple(content["encouragements"]["words"]),
        topics=tuple(content["topics"]["words"]),
    )
