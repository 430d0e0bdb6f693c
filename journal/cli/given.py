"""What was given on the command line, or by the environment, for every command."""

import os
from dataclasses import dataclass
from pathlib import Path

from journal.paths import default_home

PASSPHRASE_FILE_VARIABLE = "JOURNAL_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable, not a secret
PASSPHRASE_COMMAND_VARIABLE = "JOURNAL_PASSPHRASE_COMMAND"  # noqa: S105


@dataclass(slots=True)
class Given:
    """The common options. The command line wins over the environment. Filled while the line is read."""

    home: Path | None = None
    passphrase_file: Path | None = None
    passphrase_command: str | None = None
    recovery_key_file: Path | None = None
    no_color: bool = False

    @property
    def folder(self) -> Path:
        """The journal's folder."""
        return self.home.expanduser() if self.home is not None else default_home()

    @property
    def where_passphrase_is(self) -> tuple[Path | None, str | None]:
        """The file or the command that gives the passphrase; at most one of them is set."""
        if self.passphrase_file or self.passphrase_command:
            return (self.passphrase_file, None) if self.passphrase_file else (None, self.passphrase_command)
        if file := os.environ.get(PASSPHRASE_FILE_VARIABLE):
            return Path(file).expanduser(), None
        return None, os.environ.get(PASSPHRASE_COMMAND_VARIABLE) or None


def keyring_slot(home: Path) -> bool:
    """Return whether the journal in a folder may be opened by the system keyring. Whatever is wrong is told later."""
    from journal.errors import JournalError
    from journal.paths import Paths
    from journal.vault.header import SlotType
    from journal.vault.header_file import read_header

    try:
        return read_header(Paths(home)).header.slot(SlotType.KEYRING) is not None
    except JournalError:
        return False
