"""Quick capture. It never asks for a passphrase and never loses a word; without a secret at hand it loads little."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from journal.cli.given import Given, keyring_slot
from journal.cli.output import STANDARD_STREAM, put_json, say
from journal.entries import Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an entry: filed, or waiting in the inbox; `trouble` is the exit code of what went wrong."""

    filed: bool
    words: str
    trouble: int = 0


@dataclass(frozen=True, slots=True)
class Addition:
    """What `journal add` was given. `text` are the words as they stood on the line."""

    text: tuple[str, ...] = field(default=(), repr=False)
    title: str = field(default="", repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    mood: int | None = None
    when: str | None = None
    as_json: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether there is no entry in it yet: its text must come from somewhere else."""
        return not (self.text or self.title or self.mood)


def write(given: Given, addition: Addition) -> int:
    """Keep an entry, say what became of it, and return the exit code.

    Raises:
        NothingToKeep: there is no text, title or mood.
        UnreadableDate: its time could not be understood.
        NoJournal: there is no journal to keep it in.
    """
    entry = _entry(addition)
    kept = _keep(given, entry)
    if addition.as_json:
        put_json({"id": entry.id, "filed": kept.filed})
    say(kept.words)
    return kept.trouble


def text_of(data: bytes) -> str:
    """Return bytes as text that carries every one of them: UTF-8, with lone surrogates where it is not."""
    for errors in ("strict", "surrogatepass"):
        try:
            return data.decode("utf-8", errors)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "surrogateescape")


def read_standard_input() -> str:
    """Return all of standard input, exactly: line ends and a missing last one included."""
    return text_of(sys.stdin.buffer.read())


def _entry(addition: Addition) -> Entry:
    from journal.dates import now_here, parse_when
    from journal.entries import new_entry
    from journal.ids import new_id

    here = now_here()
    # Before reading, so that no text is taken in vain.
    moment = here if addition.when is None else parse_when(addition.when, here)
    body = " ".join(addition.text)
    if addition.text == (STANDARD_STREAM,) or not (addition.text or sys.stdin.isatty()):
        body = read_standard_input()
    return new_entry(
        new_id(here.at), moment, here.at, title=addition.title, body=body, tags=addition.tags, mood=addition.mood
    )


def _keep(given: Given, entry: Entry) -> Kept:
    """File the entry where a secret is at hand, else seal it. If filing fails, it is sealed all the same."""
    home = given.folder
    if not _secret_named(given, home):
        _seal(home, entry)
        return Kept(filed=False, words="Kept. It waits, sealed, until the journal is next opened.")

    from journal.cli.exits import exit_code
    from journal.cli.unlocking import opened
    from journal.errors import HeaderTampered, JournalBusy, JournalError

    try:
        with opened(given, ask=False) as storage:
            storage.entries.add(entry)
    except HeaderTampered:
        raise  # the inbox key may be somebody else's now: nothing is sealed to it
    except JournalError as error:
        try:
            _seal(home, entry)
        except JournalError:
            raise error from None
        words = "Your entry was kept: it waits, sealed, until the journal is next opened."
        if isinstance(error, JournalBusy):
            return Kept(filed=False, words=words)
        return Kept(filed=False, words=f"{error}\n{words}", trouble=exit_code(error))
    return Kept(filed=True, words="Kept.")


def _secret_named(given: Given, home: Path) -> bool:
    return given.recovery_key_file is not None or any(given.where_passphrase_is) or keyring_slot(home)


def _seal(home: Path, entry: Entry) -> None:
    from journal.notes import note_from_entry
    from journal.vault.inbox import seal_note

    seal_note(home, entry.id, note_from_entry(entry))
