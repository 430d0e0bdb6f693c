"""A person's Markdown, drawn without losing a word of it."""

from hypothesis import given
from hypothesis import strategies as st

from journal.widgets.markdown_lines import markdown_lines


def plain(text: str, width: int = 40) -> list[str]:
    return [line.plain for line in markdown_lines(text, width)]


def test_line_breaks_stay_where_the_person_put_them() -> None:
    assert plain("one\ntwo\n\nthree") == ["one", "two", "", "three"]


def test_html_is_shown_as_the_words_it_is() -> None:
    assert plain("<b>hello</b> & <script>x</script>") == ["<b>hello</b> & <script>x</script>"]


def test_square_brackets_and_unknown_references_are_words() -> None:
    text = "[/b] and [x]: y and [2020-01-01 10:00] x"
    assert plain(text, 60) == [text]


def test_a_list_has_bullets_and_hanging_lines() -> None:
    assert plain("What helped\n\n- saying it before the evening\n- one person\n  - two deep\n", 20) == [
        "What helped",
        "",
        "• saying it before",
        "  the evening",
        "• one person",
        "  • two deep",
    ]


def test_an_ordered_list_counts_from_its_own_start() -> None:
    assert plain("3. three\n4. four") == ["3. three", "4. four"]


def test_a_quote_has_a_bar_on_every_line() -> None:
    assert plain("> You can go home when you want to.", 20) == ["▌ You can go home", "▌ when you want to."]


def test_two_paragraphs_in_a_quote_keep_the_bar_between_them() -> None:
    assert plain("> one\n>\n> two") == ["▌ one", "▌", "▌ two"]


def test_an_address_behind_a_link_is_written_out() -> None:
    assert plain("[a page](https://example.org)") == ["a page (https://example.org)"]


def test_a_heading_and_a_rule() -> None:
    assert plain("## What helped\n\ntext\n\n---\n\nmore") == ["What helped", "text", "", "─" * 24, "", "more"]


def test_code_keeps_its_spaces() -> None:
    assert plain("```\n  two\n    four\n```") == ["  two", "    four"]


def test_what_was_searched_for_is_marked_with_the_whole_word() -> None:
    (line,) = markdown_lines("The urges came, not the surge.", 60, ("urge",))
    marked = [line.plain[span.start : span.end] for span in line.spans if "hit-bg" in str(span.style)]
    assert marked == ["urges"]


def test_escape_sequences_do_not_reach_the_screen() -> None:
    assert "\x1b" not in "".join(plain("a\x1b[31mred\x1b]0;title\x07 b"))


def test_a_very_long_text_shows_its_beginning_and_says_where_the_rest_is() -> None:
    lines = plain("**bold**\n" * 30_000, 80)
    assert lines[0] == "**bold**"
    assert lines[-1] == "The text goes on. To see all of it: e, or journal show in a shell."


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12))
def test_every_word_is_there(word: str) -> None:
    text = f"> - {word}\n\n# {word}\n\n{word}\n\n1. {word}"
    assert "".join(plain(text)).count(word) >= 4


@given(st.text(max_size=200))
def test_no_text_breaks_the_page(text: str) -> None:
    assert all(line.cell_length <= 48 for line in markdown_lines(text, 40))
