# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Tags: which live entries carry them, and how many do."""

import json
from collections.abc import Iterable
from itertools import starmap

from journal.finding import Selection, TagCount
from journal.records.connections import Connection
from journal.records.engine import Engine
from journal.records.selections import source


def tag_entries(connection: Connection, taggings: Iterable[tuple[int, int, tuple[str, ...]]]) -> None:
    """Note the tags of entries, given as number, time and tags. Triggers count."""
    tagged = [(tag, created, number) for number, created, tags in taggings for tag in tags]
    names = sorted({tag for tag, _, _ in tagged})
    connection.executemany("INSERT OR IGNORE INTO tag (name, entries) VALUES (?, 0)", [(name,) for name in names])
    known = "SELECT name, number FROM tag WHERE name IN (SELECT value FROM json_each(?))"
    numbers: dict[str, int] = dict(connection.execute(known, (json.dumps(names),)).fetchall())
    rows = sorted((numbers[tag], created, number) for tag, created, number in tagged)  # neighbours share a page
    connection.executemany("INSERT INTO tagging (tag, created_us, entry) VALUES (?, ?, ?)", rows)


def untag_entry(connection: Connection, number: int) -> None:
    """Forget the tags of an entry; a tag that no entry carries any more is gone, too."""
    connection.execute("DELETE FROM tagging WHERE entry = ?", (number,))


def tags(engine: Engine, selection: Selection) -> tuple[TagCount, ...]:
    """Return the tags of the selected entries, most used first."""
    with engine.reading() as connection:
        if selection.everything:
            rows = connection.execute("SELECT name, entries FROM tag ORDER BY entries DESC, name").fetchall()
        else:
            place = source(connection, selection)
            rows = connection.execute(
                f"""
                SELECT tag.name, count(*) AS entries
                FROM (SELECT e.number FROM {place.tables} WHERE {place.where}) AS chosen
                CROSS JOIN tagging ON tagging.entry = chosen.number
                CROSS JOIN tag ON tag.number = tagging.tag
                GROUP BY tag.number ORDER BY entries DESC, tag.name
                """,
                place.parameters,
            ).fetchall()
    return tuple(starmap(TagCount, rows))
