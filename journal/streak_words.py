"""What a counter says about itself: the lines of a list, the number that is shown large, and what stands beside it.

Values and pure functions. No number here is ever a zero in large letters: what was done stays in sight instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from journal.counting import Standing, standing
from journal.milestones import YEAR, Milestone, add_months
from journal.streaks import Counter, History, slipped_on
from journal.wording import counted, day_in_words

HIDDEN = "hidden, h shows it"
NO_COUNTER = "No counter yet. You do not need one."
TOLERANCE = (
    "After a break the body tolerates less than it did. If opioids or sedatives are part of this, "
    "the old amount can be dangerous."
)
LOWER_TOLERANCE = "Tolerance is lower after a break."
STOPPING = (
    "Stopping alcohol or sedatives suddenly can be dangerous after heavy or daily use. "
    "If that may be you, a doctor or a local service can help to come down safely."
)
THANKS = "Thank you for writing this down."
NOTHING_ERASED = "Nothing you recorded is erased."
GOAL_WORDS = {
    "abstain": "not at all",
    "limit": "within a limit",
    "reduce": "less than before",
    "do": "something to do",
    "since": "in recovery since",
}
HEADLINE_WORDS = {
    "run": "this run",
    "since": "days since the start",
    "longest": "the longest run",
    "total": "all days on goal",
    "last-30": "of the last 30 days",
    "last-90": "of the last 90 days",
    "last-365": "of the last 365 days",
}
CHOICE_WORDS = {
    "later": "decide later",
    "new-run": "start a new run from here",
    "keep-date": "keep my date and note it",
}
_TOLERANCE_FOR = ("", "opioids", "sedatives", "unknown")
_STOPPING_FOR = ("", "alcohol", "sedatives", "unknown")
_QUARTER, _FORTNIGHTS = 90, 30
_WEEK = 7
# How far along, in the bands that an insight may name (recovery.md, section 6), each up to so many days.
_ROUGHLY = (
    ("in the first weeks", 60),
    ("in the first months", 365),
    ("in the first years", 5 * 365),
    ("many years along", 10**6),
)
_TEN = 10


@dataclass(frozen=True, slots=True)
class Headline:
    """The number that is shown large, where there is one, and the words beside it, the first of them first."""

    number: str
    words: tuple[str, ...]


def tolerance_line(counter: Counter) -> str:
    """Return the line about tolerance, where a slip may be dangerous: always, unless it is known not to be."""
    return TOLERANCE if counter.substance in _TOLERANCE_FOR and counter.goal != "do" else ""


def stopping_line(counter: Counter) -> str:
    """Return the line about stopping suddenly, where it may be alcohol or sedatives that somebody stops."""
    return STOPPING if counter.goal == "abstain" and counter.substance in _STOPPING_FOR else ""


def unit(stand: Standing, number: int) -> str:
    """Return `day`, `days`, `week` or `weeks`."""
    one = "week" if stand.days_a_unit == _WEEK else "day"
    return one if number == 1 else f"{one}s"


def list_lines(counter: Counter, stand: Standing, *, hidden: bool = False) -> tuple[str, str]:
    """Return the two lines below a counter's name."""
    if stand.starts_in:
        first = f"starts in {counted(stand.starts_in, 'day')}"
        return (HIDDEN if hidden else first, f"on {day_in_words(stand.first_day, stand.today)}")
    if hidden:
        return HIDDEN, _aside(counter, stand, hidden=True)
    return _first_line(counter, stand), _aside(counter, stand)


def headline(counter: Counter, stand: Standing) -> Headline:
    """Return what the page of a counter, and the card on Today, say first."""
    today, start = stand.today, day_in_words(stand.first_day, stand.today)
    if stand.starts_in:
        return Headline(f"{stand.starts_in:,}", (f"{_days(stand.starts_in)} until it starts", f"on {start}"))
    if counter.headline == "since" or counter.goal == "since":
        if not stand.days_since:
            return Headline("", ("Today is the first day.",))
        return Headline(
            f"{stand.days_since:,}", (f"{_days(stand.days_since)} since {start}", span(stand.first_day, today))
        )
    if not stand.total:
        return Headline("", (_beginning(counter, stand),))
    number, words = _chosen(counter, stand)
    if words == _in_all(stand):
        beside = [words, f"out of {stand.total_of:,} since {start}"]
    else:
        beside = [words, f"{stand.total:,} of {stand.total_of:,} {unit(stand, stand.total_of)} since {start}"]
    if not stand.current:
        beside.append(_beginning(counter, stand))
    elif stand.longest > stand.current or stand.restarts:
        beside.append(f"longest run {stand.longest:,} {unit(stand, stand.longest)}")
    return Headline(f"{number:,}", tuple(beside))


def last_heading(stand: Standing) -> tuple[str, str, int]:
    """Return the heading above the squares, the fact behind it, and how many squares there are."""
    weeks = stand.days_a_unit == _WEEK
    most = _FORTNIGHTS if weeks else _QUARTER
    number = min(most, len(stand.history))
    which = f"The last {number} {unit(stand, number)}" if number == most else f"{_many(stand, number)} so far"
    share = stand.last(most)
    facts = [f"{share.on} on goal"] if share.on else []
    facts += [f"{number - share.of} paused"] if share.of < number else []
    fact = ", ".join(facts)
    return which, fact, number


def saved_line(counter: Counter, stand: Standing) -> str:
    """Return what was saved, as a range, where the person wants to see it."""
    parts = []
    if stand.money is not None:
        low, high = f"{_amount(stand.money.low)}", f"{_amount(stand.money.high)}"
        parts.append(f"{low} to {high} {counter.currency}".rstrip())
    if stand.minutes is not None:
        parts.append(f"{_hours(stand.minutes.low)} to {_hours(stand.minutes.high)} hours")
    return f"Saved, roughly: {', '.join(parts)}" if parts else ""


def span(first: date, until: date) -> str:
    """Return the time between two dates by the calendar: `1 year, 9 months`, `3 months`, `12 days`."""
    months = (until.year - first.year) * YEAR + until.month - first.month
    if add_months(first, months) > until:
        months -= 1
    if months < 1:
        return counted((until - first).days, "day")
    years, rest = divmod(months, YEAR)
    return ", ".join(counted(number, one) for number, one in ((years, "year"), (rest, "month")) if number)


def milestone_line(milestone: Milestone, today: date) -> str:
    """Return a milestone to come and its date: `60 days on 23 March`."""
    return f"{milestone.name} on {day_in_words(milestone.day, today)}"


def reached_today(stand: Standing) -> tuple[Milestone, ...]:
    """Return the milestones that are of today, longest first: worth one quiet line."""
    return tuple([one for one in reversed(stand.reached) if one.day == stand.today and one.run == stand.run.first])


def slipped_lately(histories: Iterable[History], now: datetime) -> bool:
    """Whether a slip is of today, or was noted today: then no prompt, no letter and no milestone is shown."""
    return any(slipped_on(history.counter, event, now) for history in histories for event in history.events)


def milestone_news(histories: Iterable[History], now: datetime) -> tuple[tuple[Counter, Milestone], ...]:
    """Return the longest milestone of today of each counter on Today; none on a day with a slip."""
    known = tuple(histories)
    if slipped_lately(known, now):
        return ()
    found = []
    for history in known:
        if history.counter.visible and not history.counter.archived:
            found += [
                (history.counter, one) for one in reached_today(standing(history.counter, history.events, now))[:1]
            ]
    return tuple(found)


def shown_on_today(histories: Iterable[History]) -> tuple[History, ...]:
    """Return the counters that Today shows, the first of them first."""
    return tuple([one for one in histories if one.counter.visible and not one.counter.archived])


def _first_line(counter: Counter, stand: Standing) -> str:
    if counter.goal == "since":
        return span(stand.first_day, stand.today) if stand.days_since else "Today is the first day."
    if counter.headline != "run" and stand.total:
        number, words = _chosen(counter, stand)
        return f"{number:,} {words}"
    if counter.goal in ("limit", "reduce", "do"):
        share = stand.last(_TEN if stand.days_a_unit == _WEEK else _WEEK)
        if share.on:
            return f"{share.on} of the last {share.of} {unit(stand, share.of)}"
    elif stand.current:
        return f"{stand.current:,} {unit(stand, stand.current)} on goal"
    elif stand.total:
        return f"{stand.total:,} {_in_all(stand)}"
    return _beginning(counter, stand)


def _aside(counter: Counter, stand: Standing, *, hidden: bool = False) -> str:
    if stand.paused_since is not None:
        return f"paused since {day_in_words(stand.paused_since, stand.today)}"
    if counter.goal == "since":
        start = "" if hidden else f"since {day_in_words(stand.first_day, stand.today)} · "
        return f"{start}never resets"
    if counter.goal == "limit":
        return "a limit, not an all or nothing"
    if counter.goal == "reduce":
        return "less than before, at your pace"
    if counter.goal == "do":
        return _open_or_done(stand)
    if hidden:
        return ""
    share = stand.last(_QUARTER)
    return f"{share.on} of the last {share.of}" if share.on and share.of > 1 else ""


def _open_or_done(stand: Standing) -> str:
    weeks = stand.days_a_unit == _WEEK
    now = (stand.today - stand.first_day).days // stand.days_a_unit
    done = len(stand.history) > now
    if weeks:
        return "done this week" if done else "this week is open"
    return "done today" if done else "today is open"


def _chosen(counter: Counter, stand: Standing) -> tuple[int, str]:
    """Return the number the person chose to see large, and what it counts; never a zero."""
    since = f"since {day_in_words(stand.run.first, stand.today)}"
    if counter.headline == "longest":
        return stand.longest, f"{unit(stand, stand.longest)} in the longest run"
    if counter.headline.startswith("last-"):
        share = stand.last(int(counter.headline.removeprefix("last-")) // stand.days_a_unit)
        if share.on:
            return share.on, f"of the last {share.of} {unit(stand, share.of)}"
    if counter.headline == "run" and stand.current:
        return stand.current, f"{unit(stand, stand.current)} in this run, {since}"
    return stand.total, _in_all(stand)


def milestone_to_share(stand: Standing) -> str:
    """Return words about the latest milestone as others may read them: how far along roughly, and no number."""
    latest = stand.reached[-1]
    days = (latest.day - latest.run).days
    far = next(words for words, below in _ROUGHLY if days < below)
    return f"I have come to a milestone, {far}."


def _in_all(stand: Standing) -> str:
    return f"{unit(stand, stand.total)} on goal in all"


def _beginning(counter: Counter, stand: Standing) -> str:
    if counter.goal == "do":
        return "Today is the first day." if not stand.total_of else "It begins whenever you like."
    if stand.run.first > stand.today:
        return "A new run begins tomorrow."
    return "A new run begins today." if stand.restarts else "Today is the first day."


def _many(stand: Standing, number: int) -> str:
    return f"The {number} {unit(stand, number)}" if number > 1 else f"The {unit(stand, number)}"


def _days(number: int) -> str:
    return "day" if number == 1 else "days"


def _amount(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount >= _TEN else f"{amount:,.1f}"


def _hours(minutes: Decimal) -> str:
    return f"{float(minutes) / 60:,.0f}"
