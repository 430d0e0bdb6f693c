# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""The book of check-ins, those of entries included."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice

from sqlmodel import Session, col, delete, select

from journal.entries import Change, normal_tag
from journal.errors import CheckinNotFound
from journal.finding import Cursor
from journal.moods import Checkin, Point, Used, UsedWords, checked
from journal.records import writing
from journal.records.answers import Added
from journal.records.checkin_rows import (
    CHECKIN,
    COLUMNS,
    POINT,
    checkin_of,
    checkin_values,
    new_row,
    point_of,
    used_of,
)
from journal.records.connections import Connection
from journal.records.engine import Engine
from journal.records.erasing import empty_log
from journal.records.tables import CheckinRow, EntryRow
from journal.records.text import stored
from journal.records.times import earliest_on, latest_on, microseconds

_BATCH = 1000
_INSERT = f"INSERT INTO checkin ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_MOST_READ_FOR_WORDS = 2000


class MoodBook:
    """The check-ins of a journal. Besides what is named, everything raises what the database does (see `EntryBook`)."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    # --- reading ---------------------------------------------------------------------------------------------------

    def get(self, checkin_id: str) -> Checkin:
        """Return a check-in.

        Raises:
            CheckinNotFound: there is none with this id.
        """
        with self._engine.reading() as connection:
            row = connection.execute(f"SELECT {CHECKIN} FROM checkin c WHERE c.id = ?", (checkin_id,)).fetchone()
        if row is None:
            raise CheckinNotFound
        return checkin_of(row)

    def page(self, *, after: Cursor | None = None, limit: int = 50) -> tuple[Checkin, ...]:
        """Return up to `limit` check-ins, newest first, older than `after`."""
        where, bound = "c.hidden = 0", list[object]()
        if after is not None:
            where, bound = f"{where} AND (c.at_us, c.id) < (?, ?)", [microseconds(after.created_at), after.id]
        with self._engine.reading() as connection:
            rows = connection.execute(
                f"SELECT {CHECKIN} FROM checkin c INDEXED BY checkin_by_time WHERE {where}"
                " ORDER BY c.at_us DESC, c.id DESC LIMIT ?",
                (*bound, limit),
            ).fetchall()
        return tuple([checkin_of(row) for row in rows])

    def on(self, day: date) -> tuple[Checkin, ...]:
        """Return the check-ins of a local date, oldest first."""
        return tuple(self.each(day, day))

    def each(self, since: date | None = None, until: date | None = None) -> Iterator[Checkin]:
        """Go through the check-ins of some local dates, oldest first, a few of them in memory at a time."""
        where, bound = _between(since, until)
        last: tuple[object, ...] = ()
        while True:
            more = " AND (c.at_us, c.id) > (?, ?)" if last else ""
            with self._engine.reading() as connection:
                rows = connection.execute(
                    f"SELECT {CHECKIN} FROM checkin c INDEXED BY checkin_by_time WHERE {where}{more}"
                    " ORDER BY c.at_us, c.id LIMIT ?",
                    (*bound, *last, _BATCH),
                ).fetchall()
            yield from map(checkin_of, rows)
            if len(rows) < _BATCH:
                return
            last = (rows[-1][1], rows[-1][0])

    def points(self, since: date | None = None, until: date | None = None) -> tuple[Point, ...]:
        """Return the numbers of the check-ins of some local dates, oldest first."""
        where, bound = _between(since, until)
        with self._engine.reading() as connection:
            rows = connection.execute(
                f"SELECT {POINT} FROM checkin c INDEXED BY checkin_by_time WHERE {where} ORDER BY c.at_us, c.id", bound
            ).fetchall()
        return tuple([point_of(row) for row in rows])

    def count(self, since: date | None = None, until: date | None = None) -> int:
        """Return how many check-ins there are."""
        where, bound = _between(since, until)
        with self._engine.reading() as connection:
            row = connection.execute(
                f"SELECT count(*) FROM checkin c INDEXED BY checkin_by_time WHERE {where}", bound
            ).fetchone()
        return int(row[0]) if row else 0

    def tags_by_day(self, since: date | None = None, until: date | None = None) -> dict[date, frozenset[str]]:
        """Return the tags of each local date: of its entries and of its check-ins. A trigger counts as a tag."""
        found: dict[date, set[str]] = {}
        days = [day.isoformat() for day in (since or date.min, until or date.max)]
        where, bound = _between(since, until)
        with self._engine.reading() as connection:
            for day, tags in connection.execute(
                "SELECT local_date, all_tags FROM entry INDEXED BY entry_by_day"
                " WHERE trashed_us IS NULL AND local_date BETWEEN ? AND ? AND all_tags <> ''",
                days,
            ):
                found.setdefault(date.fromisoformat(day), set()).update(tags.split())
            for day, tags, triggers in connection.execute(
                "SELECT local_date, tags, triggers FROM checkin c INDEXED BY checkin_by_time"
                f" WHERE {where} AND (tags <> '' OR triggers <> '[]')",
                bound,
            ):
                words = (*tags.split(), *filter(None, map(normal_tag, json.loads(triggers))))
                found.setdefault(date.fromisoformat(day), set()).update(words)
        return {day: frozenset(tags) for day, tags in found.items()}

    def used(self, since: date | None = None, *, limit: int = 500) -> tuple[Used, ...]:
        """Return what was done in check-ins that name something, newest first, of the newest `limit` of them."""
        where, bound = _between(since, None)
        with self._engine.reading() as connection:
            rows = connection.execute(
                "SELECT c.at_us, c.zone, c.coping FROM checkin c INDEXED BY checkin_by_time"
                f" WHERE {where} AND c.coping <> '[]' ORDER BY c.at_us DESC, c.id DESC LIMIT ?",
                (*bound, limit),
            ).fetchall()
        return tuple([used for row in rows for used in used_of(row)])

    def words(self) -> UsedWords:
        """Return the words that were used in the newest check-ins that have any, and strategies kept from peers."""
        with self._engine.reading() as connection:
            rows = connection.execute(
                "SELECT emotions, triggers, coping FROM checkin c INDEXED BY checkin_by_time"
                " WHERE c.hidden = 0 AND (emotions <> '[]' OR triggers <> '[]' OR coping <> '[]')"
                " ORDER BY c.at_us DESC LIMIT ?",
                (_MOST_READ_FOR_WORDS,),
            ).fetchall()
            kept = connection.execute("SELECT name FROM kept_strategy ORDER BY kept_us DESC, number DESC").fetchall()
        coping = _most_used(name for row in rows for name, _ in json.loads(row[2]))
        known = {name.casefold() for name in coping}
        return UsedWords(
            _most_used(word for row in rows for word in json.loads(row[0])),
            _most_used(word for row in rows for word in json.loads(row[1])),
            (*coping, *(name for (name,) in kept if name.casefold() not in known)),
        )

    # --- writing ---------------------------------------------------------------------------------------------------

    def add(self, checkin: Checkin) -> bool:
        """Add a check-in, and return whether it was new; one with the same id is left as it is.

        Raises:
            OutOfRange: a number is outside of its bounds. `NothingToKeep`: it says nothing.
        """
        tidy = checked(checkin)
        with self._engine.writing() as session:
            if _row(session, tidy.id) is not None:
                return False
            session.add(new_row(tidy))
            return True

    def change(self, checkin: Checkin, now: datetime) -> Checkin:
        """Put this check-in in the place of the one with the same id; add it where there is none any more.

        The mood of an entry's check-in is changed in the entry, which keeps what it was before.

        Raises:
            OutOfRange: a number is outside of its bounds. `NothingToKeep`: it says nothing.
        """
        tidy = replace(checked(checkin), updated_at=now.astimezone(UTC))
        with self._engine.writing() as session:
            _put(session, tidy, now)
        return tidy

    def remove(self, checkin_id: str, now: datetime) -> None:
        """Erase a check-in for good. That of an entry takes the mood out of the entry; its text stays.

        Raises:
            CheckinNotFound: there is none with this id.
        """
        with self._engine.writing() as session:
            row = _row(session, checkin_id)
            if row is None:
                raise CheckinNotFound
            if row.entry is not None:
                entry = session.get_one(EntryRow, row.entry)
                writing.edit(session, entry, Change(clear_mood=True), now)
            session.exec(delete(CheckinRow).where(col(CheckinRow.id) == checkin_id))
        empty_log(self._engine)

    def add_many(self, checkins: Iterable[Checkin]) -> Added:
        """Add check-ins of a file; the same ones again change nothing.

        One that is known, with other answers, is taken over unless the one that is here was changed later.
        """
        waiting, total = iter(checkins), Added()
        while chunk := [checked(checkin) for checkin in islice(waiting, _BATCH)]:
            with self._engine.writing() as session:
                fresh, again = _parted(Engine.driver_of(session), chunk)
                Engine.driver_of(session).executemany(_INSERT, [_bound(checkin) for checkin in fresh])
                changed = sum(_merge(session, checkin) for checkin in again)
            done = Added(len(fresh), len(again) - changed, changed)
            total = Added(total.added + done.added, total.known + done.known, total.changed + done.changed)
        return total


def _between(since: date | None, until: date | None) -> tuple[str, list[object]]:
    conditions, bound = ["c.hidden = 0"], list[object]()
    if since:
        conditions += ["c.local_date >= ?", "c.at_us >= ?"]  # the second is loose, and has the index
        bound += [since.isoformat(), earliest_on(since)]
    if until:
        conditions += ["c.local_date <= ?", "c.at_us <= ?"]
        bound += [until.isoformat(), latest_on(until)]
    return " AND ".join(conditions), bound


def _most_used(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words by how often they occur; they come newest first, so the first spelling is the newest."""
    spelling: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for word in words:
        folded = word.casefold()
        spelling.setdefault(folded, word)
        counts[folded] += 1
    return tuple([spelling[folded] for folded, _ in counts.most_common()])


def _row(session: Session, checkin_id: str) -> CheckinRow | None:
    return session.exec(select(CheckinRow).where(CheckinRow.id == checkin_id)).first()


def _put(session: Session, checkin: Checkin, now: datetime) -> None:
    row = _row(session, checkin.id)
    if row is None:
        session.add(new_row(checkin))
        return
    if row.entry is not None and row.mood != checkin.mood:
        entry = session.get_one(EntryRow, row.entry)
        writing.edit(session, entry, Change(mood=checkin.mood, clear_mood=checkin.mood is None), now)
        session.expire_all()  # triggers wrote beside the session
        row = _row(session, checkin.id)
        if row is None:
            row = new_row(checkin)
            row.entry = entry.number
            session.add(row)
            return
    values = checkin_values(checkin)
    if row.entry is not None:  # its time is that of the entry
        for name in ("at_us", "zone", "local_date"):
            del values[name]
    for name, value in values.items():
        setattr(row, name, value)


def _parted(connection: Connection, chunk: list[Checkin]) -> tuple[list[Checkin], list[Checkin]]:
    """Return those that are new, and those whose id is known or came earlier in the same chunk."""
    ids = json.dumps([checkin.id for checkin in chunk])
    known = {row[0] for row in connection.execute(
        "SELECT id FROM checkin WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )}  # fmt: skip
    fresh, again = dict[str, Checkin](), list[Checkin]()
    for checkin in chunk:
        if checkin.id in known or checkin.id in fresh:
            again.append(checkin)
        else:
            fresh[checkin.id] = checkin
    return list(fresh.values()), again


def _bound(checkin: Checkin) -> tuple[object, ...]:
    *others, note = checkin_values(checkin).values()
    return (*others, stored(str(note)))


def _merge(session: Session, checkin: Checkin) -> bool:
    """Take over other answers to a check-in that is known, unless the ones here are newer; return whether it was."""
    found = Engine.driver_of(session).execute(f"SELECT {CHECKIN} FROM checkin c WHERE c.id = ?", (checkin.id,))
    here = checkin_of(found.fetchall()[0])
    same = replace(checkin, updated_at=here.updated_at, of_entry=here.of_entry)
    if here.of_entry:  # the entry's own history decides about its mood, and its time is the entry's
        same = replace(same, mood=here.mood, at=here.at, zone=here.zone, noted_at=here.noted_at)
    if same == here or (here.says_more and checkin.updated_at < here.updated_at):
        return False
    _put(session, replace(checkin, mood=same.mood), checkin.updated_at)
    session.flush()
    return True
