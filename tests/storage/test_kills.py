"""Killed at any moment: what was acknowledged is there, once, and whole.

`tests/long/storage_kills.py` does it hundreds of times; the steps of a header are all in tests/vault.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from journal.entries import Entry
from journal.errors import WrongPassphrase
from journal.notes import note_from_entry
from journal.storage import Storage
from journal.vault import HomeState, home_state, seal_note, waiting_notes

Write = Callable[..., Entry]
Opened = Callable[..., Storage]
Victim = Callable[..., "subprocess.Popen[str]"]

HEADER = ("header written", "header synced", "copy written", "copy synced", "header named", "header settled",
          "copy named", "copy settled")  # fmt: skip
ROTATION = ("exported", "copy synced", "header named", "copy settled", "switched", "cut")
CREATION = ("database made", "folders", "copy synced", "header named", "copy settled")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is how POSIX ends a program in the middle")


def lines_until_killed(process: "subprocess.Popen[str]", seconds: float) -> list[str]:
    """Kill the program some time after its first line, and return what it had reported by then."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    return [line for line in (first + rest).split("\n")[:-1] if line not in ("go", "done")]


def to_the_end(process: "subprocess.Popen[str]") -> str:
    output, _ = process.communicate()
    return output


def assert_whole(storage: Storage) -> None:
    assert storage.check() == ()


@pytest.mark.parametrize("seed", range(2))  # many more in tests/long/storage_kills.py
def test_no_acknowledged_entry_is_lost_and_the_index_fits(
    storage: Storage, opened: Opened, victim: Victim, seed: int
) -> None:
    storage.close()
    dice = Random(seed)  # noqa: S311 - moments, no secrets
    done = lines_until_killed(victim("write", 10_000, f"run{seed}"), dice.uniform(0.02, 0.5))
    purged = {line[1:] for line in done if line.startswith("-")}
    again = opened()
    last = done[-1].lstrip("-") if done else ""
    for entry_id in done:
        if not entry_id.startswith("-") and entry_id not in purged and entry_id != last:
            assert again.entries.get(entry_id)
    for entry_id in purged:
        with pytest.raises(Exception, match="No entry"):
            again.entries.get(entry_id)
    assert again.entries.search(f"run{seed} anchor", limit=10_000).total == min(1000, again.entries.count())
    assert_whole(again)


@pytest.mark.parametrize("seed", range(1))
def test_an_import_that_is_killed_keeps_what_it_reported_and_can_be_repeated(
    storage: Storage, opened: Opened, victim: Victim, seed: int
) -> None:
    storage.close()
    dice = Random(seed)  # noqa: S311
    done = lines_until_killed(victim("import", 3000), dice.uniform(0.01, 0.3))
    again = opened()
    assert again.entries.count() >= int(done[-1] if done else 0)
    assert again.entries.count() % 20 == 0
    assert_whole(again)
    again.close()
    assert to_the_end(victim("import", 600)).endswith("done\n")
    assert opened().entries.count() >= 600


@pytest.mark.parametrize("step", ["copy synced", "header named", "copy named"])
def test_killed_while_the_passphrase_changes_exactly_one_passphrase_opens(
    storage: Storage, opened: Opened, victim: Victim, entry: Write, step: str
) -> None:
    storage.entries.add(entry())
    storage.close()
    assert to_the_end(victim("passphrase", "first words", "second words", step)) == "go\n"
    the_one_that_opens(opened, switched=HEADER.index(step) >= HEADER.index("header named"))


@pytest.mark.parametrize("step", ROTATION)
def test_killed_while_the_key_rotates_exactly_one_passphrase_opens(
    storage: Storage, home: Path, opened: Opened, victim: Victim, entry: Write, step: str
) -> None:
    storage.entries.add(entry())
    storage.close()
    assert to_the_end(victim("rotate", "first words", "second words", step)) == "go\n"
    again = the_one_that_opens(opened, switched=ROTATION.index(step) >= ROTATION.index("header named"))
    assert_whole(again)
    again.entries.add(entry())
    again.close()
    assert len(list(home.glob("journal-*"))) == 1


def the_one_that_opens(opened: Opened, *, switched: bool) -> Storage:
    right, wrong = ("second words", "first words") if switched else ("first words", "second words")
    with pytest.raises(WrongPassphrase):
        opened(wrong)
    storage = opened(right)
    assert storage.entries.count() == 1
    return storage


@pytest.mark.parametrize("step", CREATION)
def test_killed_while_a_journal_is_made_there_is_none_or_a_whole_one(
    home: Path, opened: Opened, victim: Victim, entry: Write, step: str
) -> None:
    assert to_the_end(victim("create", step)) == "go\n"
    if home_state(home) is HomeState.EMPTY:
        assert CREATION.index(step) < CREATION.index("header named")
        assert to_the_end(victim("create", "none")).endswith("done\n")
    storage = opened()
    storage.entries.add(entry())
    assert_whole(storage)


def test_killed_between_filing_a_note_and_erasing_it_the_note_is_filed_once(
    storage: Storage, home: Path, opened: Opened, victim: Victim, entry: Write
) -> None:
    storage.close()
    notes = [entry(f"note {number}") for number in range(3)]
    for note in notes:
        seal_note(home, note.id, note_from_entry(note))
    for _ in notes:  # each start files all, unless it dies after the first
        to_the_end(victim("file while open", "filed"))
    again = opened()
    assert waiting_notes(home) == 0
    assert sorted(one.body for one in again.entries.each()) == [note.body for note in notes]
    assert_whole(again)


@pytest.mark.parametrize("seed", range(1))
def test_killed_at_any_moment_of_filing_nothing_is_lost_or_doubled(
    storage: Storage, home: Path, opened: Opened, victim: Victim, entry: Write, seed: int
) -> None:
    storage.close()
    notes = [entry(f"note {number}") for number in range(40)]
    for note in notes:
        seal_note(home, note.id, note_from_entry(note))
    dice = Random(seed)  # noqa: S311
    for _ in range(3):
        lines_until_killed(victim("file"), dice.uniform(0.0, 0.12))
    again = opened()
    assert waiting_notes(home) == 0
    assert {one.id for one in again.entries.each()} == {note.id for note in notes}
    assert again.entries.count() == 40
