"""Whatever comes from outside, at whatever depth it is broken: it is refused in words, and nothing is kept."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.sharing.age import seal_to
from journal.sharing.envelope import sign
from journal.sharing.padding import padded
from journal.sharing.refusals import AlreadyHere, BadContent, Refused
from tests.sharing.people import MOSS, WREN, Reader, Sender, insight

GOOD = Sender(WREN, MOSS).file(insight())
PAYLOAD = Sender(WREN, MOSS).payload(insight())
ENVELOPE = sign(PAYLOAD, WREN)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(st.text(max_size=8), values, max_size=4),
    max_leaves=8,
)
BROKEN_BYTES = st.tuples(st.integers(0), st.integers(0, 3), st.binary(max_size=8))


def broken(data: bytes, how: tuple[int, int, bytes]) -> bytes:
    """The bytes with a few of them put in, left out or replaced somewhere."""
    place, left_out, put_in = how
    place %= len(data)
    return data[:place] + put_in + data[place + left_out :]


def is_refused(data: bytes) -> None:
    reader = Reader((MOSS, WREN))
    with pytest.raises(Refused) as caught:
        reader.take(data)
    assert str(caught.value)
    assert not reader.states


def sealed(envelope: bytes) -> bytes:
    return seal_to(padded(envelope), [MOSS.person.recipient])


@given(BROKEN_BYTES)
def test_a_file_broken_anywhere_is_refused(how: tuple[int, int, bytes]) -> None:
    data = broken(GOOD, how)
    if data != GOOD:
        is_refused(data)


@given(st.binary(max_size=300))
def test_any_bytes_after_the_first_line_of_age_are_refused(rest: bytes) -> None:
    is_refused(b"age-encryption.org/v1\n" + rest)


@given(st.binary(max_size=400))
def test_anything_sealed_to_me_is_refused_unless_somebody_signed_it(inside: bytes) -> None:
    is_refused(seal_to(inside, [MOSS.person.recipient]))
    is_refused(sealed(inside))


@given(BROKEN_BYTES)
def test_an_envelope_broken_anywhere_is_refused(how: tuple[int, int, bytes]) -> None:
    data = broken(ENVELOPE, how)
    if json_or_none(data) != json_or_none(ENVELOPE):
        is_refused(sealed(data))


@given(JSON)
def test_an_envelope_of_any_json_is_refused(content: Any) -> None:
    is_refused(sealed(json.dumps(content).encode()))


@settings(max_examples=300)
@given(st.sampled_from(sorted(json.loads(PAYLOAD))), JSON)
def test_a_peer_who_signs_anything_in_a_field_cannot_do_harm(name: str, value: Any) -> None:
    accepted_or_refused({**json.loads(PAYLOAD), name: value})


@settings(max_examples=300)
@given(st.sampled_from(sorted(json.loads(PAYLOAD)["body"])), JSON)
def test_a_peer_who_signs_anything_in_a_body_cannot_do_harm(name: str, value: Any) -> None:
    fields = json.loads(PAYLOAD)
    accepted_or_refused({**fields, "body": {**fields["body"], name: value}})


@given(st.sampled_from(["insight", "reply", "encourage", "support", "retract"]), JSON)
def test_a_peer_who_signs_any_body_cannot_do_harm(kind: str, body: Any) -> None:
    accepted_or_refused({**json.loads(PAYLOAD), "kind": kind, "body": body})


def test_a_surrogate_in_a_signed_text_can_be_stored() -> None:
    payload = PAYLOAD.replace(b"One person", b"One\\ud800person")
    content = Reader((MOSS, WREN)).take(sealed(sign(payload, WREN))).payload.content
    assert content == insight(title="One\ufffdperson who knows is enough")


def accepted_or_refused(fields: dict[str, Any]) -> None:
    """What a peer signed is refused whole, or it is kept and its texts can be stored and shown."""
    reader = Reader((MOSS, WREN))
    data = sealed(sign(json.dumps(fields).encode(), WREN))
    try:
        accepted = reader.take(data)
    except Refused:
        assert not reader.states
        return
    json.dumps(asdict(accepted.payload.content), default=str, ensure_ascii=False).encode("utf-8")
    with pytest.raises((AlreadyHere, BadContent)):
        reader.take(data)


def json_or_none(data: bytes) -> Any:
    """What the bytes say, so that white space between them makes no difference."""
    try:
        return json.loads(data)
    except ValueError:
        return None
