"""Days: what the check-ins of one local date come to. Values and pure functions; no files, no clock.

Everything that is shown or reckoned over time goes by one value a day: a day with five check-ins weighs no more than a
day with one (docs/patterns.md). The value is the middle one (median), because the highest of several grows with their
number alone, and days on which somebody checks in more often would then seem to differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TypeVar

from journal.moods import Point

T = TypeVar("T")

NO_TAGS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """One local date. `None` is "not noted", and never stands for zero or for bad.

    `mood` and `energy` are 1 to 5, `craving` 0 to 10: the middle of the day's numbers, so halves occur. `strongest` is
    the day's highest craving. `sleep` is the hours of the night that ended on this day, `quality` 1 to 5.
    """

    date: date
    mood: float | None = None
    energy: float | None = None
    craving: float | None = None
    strongest: int | None = None
    sleep: float | None = None
    quality: int | None = None
    checkins: int = 0
    tags: frozenset[str] = NO_TAGS


def days_of(points: Iterable[Point], tags: Mapping[date, frozenset[str]] | None = None) -> tuple[Day, ...]:
    """Return the days that have at least one check-in, oldest first. The points come in the order of their time.

    A traveller's clocks may turn back: the dates are put in order whatever the points' order is.
    """
    by_date: dict[date, list[Point]] = {}
    for point in points:
        by_date.setdefault(point[0], []).append(point)
    known = tags or {}
    return tuple([_day(day, by_date[day], known.get(day, NO_TAGS)) for day in sorted(by_date)])


def _day(day: date, points: list[Point], tags: frozenset[str]) -> Day:
    _, _, moods, energies, cravings, peaks, sleeps, qualities = zip(*points, strict=True)
    return Day(
        day,
        _middle(moods),
        _middle(energies),
        _middle(cravings),
        _highest(cravings + peaks),
        _last(sleeps),
        _last(qualities),
        len(points),
        tags,
    )


def _middle(numbers: Sequence[int | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return median(known) if known else None


def _highest(numbers: Sequence[int | None]) -> int | None:
    return max((number for number in numbers if number is not None), default=None)


def _last(values: Sequence[T | None]) -> T | None:
    return next((value for value in reversed(values) if value is not None), None)
