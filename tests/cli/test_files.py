from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

TRICKY = [
    "[2020-01-01 10:00] x",
    "[/b]",
    "   leading spaces",
    "one\r\ntwo\r\n",
    "a\x00b",
    "half \ud800 pair",
    "\x1b[31mred",
    "## 2026-03-10 21:05 · A heading like ours",
    "no line end",
    "two\n\n",
]


def _everything(journal: Shell) -> bytes:
    """Return the whole journal as JSON, in bytes."""
    answer = journal.call("export", "--format", "json")
    assert answer.code == 0, answer.err
    return answer.out.encode()


def _second(journal: Shell, tmp_path: Path) -> Shell:
    """Make another journal with the same passphrase."""
    from dataclasses import replace

    other = replace(journal, home=tmp_path / "second", secret=("--passphrase-file", journal.passphrase_file))
    assert other.call("init").code == 0
    return other


@pytest.fixture
def full(journal: Shell) -> Shell:
    """A journal with tricky texts, an edited entry, and one in the trash."""
    for number, text in enumerate(TRICKY):
        words = ["add", "--when", f"2024-03-{number + 1:02d} 10:00", "-t", f"Title {number}"]
        assert journal.call(*words, stdin=text.encode("utf-8", "surrogatepass"), unlocked=False).code == 0
    ids = [entry["id"] for entry in journal.call("list", "--json").json["entries"]]
    journal.call("edit", ids[0], "--body", "changed", "--tag", "walk", "--mood", "4", "--star")
    journal.call("delete", ids[1])
    return journal


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_the_whole_journal_comes_back_unchanged(full: Shell, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"all.{kind}"
    assert full.call("export", "--format", kind, "-o", file).code == 0
    other = _second(full, tmp_path)
    answer = other.call("import", file)
    assert answer.code == 0, answer.err
    assert "10 entries added" in answer.err
    assert _everything(other) == _everything(full)
    again = other.call("import", file)
    assert again.code == 0
    assert "0 entries added, 10 known already" in again.err
    assert _everything(other) == _everything(full)


SCALE = {
    "id": "pain", "name": "half \ud800", "lowest": 0, "highest": 5, "low_word": "none", "high_word": "a lot",
    "better": -1, "put_away": True,
}  # fmt: skip
QUESTIONS = {"off": ["sleep"], "more_halt": ["bored"], "mood_words": [], "patterns_off": ["tag:walk"]}


@pytest.fixture
def noted(full: Shell, tmp_path: Path) -> Shell:
    """The same journal with check-ins: of their own, beside an entry, beside one in the trash; and a mood."""
    for words in (
        ["4", "--when", "2024-03-01T23:30-11:00", "--note", "half \udcff"],
        ["--craving", "3", "--coped", "a walk=2"],
    ):
        assert full.call("mood", *words).code == 0
    whole = json.loads(_everything(full))
    [live] = [entry for entry in whole["entries"] if entry["mood"]]
    [gone] = whole["trash"]
    full.call("restore-entry", gone["id"])
    full.call("edit", gone["id"], "--mood", "2")
    checkins = [
        {**checkin, "energy": 5, "scales": {SCALE["id"]: 2}, "note": "more"}
        for checkin in full.call("moods", "--json").json["checkins"]
        if checkin["id"] in (live["id"], gone["id"])
    ]
    file = tmp_path / "more.json"
    file.write_text(json.dumps({"checkins": checkins, "scales": [SCALE], "questions": QUESTIONS}))
    answer = full.call("import", file)
    assert "2 check-ins added, 1 scale." in answer.err
    full.call("edit", live["id"], "--title", "changed later")
    full.call("delete", gone["id"])
    full.added("-m", "1", "A mood and no more.")
    return full


def test_check_ins_scales_and_questions_come_back_unchanged(noted: Shell, tmp_path: Path) -> None:
    document = _everything(noted)
    whole = json.loads(document)
    assert [checkin["entry"] is not None for checkin in whole["checkins"]] == [False, True, False, True]
    assert [checkin["note"] for checkin in whole["checkins"]] == ["half \udcff", "more", "", "more"]
    assert whole["scales"] == [SCALE]
    assert whole["questions"]["patterns_off"] == ["tag:walk"]
    other = _second(noted, tmp_path)
    for kind, words in (("jsonl", "11 entries added"), ("json", "0 entries added")):
        file = tmp_path / f"noted.{kind}"
        assert "and 4 check-ins exported" in noted.call("export", "--format", kind, "-o", file).err
        rehearsed = other.call("import", file, "--dry-run").err
        answer = other.call("import", file)
        assert answer.code == 0, answer.err
        assert words in answer.err
        assert ("4 check-ins known already" if kind == "json" else ", 4 check-ins, 1 scale") in answer.err
        assert ("4 check-ins known already" if kind == "json" else ", 4 check-ins, 1 scale") in rehearsed
        assert _everything(other) == document
    hidden = whole["checkins"][3]["id"]
    assert hidden not in str(other.call("moods", "--json").out)
    other.call("restore-entry", hidden)
    [back] = [one for one in other.call("moods", "--json").json["checkins"] if one["id"] == hidden]
    assert (back["entry"], back["energy"]) == (hidden, 5)


def test_days_alone_choose_check_ins_too(noted: Shell) -> None:
    def chosen(*words: str) -> list[str]:
        document = json.loads(noted.call("export", "--format", "json", *words).out)
        assert "questions" not in document
        assert bool(document["scales"]) == bool(document["checkins"])
        return [checkin["at"][:10] for checkin in document["checkins"]]

    assert chosen("--since", "2024-03-01", "--until", "2024-03-02") == ["2024-03-01"]
    assert chosen("--until", "2024-03-31", "--tag", "walk") == []
    assert "2024-03-01T23:30" not in noted.call("export").out


def test_a_check_in_whose_entry_is_not_there_is_one_of_its_own_until_it_comes(journal: Shell, tmp_path: Path) -> None:
    file, entry_id = tmp_path / "linked.jsonl", f"{17:032x}"
    linked = {"type": "checkin", "id": entry_id, "at": "2024-03-01T10:00:00+00:00", "entry": entry_id, "energy": 4}

    def brought(*lines: dict[str, object], dry: bool = False) -> str:
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        return journal.call("import", file, *(["--dry-run"] if dry else [])).err

    def noted() -> list[tuple[object, ...]]:
        found = journal.call("moods", "--json").json["checkins"]
        return [(one["entry"], one["mood"], one["energy"]) for one in found]

    assert "1 check-in added." in brought(linked)
    assert "1 check-in known already." in brought(linked)
    assert noted() == [(None, None, 4)]
    changed = {**linked, "energy": 1, "updated_at": "2031-01-01T00:00:00Z"}
    assert "1 check-in would be changed. Nothing" in brought(changed, dry=True)
    assert "1 check-in changed." in brought(changed)
    assert noted() == [(None, None, 1)]
    brought({"id": entry_id, "created_at": linked["at"], "body": "x", "mood": 5})
    assert noted() == [(entry_id, 5, 1)]


def test_markdown_brings_every_text_back(full: Shell, tmp_path: Path) -> None:
    file = tmp_path / "all.md"
    assert full.call("export", "-o", file).code == 0
    other = _second(full, tmp_path)
    assert other.call("import", file).code == 0
    bodies = [entry["body"] for entry in other.call("list", "--json").json["entries"]]
    assert bodies == [entry["body"] for entry in full.call("list", "--json").json["entries"]]


def test_standard_output_carries_the_same_bytes_as_a_file(full: Shell, tmp_path: Path) -> None:
    for kind in ("markdown", "json", "jsonl"):
        file = tmp_path / kind
        full.call("export", "--format", kind, "-o", file)
        assert full.call("export", "--format", kind).out.encode() == file.read_bytes()


def test_an_export_holds_what_was_chosen_and_nothing_else(full: Shell) -> None:
    def chosen(*words: str) -> list[str]:
        document = json.loads(full.call("export", "--format", "json", *words).out)
        assert not document["revisions"]
        assert not document["trash"]
        return [entry["title"] for entry in document["entries"]]

    assert chosen("--since", "2024-03-02", "--until", "2024-03-03") == ["Title 1", "Title 2"]
    assert chosen("--tag", "walk") == ["Title 9"]
    first = full.call("list", "--json", "--until", "2024-03-01").json["entries"][0]["id"]
    assert chosen("--id", first) == ["Title 0"]
    assert full.call("export", "--id", "ffffffffff").code == 1


def test_an_exported_file_is_private_and_never_replaced_unasked(full: Shell, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    assert full.call("export", "-o", file).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("mine")
    refused = full.call("export", "-o", file)
    assert refused.code == 1
    assert file.read_text() == "mine"
    assert full.call("export", "-o", file, "--force").code == 0
    assert "Title 0" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert full.call("export", "-o", tmp_path / "no" / "such" / "folder").code == 1
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


def test_an_import_takes_what_it_can_and_names_the_rest_by_line(journal: Shell, tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    good = {"created_at": "2024-03-01T10:00:00+01:00", "title": "Good", "body": "one"}
    nine, two = {**good, "mood": 9, "title": "Nine"}, {**good, "body": "two"}
    file.write_text("\n".join([json.dumps(good), "{broken", json.dumps(nine), json.dumps(two)]) + "\n")
    answer = journal.call("import", file)
    assert answer.code == 0
    assert "Line 2:" in answer.err
    assert "Line 3:" in answer.err
    assert "2 entries added" in answer.err
    assert {entry["body"] for entry in journal.call("list", "--json").json["entries"]} == {"one", "two"}


def test_a_rehearsal_tells_and_changes_nothing(journal: Shell, tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    entry = {"id": "0190a000000070008000000000000001", "created_at": "2024-03-01T10:00:00+01:00", "body": "one"}
    file.write_text(json.dumps(entry) + "\n")
    answer = journal.call("import", file, "--dry-run")
    assert answer.code == 0
    assert "1 entry would come" in answer.err
    assert journal.call("list", "--json").json == {"entries": []}

    journal.call("import", file)
    assert "1 known already" in journal.call("import", file, "--dry-run").err
    file.write_text(json.dumps({**entry, "body": "two"}) + "\n")
    assert "1 would be changed" in journal.call("import", file, "--dry-run").err
    assert journal.entry(entry["id"])["body"] == "one"
    assert "1 changed, with the earlier text kept" in journal.call("import", file).err
    history = journal.call("show", entry["id"], "--history", "--json").json["history"]
    assert [version["body"] for version in history] == ["two", "one"]


def test_a_jrnl_file_comes_in_and_twice_is_once(journal: Shell, tmp_path: Path) -> None:
    file = tmp_path / "journal.txt"
    file.write_text(
        "[1660-01-11 07:30] Up early. *\nWent to the office @walk\n\n[1660-01-12 08:00] Stayed in bed.\n", "utf-8"
    )
    for kind in ("jrnl", "auto"):
        assert journal.call("import", file, "--from", kind).code == 0
    entries = journal.call("list", "--json").json["entries"]
    assert [entry["created_at"][:16] for entry in entries] == ["1660-01-12T08:00", "1660-01-11T07:30"]
    assert entries[1]["starred"]


def test_a_file_nobody_can_read_is_a_clear_line(journal: Shell, tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "broken.jsonl").write_text("{broken\n{broken\n")
    for name in ("noise", "broken.jsonl", "not-there"):
        answer = journal.call("import", tmp_path / name, "--from", "journal")
        assert answer.code == 1, name
        assert answer.err
        assert "Traceback" not in answer.err


def test_an_import_killed_half_way_is_completed_by_the_next_one(journal: Shell, tmp_path: Path) -> None:
    total = 20_000
    file = tmp_path / "many.jsonl"
    with file.open("w") as page:
        for number in range(total):
            day, minute = divmod(number, 1000)
            created = f"2024-01-{day + 1:02d}T{minute // 60:02d}:{minute % 60:02d}:00+00:00"
            page.write(json.dumps({"id": f"{number:032x}", "created_at": created, "body": f"entry {number}"}) + "\n")
    process = journal.start("import", file, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    [database] = journal.home.glob("journal-*.db")
    log = database.with_name(f"{database.name}-wal")
    deadline = time.monotonic() + 60
    while not (log.exists() and log.stat().st_size > 2_500_000) and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    assert process.poll() is None, "it was over before it could be killed"
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.communicate()

    answer = journal.call("import", file)
    assert answer.code == 0, answer.err
    assert "known already" in answer.err
    exported = journal.call("export", "--format", "jsonl").out.splitlines()
    bodies = [json.loads(line)["body"] for line in exported if '"entry"' in line[:20]]
    assert len(bodies) == total
    assert len(set(bodies)) == total


def test_a_full_disk_on_standard_output_is_told(journal: Shell, tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("no device that is always full")
    journal.added("word " * 5000)
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        answer = journal.finished("export", stdout=full)
    assert answer.code == 5
    assert "disk is full" in answer.err
    assert "Traceback" not in answer.err
    assert "Exception ignored" not in answer.err
    device = tmp_path / "full"
    device.symlink_to("/dev/full")
    assert journal.call("export", "-o", device).code == 5


def test_a_reader_that_leaves_early_is_no_accident(journal: Shell) -> None:
    journal.added("word " * 50_000)
    with journal.start("export", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err
