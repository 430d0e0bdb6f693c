"""What goes out comes back: the same entries, and from those the same bytes again."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.entries import Entry, Revision
from journal.exchange.objects import entry_object
from journal.moments import Moment
from tests.exchange.samples import (
    entries,
    entries_of,
    exported,
    plain,
    read,
    revisions,
    revisions_of,
    skipped_of,
)

DOCUMENTED_KEYS = ["id", "created_at", "zone", "updated_at", "title", "body", "tags", "mood", "starred", "words"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("export") / "export.txt"


def trashed(entry: Entry) -> Entry:
    return replace(entry, trashed_at=datetime(2026, 3, 9, 8, 0, 0, 123, tzinfo=UTC))


@pytest.mark.parametrize("form", ["json", "jsonl"])
@given(data=st.data())
def test_a_whole_journal_comes_back_and_gives_the_same_bytes_again(file: Path, form: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(entries(), max_size=3))
    history = data.draw(st.lists(revisions(), max_size=2))
    trash = [trashed(entry) for entry in data.draw(st.lists(entries(), max_size=2))]
    written = exported(form, kept, history, trash)
    readings = read(file, written)
    assert skipped_of(readings) == []
    assert entries_of(readings) == kept + trash
    assert revisions_of(readings) == history
    back = [entry for entry in entries_of(readings) if not entry.trashed_at]
    assert exported(form, back, revisions_of(readings), [e for e in entries_of(readings) if e.trashed_at]) == written


@given(st.lists(entries(), min_size=1, max_size=3))
def test_markdown_comes_back_exactly_and_gives_the_same_bytes_again(file: Path, kept: list[Entry]) -> None:
    written = exported("markdown", kept)
    readings = read(file, written)
    assert skipped_of(readings) == []
    assert entries_of(readings) == kept
    assert exported("markdown", entries_of(readings)) == written


@given(entries())
def test_times_come_back_in_their_zone_with_the_same_iso_text(file: Path, entry: Entry) -> None:
    (back,) = entries_of(read(file, exported("jsonl", [entry])))
    assert back.created_at.isoformat() == entry.created_at.isoformat()
    assert back.created_at.tzinfo == entry.created_at.tzinfo
    assert back.zone == entry.zone


def test_a_page_of_1660_keeps_its_local_mean_time(file: Path) -> None:
    moment = Moment.of(datetime(1660, 1, 11, 20, 16, 15, tzinfo=UTC), "Europe/London")
    entry = replace(plain(), created_at=moment.at, zone=moment.zone)
    assert moment.at.isoformat() == "1660-01-11T20:15:00-00:01:15"
    for form in ("json", "jsonl", "markdown"):
        assert entries_of(read(file, exported(form, [entry]))) == [entry]


def test_a_zone_that_this_machine_does_not_know_keeps_its_offset(file: Path) -> None:
    content = {**entry_object(plain()), "zone": "Mars/Olympus_Mons", "created_at": "2026-03-08T21:05:00+02:40"}
    (back,) = entries_of(read(file, json.dumps(content)))
    assert back.created_at.isoformat() == "2026-03-08T21:05:00+02:40"
    assert back.zone == "+02:40"
    assert entries_of(read(file, exported("json", [back]))) == [back]


def test_a_tag_that_is_typed_and_also_stands_in_the_text_stays_typed(file: Path) -> None:
    entry = replace(plain("A #walk by the canal."), tags=("calm", "walk"))
    for form in ("json", "jsonl", "markdown"):
        assert entries_of(read(file, exported(form, [entry])))[0].tags == ("calm", "walk")
    only_written = replace(entry, tags=("calm",))
    for form in ("json", "jsonl", "markdown"):
        assert entries_of(read(file, exported(form, [only_written])))[0].tags == ("calm",)
    assert '"typed_tags"' not in exported("json", [only_written])


def test_an_entry_that_was_emptied_by_an_edit_still_comes_back(file: Path) -> None:
    entry = replace(plain(), title="", body="")
    for form in ("json", "jsonl", "markdown"):
        assert entries_of(read(file, exported(form, [entry]))) == [entry]


def test_the_document_has_its_header_and_its_lists() -> None:
    history = [(plain().id, Revision("a" * 32, None, plain().updated_at, "", "before", ("calm",), 2))]
    document = json.loads(exported("json", [plain()], history, [trashed(plain())]))
    lists = ["entries", "revisions", "trash", "scales", "checkins", "counters", "events", "letters"]
    assert list(document) == ["format", "version", *lists]
    assert (document["format"], document["version"]) == ("recovery-journal", 1)
    assert list(document["entries"][0]) == DOCUMENTED_KEYS
    assert document["trash"][0]["trashed_at"] == "2026-03-09T08:00:00.000123+00:00"
    assert document["revisions"][0]["entry"] == plain().id
    assert document["revisions"][0]["body"] == "before"


def test_an_empty_journal_is_a_whole_document_too(file: Path) -> None:
    assert json.loads(exported("json", []))["entries"] == []
    for form in ("json", "jsonl"):
        assert read(file, exported(form, [])) == []


def test_every_line_of_json_lines_is_an_object_with_a_type() -> None:
    lines = exported("jsonl", [plain()], [], [trashed(plain())]).splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["journal", "entry", "trash"]


def test_an_entry_has_exactly_the_documented_keys_and_all_its_tags() -> None:
    entry = replace(plain("By the #canal, twice."), tags=("calm",), mood=4)
    content = entry_object(entry)
    assert list(content) == DOCUMENTED_KEYS
    assert content["tags"] == ["calm", "canal"]
    assert content["created_at"] == "2026-03-08T21:05:00+01:00"
    assert content["updated_at"] == "2026-03-09T20:05:00+00:00"
    assert content["words"] == 4


def test_letters_stand_as_they_are_and_only_lone_surrogates_are_escaped() -> None:
    assert "Grüße – 漢" in exported("json", [plain("Grüße – 漢")])
    broken = exported("jsonl", [plain("half \ud83d, whole 😀")])
    broken.encode("utf-8")
    assert "\\ud83d" in broken
