"""Where one journal keeps its files. Names and meanings: docs/file-format.md."""

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "JOURNAL_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of the journal in one folder."""

    home: Path

    @property
    def header(self) -> Path:
        """The slots that open the journal: `vault.json`."""
        return self.home / "vault.json"

    @property
    def header_copy(self) -> Path:
        """A second copy of the header, used when the first is damaged."""
        return self.home / "vault.json.bak"

    @property
    def inbox(self) -> Path:
        """Sealed notes, written while the journal was locked."""
        return self.home / "inbox"

    @property
    def settings(self) -> Path:
        """Theme, auto-lock and keys; readable without a passphrase, holds nothing personal."""
        return self.home / "settings.toml"

    def database(self, name: str) -> Path:
        """The database with the name that the header gives."""
        return self.home / name


def default_home() -> Path:
    """Return the folder from `JOURNAL_HOME`, or the platform's place for a user's data."""
    given = os.environ.get(HOME_VARIABLE)
    if given:
        return Path(given).expanduser()
    from platformdirs import user_data_path  # 20 ms that `--home` and JOURNAL_HOME need not pay

    return user_data_path("journal", appauthor=False)
