"""A selection in SQL: where the entries come from, and what they must fulfil. `e` is always the entry."""

import json
from dataclasses import dataclass

from journal.entries import normal_tags
from journal.finding import Selection
from journal.records.connections import Connection
from journal.records.times import earliest_on, latest_on


@dataclass(frozen=True, slots=True)
class Source:
    """`SELECT … FROM {tables} WHERE {where}` with these parameters; `time` is the column that lists are ordered by."""

    tables: str
    where: str
    parameters: tuple[object, ...]
    time: str = "e.created_us"


def source(connection: Connection, selection: Selection, *, trashed: bool = False) -> Source:
    """Return where to look for the entries of a selection.

    The index is named: SQLite knows no statistics of a journal, and a wrong guess reads every page.
    """
    if trashed:
        return _in_trash(selection)
    conditions, parameters = _conditions(selection)
    tags = _rarest_first(connection, selection)
    if tags:
        first, *others = tags
        conditions = ["t.tag = (SELECT number FROM tag WHERE name = ?)", *conditions, *[_TAGGED] * len(others)]
        parameters = [first, *parameters, *others]
        # The tagging has the time in its key, so that the entries of one tag come in order.
        return Source(
            "tagging t CROSS JOIN entry e ON e.number = t.entry",
            " AND ".join(conditions),
            tuple(parameters),
            "t.created_us",
        )
    return Source(f"entry e INDEXED BY {_index(selection)}", " AND ".join(conditions), tuple(parameters))


_TAGGED = (
    "EXISTS (SELECT 1 FROM tagging x WHERE x.tag = (SELECT number FROM tag WHERE name = ?)"
    " AND x.created_us = e.created_us AND x.entry = e.number)"
)


def only_dates(selection: Selection) -> Source | None:
    """Return where to count the entries of some days, when nothing but days is asked for."""
    if selection != Selection(since=selection.since, until=selection.until):
        return None
    conditions, parameters = ["e.trashed_us IS NULL"], list[object]()
    if selection.since:
        conditions.append("e.local_date >= ?")
        parameters.append(selection.since.isoformat())
    if selection.until:
        conditions.append("e.local_date <= ?")
        parameters.append(selection.until.isoformat())
    return Source("entry e INDEXED BY entry_by_day", " AND ".join(conditions), tuple(parameters))


def _index(selection: Selection) -> str:
    if selection.ids:
        return "entry_by_id"
    if selection.starred:
        return "entry_starred"
    return "entry_by_time" if selection.mood is None else "entry_by_mood"


def _conditions(selection: Selection) -> tuple[list[str], list[object]]:
    conditions, parameters = ["e.trashed_us IS NULL"], list[object]()
    if selection.since:
        conditions += ["e.local_date >= ?", "e.created_us >= ?"]  # the second is loose, and has the index
        parameters += [selection.since.isoformat(), earliest_on(selection.since)]
    if selection.until:
        conditions += ["e.local_date <= ?", "e.created_us <= ?"]
        parameters += [selection.until.isoformat(), latest_on(selection.until)]
    if selection.starred:
        conditions.append("e.starred = 1")
    if selection.mood is not None:
        conditions.append("e.mood = ?")
        parameters.append(selection.mood)
    if selection.ids:
        conditions.append("e.id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(selection.ids))
    return conditions, parameters


def _in_trash(selection: Selection) -> Source:
    conditions, parameters = _conditions(selection)
    conditions[0] = "e.trashed_us IS NOT NULL"
    for tag in normal_tags(selection.tags):
        conditions.append("instr(' ' || e.all_tags || ' ', ?)")
        parameters.append(f" {tag} ")
    return Source("entry e INDEXED BY entry_trashed", " AND ".join(conditions), tuple(parameters), "e.trashed_us")


def _rarest_first(connection: Connection, selection: Selection) -> tuple[str, ...]:
    tags = normal_tags(selection.tags)
    if len(tags) < 2:
        return tags
    known = "SELECT name, entries FROM tag WHERE name IN (SELECT value FROM json_each(?))"
    entries = dict(connection.execute(known, (json.dumps(tags),)).fetchall())
    return tuple(sorted(tags, key=lambda tag: entries.get(tag, 0)))
