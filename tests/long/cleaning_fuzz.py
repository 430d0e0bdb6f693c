"""Hostile texts, 100,000 for each cleaning test, about ten minutes: `python -m pytest tests/long/cleaning_fuzz.py`.

Not collected by the usual run because its name does not begin with `test_`. Two hundred thousand in all: what a person
writes themselves is cleaned when it is shown, what a peer writes before it is stored.
"""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.cleaning import (
    LONGEST_NAME,
    MOST_MARKS,
    clean_line,
    clean_peer_line,
    clean_peer_name,
    clean_peer_text,
    clean_text,
)

PIECES = st.sampled_from(
    [*map(chr, range(0x30)), *map(chr, range(0x7F, 0xA1)), *"[]()\\;m?P_^Xk~ a", "\u202e", "\u0301", "\u200d", "\ud800"]
)
HOSTILE = st.lists(PIECES | st.characters(), max_size=80).map("".join)
LONG_RUN = settings(max_examples=100_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def is_harmless(text: str) -> bool:
    """Whether no control but new line and tab, no direction control, no surrogate and no tower of marks is in it."""
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        turns = unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        if turns or marks > MOST_MARKS or (category in ("Cc", "Cs", "Zl", "Zp") and character not in "\n\t"):
            return False
    return True


@LONG_RUN
@given(HOSTILE, st.integers(0, 40))
def test_cleaning_is_idempotent_and_lets_no_control_out(text: str, limit: int) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert is_harmless(once)
    line = clean_line(text, limit)
    assert clean_line(line, limit) == line
    assert len(line) <= limit


@LONG_RUN
@given(HOSTILE, st.integers(1, 40), st.integers(1, 6))
def test_what_peers_write_is_harmless_and_within_its_limits(text: str, limit: int, lines: int) -> None:
    body = clean_peer_text(text, limit, lines)
    assert clean_peer_text(body, limit, lines) == body
    assert len(body) <= limit
    assert body.count("\n") < lines
    assert "\t" not in body
    assert is_harmless(body)
    name, title = clean_peer_name(text), clean_peer_line(text, limit)
    assert (clean_peer_name(name), clean_peer_line(title, limit)) == (name, title)
    assert len(title) <= limit
    assert 1 <= len(name) <= LONGEST_NAME
    assert is_harmless(name + title)
    assert not {"\n", "\t"} & set(name + title)
