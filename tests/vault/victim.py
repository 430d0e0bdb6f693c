"""A program that changes a journal and is killed at a named step: `victim.py ACTION HOME OLD NEW STEP`.

It prints `ready` before the change and `done` after it; the last step is `none` when it is to live, or to be killed by
somebody else. Databases are a few bytes behind the right salt: their real inside is the business of other tests.
"""

import os
import signal
import sys
from pathlib import Path

from journal.vault import KdfLimits, KdfPolicy, Passphrase, Vault, erase_note, prepare, seal_note, unlock
from journal.vault.files import OnStep

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
LIMITS = KdfLimits(CHEAP, CHEAP)
ENTRIES = b"years of entries"


def create(home: Path, _old: str, new: str, on_step: OnStep) -> None:
    """In the order of `Storage.create`: the whole database, the header, the database's name."""
    made = prepare(new, strength=CHEAP)
    home.mkdir(mode=0o700, exist_ok=True)
    unfinished = home / f".{made.database_name}.{os.urandom(4).hex()}.tmp"
    unfinished.write_bytes(bytes.fromhex(made.database_key_hex)[32:] + ENTRIES)
    on_step("database written")
    vault = made.save(home, on_step=on_step)
    unfinished.rename(vault.database)
    on_step("database named")


def change_passphrase(home: Path, old: str, new: str, on_step: OnStep) -> None:
    """Change the passphrase."""
    opened(home, old).change_passphrase(new, strength=CHEAP, on_step=on_step)


def rotate(home: Path, old: str, new: str, on_step: OnStep) -> None:
    """In the order of `Storage.rotate`: the whole new database, the header, then the old database goes."""
    vault = opened(home, old)
    rotation = vault.prepare_rotation(new, strength=CHEAP)
    rotation.database.write_bytes(bytes.fromhex(rotation.database_key_hex)[32:32])
    on_step("export begun")
    rotation.database.write_bytes(bytes.fromhex(rotation.database_key_hex)[32:] + vault.database.read_bytes()[16:])
    on_step("exported")
    rotated = vault.complete_rotation(rotation, on_step=on_step)
    on_step("switched")
    rotated.sweep()
    on_step("swept")


def take_note(home: Path, old: str, new: str, on_step: OnStep) -> None:
    """Seal a note; `new` is its id."""
    seal_note(home, new, old.encode(), on_step=on_step)


def erase_notes(home: Path, old: str, _new: str, on_step: OnStep) -> None:
    """Erase every note."""
    for note in opened(home, old).notes():
        erase_note(note.path)
        on_step("erased")


def opened(home: Path, passphrase: str) -> Vault:
    return unlock(home, Passphrase(passphrase), limits=LIMITS)


ACTIONS = {action.__name__: action for action in (create, change_passphrase, rotate, take_note, erase_notes)}


def main(action: str, home: str, old: str, new: str, last_step: str) -> None:
    def on_step(step: str) -> None:
        if step == last_step:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    os.write(1, b"ready\n")
    ACTIONS[action](Path(home), old, new, on_step)
    os.write(1, b"done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
