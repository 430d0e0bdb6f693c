"""What a day offers, asked for in one go: a question to write from, a page of an earlier year, the rhythm of writing.

Both front doors ask here: Today and `journal today`. On hard days there is none of it, and grounding is offered.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from journal.choices import Choices
from journal.counting import RHYTHM_DAYS, Rhythm, rhythm
from journal.entries import LOWEST_MOOD
from journal.finding import EntryLine
from journal.onthisday import SLIP, HardDays, days_to_ask_about, on_this_day, same_days
from journal.prompts import Prompt, may_prompt, prompt_of_day, topics
from journal.streaks import Event, home_date

if TYPE_CHECKING:
    from journal.storage import Storage

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """What is offered on a day. `gently`: it is, or was a moment ago, too hard for questions; then there are none."""

    gently: bool
    prompt: Prompt | None
    memory: EntryLine | None = field(repr=False)
    rhythm: Rhythm
    choices: Choices = field(repr=False)


def daily(storage: "Storage", now: datetime, skipped: int = 0) -> Daily:
    """Ask the journal what this day offers, after so many questions were passed over."""
    today = now.date()
    choices = storage.preferences.choices()
    written = storage.entries.per_day(today - timedelta(days=RHYTHM_DAYS - 1), today)
    near = (today - _A_DAY, today)
    slips = slip_days(storage, near)
    if storage.streaks.slipped_lately(now):  # by the clocks at home, or one of some days ago that was noted today
        slips |= {today}
    asks = may_prompt(now, slips, storage.moods.points(*near))
    return Daily(
        gently=not asks,
        prompt=prompt_of_day(topics(), today, skipped, choices) if asks else None,
        memory=memory_of(storage, today) if asks and choices.on_this_day else None,
        rhythm=rhythm(written, today),
        choices=choices,
    )


def memory_of(storage: "Storage", today: date) -> EntryLine | None:
    """Return the page of an earlier year that may be shown today."""
    days = same_days(today, storage.entries.first_day())
    lines = storage.entries.on_days(days) if days else ()
    return on_this_day(lines, hard_days(storage, {line.created_at.date() for line in lines}))


def hard_days(storage: "Storage", days: Collection[date]) -> HardDays:
    """Return which of these days, and of those before them, had a slip or a check-in of the lowest mood."""
    heavy = {day for day in days if any(one.mood == LOWEST_MOOD for one in storage.moods.points(day, day))}
    return HardDays(slip_days(storage, days_to_ask_about(days)), frozenset(heavy))


def slip_days(storage: "Storage", days: Collection[date]) -> frozenset[date]:
    """Return the days of slips: those that counters know, and of these days, those with something tagged `slip`."""
    tagged = {day for day in days if SLIP in storage.moods.tags_by_day(day, day).get(day, ())}
    return frozenset(tagged | {day for day, _ in slips(storage)})


def slips(storage: "Storage") -> Iterator[tuple[date, Event]]:
    """Yield every slip of every counter, with its day at the counter's home."""
    for history in storage.streaks.histories(put_away=True):
        for event in history.events:
            if event.kind == "slip":
                yield home_date(history.counter, event.at, event.precision), event
