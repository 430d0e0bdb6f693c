"""Remembered words are replaced as words, as they are written, and once is enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.redaction import CircularReplacements, Replacement, pieces_of, text_of
from journal.redaction.replacing import OMITTED

FRIEND = Replacement("Sam", "my friend")


def replaced(text: str, *rules: Replacement | tuple[str, str]) -> str:
    return text_of(pieces_of(text, [rule if isinstance(rule, Replacement) else Replacement(*rule) for rule in rules]))


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("I saw Sam.", "I saw my friend."),
        ("Sam's dog, (Sam) and #Sam", "my friend's dog, (my friend) and #my friend"),
        ("Samuel, Samsung, sam_1 and NoSam stay.", "Samuel, Samsung, sam_1 and NoSam stay."),
        (
            "So. Sam came.\n\nSam left.\n- Sam\n# Sam",
            "So. My friend came.\n\nMy friend left.\n- My friend\n# My friend",
        ),
        ("a line that goes on with\nSam in it", "a line that goes on with\nmy friend in it"),
        ("I asked SAM", "I asked MY FRIEND"),
        ("This same sam is no name.", "This same sam is no name."),
    ],
)
def test_a_name_is_replaced_as_a_word_and_begins_a_sentence_where_it_did(text: str, leaves: str) -> None:
    first = text.startswith("Sam")
    assert replaced(text, FRIEND) == (leaves[0].upper() + leaves[1:] if first else leaves)


def test_a_name_that_is_also_a_word_is_replaced_as_a_name_alone() -> None:
    assert replaced("Will said I will.", ("Will", "W. B.")) == "W. B. said I will."


def test_a_word_in_small_letters_is_found_however_it_is_written() -> None:
    rule = ("the office", "work")
    assert replaced("At the office. The Office was loud, THE OFFICE.", rule) == "At work. Work was loud, WORK."


def test_the_longest_words_go_first_and_may_stand_on_two_lines() -> None:
    rules = [("New York", "a town"), ("New York City", "a city")]
    assert replaced("New York City, not New\n York.", *rules) == "A city, not a town."


def test_accents_written_apart_or_together_are_the_same_name() -> None:
    together, apart = "Hi Zo\u00eb, hi ZO\u00cb.", "Hi Zoe\u0308, hi ZOE\u0308."
    for text in (together, apart):
        for name in (together[3:6], apart[3:7]):
            assert replaced(text, (name, "Z.")) == "Hi Z., hi Z.."


def test_another_accent_or_another_emoji_is_another_word() -> None:
    assert replaced("Zoe\u0308 and Zoe", ("Zoe", "Z.")) == "Zoe\u0308 and Z."
    assert replaced("👩‍💻 👩🏽 👩", ("👩", "x")) == "👩‍💻 👩🏽 x"


def test_a_replacement_may_hold_what_it_replaces() -> None:
    assert replaced("mum and my mum and Mum", ("mum", "my mum")) == "my mum and my mum and My mum"


def test_what_one_replacement_brings_another_may_replace() -> None:
    assert replaced("with Anna", ("Anna", "Berta"), ("Berta", "a friend")) == "with a friend"
    assert replaced("in Sam York", ("Sam", "New"), ("New York", "a town")) == "in a town"


def test_a_circle_is_told_in_words() -> None:
    with pytest.raises(CircularReplacements, match="lead in a circle"):
        replaced("with Anna", ("Anna", "Berta"), ("Berta", "Anna"))


def test_without_a_word_in_its_place_an_ellipsis_stands_there() -> None:
    assert replaced("with Sam and", ("Sam", " ")) == f"with {OMITTED} and"


def test_rules_that_say_nothing_change_nothing() -> None:
    assert replaced("Sam and sam", ("", "x"), ("  ", "x"), ("Sam", "sam")) == "Sam and sam"


def test_the_later_of_two_rules_for_a_word_counts() -> None:
    assert replaced("with Sam", ("Sam", "a"), ("Sam", "b")) == "with b"


def test_the_pieces_say_what_stood_there() -> None:
    pieces = pieces_of("👩🏽 Zoe\u0301 met Sam.", [FRIEND])
    assert [(piece.text, piece.was) for piece in pieces] == [
        ("👩🏽 Zoe\u0301 met ", None), ("my friend", "Sam"), (".", None),
    ]  # fmt: skip
    assert [piece.replaced for piece in pieces] == [False, True, False]


def test_a_piece_that_is_touched_twice_says_what_stood_there_first() -> None:
    rules = [Replacement("Sam", "New"), Replacement("New York", "a town")]
    assert [(piece.text, piece.was) for piece in pieces_of("in Sam York", rules)] == [
        ("in ", None), ("a town", "Sam York"),
    ]  # fmt: skip


def test_the_words_of_the_person_are_in_no_description_of_a_value() -> None:
    assert "Sam" not in repr(FRIEND)
    assert "Sam" not in repr(pieces_of("with Sam", [FRIEND]))


WORDS = st.sampled_from(
    [
        "a",
        "b",
        "A",
        "B",
        "ab",
        "Ab",
        "mum",
        "Zoe\u0308",
        "Zoë",
        "é",
        "👩",
        "👩‍💻",
        "x y",
        "x",
        "y",
        "İ",
        "ß",
        "C++",
        ".",
    ]
)
TEXTS = st.lists(WORDS | st.sampled_from([" ", "\n", ", ", ". ", "-", "'s ", "\u0301", "\u200d"]), max_size=30).map(
    "".join
)
RULES = st.lists(st.builds(Replacement, WORDS | TEXTS, WORDS | TEXTS), max_size=4)


@given(TEXTS | st.text(max_size=60), RULES)
def test_replacing_twice_is_replacing_once_and_nothing_else_is_lost(text: str, rules: list[Replacement]) -> None:
    try:
        pieces = pieces_of(text, rules)
    except CircularReplacements:
        return
    assert "".join(piece.text if piece.was is None else piece.was for piece in pieces) == text
    assert all(piece.text != piece.was for piece in pieces)
    once = text_of(pieces)
    assert text_of(pieces_of(once, rules)) == once


@given(st.text(max_size=80))
def test_without_rules_a_text_is_one_piece(text: str) -> None:
    assert text_of(pieces_of(text, [])) == text
    assert len(pieces_of(text, [])) == bool(text)
