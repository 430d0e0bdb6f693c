"""Where words on the page go while they are written: the open journal, or the inbox of a closed one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from journal.entries import Draft, new_entry, normal_tags
from journal.moments import Moment

if TYPE_CHECKING:
    from journal.storage import Storage


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a page. `changed_elsewhere`: the entry had been changed by another program in the meantime."""

    entry_id: str
    changed_elsewhere: bool = False
    sealed: bool = False


class Keeper(Protocol):
    """Keeps a page safe. Every call may be slow and raise a `JournalError`; then the words are still on the page."""

    def save(self, draft: Draft) -> None:
        """Save the page as it is, in case nothing comes after it."""

    def keep(self, draft: Draft, now: datetime) -> Kept | None:
        """Make an entry of the page; `None` when there was nothing on it."""


class StorageKeeper:
    """Saves drafts to the open journal and turns them into entries there."""

    def __init__(self, storage: "Storage") -> None:
        self._storage = storage

    def save(self, draft: Draft) -> None:
        """Save the draft; an empty page of a new entry leaves nothing behind."""
        if draft.is_empty and draft.base is None:
            self._storage.drafts.discard(draft.id)
        else:
            self._storage.drafts.save(draft)

    def keep(self, draft: Draft, now: datetime) -> Kept | None:
        """Turn the draft into an entry, or into an edit of one, in one transaction."""
        if draft.is_empty and draft.base is None:
            self._storage.drafts.discard(draft.id)
            return None
        self._storage.drafts.save(draft)
        saved = self._storage.drafts.keep(draft.id, now)
        return Kept(saved.entry.id, saved.changed_elsewhere)


class SealedKeeper:
    """Seals the page for a journal that is closed. Each save replaces the one before; all have the entry's id."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def save(self, draft: Draft) -> None:
        """Seal the page as it is now."""
        self._seal(draft, draft.saved_at)

    def keep(self, draft: Draft, now: datetime) -> Kept | None:
        """Seal the page for good."""
        return Kept(draft.id, sealed=True) if self._seal(draft, now) else None

    def _seal(self, draft: Draft, now: datetime) -> bool:
        from journal.notes import note_from_entry
        from journal.vault.inbox import seal_note

        if not (draft.title.strip() or draft.body.strip() or draft.mood):
            return False
        entry = new_entry(
            draft.id,
            Moment(draft.created_at, draft.zone),
            now,
            title=draft.title,
            body=draft.body,
            tags=normal_tags(draft.tags),
            mood=draft.mood,
        )
        seal_note(self._home, draft.id, note_from_entry(entry))
        return True
