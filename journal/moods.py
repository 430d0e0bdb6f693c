"""Check-ins: how it was at one moment, in as many or as few answers as a person gave. Values and pure functions.

The fields and their names as other programs see them: docs/journal-json.md.
"""

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from journal.entries import HIGHEST_MOOD, LOWEST_MOOD, normal_tags
from journal.errors import InTheFuture, NothingToKeep, OutOfRange
from journal.moments import Moment

HIGHEST_CRAVING = 10
HIGHEST_HELPED = 3
LONGEST_SLEEP = 24.0
SLEEP_STEP = 0.5
HALT = ("hungry", "angry", "lonely", "tired")
MORE_HALT = ("stressed", "in-pain", "bored")
MEDICATION = ("yes", "partly", "no")
LONGEST_WORD = 40
LATER_AFTER = timedelta(minutes=30)
CLOCK_MAY_DIFFER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Coped:
    """Something a person did that might help, and how much it did: 0 not at all to 3 a lot, or not said."""

    name: str
    helped: int | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """A question a person made themselves: its name, its two ends, and which way is welcome.

    `better` is 1 when higher is welcome, -1 when lower is, 0 when neither. One that was put away is not asked any more;
    its answers stay readable.
    """

    id: str
    name: str = field(repr=False)
    lowest: int = 0
    highest: int = 10
    low_word: str = field(default="", repr=False)
    high_word: str = field(default="", repr=False)
    better: int = 0
    put_away: bool = False


@dataclass(frozen=True, slots=True)
class Checkin:
    """One check-in. Everything but its time may be missing; what is missing was not said, and means nothing else.

    `at` is aware and in the zone where the person was; `noted_at` is when it was written down. `of_entry`: it is the
    mood of the entry with the same id; both are one thing. `scales` holds (scale id, number) pairs.
    """

    id: str
    at: datetime
    zone: str
    noted_at: datetime
    updated_at: datetime
    mood: int | None = None
    energy: int | None = None
    craving: int | None = None
    strongest: int | None = None
    halt: tuple[str, ...] = ()
    sleep: float | None = None
    quality: int | None = None
    emotions: tuple[str, ...] = field(default=(), repr=False)
    triggers: tuple[str, ...] = field(default=(), repr=False)
    coping: tuple[Coped, ...] = field(default=(), repr=False)
    together: bool | None = None
    medication: str | None = None
    note: str = field(default="", repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    scales: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    of_entry: bool = False

    @property
    def local_date(self) -> date:
        """The day it belongs to, where the person was."""
        return self.at.date()

    @property
    def later(self) -> bool:
        """Whether it was written down later than it was, which memory may have changed."""
        return self.noted_at - self.at > LATER_AFTER

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not self.says_more and self.mood is None

    @property
    def says_more(self) -> bool:
        """Whether it says anything besides the mood."""
        numbers = (self.energy, self.craving, self.strongest, self.sleep, self.quality, self.together, self.medication)
        words = (self.halt, self.emotions, self.triggers, self.coping, self.note.strip(), self.tags, self.scales)
        return any(number is not None for number in numbers) or any(words)


class Point(NamedTuple):
    """The numbers of a check-in, for pictures and patterns; 20,000 of them are made in one go."""

    date: date
    minute: int
    """Minutes since midnight on the clocks of the person."""
    mood: int | None = None
    energy: int | None = None
    craving: int | None = None
    strongest: int | None = None
    sleep: float | None = None
    quality: int | None = None


@dataclass(frozen=True, slots=True)
class Used:
    """That something was done in a check-in."""

    name: str = field(repr=False)
    helped: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class UsedWords:
    """The words a person used before, most used first, each as it was written last."""

    emotions: tuple[str, ...] = field(default=(), repr=False)
    triggers: tuple[str, ...] = field(default=(), repr=False)
    coping: tuple[str, ...] = field(default=(), repr=False)


def new_checkin(checkin_id: str, moment: Moment, now: datetime) -> Checkin:
    """Return an empty check-in.

    Raises:
        InTheFuture: the moment has not come yet.
    """
    if moment.at - now > CLOCK_MAY_DIFFER:
        raise InTheFuture
    noted = now.astimezone(UTC)
    return Checkin(checkin_id, moment.at, moment.zone, noted, noted)


def checked(checkin: Checkin) -> Checkin:
    """Return the check-in in normal form: words tidied, each once, tags as tags are written.

    Raises:
        OutOfRange: a number is outside of its bounds; the sentence names it.
        NothingToKeep: it says nothing.
    """
    _whole("A mood", checkin.mood, LOWEST_MOOD, HIGHEST_MOOD)
    _whole("Energy", checkin.energy, 1, 5)
    _whole("A craving", checkin.craving, 0, HIGHEST_CRAVING)
    _whole("The strongest craving", checkin.strongest, 0, HIGHEST_CRAVING)
    _whole("The quality of sleep", checkin.quality, 1, 5)
    for coped in checkin.coping:
        _whole("How much something helped", coped.helped, 0, HIGHEST_HELPED)
    for word in checkin.halt:
        if word not in (*HALT, *MORE_HALT):
            raise OutOfRange(f"HALT takes {', '.join(HALT)}; and {', '.join(MORE_HALT)}.")
    if checkin.medication not in (None, *MEDICATION):
        raise OutOfRange(f"Medication as planned is {', '.join(MEDICATION)}, or left out.")
    tidy = replace(
        checkin,
        halt=tuple(word for word in (*HALT, *MORE_HALT) if word in checkin.halt),
        sleep=checked_sleep(checkin.sleep),
        emotions=normal_words(checkin.emotions),
        triggers=normal_words(checkin.triggers),
        coping=_coped(checkin.coping),
        tags=normal_tags(checkin.tags),
        scales=tuple(sorted(dict(checkin.scales).items())),
    )
    if tidy.is_empty:
        raise NothingToKeep
    return tidy


def checked_sleep(hours: float | None) -> float | None:
    """Return hours of sleep in half hours.

    Raises:
        OutOfRange: it is not a number from 0 to 24.
    """
    if hours is None:
        return None
    if isinstance(hours, bool) or not math.isfinite(hours) or not 0 <= hours <= LONGEST_SLEEP:
        raise OutOfRange("Hours of sleep are a number from 0 to 24, such as 6.5.")
    return math.floor(hours / SLEEP_STEP + 0.5) * SLEEP_STEP


def checked_scale(scale: Scale) -> Scale:
    """Return a person's own scale in normal form.

    Raises:
        OutOfRange: it has no name, or its ends are not whole numbers from 0 to 100, the lower first.
    """
    name = " ".join(scale.name.split())[:LONGEST_WORD].strip()
    if not name:
        raise OutOfRange("A scale needs a name.")
    if not (type(scale.lowest) is int and type(scale.highest) is int and 0 <= scale.lowest < scale.highest <= 100):
        raise OutOfRange("The ends of a scale are whole numbers from 0 to 100, the lower one first.")
    if scale.better not in (-1, 0, 1):
        raise OutOfRange("A scale is better when it is higher, lower, or neither.")
    low, high = (" ".join(word.split())[:LONGEST_WORD].strip() for word in (scale.low_word, scale.high_word))
    return replace(scale, name=name, low_word=low, high_word=high)


def checked_answers(answers: Iterable[tuple[str, int]], scales: Mapping[str, Scale]) -> None:
    """Check the numbers on a person's own scales; those of unknown scales are left alone.

    Raises:
        OutOfRange: one is outside of its scale.
    """
    for scale_id, number in answers:
        if scale := scales.get(scale_id):
            _whole(scale.name, number, scale.lowest, scale.highest)


def normal_word(word: str) -> str:
    """Return a feeling, a trigger or an act as it is kept: single spaces, at most 40 characters."""
    return " ".join(unicodedata.normalize("NFC", word).split())[:LONGEST_WORD].strip()


def normal_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in normal form and in their order, each once, whatever its capitals."""
    known: dict[str, str] = {}
    for word in words:
        if normal := normal_word(word):
            known.setdefault(normal.casefold(), normal)
    return tuple(known.values())


def _coped(given: Iterable[Coped]) -> tuple[Coped, ...]:
    known: dict[str, Coped] = {}
    for coped in given:
        if name := normal_word(coped.name):
            before = known.get(name.casefold(), Coped(name))
            known[name.casefold()] = Coped(before.name, before.helped if coped.helped is None else coped.helped)
    return tuple(known.values())


def _whole(what: str, number: object, lowest: int, highest: int) -> None:
    if number is not None and (type(number) is not int or not lowest <= number <= highest):
        raise OutOfRange(f"{what} is a whole number from {lowest} to {highest}.")
