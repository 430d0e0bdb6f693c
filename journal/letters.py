"""Letters to a later self: when one comes, and what it is until then. Values and pure functions.

A sealed letter is nobody's to read until its day: its words are in no list and no search. Opened, it becomes an
ordinary entry of the day it was written. One that is not sealed is an entry at once, and a pointer to it waits.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from journal.cleaning import clean_line
from journal.counting import standing
from journal.dates import parse_day
from journal.entries import Entry, new_entry
from journal.errors import JournalError, NothingToKeep, UnreadableDate
from journal.milestones import add_months
from journal.moments import Moment
from journal.reflections import Filled, day_in
from journal.streaks import History
from journal.wording import MONTHS, WEEKDAYS, day_and_month

FORM: Final = "letter"
"""The id of the form a letter is written with."""
TO, WORDS, WHEN, SEALED = "to", "words", "when", "sealed"
"""The questions of that form."""
TAG: Final = "letter"
NO: Final = "no"
NAME: Final = "A letter"

_SPAN = re.compile(r"in (?P<number>\d{1,3}|an?|one) (?P<unit>day|week|month|year)s?", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile("|".join(rf"\b{name[:3]}" for name in MONTHS), re.IGNORECASE)
_WEEKDAY = re.compile("|".join(rf"\b{name[:3]}" for name in WEEKDAYS), re.IGNORECASE)
_WEEK = timedelta(days=7)
_LONGEST_NUMBER = 600

Mark = tuple[str, str]
"""A milestone: the id of a counter, and the milestone's key."""


class LetterUnaddressed(JournalError):
    """A letter for no day: give it one, or a milestone. `question` is where to go in the form."""

    question = WHEN

    def __init__(self, words: str = "") -> None:
        if words:
            super().__init__(f"“{words}” could not be read as a day. Try 1 June 2027, “in 3 months” or 2027-06-01.")
        else:
            super().__init__("A letter needs a day to come on. “in 3 months” is enough.")


class LetterForThePast(JournalError):
    """A letter for a day that is here already: choose a later one."""

    question = WHEN

    def __init__(self) -> None:
        super().__init__("That day is here already. A letter can come from tomorrow on.")


class LetterWithoutWords(JournalError):
    """Nothing was written in the letter."""

    question = WORDS

    def __init__(self) -> None:
        super().__init__("A letter needs a few words. What is here stays as it is.")


class LetterNotFound(JournalError):
    """No letter has this id: it was opened, or thrown away."""

    def __init__(self) -> None:
        super().__init__("There is no such letter any more.")


class LetterOpened(JournalError):
    """The letter was opened already; it is an entry now."""

    def __init__(self) -> None:
        super().__init__("That letter was opened already. It is an entry of your journal.")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that waits, or that has come.

    `written_at` is aware and in the zone where it was written. It comes on the day `due`, or with the milestone
    `milestone` of the counter `counter`. `entry` is the id of its entry, once there is one; then `title` and `body` are
    empty here, for its words stand there.
    """

    id: str
    written_at: datetime
    zone: str
    updated_at: datetime
    title: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    due: date | None = None
    counter: str = ""
    milestone: str = ""
    sealed: bool = True
    opened_at: datetime | None = None
    entry: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has opened it yet."""
        return self.opened_at is None

    def is_due(self, today: date, reached: Mapping[Mark, date]) -> bool:
        """Return whether it has come: its day is here, or its milestone was reached since it was written."""
        if not self.is_waiting:
            return False
        day = self.due or reached.get((self.counter, self.milestone))
        return day is not None and (day <= today if self.due else day >= self.written_at.date())


def checked_letter(letter: Letter) -> Letter:
    """Return the letter.

    Raises:
        LetterUnaddressed: it comes neither on a day nor with a milestone.
        NothingToKeep: nothing is in it, and it points at no entry.
    """
    if letter.due is None and not (letter.counter and letter.milestone):
        raise LetterUnaddressed
    if not (letter.entry or letter.title.strip() or letter.body.strip()):
        raise NothingToKeep
    return letter


def letter_from(
    filled: Filled, letter_id: str, written: Moment, now: Moment, coming: Mapping[str, Mark]
) -> tuple[Letter, Entry | None]:
    """Return the letter that the form's answers make, and its entry where it is not sealed.

    `coming` are the milestones it may be for, by the words that were offered.

    Raises:
        LetterUnaddressed: nothing can be made of when it is to come. `LetterForThePast`: that is here already.
        LetterWithoutWords: there are no words in it.
    """
    answers = filled.answers
    words, when = answers.get(WORDS, ""), " ".join(answers.get(WHEN, "").split())
    if not words.strip():
        raise LetterWithoutWords
    counter, milestone = coming.get(when, ("", ""))
    due = None if milestone else day_of(when, now)
    if due is not None and due <= now.at.date():
        raise LetterForThePast
    to = " ".join(answers.get(TO, "").split())
    letter = Letter(
        id=letter_id,
        written_at=written.at,
        zone=written.zone,
        updated_at=now.at.astimezone(UTC),
        title=f"{NAME} to {to}" if to else NAME,
        body="\n\n".join(text for text in (words, filled.before) if text),
        due=due,
        counter=counter,
        milestone=milestone,
        sealed=answers.get(SEALED, "").strip().casefold() != NO,
    )
    if letter.sealed:
        return letter, None
    return replace(letter, title="", body="", entry=letter.id), entry_of(letter, now.at)


def entry_of(letter: Letter, now: datetime) -> Entry:
    """Return the entry that a letter becomes: of the day it was written."""
    moment = Moment(letter.written_at, letter.zone)
    return new_entry(letter.id, moment, now, title=letter.title or NAME, body=letter.body, tags=(TAG,))


def opened_letter(letter: Letter, now: datetime) -> Letter:
    """Return the letter as it is from now on: opened, its words in its entry."""
    at = now.astimezone(UTC)
    return replace(letter, title="", body="", entry=letter.entry or letter.id, opened_at=at, updated_at=at)


def is_newer(letter: Letter, here: Letter) -> bool:
    """Return whether a letter of a file takes the place of the one here. What was opened stays opened."""
    if replace(letter, updated_at=here.updated_at) == here or (letter.is_waiting and not here.is_waiting):
        return False
    return letter.updated_at >= here.updated_at


def day_of(words: str, now: Moment) -> date:
    """Return the day somebody means, looking ahead: `in 3 months`, `1 June`, `2027-06-01`.

    Raises:
        LetterUnaddressed: nothing can be made of it.
    """
    if not words:
        raise LetterUnaddressed
    today = now.at.date()
    try:
        if span := _SPAN.fullmatch(words):
            number = int(span["number"]) if span["number"].isdecimal() else 1
            return _later(today, min(number, _LONGEST_NUMBER), span["unit"].casefold())
        if day := day_in(words):
            return day
        day = parse_day(words, now)
        # A day without a year is the last one that passed, everywhere else; a letter means the next one.
        if day >= today or _YEAR.search(words):
            return day
        if _MONTH.search(words):
            return add_months(day, 12)
        return day + _WEEK if _WEEKDAY.search(words) and day + _WEEK > today else day
    except (UnreadableDate, ValueError, OverflowError):
        raise LetterUnaddressed(words[:40]) from None


def reached_by(histories: Iterable[History], now: datetime) -> dict[Mark, date]:
    """Return the milestones that were reached, each with the last day on which it was: a new run reaches it again."""
    return {
        (history.counter.id, milestone.key): milestone.day
        for history in histories
        for milestone in standing(history.counter, history.events, now).reached
    }


def coming_with(histories: Iterable[History], now: datetime) -> dict[str, Mark]:
    """Return the next milestones of the counters that are shown, by the words they are offered in."""
    return {
        f"{milestone.name} · {clean_line(history.counter.name, 40)}": (history.counter.id, milestone.key)
        for history in histories
        if history.counter.visible
        for milestone in standing(history.counter, history.events, now).upcoming
    }


def due_letters(letters: Iterable[Letter], today: date, reached: Mapping[Mark, date]) -> tuple[Letter, ...]:
    """Return those that have come and wait, the one that came first at the top."""
    found = [letter for letter in letters if letter.is_due(today, reached)]
    return tuple(sorted(found, key=lambda letter: (letter.due or today, letter.written_at)))


def comes_words(letter: Letter, milestones: Mapping[Mark, str]) -> str:
    """Return when it comes: `on Sunday 1 June 2027`, `with 60 days · Alcohol-free`."""
    if letter.due is not None:
        return f"on {day_and_month(letter.due)} {letter.due.year}"
    return f"with {milestones.get((letter.counter, letter.milestone), 'a milestone')}"


def due_line(letters: Collection[Letter], today: date) -> str:
    """Return the one quiet line about letters that have come; empty where none has."""
    if not letters:
        return ""
    if len(letters) > 1:
        return f"{len(letters)} letters from you have come."
    [letter] = letters
    written = letter.written_at.date()
    year = "" if written.year == today.year else f" {written.year}"
    return f"A letter from you has come, written on {day_and_month(written)}{year}."


def _later(today: date, number: int, unit: str) -> date:
    if unit in ("day", "week"):
        return today + timedelta(days=number * (7 if unit == "week" else 1))
    return add_months(today, number * (12 if unit == "year" else 1))
