"""The book of letters: sealed words stay out of every list until they are opened, in one step."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from journal.entries import Draft
from journal.finding import Selection
from journal.letters import Letter, LetterNotFound, LetterOpened, LetterUnaddressed, entry_of, opened_letter
from journal.moments import Moment
from journal.records.drafts import DraftBook
from journal.records.engine import Engine
from journal.records.entries import EntryBook
from journal.records.letters import LetterBook

WRITTEN = Moment.of(datetime(2026, 3, 10, 18, 20, tzinfo=UTC), "Europe/Berlin")
LATER = datetime(2026, 6, 1, 9, tzinfo=UTC)
SEALED = Letter(
    "a1" * 16, WRITTEN.at, WRITTEN.zone, WRITTEN.at.astimezone(UTC), "A letter to me", "The heron stood there.",
    due=date(2026, 6, 1),
)  # fmt: skip


@pytest.fixture
def letters(engine: Engine) -> LetterBook:
    return LetterBook(engine)


def test_a_letter_comes_back_as_it_was_written(letters: LetterBook) -> None:
    strange = replace(
        SEALED, id="b2" * 16, title="\ud800", body="one\r\n\x00two", due=None, counter="c", milestone="30d"
    )
    for letter in (SEALED, strange):
        letters.write(letter)
        assert letters.get(letter.id) == letter
    assert letters.waiting() == (SEALED, strange)
    assert tuple(letters.each()) == (SEALED, strange)


def test_sealed_words_are_in_no_list_and_no_search_until_they_are_opened(letters: LetterBook, book: EntryBook) -> None:
    letters.write(SEALED)
    assert book.search("heron").hits == ()
    assert book.page() == ()
    entry = letters.open(SEALED.id, LATER)
    assert (entry.body, entry.tags, entry.created_at) == (SEALED.body, ("letter",), SEALED.written_at)
    assert [hit.line.id for hit in book.search("heron").hits] == [entry.id]
    assert book.page(Selection(since=date(2026, 3, 10), until=date(2026, 3, 10)))[0].id == entry.id
    kept = letters.get(SEALED.id)
    assert (kept.title, kept.body, kept.entry, kept.opened_at) == ("", "", entry.id, LATER)
    assert letters.waiting() == ()
    assert letters.opened_on(date(2026, 6, 1), date(2026, 6, 30)) == (date(2026, 6, 1),)
    assert letters.opened_on(date(2026, 6, 2), date(2026, 6, 30)) == ()


def test_a_letter_is_opened_once(letters: LetterBook) -> None:
    letters.write(SEALED)
    letters.open(SEALED.id, LATER)
    with pytest.raises(LetterOpened):
        letters.open(SEALED.id, LATER)
    with pytest.raises(LetterNotFound):
        letters.open("f" * 32, LATER)


def test_a_letter_that_is_not_sealed_is_an_entry_and_waits_with_it(letters: LetterBook, book: EntryBook) -> None:
    entry = entry_of(SEALED, WRITTEN.at)
    pointer = replace(SEALED, sealed=False, title="", body="", entry=entry.id)
    letters.write(pointer, entry)
    assert [hit.line.id for hit in book.search("heron").hits] == [entry.id]
    assert letters.due(date(2026, 6, 1), {}) == (pointer,)
    book.trash(entry.id, LATER)
    assert letters.due(date(2026, 6, 1), {}) == ()
    book.restore(entry.id)
    assert letters.open(pointer.id, LATER).id == entry.id
    assert book.count() == 1


def test_the_draft_of_a_letter_goes_with_the_step_that_keeps_it(letters: LetterBook, drafts: DraftBook) -> None:
    drafts.save(Draft(SEALED.id, WRITTEN.at, WRITTEN.zone, WRITTEN.at, body="## The letter\n\nThe heron"))
    letters.write(SEALED)
    assert drafts.all() == ()


def test_a_letter_for_nowhere_leaves_its_draft(letters: LetterBook, drafts: DraftBook) -> None:
    drafts.save(Draft(SEALED.id, WRITTEN.at, WRITTEN.zone, WRITTEN.at, body="## The letter\n\nThe heron"))
    with pytest.raises(LetterUnaddressed):
        letters.write(replace(SEALED, due=None))
    assert len(drafts.all()) == 1


def test_letters_with_a_day_come_before_those_with_a_milestone(letters: LetterBook) -> None:
    milestone = replace(SEALED, id="b2" * 16, due=None, counter="c", milestone="30d")
    soon = replace(SEALED, id="c3" * 16, due=date(2026, 4, 1))
    for letter in (milestone, SEALED, soon):
        letters.write(letter)
    assert letters.waiting() == (soon, SEALED, milestone)
    assert letters.due(date(2026, 4, 1), {("c", "30d"): date(2026, 4, 1)}) == (soon, milestone)


def test_a_letter_can_be_thrown_away(letters: LetterBook) -> None:
    letters.write(SEALED)
    letters.discard(SEALED.id)
    assert letters.waiting() == ()
    with pytest.raises(LetterNotFound):
        letters.discard(SEALED.id)


def test_letters_of_a_file_come_once_and_the_later_one_holds(letters: LetterBook, book: EntryBook) -> None:
    other = replace(SEALED, id="b2" * 16)
    assert letters.add_many([SEALED, other]).added == 2
    assert letters.add_many([SEALED, other]).known == 2
    changed = replace(SEALED, due=date(2027, 1, 1), updated_at=LATER)
    assert letters.add_many([changed]).changed == 1
    assert letters.get(SEALED.id).due == date(2027, 1, 1)
    assert letters.add_many([SEALED]).known == 1
    assert letters.get(SEALED.id).due == date(2027, 1, 1)


def test_an_opened_letter_of_a_file_takes_no_words_away_that_are_nowhere_else(
    letters: LetterBook, book: EntryBook
) -> None:
    letters.write(SEALED)
    opened = opened_letter(SEALED, LATER)
    assert letters.add_many([opened]).known == 1
    assert letters.get(SEALED.id).body == SEALED.body
    book.add(entry_of(SEALED, LATER))
    assert letters.add_many([opened]).changed == 1
    assert letters.get(SEALED.id) == opened
