"""Hundreds of kills at random moments: `python -m tests.long.storage_kills [KILLS]`.

A program that writes, imports, files notes, changes the passphrase, rotates the key or makes a journal is killed at any
moment. After each kill the journal opens with exactly one passphrase, everything that was reported is there, once, and
the check finds nothing wrong.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from journal.entries import new_entry
from journal.errors import WrongPassphrase
from journal.ids import new_id
from journal.moments import Moment
from journal.notes import note_from_entry
from journal.storage import Storage
from journal.vault import HomeState, KdfLimits, KdfPolicy, Passphrase, home_state, prepare, seal_note, unlock

VICTIM = Path(__file__).parents[1] / "storage" / "victim.py"
CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)


def main(kills: int) -> None:
    """Kill and look, `kills` times for each action."""
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    dice, outcomes = random.Random(seed), Counter[str]()  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "journal"
        Storage.create(home, prepare("first words", strength=CHEAP)).close()
        for number in range(kills):
            writing(home, number, dice, outcomes)
            importing(home, dice, outcomes)
            filing(home, dice, outcomes)
        for number in range(kills):
            changing(home, "passphrase", 0.03, dice, outcomes)
            changing(home, "rotate", 0.6, dice, outcomes)
            creating(Path(folder) / f"other {number}", dice, outcomes)
    for what, times in sorted(outcomes.items()):
        print(f"{what:50} {times}")


def killed(dice: random.Random, longest: float, action: str, home: Path, *arguments: object) -> list[str]:
    """Start the action, kill it after up to `longest` seconds, and return what it had reported."""
    command = [sys.executable, str(VICTIM), action, str(home), *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        first = victim.stdout.readline()
        time.sleep(dice.uniform(0, longest))
        victim.kill()
        return (first + victim.stdout.read()).split("\n")[1:-1]


def opened(home: Path, passphrase: str = "first words") -> Storage:  # noqa: S107 - of a journal that lives for a minute
    """Open the journal."""
    return Storage.open(unlock(home, Passphrase(passphrase), limits=KdfLimits(CHEAP, CHEAP)))


def writing(home: Path, number: int, dice: random.Random, outcomes: Counter[str]) -> None:
    """Everything that was reported as saved is there, everything reported as purged is gone."""
    done = killed(dice, 0.5, "write", home, 10_000, f"run{number}")
    with opened(home) as storage:
        purged = {line[1:] for line in done if line.startswith("-")}
        saved = [line for line in done if not line.startswith("-")]
        for entry_id in set(saved[:-1]) - purged:  # the last one may be in the middle of what follows
            assert storage.entries.get(entry_id)
        assert not purged & {entry.id for trashed in (True, False) for entry in storage.entries.each(trashed=trashed)}
        assert storage.check() == (), number
    outcomes[f"writing: {'something' if saved else 'nothing'} reported"] += 1


def importing(home: Path, dice: random.Random, outcomes: Counter[str]) -> None:
    """What was reported as imported is there."""
    done = [int(line) for line in killed(dice, 0.3, "import", home, 4000) if line.isdigit()]
    with opened(home) as storage:
        imported = sum(entry.id.startswith("0" * 20) for entry in storage.entries.each())
        assert imported >= max(done, default=0)
        assert storage.check() == ()
        if imported >= 4000:
            for entry in list(storage.entries.each()):
                if entry.id.startswith("0" * 20):
                    storage.entries.trash(entry.id, datetime.now(UTC))
            storage.entries.purge_trash()
    outcomes["importing"] += 1


def filing(home: Path, dice: random.Random, outcomes: Counter[str]) -> None:
    """Each note becomes one entry, however often filing is killed."""
    now = datetime.now(UTC)
    notes = [new_entry(new_id(now), Moment(now, "UTC"), now, body=f"note {number}") for number in range(12)]
    for note in notes:
        seal_note(home, note.id, note_from_entry(note))
    for _ in range(3):
        killed(dice, 0.12, "file", home)
    with opened(home) as storage:
        outcomes[f"filing: {'some' if storage.filed.count else 'none'} left for the last start"] += 1
        assert all(storage.entries.get(note.id) == note for note in notes)
        assert storage.check() == ()


def changing(home: Path, action: str, longest: float, dice: random.Random, outcomes: Counter[str]) -> None:
    """Exactly one passphrase opens, and it is the new one if that was reported."""
    done = killed(dice, longest, action, home, "first words", "second words", "none")
    try:
        opened(home, "second words").close()
        new, old = True, "first words"
    except WrongPassphrase:
        new, old = False, "second words"
    try:
        opened(home, old).close()
        raise AssertionError("both open")
    except WrongPassphrase:
        pass
    assert new or "done" not in done
    with opened(home, "second words" if new else "first words") as storage:
        assert storage.check() == ()
        assert storage.entries.count() > 0
        if new:
            storage.change_passphrase("first words", strength=CHEAP)
    assert len([path for path in home.iterdir() if path.name.endswith(".db")]) == 1
    outcomes[f"{action}: {'new' if new else 'old'} passphrase, {'reported' if 'done' in done else 'not reported'}"] += 1


def creating(home: Path, dice: random.Random, outcomes: Counter[str]) -> None:
    """There is no journal, or a whole one."""
    killed(dice, 0.12, "create", home, "none")
    made = home_state(home) is HomeState.JOURNAL
    outcomes[f"creating: {'a whole journal' if made else 'none'}"] += 1
    with opened(home) if made else Storage.create(home, prepare("first words", strength=CHEAP)) as storage:
        assert storage.check() == ()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
