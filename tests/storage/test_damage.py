"""Damage is seen: on opening, on reading, or by the check. It is never repaired and never taken for something else."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from journal.entries import Change, Draft, Entry
from journal.errors import DatabaseDamaged, DatabaseMissing
from journal.ids import new_id
from journal.storage import Storage

Write = Callable[..., Entry]
Opened = Callable[..., Storage]
PAGE = 4096


@pytest.fixture
def database(storage: Storage, home: Path, entry: Write, now: datetime) -> Path:
    """A closed database with something in every table."""
    entries = [entry(f"words {number} 今日は良い #tag{number % 7} " + "text " * 100) for number in range(150)]
    storage.entries.add_many(entries)
    for one in entries[:10]:
        storage.entries.edit(one.id, Change(title="edited"), now)
    storage.entries.trash(entries[20].id, now)
    storage.drafts.save(Draft(new_id(now), now, "UTC", now, body="draft"))
    storage.close()
    return home / "journal-1.db"


def seen(opened: Opened) -> bool:
    """Return whether anything notices: opening, reading everything, or the check."""
    try:
        storage = opened()
        problems = storage.check()
        storage.close()
    except (DatabaseDamaged, DatabaseMissing):
        return True
    return bool(problems)


def test_a_whole_database_has_nothing_to_be_seen(database: Path, opened: Opened) -> None:
    assert not seen(opened)


def test_one_flipped_bit_is_seen_in_any_page(database: Path, opened: Opened) -> None:
    whole = database.read_bytes()
    dice = Random(7)  # noqa: S311 - places, no secrets
    numbers = range(len(whole) // PAGE)
    for number in [0, *dice.sample(numbers, 25)]:
        damaged = bytearray(whole)
        damaged[number * PAGE + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
        database.write_bytes(damaged)
        assert seen(opened), number
        database.write_bytes(whole)
    assert not seen(opened)


def change(name: str, data: bytes) -> bytes:
    match name:
        case "two pages swapped":
            return data[: 5 * PAGE] + data[6 * PAGE : 7 * PAGE] + data[5 * PAGE : 6 * PAGE] + data[7 * PAGE :]
        case "the last page cut off":
            return data[:-PAGE]
        case "cut within a page":
            return data[:-1000]
        case "a page of zeros":
            return data[: 8 * PAGE] + bytes(PAGE) + data[9 * PAGE :]
        case _:
            return b"not a database at all, " * 4000


@pytest.mark.parametrize(
    "name",
    [
        "two pages swapped",
        "the last page cut off",
        "cut within a page",
        "a page of zeros",
        "something else in its place",
    ],
)
def test_greater_damage_is_seen_too(database: Path, opened: Opened, name: str) -> None:
    database.write_bytes(change(name, database.read_bytes()))
    assert seen(opened)


def test_damage_under_an_open_journal_is_told_and_the_rest_can_be_read(
    database: Path, opened: Opened, entry: Write
) -> None:
    again = opened()
    ids = [line.id for line in again.entries.page(limit=1000)]
    again.close()
    data = bytearray(database.read_bytes())
    # The first pages hold the description of all tables: without those nothing can be read at all.
    for number in range(80, len(data) // PAGE, 3):
        data[number * PAGE + 100] ^= 1
    database.write_bytes(data)
    again = opened()
    assert any("changed after being written" in problem for problem in again.check())
    read, damaged = 0, 0
    for entry_id in ids:
        try:
            again.entries.get(entry_id)
            read += 1
        except DatabaseDamaged:
            damaged += 1
    assert read
    assert damaged
    assert all("words" not in problem for problem in again.check())


def test_the_check_sees_an_index_that_does_not_fit_the_entries(storage: Storage, entry: Write) -> None:
    storage.entries.add(entry("words"))
    assert storage.check() == ()
    with storage._engine.writing() as session:
        storage._engine.driver_of(session).execute(
            "INSERT INTO entry_text (entry_text, rowid, title, body, all_tags)"
            " SELECT 'delete', number, title, body, all_tags FROM entry"
        )
    assert storage.check() == ("The search index does not fit the entries.",)


def test_the_check_sees_counts_that_are_wrong(storage: Storage, entry: Write) -> None:
    storage.entries.add(entry("words #tag"))
    with storage._engine.writing() as session:
        storage._engine.driver_of(session).execute("UPDATE tally SET live = 7")
        storage._engine.driver_of(session).execute("UPDATE tag SET entries = 7")
    assert len(storage.check()) == 2
