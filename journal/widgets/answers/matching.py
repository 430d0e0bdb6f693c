"""Which words fit what is being typed. Values and pure functions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from journal.vocabulary import Groups, words_of

MOST_MATCHES = 8
OWN = "yours"


@dataclass(frozen=True, slots=True)
class Match:
    """A word, and the groups it belongs to."""

    word: str = field(repr=False)
    groups: str


def matches_of(typed: str, groups: Groups, used: Iterable[str], taken: Collection[str]) -> tuple[Match, ...]:
    """Return words that begin like this, then those of which a later word does, then all of a group named so.

    Among equals the ones a person used come first, most used first; words that were taken already are left out.
    """
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return ()
    known = {word.casefold(): word for word in words_of(groups)}
    offered = dict.fromkeys([*(known.get(word.casefold(), word) for word in used), *words_of(groups)])
    gone = {word.casefold() for word in taken}
    ranked: tuple[list[Match], list[Match], list[Match]] = ([], [], [])
    for word in offered:
        names = [name for name, words in groups.items() if word in words]
        rank = _rank(wanted, word.casefold(), names)
        if rank is not None and word.casefold() not in gone:
            ranked[rank].append(Match(word, ", ".join(map(group_name, names)) or OWN))
    return tuple([match for rank in ranked for match in rank][:MOST_MATCHES])


def spelled(word: str, groups: Groups) -> str:
    """Return the word as the lists spell it, if they know it."""
    known = {one.casefold(): one for one in words_of(groups)}
    return known.get(word.casefold(), word)


def group_name(name: str) -> str:
    """Return the name of a group as it is said."""
    return name.replace("_", " ")


def _rank(wanted: str, word: str, names: Iterable[str]) -> int | None:
    if word.startswith(wanted):
        return 0
    if any(part.startswith(wanted) for part in word.replace("-", " ").split()[1:]):
        return 1
    return 2 if any(group_name(name).startswith(wanted) for name in names) else None
