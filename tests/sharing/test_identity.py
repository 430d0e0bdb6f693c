import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.sharing import bech32
from journal.sharing.circles import Circle, Pair
from journal.sharing.identity import circle_identity, is_id, pair_identity, receiving_key
from journal.sharing.refusals import BadRecipient
from tests.sharing.people import KESTREL, MOSS, WREN

SEED = bytes(range(32))


def test_the_same_seed_gives_the_same_keys_and_they_are_those_written_down_here() -> None:
    person = pair_identity(SEED).person
    assert person == pair_identity(SEED, 1).person
    assert person.signing_key.hex() == "e284d399f75cf958fea389979b82762865977d374e25cec363ae7b7e27700f1b"
    assert person.recipient == "age1x5m9pjpx7vzchwlj53p0qk69falcdx034lqyg9u3jvxzhgn00aas080s5n"
    assert person.id == "c8eae11219ad2c2a537aa18798460fbd"


def test_identities_of_one_seed_have_nothing_in_common() -> None:
    people = [pair_identity(SEED, number).person for number in range(1, 4)]
    people += [circle_identity(SEED, name * 32).person for name in "ab"]
    assert len({key for one in people for key in (one.signing_key, one.receiving_key)}) == 10


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        pair_identity(SEED[:-1])


def test_secrets_are_not_in_the_text_of_an_identity() -> None:
    shown = repr(WREN)
    assert WREN.signing_secret.hex() not in shown
    assert repr(WREN.signing_secret) not in shown
    assert repr(WREN.receiving_secret) not in shown


@given(st.binary(max_size=64))
def test_bech32_brings_back_what_went_in(data: bytes) -> None:
    text = bech32.encode("age", data)
    assert bech32.decode(text) == ("age", data)
    assert bech32.decode(text.upper()) == ("age", data)


@given(st.integers(0, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7lbio1 Q"))
def test_a_mistyped_recipient_is_noticed(place: int, letter: str) -> None:
    text = WREN.person.recipient
    mistyped = text[:place] + letter + text[place + 1 :]
    if mistyped.strip() != text:
        with pytest.raises(BadRecipient):
            receiving_key(mistyped)


def test_a_recipient_is_read_whatever_stands_around_it() -> None:
    assert receiving_key(f" {WREN.person.recipient}\n") == WREN.person.receiving_key


@pytest.mark.parametrize("text", ["", "age1", "1", "age", "ssh-ed25519 AAAA", bech32.encode("age", bytes(31)), "ägé1x"])
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(BadRecipient):
        receiving_key(text)


def test_a_secret_key_is_not_taken_for_a_recipient() -> None:
    with pytest.raises(BadRecipient):
        receiving_key(WREN.age_identity)


@pytest.mark.parametrize(
    "text", ["../../../../vault.json.bak.....", "A" * 32, "a" * 31, "a" * 33, "a" * 32 + "\n", None, 7]
)
def test_what_is_no_id_is_not_taken_for_one(text: object) -> None:
    assert not is_id(text)


def test_both_people_of_a_pair_see_the_same_circle() -> None:
    assert Pair(WREN, MOSS.person).circle == Pair(MOSS, WREN.person).circle
    assert Pair(WREN, MOSS.person).circle.roster == Pair(MOSS, WREN.person).circle.roster


def test_every_pair_is_a_circle_of_its_own() -> None:
    pairs = [Pair(WREN, MOSS.person), Pair(WREN, KESTREL.person), Pair(MOSS, KESTREL.person)]
    assert len({pair.circle.id for pair in pairs}) == len(pairs)


def test_a_roster_follows_from_members_and_epoch_in_any_order() -> None:
    both = (WREN.person, MOSS.person)
    roster = Circle("a" * 32, 1, both).roster
    assert Circle("a" * 32, 1, both[::-1]).roster == roster
    others = [Circle("a" * 32, 2, both), Circle("b" * 32, 1, both), Circle("a" * 32, 1, both[:1])]
    assert roster not in {other.roster for other in others}
