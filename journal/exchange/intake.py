"""An import: what a file holds goes into the journal, value by value, and is counted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journal.entries import Entry, Revision
from journal.errors import EntryNotFound
from journal.exchange.reading import read_any
from journal.exchange.readings import EarlierRevision, Noted, Reading, Skipped, Trashed
from journal.moments import Moment
from journal.wording import counted

if TYPE_CHECKING:
    from journal.storage import Storage

Say = Callable[[str], None]
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Taken:
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

    def words(self, *, dry_run: bool = False) -> str:
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


class Intake:
    """Reads one file, and says what cannot come along.

    `say` gets a sentence for each thing left out or worth knowing, `tell` the number of entries done so far.
    """

    def __init__(self, file: Path, kind: str, here: Moment, *, say: Say, tell: Tell) -> None:
        self._file, self._kind, self._here = file, kind, here
        self._say, self._tell = say, tell
        self._skipped = 0
        self._has_versions = False

    def into(self, storage: "Storage") -> Taken:
        """Import the file.

        Raises:
            UnreadableFile: nothing in it can be understood.
        """
        done = storage.entries.add_many(self._entries(), progress=self._tell)
        versions = storage.entries.add_revisions(self._versions())
        return Taken(done.added, done.known, done.changed, versions, self._skipped)

    def rehearsed_with(self, storage: "Storage") -> Taken:
        """Look at what an import would do, and change nothing.

        Raises:
            UnreadableFile: nothing in it can be understood.
        """
        seen: set[str] = set()
        added = known = changed = 0
        for number, entry in enumerate(self._entries(), start=1):
            if entry.id in seen or _is_known(storage, entry):
                known += 1
            elif _is_there(storage, entry.id):
                changed += 1
            else:
                added += 1
            seen.add(entry.id)
            self._tell(number)
        versions = sum(1 for _ in self._versions())
        return Taken(added, known, changed, versions, self._skipped)

    def _entries(self) -> Iterator[Entry]:
        for reading in self._readings():
            match reading:
                case Entry():
                    yield reading
                case Trashed(entry):
                    yield entry
                case EarlierRevision():
                    self._has_versions = True
                case Noted(text):
                    self._say(text)
                case Skipped(line, reason, file):
                    self._skipped += 1
                    self._say(f"{f'{file}, line' if file else 'Line'} {line}: {reason}. Left out.")

    def _versions(self) -> Iterator[tuple[str, Revision]]:
        """Yield earlier contents. They come from a second reading: all of them at once may not fit in memory."""
        if self._has_versions:
            for reading in self._readings():
                if isinstance(reading, EarlierRevision):
                    yield reading.entry_id, reading.revision

    def _readings(self) -> Iterable[Reading]:
        return read_any(self._file, self._kind, self._here)


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
