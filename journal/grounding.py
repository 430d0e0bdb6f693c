"""Grounding steps, from `content/grounding.toml`. A few stand here, so that a damaged file takes nothing away."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from journal.small_files import read_small

URGE: Final = (
    "An urge may stay as strong as it is. You can still leave it undone.",
    "Give it ten minutes and something else to hold; then ten more, if you like.",
)
"""What can be said of an urge without promising that it goes away."""

_FILE = Path(__file__).parent / "content" / "grounding.toml"


@dataclass(frozen=True, slots=True)
class Exercise:
    """Steps that are taken one at a time, each with a key."""

    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounding:
    """A few lines for the page, a line that ends them, and exercises to be led through."""

    right_now: tuple[str, ...]
    closing: str
    exercises: tuple[Exercise, ...]


BUILT_IN = Grounding(
    ("Both feet on the floor.", "Breathe out slowly, a little longer than you breathe in."),
    "Ten minutes at a time is enough.",
    (
        Exercise(
            "Five senses",
            (
                "Name five things you can see.",
                "Four you can feel.",
                "Three you can hear.",
                "Two you can smell.",
                "One you can taste.",
            ),
        ),
    ),
)


def grounding(path: Path = _FILE) -> Grounding:
    """Return the steps; those built in where the file cannot be used."""
    try:
        content = tomllib.loads(read_small(path).text or "")
        return Grounding(
            _sentences(content["right_now"]["steps"]),
            _sentence(content["right_now"]["closing"]),
            tuple(Exercise(_sentence(one["name"]), _sentences(one["steps"])) for one in _filled(content["exercise"])),
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return BUILT_IN


def _filled(values: Any) -> list[Any]:
    if not isinstance(values, list) or not values:
        raise ValueError
    return values


def _sentences(values: Any) -> tuple[str, ...]:
    return tuple(_sentence(value) for value in _filled(values))


def _sentence(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value
