"""An import: what a file holds goes into the journal, value by value, and is counted."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from journal.choices import Choices
from journal.entries import Entry, Revision
from journal.errors import CheckinNotFound, EntryNotFound
from journal.exchange.reading import read_any
from journal.exchange.readings import EarlierRevision, Noted, Reading, Skipped, Trashed
from journal.letters import Letter, is_newer
from journal.moments import Moment
from journal.moods import Checkin, Scale
from journal.questions import Questions
from journal.records.answers import Added
from journal.streaks import Counter, Event
from journal.wording import counted

if TYPE_CHECKING:
    from journal.storage import Storage

_STEP = 100
Say = Callable[[str], None]
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many of each were new, known, or known with other content, and what else was in the file."""

    entries: Added
    versions: int
    checkins: Added
    scales: int
    preferences: bool
    skipped: int
    counters: Added
    events: Added
    letters: Added

    @property
    def anything(self) -> bool:
        """Whether the file held anything that could be read."""
        lists = (self.entries, self.checkins, self.counters, self.events, self.letters)
        return bool(self.versions or self.scales or self.preferences or any(map(_all, lists)))

    def words(self, *, dry_run: bool = False) -> str:
        """Return a sentence for the person."""
        if not self.anything:
            return "Nothing in the file could be imported. The journal is as it was."
        came, changed = ("would come", "would be changed") if dry_run else ("added", "changed")
        parts = []
        if _all(self.entries) or not any(map(_all, (self.checkins, self.counters, self.events, self.letters))):
            parts.append(f"{counted(self.entries.added, 'entry', 'entries')} {came}")
        if self.entries.known:
            parts.append(f"{self.entries.known:,} known already")
        if self.entries.changed:
            parts.append(f"{self.entries.changed:,} {changed}{'' if dry_run else ', with the earlier text kept'}")
        if self.versions:
            parts.append(counted(self.versions, "earlier version"))
        for found, one in (
            (self.checkins, "check-in"),
            (self.counters, "counter"),
            (self.events, "event"),
            (self.letters, "letter"),
        ):
            if found.added:
                parts.append(counted(found.added, one) + ("" if parts else f" {came}"))
            if found.known:
                parts.append(f"{counted(found.known, one)} known already")
            if found.changed:
                parts.append(f"{counted(found.changed, one)} {changed}")
        if self.scales:
            parts.append(counted(self.scales, "scale"))
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
        self._has_checkins = self._has_events = self._has_letters = False
        self._answered = 0
        self._scales: dict[str, Scale] = {}
        self._counters: list[Counter] = []
        self._questions: Questions | None = None
        self._choices: Choices | None = None

    def into(self, storage: "Storage") -> Taken:
        """Import the file.

        Raises:
            UnreadableFile: nothing in it can be understood.
        """
        done = storage.entries.add_many(self._entries(), progress=self._tell)
        versions = storage.entries.add_revisions(self._versions())
        known = {scale.id for scale in storage.scales.all()}
        for scale in self._scales.values():
            if scale.id not in known:
                storage.scales.save(scale)
        if self._questions is not None and storage.preferences.questions() == Questions():
            storage.preferences.ask(self._questions)
        if self._choices is not None and storage.preferences.choices() == Choices():
            storage.preferences.choose(self._choices)
        # After the entries: a check-in that is an entry's finds it there.
        noted = storage.moods.add_many(self._watched(storage, _all(done)))
        new = min(self._answered, noted.changed)
        counters = storage.streaks.add_many(self._counters)
        events, strangers = storage.streaks.add_events(self._events())
        self._leave_out(strangers)
        noted = Added(noted.added + new, noted.known, noted.changed - new)
        letters = storage.letters.add_many(self._letters())
        return self._taken(done, versions, noted, counters, events, letters)

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
        noted = _rehearsed(storage, self._checkins())
        counters, events, strangers = _rehearsed_counters(storage, self._counters, self._events())
        self._leave_out(strangers)
        letters = _rehearsed_letters(storage, self._letters())
        return self._taken(Added(added, known, changed), versions, noted, counters, events, letters)

    def _taken(
        self, entries: Added, versions: int, checkins: Added, counters: Added, events: Added, letters: Added
    ) -> Taken:
        chosen = self._questions is not None or self._choices is not None
        scales = len(self._scales)
        return Taken(entries, versions, checkins, scales, chosen, self._skipped, counters, events, letters)

    def _leave_out(self, strangers: int) -> None:
        if strangers:
            self._skipped += strangers
            said = counted(strangers, "event belongs", "events belong")
            self._say(f"{said} to a counter that is neither in the file nor in the journal. Left out.")

    def _entries(self) -> Iterator[Entry]:
        for reading in self._readings():
            match reading:
                case Entry():
                    yield reading
                case Trashed(entry):
                    yield entry
                case EarlierRevision():
                    self._has_versions = True
                case Checkin():
                    self._has_checkins = True
                case Counter():
                    self._counters.append(reading)
                case Event():
                    self._has_events = True
                case Letter():
                    self._has_letters = True
                case Scale():
                    self._scales[reading.id] = reading
                case Questions():
                    self._questions = reading
                case Choices():
                    self._choices = reading
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

    def _checkins(self) -> Iterator[Checkin]:
        """Yield check-ins, from a reading of their own for the same reason."""
        if self._has_checkins:
            for reading in self._readings():
                if isinstance(reading, Checkin):
                    yield reading

    def _events(self) -> Iterator[Event]:
        """Yield what happened along the way of counters, from a reading of their own."""
        if self._has_events:
            for reading in self._readings():
                if isinstance(reading, Event):
                    yield reading

    def _letters(self) -> Iterator[Letter]:
        """Yield letters, from a reading of their own."""
        if self._has_letters:
            for reading in self._readings():
                if isinstance(reading, Letter):
                    yield reading

    def _watched(self, storage: "Storage", before: int) -> Iterator[Checkin]:
        """Tell how far it is, behind so many entries, and count answers beside an entry's mood that had none.

        They are new, although the mood came with the entry.
        """
        for number, checkin in enumerate(self._checkins(), start=1):
            if number % _STEP == 0:
                self._tell(before + number)
            if checkin.of_entry and checkin.says_more:
                with suppress(CheckinNotFound):
                    here = storage.moods.get(checkin.id)
                    self._answered += here.of_entry and not here.says_more
            yield checkin

    def _readings(self) -> Iterable[Reading]:
        return read_any(self._file, self._kind, self._here)


def _all(found: Added) -> int:
    return found.added + found.known + found.changed


def _rehearsed(storage: "Storage", checkins: Iterable[Checkin]) -> Added:
    """Look at what would become of check-ins."""
    seen: set[str] = set()
    added = known = changed = 0
    for checkin in checkins:
        try:
            here = storage.moods.get(checkin.id)
        except CheckinNotFound:
            added, known = (added, known + 1) if checkin.id in seen else (added + 1, known)
        else:
            same = replace(checkin, updated_at=here.updated_at, of_entry=here.of_entry) == here
            known, changed = (known + 1, changed) if same else (known, changed + 1)
        seen.add(checkin.id)
    return Added(added, known, changed)


def _rehearsed_counters(
    storage: "Storage", counters: Iterable[Counter], events: Iterable[Event]
) -> tuple[Added, Added, int]:
    """Look at what would become of counters and events, and how many of these belong to none."""
    here = {counter.id: counter for counter in storage.streaks.counters(put_away=True)}
    noted = {event.id for event in storage.streaks.each_event()}
    found = Added()
    for counter in counters:
        before = here.get(counter.id)
        if before is None:
            found = replace(found, added=found.added + 1)
        elif replace(counter, updated_at=before.updated_at) == before or counter.updated_at < before.updated_at:
            found = replace(found, known=found.known + 1)
        else:
            found = replace(found, changed=found.changed + 1)
        here[counter.id] = counter
    added = known = strangers = 0
    for event in events:
        if event.counter_id not in here:
            strangers += 1
        elif event.id in noted:
            known += 1
        else:
            added += 1
        noted.add(event.id)
    return found, Added(added, known), strangers


def _rehearsed_letters(storage: "Storage", letters: Iterable[Letter]) -> Added:
    """Look at what would become of letters."""
    here = {letter.id: letter for letter in storage.letters.each()}
    found = Added()
    for letter in letters:
        before = here.get(letter.id)
        if before is None:
            found = replace(found, added=found.added + 1)
        elif is_newer(letter, before):
            found = replace(found, changed=found.changed + 1)
        else:
            found = replace(found, known=found.known + 1)
            continue
        here[letter.id] = letter
    return found


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
