from collections.abc import Callable
from datetime import datetime

import pytest

from journal.entries import Change, Draft, Entry
from journal.errors import EntryNotFound
from journal.records.drafts import DraftBook
from journal.records.engine import Engine
from journal.records.entries import EntryBook

Write = Callable[..., Entry]


def test_what_is_in_the_trash_is_in_no_list_and_can_come_back(book: EntryBook, write: Write, now: datetime) -> None:
    written = write("words #tag")
    book.trash(written.id, now)
    assert (book.page(), book.search("words").total, book.tags(), book.count()) == ((), 0, (), 0)
    assert book.get(written.id).trashed_at == now
    book.restore(written.id)
    assert book.get(written.id) == written
    assert book.search("words").total == 1


def test_putting_something_into_the_trash_again_keeps_the_first_time(
    book: EntryBook, write: Write, now: datetime
) -> None:
    written = write()
    book.trash(written.id, now)
    book.trash(written.id, now.replace(year=2030))
    assert book.get(written.id).trashed_at == now


def test_an_entry_can_be_changed_in_the_trash(book: EntryBook, write: Write, now: datetime) -> None:
    written = write("first")
    book.trash(written.id, now)
    book.edit(written.id, Change(body="second #tag"), now)
    assert (book.search("second").total, book.tags()) == (0, ())
    book.restore(written.id)
    assert book.search("second").total == 1
    assert [tag.tag for tag in book.tags()] == ["tag"]


@pytest.mark.parametrize("in_trash", [True, False])
def test_purging_leaves_nothing_of_an_entry(
    book: EntryBook, drafts: DraftBook, engine: Engine, write: Write, now: datetime, in_trash: bool
) -> None:
    gone, stays = write("secret first 今日は良い", tags=("hush",)), write("other", tags=("hush",))
    book.edit(gone.id, Change(body="secret second"), now)
    drafts.save(Draft(gone.id, now, "UTC", now, body="secret third"))
    if in_trash:
        book.trash(gone.id, now)
    book.purge(gone.id)
    with pytest.raises(EntryNotFound):
        book.get(gone.id)
    assert drafts.all() == ()
    assert list(book.each_revision()) == []
    assert [line.id for line in book.page()] == [stays.id]
    assert [(tag.tag, tag.count) for tag in book.tags()] == [("hush", 1)]
    with engine.reading() as connection:
        for table in ("entry_text", "entry_threes"):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, entry_text, row)")
        assert {row[0] for row in connection.execute("SELECT term FROM terms")} == {"other", "hush"}


def test_emptying_the_trash_erases_what_is_in_it_and_nothing_else(
    book: EntryBook, drafts: DraftBook, write: Write, now: datetime
) -> None:
    written = [write(f"number {number}") for number in range(5)]
    for one in written[:3]:
        book.edit(one.id, Change(body="changed"), now)
        drafts.save(Draft(one.id, now, "UTC", now, body="draft"))
        book.trash(one.id, now)
    assert book.purge_trash() == 3
    assert book.purge_trash() == 0
    assert {line.id for line in book.page()} == {one.id for one in written[3:]}
    assert drafts.all() == ()
    assert list(book.each_revision()) == []
