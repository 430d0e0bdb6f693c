"""An import: what a file holds goes into the journal, value by value, and is counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.output import say
from journal.cli.progress import counted_off, progress
from journal.dates import now_here
from journal.entries import Entry, Revision
from journal.errors import EntryNotFound
from journal.exchange.reading import read_any
from journal.exchange.readings import EarlierRevision, Noted, Reading, Skipped, Trashed
from journal.wording import counted

if TYPE_CHECKING:
    from journal.storage import Storage


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many entries were new, known, or known with other content; how many earlier versions; what was left out."""

    added: int
    known: int
    changed: int
    versions: int
    skipped: int

    @property
    def anything(self) -> bool:
        """Whether the file held anything that could be read."""
        return bool(self.added or self.known or self.changed or self.versions)

    def words(self, *, dry_run: bool) -> str:
        """Return a sentence for the person."""
        if not self.anything:
            return "Nothing in the file could be imported. The journal is as it was."
        parts = [f"{counted(self.added, 'entry', 'entries')} {'would come' if dry_run else 'added'}"]
        if self.known:
            parts.append(f"{self.known:,} known already")
        if self.changed:
            parts.append(f"{self.changed:,} {'would be changed' if dry_run else 'changed, with the earlier text kept'}")
        if self.versions:
            parts.append(counted(self.versions, "earlier version"))
        if self.skipped:
            parts.append(f"{self.skipped:,} left out")
        return ", ".join(parts) + "." + (" Nothing was changed." if dry_run else "")


class _Intake:
    """Reads a file and tells the person what cannot come along."""

    def __init__(self, file: Path, kind: str) -> None:
        self._file = file
        self._kind = kind
        self._here = now_here()
        self.skipped = 0
        self.has_versions = False

    def entries(self) -> Iterator[Entry]:
        """Yield entries and trashed entries; say what is left out, by line."""
        for reading in self._readings():
            match reading:
                case Entry():
                    yield reading
                case Trashed(entry):
                    yield entry
                case EarlierRevision():
                    self.has_versions = True
                case Noted(text):
                    say(text)
                case Skipped(line, reason, file):
                    self.skipped += 1
                    say(f"{f'{file}, line' if file else 'Line'} {line}: {reason}. Left out.")

    def versions(self) -> Iterator[tuple[str, Revision]]:
        """Yield earlier contents. They come from a second reading: all of them at once may not fit in memory."""
        if self.has_versions:
            for reading in self._readings():
                if isinstance(reading, EarlierRevision):
                    yield reading.entry_id, reading.revision

    def _readings(self) -> Iterator[Reading]:
        return iter(read_any(self._file, self._kind, self._here))


def take_in(storage: "Storage", file: Path, kind: str) -> Outcome:
    """Import a file.

    Raises:
        UnreadableFile: nothing in it can be understood.
    """
    intake = _Intake(file, kind)
    with progress("Importing") as tell:
        done = storage.entries.add_many(intake.entries(), progress=tell)
        versions = storage.entries.add_revisions(intake.versions())
    return Outcome(done.added, done.known, done.changed, versions, intake.skipped)


def rehearse(storage: "Storage", file: Path, kind: str) -> Outcome:
    """Look at what an import would do, and change nothing.

    Raises:
        UnreadableFile: nothing in it can be understood.
    """
    intake = _Intake(file, kind)
    seen: set[str] = set()
    added = known = changed = 0
    with progress("Looking") as tell:
        for entry in counted_off(intake.entries(), tell):
            if entry.id in seen or _is_known(storage, entry):
                known += 1
            elif _is_there(storage, entry.id):
                changed += 1
            else:
                added += 1
            seen.add(entry.id)
        versions = sum(1 for _ in intake.versions())
    return Outcome(added, known, changed, versions, intake.skipped)


def _is_there(storage: "Storage", entry_id: str) -> bool:
    try:
        storage.entries.get(entry_id)
    except EntryNotFound:
        return False
    return True


def _is_known(storage: "Storage", entry: Entry) -> bool:
    """Return whether this content is the entry's, or was."""
    try:
        history = storage.entries.history(entry.id)
    except EntryNotFound:
        return False
    content = (entry.title, entry.body, entry.tags, entry.mood)
    return any((version.title, version.body, version.tags, version.mood) == content for version in history)
