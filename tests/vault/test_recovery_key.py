import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.errors import MistypedRecoveryKey
from journal.vault.recovery_key import new_key, read, written

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SAME = {"O": "0", "I": "1", "L": "1"}

keys = st.binary(min_size=16, max_size=16)
places = st.integers(0, 27)


def letters(key: str) -> list[str]:
    return list(key.replace("-", ""))


def test_a_key_is_seven_groups_of_four_without_letters_that_look_alike() -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", new_key().text)
    assert new_key().secret != new_key().secret


def test_the_written_form_never_changes() -> None:
    # Keys on paper have to be read by every later version.
    assert written(bytes(16)) == "0000-0000-0000-0000-0000-0000-0000"
    assert written(bytes(range(16))) == "000G-40R4-0M30-E209-185G-R38E-1WHQ"
    assert written(b"\xff" * 16) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZWZW"


@settings(deadline=None)
@given(keys)
def test_what_is_written_is_read_again(secret: bytes) -> None:
    assert read(written(secret)) == secret


@settings(deadline=None)
@given(keys, st.data())
def test_case_spaces_dashes_and_look_alikes_do_not_matter(secret: bytes, data: st.DataObject) -> None:
    typed = ""
    for letter in letters(written(secret)):
        forms = {"0": "0Oo", "1": "1IiLl"}.get(letter, letter + letter.lower())
        typed += data.draw(st.sampled_from(forms)) + data.draw(st.sampled_from(["", " ", "-", "\t", "–", " - ", "\n"]))
    assert read(typed) == secret


@settings(deadline=None)
@given(keys, places, st.characters(codec="utf-8"))
def test_any_one_other_character_is_noticed_or_means_the_same(secret: bytes, place: int, character: str) -> None:
    typed = letters(written(secret))
    right = typed[place]
    typed[place] = character
    try:
        assert read("".join(typed)) == secret
    except MistypedRecoveryKey:
        assert SAME.get(character.upper(), character.upper()) != right


@settings(deadline=None)
@given(keys, places, places)
def test_any_two_characters_that_changed_places_are_noticed(secret: bytes, one: int, other: int) -> None:
    typed = letters(written(secret))
    typed[one], typed[other] = typed[other], typed[one]
    if typed == letters(written(secret)):
        assert read("".join(typed)) == secret
    else:
        with pytest.raises(MistypedRecoveryKey):
            read("".join(typed))


def test_any_two_wrong_characters_in_one_key_are_noticed() -> None:
    key = letters(written(b"a recovery key.."))
    for one in range(28):
        for other in range(one):
            for first in ALPHABET[::5]:
                for second in ALPHABET[::3]:
                    typed = [*key]
                    typed[one], typed[other] = first, second
                    if typed != key:
                        with pytest.raises(MistypedRecoveryKey):
                            read("".join(typed))


@settings(deadline=None)
@given(keys, places)
def test_a_missing_and_a_doubled_character_are_noticed_and_counted(secret: bytes, place: int) -> None:
    key = letters(written(secret))
    with pytest.raises(MistypedRecoveryKey, match="this has 27"):
        read("".join(key[:place] + key[place + 1 :]))
    with pytest.raises(MistypedRecoveryKey, match="this has 29"):
        read("".join(key[:place] + key[place : place + 1] + key[place:]))


@settings(deadline=None)
@given(st.text())
def test_anything_else_is_a_typing_slip_and_nothing_worse(typed: str) -> None:
    with pytest.raises(MistypedRecoveryKey):
        read("!" + typed)
