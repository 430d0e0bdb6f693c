from collections.abc import Callable
from datetime import date, datetime

from journal.entries import Change, Entry
from journal.finding import Selection, TagCount
from journal.records.engine import Engine
from journal.records.entries import EntryBook

Write = Callable[..., Entry]


def test_tags_are_counted_most_used_first(book: EntryBook, write: Write) -> None:
    write("a #walk", tags=("sleep",))
    write("b #walk")
    write("c #Walk #walk", tags=("walk",))
    assert book.tags() == (TagCount("walk", 3), TagCount("sleep", 1))


def test_tags_of_a_selection_count_only_its_entries(book: EntryBook, write: Write) -> None:
    write(tags=("walk", "sleep"), mood=1)
    write(tags=("walk",), mood=5)
    assert book.tags(Selection(mood=5)) == (TagCount("walk", 1),)
    assert book.tags(Selection(tags=("sleep",))) == (TagCount("sleep", 1), TagCount("walk", 1))
    assert book.tags(Selection(until=date(1999, 1, 1))) == ()


def test_a_tag_goes_with_its_last_entry_and_leaves_no_trace(
    book: EntryBook, engine: Engine, write: Write, now: datetime
) -> None:
    one, two = write("#secret"), write("#secret")
    book.edit(one.id, Change(body="nothing"), now)
    assert book.tags() == (TagCount("secret", 1),)
    book.trash(two.id, now)
    assert book.tags() == ()
    with engine.reading() as connection:
        assert connection.execute("SELECT count(*) FROM tag").fetchone() == (0,)


def test_tags_come_back_from_the_trash(book: EntryBook, write: Write, now: datetime) -> None:
    one = write("#walk", tags=("sleep",))
    book.trash(one.id, now)
    book.trash(one.id, now)
    book.restore(one.id)
    book.restore(one.id)
    assert book.tags() == (TagCount("sleep", 1), TagCount("walk", 1))
    assert [line.id for line in book.page(Selection(tags=("walk", "sleep")))] == [one.id]


def test_a_selection_may_name_a_tag_as_people_type_it(book: EntryBook, write: Write) -> None:
    write(tags=("Good Things",))
    assert book.count(Selection(tags=("#good things",))) == 1
