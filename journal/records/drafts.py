# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Drafts: unfinished writing, kept in the journal every few seconds so that nothing is lost."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, delete, select

from journal.entries import Change, Draft, new_entry
from journal.errors import EntryNotFound
from journal.moments import Moment
from journal.records import writing
from journal.records.answers import Saved
from journal.records.engine import Engine
from journal.records.shapes import DRAFT, draft_of, draft_row
from journal.records.tables import DraftRow, EntryRow


class DraftBook:
    """The drafts of a journal. A draft has the id of the entry that it becomes or changes."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    def save(self, draft: Draft) -> None:
        """Keep a draft; an earlier one with the same id is erased.

        Raises:
            TryAgain: another program writes for too long, or the disk is full; `NotWritable` likewise.
        """
        with self._engine.writing() as session:
            session.merge(draft_row(draft))

    def get(self, draft_id: str) -> Draft | None:
        """Return the draft of an entry, if there is one."""
        with self._engine.reading() as connection:
            row = connection.execute(f"SELECT {DRAFT} FROM draft WHERE id = ?", (draft_id,)).fetchone()
        return None if row is None else draft_of(row)

    def all(self) -> tuple[Draft, ...]:
        """Return all drafts, newest first."""
        with self._engine.reading() as connection:
            rows = connection.execute(f"SELECT {DRAFT} FROM draft ORDER BY saved_us DESC, id DESC").fetchall()
        return tuple([draft_of(row) for row in rows])

    def discard(self, draft_id: str) -> None:
        """Erase a draft; none is no error."""
        with self._engine.writing() as session:
            _erase(session, draft_id)

    def keep(self, draft_id: str, now: datetime) -> Saved:
        """Turn a draft into its entry, or into an edit of it, in one transaction.

        The entry of a draft that is in the trash comes out of it; one that was purged is made anew.

        Raises:
            EntryNotFound: there is no such draft.
            NothingToKeep: nothing was written in it.
        """
        with self._engine.writing() as session:
            row = session.get(DraftRow, draft_id)
            if row is None:
                raise EntryNotFound(draft_id)
            draft = draft_of([getattr(row, name) for name in DRAFT.split(", ")])
            saved = _kept(session, draft, now)
            _erase(session, draft_id)
        return saved


def _kept(session: Session, draft: Draft, now: datetime) -> Saved:
    row = session.exec(select(EntryRow).where(EntryRow.id == draft.id)).first()
    if row is None:
        moment = Moment(draft.created_at, draft.zone)
        entry = new_entry(draft.id, moment, now, title=draft.title, body=draft.body, tags=draft.tags, mood=draft.mood)
        writing.add(session, entry)
        return Saved(entry)
    writing.restore(session, row)
    change = Change(title=draft.title, body=draft.body, tags=draft.tags, mood=draft.mood, clear_mood=draft.mood is None)
    saved = writing.edit(session, row, change, now, draft.base)
    return replace(saved, entry=replace(saved.entry, trashed_at=None))


def _erase(session: Session, draft_id: str) -> None:
    session.exec(delete(DraftRow).where(col(DraftRow.id) == draft_id))
