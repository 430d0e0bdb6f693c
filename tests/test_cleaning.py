import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.cleaning import (
    LONGEST_NAME,
    MOST_LINES,
    MOST_MARKS,
    NAMELESS,
    clean_line,
    clean_peer_line,
    clean_peer_name,
    clean_peer_text,
    clean_text,
)

ESCAPE = "\x1b"

PIECES = st.sampled_from(
    [
        *"\x1b\x07\x9b\x9d\x9c\x90\x98\x9e\x9f[]P^_k\\;0m?!\r\n\t \x0b\x0c\x85",
        *"\u202e\u2066\u200b\u200d\u2060\ufeff\u0301\u0489\ufe0f\u2028\ud800\udfff\ufffe\U000e0041a1é漢👨",
        "\x1b]52;c;aGFjaw==\x07",
        "\x1b[31m",
        "\u0301" * (MOST_MARKS + 1),
    ]
)
HOSTILE = st.lists(PIECES | st.characters(), max_size=60).map("".join)


def holds_nothing_a_terminal_obeys(text: str) -> bool:
    """Whether no control but new line and tab, no format character but the joiners, and no surrogate is in it."""
    return not any(
        (unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character not in "\n\t")
        or unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        or character in "\u200b\u200e\u200f\u2060\ufeff\u00ad"
        for character in text
    )


def most_marks_on_one_letter(text: str) -> int:
    most = current = 0
    for character in text:
        current = current + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        most = max(most, current)
    return most


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    line = clean_line(text, 20)
    assert clean_line(line, 20) == line


@given(HOSTILE)
def test_nothing_a_terminal_obeys_gets_out(text: str) -> None:
    once = clean_text(text)
    assert holds_nothing_a_terminal_obeys(once)
    assert most_marks_on_one_letter(once) <= MOST_MARKS
    once.encode("utf-8")
    line = clean_line(text)
    assert "\n" not in line
    assert "\t" not in line
    assert holds_nothing_a_terminal_obeys(line)


@given(HOSTILE, st.integers(0, 30))
def test_a_line_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(clean_line(text, limit)) <= limit


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u3164\uffa0")))
def test_plain_writing_stays_exactly_as_it_is(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x9b31mred", "ared"),
        ("a\x1b]0;a new title\x07b", "ab"),
        ("a\x1b]52;c;aGFjaw==\x1b\\b", "ab"),
        ("a\x9d0;a new title\x9cb", "ab"),
        ("a\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\", "ahere"),
        ("a\x1bP+q544e\x1b\\b", "ab"),
        ("a\x1b_Gi=1;AAAA\x1b\\b", "ab"),
        ("a\x1b^private\x1b\\b\x1bXstart\x1b\\c\x1bktitle\x1b\\", "abc"),
        ("a\x1bcb", "ab"),
        ("a\x1b(0b", "ab"),
        ("a\x1b\x1b[1mb", "ab"),
        ("over\x08\x08\x08\x08under\x7f", "overunder"),
        ("end\x1b", "end"),
    ],
)
def test_whole_escape_sequences_go(hostile: str, shown: str) -> None:
    assert clean_text(hostile) == shown


def test_a_sequence_that_never_ends_takes_no_words_along() -> None:
    assert clean_text("one\x1b]two\nthree") == "onetwo\nthree"
    assert clean_text("She said \xe2\x80\x9cgo home\xe2\x80\x9d and \xe2\x80\x9cstay\xe2\x80\x9d") == (
        "She said âgo homeâ and âstayâ"
    )


def test_new_lines_and_tabs_stay_and_every_other_line_end_becomes_a_new_line() -> None:
    assert clean_text("a\r\nb\rc\u2028d\u2029e\x0cf\x0bg\n\th") == "a\nb\nc\nd\ne\nf\ng\n\th"
    assert clean_text("a\r\x1b[0m\nb") == "a\nb"


def test_text_cannot_be_turned_around_or_hidden() -> None:
    assert clean_text("invoice\u202egnp.exe\u202c") == "invoicegnp.exe"
    assert clean_text("a\u200bb\u2060c\ufeffd\u00ade\u2066f\u2069g\U000e0041h\u3164") == "abcdefgh"


def test_joined_emoji_and_scripts_that_join_stay_whole() -> None:
    family = "👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3"
    persian = "می\u200cخواهم"
    assert clean_text(family) == family
    assert clean_text(persian) == persian


def test_visible_number_signs_stay_although_they_are_format_characters() -> None:
    assert clean_text("\u06dd\u0600\u070f") == "\u06dd\u0600\u070f"


def test_a_tower_of_marks_is_cut_and_real_marks_stay() -> None:
    assert clean_text("e" + "\u0301" * 500 + "f") == "e" + "\u0301" * MOST_MARKS + "f"
    assert clean_text("e" + "\u0301\u200d" * 500) == "e" + "\u0301\u200d" * (MOST_MARKS // 2)
    hebrew = "ש\u05c1\u05bc\u05b8\u05bd\u0596ב"
    assert clean_text(hebrew) == hebrew


def test_what_cannot_be_encoded_becomes_a_replacement_character() -> None:
    assert clean_text("a\ud800b\udfffc\ufffed") == "a\ufffdb\ufffdc\ufffdd"


def test_private_use_characters_stay() -> None:
    assert clean_text("\ue0b0 \U000f0001") == "\ue0b0 \U000f0001"


def test_a_line_has_single_spaces_where_lines_and_tabs_were() -> None:
    assert clean_line("  a \r\n\r\n\tb\t\tc  ") == "a b c"
    assert clean_line("two  spaces") == "two  spaces"


def test_a_line_is_cut_with_an_ellipsis_only_when_it_is_too_long() -> None:
    assert clean_line("a good day", 10) == "a good day"
    assert clean_line("a good day", 9) == "a good d…"
    assert clean_line("a good day", 3) == "a…"
    assert clean_line("a good day", 1) == "…"
    assert clean_line("a good day", 0) == ""


def test_markup_is_no_business_of_cleaning() -> None:
    assert clean_text("[bold]b[/bold] [/] **c**") == "[bold]b[/bold] [/] **c**"


def test_escape_is_gone_however_it_is_dressed() -> None:
    assert ESCAPE not in clean_text("".join(ESCAPE + chr(number) for number in range(0x300)))


def test_no_invisible_format_character_is_left_but_the_two_joiners() -> None:
    visible = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}  # number signs and the like
    kept = {
        code
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in ("Cf", "Cc", "Zl", "Zp") and clean_text(chr(code)) == chr(code)
    }
    assert kept == {ord("\n"), ord("\t"), 0x200C, 0x200D} | visible


# --- what peers write ------------------------------------------------------------------------------------------------


@given(HOSTILE, st.integers(1, 40), st.integers(1, 5))
def test_a_peers_text_is_harmless_within_its_limits_and_stays_as_it_is(text: str, limit: int, lines: int) -> None:
    once = clean_peer_text(text, limit, lines)
    assert clean_peer_text(once, limit, lines) == once
    assert len(once) <= limit
    assert once.count("\n") < lines
    assert "\t" not in once
    assert holds_nothing_a_terminal_obeys(once)
    assert most_marks_on_one_letter(once) <= MOST_MARKS


@given(HOSTILE)
def test_a_peers_name_is_one_short_line_in_which_something_can_be_seen(name: str) -> None:
    once = clean_peer_name(name)
    assert clean_peer_name(once) == once
    assert 1 <= len(once) <= LONGEST_NAME
    assert "\n" not in once
    assert holds_nothing_a_terminal_obeys(once)
    assert any(unicodedata.category(character)[0] in "LNPS" for character in once)


@given(HOSTILE, st.integers(1, 40))
def test_a_peers_title_is_one_line_within_its_limit(title: str, limit: int) -> None:
    once = clean_peer_line(title, limit)
    assert clean_peer_line(once, limit) == once
    assert len(once) <= limit
    assert "\n" not in once
    assert "\t" not in once


def test_a_peers_text_that_fits_stays_whole() -> None:
    text = "One.\n\n    code\n* a list [/b] **bold**"
    assert clean_peer_text(text, len(text)) == text
    assert clean_peer_text(f"\n\n{text} \n\n", len(text)) == text
    assert clean_peer_text(text, len(text) - 1) == text[:-2] + "…"


def test_a_peers_text_ends_with_its_last_line_that_is_shown() -> None:
    assert clean_peer_text("a\n\nb\nc", 100, 3) == "a\n\nb…"
    assert clean_peer_text("a\n" * (MOST_LINES + 9), 10_000).count("\n") == MOST_LINES - 1


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u200d\ufe0f", "\u2800", "\u1160", "\x1b[0m", "\u3164", "\u0301"])
def test_a_name_that_cannot_be_seen_is_someone(name: str) -> None:
    assert clean_peer_name(name) == NAMELESS


def test_a_long_hostile_text_takes_no_long_time() -> None:
    for piece in ("\x1b]", "\x1bP", "\u0301", "\x9d\x9c", "\n", "\u200d"):
        assert len(clean_peer_text(piece * 200_000, 20_000)) <= 20_000
