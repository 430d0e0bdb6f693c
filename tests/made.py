"""An empty journal to copy. Deriving a key anew for each test would take most of the test's time."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from journal.storage import Storage
from journal.vault import RecoveryKey, prepare, unlock

PASSPHRASE = "seven bricks by the river"


@dataclass(frozen=True)
class MadeHome:
    """A journal's folder, and what opens it beside `PASSPHRASE`."""

    folder: Path
    recovery_key: str

    def copied_to(self, home: Path) -> Path:
        """Copy the journal, and return its new home."""
        shutil.copytree(self.folder, home)
        return home

    def opened_in(self, home: Path) -> Storage:
        """Copy the journal, and open the copy."""
        return Storage.open(unlock(self.copied_to(home), RecoveryKey(self.recovery_key)))


def made_in(folder: Path) -> MadeHome:
    """Make a journal."""
    new = prepare(PASSPHRASE)
    Storage.create(folder, new).close()
    return MadeHome(folder, new.recovery_key)
