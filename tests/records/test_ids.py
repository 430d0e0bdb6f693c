from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random

import pytest

from journal.entries import Entry
from journal.errors import AmbiguousId, EntryNotFound, UnreadableId
from journal.records.entries import EntryBook

Write = Callable[..., Entry]


@pytest.fixture
def ids(book: EntryBook, entry: Write) -> list[str]:
    chance = Random(11)  # noqa: S311 - ids, no secrets
    made = {f"{chance.randrange(40):02x}{chance.randrange(3)}{chance.getrandbits(116):029x}" for _ in range(200)}
    made |= {"ab" * 16, "ab" * 15 + "ac"}
    book.add_many(replace(entry(), id=one) for one in sorted(made))
    return sorted(made)


def test_each_short_id_finds_its_entry_and_no_shorter_one_does(book: EntryBook, ids: list[str]) -> None:
    for full, short in book.short_ids(ids).items():
        assert full.startswith(short)
        assert book.find_id(short) == full
        assert len(short) == 6 or sum(one.startswith(short[:-1]) for one in ids) > 1


def test_two_ids_that_differ_in_the_last_digit_are_shown_whole(book: EntryBook, ids: list[str]) -> None:
    assert book.short_ids(["ab" * 16]) == {"ab" * 16: "ab" * 16}


def test_a_beginning_that_fits_several_names_a_few_of_them(book: EntryBook, ids: list[str]) -> None:
    start = ids[0][0]
    with pytest.raises(AmbiguousId) as caught:
        book.find_id(start)
    assert list(caught.value.matches) == [one for one in ids if one.startswith(start)][:5]


def test_an_id_may_be_typed_with_dashes_and_capitals(book: EntryBook, ids: list[str]) -> None:
    assert book.find_id("ABABABAB-ABAB-ABAB-ABAB-ABABABABABAB") == "ab" * 16


def test_what_is_no_id_and_what_is_nobodys_are_told_apart(book: EntryBook, ids: list[str]) -> None:
    with pytest.raises(UnreadableId):
        book.find_id("walk")
    with pytest.raises(EntryNotFound):
        book.find_id("ffffff")


def test_ids_can_be_looked_up_in_the_trash_only_or_outside_only(book: EntryBook, write: Write, now: datetime) -> None:
    gone, here = write(), write()
    book.trash(gone.id, now)
    assert book.find_id(gone.id) == book.find_id(gone.id, trashed=True) == gone.id
    assert book.find_id(here.id, trashed=False) == here.id
    with pytest.raises(EntryNotFound):
        book.find_id(gone.id, trashed=False)
    with pytest.raises(EntryNotFound):
        book.find_id(here.id, trashed=True)
