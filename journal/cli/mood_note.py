"""Quick capture of check-ins. It never asks for a passphrase; `capture.py` keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from journal.cli.capture import FILED, Kept, keep, secret_named, told
from journal.cli.given import Given
from journal.cli.output import STANDARD_STREAM
from journal.errors import JournalError, NothingToKeep, OutOfRange
from journal.moods import Checkin, Coped, Scale, checked, checked_answers, new_checkin

if TYPE_CHECKING:
    from journal.storage import Storage

HELPED = ("0", "1", "2", "3")


class NothingNoted(JournalError):
    """Every answer was empty."""

    def __init__(self) -> None:
        super().__init__("There was nothing to keep: every answer was empty.")


class ScalesNeedTheJournal(JournalError):
    """While the journal is locked nobody knows its scales."""

    def __init__(self) -> None:
        super().__init__(
            "Your own scales are inside the journal, and it is locked. Nothing was kept. "
            "Give the passphrase with --passphrase-file, or leave --scale out."
        )


class NoSuchScale(JournalError):
    """The journal has no scale of that name."""

    def __init__(self) -> None:
        super().__init__("The journal has no scale of that name. Nothing was kept.")


@dataclass(frozen=True, slots=True)
class Answers:
    """What `journal mood` was given, as it stood on the line."""

    mood: int | None = None
    energy: int | None = None
    craving: int | None = None
    strongest: int | None = None
    sleep: float | None = None
    sleep_quality: int | None = None
    emotions: tuple[str, ...] = field(default=(), repr=False)
    halt: tuple[str, ...] = ()
    triggers: tuple[str, ...] = field(default=(), repr=False)
    coped: tuple[str, ...] = field(default=(), repr=False)
    together: bool | None = None
    medication: str | None = None
    scales: tuple[str, ...] = field(default=(), repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)
    when: str | None = None
    as_json: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether there is no answer in it yet: when it was says nothing about how it was."""
        return replace(self, when=None, as_json=False) == Answers()


def note_down(given: Given, answers: Answers) -> int:
    """Keep a check-in, say what became of it, and return the exit code.

    Raises:
        NothingNoted: every answer was empty.
        OutOfRange: a number or a word is none that its question takes.
        InTheFuture, UnreadableDate: its time has not come yet, or could not be understood.
        ScalesNeedTheJournal, NoSuchScale: a scale of the person's own cannot be found.
        NoJournal: there is no journal to keep it in.
    """
    checkin = checkin_of(answers)
    if checkin.scales:
        return told(_with_scales(given, checkin), checkin.id, as_json=answers.as_json)

    def content() -> bytes:
        from journal.notes import note_from_checkin

        return note_from_checkin(checkin)

    kept = keep(given, checkin.id, "check-in", content, lambda storage: storage.moods.add(checkin))
    return told(kept, checkin.id, as_json=answers.as_json)


def checkin_of(answers: Answers) -> Checkin:
    """Return the check-in; its scales still have their names where their ids belong."""
    from journal.dates import now_here, parse_when
    from journal.ids import new_id

    here = now_here()
    moment = here if answers.when is None else parse_when(answers.when, here)
    empty = new_checkin(new_id(here.at), moment, here.at)
    text = answers.note
    if text == STANDARD_STREAM:
        from journal.cli.write import read_standard_input

        text = read_standard_input()
    try:
        return checked(
            replace(
                empty,
                mood=answers.mood,
                energy=answers.energy,
                craving=answers.craving,
                strongest=answers.strongest,
                halt=tuple(_halt(answers.halt)),
                sleep=answers.sleep,
                quality=answers.sleep_quality,
                emotions=answers.emotions,
                triggers=answers.triggers,
                coping=tuple(map(_coped, answers.coped)),
                together=answers.together,
                medication=answers.medication,
                note=text,
                tags=answers.tags,
                scales=tuple(map(_scale, answers.scales)),
            )
        )
    except NothingToKeep:
        raise NothingNoted from None


def _halt(given: Iterable[str]) -> Iterable[str]:
    """Yield the words of `hungry,tired` and `--halt hungry --halt tired`; "in pain" is `in-pain`."""
    for words in given:
        for word in words.split(","):
            if tidy := "-".join(word.split()).casefold():
                yield tidy


def _coped(text: str) -> Coped:
    """Return what was done, and how much it helped where `=2` stands behind it."""
    name, equals, helped = text.rpartition("=")
    if not (equals and helped.strip().isdecimal()):
        return Coped(text)
    if helped.strip() not in HELPED:
        raise OutOfRange('How much something helped is a whole number from 0 to 3, such as --coped "a walk=2".')
    return Coped(name, int(helped))


def _scale(text: str) -> tuple[str, int]:
    name, _, number = text.rpartition("=")
    if not (name.strip() and number.strip().isdecimal() and len(number) <= 9):
        raise OutOfRange("A scale of your own is given with a whole number: --scale NAME=N.")
    return name, int(number)


def _with_scales(given: Given, checkin: Checkin) -> Kept:
    """File a check-in with a person's own scales: all of it or nothing, which is said."""
    if not secret_named(given, given.folder):
        raise ScalesNeedTheJournal
    from journal.cli.unlocking import opened

    with opened(given, ask=False) as storage:
        storage.moods.add(replace(checkin, scales=_known(checkin.scales, storage)))
    return Kept(filed=True, words=FILED)


def _known(answers: Iterable[tuple[str, int]], storage: "Storage") -> tuple[tuple[str, int], ...]:
    scales = storage.scales.all()
    found = tuple((_of_name(name, scales).id, number) for name, number in answers)
    checked_answers(found, {scale.id: scale for scale in scales})
    return found


def _of_name(name: str, scales: Iterable[Scale]) -> Scale:
    """Return the scale of a name, whatever its capitals; the one that is asked where another was put away."""
    wanted = " ".join(name.split()).casefold()
    for scale in sorted(scales, key=lambda scale: scale.put_away):
        if scale.name.casefold() == wanted:
            return scale
    raise NoSuchScale
