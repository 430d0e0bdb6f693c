"""Weekly and monthly review: what the days came to, as recorded, and how that is said. Values and pure functions.

Facts come first and stay facts (recovery.md, section 2): a week is described, with how many days are known, and never
set beside the week before, because half of all such differences are chance. Where the last 90 days have enough, they
are described in the same words beside it. Gaps are not counted, the longest pause is not reckoned, nobody has a target.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from journal.days import Day
from journal.ledger import ledger
from journal.lookback import Summary, level_of, summary
from journal.moods import Used
from journal.pattern_words import Sentence, plain
from journal.patterns import Finding
from journal.wording import MONTHS, MOOD_GLYPHS, NO_MOOD, counted

Kind = Literal["week", "month"]
LENGTHS: dict[Kind, int] = {"week": 7, "month": 30}
"""How many days each looks at, up to the day it is asked for: 30, as the windows of the patterns have."""
USUAL_DAYS, ENOUGH_FOR_USUAL = 90, 30
MOST_NAMED = 5
DIMENSIONS = ("health", "home", "purpose", "community")
"""The four sides of recovery in SAMHSA's working definition; asked for in the person's own words and numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a fact. `tag`, `person` and `own` are the person's words, cleaned where they are shown."""

    text: str = field(repr=False)
    kind: Literal["plain", "strong", "quiet", "tag", "person", "own", "mood"] = "plain"


OWN = ("tag", "person", "own")
"""Kinds of parts that are the person's words."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact: what it is about, and what was recorded. Without a label it goes on from the line above."""

    label: str
    parts: tuple[Part, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The fact without its label."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class OnGoal:
    """How a counter stands over these days: so many days or weeks on goal of those that counted."""

    name: str = field(repr=False)
    on: int
    of: int
    unit: str = "day"


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone that was reached in these days."""

    counter: str = field(repr=False)
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class UrgeLog:
    """An urge that was written down: whether it was acted on (`no`, `partly`, `yes`), or that was left open."""

    day: date
    acted: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What a review is made from: everything of the days that may matter, as the books have it.

    `days` holds the check-in days of the last 90 days, oldest first. `used` is newest first.
    """

    written: Iterable[date] = ()
    days: Sequence[Day] = ()
    urge_logs: Iterable[UrgeLog] = field(default=(), repr=False)
    used: Iterable[Used] = field(default=(), repr=False)
    together: Iterable[date] = ()
    people: Iterable[str] = field(default=(), repr=False)
    counters: Iterable[OnGoal] = field(default=(), repr=False)
    slips: Iterable[date] = field(default=(), repr=False)
    reached: Iterable[Reached] = field(default=(), repr=False)
    letters: Iterable[date] = ()
    before: Mapping[str, int] = field(default_factory=dict, repr=False)
    before_on: date | None = None
    pattern: tuple[Finding, Sentence] | None = None
    patterns_looked_at: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """The facts of a week or a month, `since` and `until` included. Days with nothing noted are nothing.

    `moods` has a level for each day, or `None`. `ridden_out` counts urges in the log that were not acted on. `before`
    holds the numbers of the four sides from the last monthly review, with its day.
    """

    kind: Kind
    since: date
    until: date
    written: int
    moods: tuple[int | None, ...]
    mood: Summary
    usual: Summary | None
    craving_days: int
    strongest: int | None
    urges: int
    ridden_out: int
    helped: tuple[str, ...] = field(repr=False)
    together: int
    people: tuple[str, ...] = field(repr=False)
    counters: tuple[OnGoal, ...] = field(repr=False)
    slips: int
    reached: tuple[Reached, ...] = field(repr=False)
    letters: int
    before: Mapping[str, int] = field(repr=False)
    before_on: date | None
    pattern: tuple[Finding, Sentence] | None
    patterns_looked_at: int

    @property
    def days(self) -> int:
        """How many days it looks at."""
        return LENGTHS[self.kind]

    @property
    def name(self) -> str:
        """The days it looks at: `4 to 10 March`."""
        return day_span(self.since, self.until)


def span(kind: Kind, until: date) -> tuple[date, date]:
    """Return the first and the last day of a review that ends on a day."""
    return until - timedelta(days=LENGTHS[kind] - 1), until


def review(kind: Kind, until: date, given: Material) -> Review:
    """Return the review of the days that end on `until`."""
    since, until = span(kind, until)
    inside = [day for day in given.days if since <= day.date <= until]
    levels = {day.date: level_of(day.mood) for day in inside if day.mood is not None}
    wider = [day for day in given.days if until - timedelta(days=USUAL_DAYS - 1) <= day.date <= until]
    usual = summary(wider)
    peaks = [peak for day in inside if (peak := day.strongest)]
    logs = [log for log in given.urge_logs if since <= log.day <= until]
    used = [one for one in given.used if since <= one.at.date() <= until]
    monthly = kind == "month"
    return Review(
        kind=kind,
        since=since,
        until=until,
        written=len({day for day in given.written if since <= day <= until}),
        moods=tuple(levels.get(since + timedelta(days=number)) for number in range(LENGTHS[kind])),
        mood=summary(inside),
        usual=usual if usual.days >= ENOUGH_FOR_USUAL else None,
        craving_days=len(peaks),
        strongest=max(peaks, default=None),
        urges=len(logs),
        ridden_out=sum(log.acted == "no" for log in logs),
        helped=tuple([line.name for line in ledger(used)][:MOST_NAMED]),
        together=len({day for day in given.together if since <= day <= until}),
        people=tuple(dict.fromkeys(given.people)),
        counters=tuple(given.counters),
        slips=sum(since <= day <= until for day in given.slips),
        reached=tuple(one for one in given.reached if since <= one.day <= until) if monthly else (),
        letters=sum(since <= day <= until for day in given.letters) if monthly else 0,
        before=given.before if monthly else {},
        before_on=given.before_on if monthly else None,
        pattern=given.pattern if monthly else None,
        patterns_looked_at=given.patterns_looked_at if monthly else 0,
    )


# --- in words --------------------------------------------------------------------------------------------------------


def fact_lines(found: Review, mood_words: Sequence[str], *, numbers_hidden: bool = False) -> tuple[FactLine, ...]:
    """Return the facts in their order, each as a line; what was not recorded has none.

    With hidden numbers the counters are left out: what somebody does not want to meet on Today is not met here.
    """
    counters = () if numbers_hidden else found.counters
    lines = (
        _mood(found, mood_words),
        _range(found, mood_words),
        _usual(found, mood_words),
        _urges(found),
        _cravings(found),
        _line("Helped", *_named(found.helped, "own")),
        _people(found),
        _line("Wrote", Part(f"{found.written} of {found.days} days"))
        if found.written and found.kind == "week"
        else _line("Wrote", Part(f"on {counted(found.written, 'day')}") if found.written else None),
        *(_counter(one) for one in counters),
        _line("Slips", Part(f"{found.slips} noted. The other days stay as they were.") if found.slips else None),
        *(_reached(one) for one in found.reached if not numbers_hidden),
        _line("Letters", Part(f"{found.letters} came back to you") if found.letters else None),
        _before(found),
        _pattern(found),
    )
    return tuple(line for line in lines if line is not None)


def day_span(since: date, until: date) -> str:
    """Return days in a row as one says them: `4 to 10 March`, `27 December 2025 to 25 January 2026`."""
    last = f"{until.day} {MONTHS[until.month - 1]}"
    if since.year != until.year:
        return f"{since.day} {MONTHS[since.month - 1]} {since.year} to {last} {until.year}"
    return f"{since.day} to {last}" if since.month == until.month else f"{_day(since)} to {last}"


def _mood(found: Review, words: Sequence[str]) -> FactLine | None:
    if not found.mood.days:
        return None
    gap = "  " if found.kind == "week" else ""
    strip: list[Part] = []
    for level in found.moods:
        strip += [Part(MOOD_GLYPHS[level - 1], "mood") if level else Part(NO_MOOD, "quiet"), Part(gap)]
    if found.mood.middle is None:
        known = dict.fromkeys(level for level in found.moods if level)
        said = [Part(" and ".join(words[level - 1] for level in known))]
    else:
        level = level_of(found.mood.middle)
        as_usual = found.usual is not None and _level(found.usual) == level
        said = [Part(words[level - 1], "strong"), Part(", as usual" if as_usual else "")]
    return _line("Mood", *strip, Part("" if gap else "  "), *said)


def _range(found: Review, words: Sequence[str]) -> FactLine | None:
    """Return between which words the days lay, and how many days there are: a line of its own below the mood."""
    known = [level for level in found.moods if level]
    if not known:
        return None
    days = counted(len(known), "day")
    if found.mood.middle is None or min(known) == max(known):
        return _line("", Part(days, "quiet"))
    return _line("", Part(f"between {words[min(known) - 1]} and {words[max(known) - 1]}"), Part(f" · {days}", "quiet"))


def _usual(found: Review, words: Sequence[str]) -> FactLine | None:
    """Return what the last 90 days come to, where they read differently. What is usual is described, and no more."""
    usual = found.usual
    if usual is None or found.mood.middle is None or _level(usual) == level_of(found.mood.middle):
        return None
    low, high = (level_of(end) for end in (usual.low or 0, usual.high or 0))
    spread = f", mostly between {words[low - 1]} and {words[high - 1]}" if low != high else ""
    days = Part(f" · {usual.days} of the last {USUAL_DAYS} days", "quiet")
    return _line("Usually", Part(words[_level(usual) - 1]), Part(spread), days)


def _urges(found: Review) -> FactLine | None:
    if not found.urges:
        return None
    ridden = f", {found.ridden_out} ridden out" if found.ridden_out else ""
    return _line("Urges", Part(f"{found.urges} noted{ridden}"))


def _cravings(found: Review) -> FactLine | None:
    if not found.craving_days:
        return None
    return _line(
        "Cravings",
        Part(f"on {counted(found.craving_days, 'day')}"),
        Part(f", {found.strongest} of 10 at the strongest", "quiet"),
    )


def _people(found: Review) -> FactLine | None:
    touch = [Part(f"in touch with somebody on {counted(found.together, 'day')}")] if found.together else []
    names = _named(found.people[:MOST_NAMED], "person")
    return _line("People", *names, Part(" · ", "quiet") if names and touch else None, *touch)


def _counter(one: OnGoal) -> FactLine | None:
    if not one.of:
        return None
    return _line(
        "Counted",
        Part(one.name, "own"),
        Part(": "),
        Part(f"{one.on} of {one.of}", "strong"),
        Part(f" {one.unit}{'' if one.of == 1 else 's'} on goal"),
    )


def _reached(one: Reached) -> FactLine | None:
    return _line("Reached", Part(one.counter, "own"), Part(f": {one.name}"), Part(f" · {_day(one.day)}", "quiet"))


def _before(found: Review) -> FactLine | None:
    if not found.before or found.before_on is None:
        return None
    numbers = " · ".join(f"{name} {found.before[name]}" for name in DIMENSIONS if name in found.before)
    return _line("Last time", Part(numbers), Part(f" · {_day(found.before_on)}", "quiet"))


def _pattern(found: Review) -> FactLine | None:
    if found.pattern is not None:
        return _line("Together", *(Part(piece.text, piece.kind) for piece in found.pattern[1]))
    if not found.patterns_looked_at:
        return None
    looked_at = counted(found.patterns_looked_at, "thing")
    return _line("Together", Part(f"{looked_at} looked at, no clear pattern. That is a result, too.", "quiet"))


def _named(names: Iterable[str], kind: Literal["own", "person"]) -> list[Part]:
    parts: list[Part] = []
    for name in names:
        parts += [Part(", "), Part(name, kind)] if parts else [Part(name, kind)]
    return parts


def _line(label: str, *parts: Part | None) -> FactLine | None:
    said = tuple(part for part in parts if part is not None and part.text)
    return FactLine(label, said) if said else None


def _level(of: Summary) -> int:
    return level_of(of.middle or 0)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


# --- as data ---------------------------------------------------------------------------------------------------------


def review_object(found: Review) -> dict[str, Any]:
    """Return the facts as JSON has them: docs/commands.md."""
    return {
        "kind": found.kind,
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "wrote": {"days": found.written, "of": found.days},
        "mood": {"by_day": list(found.moods), **_summary_object(found.mood)},
        "usual": None if found.usual is None else _summary_object(found.usual),
        "urges": {"noted": found.urges, "ridden_out": found.ridden_out},
        "cravings": {"days": found.craving_days, "strongest": found.strongest},
        "helped": list(found.helped),
        "people": {"days_in_touch": found.together, "names": list(found.people)},
        "counters": [{"name": one.name, "on": one.on, "of": one.of, "unit": one.unit} for one in found.counters],
        "slips": found.slips,
        "milestones": [
            {"counter": one.counter, "name": one.name, "date": one.day.isoformat()} for one in found.reached
        ],
        "letters": found.letters,
        "last_time": None
        if found.before_on is None
        else {"date": found.before_on.isoformat(), **{name: found.before.get(name) for name in DIMENSIONS}},
        "pattern": None if found.pattern is None else {"key": found.pattern[0].key, "text": plain(found.pattern[1])},
    }


def _summary_object(of: Summary) -> dict[str, Any]:
    return {"middle": of.middle, "low": of.low, "high": of.high, "days": of.days}
