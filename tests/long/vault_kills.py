"""Hundreds of kills at random moments: `python -m tests.long.vault_kills [KILLS]`.

A program that changes the passphrase, rotates the key or makes a journal is killed by another one, at any moment. After
each kill exactly one passphrase opens the journal, and everything is in it.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from journal.errors import WrongPassphrase
from journal.vault import (
    HomeState,
    KdfLimits,
    KdfPolicy,
    Passphrase,
    SealedNote,
    home_state,
    seal_note,
    unlock,
    waiting_notes,
)

VICTIM = Path(__file__).parents[1] / "vault" / "victim.py"
CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
LONGEST_WAIT = {"change_passphrase": 0.012, "rotate": 0.03, "create": 0.05, "take_note": 0.05}


def main(kills: int) -> None:
    """Kill and look, `kills` times for each action."""
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    dice, outcomes = random.Random(seed), Counter[tuple[str, str]]()  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "journal"
        passphrase = "the first words"
        killed("create", home, "", passphrase, dice, wait=None)
        seal_note(home, "f" * 32, b"a waiting note")
        for action in ("change_passphrase", "rotate"):
            for number in range(kills):
                new = f"{action} {number}"
                finished = killed(action, home, passphrase, new, dice, wait=LONGEST_WAIT[action])
                opening = whole(home, passphrase, new)
                assert opening == new or not finished, (action, number)
                outcomes[action, outcome(opening == new, finished)] += 1
                passphrase = opening
                seal_note(home, "f" * 32, b"a waiting note")  # anew: the inbox remembers its last sixteen keys only
        for number in range(kills):
            finished = killed("take_note", home, "text", f"{number:032x}", dice, wait=LONGEST_WAIT["take_note"])
            notes = list(unlock(home, Passphrase(passphrase), limits=KdfLimits(CHEAP, CHEAP)).notes())
            assert all(isinstance(note, SealedNote) for note in notes)
            arrived = any(note.path.stem == f"{number:032x}" for note in notes)
            assert arrived or not finished, number
            outcomes["take_note", outcome(arrived, finished)] += 1
            for note in notes:
                if note.path.stem != "f" * 32:
                    note.path.unlink()
        assert waiting_notes(home) == 1
        for number in range(kills):
            other = Path(folder) / f"other {number}"
            finished = killed("create", other, "", "words", dice, wait=LONGEST_WAIT["create"])
            made = home_state(other) is HomeState.JOURNAL
            if not made:
                assert not finished, number
                assert killed("create", other, "", "words", dice, wait=None)
            whole(other, "words", "never given", notes=0)
            outcomes["create", outcome(made, finished)] += 1
    for (action, what), times in sorted(outcomes.items()):
        print(f"{action:20} {what:30} {times}")


def killed(action: str, home: Path, old: str, new: str, dice: random.Random, *, wait: float | None) -> bool:
    """Start the action, kill it after up to `wait` seconds, and return whether it said that it was done."""
    command = [sys.executable, str(VICTIM), action, str(home), old, new, "none"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as victim:
        assert victim.stdout is not None
        victim.stdout.readline()
        if wait is not None:
            time.sleep(dice.uniform(0, wait))
            victim.kill()
        return b"done" in victim.stdout.read()


def whole(home: Path, *passphrases: str, notes: int = 1) -> str:
    """Return the one passphrase that opens the journal, having looked that everything is there."""
    opening = []
    for passphrase in passphrases:
        try:
            vault = unlock(home, Passphrase(passphrase), limits=KdfLimits(CHEAP, CHEAP))
        except WrongPassphrase:
            continue
        assert vault.warnings == ()
        assert vault.database.read_bytes() == vault.database_key[32:] + b"years of entries"
        assert sum(isinstance(note, SealedNote) for note in vault.notes()) == notes
        vault.sweep()
        assert [path.name for path in home.glob("journal-*")] == [vault.database.name]
        opening.append(passphrase)
    assert len(opening) == 1, opening
    return opening[0]


def outcome(changed: bool, finished: bool) -> str:
    """Return words for how far it came."""
    return "finished" if finished else "changed, not yet finished" if changed else "not yet changed"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
