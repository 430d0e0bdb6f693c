"""Words that are written to be shared, kept as an unfinished page of the journal until they are: no word is lost."""

from dataclasses import replace
from datetime import datetime

from journal.entries import Draft
from journal.ids import new_id
from journal.moments import Moment
from journal.screens.keepers import Kept, StorageKeeper
from journal.storage import Storage

AFTER_LAST_KEY = 2.0
"""Seconds after the last key until the words are saved."""


class WordsKept:
    """One page's worth of words. Every call may be slow and raise a `JournalError`."""

    def __init__(self, storage: Storage, now: Moment, draft: Draft | None = None) -> None:
        self._keeper = StorageKeeper(storage)
        self._storage = storage
        self.draft = draft or Draft(id=new_id(now.at), created_at=now.at, zone=now.zone, saved_at=now.at)
        self._saved = draft is not None

    def save(self, title: str, body: str, now: datetime) -> None:
        """Save the words as an unfinished page; without any there is none."""
        words = replace(self.draft, title=title, body=body, saved_at=now)
        if (words.title, words.body) == (self.draft.title, self.draft.body) and (self._saved or words.is_empty):
            return
        self._keeper.save(words)
        self.draft, self._saved = words, not words.is_empty

    def as_entry(self, title: str, body: str, now: datetime) -> Kept | None:
        """Make an entry of the words; `None` when there are none."""
        self.draft = replace(self.draft, title=title, body=body, saved_at=now)
        self._saved = False
        return self._keeper.keep(self.draft, now)

    def let_go(self) -> None:
        """They were shared, and stand in the feed: the unfinished page goes."""
        if self._saved:
            self._storage.drafts.discard(self.draft.id)
            self._saved = False
