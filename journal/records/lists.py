# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Lists of entries are windows: so many lines from a place on, found by key and never by counting."""

import json
from collections.abc import Collection, Iterator
from datetime import date, datetime

from journal.entries import Entry
from journal.finding import Cursor, EntryLine, Selection
from journal.records.engine import Engine
from journal.records.selections import only_dates, source
from journal.records.shapes import ENTRY, LINE, entry_of, line_of
from journal.records.times import microseconds

CHUNK = 200  # entries in memory at a time while all are gone through
ON_DAYS = (
    f"SELECT {LINE} FROM entry e INDEXED BY entry_by_day WHERE e.trashed_us IS NULL"
    " AND e.local_date IN (SELECT value FROM json_each(?)) ORDER BY e.created_us DESC, e.id DESC LIMIT ?"
)
FIRST_DAY = "SELECT local_date FROM entry INDEXED BY entry_by_day WHERE trashed_us IS NULL ORDER BY local_date LIMIT 1"


def page(
    engine: Engine, selection: Selection, after: Cursor | None, before: Cursor | None, limit: int, trashed: bool
) -> tuple[EntryLine, ...]:
    """Return up to `limit` lines, newest first: those after a cursor, or those directly before one."""
    with engine.reading() as connection:
        place = source(connection, selection, trashed=trashed)
        where, parameters = place.where, list(place.parameters)
        # The first comparison alone says what the index needs; the pair decides between entries of the same moment.
        if after is not None:
            where += f" AND {place.time} <= ? AND ({place.time}, e.id) < (?, ?)"
            parameters += _key(after)
        if before is not None:
            where += f" AND {place.time} >= ? AND ({place.time}, e.id) > (?, ?)"
            parameters += _key(before)
        upwards = before is not None and after is None
        order = "ASC" if upwards else "DESC"
        rows = connection.execute(
            f"SELECT {LINE} FROM {place.tables} WHERE {where} ORDER BY {place.time} {order}, e.id {order} LIMIT ?",
            (*parameters, limit),
        ).fetchall()
    if upwards:
        rows.reverse()
    return tuple([line_of(row) for row in rows])


def oldest(engine: Engine, selection: Selection, limit: int) -> tuple[EntryLine, ...]:
    """Return the last lines of the list, newest first."""
    with engine.reading() as connection:
        place = source(connection, selection)
        rows = connection.execute(
            f"SELECT {LINE} FROM {place.tables} WHERE {place.where} ORDER BY {place.time}, e.id LIMIT ?",
            (*place.parameters, limit),
        ).fetchall()
    rows.reverse()
    return tuple([line_of(row) for row in rows])


def count(engine: Engine, selection: Selection, trashed: bool) -> int:
    """Return how many entries there are."""
    with engine.reading() as connection:
        if selection.everything:
            sql, parameters = f"SELECT {'trashed' if trashed else 'live'} FROM tally", tuple[object, ...]()
        else:
            place = (None if trashed else only_dates(selection)) or source(connection, selection, trashed=trashed)
            sql, parameters = f"SELECT count(*) FROM {place.tables} WHERE {place.where}", place.parameters
        row = connection.execute(sql, parameters).fetchone()
    return int(row[0]) if row else 0


def each(engine: Engine, selection: Selection, oldest_first: bool, trashed: bool) -> Iterator[Entry]:
    """Go through all entries of a selection, a few of them in memory at a time.

    Others may write meanwhile: what is there all the time comes exactly once.
    """
    order, beyond = ("ASC", ">") if oldest_first else ("DESC", "<")
    key: tuple[int, int, str] | None = None
    while True:
        with engine.reading() as connection:
            place = source(connection, selection, trashed=trashed)
            further = f" AND {place.time} {beyond}= ? AND ({place.time}, e.id) {beyond} (?, ?)" if key else ""
            rows = connection.execute(
                f"SELECT {ENTRY}, {place.time} FROM {place.tables} WHERE {place.where}{further}"
                f" ORDER BY {place.time} {order}, e.id {order} LIMIT {CHUNK}",
                (*place.parameters, *(key or ())),
            ).fetchall()
        for row in rows:
            yield entry_of(row)
        if len(rows) < CHUNK:
            return
        key = rows[-1][-1], rows[-1][-1], rows[-1][0]


def _key(cursor: Cursor) -> tuple[int, int, str]:
    moment: datetime = cursor.created_at
    number = microseconds(moment)
    return number, number, cursor.id


def per_day(engine: Engine, since: date, until: date) -> dict[date, int]:
    """Return how many entries each local date has; dates without one are left out."""
    with engine.reading() as connection:
        rows = connection.execute(
            "SELECT local_date, count(*) FROM entry INDEXED BY entry_by_day"
            " WHERE trashed_us IS NULL AND local_date BETWEEN ? AND ? GROUP BY local_date",
            (since.isoformat(), until.isoformat()),
        ).fetchall()
    return {date.fromisoformat(day): number for day, number in rows}


def on_days(engine: Engine, days: Collection[date], limit: int) -> tuple[EntryLine, ...]:
    """Return up to `limit` lines of some local dates, newest first."""
    with engine.reading() as connection:
        rows = connection.execute(ON_DAYS, (json.dumps([day.isoformat() for day in days]), limit)).fetchall()
    return tuple([line_of(row) for row in rows])


def first_day(engine: Engine) -> date | None:
    """Return the earliest local date that has an entry."""
    with engine.reading() as connection:
        row = connection.execute(FIRST_DAY).fetchone()
    return date.fromisoformat(row[0]) if row else None
