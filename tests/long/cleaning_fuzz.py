"""A hundred thousand hostile texts through the cleaning function: `python -m pytest tests/long/cleaning_fuzz.py`.

Not collected by the usual run because its name does not begin with `test_`.
"""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.cleaning import clean_line, clean_text

PIECES = st.sampled_from(
    [*map(chr, range(0x30)), *map(chr, range(0x7F, 0xA1)), *"[]()\\;m?P_^Xk~ a", "\u202e", "\u0301", "\u200d", "\ud800"]
)
LONG_RUN = settings(max_examples=100_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@LONG_RUN
@given(st.lists(PIECES | st.characters(), max_size=80).map("".join), st.integers(0, 40))
def test_cleaning_is_idempotent_and_lets_no_control_out(text: str, limit: int) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert not any(unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t" for character in once)
    line = clean_line(text, limit)
    assert clean_line(line, limit) == line
    assert len(line) <= limit
