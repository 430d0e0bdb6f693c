# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""What entries said before."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from sqlmodel import Session, select

from journal.entries import Change, Entry, Revision
from journal.errors import EntryNotFound, NoSuchRevision
from journal.records.engine import Engine
from journal.records.shapes import ENTRY, REVISION, entry_of, present_content, revision_of, revision_row
from journal.records.tables import EntryRow, RevisionRow
from journal.records.writing import edit, find

CHUNK = 200


def history(engine: Engine, entry_id: str) -> tuple[Revision, ...]:
    """Return all contents of an entry, newest first, the present one included.

    Raises:
        EntryNotFound: there is no such entry.
    """
    with engine.snapshot() as connection:
        row = connection.execute(f"SELECT {ENTRY} FROM entry e WHERE e.id = ?", (entry_id,)).fetchone()
        if row is None:
            raise EntryNotFound(entry_id)
        earlier = connection.execute(
            f"SELECT {REVISION} FROM revision r WHERE r.entry = ? ORDER BY r.made_us DESC, r.number DESC",
            (row[12],),
        ).fetchall()
    return tuple(_newest_first(present_content(entry_of(row)), map(revision_of, earlier)))


def _newest_first(present: Revision, earlier: Iterable[Revision]) -> Iterator[Revision]:
    """Follow each content to the one before it: clocks go wrong, and what another device wrote comes in any order."""
    waiting = {revision.id: revision for revision in earlier}  # by time, for those that nothing leads to
    found: Revision | None = present
    while found is not None:
        yield found
        found = waiting.pop(found.parent or "", None)
    yield from waiting.values()


def restore_revision(session: Session, entry_id: str, revision_id: str, now: datetime) -> Entry:
    """Make an earlier content the present one, as one more edit.

    Raises:
        EntryNotFound: there is no such entry.
        NoSuchRevision: it never had this content.
    """
    row = find(session, entry_id)
    wanted = select(RevisionRow).where(RevisionRow.entry == row.number, RevisionRow.id == revision_id)
    earlier = session.exec(wanted).first()
    if earlier is None and revision_id != row.revision:
        raise NoSuchRevision
    content = earlier or row
    change = Change(
        title=content.title,
        body=content.body,
        tags=tuple(content.tags.split()),
        mood=content.mood,
        clear_mood=content.mood is None,
    )
    return edit(session, row, change, now).entry


def each_revision(engine: Engine, ids: Iterable[str] | None = None) -> Iterator[tuple[str, Revision]]:
    """Go through earlier contents with the ids of their entries: of all entries, or of some."""
    some, parameters = "", tuple[str, ...]()
    if ids is not None:
        some, parameters = " AND e.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    last = 0
    while True:
        with engine.reading() as connection:
            rows = connection.execute(
                f"SELECT {REVISION}, e.id, r.number FROM revision r CROSS JOIN entry e ON e.number = r.entry"
                f" WHERE r.number > ?{some} ORDER BY r.number LIMIT {CHUNK}",
                (last, *parameters),
            ).fetchall()
        for row in rows:
            yield row[7], revision_of(row)
        if len(rows) < CHUNK:
            return
        last = rows[-1][8]


def add_revisions(engine: Engine, revisions: Iterable[tuple[str, Revision]]) -> int:
    """Add earlier contents to entries that are there, and return how many were new."""
    added, waiting = 0, iter(revisions)
    while batch := list(islice(waiting, CHUNK)):
        with engine.writing() as session:
            added += sum(_add_revision(session, entry_id, revision) for entry_id, revision in batch)
    return added


def _add_revision(session: Session, entry_id: str, revision: Revision) -> bool:
    row = session.exec(select(EntryRow.number, EntryRow.revision).where(EntryRow.id == entry_id)).first()
    if row is None or row[1] == revision.id:
        return False
    known = select(RevisionRow.number).where(RevisionRow.entry == row[0], RevisionRow.id == revision.id)
    if session.exec(known).first() is not None:
        return False
    session.add(revision_row(revision, row[0]))
    session.flush()
    return True
