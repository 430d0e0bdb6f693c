from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from journal.entries import Change, Entry, Revision
from journal.errors import EntryNotFound, NoSuchRevision
from journal.records.entries import EntryBook

Write = Callable[..., Entry]


def test_an_edit_keeps_what_was_before(book: EntryBook, write: Write, now: datetime) -> None:
    written = write("first", title="Title", mood=2, tags=("a",))
    later = now + timedelta(hours=1)
    saved = book.edit(written.id, Change(body="second", clear_mood=True), later)
    assert saved.entry == book.get(written.id)
    assert (saved.entry.body, saved.entry.title, saved.entry.mood) == ("second", "Title", None)
    assert (saved.entry.updated_at, saved.entry.created_at) == (later, written.created_at)
    present, before = book.history(written.id)
    assert (present.id, present.parent, present.made_at) == (saved.entry.revision, written.revision, later)
    assert (before.id, before.body, before.mood, before.tags) == (written.revision, "first", 2, ("a",))
    assert before.made_at == written.updated_at


def test_a_star_makes_no_revision(book: EntryBook, write: Write, now: datetime) -> None:
    written = write()
    saved = book.edit(written.id, Change(starred=True), now + timedelta(days=1))
    assert saved.entry.starred
    assert book.get(written.id) == saved.entry
    assert len(book.history(written.id)) == 1


def test_an_edit_that_changes_nothing_is_no_revision(book: EntryBook, write: Write, now: datetime) -> None:
    written = write("same", tags=("a",), mood=1)
    assert book.edit(written.id, Change(body="same", tags=("A",), mood=1), now).entry == written
    assert len(book.history(written.id)) == 1


def test_two_edits_of_the_same_content_keep_both_and_say_so(book: EntryBook, write: Write, now: datetime) -> None:
    written = write("first")
    here = book.edit(written.id, Change(body="mine"), now, base=written.revision)
    there = book.edit(written.id, Change(body="theirs"), now, base=written.revision)
    assert (here.changed_elsewhere, there.changed_elsewhere) == (False, True)
    assert [revision.body for revision in book.history(written.id)] == ["theirs", "mine", "first"]


def test_an_edit_is_found_by_its_new_words_only(book: EntryBook, write: Write, now: datetime) -> None:
    written = write("before #old")
    book.edit(written.id, Change(title="Heading", body="after #new"), now)
    assert [book.search(word).total for word in ("before", "after", "heading", "#old", "#new")] == [0, 1, 1, 0, 1]
    assert book.page()[0].preview == "after #new"


def test_an_entry_that_is_not_there_cannot_be_changed(book: EntryBook, now: datetime) -> None:
    with pytest.raises(EntryNotFound):
        book.edit("0" * 32, Change(body="x"), now)
    with pytest.raises(EntryNotFound):
        book.history("0" * 32)
    with pytest.raises(EntryNotFound):
        book.trash("0" * 32, now)


def test_an_earlier_content_comes_back_as_one_more_edit(book: EntryBook, write: Write, now: datetime) -> None:
    written = write("first", mood=1, tags=("a",))
    book.edit(written.id, Change(body="second", mood=5, tags=()), now)
    restored = book.restore_revision(written.id, written.revision, now + timedelta(minutes=1))
    assert (restored.body, restored.mood, restored.tags) == ("first", 1, ("a",))
    assert [revision.body for revision in book.history(written.id)] == ["first", "second", "first"]
    assert [tag.tag for tag in book.tags()] == ["a"]
    assert book.restore_revision(written.id, restored.revision, now) == restored


def test_a_revision_of_another_entry_is_not_taken(book: EntryBook, write: Write, now: datetime) -> None:
    one, other = write("one"), write("other")
    with pytest.raises(NoSuchRevision):
        book.restore_revision(one.id, other.revision, now)


def test_revisions_leave_and_come_back(book: EntryBook, entry: Write, write: Write, now: datetime) -> None:
    written, untouched = [entry(f"first {number}") for number in range(250)], write("never edited")
    book.add_many(written)
    book.add_many([replace(one, body="second") for one in written])
    earlier = list(book.each_revision())
    assert {entry_id for entry_id, _ in earlier} == {one.id for one in written}
    assert list(book.each_revision([written[3].id, untouched.id])) == [earlier[3]]
    assert book.add_revisions(earlier) == 0
    added = Revision("c" * 32, None, now - timedelta(days=1), "", "once", (), None)
    assert book.add_revisions([(untouched.id, added), ("0" * 32, added)]) == 1
    assert book.history(untouched.id)[1] == added
