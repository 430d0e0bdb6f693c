"""Answers become the text of an entry and come back from it, exactly, whatever anybody writes or edits."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.reflections import (
    Filled,
    Form,
    Question,
    answers_from_body,
    answers_to_body,
    day_in,
    day_text,
    form_of,
    holds_answers,
    items_in,
    items_text,
    next_open,
    number_in,
    number_text,
    pair,
    ratings_in,
    ratings_text,
    tags_with,
    title_after,
    title_of,
)

WELL = Question("well", "Something that went well")
REPAIR = Question("repair", "What I would like to put right", was=("Whom I owe something", "Repair (who?)"))
LET_GO = Question("let-go", "What I let go of")
FORM = Form("evening", "Evening page", "Looking back", (WELL, REPAIR, LET_GO), title_from="well")

HEADINGS = [heading for question in FORM.questions for heading in question.headings]
# Text that is likely to be taken for something else: headings of the form, backslashes, breaks of every kind.
pieces = st.one_of(
    st.text(),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\\", "## ", "#", " ", "\t", "\u2028", "\x0b"]),
    st.sampled_from([f"## {heading}" for heading in HEADINGS]),
    st.sampled_from([f"\\## {heading}  \r" for heading in HEADINGS]),
)
texts = st.lists(pieces, max_size=8).map("".join)
answers = st.dictionaries(st.sampled_from([question.id for question in FORM.questions]), texts.filter(bool))


@given(answers, texts)
@example({"well": "\n## What I let go of\n"}, "")
@example({"well": "a\n\n", "let-go": "\n\nb\n"}, "before\n\n")
@example({"repair": "\\## Something that went well\r"}, "## Something that went well")
def test_any_answers_come_back_exactly(given_answers: dict[str, str], before: str) -> None:
    filled = Filled(given_answers, before)
    assert answers_from_body(FORM, answers_to_body(FORM, filled)) == filled


@given(texts)
def test_any_text_of_an_entry_keeps_all_its_words(body: str) -> None:
    filled = answers_from_body(FORM, body)
    kept = [filled.before, *filled.answers.values(), *HEADINGS]
    known = {word for text in kept for word in text.replace("\\", "").split()}
    assert {word for word in body.replace("\\", "").split() if word != "##"} <= known


@given(texts)
def test_a_text_that_was_read_and_written_is_read_the_same_again(body: str) -> None:
    once = answers_from_body(FORM, body)
    assert answers_from_body(FORM, answers_to_body(FORM, once)) == once


def test_a_filled_form_is_a_page_with_a_heading_for_each_answer() -> None:
    filled = Filled({"let-go": "The tone of the mail.", "well": "Soup.\n\nAnd bed at ten."})
    assert answers_to_body(FORM, filled) == (
        "## Something that went well\n\nSoup.\n\nAnd bed at ten.\n\n## What I let go of\n\nThe tone of the mail."
    )


def test_an_entry_edited_by_hand_is_understood_and_loses_nothing() -> None:
    body = "A line on top.\n## Something that went well\nSoup.\n## My own heading\nStill here.\n"
    body += "## Whom I owe something\nMaren.\n"
    filled = answers_from_body(FORM, body)
    assert filled.before == "A line on top."
    assert filled.answers == {"well": "Soup.\n## My own heading\nStill here.", "repair": "Maren.\n"}


def test_line_ends_of_another_system_are_no_obstacle() -> None:
    body = "## Something that went well\r\n\r\nSoup.\r\n\r\n## What I let go of\r\n\r\nThe mail."
    assert answers_from_body(FORM, body).answers == {"well": "Soup.", "let-go": "The mail."}


def test_a_heading_that_was_renamed_is_still_known_and_written_by_its_new_name() -> None:
    filled = answers_from_body(FORM, "## Repair (who?)\n\nJo")
    assert filled.answers == {"repair": "Jo"}
    assert answers_to_body(FORM, filled) == "## What I would like to put right\n\nJo"


def test_a_heading_that_stands_there_twice_stays_in_the_answer_it_is_in() -> None:
    filled = answers_from_body(FORM, "## What I let go of\n\none\n\n## What I let go of\n\ntwo")
    assert filled.answers == {"let-go": "one\n\n## What I let go of\n\ntwo"}


def test_a_form_is_found_by_its_tag_and_a_heading() -> None:
    body = answers_to_body(FORM, Filled({"well": "Soup"}))
    assert form_of([FORM], ("evening", "soup"), body) is FORM
    assert form_of([FORM], ("soup",), body) is None
    assert form_of([FORM], ("evening",), "A page with the tag, and no form.") is None
    assert not holds_answers(FORM, "Something that went well")
    assert tags_with(FORM, ["Soup"]) == ("evening", "soup")


def test_the_title_follows_the_answer_until_the_person_gives_one() -> None:
    before, after = Filled({"well": "- Soup"}), Filled({"well": "Soup, and bed at ten."})
    assert title_of(FORM, Filled()) == "Evening page"
    assert title_of(FORM, before) == "Evening page: Soup"
    assert title_after(FORM, before, "Evening page: Soup", after) == "Evening page: Soup, and bed at ten."
    assert title_after(FORM, before, "Soup day", after) == "Soup day"


def test_the_next_question_is_the_first_one_left_open() -> None:
    assert next_open(FORM, {}) == 0
    assert next_open(FORM, {"well": "Soup", "repair": "Jo"}) == 2
    assert next_open(FORM, {"well": "Soup"}, after=1) == 2
    assert next_open(FORM, {"well": "Soup", "repair": "Jo", "let-go": "It"}) is None


# --- kinds of answers ------------------------------------------------------------------------------------------------

STRENGTH = Question("strength", "How strong", "number", highest=10)
HALT = Question("halt", "HALT", "ratings", highest=3, items=("hungry", "angry", "in pain"))


@given(st.none() | st.integers(0, 10), st.text().filter(lambda words: number_in(STRENGTH, words)[0] is None))
def test_a_number_and_its_words_come_back(number: int | None, words: str) -> None:
    assert number_in(STRENGTH, number_text(STRENGTH, number, words)) == (number, words)


def test_a_number_written_otherwise_is_kept_as_words() -> None:
    assert number_in(STRENGTH, "between 6 and 7") == (None, "between 6 and 7")
    assert number_in(STRENGTH, "11 of 10") == (None, "11 of 10")
    assert number_in(STRENGTH, "7") == (7, "")


@given(st.dictionaries(st.sampled_from(HALT.items), st.integers(0, 3)))
def test_ratings_come_back(ratings: dict[str, int]) -> None:
    text = ratings_text(HALT, ratings, "And a line of my own.\n- hungry: very")
    assert ratings_in(HALT, text) == (ratings, "And a line of my own.\n- hungry: very")


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(lambda x: x[0] != "-")))
def test_words_one_a_line_come_back(words: list[str]) -> None:
    assert items_in(items_text(words)) == tuple(words)


def test_a_pair_is_one_line() -> None:
    assert items_text([pair("an evening alone", "ring Jo")]) == "- an evening alone → ring Jo"


@given(st.dates())
def test_a_day_comes_back(day: date) -> None:
    if day.year >= 1000:
        assert day_in(day_text(day)) == day


@pytest.mark.parametrize("words", ["", "in spring", "32 March 2026", "10 Brumaire 2026"])
def test_a_day_in_other_words_is_no_day(words: str) -> None:
    assert day_in(words) is None
    assert day_in("2026-03-10") == date(2026, 3, 10)
