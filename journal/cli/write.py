"""Quick capture of entries. It never asks for a passphrase and never loses a word; `capture.py` keeps them."""

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journal.cli.capture import keep, told
from journal.cli.given import Given
from journal.cli.output import STANDARD_STREAM

if TYPE_CHECKING:
    from journal.entries import Entry


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

    def content() -> bytes:
        from journal.notes import note_from_entry

        return note_from_entry(entry)

    kept = keep(given, entry.id, "entry", content, lambda storage: storage.entries.add(entry))
    return told(kept, entry.id, as_json=addition.as_json)


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


def _entry(addition: Addition) -> "Entry":
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
