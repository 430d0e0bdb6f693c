"""The questions to write from: what is in the file, which one comes when, and when none comes."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.choices import Choices
from journal.moods import Point
from journal.prompts import Prompt, may_prompt, prompt_of_day, topics

DAYS = st.dates(date(2000, 1, 1), date(2199, 1, 1))
NOW = datetime(2026, 3, 10, 21, 14, tzinfo=UTC)
TODAY = NOW.date()

EVERY_ONE = [prompt for topic in topics() for prompt in topic.prompts]
ASSUMES = re.compile(
    r"\b(god|pray\w*|faith|church|higher power|sponsor|steps?\b(?= (?:work|one|four))|meetings?|sober|sobriety"
    r"|abstinen\w*|mother|father|parents?|child(?:ren)?|husband|wife|partner|family|job|boss|grateful|gratitude"
    r"|thankful|blessed)\b",
    re.IGNORECASE,
)


def asked(day: date, skipped: int = 0, *, deeper: bool = False, topics_off: frozenset[str] = frozenset()) -> Prompt:
    found = prompt_of_day(topics(), day, skipped, Choices(deeper=deeper, topics_off=topics_off))
    assert found is not None
    return found


# --- what is in the file ---------------------------------------------------------------------------------------------


def test_there_are_twelve_topics_of_five_lighter_and_five_deeper_questions() -> None:
    assert len(topics()) == 12
    assert {Counter(prompt.deeper for prompt in topic.prompts)[True] for topic in topics()} == {5}
    assert {Counter(prompt.deeper for prompt in topic.prompts)[False] for topic in topics()} == {5}


def test_every_question_is_there_once_ends_as_a_question_and_fits_two_rows() -> None:
    said = [text for prompt in EVERY_ONE for text in (prompt.ask, prompt.friend) if text]
    assert len(said) == len(set(said))
    assert not [text for text in said if not (text.endswith("?") and text.count("?") == 1)]
    assert not [text for text in said if not 25 <= len(text) <= 90]
    assert not [text for text in said if text != " ".join(text.split()) or not text[0].isupper()]


def test_questions_ask_what_and_how_and_not_why() -> None:
    assert not [prompt.ask for prompt in EVERY_ONE if re.search(r"\bwhy\b", prompt.ask, re.IGNORECASE)]


def test_no_question_assumes_a_belief_a_programme_a_family_or_gratitude() -> None:
    assert ASSUMES.search("What are you grateful for?")
    assert not [text for prompt in EVERY_ONE for text in (prompt.ask, prompt.friend) if ASSUMES.search(text)]


def test_the_form_as_to_a_friend_is_an_offer_beside_some_of_the_deeper_ones() -> None:
    friendly = [prompt for prompt in EVERY_ONE if prompt.friend]
    assert len(friendly) >= 10
    assert all(prompt.deeper for prompt in friendly)


# --- which one comes when --------------------------------------------------------------------------------------------


@given(DAYS, st.booleans())
def test_in_one_round_every_question_comes_once_and_every_day_has_another_topic(start: date, deeper: bool) -> None:
    length = 120 if deeper else 60
    round_ = [asked(start + timedelta(days=number), deeper=deeper) for number in range(length)]
    assert len(set(round_)) == length
    assert asked(start + timedelta(days=length), deeper=deeper) == round_[0]
    assert all(one.topic != other.topic for one, other in pairwise(round_))


@given(DAYS, st.booleans())
def test_another_is_another_as_often_as_there_are_any(day: date, deeper: bool) -> None:
    length = 120 if deeper else 60
    seen = [asked(day, skipped, deeper=deeper) for skipped in range(length)]
    assert len(set(seen)) == length
    assert asked(day, length, deeper=deeper) == seen[0]


@given(DAYS, st.integers(1, 10))
def test_what_was_passed_over_today_is_not_the_question_of_the_next_weeks(day: date, skipped: int) -> None:
    week = {asked(day + timedelta(days=number)) for number in range(-10, 15)}
    assert asked(day, skipped) not in week


@given(DAYS)
def test_deeper_questions_come_when_they_were_chosen(day: date) -> None:
    week = [day + timedelta(days=number) for number in range(24)]
    assert not any(asked(one).deeper for one in week)
    assert {asked(one, deeper=True).deeper for one in week} == {True, False}


@given(DAYS, st.sets(st.sampled_from([topic.id for topic in topics()]), max_size=11), st.integers(0, 30))
def test_a_topic_that_is_off_is_never_asked(day: date, off: set[str], skipped: int) -> None:
    assert asked(day, skipped, deeper=True, topics_off=frozenset(off)).topic not in off


def test_with_every_topic_off_or_without_prompts_nothing_is_asked() -> None:
    everything = frozenset(topic.id for topic in topics())
    assert prompt_of_day(topics(), TODAY, 0, Choices(topics_off=everything)) is None
    assert prompt_of_day(topics(), TODAY, 0, Choices(prompts=False)) is None


# --- when none comes -------------------------------------------------------------------------------------------------


def noted(days_ago: int = 0, hour: int = 20, **answers: int) -> Point:
    return Point(TODAY - timedelta(days=days_ago), hour * 60, **answers)


def test_on_an_ordinary_day_a_question_is_asked() -> None:
    assert may_prompt(NOW, (), ())
    assert may_prompt(NOW, (), [noted(mood=2), noted(mood=3, craving=9)])


@pytest.mark.parametrize(("days_ago", "asks"), [(0, False), (1, False), (2, True), (-1, True)])
def test_after_a_slip_nothing_is_asked_that_day_and_the_day_after(days_ago: int, asks: bool) -> None:
    assert may_prompt(NOW, {TODAY - timedelta(days=days_ago)}, [noted(mood=4)]) is asks


@pytest.mark.parametrize(
    ("answers", "asks"),
    [
        ({"mood": 1}, False),
        ({"mood": 2}, True),
        ({"mood": 2, "craving": 6}, True),
        ({"mood": 2, "craving": 7}, False),
        ({"mood": 3, "craving": 10}, True),
        ({"craving": 10}, True),
    ],
)
def test_after_a_very_low_check_in_nothing_is_asked(answers: dict[str, int], asks: bool) -> None:
    assert may_prompt(NOW, (), [noted(**answers)]) is asks


def test_a_later_check_in_says_how_it_is_now_and_one_without_a_mood_does_not() -> None:
    assert may_prompt(NOW, (), [noted(hour=9, mood=1), noted(mood=3)])
    assert not may_prompt(NOW, (), [noted(hour=9, mood=1), noted(energy=4)])


@pytest.mark.parametrize(("hour", "asks"), [(23, False), (22, False), (21, True), (8, True)])
def test_a_low_evening_is_quiet_until_the_next_evening(hour: int, asks: bool) -> None:
    assert may_prompt(NOW, (), [noted(1, hour, mood=1)]) is asks
