"""On this day: one page of an earlier year, for those who asked for it, and never a hard one. Pure functions.

What stays closed (recovery.md, section 4): pages marked heavy, by the tag or by the lowest mood; any page of a day that
a check-in called that; pages tagged `slip`; and the day of a slip with the day after it.
"""

from calendar import isleap
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from journal.entries import LOWEST_MOOD
from journal.finding import EntryLine

HEAVY, SLIP = "heavy", "slip"
"""Tags by which a person closes a page to this."""
EARLIEST = 100
"""So many years back are looked at. A diary may be older than its keeper, and a calendar has an end."""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HardDays:
    """Days whose pages stay closed: those of a slip, and those that a check-in called as heavy as can be."""

    slips: frozenset[date] = frozenset()
    heavy: frozenset[date] = frozenset()

    def holds(self, day: date) -> bool:
        """Return whether a day is one of them, or comes after a slip."""
        return day in self.heavy or day in self.slips or day - _A_DAY in self.slips


def same_days(today: date, first: date | None) -> tuple[date, ...]:
    """Return this day of earlier years, latest first, back to the first day that has a page.

    29 February comes on the 28th in years that have no 29th, so that nothing written then is forgotten.
    """
    if first is None:
        return ()
    days = []
    for year in range(today.year - 1, max(first.year, today.year - EARLIEST, 1) - 1, -1):
        if today.month == 2 and today.day == 28 and not isleap(today.year) and isleap(year):
            days.append(date(year, 2, 29))
        if (today.month, today.day) != (2, 29) or isleap(year):
            days.append(today.replace(year=year))
    return tuple(days)


def on_this_day(lines: Iterable[EntryLine], hard: HardDays) -> EntryLine | None:
    """Return the page that may be shown: of the latest year that has one, a starred one or the brightest first."""
    gentle = [line for line in lines if is_gentle(line, hard)]
    return max(gentle, key=lambda line: (line.created_at.date(), line.starred, line.mood or 0, line.id), default=None)


def is_gentle(line: EntryLine, hard: HardDays) -> bool:
    """Return whether a page has words and nothing marks it, or its day, as hard."""
    marked = HEAVY in line.tags or SLIP in line.tags or line.mood == LOWEST_MOOD
    return bool(line.title.strip() or line.preview.strip()) and not marked and not hard.holds(line.created_at.date())


def days_to_ask_about(days: Collection[date]) -> tuple[date, ...]:
    """Return these days and those before them: on which of them was a slip, or a check-in of the lowest mood?"""
    return tuple(sorted({*days, *(day - _A_DAY for day in days if day > date.min)}))


def years_ago(day: date, today: date) -> str:
    """Return `a year ago`, `3 years ago`."""
    years = today.year - day.year
    return "a year ago" if years == 1 else f"{years} years ago"
