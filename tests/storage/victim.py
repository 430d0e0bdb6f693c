"""A program that is killed while it works on a journal: `victim.py ACTION HOME ...`. What it printed is done."""

import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from journal.entries import Entry, new_entry
from journal.ids import new_id
from journal.moments import Moment
from journal.storage import Storage
from journal.vault import KdfLimits, KdfPolicy, Passphrase, prepare, unlock

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
FIRST = "first words"


def main(action: str, home: Path, *arguments: str) -> None:
    """Do it, and say so line by line."""
    if action == "create":
        say("go")
        Storage.create(home, prepare(FIRST, strength=CHEAP), on_step=Until(arguments[0]))
    elif action == "file":
        vault = unlock(home, Passphrase(FIRST), limits=KdfLimits(CHEAP, CHEAP))
        say("go")
        with Storage.open(vault) as storage:
            say(str(storage.filed.count))
    else:
        with opened(home, arguments[0] if action in ("passphrase", "rotate") else FIRST) as storage:
            say("go")
            work(storage, action, *arguments)
    say("done")


def work(storage: Storage, action: str, *arguments: str) -> None:
    """Do one of the actions on an open journal."""
    match action:
        case "write":  # entries, each reported when it is saved, with an edit and the trash now and then
            for number in range(int(arguments[0])):
                entry = an_entry(f"{arguments[1]} {number} anchor #tag{number % 5}")
                storage.entries.add(entry)
                say(entry.id)
                if number % 4 == 1:
                    storage.entries.trash(entry.id, datetime.now(UTC))
                if number % 4 == 2:
                    storage.entries.purge(entry.id)
                    say(f"-{entry.id}")
        case "import":
            storage.entries.add_many(some(int(arguments[0])), batch=20, progress=lambda done: say(str(done)))
        case "file while open":
            storage.file_inbox(on_step=Until(arguments[0]))
        case "passphrase":
            storage.change_passphrase(arguments[1], strength=CHEAP, on_step=Until(arguments[2]))
        case "rotate":
            storage.rotate(arguments[1], strength=CHEAP, on_step=Until(arguments[2]))


class Until:
    """Ends the process at a step; at none when it is called something else."""

    def __init__(self, step: str) -> None:
        """Remember the step."""
        self.step = step

    def __call__(self, step: str) -> None:
        """Die here, if this is the step."""
        if step == self.step:
            os.kill(os.getpid(), signal.SIGKILL)


def opened(home: Path, passphrase: str) -> Storage:
    """Open the journal."""
    return Storage.open(unlock(home, Passphrase(passphrase), limits=KdfLimits(CHEAP, CHEAP)))


def an_entry(body: str) -> Entry:
    """Return an entry of this moment."""
    now = datetime.now(UTC)
    return new_entry(new_id(now), Moment(now, "UTC"), now, body=body)


def some(size: int) -> Iterator[Entry]:
    """Yield entries that are the same each time."""
    for number in range(size):
        at = datetime(2020, 1, 1, number // 60 % 24, number % 60, tzinfo=UTC)
        yield new_entry(f"{number:032x}", Moment(at, "UTC"), at, body=f"number {number} anchor " + "word " * 50)


def say(line: str) -> None:
    """Report, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
