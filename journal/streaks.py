"""Counters and what happened along the way: values, and what may be written down. No files, no clock, no arithmetic.

A counter is a promise, a start and a home zone; its history is a row of events that is added to and never changed.
Every number is worked out of those two and the time (`journal.counting`), so nothing stored can go wrong or be erased.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from journal.errors import JournalError, OutOfRange
from journal.moments import Moment, zone_info

GOALS = ("abstain", "limit", "reduce", "do", "since")
PRECISIONS = ("date", "minute")
SUBSTANCES = ("", "alcohol", "opioids", "sedatives", "unknown", "other")
HEADLINES = ("run", "since", "longest", "total", "last-30", "last-90", "last-365")
PERIODS = ("day", "week")
MILESTONE_SETS = ("weeks", "monthly", "round")
LEAP_DAYS = ("02-28", "03-01")
KINDS = ("slip", "pause", "resume", "restart", "note", "done", "choice")
CHOICES = ("new-run", "keep-date", "later")

LONGEST_NAME = 60
LATEST_HOUR = 12
MOST_OWN_DAYS = 36_525
FIRST_YEAR, LAST_YEAR = 1900, 2199
NEVER = datetime.min.replace(tzinfo=UTC)
CLOCK_MAY_DIFFER = timedelta(minutes=2)
"""A time so little ahead counts as now: two clocks seldom agree."""
_MOST_DECIMALS = 9
_ZERO_OFFSETS = ("00:00", "00:00:00")


class NamelessCounter(JournalError):
    """A counter without a name: give it one."""

    def __init__(self) -> None:
        super().__init__("A counter needs a name. A word or two is enough.")


class UnknownZone(JournalError):
    """A time zone nobody knows. Days would be counted by the wrong midnight: choose another name."""

    def __init__(self, zone: str) -> None:
        super().__init__(f"“{zone}” is not a time zone known here. Try a name such as Europe/Dublin.")


class BeforeTheStart(JournalError):
    """A slip or anything else before the counter's first day: choose a later time, or move the start."""

    def __init__(self) -> None:
        super().__init__(
            "That is before this counter begins. Nothing was changed. "
            "Choose a time after its start, or give the counter an earlier one."
        )


class NotYet(JournalError):
    """A slip or anything else at a time that has not come: choose now or earlier."""

    def __init__(self) -> None:
        super().__init__("That time has not come yet. It can be noted for now or for earlier.")


class CounterNotFound(JournalError):
    """There is no counter with this name or id: `journal streak` lists them."""

    def __init__(self) -> None:
        super().__init__("There is no counter with that name. `journal streak` shows the ones there are.")


class SeveralCounters(JournalError):
    """Several counters are called that, or begin like that: give the whole name, or an id."""

    def __init__(self) -> None:
        super().__init__(
            "Several counters begin like that. Type more of the name, or an id from `journal streak --json`."
        )


class NameTaken(JournalError):
    """Another counter has this name: two of one name could not be told apart."""

    def __init__(self) -> None:
        super().__init__("There is a counter with that name already. It was left as it is. Choose another name.")


class EventNotFound(JournalError):
    """There is no such event, or it is part of the history by now."""

    def __init__(self) -> None:
        super().__init__("That is not in the history of this counter. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Counter:
    """One thing somebody counts. `started_at` is aware; with precision `date` its date in the home zone is the start.

    `zone` is home: days begin and end there, wherever the person travels. `day_starts` is the hour a day begins at.
    `limit`: at most `most_per_day` a day and `most_days` days a week, in the person's `unit`. `do`: once a `period`.
    `money_per_day` and `minutes_per_day` show nothing until `savings_shown`. `slip_word` is the person's own.
    `visible` counters are shown on Today; `archived` ones were put away. `updated_at` is the last change of a field.
    """

    id: str
    name: str = field(repr=False)
    goal: str
    started_at: datetime = field(repr=False)
    zone: str
    created_at: datetime = field(repr=False)
    precision: str = "date"
    slip_word: str = field(default="", repr=False)
    substance: str = field(default="", repr=False)
    unit: str = field(default="", repr=False)
    most_per_day: int | None = None
    most_days: int | None = None
    period: str = "day"
    money_per_day: Decimal | None = None
    currency: str = ""
    minutes_per_day: int | None = None
    savings_shown: bool = False
    subtract_slips: bool = False
    visible: bool = True
    archived: bool = False
    headline: str = "run"
    milestone_sets: tuple[str, ...] = ()
    own_days: tuple[int, ...] = ()
    leap_day: str = "02-28"
    day_starts: int = 0
    updated_at: datetime = field(default=NEVER, repr=False)

    @property
    def first_day(self) -> date:
        """The day the counter begins, in its home zone."""
        return home_date(self, self.started_at, self.precision)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened along the way. It is added to the history and stays as it is.

    `at` is the instant and `zone` where the person was, which no number depends on; with precision `date` it is the
    beginning of that date in the time of home, and the date it shows is what counts. A slip has a `choice`. A later
    choice is an event of its own, of kind `choice`, `about` the slip's id: the newest one holds. `answers` are
    (question, answer) pairs of the slip form.
    """

    id: str
    counter_id: str
    kind: str
    at: datetime = field(repr=False)
    zone: str
    noted_at: datetime = field(repr=False)
    precision: str = "minute"
    choice: str = ""
    about: str = ""
    note: str = field(default="", repr=False)
    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class History:
    """A counter with everything that happened along its way, oldest first."""

    counter: Counter
    events: tuple[Event, ...] = ()


def new_counter(
    counter_id: str, name: str, start: datetime | date, zone: str, now: datetime, goal: str = "abstain"
) -> Counter:
    """Return a counter that begins at an aware instant, or on a date at home. It may begin in the future.

    Raises:
        NamelessCounter: there is no name.
        UnknownZone: the home zone is not known.
        OutOfRange: there is no such goal, or the start is centuries away.
    """
    headline = "since" if goal == "since" else "run"
    precision = "minute" if isinstance(start, datetime) else "date"
    home = _known(zone)
    at = start.astimezone(home) if isinstance(start, datetime) else beginning_of(start, home)
    return checked_counter(Counter(counter_id, name, goal, at, zone, now.astimezone(UTC), precision, headline=headline))


def checked_counter(counter: Counter) -> Counter:
    """Return the counter in normal form: words tidied, sets and own numbers of days in order and each once.

    Raises:
        NamelessCounter: there is no name.
        UnknownZone: the home zone is not known.
        OutOfRange: a number or a word is outside of what its field takes; the sentence names it.
    """
    home = _known(counter.zone)
    name = tidy_words(counter.name)
    if not name:
        raise NamelessCounter
    _one_of("A goal", counter.goal, GOALS)
    _one_of("The precision of a start", counter.precision, PRECISIONS)
    _one_of("A substance", counter.substance, SUBSTANCES)
    _one_of("A headline", counter.headline, HEADLINES)
    _one_of("A period", counter.period, PERIODS)
    _one_of("The day for 29 February", counter.leap_day, LEAP_DAYS)
    for one in counter.milestone_sets:
        _one_of("A set of milestones", one, MILESTONE_SETS)
    for days in counter.own_days:
        _whole("An own milestone", days, 1, MOST_OWN_DAYS)
    _whole("The hour a day begins", counter.day_starts, 0, LATEST_HOUR)
    _whole("A limit for a day", counter.most_per_day, 0, 10_000)
    _whole("A limit for a week", counter.most_days, 0, 7)
    _whole("Minutes a day", counter.minutes_per_day, 0, 24 * 60)
    money = counter.money_per_day
    if money is not None and not (money.is_finite() and 0 <= money < 10**9 and _has_few_digits(money)):
        raise OutOfRange("Money a day is a number from 0 up, such as 12.50.")
    return replace(
        counter,
        name=name,
        started_at=_start_at_home(counter, home),
        slip_word=tidy_words(counter.slip_word),
        unit=tidy_words(counter.unit),
        currency=tidy_words(counter.currency),
        milestone_sets=tuple(one for one in MILESTONE_SETS if one in counter.milestone_sets),
        own_days=tuple(sorted(set(counter.own_days))),
        updated_at=max(counter.updated_at, counter.created_at).astimezone(UTC),
    )


def moved(counter: Counter, zone: str) -> Counter:
    """Return the counter with another home, because the person asked for it. A start on a date keeps its date.

    Raises:
        UnknownZone: the zone is not known.
    """
    home = _known(zone)
    at = counter.started_at.astimezone(home)
    if counter.precision == "date":
        at = beginning_of(counter.first_day, home)
    return replace(counter, zone=zone, started_at=at)


def new_event(
    counter: Counter,
    event_id: str,
    kind: str,
    moment: Moment,
    now: datetime,
    *,
    precision: str = "minute",
    choice: str = "",
    about: str = "",
    note: str = "",
    answers: Iterable[tuple[str, str]] = (),
) -> Event:
    """Return an event that may be added to the counter's history.

    With precision `date` the moment's own date is meant, at home. A slip without a choice is to be decided later; one
    of a `since` counter keeps the date, because that counter never begins again. Empty answers are left out.

    Raises:
        BeforeTheStart: it is before the counter begins.
        NotYet: the time has not come.
        OutOfRange: there is no such kind, precision or choice, or a choice is about nothing.
    """
    _one_of("The precision of an event", precision, PRECISIONS)
    noted = now.astimezone(UTC)
    at = _noted_for(counter, moment, noted, precision)
    if kind != "note" and _is_before_the_start(counter, at, precision):
        raise BeforeTheStart
    if kind == "slip" and counter.goal == "since":
        choice = "keep-date"
    kept = tuple(answers)
    return checked_event(
        Event(event_id, counter.id, kind, at, moment.zone, noted, precision, choice, about, note, kept)
    )


def checked_event(event: Event) -> Event:
    """Return the event in normal form: a slip without a choice is to be decided later, empty answers are left out.

    Raises:
        OutOfRange: there is no such kind, precision or choice, or a choice is about nothing.
    """
    _one_of("An event", event.kind, KINDS)
    _one_of("The precision of an event", event.precision, PRECISIONS)
    choice = event.choice or ("later" if event.kind == "slip" else "")
    if event.kind in ("slip", "choice"):
        _one_of("A choice", choice, CHOICES)
    elif choice:
        raise OutOfRange("A choice belongs to a slip.")
    if (event.kind == "choice") != bool(event.about):
        raise OutOfRange("A choice names the slip it is about, and nothing else does.")
    kept = tuple((question, answer) for question, answer in event.answers if answer.strip())
    return replace(event, choice=choice, answers=kept)


def tidy_words(words: str) -> str:
    """Return a name or a short word on one line, of a length that fits."""
    return " ".join(words.split())[:LONGEST_NAME].strip()


def beginning_of(day: date, home: tzinfo) -> datetime:
    """Return the first instant of a date; where clocks skip it, the one after."""
    return datetime.combine(day, time(), home).astimezone(UTC).astimezone(home)


def home_date(counter: Counter, at: datetime, precision: str = "minute") -> date:
    """Return the day an instant belongs to: the date at home, by the hour the person's day begins."""
    return date_at(zone_info(counter.zone), counter.day_starts, at, precision)


def date_at(home: tzinfo, day_starts: int, at: datetime, precision: str = "minute") -> date:
    """Return the day an instant belongs to. What has a date and no time belongs to that date as it was written.

    So it keeps its date when the counter moves to another home, or the rules of a zone change.
    """
    if precision == "date":
        return at.date()
    local = at.astimezone(home)
    if day_starts:
        local = local.replace(tzinfo=None) - timedelta(hours=day_starts)  # by the clock, not by hours gone by
    return local.date()


def slipped_on(counter: Counter, event: Event, now: datetime) -> bool:
    """Whether the event is a slip of the day that is today at the counter's home, or was noted on it."""
    today = home_date(counter, now)
    days = (home_date(counter, event.at, event.precision), home_date(counter, event.noted_at))
    return event.kind == "slip" and today in days


def _noted_for(counter: Counter, moment: Moment, now: datetime, precision: str) -> datetime:
    """Return the instant to keep for a moment, at `now` (UTC) the latest.

    Raises:
        NotYet: the time has not come.
    """
    if precision == "minute":
        if moment.at - now > CLOCK_MAY_DIFFER:  # true time: they are in different zones
            raise NotYet
        return moment.at if moment.at <= now else now.astimezone(moment.at.tzinfo)
    day, today = moment.at.date(), home_date(counter, now)
    if day > max(today, now.astimezone(moment.at.tzinfo).date()):  # east of home it may be tomorrow already
        raise NotYet
    return beginning_of(min(day, today), zone_info(counter.zone))


def _is_before_the_start(counter: Counter, at: datetime, precision: str) -> bool:
    if precision == counter.precision == "minute":
        return at.astimezone(UTC) < counter.started_at
    return home_date(counter, at, precision) < counter.first_day


def _known(zone: str) -> tzinfo:
    try:
        home = zone_info(zone)
    except ValueError:  # an offset of more than a day
        raise UnknownZone(zone) from None
    if home is UTC and zone[1:] not in _ZERO_OFFSETS:
        raise UnknownZone(zone)
    return home


def _start_at_home(counter: Counter, home: tzinfo) -> datetime:
    """Return the start as the clocks at home showed it; on a date, the beginning of that date.

    Raises:
        OutOfRange: it is centuries away.
    """
    at = counter.started_at
    if FIRST_YEAR <= at.year <= LAST_YEAR:
        at = at.astimezone(home)
        at = beginning_of(at.date(), home) if counter.precision == "date" else at
        if FIRST_YEAR <= at.year <= LAST_YEAR:  # at home it may be another year
            return at
    raise OutOfRange(f"A counter can begin in any year from {FIRST_YEAR} to {LAST_YEAR}.")


def _has_few_digits(money: Decimal) -> bool:
    exponent = money.as_tuple().exponent
    return isinstance(exponent, int) and -_MOST_DECIMALS <= exponent <= _MOST_DECIMALS


def _one_of(what: str, word: str, words: tuple[str, ...]) -> None:
    if word not in words:
        raise OutOfRange(f"{what} is one of {', '.join(filter(None, words))}.")


def _whole(what: str, number: object, lowest: int, highest: int) -> None:
    if number is not None and (type(number) is not int or not lowest <= number <= highest):
        raise OutOfRange(f"{what} is a whole number from {lowest} to {highest}.")
