"""JSON that anybody may have written: what can be used is used, the rest is told by line and reason."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.entries import Entry
from journal.errors import UnreadableFile
from journal.exchange.objects import entry_object
from journal.exchange.readings import Noted, Trashed
from tests.exchange.samples import entries_of, exported, plain, read, revisions_of, skipped_of

WHEN = "2026-03-08T21:05:00+01:00"


def line(**parts: object) -> str:
    return json.dumps({"created_at": WHEN, "title": "A title", "body": "A text", **parts})


def only(path: Path, content: str | bytes) -> Entry:
    readings = read(path, content)
    assert skipped_of(readings) == []
    (entry,) = entries_of(readings)
    return entry


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lines.jsonl"


def test_plain_lines_become_entries(file: Path) -> None:
    entry = only(file, line(tags=["Long Walk", "sleep"], mood=4))
    assert (entry.title, entry.body, entry.tags, entry.mood) == ("A title", "A text", ("long-walk", "sleep"), 4)
    assert (entry.created_at.isoformat(), entry.zone) == (WHEN, "+01:00")
    assert entry.updated_at == entry.created_at
    assert not entry.starred


def test_the_same_line_has_the_same_id_wherever_and_whenever_it_is_read(file: Path) -> None:
    first = only(file, line())
    again = only(file.with_name("copy.jsonl"), line(mood=3, tags=["new"]))
    assert first.id == again.id
    assert first.id != only(file, line(body="Another text")).id
    assert first.id != only(file, line(created_at="2026-03-08T21:05:01+01:00")).id


def test_two_equal_lines_both_arrive_and_the_file_twice_adds_nothing(file: Path) -> None:
    content = f"{line()}\n{line()}\n{line()}\n"
    ids = [entry.id for entry in entries_of(read(file, content))]
    assert len(set(ids)) == 3
    assert [entry.id for entry in entries_of(read(file, content))] == ids


def test_a_time_without_a_zone_is_a_time_here(file: Path) -> None:
    entry = only(file, line(created_at="2026-07-08T21:05"))
    assert (entry.created_at.isoformat(), entry.zone) == ("2026-07-08T21:05:00+02:00", "Europe/Berlin")
    named = only(file, line(created_at="2026-07-08 21:05", zone="Asia/Tokyo"))
    assert named.created_at.isoformat() == "2026-07-08T21:05:00+09:00"


@pytest.mark.parametrize("zone", ["../../etc/passwd", "\x1b[31m", "x" * 500, "", 7, None, "+99:99"])
def test_a_zone_that_is_no_name_is_replaced_by_the_offset(file: Path, zone: object) -> None:
    entry = only(file, line(zone=zone))
    assert (entry.created_at.isoformat(), entry.zone) == (WHEN, "+01:00")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"created_at": None}, "it has no created_at"),
        ({"created_at": "yesterday"}, "its created_at is not a time such as 2026-03-10T21:05:00+01:00"),
        ({"created_at": 1772999100}, "its created_at is not a time such as 2026-03-10T21:05:00+01:00"),
        ({"created_at": "2026-02-30T10:00"}, "its created_at is not a time such as 2026-03-10T21:05:00+01:00"),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, "its time lies outside the calendar"),
        ({"created_at": "9999-12-31T23:59:59"}, "its time lies outside the calendar"),
        ({"mood": 9}, "its mood is not a number from 1 to 5"),
        ({"mood": 0}, "its mood is not a number from 1 to 5"),
        ({"mood": True}, "its mood is not a number from 1 to 5"),
        ({"mood": 2.5}, "its mood is not a number from 1 to 5"),
        ({"mood": float("nan")}, "its mood is not a number from 1 to 5"),
        ({"mood": "fine"}, "its mood is not a number from 1 to 5"),
        ({"mood": [4]}, "its mood is not a number from 1 to 5"),
        ({"mood": 10**400}, "its mood is not a number from 1 to 5"),
        ({"tags": "walk"}, "its tags are not a list of words"),
        ({"tags": ["walk", 7]}, "its tags are not a list of words"),
        ({"tags": {"walk": 1}}, "its tags are not a list of words"),
        ({"title": 7}, "its title is not text"),
        ({"body": ["A text"]}, "its body is not text"),
        ({"starred": "yes"}, "its starred is neither true nor false"),
        ({"updated_at": "soon"}, "its updated_at is not a time such as 2026-03-10T21:05:00+01:00"),
        ({"id": ""}, "its id is neither 32 hex digits nor another short name"),
        ({"id": []}, "its id is neither 32 hex digits nor another short name"),
        ({"id": True}, "its id is neither 32 hex digits nor another short name"),
        ({"revision": "../x"}, "its revision is not a name made of hex digits"),
        ({"title": " ", "body": None}, "there is nothing in it: no text, no title, no mood"),
        ({"type": "dream"}, "it is of a kind that this version does not know"),
    ],
)
def test_an_object_with_a_wrong_part_is_skipped_with_the_reason(
    file: Path, parts: dict[str, object], reason: str
) -> None:
    content = f"{line(body='before')}\n{line(**parts)}\n{line(body='after')}\n"
    readings = read(file, content)
    assert skipped_of(readings) == [(2, reason)]
    assert [entry.body for entry in entries_of(readings)] == ["before", "after"]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("{broken", "it is not JSON"),
        ("some words", "it is not JSON"),
        (line()[:-5], "it is not JSON"),
        ('{"created_at": ' + "1" * 5000 + "}", "it is not JSON"),
        ("[" * 100_000, "it is nested too deeply"),
        ("[]", "it is not an object with keys"),
        ("null", "it is not an object with keys"),
        ('"words"', "it is not an object with keys"),
    ],
)
def test_a_broken_line_is_skipped_and_the_rest_arrives(file: Path, broken: str, reason: str) -> None:
    readings = read(file, f"{line(body='before')}\n\n{broken}\n{line(body='after')}")
    assert skipped_of(readings) == [(3, reason)]
    assert [entry.body for entry in entries_of(readings)] == ["before", "after"]


def test_a_broken_first_line_does_not_hide_the_rest(file: Path) -> None:
    readings = read(file, f"{{broken\n{line()}\n")
    assert skipped_of(readings) == [(1, "it is not JSON")]
    assert len(entries_of(readings)) == 1


def test_no_reason_quotes_the_journal(file: Path) -> None:
    content = "\n".join(
        line(**{key: {"secret": "secret"}}) for key in ("title", "body", "tags", "mood", "id", "created_at", "starred")
    )
    assert len(skipped_of(read(file, f"{content}\n{{secret"))) == 8
    assert not any("secret" in reason for _, reason in skipped_of(read(file, content)))


@pytest.mark.parametrize(("given", "mood"), [(4, 4), (4.0, 4), ("4", 4), (None, None)])
def test_a_mood_that_can_only_mean_one_thing_is_taken(file: Path, given: object, mood: int | None) -> None:
    assert only(file, line(mood=given)).mood == mood


def test_parts_that_are_missing_or_null_are_empty(file: Path) -> None:
    entry = only(file, json.dumps({"created_at": WHEN, "body": "x", "title": None, "tags": None, "starred": None}))
    assert (entry.title, entry.tags, entry.starred, entry.mood) == ("", (), False, None)


def test_unknown_keys_do_no_harm_and_of_a_key_given_twice_the_last_counts(file: Path) -> None:
    content = f'{{"created_at": "{WHEN}", "weather": NaN, "body": "first", "body": "last"}}'
    assert only(file, content).body == "last"


def test_an_id_is_kept_in_its_normal_form(file: Path) -> None:
    assert only(file, line(id="0190A1B2-C3D4-7E5F-8A6B-7C8D9E0F1A2B")).id == "0190a1b2c3d47e5f8a6b7c8d9e0f1a2b"


def test_a_foreign_id_names_the_entry_for_good(file: Path) -> None:
    first, edited = only(file, line(id="note-17")), only(file, line(id="note-17", body="Edited"))
    assert first.id == edited.id
    assert len(first.id) == 32
    assert first.id != only(file, line(id="note-18")).id
    assert only(file, line(id=17)).id == only(file, line(id="17")).id


def test_lone_surrogates_and_every_control_character_survive(file: Path) -> None:
    body = "a\ud800b\udfff\x00\x1b\u2028\r\n\t end "
    assert only(file, json.dumps({"created_at": WHEN, "body": body})).body == body


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_byte_order_marks_and_wide_encodings_are_read(file: Path, encoding: str, form: str) -> None:
    assert only(file, exported(form, [plain("Grüße")]).encode(encoding)).body == "Grüße"


def test_windows_line_ends_between_the_lines_do_no_harm(file: Path) -> None:
    assert len(entries_of(read(file, f"{line()}\r\n{line(body='x')}\r\n"))) == 2


def test_a_line_that_is_not_utf_8_is_skipped(file: Path) -> None:
    readings = read(file, line().encode() + b"\n" + '{"body": "Grüße"}'.encode("latin-1") + b"\n")
    assert skipped_of(readings) == [(2, "it is not UTF-8 text")]


def test_lines_are_read_one_at_a_time(file: Path) -> None:
    from journal.exchange.reading import read_any
    from tests.exchange.samples import HERE

    file.write_text(f"{line()}\n" * 3)
    readings = read_any(file, "journal", HERE)
    assert isinstance(next(readings), Entry)
    with file.open("a") as more:
        more.write(" " * 1_000_000 + line(body="written while reading"))
    assert [entry.body for entry in entries_of(readings)][-1] == "written while reading"


# --- one document ----------------------------------------------------------------------------------------------------


def document(*lists: str, head: str = '"format": "recovery-journal",\n"version": 1,\n') -> str:
    return "{\n" + head + ",\n".join(lists) + "\n}\n"


def test_a_document_may_be_laid_out_in_any_way(file: Path) -> None:
    content = {"format": "recovery-journal", "version": 1, "entries": [entry_object(plain())], "trash": []}
    for text in (json.dumps(content), json.dumps(content, indent=4), json.dumps(content, separators=(",", ":"))):
        assert only(file, text) == plain()
    swapped = {key: content[key] for key in reversed(content)}
    assert only(file, json.dumps(swapped)) == plain()


def test_a_list_of_entries_and_a_single_one_are_documents_too(file: Path) -> None:
    content = entry_object(plain())
    for text in (json.dumps([content]), json.dumps([content], indent=2), json.dumps(content, indent=2)):
        assert only(file, text) == plain()
    assert only(file, json.dumps({"entries": [content]})) == plain()


def test_a_wrong_object_in_a_document_is_told_by_its_line(file: Path) -> None:
    readings = read(file, document(f'"entries": [\n{line()},\n{line(mood=9)},\n7,\n{line(body="after")}\n]'))
    assert skipped_of(readings) == [
        (6, "its mood is not a number from 1 to 5"),
        (7, "it is not an object with keys"),
    ]
    assert len(entries_of(readings)) == 2


def test_a_document_with_a_broken_line_gives_all_the_others(file: Path) -> None:
    readings = read(file, document(f'"entries": [\n{line()},\n{{"body": "x,\n{line(body="after")}\n]', '"trash": []'))
    assert skipped_of(readings) == [(6, "it is not JSON")]
    assert [entry.body for entry in entries_of(readings)] == ["A text", "after"]


def test_words_between_the_objects_are_skipped_and_a_forgotten_comma_does_no_harm(file: Path) -> None:
    readings = read(file, document(f'"entries": [\n{line()} oops\n,\n{line(body="b")}\n{line(body="c")}\n]'))
    assert skipped_of(readings) == [(5, "it is not JSON")]
    assert [entry.body for entry in entries_of(readings)] == ["A text", "b", "c"]


def test_a_document_that_was_cut_gives_what_is_whole(file: Path) -> None:
    content = document(f'"entries": [\n{line()},\n{line(body="cut off here")}')
    readings = read(file, content[:-20])
    assert skipped_of(readings) == [(6, "from here on the file is not JSON")]
    assert [entry.body for entry in entries_of(readings)] == ["A text"]


def test_a_document_nested_too_deeply_is_skipped_and_the_rest_arrives(file: Path) -> None:
    readings = read(file, document(f'"entries": [\n{"[" * 100_000},\n{line()}\n]'))
    assert skipped_of(readings) == [(5, "it is nested too deeply")]
    assert len(entries_of(readings)) == 1


def test_trash_and_revisions_come_back_from_a_document(file: Path) -> None:
    earlier = {"entry": plain().id, "id": "a" * 32, "made_at": WHEN, "body": "before", "tags": ["Calm"]}
    text = document('"entries": []', f'"revisions": [{json.dumps(earlier)}]', f'"trash": [\n{line()}\n]')
    readings = read(file, text)
    assert skipped_of(readings) == []
    ((entry_id, revision),) = revisions_of(readings)
    assert (entry_id, revision.body, revision.tags) == (plain().id, "before", ("calm",))
    assert revision.made_at == datetime(2026, 3, 8, 20, 5, tzinfo=UTC)
    (trashed,) = [reading for reading in readings if isinstance(reading, Trashed)]
    assert trashed.entry.trashed_at == trashed.entry.updated_at


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"entry": None}, "it does not name the entry it belongs to"),
        ({"entry": "abc"}, "it does not name the entry it belongs to"),
        ({"id": None}, "an earlier version needs an id and a made_at"),
        ({"made_at": None}, "an earlier version needs an id and a made_at"),
        ({"id": "NOT HEX"}, "its id is not a name made of hex digits"),
    ],
)
def test_a_revision_that_belongs_nowhere_is_skipped(file: Path, parts: dict[str, object], reason: str) -> None:
    earlier = {"entry": plain().id, "id": "a" * 32, "made_at": WHEN, "body": "before", **parts}
    readings = read(file, exported("jsonl", []) + json.dumps({"type": "revision", **earlier}))
    assert skipped_of(readings) == [(2, reason)]


def test_an_entry_with_trashed_at_is_in_the_trash_wherever_it_stands(file: Path) -> None:
    (reading,) = read(file, line(trashed_at=WHEN))
    assert isinstance(reading, Trashed)


# --- what is not ours ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_newer_format_is_refused_before_anything_is_read(file: Path, form: str) -> None:
    newer = exported(form, [plain()]).replace('"version": 1', '"version": 2')
    with pytest.raises(UnreadableFile, match="newer version of this program"):
        read(file, newer)


def test_json_of_another_program_is_refused(file: Path) -> None:
    with pytest.raises(UnreadableFile, match="another program"):
        read(file, '{\n"format": "somebody-else",\n"entries": []\n}')
    with pytest.raises(UnreadableFile, match="no entries that this program knows"):
        read(file, '{"metadata": {"version": "1.0"}, "entries": [{"uuid": "1", "text": "x"}]}')
    with pytest.raises(UnreadableFile, match="no entries that this program knows"):
        read(file, '{"a": 1}\n{"b": 2}\n')
    with pytest.raises(UnreadableFile, match="not whole JSON"):
        read(file, '{\n"metadata": {')


def test_a_document_that_is_no_unicode_is_read_and_noted(file: Path) -> None:
    content = json.dumps([{"created_at": WHEN, "body": "Grüße"}], ensure_ascii=False)
    readings = read(file, content.encode("cp1252"))
    assert [entry.body for entry in entries_of(readings)] == ["Grüße"]
    assert [type(reading) for reading in readings] == [Entry, Noted]
