"""Counting: every number of a counter, from its start, its history and the time. Values and pure functions.

How days count, with the counter of recovery.md and looks screen 8 (18 November, a slip on 20 and 21 January, today
10 March: 47 days in this run, longest 63, 110 of 112):

- A day is a date in the counter's home zone. It counts once it is over; the first day of a counter or a run is day 0,
  and the day after it reads 1. So `total` is what is done, and today is never taken away from anybody.
- abstain, limit, reduce: a day without a slip is on goal. A day with a slip is off, at once; several slips on one day
  are one day off. A limit is the person's own to judge: a slip is a day beyond it.
- do: a day with `done` is on goal, at once, today too; a day without is a gap, and a gap ends no run. Counted by the
  week, the weeks begin on the weekday of the start, and one `done` is enough for a week.
- since: every day is on goal. Slips, pauses and restarts are kept in the history and change no number of days.
- A slip with the choice `new-run` ends the run. The next one begins on the day after the slip, its day 0; its hours
  count from the slip itself. A `restart` begins a run on its own day, or on the day after if that day had a slip.
- With `keep-date`, or `later` until it is decided, the run goes on from its old date: its milestones stay, the day of
  the slip is off, and `current` is the run's days on goal (110, of the 112 since the date). So the runs always add up
  to the total, and total >= longest >= current.
- The whole days between a pause and its resume are neither on nor off, unless something was `done`. The days on
  which somebody pauses and resumes count as usual. A restart ends a pause. Milestones go by the calendar all the same.
- What happened after `now` has not happened yet: clocks set back, and questions about last week, show what was then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from operator import itemgetter
from typing import NamedTuple

from journal.milestones import Beginning, Milestone, reached, upcoming
from journal.moments import zone_info
from journal.streaks import Counter, Event, date_at

OFF, ON, PAUSED = "off", "on", "paused"
_OFF, _ON, _PAUSED = range(3)
_MARKS = (OFF, ON, PAUSED)
WEEK = 7
ROUGHLY = Decimal("0.2")
"""An amount a day is somebody's guess: what was saved is shown from a fifth below to a fifth above."""
RHYTHM_DAYS = 7
REST_DAYS = 2

_ONE_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


class Share(NamedTuple):
    """Days (or weeks) on goal, of those that counted: 88 of 90."""

    on: int
    of: int


class Saved(NamedTuple):
    """What was saved, from here to there."""

    low: Decimal
    high: Decimal


class Run(NamedTuple):
    """One run: its first day, the instant (UTC) it begins at where known, and what is on goal of all that counted."""

    first: date
    begun: datetime | None
    on: int
    of: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a counter stands at one moment.

    `current`, `longest`, `total` and the shares count days, or weeks where `days_a_unit` is 7; `total_of` is what
    `total` is out of. `days_since` and `starts_in` are dates apart. `hours` is None where times are not known.
    `undecided` holds the ids of slips that wait for a choice, oldest first. `reached` holds the milestones of every
    run, by date; `upcoming` the next ones of this run. `money` and `minutes` are None unless the person shows them.
    """

    today: date
    first_day: date
    starts_in: int
    days_since: int
    current: int
    longest: int
    total: int
    total_of: int
    days_a_unit: int
    hours: int | None
    slips: int
    restarts: int
    paused_since: date | None
    undecided: tuple[str, ...]
    runs: tuple[Run, ...]
    reached: tuple[Milestone, ...]
    upcoming: tuple[Milestone, ...]
    money: Saved | None
    minutes: Saved | None
    history: bytes = field(default=b"", repr=False)

    @property
    def current_days(self) -> int:
        """Days on goal in this run; a week on goal is 7."""
        return self.current * self.days_a_unit

    @property
    def longest_days(self) -> int:
        """Days on goal in the longest run."""
        return self.longest * self.days_a_unit

    @property
    def total_days(self) -> int:
        """Days on goal in all."""
        return self.total * self.days_a_unit

    @property
    def run(self) -> Run:
        """The run that goes on now."""
        return self.runs[-1]

    @property
    def paused(self) -> bool:
        """Whether it is paused now."""
        return self.paused_since is not None

    @property
    def next_milestone(self) -> Milestone | None:
        """The milestone that comes next."""
        return self.upcoming[0] if self.upcoming else None

    def last(self, number: int) -> Share:
        """Return what is on goal of the last days (or weeks); a young counter has fewer, and paused ones are left out.

        Today is among them once it is settled: by a slip, or by something done.
        """
        return _share(self.history, max(0, len(self.history) - max(0, number)))

    def last_days(self, number: int) -> int:
        """Return the days on goal of so many last days, counting a week on goal as 7."""
        return self.last(number // self.days_a_unit).on * self.days_a_unit

    def marks(self, number: int) -> tuple[tuple[date, str], ...]:
        """Return the days `last` looks at, oldest first: (date, or first date of the week; `on`, `off` or `paused`)."""
        begin = max(0, len(self.history) - max(0, number))
        return tuple(
            (self.first_day + timedelta(days=index * self.days_a_unit), _MARKS[self.history[index]])
            for index in range(begin, len(self.history))
        )


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On which of the last 7 dates something was written, oldest first, today last. Two rest days belong to it."""

    days: tuple[bool, ...]

    @property
    def written(self) -> int:
        """How many of them have writing."""
        return sum(self.days)

    @property
    def rest(self) -> int:
        """How many of the others are rest days: 2 at most. Of any more nothing is said."""
        return min(REST_DAYS, len(self.days) - self.written)

    def __str__(self) -> str:
        """Say it in words."""
        return f"{self.written} of the last {len(self.days)}"


def rhythm(dates_written: Iterable[date], today: date) -> Rhythm:
    """Return how the last 7 dates went, today included."""
    written = set(dates_written)
    return Rhythm(tuple(today - timedelta(days=back) in written for back in reversed(range(RHYTHM_DAYS))))


def standing(counter: Counter, events: Iterable[Event], now: datetime) -> Standing:
    """Return every number of a counter at an aware instant. Events of other counters are passed over."""
    days = _Days(zone_info(counter.zone), counter.day_starts, counter.first_day, _days_a_unit(counter))
    now = now.astimezone(UTC)  # as all instants are from here on
    today = days.of(now)
    past = _past(events, counter.id, now, days)
    pauses, paused_since = _pauses(past)
    history = bytes(_history(counter, past, pauses, days, today))
    begins, undecided = _beginnings(counter, past, days)
    runs = _runs(begins, history)
    until = (today - days.first).days
    total = _share(history, 0)
    over = _share(history[: max(0, days.unit(today))], 0)
    saved_for = days.length * (over.on if counter.subtract_slips else over.of)
    exact = runs[-1].begun
    return Standing(
        today=today,
        first_day=days.first,
        starts_in=max(0, -until),
        days_since=max(0, until),
        current=runs[-1].on,
        longest=max(run.on for run in runs),
        total=total.on,
        total_of=total.of,
        days_a_unit=days.length,
        hours=None if exact is None else max(0, (now - exact) // _HOUR),
        slips=sum(event.kind == "slip" for event, _, _ in past),
        restarts=len(runs) - 1,
        paused_since=paused_since,
        undecided=undecided,
        runs=runs,
        reached=reached(counter, begins, today, now),
        upcoming=upcoming(counter, begins[-1], today, now),
        money=_saved(counter, counter.money_per_day, saved_for),
        minutes=_saved(counter, counter.minutes_per_day, saved_for),
        history=history,
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """The days and units of a counter: units of `length` days, numbered from its first day."""

    home: tzinfo
    day_starts: int
    first: date
    length: int

    def of(self, at: datetime, precision: str = "minute") -> date:
        return date_at(self.home, self.day_starts, at, precision)

    def unit(self, day: date) -> int:
        return (day - self.first).days // self.length


class _Dated(NamedTuple):
    """An event with its day at home and its instant in UTC."""

    event: Event
    day: date
    at: datetime


def _past(events: Iterable[Event], counter_id: str, now: datetime, days: _Days) -> list[_Dated]:
    """Return what has happened, in order. Of one instant, what was noted first comes first."""
    own = [
        (event.at.astimezone(UTC), event.noted_at, event.id, event)
        for event in events
        if event.counter_id == counter_id
    ]
    own.sort(key=itemgetter(0, 1, 2))
    return [_Dated(event, days.of(event.at, event.precision), at) for at, _, _, event in own if at <= now]


def _days_a_unit(counter: Counter) -> int:
    return WEEK if counter.goal == "do" and counter.period == "week" else 1


def _share(history: bytes, begin: int, end: int | None = None) -> Share:
    part = history[begin:end]
    return Share(part.count(_ON), len(part) - part.count(_PAUSED))


def _pauses(past: Iterable[_Dated]) -> tuple[list[tuple[date, date | None]], date | None]:
    """Return the (day paused, day resumed) pairs, and the day of the pause that goes on."""
    pauses: list[tuple[date, date | None]] = []
    since: date | None = None
    for event, day, _ in past:
        if event.kind == "pause" and since is None:
            since = day
        elif event.kind in ("resume", "restart") and since is not None:
            pauses.append((since, day))
            since = None
    if since is not None:
        pauses.append((since, None))
    return pauses, since


def _history(
    counter: Counter,
    past: Iterable[_Dated],
    pauses: Iterable[tuple[date, date | None]],
    days: _Days,
    today: date,
) -> bytearray:
    """Return a mark for each unit that is settled: over, or, today, decided by what happened."""
    does = counter.goal == "do"
    now = days.unit(today)
    history = bytearray([_OFF if does else _ON]) * max(0, now)
    if counter.goal == "since":
        return history
    settling = "done" if does else "slip"
    units = {days.unit(day) for event, day, _ in past if event.kind == settling}
    if now >= 0 and now in units:
        history.append(_OFF if does else _ON)
    told = [unit for unit in units if 0 <= unit < len(history)]
    if not does:
        for unit in told:
            history[unit] = _OFF
    for paused, resumed in pauses:
        # Rounded inwards: a week is paused when all of its days are.
        begin = max(0, -((days.first - paused - _ONE_DAY).days // days.length))
        end = min(len(history), days.unit(resumed or today + _ONE_DAY))
        for unit in range(begin, end):
            history[unit] = _PAUSED
    if does:
        for unit in told:
            history[unit] = _ON
    return history


def _beginnings(counter: Counter, past: Sequence[_Dated], days: _Days) -> tuple[list[Beginning], tuple[str, ...]]:
    """Return where the runs begin, in order, and the ids of the slips that wait for a choice."""
    begun = counter.started_at.astimezone(UTC) if counter.precision == "minute" else None
    begins = [Beginning(days.first, 0, begun, days.first, None, counter.created_at, days.of(counter.created_at))]
    undecided: list[str] = []
    if counter.goal == "since":
        return begins, ()
    chosen = {event.about: event for event, _, _ in past if event.kind == "choice"}
    slipped: date | None = None
    for event, day, at in past:
        if event.kind == "slip":
            slipped = day
            decided = chosen.get(event.id, event)
            if decided.choice == "later":
                undecided.append(event.id)
            if decided.choice != "new-run":
                continue
            first, unit, known = day + _ONE_DAY, days.unit(day) + 1, decided.noted_at
        elif event.kind == "restart":
            first = day + _ONE_DAY if slipped == day else day
            unit, known = days.unit(first), event.noted_at
        else:
            continue
        if day >= days.first:
            before = begins[-1]  # where clocks turn back over midnight, a later event may have an earlier date
            exact = at if "minute" == event.precision == counter.precision else None
            first, unit = max(first, before.first), max(unit, before.unit)
            begins.append(Beginning(first, unit, exact, day, exact, known, days.of(known)))
    return begins, tuple(undecided)


def _runs(begins: Sequence[Beginning], history: bytes) -> tuple[Run, ...]:
    """Return the runs. Of several that begin on one day the last is meant: the others have no day of their own."""
    ends = [*((one.first, one.unit) for one in begins[1:]), (None, len(history))]
    runs = []
    for one, (until, end) in zip(begins, ends, strict=True):
        if one.first != until:
            begin = min(one.unit, len(history))
            runs.append(Run(one.first, one.begun, *_share(history, begin, end)))
    return tuple(runs)


def _saved(counter: Counter, a_day: Decimal | int | None, days: int) -> Saved | None:
    """Return what so many days come to, rounded outwards to two digits; None where nothing is known or shown."""
    if not counter.savings_shown or not a_day or not days:
        return None
    amount = Decimal(a_day) * days
    low, high = amount * (1 - ROUGHLY), amount * (1 + ROUGHLY)
    return Saved(_two_digits(low, ROUND_FLOOR), _two_digits(high, ROUND_CEILING))


def _two_digits(amount: Decimal, rounding: str) -> Decimal:
    place = Decimal(1).scaleb(amount.adjusted() - 1)
    return (amount / place).to_integral_value(rounding) * place
