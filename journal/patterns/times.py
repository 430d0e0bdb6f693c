"""Mood by weekday and by part of the day (rules "weekday" and "time of day" of docs/patterns.md)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from statistics import median

from journal.day_parts import part_of
from journal.days import Day
from journal.moods import Point
from journal.patterns.findings import NotEnough, TimeFinding, WeekdayFinding
from journal.patterns.spread import Group, mixed, spread_test, turned

FEWEST_WEEKS = 8
FEWEST_DAYS = 30
FEWEST_OF_A_WEEKDAY = 4
FEWEST_OF_A_PART = 8
MOST = 0.025  # two tests: together at most one journal in twenty shows what is not there
HALVES = 2
WEEK = 7


def weekday_finding(days: Sequence[Day], tick: Callable[[], None]) -> WeekdayFinding | NotEnough:
    """Compare weekdays within weeks (Monday to Sunday) that have a mood on at least two days."""
    weeks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for day in days:
        if day.mood is not None:
            weeks[_week(day.date)].append((day.date.weekday(), round(HALVES * day.mood)))
    groups = _comparable([tuple(week) for week in weeks.values()], FEWEST_OF_A_WEEKDAY)
    if len(groups) < FEWEST_WEEKS:
        return NotEnough("weekday", len(groups), FEWEST_WEEKS, "weeks")
    found = spread_test(groups, turned, tick)
    return WeekdayFinding(
        found.gap / HALVES, found.by_chance / HALVES, found.highest, found.lowest, len(groups), found.p, found.p <= MOST
    )


def time_finding(points: Iterable[Point], tick: Callable[[], None]) -> TimeFinding | NotEnough:
    """Compare parts of the day within days that have a mood in at least two parts.

    Days with one check-in are left out by design: whether their hour or their day was the low one, nobody can tell.
    """
    moods: dict[date, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for point in points:
        if point.mood is not None:
            moods[point.date][part_of(point.minute)].append(point.mood)
    days = {
        day: tuple((part, round(HALVES * median(parts[part]))) for part in sorted(parts))
        for day, parts in sorted(moods.items())
    }
    groups = _comparable(days.values(), FEWEST_OF_A_PART)
    weeks = len({_week(day) for day, group in days.items() if len(group) > 1})
    if len(groups) < FEWEST_DAYS:
        return NotEnough("time", len(groups), FEWEST_DAYS)
    if weeks < FEWEST_WEEKS:
        return NotEnough("time", weeks, FEWEST_WEEKS, "weeks")
    found = spread_test(groups, mixed, tick)
    return TimeFinding(
        found.gap / HALVES, found.by_chance / HALVES, found.highest, found.lowest, len(groups), found.p, found.p <= MOST
    )


def _week(day: date) -> int:
    """Return a number that all days of a week, Monday to Sunday, have in common."""
    return (day.toordinal() - 1) // WEEK


def _comparable(groups: Collection[Group], fewest: int) -> list[Group]:
    """Keep labels that occur often enough, and groups in which at least two of them can be compared."""
    counts = Counter(label for group in groups for label, _ in group)
    kept = [tuple(one for one in group if counts[one[0]] >= fewest) for group in groups]
    return [group for group in kept if len(group) > 1]
