"""A program that is killed in the middle leaves a journal that exactly one passphrase opens, with everything in it.

Hundreds of random kills: `python -m tests.long.vault_kills`.
"""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.errors import WrongPassphrase
from journal.vault import (
    HomeState,
    KdfLimits,
    KdfPolicy,
    Passphrase,
    SealedNote,
    Vault,
    home_state,
    prepare,
    seal_note,
    unlock,
)

VICTIM = Path(__file__).with_name("victim.py")
NOTE = "a" * 32

WRITING_A_HEADER = (
    *("header written", "header synced", "copy written", "copy synced"),
    *("header named", "header settled", "copy named", "copy settled"),
)
SWITCH = WRITING_A_HEADER.index("header named")
CREATION = ("database written", "folders", *WRITING_A_HEADER, "database named")
ROTATION = ("export begun", "exported", *WRITING_A_HEADER, "switched", "swept")


def run(action: str, home: Path, old: str, new: str, last_step: str = "none") -> bytes:
    command = [sys.executable, str(VICTIM), action, str(home), old, new, last_step]
    return subprocess.run(command, capture_output=True, check=False).stdout


@pytest.fixture
def filled(vault: Vault) -> Vault:
    """A journal with something in it, and a note that waits."""
    vault.database.write_bytes(vault.database_key[32:] + b"years of entries")
    seal_note(vault.home, NOTE, b"a waiting note")
    return vault


def openers(home: Path, limits: KdfLimits, *passphrases: str) -> list[str]:
    """Return which passphrases open the journal, having looked that everything is there each time."""
    found = []
    for passphrase in passphrases:
        try:
            vault = unlock(home, Passphrase(passphrase), limits=limits)
        except WrongPassphrase:
            continue
        assert vault.warnings == ()
        assert vault.database.read_bytes() == vault.database_key[32:] + b"years of entries"
        assert [note.content for note in vault.notes() if isinstance(note, SealedNote)] in ([], [b"a waiting note"])
        vault.sweep()
        assert [path.name for path in home.glob("journal-*")] == [vault.database.name]
        assert vault.paths.header.read_bytes() == vault.paths.header_copy.read_bytes()
        found.append(passphrase)
    return found


def test_the_steps_of_these_tests_are_all_the_steps_there_are(
    home: Path, filled: Vault, cheap: KdfPolicy, tmp_path: Path
) -> None:
    steps: list[str] = []
    filled.change_passphrase("second words", strength=cheap, on_step=steps.append)
    assert tuple(steps) == WRITING_A_HEADER
    steps.clear()
    rotation = filled.prepare_rotation("third words", strength=cheap)
    rotation.database.write_bytes(bytes.fromhex(rotation.database_key_hex)[32:])
    filled.complete_rotation(rotation, on_step=steps.append)
    assert tuple(steps) == WRITING_A_HEADER
    steps.clear()
    prepare("words", strength=cheap).save(tmp_path / "other", on_step=steps.append)
    assert tuple(steps) == ("folders", *WRITING_A_HEADER)


@pytest.mark.parametrize("step", WRITING_A_HEADER)
def test_killed_while_the_passphrase_changes(
    step: str, home: Path, filled: Vault, limits: KdfLimits, cheap: KdfPolicy
) -> None:
    assert run("change_passphrase", home, "first words", "second words", step) == b"ready\n"
    switched = WRITING_A_HEADER.index(step) >= SWITCH
    expected = "second words" if switched else "first words"
    assert openers(home, limits, "first words", "second words") == [expected]
    unlock(home, Passphrase(expected), limits=limits).change_passphrase("third words", strength=cheap)
    assert openers(home, limits, "first words", "second words", "third words") == ["third words"]


@pytest.mark.parametrize("step", ROTATION)
def test_killed_while_the_key_rotates(step: str, home: Path, filled: Vault, limits: KdfLimits) -> None:
    assert run("rotate", home, "first words", "second words", step) == b"ready\n"
    switched = ROTATION.index(step) >= ROTATION.index("header named")
    expected = "second words" if switched else "first words"
    assert openers(home, limits, "first words", "second words") == [expected]
    vault = unlock(home, Passphrase(expected), limits=limits)
    assert [note.content for note in vault.notes() if isinstance(note, SealedNote)] == [b"a waiting note"]


@pytest.mark.parametrize("step", CREATION)
def test_killed_while_a_journal_is_made(step: str, home: Path, limits: KdfLimits) -> None:
    assert run("create", home, "", "first words", step) == b"ready\n"
    if CREATION.index(step) >= CREATION.index("header named"):
        assert home_state(home) is HomeState.JOURNAL
        assert openers(home, limits, "first words") == ["first words"]
    else:
        assert home_state(home) is HomeState.EMPTY
        assert run("create", home, "", "second words") == b"ready\ndone\n"
        assert openers(home, limits, "first words", "second words") == ["second words"]


@pytest.mark.parametrize("step", ["written", "synced", "named", "settled"])
def test_killed_while_a_note_is_sealed(step: str, home: Path, filled: Vault) -> None:
    assert run("take_note", home, "another note", "b" * 32, step) == b"ready\n"
    notes = {note.id: note.content for note in filled.notes() if isinstance(note, SealedNote)}
    arrived = {"b" * 32: b"another note"} if step in ("named", "settled") else {}
    assert notes == {NOTE: b"a waiting note", **arrived}
    assert len(list(filled.notes())) == len(notes)


def test_killed_while_notes_are_erased(home: Path, filled: Vault) -> None:
    seal_note(home, "b" * 32, b"another note")
    assert run("erase_notes", home, "first words", "", "erased") == b"ready\n"
    assert [note.content for note in filled.notes() if isinstance(note, SealedNote)] == [b"another note"]


@pytest.mark.parametrize("action", ["change_passphrase", "rotate"])
def test_killed_at_random_moments(action: str, home: Path, filled: Vault, limits: KdfLimits) -> None:
    dice, passphrase = random.Random(7), "first words"  # noqa: S311 - moments, no secrets
    for number in range(5):
        new = f"words {number}"
        command = [sys.executable, str(VICTIM), action, str(home), passphrase, new, "none"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as victim:
            assert victim.stdout is not None
            victim.stdout.readline()
            time.sleep(dice.uniform(0.0, 0.06))  # some die before, some between, some after
            victim.kill()
            finished = b"done" in victim.stdout.read()
        (opening,) = openers(home, limits, passphrase, new)
        assert opening == new or not finished
        passphrase = opening
