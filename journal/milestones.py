"""Milestones: the dates people keep, by the calendar and from the start. Values and pure functions.

The table is in recovery.md, section 3. Days are added to the start as days, months and years as months and years,
and always to the start itself: 31 August and 6 months is the last of February, and a year after it is 31 August again.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from journal.streaks import Counter, home_date

FIRST_DAYS = (30, 60, 90)
MONTHS = (6, 9, 18)
YEAR = 12
IN_WEEKS = (7, 14)
MONTHLY = (4, 5, 7, 8, 10, 11)
ROUND = (100, 500, 1000)
DAY = timedelta(hours=24)
UPCOMING = 3


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day somebody may like to know of: the day it is reached, or was, and the first day of the run it belongs to.

    `at` is the instant (UTC) of `24 hours` where the time of the start is known. `key` is `24h`, `30d`, `6m`, for good.
    """

    key: str
    name: str
    day: date
    run: date
    at: datetime | None = None

    def is_reached(self, today: date, now: datetime) -> bool:
        """Whether it has come."""
        return self.day <= today if self.at is None else self.at <= now


class Beginning(NamedTuple):
    """Where a run begins. For all but the first: how the one before ended, and since when both is known.

    `unit` is the number of its first day (or week) since the counter's start. `last` is the day that ended the run
    before, `moment` the instant of that, where known. `known` and `known_day` are when it was noted or decided.
    """

    first: date
    unit: int
    begun: datetime | None
    last: date
    moment: datetime | None
    known: datetime
    known_day: date


class Step(NamedTuple):
    """A line of the table, and the fewest days it can take."""

    least: int
    unit: str
    number: int
    key: str
    name: str


def steps(counter: Counter, days: int) -> tuple[Step, ...]:
    """Return the counter's table, shortest first, with as many years as begin within so many days and one more."""
    sets = counter.milestone_sets
    in_days = {*FIRST_DAYS, *counter.own_days}
    in_days.update(IN_WEEKS if "weeks" in sets else (), ROUND if "round" in sets else ())
    months = {*MONTHS, *range(YEAR, YEAR * (max(0, days) // 365 + 2) + 1, YEAR)}
    months.update(MONTHLY if "monthly" in sets else ())
    table = [_step(0, "h", 24), *(_step(number, "d", number) for number in in_days)]
    table += [_step(_least(number), "m", number) for number in months]
    return tuple(sorted(table))


def milestones(
    counter: Counter, table: Sequence[Step], first: date, begun: datetime | None, within: int
) -> Iterator[Milestone]:
    """Yield the milestones of a run that begins on `first`: all that can come within so many days, and maybe more.

    `begun` is the instant of its beginning, where that is known. They come in the order of the table, which is nearly
    that of their dates.
    """
    for least, unit, number, key, name in table:
        if least > within:
            return
        at = None
        if unit == "m":
            day = add_months(first, number, counter.leap_day)
        elif unit == "h" and begun is not None:
            at = begun.astimezone(UTC) + DAY
            day = home_date(counter, at)
        else:
            day = first + timedelta(days=number if unit == "d" else 1)
        yield Milestone(key, name, day, first, at)


def reached(counter: Counter, begins: Sequence[Beginning], today: date, now: datetime) -> tuple[Milestone, ...]:
    """Return the milestones of every run up to `now` (UTC), by date.

    A run's milestones are those up to the day it ended. More than that: what has come while the counter was kept here
    stays, though a slip that is noted or decided afterwards ends the run before it. What somebody tells of the time
    before the counter was here is reckoned as if it had always been known.
    """
    table = steps(counter, (today - begins[0].first).days)
    found: dict[tuple[str, date], Milestone] = {}
    for one, following in zip(reversed(begins), [None, *reversed(begins[1:])], strict=True):
        if following is not None:  # nothing of this run comes after all that ended it was both done and known
            today = min(today, max(following.last, following.known_day))
            now = min(now, max(following.moment or following.known, following.known))
        until = today if following is None or one.known_day < today else min(today, following.last)
        for milestone in milestones(counter, table, one.first, one.begun, (until - one.first).days + 1):
            if milestone.is_reached(today, now) and (
                following is None or one.known_day < milestone.day or _is_within(milestone, following)
            ):
                found[milestone.key, milestone.run] = milestone
    return tuple(sorted(found.values(), key=lambda milestone: (milestone.day, milestone.run)))


def upcoming(
    counter: Counter, begin: Beginning, today: date, now: datetime, number: int = UPCOMING
) -> tuple[Milestone, ...]:
    """Return the next milestones of the run that goes on, by date."""
    table = steps(counter, (today - begin.first).days + 365 * number)
    all_of_them = milestones(counter, table, begin.first, begin.begun, table[-1].least)
    coming = [milestone for milestone in all_of_them if not milestone.is_reached(today, now)]
    return tuple(sorted(coming, key=lambda milestone: milestone.day)[:number])


def milestone_name(unit: str, number: int) -> str:
    """Return a milestone in words: `24 hours`, `1,000 days`, `6 months`, `2 years`."""
    if unit == "m" and number % YEAR == 0:
        unit, number = "y", number // YEAR
    word = {"h": "hour", "d": "day", "m": "month", "y": "year"}[unit]
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def add_months(start: date, months: int, leap_day: str = "02-28") -> date:
    """Return the same day of a later month, or that month's last day.

    Years after 29 February, in a common year, it is 28 February, or 1 March where the person prefers that.
    """
    year, before = divmod(start.year * YEAR + start.month - 1 + months, YEAR)
    month = before + 1
    last = monthrange(year, month)[1]
    if start.day <= last:
        return date(year, month, start.day)
    if start.month == month and leap_day == "03-01":
        return date(year, 3, 1)
    return date(year, month, last)


def _step(least: int, unit: str, number: int) -> Step:
    return Step(least, unit, number, f"{number}{unit}", milestone_name(unit, number))


def _is_within(milestone: Milestone, following: Beginning) -> bool:
    """Whether it came before the run ended, or on the day of that."""
    if milestone.at is not None and following.moment is not None:
        return milestone.at <= following.moment
    return milestone.day <= following.last


def _least(months: int) -> int:
    """Return days that so many months never fall short of."""
    return months // YEAR * 365 + max(0, months % YEAR * 30 - 2)
