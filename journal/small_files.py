"""Reading small files that a person may have edited, or damaged. Nothing here waits, and nothing fills the memory."""

from dataclasses import dataclass
from pathlib import Path

from journal.errors import JournalError
from journal.vault.files import read_regular

LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Read:
    """What is in a file; `text` is `None` where there is none, or where it could not be read, and why."""

    text: str | None
    problem: str = ""


def read_small(path: Path) -> Read:
    """Return the text of a file. A byte that is no UTF-8 becomes U+FFFD, so that one of them does not hide the rest."""
    try:
        if path.stat().st_size > LARGEST:
            return Read(None, f"{path.name} is larger than {LARGEST // 1024} KB and was left alone.")
        return Read(read_regular(path).decode("utf-8-sig", "replace"))
    except (FileNotFoundError, NotADirectoryError):
        return Read(None)
    except (OSError, ValueError, JournalError):  # ValueError: a path that no system takes
        return Read(None, f"{path.name} could not be read.")
