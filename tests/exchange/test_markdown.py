"""Markdown: our own, changed by hand; and that of other programs."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.entries import Entry
from journal.errors import UnreadableFile
from journal.exchange.reading import read_any
from journal.exchange.readings import Noted, Reading, Skipped, Trashed
from tests.exchange.samples import HERE, entries_of, exported, plain, read, skipped_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.md"


def two() -> list[Entry]:
    first = replace(plain("One text.", "First"), mood=4, tags=("sleep", "walk"), starred=True)
    return [first, replace(plain("Another\n\ntext."), id=f"{2:032x}", revision=f"{2:032x}")]


# --- our own ---------------------------------------------------------------------------------------------------------


def test_a_person_can_read_it() -> None:
    lines = exported("markdown", two()[:1]).splitlines()
    assert lines[0].startswith("<!-- recovery-journal entry {")
    assert lines[1:] == [
        "## 2026-03-08 21:05 · First",
        "*mood 4 of 5 · sleep, walk · starred*",
        "",
        "One text.",
        f"<!-- end of entry {1:032x} -->",
    ]


def test_nothing_in_an_entry_can_end_its_comment() -> None:
    entry = replace(plain("x", "a -->\n<script>"), tags=("a--b",))
    comment = exported("markdown", [entry]).splitlines()[0]
    assert comment.count("--") == 2
    assert comment.count("<") == comment.count(">") == 1


def test_a_text_that_quotes_its_own_ending_comes_back(file: Path) -> None:
    body = f"<!-- end of entry {1:032x} -->\n<!-- end of entry {1:032x} 2 -->"
    entries = [plain(body), two()[1]]
    assert entries_of(read(file, exported("markdown", entries))) == entries


def test_an_export_inside_an_entry_is_text(file: Path) -> None:
    entries = [plain(exported("markdown", two())), two()[1]]
    assert entries_of(read(file, exported("markdown", entries))) == entries


def test_text_and_title_may_be_edited_by_hand(file: Path) -> None:
    written = exported("markdown", two()).replace("One text.", "A longer\n\ntext. ").replace("· First", "· The first")
    first, second = entries_of(read(file, written))
    assert (first.title, first.body) == ("The first", "A longer\n\ntext. ")
    assert second == two()[1]


def test_an_edited_text_counts_more_than_the_exact_one_that_was_kept_beside_it(file: Path) -> None:
    entry = plain("half \ud800", "two\nlines")
    written = exported("markdown", [entry])
    assert entries_of(read(file, written)) == [entry]
    (edited,) = entries_of(read(file, written.replace("two lines", "one line").replace("half \ufffd", "whole")))
    assert (edited.title, edited.body) == ("one line", "whole")


def test_text_moved_up_to_the_heading_is_kept(file: Path) -> None:
    written = exported("markdown", [plain("One.\n\nTwo.")]).replace("\n\nOne.", "\nOne.", 1)
    assert entries_of(read(file, written))[0].body == "One.\n\nTwo."


@pytest.mark.parametrize("number", [1, 2])
def test_an_entry_whose_ending_was_removed_ends_before_the_next(file: Path, number: int) -> None:
    written = exported("markdown", two()).replace(f"<!-- end of entry {number:032x} -->\n", "")
    readings = read(file, written)
    assert skipped_of(readings) == []
    assert entries_of(readings) == two()


def test_an_entry_whose_id_was_changed_still_ends_where_it_ended(file: Path) -> None:
    written = exported("markdown", two()).replace(f'"id": "{1:032x}"', f'"id": "{7:032x}"')
    first, _ = entries_of(read(file, written))
    assert (first.id, first.body) == (f"{7:032x}", "One text.")


@pytest.mark.parametrize(
    ("there", "changed", "reason"),
    [
        ('"mood": 4', '"mood": 9', "its mood is not a number from 1 to 5"),
        ('"mood": 4', '"mood": 4,,', "the comment above this entry was changed and cannot be read"),
        ("## 2026-03-08 21:05 · First\n", "", "its heading with the date is missing"),
    ],
)
def test_a_broken_entry_is_skipped_and_the_rest_arrives(file: Path, there: str, changed: str, reason: str) -> None:
    readings = read(file, exported("markdown", two()).replace(there, changed))
    assert skipped_of(readings) == [(1, reason)]
    assert entries_of(readings) == two()[1:]


def test_text_outside_of_the_entries_is_told_and_not_imported(file: Path) -> None:
    first, second = two()
    written = "# Mine\n\n" + exported("markdown", [first]) + "between\n" + exported("markdown", [second]) + "below\n"
    readings = read(file, written)
    assert entries_of(readings) == two()
    assert [reason for _, reason in skipped_of(readings)] == [
        "there was text above it that belongs to no entry",
        "there was text above it that belongs to no entry",
        "there is text below it that belongs to no entry",
    ]


def test_a_program_that_changed_every_line_end_does_no_harm(file: Path) -> None:
    assert entries_of(read(file, exported("markdown", two()).replace("\n", "\r\n"))) == two()


def test_an_entry_from_the_trash_stays_in_the_trash(file: Path) -> None:
    trashed = replace(plain(), trashed_at=datetime(2026, 3, 9, tzinfo=UTC))
    assert read(file, exported("markdown", [trashed])) == [Trashed(trashed)]


# --- that of others --------------------------------------------------------------------------------------------------


def page(folder: Path, name: str, content: str) -> Entry:
    readings = read(folder / name, content)
    assert skipped_of(readings) == []
    (entry,) = entries_of(readings)
    return entry


def test_the_first_heading_is_the_title_and_the_name_gives_the_date(tmp_path: Path) -> None:
    entry = page(tmp_path, "2026-03-07 a walk.md", "\n# By the canal #\n\nText.\n\n## More\n")
    assert (entry.title, entry.body) == ("By the canal", "Text.\n\n## More")
    assert entry.created_at.isoformat() == "2026-03-07T00:00:00+01:00"


@pytest.mark.parametrize(
    ("name", "title", "time"),
    [
        ("2026-03-07.md", "", "2026-03-07 00:00"),
        ("20260307-a_long-walk.md", "a long walk", "2026-03-07 00:00"),
        ("2026-03-07 2130 late.markdown", "late", "2026-03-07 21:30"),
        ("2026-03-07T21-30.md", "", "2026-03-07 21:30"),
        ("2026-03-07_9999.md", "", "2026-03-07 00:00"),
    ],
)
def test_a_file_without_heading_is_named_after_the_file(tmp_path: Path, name: str, title: str, time: str) -> None:
    entry = page(tmp_path, name, "Text #one.\n")
    assert (entry.title, entry.body) == (title, "Text #one.")
    assert entry.created_at.isoformat(" ")[:16] == time


def test_without_any_date_it_is_when_the_file_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "2026-02-31 notes.md"
    path.write_text("Text.")
    os.utime(path, (1772999100, 1772999100))
    (entry,) = entries_of(read_again(path))
    assert entry.created_at == datetime(2026, 3, 8, 19, 45, tzinfo=UTC)
    assert entry.title == "2026 02 31 notes"
    os.utime(path, (1500000000, 1500000000))
    assert entries_of(read_again(path))[0].id == entry.id


def read_again(path: Path) -> list[Reading]:
    return list(read_any(path, "auto", HERE))


def test_front_matter_gives_date_title_tags_and_mood(tmp_path: Path) -> None:
    content = (
        '---\ntitle: "Peas: sown"\ndate: 2026-03-05 08:15:00 +0200\n'
        'tags: [Garden, "long walk"]\nmood: 4\n---\n\nText.\n'
    )
    entry = page(tmp_path, "x.md", content)
    assert (entry.title, entry.body, entry.mood) == ("Peas: sown", "Text.", 4)
    assert entry.tags == ("garden", "long-walk")
    assert entry.created_at.isoformat() == "2026-03-05T08:15:00+02:00"


def test_tags_may_be_a_list_of_lines_or_plain_words(tmp_path: Path) -> None:
    assert page(tmp_path, "x.md", "---\ntags:\n  - a\n  - b c\n---\nText").tags == ("a", "b-c")
    assert page(tmp_path, "x.md", "---\ntags: a, b\n---\nText").tags == ("a", "b")
    assert page(tmp_path, "x.md", "---\ntags: []\n---\nText").tags == ()


@pytest.mark.parametrize("extra", ["weather: rain", "mood: fine", "date: soon", "- loose", "nested:\n  a: b"])
def test_front_matter_that_says_more_than_an_entry_holds_stays_in_the_text(tmp_path: Path, extra: str) -> None:
    content = f"---\ncreated: 2026-03-05\n{extra}\n---\nText."
    entry = page(tmp_path, "x.md", content)
    assert entry.body == content
    assert entry.created_at.isoformat() == "2026-03-05T00:00:00+01:00"


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    assert page(tmp_path, "x.md", "---\nText without an end").body == "---\nText without an end"


def test_a_heading_keeps_the_signs_that_belong_to_it(tmp_path: Path) -> None:
    assert page(tmp_path, "x.md", "# About C#\ntext").title == "About C#"
    assert page(tmp_path, "x.md", "#tag first\ntext").title == "x"


def test_a_folder_gives_every_page_in_the_order_of_names_and_leaves_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("2026-03-02.md", "deep/er/2026-03-01.MD", ".hidden/2026-03-03.md", "notes.txt"):
        (tmp_path / name).write_text(f"In {name}")
    (tmp_path / "own.md").write_text(exported("markdown", two()))
    (tmp_path / "zero.md").write_text("\n")
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\0\xff")
    readings = read_again(tmp_path)
    bodies = [reading.body for reading in readings if isinstance(reading, Entry)]
    assert bodies == ["In 2026-03-02.md", "In deep/er/2026-03-01.MD", "One text.", "Another\n\ntext."]
    assert [reading for reading in readings if isinstance(reading, Skipped)] == [
        Skipped(1, "it is not a text file", "picture.md"),
        Skipped(1, "there is nothing in it: no text, no title, no mood", "zero.md"),
    ]


def test_two_equal_pages_of_a_folder_both_arrive_and_the_folder_twice_adds_nothing(tmp_path: Path) -> None:
    for name in ("2026-03-01 a.md", "2026-03-01  a.md"):
        (tmp_path / name).write_text("Text")
    ids = [reading.id for reading in read_again(tmp_path) if isinstance(reading, Entry)]
    assert len(set(ids)) == 2
    assert [reading.id for reading in read_again(tmp_path) if isinstance(reading, Entry)] == ids


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no Markdown file"):
        read_again(tmp_path)


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("Private")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.md").symlink_to(outside)
    (folder / "page.md").write_text("Text")
    assert [reading.body for reading in read_again(folder) if isinstance(reading, Entry)] == ["Text"]


def test_an_old_western_page_is_read_and_noted(tmp_path: Path) -> None:
    readings = read(tmp_path / "x.md", "Grüße".encode("latin-1"))
    assert entries_of(readings)[0].body == "Grüße"
    assert isinstance(readings[-1], Noted)
    assert "x.md is not UTF-8" in readings[-1].text
