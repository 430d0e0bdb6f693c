import base64
import hashlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.cleaning import LONGEST_NAME, NAMELESS, clean_peer_name
from journal.sharing.cards import card_text, new_card, qr_rows, read_card
from journal.sharing.identity import Person
from journal.sharing.refusals import CardExpired, MistypedCard, NewerCard, NotACard, OwnCard
from tests.sharing.people import NOW, WREN, named

CARD = new_card(WREN.person, "Wren", bytes(range(16)), NOW)
TEXT = card_text(CARD)


def test_a_card_says_who_gave_it_and_until_when_it_is_good() -> None:
    card = read_card(TEXT, NOW)
    assert card == CARD
    assert card.person.name == "Wren"
    assert card.expires == NOW + timedelta(days=7)


def test_a_card_of_the_usual_length_is_one_short_line_of_capitals_and_digits() -> None:
    assert len(TEXT) <= 160
    assert TEXT.startswith("RJ1:")
    assert set(TEXT) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:")


def test_a_card_survives_being_wrapped_and_written_small() -> None:
    wrapped = "\n".join(f"  {TEXT[start : start + 40].lower()} " for start in range(0, len(TEXT), 40))
    assert read_card(wrapped, NOW) == CARD


@given(st.integers(4, len(TEXT) - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ2345670189!Ä"))
def test_any_letter_that_was_mistyped_is_noticed(place: int, letter: str) -> None:
    mistyped = TEXT[:place] + letter + TEXT[place + 1 :]
    if mistyped != TEXT:
        with pytest.raises(MistypedCard):
            read_card(mistyped, NOW)


@given(st.integers(4, len(TEXT) - 1))
def test_a_card_that_was_cut_is_noticed(length: int) -> None:
    with pytest.raises(MistypedCard):
        read_card(TEXT[:length], NOW)


@pytest.mark.parametrize("text", ["", "hello", "age1qqq", "RJ", "RJ:AAAA", "X" + TEXT])
def test_something_else_is_not_taken_for_a_card(text: str) -> None:
    with pytest.raises(NotACard):
        read_card(text, NOW)


def test_a_card_of_a_later_version_asks_for_an_update() -> None:
    with pytest.raises(NewerCard):
        read_card(TEXT.replace("RJ1:", "RJ2:"), NOW)


def test_a_card_of_a_later_layout_asks_for_an_update_too() -> None:
    content = base64.b32decode(TEXT[4:] + "=" * (-len(TEXT[4:]) % 8))[:-4]
    later = b"\x02" + content[1:]
    later += hashlib.sha256(b"recovery-journal/1/share/card/" + later).digest()[:4]
    with pytest.raises(NewerCard):
        read_card("RJ1:" + base64.b32encode(later).decode().rstrip("="), NOW)


def test_a_card_needs_a_secret_of_16_bytes() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        new_card(WREN.person, "Wren", bytes(15), NOW)


def test_an_endless_card_is_not_read() -> None:
    with pytest.raises(MistypedCard):
        read_card("RJ1:" + "A" * 10_000_000, NOW)


def test_a_card_is_good_for_seven_days_and_not_a_second_longer() -> None:
    read_card(TEXT, NOW + timedelta(days=7, seconds=-1))
    with pytest.raises(CardExpired):
        read_card(TEXT, NOW + timedelta(days=7))


def test_nobody_becomes_their_own_peer() -> None:
    with pytest.raises(OwnCard):
        read_card(TEXT, NOW, own=(WREN.person,))


def test_a_key_that_gives_every_secret_away_is_refused() -> None:
    weak = Person(WREN.person.signing_key, bytes(32), "Wren")
    with pytest.raises(MistypedCard):
        read_card(card_text(new_card(weak, "Wren", bytes(16), NOW)), NOW)


@given(st.text(max_size=60))
def test_a_name_arrives_on_one_line_of_24_characters_at_most(name: str) -> None:
    card = read_card(card_text(new_card(WREN.person, name, bytes(16), NOW)), NOW)
    assert card.person.name == clean_peer_name(name)
    assert len(card.person.name) <= LONGEST_NAME
    assert "\n" not in card.person.name


def test_a_card_somebody_else_made_cannot_bring_a_name_that_a_terminal_obeys() -> None:
    hostile = named(WREN, "\x1b]0;x\x07W\u202er\nen" + "x" * 40)
    card = read_card(card_text(type(CARD)(hostile, bytes(16), CARD.expires)), NOW)
    assert card.person.name == "Wr en" + "x" * 18 + "…"


def test_a_name_that_cannot_be_seen_becomes_someone() -> None:
    card = read_card(card_text(type(CARD)(named(WREN, "\u200d\u2800\u202e"), bytes(16), CARD.expires)), NOW)
    assert card.person.name == NAMELESS


def test_a_card_fits_into_a_terminal_as_a_qr_code_with_its_quiet_edge() -> None:
    rows = qr_rows(TEXT)
    assert len(rows) <= 25
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows[0]) <= 49
    assert rows[0].strip() == rows[1].strip() == rows[-1].strip() == ""
    assert rows[2].startswith("    █▀▀▀▀▀█ ")
    assert set("".join(rows)) == set(" ▀▄█")
