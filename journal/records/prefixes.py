# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Ids as people type them: any beginning that is long enough to be the only one."""

import json
from collections.abc import Iterable

from journal.errors import AmbiguousId, EntryNotFound
from journal.ids import HEX_DIGITS, normal_id
from journal.records.engine import Engine

SHORTEST = 6
SHOWN = 5


def find_id(engine: Engine, prefix: str, trashed: bool | None) -> str:
    """Return the one id that begins with what was typed.

    Raises:
        UnreadableId: no id begins like that.
        EntryNotFound: there is none.
        AmbiguousId: there are several.
    """
    start = normal_id(prefix)
    where = {None: "", True: " AND trashed_us IS NOT NULL", False: " AND trashed_us IS NULL"}[trashed]
    with engine.reading() as connection:
        rows = connection.execute(
            f"SELECT id FROM entry WHERE id >= ? AND id < ?{where} ORDER BY id LIMIT {SHOWN + 1}",
            (start, start + "g"),  # the letter after the last hex digit
        ).fetchall()
    if not rows:
        raise EntryNotFound(start)
    if len(rows) > 1:
        raise AmbiguousId(start, tuple(row[0] for row in rows[:SHOWN]))
    return str(rows[0][0])


def short_ids(engine: Engine, ids: Iterable[str]) -> dict[str, str]:
    """Return the shortest beginning of each id that no other id has, with at least six digits."""
    with engine.reading() as connection:
        rows = connection.execute(
            """
            SELECT value,
                (SELECT id FROM entry WHERE id < value ORDER BY id DESC LIMIT 1),
                (SELECT id FROM entry WHERE id > value ORDER BY id LIMIT 1)
            FROM json_each(?)
            """,
            (json.dumps(list(ids)),),
        ).fetchall()
    return {entry_id: entry_id[: _length(entry_id, before or "", after or "")] for entry_id, before, after in rows}


def _length(entry_id: str, *neighbours: str) -> int:
    shared = max(_shared(entry_id, neighbour) for neighbour in neighbours)
    return min(HEX_DIGITS, max(SHORTEST, shared + 1))


def _shared(one: str, other: str) -> int:
    if not other:
        return 0
    return HEX_DIGITS - (((int(one, 16) ^ int(other, 16)).bit_length() + 3) >> 2)  # in steps of a hex digit
