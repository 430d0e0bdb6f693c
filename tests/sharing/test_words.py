import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.sharing.identity import Person
from journal.sharing.words import LIST_LENGTH, SAFETY_WORDS, make_words, safety_words, same_words, word_list
from tests.sharing.people import MOSS, WREN


def test_the_list_has_7776_words_of_plain_letters() -> None:
    words = word_list()
    assert len(set(words)) == LIST_LENGTH
    assert all(word.replace("-", "").isalpha() and word.isascii() and word.islower() for word in words)
    assert (words[0], words[-1]) == ("abacus", "zoom")


def test_six_words_are_worth_more_than_66_bits() -> None:
    assert math.log2(LIST_LENGTH) * SAFETY_WORDS > 66


def test_words_of_a_key_stay_the_same_and_are_those_written_down_here() -> None:
    assert safety_words(WREN.person) == ("improving", "contrite", "headed", "opal", "eraser", "duty")


def test_words_depend_on_both_keys() -> None:
    wren, moss = WREN.person, MOSS.person
    mixed = Person(wren.signing_key, moss.receiving_key)
    assert len({safety_words(wren), safety_words(moss), safety_words(mixed)}) == 3


@given(st.binary(min_size=32, max_size=32))
def test_six_words_come_from_32_random_bytes(random_bytes: bytes) -> None:
    words, place_of = make_words(random_bytes), {word: place for place, word in enumerate(word_list())}
    assert len(words) == SAFETY_WORDS
    number = sum(place_of[word] * LIST_LENGTH**place for place, word in enumerate(words))
    assert number == int.from_bytes(random_bytes, "big") % LIST_LENGTH**SAFETY_WORDS


@pytest.mark.parametrize(("length", "count"), [(31, 6), (32, 10), (0, 1)])
def test_too_few_random_bytes_make_no_words(length: int, count: int) -> None:
    with pytest.raises(ValueError, match="Too few"):
        make_words(bytes(length), count)


def test_words_are_compared_without_case_and_marks() -> None:
    shown = ("yo-yo", "abacus", "drop-down")
    assert same_words(shown, "Yo-Yo, abacus; DROP-DOWN.")
    assert same_words(shown, "yo yo abacus drop down")
    assert not same_words(shown, "yo-yo abacus")
    assert not same_words(shown, "abacus yo-yo drop-down")


def test_the_list_is_read_only_when_it_is_asked_for() -> None:
    code = "import sys, journal.sharing.words as words; assert 'xkcdpass' not in sys.modules; words.word_list()"
    subprocess.run([sys.executable, "-c", code], check=True)
