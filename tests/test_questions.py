"""Which questions a check-in asks: what was chosen comes back, and nothing strange ever breaks a check-in."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.questions import LINES, Questions, checked_mood_words, questions_from, questions_to
from journal.wording import MOOD_WORDS

CHOSEN = Questions(
    off=frozenset({"craving", "note"}),
    more_halt=("in-pain",),
    mood_words=("stone", "grey", "so-so", "fine", "sun"),
    paused_since=date(2026, 3, 10),
    patterns_off=frozenset({"tag:walk:mood"}),
)


@pytest.mark.parametrize("questions", [Questions(), CHOSEN, Questions(off=frozenset())])
def test_what_was_chosen_comes_back(questions: Questions) -> None:
    assert questions_from(questions_to(questions)) == questions


@given(
    st.text(max_size=30)
    | st.dictionaries(
        st.sampled_from(["off", "more_halt", "mood_words", "paused_since", "patterns_off"]),
        st.none() | st.text(max_size=5) | st.lists(st.text(max_size=5) | st.integers(), max_size=6),
    ).map(str)
)
def test_a_strange_choice_asks_the_usual_questions(text: str) -> None:
    assert isinstance(questions_from(text), Questions)


def test_medication_is_not_asked_until_somebody_wants_it() -> None:
    usual = Questions()
    assert [line for line in LINES if not usual.asks(line)] == ["medication"]
    assert usual.without("medication").asks("medication")
    assert not usual.without("note").asks("note")
    assert questions_from('{"mood_words": ["one"]}').mood_words == MOOD_WORDS


def test_cravings_are_asked_about_once_something_is_counted_unless_somebody_chose_otherwise() -> None:
    idle = replace(Questions(), counting=False)
    assert [line for line in LINES if not idle.asks(line)] == ["craving", "strongest", "medication"]
    assert Questions().asks("craving")
    wanted = questions_from(questions_to(idle.without("craving")))
    assert replace(wanted, counting=False).asks("craving")
    assert not replace(wanted, counting=False).asks("strongest")
    unwanted = questions_from(questions_to(Questions().without("craving")))
    assert not unwanted.asks("craving")
    assert unwanted.without("craving").asks("craving")


def test_what_was_chosen_before_counters_stays_chosen() -> None:
    before = replace(questions_from('{"off": ["note", "strongest"]}'), counting=False)
    assert before.asks("craving")
    assert not before.asks("strongest")


def test_mood_words_are_five_short_ones_or_none() -> None:
    assert checked_mood_words((" a ", "b", "c", "d", "a word far too long")) == ("a", "b", "c", "d", "a word far")
    assert checked_mood_words(("a", "b", "c", "d", " ")) == ()
