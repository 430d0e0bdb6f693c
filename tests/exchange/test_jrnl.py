"""Text files of jrnl."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import UnreadableFile
from journal.exchange.reading import read_any
from journal.exchange.readings import Noted
from journal.moments import Moment
from tests.exchange.samples import HERE, entries_of, read, skipped_of

TWO_DAYS = """\
[2026-03-07 20:15] The allotment again. *
The allotment again, and the first peas. Maren came with @tea, at noon.

    an indented line
@garden

[2026-03-08 09:30] A short night.
Wrote to a@example.org; no tag there (@nor here).
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "jrnl.txt"


def test_entries_come_with_title_text_star_and_tags(file: Path) -> None:
    first, second = entries_of(read(file, TWO_DAYS))
    assert (first.title, first.starred, first.tags) == ("The allotment again.", True, ("garden", "tea"))
    assert first.body == (
        "The allotment again, and the first peas. Maren came with @tea, at noon.\n\n    an indented line\n@garden"
    )
    assert (second.title, second.starred, second.tags) == ("A short night.", False, ())
    assert second.body == "Wrote to a@example.org; no tag there (@nor here)."


def test_its_times_are_times_here(file: Path) -> None:
    first, _ = entries_of(read(file, TWO_DAYS))
    assert (first.created_at.isoformat(), first.zone) == ("2026-03-07T20:15:00+01:00", "Europe/Berlin")


def test_a_diary_of_1660_is_read(file: Path) -> None:
    (entry,) = entries_of(read(file, "[1660-01-11 20:15] In the garret.\n"))
    assert entry.created_at.isoformat() == "1660-01-11T20:15:00+00:53:28"


def test_the_same_file_gives_the_same_ids_also_from_another_place(file: Path) -> None:
    ids = [entry.id for entry in entries_of(read(file, TWO_DAYS + TWO_DAYS))]
    assert len(set(ids)) == 4
    assert [entry.id for entry in entries_of(read(file, TWO_DAYS + TWO_DAYS))] == ids
    elsewhere = Moment.of(HERE.at, "Asia/Tokyo")
    assert [entry.id for entry in entries_of(read_any(file, "jrnl", elsewhere))] == ids


def test_a_bracket_that_holds_no_time_is_text(file: Path) -> None:
    (entry,) = entries_of(
        read(file, "[2026-03-08 09:30] One.\n[2026-02-30 09:30] no day\n[x] todo\nsee [2026-03-01 10:00]\n")
    )
    assert entry.body == "[2026-02-30 09:30] no day\n[x] todo\nsee [2026-03-01 10:00]"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-08 09:30:15", "09:30:15"),
        ("2026-03-08 9:30", "09:30:00"),
        ("2026-03-08 09:30 PM", "21:30:00"),
        ("2026-03-08 12:05:00 am", "00:05:00"),
        ("2026-03-08 12:05 pm", "12:05:00"),
    ],
)
def test_times_with_seconds_and_halves_of_the_day_are_read(file: Path, typed: str, meant: str) -> None:
    (entry,) = entries_of(read(file, f"[{typed}] One.\n"))
    assert entry.created_at.time().isoformat() == meant


def test_a_thirteenth_hour_in_the_afternoon_is_text(file: Path) -> None:
    (entry,) = entries_of(read(file, "[2026-03-08 09:30] One.\n[2026-03-08 13:30 PM] two\n"))
    assert entry.body == "[2026-03-08 13:30 PM] two"


def test_a_star_needs_a_space_before_it(file: Path) -> None:
    bold, only_star = entries_of(read(file, "[2026-03-08 09:30] So **bold**\n[2026-03-08 09:31] *\ntext\n"))
    assert (bold.title, bold.starred) == ("So **bold**", False)
    assert (only_star.title, only_star.body, only_star.starred) == ("", "text", True)


def test_text_before_the_first_entry_and_entries_without_text_are_told_by_line(file: Path) -> None:
    readings = read(file, "My diary\n\n[2026-03-08 09:30]\n\n[2026-03-08 09:31] Two.\n", "jrnl")
    assert skipped_of(readings) == [
        (1, "it stands before the first entry"),
        (3, "there is nothing in it: no text, no title, no mood"),
    ]
    assert [entry.title for entry in entries_of(readings)] == ["Two."]


def test_a_time_outside_the_calendar_is_told_by_line(file: Path) -> None:
    readings = read(file, "[2026-03-08 09:30] One.\ntext\n[0001-01-01 00:00] Two.\n")
    assert skipped_of(readings) == [(3, "its time lies outside the calendar")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_other_encodings_are_read_and_old_ones_are_noted(file: Path, encoding: str) -> None:
    readings = read(file, "[2026-03-08 09:30] Grüße.\nfür £5\n".encode(encoding))
    (entry,) = entries_of(readings)
    assert (entry.title, entry.body) == ("Grüße.", "für £5")
    notes = [reading.text for reading in readings if isinstance(reading, Noted)]
    assert len(notes) == (encoding in ("cp1252", "latin-1"))


def test_quotation_marks_of_old_windows_files_are_read(file: Path) -> None:
    (entry,) = entries_of(read(file, b"[2026-03-08 09:30] \x93Yes\x94.\n"))
    assert entry.title == "“Yes”."


def test_bytes_that_no_old_encoding_knows_are_still_kept(file: Path) -> None:
    (entry,) = entries_of(read(file, b"[2026-03-08 09:30] \x81\xe4.\n"))
    assert entry.title == "\x81ä."


def test_windows_line_ends_are_line_ends(file: Path) -> None:
    first, _ = entries_of(read(file, TWO_DAYS.replace("\n", "\r\n")))
    assert (first.title, first.starred) == ("The allotment again.", True)
    assert "\r" not in first.body


def test_a_file_without_any_entry_is_refused(file: Path) -> None:
    with pytest.raises(UnreadableFile, match="no line that begins as jrnl's entries do"):
        read(file, "only words\n", "jrnl")


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\n\r["), min_size=1, max_size=30)


@given(st.lists(st.tuples(LINES, st.lists(LINES, max_size=3)), min_size=1, max_size=4))
def test_any_text_below_a_header_is_kept_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[str, list[str]]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.txt"
    when = datetime.fromisoformat("2026-03-08 09:30")
    days = [(f"Day {title}.", "\n".join(lines)) for title, lines in written]
    text = "".join(f"[{when:%Y-%m-%d %H:%M}] {title}\n{body}\n\n" for title, body in days)
    found = entries_of(read(file, text, "jrnl"))
    assert [(entry.title, entry.body) for entry in found] == days
