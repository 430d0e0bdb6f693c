"""The coping ledger: the things that have helped, from what was done in check-ins. Values and pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from journal.moods import Used


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Something that has helped: when last, how often it was done, and the middle of what it was rated, 1 to 3.

    `rated` and `helpful` count the times it was rated, and those of them when it helped.
    """

    name: str = field(repr=False)
    last: datetime
    times: int
    helped: float
    rated: int = 0
    helpful: int = 0


def most_helpful(lines: Iterable[LedgerLine], number: int) -> tuple[LedgerLine, ...]:
    """Return what helped most often, the newest first where two did so equally often."""
    return tuple(sorted(lines, key=lambda line: (line.helpful, line.last), reverse=True)[:number])


def ledger(used: Iterable[Used]) -> tuple[LedgerLine, ...]:
    """Return what has helped, newest first, from what was done, newest first. What never helped is left out."""
    lines: dict[str, list[Used]] = {}
    for one in used:
        lines.setdefault(one.name.casefold(), []).append(one)
    found = []
    for uses in lines.values():
        rated = [one.helped for one in uses if one.helped is not None]
        helpful = [one for one in uses if one.helped]
        if helpful:
            found.append(LedgerLine(uses[0].name, helpful[0].at, len(uses), median(rated), len(rated), len(helpful)))
    return tuple(sorted(found, key=lambda line: line.last, reverse=True))
