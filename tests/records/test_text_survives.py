"""Whatever a person can type comes back byte for byte, from everywhere that text is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journal.entries import Change, Draft, Entry
from journal.ids import new_id
from journal.notes import from_note, note_from_entry
from journal.records.drafts import DraftBook
from journal.records.entries import EntryBook

Write = Callable[..., Entry]

HARD = [
    "\0",
    "a\0b",
    "\r\n lines \r and \n",
    "\ud800",
    "before \udfff after",
    "\u2028\u2029\x85",
    "   leading and trailing   ",
    "[2020-01-01 10:00] x",
    "[/b] [/] [bold]",
    "'; DROP TABLE entry; --",
    "\ufeff\u202e\x1b[31m",
    "e\u0301 \U0001f9d8\U0001f3fd\u200d\u2640\ufe0f \U0010ffff",
    "今日は\0良い\ud800天気",
    "%s {0} \\x00 \\ud800",
]
any_text = st.text(st.characters(exclude_categories=())) | st.sampled_from(HARD)


@pytest.mark.parametrize("text", HARD)
def test_hard_text_survives_in_every_place(
    book: EntryBook, drafts: DraftBook, entry: Write, now: datetime, text: str
) -> None:
    survives(book, drafts, entry, now, text)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=any_text)
def test_any_text_survives_in_every_place(
    book: EntryBook, drafts: DraftBook, entry: Write, now: datetime, text: str
) -> None:
    survives(book, drafts, entry, now, text)


def survives(book: EntryBook, drafts: DraftBook, entry: Write, now: datetime, text: str) -> None:
    one, many = replace(entry(mood=3), title=text, body=text), replace(entry(mood=3), title=text, body=text)
    book.add(one)
    book.add_many([many])
    for written in (one, many):
        assert book.get(written.id) == written
        assert next(line.title for line in book.page(limit=10_000) if line.id == written.id) == text
        assert next(each.body for each in book.each() if each.id == written.id) == text
        book.edit(written.id, Change(title="other", body="other"), now)
        assert [revision.body for revision in book.history(written.id)] == (
            ["other", text] if text != "other" else ["other"]
        )
        book.restore_revision(written.id, written.revision, now)
        assert (book.get(written.id).title, book.get(written.id).body) == (text, text)
    draft = Draft(new_id(now), now, "UTC", now, text, text, mood=2)
    drafts.save(draft)
    assert drafts.get(draft.id) == draft
    assert drafts.keep(draft.id, now).entry.body == text
    assert book.get(draft.id).body == text
    assert from_note(one.id, note_from_entry(one)) == one


@example("\ud800今日")
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=any_text)
def test_text_of_every_kind_leaves_the_search_index_whole(
    book: EntryBook, entry: Write, now: datetime, text: str
) -> None:
    written = replace(entry(mood=1), title=text, body=text + " anchor")
    book.add(written)
    assert book.search("anchor", limit=10_000).total == book.count()
    book.edit(written.id, Change(body=text + " anchor again"), now)
    book.trash(written.id, now)
    book.purge(written.id)
    assert book.search("anchor").total == book.count()


def test_ten_megabytes_are_one_entry_and_no_burden_to_a_list(book: EntryBook, write: Write) -> None:
    huge = write("much " * 2_000_000 + "needle")
    assert book.get(huge.id) == huge
    assert len(book.page()[0].preview) < 200
    found = book.search("needle")
    assert found.total == 1
    assert len(found.hits[0].snippet.text) < 200
