# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""The book of letters to a later self. What is sealed here is in no list of entries and in no search."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlmodel import Session, col, delete, select

from journal.entries import Entry
from journal.letters import (
    Letter,
    LetterNotFound,
    LetterOpened,
    Mark,
    checked_letter,
    due_letters,
    entry_of,
    is_newer,
    opened_letter,
)
from journal.records import writing
from journal.records.answers import Added
from journal.records.engine import Engine
from journal.records.erasing import empty_log
from journal.records.shapes import Row, entry_of_row
from journal.records.tables import DraftRow, EntryRow, LetterRow
from journal.records.text import read
from journal.records.times import microseconds, moment, moment_in

_BATCH = 500
_NAMES = (
    "id", "written_us", "zone", "updated_us", "title", "body", "due", "counter", "milestone", "sealed", "opened_us",
    "entry",
)  # fmt: skip
_LETTER = ", ".join(f"l.{name}" for name in _NAMES)
# A letter that is not sealed points at its entry; where that is gone or in the trash, nothing waits.
_WAITING = (
    "l.opened_us IS NULL AND (l.entry IS NULL"
    " OR EXISTS (SELECT 1 FROM entry e WHERE e.id = l.entry AND e.trashed_us IS NULL))"
)


class LetterBook:
    """The letters of a journal. Besides what is named, everything raises what the database does (see `EntryBook`)."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    # --- reading ---------------------------------------------------------------------------------------------------

    def get(self, letter_id: str) -> Letter:
        """Return a letter.

        Raises:
            LetterNotFound: there is none with this id.
        """
        with self._engine.reading() as connection:
            row = connection.execute(f"SELECT {_LETTER} FROM letter l WHERE l.id = ?", (letter_id,)).fetchone()
        if row is None:
            raise LetterNotFound
        return _letter_of(row)

    def waiting(self) -> tuple[Letter, ...]:
        """Return the letters that nobody has opened yet, those with a day first, the next one at the top."""
        with self._engine.reading() as connection:
            rows = connection.execute(
                f"SELECT {_LETTER} FROM letter l WHERE {_WAITING} ORDER BY l.due IS NULL, l.due, l.written_us, l.id"
            ).fetchall()
        return tuple([_letter_of(row) for row in rows])

    def due(self, today: date, reached: Mapping[Mark, date]) -> tuple[Letter, ...]:
        """Return the letters that have come and wait; `reached` are milestones and the last day each was reached."""
        return due_letters(self.waiting(), today, reached)

    def each(self) -> Iterator[Letter]:
        """Go through all letters in the order they were written, a few of them in memory at a time."""
        last: tuple[object, ...] = ()
        while True:
            more = "WHERE (l.written_us, l.id) > (?, ?)" if last else ""
            with self._engine.reading() as connection:
                rows = connection.execute(
                    f"SELECT {_LETTER} FROM letter l {more} ORDER BY l.written_us, l.id LIMIT ?", (*last, _BATCH)
                ).fetchall()
            yield from map(_letter_of, rows)
            if len(rows) < _BATCH:
                return
            last = (rows[-1][1], rows[-1][0])

    def opened_on(self, since: date, until: date) -> tuple[date, ...]:
        """Return the days, in each letter's zone, on which letters of these days were opened."""
        with self._engine.reading() as connection:
            rows = connection.execute("SELECT zone, opened_us FROM letter WHERE opened_us IS NOT NULL").fetchall()
        days = [moment_in(zone, opened).date() for zone, opened in rows]
        return tuple(day for day in days if since <= day <= until)

    # --- writing ---------------------------------------------------------------------------------------------------

    def write(self, letter: Letter, entry: Entry | None = None) -> None:
        """Keep a letter, with its entry where it is not sealed; the draft it was written as goes with the same step.

        Raises:
            LetterUnaddressed: it comes neither on a day nor with a milestone. `NothingToKeep`: nothing is in it.
        """
        tidy = checked_letter(letter)
        with self._engine.writing() as session:
            if entry is not None:
                writing.add(session, entry)
            if _row(session, tidy.id) is None:
                session.add(_row_of(tidy))
            session.exec(delete(DraftRow).where(col(DraftRow.id) == tidy.id))

    def open(self, letter_id: str, now: datetime) -> Entry:
        """Open a letter, and return its entry: of the day it was written, made now if the letter was sealed.

        Raises:
            LetterNotFound: there is none with this id, or its entry is gone. `LetterOpened`: it was opened before.
        """
        with self._engine.writing() as session:
            row = _row(session, letter_id)
            if row is None:
                raise LetterNotFound
            letter = _letter_of([getattr(row, name) for name in _NAMES])
            if not letter.is_waiting:
                raise LetterOpened
            if not letter.entry:
                writing.add(session, entry_of(letter, now))
            opened = opened_letter(letter, now)
            found = session.exec(select(EntryRow).where(EntryRow.id == opened.entry)).first()
            if found is None:
                raise LetterNotFound
            writing.restore(session, found)
            _put(row, opened)
            return replace(entry_of_row(found), trashed_at=None)

    def discard(self, letter_id: str) -> None:
        """Throw a letter away for good. The entry of one that is not sealed stays.

        Raises:
            LetterNotFound: there is none with this id.
        """
        with self._engine.writing() as session:
            row = _row(session, letter_id)
            if row is None:
                raise LetterNotFound
            session.delete(row)
        empty_log(self._engine)

    def add_many(self, letters: Iterable[Letter]) -> Added:
        """Add letters of a file; the same again change nothing, and of two the one that was changed later holds."""
        waiting, added, known, changed = iter(letters), 0, 0, 0
        while chunk := [checked_letter(letter) for letter in islice(waiting, _BATCH)]:
            with self._engine.writing() as session:
                for letter in chunk:
                    row = _row(session, letter.id)
                    if row is None:
                        session.add(_row_of(letter))
                        session.flush()
                        added += 1
                        continue
                    here = _letter_of([getattr(row, name) for name in _NAMES])
                    if not is_newer(letter, here) or _would_lose_words(session, letter, here):
                        known += 1
                    else:
                        _put(row, letter)
                        changed += 1
        return Added(added, known, changed)


def _would_lose_words(session: Session, letter: Letter, here: Letter) -> bool:
    """Return whether a letter whose words are elsewhere comes for one whose words are here, and nowhere else."""
    known = session.exec(select(EntryRow.id).where(EntryRow.id == letter.entry)).first()
    return bool(here.body) and not letter.body and known is None


def _row(session: Session, letter_id: str) -> LetterRow | None:
    return session.exec(select(LetterRow).where(LetterRow.id == letter_id)).first()


def _row_of(letter: Letter) -> LetterRow:
    return LetterRow(**_values(letter))


def _put(row: LetterRow, letter: Letter) -> None:
    for name, value in _values(letter).items():
        setattr(row, name, value)


def _values(letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "written_us": microseconds(letter.written_at),
        "zone": letter.zone,
        "updated_us": microseconds(letter.updated_at),
        "due": letter.due.isoformat() if letter.due else None,
        "counter": letter.counter or None,
        "milestone": letter.milestone or None,
        "sealed": int(letter.sealed),
        "opened_us": None if letter.opened_at is None else microseconds(letter.opened_at),
        "entry": letter.entry or None,
        "title": letter.title,
        "body": letter.body,
    }


def _letter_of(row: Row) -> Letter:
    letter_id, written, zone, updated, title, body, due, counter, milestone, sealed, opened, entry = row
    return Letter(
        letter_id,
        moment_in(zone, written),
        zone,
        moment(updated),
        read(title),
        read(body),
        date.fromisoformat(due) if due else None,
        counter or "",
        milestone or "",
        sealed == 1,
        None if opened is None else moment(opened),
        entry or "",
    )
