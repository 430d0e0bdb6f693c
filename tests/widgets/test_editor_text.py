"""The editor shows any text and gives back exactly what it was given."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.widgets.editor_text import for_editor

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60) | st.text(
    st.sampled_from("a \n\r\t\x00\x1b\x85\u2028\u2400\ue000\ud800é#["), max_size=40
)


@given(ANY_TEXT)
@example("one\r\ntwo\r\n")
@example("one\r\ntwo\nthree\rfour")
@example("\x00\u2400\ue000")
def test_any_text_comes_back_byte_for_byte(text: str) -> None:
    held = for_editor(text)
    assert held.original(held.shown) == text


@given(ANY_TEXT)
def test_nothing_that_moves_the_terminal_is_shown(text: str) -> None:
    shown = for_editor(text).shown
    assert not any(ord(c) < 0x20 and c not in "\n\t" for c in shown)
    assert not any(0x7F <= ord(c) <= 0x9F or 0xD800 <= ord(c) <= 0xDFFF for c in shown)
    assert shown.split("\n") == [line for part in shown.split("\n") for line in (part.splitlines() or [""])]


@given(ANY_TEXT, ANY_TEXT)
def test_pasting_changes_nothing_of_what_was_there(before: str, pasted: str) -> None:
    held = for_editor(before)
    after = held.with_pasted(pasted)
    unified = pasted.replace("\r\n", "\n").replace("\r", "\n")
    both = held.shown + "|" + after.shown
    assert after.original(both) == before + "|" + unified.replace("\n", held.line_end)


def test_line_ends_of_a_windows_text_stay_when_a_line_is_added() -> None:
    held = for_editor("one\r\ntwo")
    assert held.original(held.shown + "\nthree") == "one\r\ntwo\r\nthree"


@pytest.mark.parametrize("mixed", ["a\r\nb\nc", "a\rb", "\r\n\r"])
def test_mixed_line_ends_are_kept_one_by_one(mixed: str) -> None:
    held = for_editor(mixed)
    assert held.original(held.shown) == mixed
    assert "\r" not in held.shown
