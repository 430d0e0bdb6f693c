from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.entries import Entry
from journal.errors import EntryNotFound
from journal.finding import Selection
from journal.moments import Moment
from journal.records.answers import Added
from journal.records.engine import Engine
from journal.records.entries import EntryBook

Write = Callable[..., Entry]


def test_an_entry_comes_back_as_it_was_written(book: EntryBook, entry: Write) -> None:
    written = entry("A long walk. #wood", title="Evening", tags=("Good things",), mood=4, starred=True)
    assert book.add(written)
    assert book.get(written.id) == written


def test_an_entry_comes_back_in_the_zone_where_it_was_written(book: EntryBook, write: Write) -> None:
    there = write(at=datetime(2026, 3, 10, 3, 0, tzinfo=UTC), zone="America/Los_Angeles")
    found = book.get(there.id)
    assert found.created_at.tzinfo == ZoneInfo("America/Los_Angeles")
    assert found.local_date.isoformat() == "2026-03-09"


@pytest.mark.parametrize("minutes", [0, 60])
def test_both_hours_of_the_night_when_clocks_go_back_are_told_apart(
    book: EntryBook, write: Write, minutes: int
) -> None:
    instant = datetime(2025, 10, 26, 0, 30, tzinfo=UTC) + timedelta(minutes=minutes)
    found = book.get(write(at=instant, zone="Europe/Berlin").id)
    assert found.created_at.astimezone(UTC) == instant
    assert found.created_at.hour == 2


@pytest.mark.parametrize("year", [2, 1660, 1969, 9998])
def test_years_far_away_are_kept_to_the_microsecond(book: EntryBook, write: Write, year: int) -> None:
    at = datetime(year, 1, 11, 5, 6, 7, 890123, tzinfo=UTC)
    found = book.get(write(at=at, zone="Europe/London").id)
    assert found.created_at.astimezone(UTC) == at
    assert book.page()[0].created_at == found.created_at


def test_an_id_is_added_once(book: EntryBook, write: Write) -> None:
    first = write("first")
    assert not book.add(replace(first, body="second"))
    assert book.get(first.id).body == "first"
    assert book.count() == 1


def test_an_id_that_nobody_wrote_is_not_found(book: EntryBook) -> None:
    with pytest.raises(EntryNotFound):
        book.get("0" * 32)


def test_many_entries_of_one_moment_are_all_kept(book: EntryBook, entry: Write) -> None:
    at = datetime(2001, 1, 1, tzinfo=UTC)
    entries = [entry(f"number {number}", at=at) for number in range(300)]
    assert book.add_many(entries, batch=70) == Added(added=300)
    assert {line.id for line in book.page(limit=1000)} == {one.id for one in entries}
    assert book.search("number", limit=1000).total == 300


def test_adding_many_again_changes_nothing(book: EntryBook, entry: Write) -> None:
    entries = [entry(f"number {number}", tags=("count",)) for number in range(30)]
    book.add_many(entries)
    assert book.add_many(reversed(entries), batch=7) == Added(known=30)
    assert book.count() == book.count(Selection(tags=("count",))) == 30


def test_progress_is_told_after_every_batch(book: EntryBook, entry: Write) -> None:
    told: list[int] = []
    book.add_many((entry() for _ in range(25)), batch=10, progress=told.append)
    assert told == [10, 20, 25]


def test_a_known_id_with_other_words_becomes_an_edit_that_keeps_what_was(book: EntryBook, write: Write) -> None:
    first = write("first", tags=("old",))
    later = replace(first, body="second", tags=("new",), updated_at=first.updated_at + timedelta(days=1))
    assert book.add_many([later]) == Added(changed=1)
    assert [revision.body for revision in book.history(first.id)] == ["second", "first"]
    assert book.get(first.id).updated_at == later.updated_at
    assert [tag.tag for tag in book.tags()] == ["new"]
    assert book.search("second").total == 1
    assert book.search("first").total == 0


def test_words_that_an_entry_once_had_do_not_come_back_by_adding_them(book: EntryBook, write: Write) -> None:
    first = write("first")
    later = replace(first, body="second")
    book.add_many([later])
    assert book.add_many([first, later]) == Added(known=2)
    assert book.get(first.id).body == "second"


def test_the_same_id_twice_in_one_batch_keeps_both_contents(book: EntryBook, entry: Write) -> None:
    first = entry("first")
    assert book.add_many([first, replace(first, body="second")]) == Added(added=1, changed=1)
    assert {revision.body for revision in book.history(first.id)} == {"first", "second"}


def test_a_revision_id_comes_along_with_a_newer_content(book: EntryBook, write: Write) -> None:
    first = write("first")
    book.add_many([replace(first, body="second", revision="b" * 32)])
    assert book.get(first.id).revision == "b" * 32
    assert book.get(first.id).parent == first.revision


def test_trashed_entries_are_added_to_the_trash(book: EntryBook, entry: Write, now: datetime) -> None:
    gone = replace(entry("gone", tags=("x",)), trashed_at=now)
    book.add_many([gone])
    assert (book.count(), book.count(trashed=True), book.tags()) == (0, 1, ())
    assert book.get(gone.id) == gone
    assert book.search("gone").total == 0


def test_an_error_in_the_middle_of_many_keeps_the_batches_before(book: EntryBook, entry: Write) -> None:
    def broken() -> Iterator[Entry]:
        yield from (entry() for _ in range(25))
        raise ValueError("the file ends in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        book.add_many(broken(), batch=10)
    assert book.count() == 20


def test_numbers_grow_with_time_even_when_written_later(book: EntryBook, engine: Engine, write: Write) -> None:
    write("today", at=datetime(2026, 1, 1, tzinfo=UTC))
    write("long ago", at=datetime(1660, 1, 1, tzinfo=UTC))
    with engine.reading() as connection:
        rows = connection.execute("SELECT body FROM entry ORDER BY number").fetchall()
    assert rows == [("long ago",), ("today",)]


def test_an_offset_is_a_zone_too(book: EntryBook, entry: Write) -> None:
    moment = Moment.of(datetime(1660, 1, 11, tzinfo=UTC), "-00:01:15")
    written = replace(entry(), created_at=moment.at, zone=moment.zone)
    book.add(written)
    assert book.get(written.id).created_at.utcoffset() == timedelta(seconds=-75)
