"""When a letter to a later self comes, and what it is until then."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from journal.errors import NothingToKeep
from journal.letters import (
    TAG,
    Letter,
    LetterForThePast,
    LetterUnaddressed,
    LetterWithoutWords,
    checked_letter,
    comes_words,
    coming_with,
    day_of,
    due_letters,
    due_line,
    entry_of,
    is_newer,
    letter_from,
    opened_letter,
    reached_by,
)
from journal.moments import Moment
from journal.reflections import Filled
from journal.streaks import History, new_counter

LONDON = "Europe/London"
NOW = Moment(datetime(2026, 3, 10, 21, 14, tzinfo=ZoneInfo(LONDON)), LONDON)
TODAY = NOW.at.date()
LETTER = Letter("a" * 32, NOW.at, LONDON, NOW.at.astimezone(UTC), "A letter to me", "Hold on.", due=date(2026, 6, 1))


def answers(**given: str) -> Filled:
    return Filled({"words": "Hold on.", "when": "in 3 months", **given})


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("in 1 month", date(2026, 4, 10)),
        ("in 3 weeks", date(2026, 3, 31)),
        ("In a year", date(2027, 3, 10)),
        ("in 40 days", date(2026, 4, 19)),
        ("1 June 2027", date(2027, 6, 1)),
        ("2027-06-01", date(2027, 6, 1)),
        ("1 June", date(2026, 6, 1)),
        ("1 January", date(2027, 1, 1)),
        ("tomorrow", date(2026, 3, 11)),
        ("friday", date(2026, 3, 13)),
        ("May", date(2026, 5, 1)),
    ],
)
def test_a_day_for_a_letter_is_looked_for_ahead(words: str, day: date) -> None:
    assert day_of(words, NOW) == day


def test_a_month_ahead_of_the_last_of_january_is_the_last_of_february() -> None:
    assert day_of("in 1 month", Moment(datetime(2026, 1, 31, tzinfo=UTC), "UTC")) == date(2026, 2, 28)


@pytest.mark.parametrize("words", ["", "some time", "when I am ready", "in many moons"])
def test_words_that_name_no_day_are_asked_about_and_say_how(words: str) -> None:
    with pytest.raises(LetterUnaddressed) as caught:
        day_of(words, NOW)
    assert "in 3 months" in str(caught.value)
    assert caught.value.question == "when"


@pytest.mark.parametrize("words", ["today", "yesterday", "1 March 2026", "2020-01-01"])
def test_a_letter_for_a_day_that_is_here_already_is_no_letter(words: str) -> None:
    with pytest.raises(LetterForThePast):
        letter_from(answers(when=words), "b" * 32, NOW, NOW, {})


def test_a_letter_is_sealed_unless_the_person_says_no() -> None:
    sealed, entry = letter_from(answers(to="me, in spring"), "b" * 32, NOW, NOW, {})
    assert entry is None
    assert (sealed.sealed, sealed.title, sealed.body, sealed.entry) == (
        True, "A letter to me, in spring", "Hold on.", "",
    )  # fmt: skip


def test_a_letter_that_is_not_sealed_is_an_entry_at_once_and_a_pointer_waits() -> None:
    letter, entry = letter_from(answers(sealed="No"), "b" * 32, NOW, NOW, {})
    assert entry is not None
    assert (entry.body, entry.tags, entry.created_at) == ("Hold on.", (TAG,), NOW.at)
    assert (letter.sealed, letter.title, letter.body, letter.entry) == (False, "", "", entry.id)
    assert letter.due == date(2026, 6, 10)


def test_a_letter_without_words_is_none() -> None:
    with pytest.raises(LetterWithoutWords):
        letter_from(answers(words="  \n"), "b" * 32, NOW, NOW, {})
    with pytest.raises(NothingToKeep):
        checked_letter(replace(LETTER, title="", body=" "))
    with pytest.raises(LetterUnaddressed):
        checked_letter(replace(LETTER, due=None, counter="c"))


def test_a_letter_comes_on_its_day_and_stays_there_until_it_is_opened() -> None:
    assert not LETTER.is_due(date(2026, 5, 31), {})
    assert LETTER.is_due(date(2026, 6, 1), {})
    assert LETTER.is_due(date(2027, 6, 1), {})
    assert not opened_letter(LETTER, NOW.at).is_due(date(2026, 6, 1), {})


def test_a_letter_for_a_milestone_comes_when_a_run_reaches_it_after_the_letter_was_written() -> None:
    letter = replace(LETTER, due=None, counter="c", milestone="30d")
    assert not letter.is_due(date(2030, 1, 1), {})
    assert not letter.is_due(TODAY, {("c", "30d"): date(2026, 2, 1)})
    assert letter.is_due(TODAY, {("c", "30d"): date(2026, 3, 10)})
    assert not letter.is_due(TODAY, {("c", "60d"): date(2026, 3, 10), ("d", "30d"): date(2026, 3, 10)})


def test_the_milestones_that_are_offered_are_the_next_ones_and_are_known_when_they_are_reached() -> None:
    counter = new_counter("c" * 32, "Alcohol-free", date(2026, 2, 1), LONDON, NOW.at.astimezone(UTC))
    histories = [History(counter, ())]
    coming = coming_with(histories, NOW.at)
    words = "60 days · Alcohol-free"
    assert coming[words] == (counter.id, "60d")
    letter, _ = letter_from(answers(when=words), "b" * 32, NOW, NOW, coming)
    assert (letter.due, letter.counter, letter.milestone) == (None, counter.id, "60d")
    assert comes_words(letter, {mark: name for name, mark in coming.items()}) == f"with {words}"
    later = datetime(2026, 4, 2, 9, tzinfo=UTC)
    assert not letter.is_due(TODAY, reached_by(histories, NOW.at))
    assert letter.is_due(later.date(), reached_by(histories, later))


def test_letters_that_have_come_are_one_quiet_line() -> None:
    first, second = LETTER, replace(LETTER, id="b" * 32, due=date(2026, 5, 1))
    assert due_letters([first, second], date(2026, 6, 1), {}) == (second, first)
    assert due_line((), date(2026, 6, 1)) == ""
    assert due_line((first,), date(2026, 6, 1)) == "A letter from you has come, written on Tuesday 10 March."
    assert due_line((first,), date(2027, 6, 1)) == "A letter from you has come, written on Tuesday 10 March 2026."
    assert due_line((first, second), date(2026, 6, 1)) == "2 letters from you have come."
    assert comes_words(first, {}) == "on Monday 1 June 2026"


def test_an_opened_letter_is_an_entry_of_the_day_it_was_written() -> None:
    entry = entry_of(LETTER, datetime(2026, 6, 1, tzinfo=UTC))
    assert (entry.created_at, entry.title, entry.body, entry.tags) == (
        LETTER.written_at,
        LETTER.title,
        "Hold on.",
        (TAG,),
    )
    opened = opened_letter(LETTER, datetime(2026, 6, 1, tzinfo=UTC))
    assert (opened.entry, opened.body, opened.title) == (entry.id, "", "")


def test_a_letter_that_was_opened_is_not_closed_again_by_an_older_copy() -> None:
    opened = opened_letter(LETTER, datetime(2026, 6, 1, tzinfo=UTC))
    assert is_newer(opened, LETTER)
    assert not is_newer(LETTER, opened)
    assert not is_newer(LETTER, replace(LETTER, updated_at=datetime(2020, 1, 1, tzinfo=UTC)))


def test_no_word_of_a_letter_is_in_what_a_traceback_would_show() -> None:
    assert "Hold on" not in repr(LETTER)
    assert "to me" not in repr(LETTER)
