"""Looking back: what days come to over weeks and years, ready to be drawn or printed. Values and pure functions.

Everything here describes and nothing concludes (docs/patterns.md). A day without a number stays a gap: it is never
filled in, and where too few days are known there is no middle at all.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil, floor
from operator import attrgetter

from journal.day_parts import PARTS, part_of
from journal.days import Day
from journal.moods import Point
from journal.wording import WEEKDAYS

WINDOW = 7
"""The line shows the middle of so many dates."""
ENOUGH = 3
"""Known days that a middle and its spread need."""
WEEKS_4 = 28
"""Days with a mood that bars by weekday and by time of day need."""

_LEVEL = 3

Of = Callable[[Day], float | None]
"""Which number of a day is looked at."""
mood_of: Of = attrgetter("mood")


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of the 7 dates that end on `date`, with its quartiles; `None` where fewer than 3 are known."""

    date: date
    middle: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Bucket:
    """Some dates in a row, both ends included, with the middle and the quartiles of their days, of which `n` are known.

    A bucket shorter than 7 dates looks at the 7 dates that end with it, as a `Spot` does.
    """

    since: date
    until: date
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """The middle of what fell on one weekday (`n` days) or into one part of the day (`n` check-ins)."""

    name: str
    middle: float | None
    n: int


@dataclass(frozen=True, slots=True)
class NotEnough:
    """So many days are known, and so many are needed before anything is said."""

    known: int
    needed: int

    def __str__(self) -> str:
        """Say it kindly."""
        return f"Not enough days to tell yet ({self.known} of {self.needed}). Nothing to do; it fills in as you write."


@dataclass(frozen=True, slots=True)
class Summary:
    """The middle of all days and the quartiles around it (`None` below 3 days), how many days, how many check-ins."""

    middle: float | None
    low: float | None
    high: float | None
    days: int
    checkins: int


def line(days: Iterable[Day], since: date, until: date, of: Of = mood_of) -> tuple[Spot, ...]:
    """Return one spot for each date from `since` to `until`; days up to 6 before `since` count into the first ones."""
    values = _by_ordinal(days, of)
    known = values.get
    first = since.toordinal()
    spots = []
    seen = [known(number) for number in range(first - WINDOW + 1, until.toordinal() + 1)]
    for end in range(WINDOW, len(seen) + 1):
        window = sorted([value for value in seen[end - WINDOW : end] if value is not None])
        day = date.fromordinal(first + end - WINDOW)
        spots.append(Spot(day, *_spread(window)))
    return tuple(spots)


def buckets(days: Iterable[Day], since: date, until: date, most: int, of: Of = mood_of) -> tuple[Bucket, ...]:
    """Return at most `most` buckets, which cover all dates from `since` to `until` in order, each date once.

    With room for every date this is the `line`; with less, the dates are shared out as evenly as they go.
    """
    values = _by_ordinal(days, of)
    ordinals = sorted(values)
    first, total = since.toordinal(), until.toordinal() - since.toordinal() + 1
    number = max(0, min(most, total))
    found = []
    for index in range(number):
        start, end = first + index * total // number, first + (index + 1) * total // number
        begin = bisect_left(ordinals, min(start, end - WINDOW))
        window = sorted([values[ordinal] for ordinal in ordinals[begin : bisect_left(ordinals, end)]])
        middle, low, high = _spread(window)
        found.append(Bucket(date.fromordinal(start), date.fromordinal(end - 1), middle, low, high, len(window)))
    return tuple(found)


def by_weekday(days: Iterable[Day], of: Of = mood_of) -> tuple[Bar, ...] | NotEnough:
    """Return a bar for each weekday, Monday first, once there are 28 days."""
    groups: list[list[float]] = [[] for _ in WEEKDAYS]
    for day in days:
        if (value := of(day)) is not None:
            groups[day.date.weekday()].append(value)
    known = sum(map(len, groups))
    if known < WEEKS_4:
        return NotEnough(known, WEEKS_4)
    return tuple([_bar(name, group) for name, group in zip(WEEKDAYS, groups, strict=True)])


def by_part_of_day(points: Iterable[Point]) -> tuple[Bar, ...] | NotEnough:
    """Return a bar for each part of the day, morning first, once there are 28 days with a mood."""
    part = _parts()
    groups: list[list[float]] = [[] for _ in PARTS]
    known = set()
    for point in points:
        if point.mood is not None:
            groups[part[point.minute]].append(point.mood)
            known.add(point.date)
    if len(known) < WEEKS_4:
        return NotEnough(len(known), WEEKS_4)
    return tuple([_bar(name, group) for name, group in zip(PARTS, groups, strict=True)])


def level_of(value: float) -> int:
    """Return the level, 1 to 5, that stands for a value.

    A half goes towards the level in the middle: no day is called heavier or brighter than it was.
    """
    return floor(value + 0.5) if value < _LEVEL else ceil(value - 0.5)


def tally(days: Iterable[Day]) -> tuple[int, int, int, int, int]:
    """Return how many days there are of each level, 1 to 5."""
    counts = [0, 0, 0, 0, 0]
    for day in days:
        if day.mood is not None:
            counts[level_of(day.mood) - 1] += 1
    one, two, three, four, five = counts
    return one, two, three, four, five


def summary(days: Iterable[Day], of: Of = mood_of) -> Summary:
    """Return what all these days come to. `checkins` counts those without the number, too; `days` does not."""
    values, checkins = [], 0
    for day in days:
        checkins += day.checkins
        if (value := of(day)) is not None:
            values.append(value)
    values.sort()
    middle, low, high = _spread(values)
    return Summary(middle, low, high, len(values), checkins)


@cache
def _parts() -> tuple[int, ...]:
    """Return the part of the day of each minute; 20,000 check-ins are looked up in one go."""
    return tuple([part_of(minute) for minute in range(24 * 60)])


def _by_ordinal(days: Iterable[Day], of: Of) -> dict[int, float]:
    return {day.date.toordinal(): value for day in days if (value := of(day)) is not None}


def _bar(name: str, values: list[float]) -> Bar:
    return Bar(name, _at(sorted(values), 0.5) if values else None, len(values))


def _spread(ordered: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """Return the middle and the quartiles, where there are enough values for that."""
    if len(ordered) < ENOUGH:
        return None, None, None
    return _at(ordered, 0.5), _at(ordered, 0.25), _at(ordered, 0.75)


def _at(ordered: Sequence[float], share: float) -> float:
    """Return a quantile, between two neighbours in proportion (Hyndman and Fan, 1996, type 7)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    here = ordered[below]
    return here + (ordered[min(below + 1, len(ordered) - 1)] - here) * (place - below)
