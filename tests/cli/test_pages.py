"""`journal export --format html`: a page to read and print, and the same sealed."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

import pytest

from tests.sharing.page_reader import ELEMENT, open_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


@pytest.fixture
def written(journal: Shell) -> Shell:
    """A journal with two entries of March 2024, one of them with a mood."""
    for words in (
        ["--when", "2024-03-05 10:00", "-t", "A walk", "-m", "2", "--tag", "walk", "By the <b>canal</b>."],
        ["--when", "2024-03-06 10:00", "Slept well."],
    ):
        assert journal.call("add", *words).code == 0
    return journal


def words_of(page: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL)


def test_a_page_holds_the_chosen_entries_and_no_mood(written: Shell, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    answer = written.call("export", "--format", "html", "--tag", "walk", "-o", file)
    assert answer.code == 0
    assert "1 entry exported" in answer.err
    assert "readable by anyone" in answer.err
    page = file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Tuesday 5 March 2024, 10:00" in page
    assert "By the &lt;b&gt;canal&lt;/b&gt;." in page
    for left_out in ("Slept well", "▂", "low", "<svg"):
        assert left_out not in words_of(page)
    assert written.call("export", "--format", "html", "--tag", "walk").out == page


def test_moods_charts_and_days_are_there_as_they_are_chosen(written: Shell) -> None:
    chosen = ["--since", "2024-03-01", "--until", "2024-03-31", "--moods", "--dates", "none"]
    for kind in ("line", "year", "counts"):
        chosen += ["--chart", kind]
    page = written.call("export", "--format", "html", *chosen).out
    assert page.count("<svg") == 3
    assert "▂</span> low" in page
    assert "10:00" not in page
    assert page.index("<svg") < page.index("<article>")
    without = written.call("export", "--format", "html", "--chart", "line").out
    assert "<svg" not in without
    assert "No mood was noted from" in without  # its days are the last 30, as in `journal moods`


def test_a_sealed_page_opens_with_the_words_on_the_one_line_that_is_printed(written: Shell, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    answer = written.call("export", "--format", "html", "--sealed", "-o", file)
    assert answer.code == 0
    assert re.fullmatch(r"[a-z-]+( [a-z-]+){5}\n", answer.out)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    page = file.read_text("utf-8")
    inside = open_page(page, answer.out)
    assert inside.index("By the &lt;b&gt;canal") < inside.index("Slept well.")
    assert "March 2024" in inside
    for left_out in ("5 March", "10:00", "▂"):
        assert left_out not in inside
    assert "2 entries sealed" in answer.err
    assert "Left out by itself: mood, day count, exact date, place, file names, real name." in answer.err
    for secret in (answer.out.strip(), "canal", "2024", "Slept"):
        assert secret not in page
        assert secret not in answer.err
    again = written.call("export", "--format", "html", "--sealed", "-o", file, "--force", "--dates", "day")
    assert again.out != answer.out
    assert "Left out by itself: mood, day count, place, file names, real name." in again.err
    other = file.read_text("utf-8")
    assert "Tuesday 5 March 2024, 10:00" in open_page(other, again.out)
    assert ELEMENT.sub("", other) == ELEMENT.sub("", page)  # so nothing outside the seal follows from words or entries


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--format", "html", "--sealed"], "Add -o FILE"),
        (["--format", "html", "--sealed", "-o", "-"], "Add -o FILE"),
        (["--sealed", "-o", "x"], "--sealed is for pages"),
        (["--format", "json", "--sealed", "-o", "x"], "--format html"),
        (["--format", "jsonl", "--chart", "line"], "--chart is for pages"),
        (["--moods"], "--moods is for pages"),
        (["--dates", "day"], "--dates is for pages"),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(written: Shell, words: list[str], says: str) -> None:
    answer = written.call("export", *words, unlocked=False)
    assert answer.code == 2
    assert says in answer.err
    assert not answer.out


def test_a_page_that_is_there_stays_and_no_words_are_printed_for_it(written: Shell, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("mine")
    answer = written.call("export", "--format", "html", "--sealed", "-o", file)
    assert (answer.code, answer.out, file.read_text()) == (1, "", "mine")
    assert "--force" in answer.err


def test_nothing_is_sealed_where_nothing_was_chosen(written: Shell, tmp_path: Path) -> None:
    answer = written.call("export", "--format", "html", "--sealed", "--tag", "nothing", "-o", tmp_path / "page.html")
    assert (answer.code, answer.out) == (1, "")
    assert "No entry was chosen" in answer.err
    assert not (tmp_path / "page.html").exists()
