"""What can be said about a counter on the command line, the same for a new one and for one that is there."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import click

from journal.counter_form import amount, start_from, with_start
from journal.moments import Moment
from journal.streak_words import HEADLINE_WORDS
from journal.streaks import (
    GOALS,
    HEADLINES,
    LEAP_DAYS,
    MILESTONE_SETS,
    PERIODS,
    SUBSTANCES,
    Counter,
    moved,
)

_Function = TypeVar("_Function", bound=Callable[..., None])

_OPTIONS = (
    click.option("--goal", type=click.Choice(GOALS), help="What a day on goal is; abstain if you do not say."),
    click.option("--from", "start", metavar="WHEN", help="A date, or a time to the minute; it may be in the future."),
    click.option("--zone", metavar="ZONE", help="Home: days begin and end by its clocks, such as Europe/Dublin."),
    click.option(
        "--substance", type=click.Choice(SUBSTANCES[1:]), help="What it is about; it decides on safety lines."
    ),
    click.option("--money-per-day", "money", metavar="X", help="What a day used to cost. Not shown until asked for."),
    click.option("--currency", metavar="TEXT", help="What to write behind the money."),
    click.option("--minutes-per-day", "minutes", type=int, metavar="M", help="Time a day used to take. Likewise."),
    click.option("--show-savings/--hide-savings", "savings_shown", default=None, help="Whether both are shown."),
    click.option("--slips-subtract/--slips-keep", "subtract_slips", default=None, help="Whether slips count in them."),
    click.option("--unit", metavar="TEXT", help="What a limit counts: drinks, cigarettes, hours."),
    click.option("--most-per-day", type=int, metavar="N", help="A limit: at most so many a day."),
    click.option("--most-days", type=int, metavar="N", help="A limit: on at most so many days a week."),
    click.option("--period", type=click.Choice(PERIODS), help="For something to do: once a day, or once a week."),
    click.option("--slip-word", metavar="TEXT", help="Your own word for a slip."),
    click.option(
        "--headline",
        type=click.Choice(HEADLINES),
        help=f"The number to show large: {', '.join(HEADLINE_WORDS.values())}.",
    ),
    click.option(
        "--milestones",
        "milestone_sets",
        type=click.Choice(MILESTONE_SETS),
        multiple=True,
        help="More of them: 7 and 14 days, every month of the first year, or 100, 500 and 1,000 days.",
    ),
    click.option("--own-days", type=int, multiple=True, metavar="N", help="A milestone of your own, after N days."),
    click.option("--leap-day", type=click.Choice(LEAP_DAYS), help="The day for 29 February in other years."),
    click.option("--day-starts", type=int, metavar="HOUR", help="The hour a day begins at, 0 to 12."),
    click.option("--on-today/--not-on-today", "visible", default=None, help="Whether Today shows it."),
)


def counter_options(function: _Function) -> _Function:
    """Add everything that can be said about a counter."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Fields:
    """What was said about a counter; `None`, or nothing in it, was not said."""

    goal: str | None = None
    start: str | None = None
    zone: str | None = None
    substance: str | None = None
    money: str | None = None
    currency: str | None = field(default=None, repr=False)
    minutes: int | None = None
    savings_shown: bool | None = None
    subtract_slips: bool | None = None
    unit: str | None = field(default=None, repr=False)
    most_per_day: int | None = None
    most_days: int | None = None
    period: str | None = None
    slip_word: str | None = field(default=None, repr=False)
    headline: str | None = None
    milestone_sets: tuple[str, ...] = ()
    own_days: tuple[int, ...] = ()
    leap_day: str | None = None
    day_starts: int | None = None
    visible: bool | None = None

    def put(self, counter: Counter, here: Moment, *, new: bool = False) -> Counter:
        """Return the counter with what was said; that of a new one has its start and its home already.

        Raises:
            UnreadableDate: the start could not be understood. `UnknownZone`: the home is not known.
            OutOfRange: money that is no number.
        """
        if not new and self.zone is not None:
            counter = moved(counter, self.zone)
        if not new and self.start is not None:
            counter = with_start(counter, start_from(self.start, here))
        said: dict[str, Any] = {
            "goal": self.goal,
            "substance": self.substance,
            "money_per_day": None if self.money is None else amount(self.money),
            "currency": self.currency,
            "minutes_per_day": self.minutes,
            "savings_shown": self.savings_shown,
            "subtract_slips": self.subtract_slips,
            "unit": self.unit,
            "most_per_day": self.most_per_day,
            "most_days": self.most_days,
            "period": self.period,
            "slip_word": self.slip_word,
            "headline": self.headline,
            "milestone_sets": self.milestone_sets or None,
            "own_days": self.own_days or None,
            "leap_day": self.leap_day,
            "day_starts": self.day_starts,
            "visible": self.visible,
        }
        return replace(counter, **{name: value for name, value in said.items() if value is not None})
