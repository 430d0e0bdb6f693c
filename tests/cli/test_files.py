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
