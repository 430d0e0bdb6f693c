"""Lists, against what sorting all entries in memory would give."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from journal.entries import Entry
from journal.finding import Cursor, Selection
from journal.records import lists
from journal.records.engine import Engine
from journal.records.entries import EntryBook
from journal.records.selections import source

Write = Callable[..., Entry]

START = datetime(2025, 12, 20, tzinfo=UTC)
SELECTIONS = [
    Selection(),
    Selection(since=date(2025, 12, 30)),
    Selection(until=date(2025, 12, 30)),
    Selection(since=date(2025, 12, 24), until=date(2026, 1, 2)),
    Selection(tags=("walk",)),
    Selection(tags=("sleep", "walk")),
    Selection(tags=("nobody",)),
    Selection(starred=True),
    Selection(mood=3),
    Selection(since=date(2025, 12, 25), tags=("work",), mood=2),
    Selection(until=date(2026, 1, 1), starred=True),
]


@pytest.fixture
def entries(book: EntryBook, entry: Write) -> list[Entry]:
    """Three hundred entries of some days and several zones; many share a moment."""
    chance = Random(5)  # noqa: S311 - a journal, no secret
    made = [
        entry(
            f"entry {number}",
            at=START + timedelta(hours=chance.randrange(500)),
            zone=chance.choice(["UTC", "Pacific/Auckland", "America/Los_Angeles"]),
            tags=chance.sample(["walk", "sleep", "work"], chance.randrange(3)),
            mood=chance.choice([None, 1, 2, 3]),
            starred=chance.random() < 0.3,
        )
        for number in range(300)
    ]
    book.add_many(chance.sample(made, len(made)))
    return sorted(made, key=lambda one: (one.created_at, one.id), reverse=True)


def chosen(entries: Sequence[Entry], selection: Selection) -> list[str]:
    return [
        one.id
        for one in entries
        if (selection.since is None or one.local_date >= selection.since)
        and (selection.until is None or one.local_date <= selection.until)
        and set(selection.tags) <= set(one.all_tags)
        and (one.starred or not selection.starred)
        and (selection.mood is None or one.mood == selection.mood)
        and (not selection.ids or one.id in selection.ids)
    ]


@pytest.mark.parametrize("selection", SELECTIONS)
def test_pages_downwards_are_the_whole_list_newest_first(
    book: EntryBook, entries: list[Entry], selection: Selection
) -> None:
    found, after = list[str](), None
    while page := book.page(selection, after=after, limit=7):
        found += [line.id for line in page]
        after = page[-1].cursor
    assert found == chosen(entries, selection)
    assert book.count(selection) == len(found)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_pages_upwards_from_the_end_are_the_same_list(
    book: EntryBook, entries: list[Entry], selection: Selection
) -> None:
    page = book.oldest(selection, 7)
    found = list[str]()
    while page:
        found = [line.id for line in page] + found
        page = book.page(selection, before=page[0].cursor, limit=7)
    assert found == chosen(entries, selection)


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("oldest_first", [True, False])
def test_going_through_all_meets_each_once(
    book: EntryBook, entries: list[Entry], selection: Selection, oldest_first: bool
) -> None:
    found = list(book.each(selection, oldest_first=oldest_first))
    expected = chosen(entries, selection)
    assert [one.id for one in found] == (expected[::-1] if oldest_first else expected)
    assert all(book.get(one.id) == one for one in found[:5])


def test_a_window_between_two_places_holds_what_is_between(book: EntryBook, entries: list[Entry]) -> None:
    after, before = (Cursor(entries[place].created_at, entries[place].id) for place in (10, 20))
    assert [line.id for line in book.page(after=after, before=before)] == [one.id for one in entries[11:20]]


def test_a_cursor_stays_a_place_when_its_entry_is_gone(book: EntryBook, entries: list[Entry], now: datetime) -> None:
    gone = entries[10]
    book.trash(gone.id, now)
    below = book.page(after=Cursor(gone.created_at, gone.id), limit=3)
    assert [line.id for line in below] == [one.id for one in entries[11:14]]


def test_some_ids_can_be_chosen(book: EntryBook, entries: list[Entry]) -> None:
    some = Selection(ids=tuple(one.id for one in entries[30:60:5]))
    assert [line.id for line in book.page(some)] == chosen(entries, some)
    assert book.count(some) == 6


def test_a_line_says_what_a_list_shows(book: EntryBook, write: Write) -> None:
    written = write("One\n\n  two\tthree #four", title=" A title ", tags=("five",), mood=2, starred=True)
    line = book.page()[0]
    assert (line.title, line.preview, line.words) == (" A title ", "One two three #four", 4)
    assert (line.tags, line.mood, line.starred) == (("five", "four"), 2, True)
    assert (line.created_at, line.trashed_at) == (written.created_at, None)


def test_the_trash_lists_what_came_last_first(book: EntryBook, write: Write, now: datetime) -> None:
    written = [write(f"number {number}", tags=("even",) if number % 2 == 0 else ()) for number in range(6)]
    for minute, one in enumerate([written[3], written[0], written[5], written[2]]):
        book.trash(one.id, now + timedelta(minutes=minute))
    page = book.page(trashed=True, limit=3)
    assert [line.id for line in page] == [written[place].id for place in (2, 5, 0)]
    assert page[0].trashed_at == now + timedelta(minutes=3)
    assert page[-1].trashed_at is not None
    rest = book.page(trashed=True, after=Cursor(page[-1].trashed_at, page[-1].id))
    assert [line.id for line in rest] == [written[3].id]
    assert book.count(Selection(tags=("even",)), trashed=True) == 2
    assert [one.id for one in book.each(trashed=True)] == [written[place].id for place in (3, 0, 5, 2)]


def test_going_through_all_is_not_upset_by_others_writing(book: EntryBook, entries: list[Entry], write: Write) -> None:
    through = book.each()
    first = next(through)
    write("new", at=START + timedelta(days=400))
    write("older than what was met", at=START - timedelta(days=400))
    rest = [one.id for one in through]
    assert set(rest) >= {one.id for one in entries} - {first.id}
    assert len(rest) == len(set(rest))


@pytest.mark.parametrize("selection", SELECTIONS)
def test_no_list_sorts_or_scans_the_journal(
    book: EntryBook, engine: Engine, entries: list[Entry], selection: Selection
) -> None:
    with engine.reading() as connection:
        place = source(connection, selection)
        plan = " ".join(
            str(row[3])
            for row in connection.execute(
                f"EXPLAIN QUERY PLAN SELECT e.id FROM {place.tables} WHERE {place.where}"  # noqa: S608
                f" ORDER BY {place.time} DESC, e.id DESC LIMIT 50",
                place.parameters,
            )
        )
    assert "SCAN e " not in plan.replace("SCAN e USING", "")
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_the_pages_of_some_days_are_found_by_their_local_date(book: EntryBook, entries: list[Entry]) -> None:
    days = {entries[40].local_date, entries[200].local_date, date(1999, 1, 1)}
    wanted = [one.id for one in entries if one.local_date in days]
    assert [line.id for line in book.on_days(days)] == wanted
    assert [line.id for line in book.on_days(days, 3)] == wanted[:3]
    assert book.first_day() == min(one.local_date for one in entries)
    book.trash(wanted[0], START)
    assert [line.id for line in book.on_days(days)] == wanted[1:]


def test_an_empty_journal_has_no_first_day(book: EntryBook) -> None:
    assert book.first_day() is None
    assert book.on_days([START.date()]) == ()


def test_some_days_are_found_without_reading_the_journal(engine: Engine, entries: list[Entry]) -> None:
    with engine.reading() as connection:
        for statement, bound in ((lists.ON_DAYS, ("[]", 1)), (lists.FIRST_DAY, ())):
            plan = [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", bound)]
            assert any("USING INDEX entry_by_day" in step or "COVERING INDEX entry_by_day" in step for step in plan)
            if statement is lists.ON_DAYS:
                assert any("SEARCH e USING INDEX entry_by_day (local_date=?)" in step for step in plan), plan


def test_counts_follow_every_change(book: EntryBook, write: Write, now: datetime) -> None:
    one, two = write("one"), write("two")
    assert (book.count(), book.count(trashed=True)) == (2, 0)
    book.trash(one.id, now)
    assert (book.count(), book.count(trashed=True)) == (1, 1)
    book.restore(one.id)
    book.purge(two.id)
    assert (book.count(), book.count(trashed=True)) == (1, 0)
    book.trash(one.id, now)
    assert book.purge_trash() == 1
    assert (book.count(), book.count(trashed=True)) == (0, 0)


def test_an_edit_of_the_typed_tags_moves_an_entry_between_lists(book: EntryBook, write: Write, entry: Write) -> None:
    written = write("text", tags=("old",))
    book.add_many([replace(written, tags=("new",))])
    assert book.page(Selection(tags=("old",))) == ()
    assert [line.id for line in book.page(Selection(tags=("new",)))] == [written.id]
