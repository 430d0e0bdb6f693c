"""What the record books answer, besides the values of `journal.entries`."""

from dataclasses import dataclass

from journal.entries import Entry


@dataclass(frozen=True, slots=True)
class Added:
    """What became of many entries: new ones, ones that were known, and known ones that got a newer content."""

    added: int = 0
    known: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """An entry after an edit. `changed_elsewhere`: somebody else had changed it since; that content is kept, too."""

    entry: Entry
    changed_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of the inbox: notes that are entries now, and notes that could not be read and stay there."""

    count: int = 0
    unreadable: int = 0
