import json
import traceback
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.entries import Entry
from journal.errors import NewerFormat, UnreadableFile
from journal.moments import Moment
from journal.moods import Coped, new_checkin
from journal.notes import from_note, note_from_checkin, note_from_entry

Write = Callable[..., Entry]


def test_a_note_is_the_whole_entry(entry: Write) -> None:
    written = entry("Body #tag", title="Title", tags=("a", "b"), mood=5, starred=True)
    assert from_note(written.id, note_from_entry(written)) == written


def test_an_entry_has_the_id_of_its_note(entry: Write) -> None:
    written = entry()
    found = from_note("f" * 32, note_from_entry(written))
    assert found == replace(written, id="f" * 32, revision="f" * 32)


def test_a_newer_note_waits_for_a_newer_program(entry: Write) -> None:
    note = json.loads(note_from_entry(entry())) | {"v": 2}
    with pytest.raises(NewerFormat):
        from_note("f" * 32, json.dumps(note).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"v": 0}, {"v": "1"}, {"kind": "mood"}, {"created_at": "yesterday"}, {"zone": 5}, {"title": None}, {"body": 1},
        {"tags": 3}, {"tags": [3]}, {"mood": 9}, {"mood": "4"}, {"updated_at": None},
    ],
)  # fmt: skip
def test_a_note_that_is_not_ours_is_refused_without_its_words(entry: Write, change: dict[str, object]) -> None:
    note = json.loads(note_from_entry(entry("a secret"))) | change
    with pytest.raises(UnreadableFile) as caught:
        from_note("f" * 32, json.dumps(note).encode())
    assert "secret" not in str(caught.value)
    assert "a secret" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("key", ["v", "kind", "created_at", "zone", "updated_at", "title", "body", "tags", "mood"])
def test_a_note_that_lacks_something_is_refused(entry: Write, key: str) -> None:
    note = json.loads(note_from_entry(entry()))
    del note[key]
    with pytest.raises(UnreadableFile):
        from_note("f" * 32, json.dumps(note).encode())


@given(st.binary(max_size=60) | st.recursive(st.none() | st.integers(), st.lists).map(lambda v: json.dumps(v).encode()))
def test_no_bytes_are_anything_but_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        from_note("f" * 32, content)


def test_deeply_nested_json_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        from_note("f" * 32, b"[" * 200_000)


def test_a_note_is_the_whole_check_in(entry: Write) -> None:
    moment = entry("words").created_at
    said = replace(
        new_checkin("c" * 32, Moment(moment, "Europe/Berlin"), moment),
        mood=4, craving=7, sleep=6.5, emotions=("wary", "\ud800"), coping=(Coped("tea", 1), Coped("a walk")),
        together=True, note="a line", scales=(("s", 3),),
    )  # fmt: skip
    assert from_note(said.id, note_from_checkin(said)) == said


@pytest.mark.parametrize(
    "change",
    [{"mood": 9}, {"mood": "4"}, {"at": "now"}, {"zone": None}, {"coping": [3]}, {"sleep_hours": "6"}, {"scales": []},
     {"emotions": "wary"}, {"noted_at": 3}, {"together": 1}],
)  # fmt: skip
def test_a_check_in_that_is_not_ours_is_refused(entry: Write, change: dict[str, object]) -> None:
    moment = entry("words").created_at
    said = replace(new_checkin("c" * 32, Moment(moment, "Europe/Berlin"), moment), mood=4)
    with pytest.raises(UnreadableFile):
        from_note(said.id, json.dumps(json.loads(note_from_checkin(said)) | change).encode())
