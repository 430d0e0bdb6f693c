# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""A selection as conditions on numbers that a full-text index gives, answered by indexes alone.

Looking each number up in its entry would cost more than the search: an entry's text shares its page.
"""

import json
from dataclasses import dataclass

from journal.entries import normal_tags
from journal.finding import Selection
from journal.records.connections import Connection


@dataclass(frozen=True, slots=True)
class Filter:
    """Further conditions on `f.rowid`, each beginning with AND. `nothing`: no entry can fulfil them."""

    where: str = ""
    parameters: tuple[object, ...] = ()
    nothing: bool = False


def filter_for(connection: Connection, selection: Selection) -> Filter:
    """Return the conditions for a selection."""
    conditions, parameters = list[str](), list[object]()
    if selection.since or selection.until:
        days = _days(connection, selection)
        if days is None:
            return Filter(nothing=True)
        conditions.append(_IN_DAYS)
        parameters += days
    # The plus keeps SQLite from asking the index once for each number in the set.
    for tag in normal_tags(selection.tags):
        conditions.append("+f.rowid IN (SELECT entry FROM tagging WHERE tag = (SELECT number FROM tag WHERE name = ?))")
        parameters.append(tag)
    if selection.starred:
        conditions.append(f"+f.rowid IN ({_FROM} entry_starred WHERE trashed_us IS NULL AND starred = 1)")
    if selection.mood is not None:
        conditions.append(f"+f.rowid IN ({_FROM} entry_by_mood WHERE trashed_us IS NULL AND mood = ?)")
        parameters.append(selection.mood)
    if selection.ids:
        conditions.append(f"+f.rowid IN ({_FROM} entry_by_id WHERE id IN (SELECT value FROM json_each(?)))")
        parameters.append(json.dumps(selection.ids))
    return Filter("".join(f" AND {condition}" for condition in conditions), tuple(parameters))


_FROM = "SELECT number FROM entry INDEXED BY"

# Numbers follow the time, nearly: a zone, or many entries in one minute, put a few from other days among them.
_IN_DAYS = f"""
    f.rowid BETWEEN ? AND ? AND +f.rowid NOT IN (
        {_FROM} entry_by_day WHERE trashed_us IS NULL AND local_date < ? AND number >= ?
        UNION ALL
        {_FROM} entry_by_day WHERE trashed_us IS NULL AND local_date > ? AND number <= ?
    )
"""


def _days(connection: Connection, selection: Selection) -> tuple[object, ...] | None:
    since = selection.since.isoformat() if selection.since else ""
    until = selection.until.isoformat() if selection.until else "9999-12-31"
    lowest, highest = connection.execute(
        "SELECT min(number), max(number) FROM entry INDEXED BY entry_by_day"
        " WHERE trashed_us IS NULL AND local_date BETWEEN ? AND ?",
        (since, until),
    ).fetchone() or (None, None)
    if lowest is None:
        return None
    return lowest, highest, since, lowest, until, highest
