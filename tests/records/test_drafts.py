from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from journal.entries import Draft, Entry
from journal.errors import EntryNotFound, NothingToKeep
from journal.ids import new_id
from journal.records.drafts import DraftBook
from journal.records.entries import EntryBook

Write = Callable[..., Entry]


@pytest.fixture
def draft(now: datetime) -> Draft:
    return Draft(new_id(now), now, "UTC", now, "Title", "Some words", ("tag",), 4)


def test_a_draft_comes_back_and_is_replaced_by_the_next(drafts: DraftBook, draft: Draft) -> None:
    drafts.save(draft)
    assert drafts.get(draft.id) == draft
    later = replace(draft, body="More words", saved_at=draft.saved_at + timedelta(seconds=4))
    drafts.save(later)
    assert drafts.all() == (later,)


def test_drafts_are_listed_newest_first(drafts: DraftBook, draft: Draft, now: datetime) -> None:
    other = replace(draft, id=new_id(now), saved_at=now + timedelta(minutes=1))
    drafts.save(other)
    drafts.save(draft)
    assert drafts.all() == (other, draft)


def test_a_discarded_draft_is_gone(drafts: DraftBook, draft: Draft) -> None:
    drafts.save(draft)
    drafts.discard(draft.id)
    drafts.discard(draft.id)
    assert drafts.get(draft.id) is None


def test_a_draft_is_no_entry_before_it_is_kept(book: EntryBook, drafts: DraftBook, draft: Draft) -> None:
    drafts.save(draft)
    assert (book.count(), book.search("words").total) == (0, 0)


def test_a_kept_draft_becomes_its_entry(book: EntryBook, drafts: DraftBook, draft: Draft, now: datetime) -> None:
    drafts.save(draft)
    saved = drafts.keep(draft.id, now + timedelta(minutes=5))
    assert book.get(draft.id) == saved.entry
    assert (saved.entry.title, saved.entry.body, saved.entry.tags, saved.entry.mood) == (
        "Title", "Some words", ("tag",), 4,
    )  # fmt: skip
    assert saved.entry.created_at == draft.created_at
    assert drafts.all() == ()


def test_a_kept_draft_of_an_entry_becomes_an_edit(
    book: EntryBook, drafts: DraftBook, write: Write, now: datetime
) -> None:
    written = write("first", mood=3)
    drafts.save(Draft(written.id, now, "UTC", now, body="second", base=written.revision))
    saved = drafts.keep(written.id, now)
    assert not saved.changed_elsewhere
    assert (saved.entry.body, saved.entry.mood) == ("second", None)
    assert [revision.body for revision in book.history(written.id)] == ["second", "first"]


def test_a_draft_says_when_its_entry_changed_meanwhile(
    book: EntryBook, drafts: DraftBook, write: Write, now: datetime
) -> None:
    written = write("first")
    drafts.save(Draft(written.id, now, "UTC", now, body="mine", base=written.revision))
    book.add_many([replace(written, body="theirs")])
    assert drafts.keep(written.id, now).changed_elsewhere
    assert [revision.body for revision in book.history(written.id)] == ["mine", "theirs", "first"]


def test_writing_on_takes_an_entry_out_of_the_trash(
    book: EntryBook, drafts: DraftBook, write: Write, now: datetime
) -> None:
    written = write("first")
    drafts.save(Draft(written.id, now, "UTC", now, body="second", base=written.revision))
    book.trash(written.id, now)
    saved = drafts.keep(written.id, now)
    assert saved.entry.trashed_at is None
    assert book.get(written.id) == saved.entry
    assert book.count() == 1


def test_a_draft_outlives_the_entry_that_was_purged(
    book: EntryBook, drafts: DraftBook, write: Write, now: datetime
) -> None:
    written = write("first")
    book.purge(written.id)
    drafts.save(Draft(written.id, now, "UTC", now, body="second", base=written.revision))
    assert drafts.keep(written.id, now).entry.body == "second"
    assert book.count() == 1


def test_an_empty_draft_is_not_kept_and_not_lost(book: EntryBook, drafts: DraftBook, draft: Draft) -> None:
    empty = replace(draft, title=" ", body="\n", mood=None)
    drafts.save(empty)
    with pytest.raises(NothingToKeep):
        drafts.keep(empty.id, draft.saved_at)
    assert drafts.get(empty.id) == empty
    assert book.count() == 0


def test_a_draft_that_is_not_there_cannot_be_kept(drafts: DraftBook, now: datetime) -> None:
    with pytest.raises(EntryNotFound):
        drafts.keep("0" * 32, now)
