"""Writing single entries. Every function works inside a transaction that the caller holds."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import Session, col, delete, select

from journal.entries import Change, Entry
from journal.errors import EntryNotFound
from journal.ids import new_id
from journal.records.answers import Saved
from journal.records.connections import Connection
from journal.records.engine import Engine
from journal.records.shapes import CONTENT, entry_of_row, entry_row, entry_values, present_content, revision_row
from journal.records.tables import DraftRow, EntryRow
from journal.records.tags import tag_entries, untag_entry
from journal.records.times import microseconds, minute_number


def find(session: Session, entry_id: str) -> EntryRow:
    """Return the row of an entry, in the trash or not.

    Raises:
        EntryNotFound: there is none.
    """
    row = session.exec(select(EntryRow).where(EntryRow.id == entry_id)).first()
    if row is None:
        raise EntryNotFound(entry_id)
    return row


def add(session: Session, entry: Entry) -> bool:
    """Add an entry, and return whether it was new; one with the same id is left as it is."""
    if session.exec(select(EntryRow.number).where(EntryRow.id == entry.id)).first() is not None:
        return False
    connection = Engine.driver_of(session)
    row = entry_row(entry, free_number(connection, minute_number(microseconds(entry.created_at))))
    session.add(row)
    session.flush()
    if row.trashed_us is None:
        _tag(session, row)
    return True


def free_number(connection: Connection, wanted: int) -> int:
    """Return the wanted number for a new entry, or the next that is free: two entries may share a minute."""
    while True:
        rows = connection.execute(
            "SELECT number FROM entry WHERE number >= ? ORDER BY number LIMIT 100", (wanted,)
        ).fetchall()
        for (taken,) in rows:
            if taken != wanted:
                return wanted
            wanted += 1
        if len(rows) < 100:
            return wanted


def edit(session: Session, row: EntryRow, change: Change, now: datetime, base: str | None = None) -> Saved:
    """Change an entry and keep what it was before. A star alone is no new content."""
    before = entry_of_row(row)
    after = change.applied_to(before)
    elsewhere = base is not None and base != before.revision
    row.starred = int(after.starred)
    if not same_content(before, after):
        after = replace(after, revision=new_id(now), parent=before.revision, updated_at=now.astimezone(UTC))
        replace_content(session, row, before, after)
    session.flush()
    return Saved(after, elsewhere)


def replace_content(session: Session, row: EntryRow, before: Entry, after: Entry) -> None:
    """Put a new content in the place of the present one, which becomes a revision."""
    session.add(revision_row(present_content(before), row.number))
    retag = row.trashed_us is None and before.all_tags != after.all_tags
    if retag:
        untag_entry(Engine.driver_of(session), row.number)
    values = entry_values(after, row.number)
    for name in CONTENT:
        setattr(row, name, values[name])
    row.revision, row.parent, row.updated_us = after.revision, after.parent, microseconds(after.updated_at)
    session.flush()
    if retag:
        _tag(session, row)


def same_content(one: Entry, other: Entry) -> bool:
    """Return whether two entries say the same: title, text, tags and mood."""
    return (one.title, one.body, one.tags, one.mood) == (other.title, other.body, other.tags, other.mood)


def trash(session: Session, row: EntryRow, now: datetime) -> None:
    """Put an entry into the trash; one that is there stays as it is."""
    if row.trashed_us is None:
        untag_entry(Engine.driver_of(session), row.number)
        row.trashed_us = microseconds(now)
        session.flush()


def restore(session: Session, row: EntryRow) -> None:
    """Take an entry out of the trash."""
    if row.trashed_us is not None:
        row.trashed_us = None
        session.flush()
        _tag(session, row)


def purge(session: Session, row: EntryRow) -> None:
    """Erase an entry with its earlier contents and its draft."""
    untag_entry(Engine.driver_of(session), row.number)
    session.exec(delete(DraftRow).where(col(DraftRow.id) == row.id))
    session.exec(delete(EntryRow).where(col(EntryRow.number) == row.number))  # its revisions go with it


def purge_trash(session: Session) -> int:
    """Erase everything in the trash, and return how many entries that was."""
    trashed = select(EntryRow.id).where(col(EntryRow.trashed_us).is_not(None))
    session.exec(delete(DraftRow).where(col(DraftRow.id).in_(trashed)))
    return session.exec(delete(EntryRow).where(col(EntryRow.trashed_us).is_not(None))).rowcount


def _tag(session: Session, row: EntryRow) -> None:
    tag_entries(Engine.driver_of(session), [(row.number, row.created_us, tuple(row.all_tags.split()))])
