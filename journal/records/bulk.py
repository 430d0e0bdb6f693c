# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Adding many entries: an import, or a journal that comes back. Safe to repeat, and to break off."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from sqlmodel import Session, col, select

from journal.entries import Entry
from journal.ids import id_from_content
from journal.records import writing
from journal.records.answers import Added
from journal.records.connections import Connection
from journal.records.engine import Engine
from journal.records.shapes import ENTRY_COLUMNS, entry_of_row, entry_tuple
from journal.records.tables import EntryRow, RevisionRow
from journal.records.tags import tag_entries
from journal.records.times import microseconds, minute_number

Progress = Callable[[int], None]

# One statement for many rows: FTS5 writes what it has collected at the end of each statement that others may undo.
_AT_ONCE = 1000
_INSERT = f"INSERT INTO entry ({', '.join(ENTRY_COLUMNS)}) VALUES "
_ONE_ROW = f"({', '.join('?' * len(ENTRY_COLUMNS))})"
_NUMBER, _CREATED, _TRASHED, _TAGS = map(ENTRY_COLUMNS.index, ("number", "created_us", "trashed_us", "all_tags"))


def add_many(engine: Engine, entries: Iterable[Entry], batch: int, progress: Progress | None) -> Added:
    """Add entries, a batch in each transaction; `progress` hears how many are done."""
    waiting, total = iter(entries), Added()
    while chunk := list(islice(waiting, batch)):
        with engine.writing() as session:
            done = _add_batch(session, chunk)
        total = Added(total.added + done.added, total.known + done.known, total.changed + done.changed)
        if progress is not None:
            progress(total.added + total.known + total.changed)
    return total


def _add_batch(session: Session, chunk: list[Entry]) -> Added:
    connection = Engine.driver_of(session)
    fresh, again = _parted(connection, chunk)
    rows = list(_numbered(connection, fresh))
    for start in range(0, len(rows), _AT_ONCE):
        group = rows[start : start + _AT_ONCE]
        connection.execute(_INSERT + ", ".join([_ONE_ROW] * len(group)), tuple(chain.from_iterable(group)))
    tag_entries(
        connection, ((row[_NUMBER], row[_CREATED], tuple(row[_TAGS].split())) for row in rows if row[_TRASHED] is None)
    )
    changed = sum(_merge(session, entry) for entry in again)
    return Added(len(fresh), len(again) - changed, changed)


def _parted(connection: Connection, chunk: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    ids = json.dumps([entry.id for entry in chunk])
    known = {row[0] for row in connection.execute(
        "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )}  # fmt: skip
    fresh, again = dict[str, Entry](), list[Entry]()
    for entry in chunk:
        if entry.id in known or entry.id in fresh:
            again.append(entry)
        else:
            fresh[entry.id] = entry
    return list(fresh.values()), again


def _numbered(connection: Connection, entries: list[Entry]) -> Iterator[tuple[Any, ...]]:
    taken = set[int]()
    for entry in entries:
        number = minute_number(microseconds(entry.created_at))
        while (number := writing.free_number(connection, number)) in taken:
            number += 1
        taken.add(number)
        yield entry_tuple(entry, number)


def _merge(session: Session, entry: Entry) -> bool:
    """Take over the content of an entry whose id is known, unless its history has it. Nothing that was is lost."""
    row = writing.find(session, entry.id)
    present = entry_of_row(row)
    if writing.same_content(present, entry) or _was_once(session, row, entry):
        return False
    revision = entry.revision
    known = session.exec(select(RevisionRow.id).where(col(RevisionRow.entry) == row.number)).all()
    if revision in ("", entry.id, present.revision, *known):
        mood = "" if entry.mood is None else str(entry.mood)
        revision = id_from_content(entry.updated_at, entry.title, entry.body, " ".join(entry.tags), mood)
    if revision in (present.revision, *known):
        return False
    writing.replace_content(session, row, present, replace(entry, revision=revision, parent=present.revision))
    return True


def _was_once(session: Session, row: EntryRow, entry: Entry) -> bool:
    earlier = select(RevisionRow).where(
        RevisionRow.entry == row.number,
        RevisionRow.title == entry.title,
        RevisionRow.body == entry.body,
        RevisionRow.tags == " ".join(entry.tags),
        col(RevisionRow.mood).is_not_distinct_from(entry.mood),
    )
    return session.exec(earlier).first() is not None
