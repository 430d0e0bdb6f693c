"""The words that a check-in offers, from `content/checkin.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Groups = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by group, in the order they are offered; a small act for each word of HALT; five words for energy."""

    feelings: Groups
    triggers: Groups
    coping: Groups
    halt_acts: dict[str, str]
    energy: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """Return the words; the file is read once."""
    content = tomllib.loads(files("journal").joinpath("content", "checkin.toml").read_text("utf-8"))
    return Vocabulary(
        feelings=_groups(content["feelings"]),
        triggers=_groups(content["triggers"]),
        coping=_groups(content["coping"]),
        halt_acts=dict(content["halt"]),
        energy=tuple(content["energy"]["words"]),
    )


def words_of(groups: Groups) -> tuple[str, ...]:
    """Return the words of all groups."""
    return tuple(word for group in groups.values() for word in group)


def _groups(content: dict[str, Any]) -> Groups:
    return {name: tuple(words) for name, words in content.items()}
