"""Keeping what somebody noted without asking for anything: filed where a secret is at hand, else sealed.

Entries and check-ins take this one path, and nothing is lost on it: what cannot be filed is sealed all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.given import Given, keyring_slot
from journal.cli.output import put_json, say

if TYPE_CHECKING:
    from journal.storage import Storage

FILED = "Kept."
SEALED = "Kept. It waits, sealed, until the journal is next opened."


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: filed, or waiting in the inbox; `trouble` is the exit code of what went wrong."""

    filed: bool
    words: str
    trouble: int = 0


def keep(
    given: Given, note_id: str, name: str, content: Callable[[], bytes], file: Callable[["Storage"], object]
) -> Kept:
    """File something where a secret is at hand, else seal it.

    `name` says what it is, `content` makes a note of it, `file` puts it into an open journal.

    Raises:
        NoJournal: there is no journal to keep it in.
        HeaderTampered: the inbox key may be somebody else's now: nothing is sealed to it.
    """
    home = given.folder
    if not secret_named(given, home):
        _seal(home, note_id, content)
        return Kept(filed=False, words=SEALED)

    from journal.cli.exits import exit_code
    from journal.cli.unlocking import opened
    from journal.errors import HeaderTampered, JournalBusy, JournalError

    try:
        with opened(given, ask=False) as storage:
            file(storage)
    except HeaderTampered:
        raise
    except JournalError as error:
        try:
            _seal(home, note_id, content)
        except JournalError:
            raise error from None
        words = f"Your {name} was kept: it waits, sealed, until the journal is next opened."
        if isinstance(error, JournalBusy):
            return Kept(filed=False, words=words)
        return Kept(filed=False, words=f"{error}\n{words}", trouble=exit_code(error))
    return Kept(filed=True, words=FILED)


def told(kept: Kept, note_id: str, *, as_json: bool) -> int:
    """Say what became of it, and return the exit code."""
    if as_json:
        put_json({"id": note_id, "filed": kept.filed})
    say(kept.words)
    return kept.trouble


def secret_named(given: Given, home: Path) -> bool:
    """Return whether anything is at hand that may open the journal."""
    return given.recovery_key_file is not None or any(given.where_passphrase_is) or keyring_slot(home)


def _seal(home: Path, note_id: str, content: Callable[[], bytes]) -> None:
    from journal.vault.inbox import seal_note

    seal_note(home, note_id, content())
