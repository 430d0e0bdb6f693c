"""Counters as lines for people, and which counter is meant. What comes from the person is cleaned here."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from journal.cli.mood_lines import page_width, wrapped
from journal.cli.output import clean_line, clean_text, moment, paint
from journal.counting import Standing, standing
from journal.streak_story import QUESTIONS, SLIP, slip_word
from journal.streak_words import (
    CHOICE_WORDS,
    GOAL_WORDS,
    headline,
    last_heading,
    list_lines,
    milestone_line,
    saved_line,
)
from journal.streaks import Counter, Event, home_date
from journal.wording import counted, day_in_words

if TYPE_CHECKING:
    from journal.storage import Storage

_DONE = {"pause": "paused", "resume": "going on", "restart": "a new run", "note": "a note", "done": "done"}
_INDENT = "  "


def chosen(storage: "Storage", name: str | None) -> Counter:
    """Return the counter that is meant: by its name, or the one there is.

    Raises:
        CounterNotFound: there is none with that name. `SeveralCounters`: several begin like that.
        UsageError: no name was given, and there is not exactly one counter.
    """
    if name is not None:
        return storage.streaks.named(name)
    counters = storage.streaks.counters()
    if len(counters) != 1:
        raise click.UsageError("give the name of a counter; `journal streak` shows them.")
    return counters[0]


def counter_lines(counter: Counter, stand: Standing) -> Iterator[str]:
    """Yield a counter as a page shows it."""
    away = " · put away" if counter.archived else ""
    yield paint(clean_line(counter.name), bold=True) + paint(
        f" · days follow {clean_line(counter.zone)}{away}", dim=True
    )
    said = headline(counter, stand)
    yield f"{_INDENT}{f'{said.number} {said.words[0]}'.strip()}"
    rest = list(said.words[1:])
    aside = list_lines(counter, stand)[1]
    if aside and not stand.starts_in and not (aside[:1].isdigit() or aside.startswith("since")):
        rest.append(aside)
    which, fact, number = last_heading(stand)
    if number > 1 and fact and counter.goal != "since":
        rest.append(f"{which}: {fact}")
    if saved := saved_line(counter, stand):
        rest.append(saved)
    if stand.undecided:
        rest.append(f"{counted(len(stand.undecided), SLIP)} to decide about, whenever you like")
    if stand.next_milestone is not None:
        rest.append(milestone_line(stand.next_milestone, stand.today))
    for line in rest:
        yield f"{_INDENT}{clean_line(line)}"


def event_lines(counter: Counter, events: Sequence[Event], now: datetime) -> Iterator[str]:
    """Yield a counter, and what happened along its way, newest first."""
    stand = standing(counter, events, now)
    yield from counter_lines(counter, stand)
    yield paint(f"{_INDENT}{GOAL_WORDS[counter.goal]}, from {day_in_words(stand.first_day, stand.today)} on", dim=True)
    width = page_width()
    slips = {event.id: event for event in events if event.kind == "slip"}
    for event in reversed(events):
        yield ""
        when = moment(event.at) if event.precision == "minute" else f"{home_date(counter, event.at, 'date')}"
        yield f"{paint(when.ljust(16), dim=True)}  {clean_line(_what(counter, event, slips))}"
        for question, answer in event.answers:
            if question != "word":
                line = f"{_INDENT}{QUESTIONS.get(question, clean_line(question))}: {clean_line(answer)}"
                yield from wrapped(line, width, set_in=4)
        for line in clean_text(event.note).splitlines():
            yield from wrapped(f"{_INDENT}{line}", width)


def _what(counter: Counter, event: Event, slips: dict[str, Event]) -> str:
    if event.kind == "slip":
        word = slip_word(counter, [event])
        return f"{f'a {word}' if word == SLIP else word} · {CHOICE_WORDS[event.choice]}"
    if event.kind == "choice":
        about = slips.get(event.about)
        of = f" of {home_date(counter, about.at, about.precision)}" if about else ""
        return f"chosen about the slip{of}: {CHOICE_WORDS[event.choice]}"
    return _DONE[event.kind]
