"""Saving while somebody writes: when it is time, whether it is safe, and how that is said."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from textual.widget import Widget

from journal.entries import Draft
from journal.errors import JournalError

AFTER_LAST_KEY = 2.0
AT_THE_LATEST = 5.0
"""Seconds: saved so long after the last key, and at the latest so long after the first unsaved one."""
LOOK = 0.5

Save = Callable[[Draft], Awaitable[None]]


class Autosave:
    """Knows what is safe of a page. A screen asks it twice a second whether it is time."""

    def __init__(self, safe: Draft, save: Save) -> None:
        """`safe` is what is kept already; `save` may be slow and raise a `JournalError`."""
        self.safe = safe
        self.trouble = ""
        self.lock = asyncio.Lock()
        self._save = save
        self._first_unsaved: float | None = None
        self._last_key = 0.0
        self._saved_at: float | None = None

    def touched(self) -> None:
        """Something was typed."""
        self._last_key = time.monotonic()
        if self._first_unsaved is None:
            self._first_unsaved = self._last_key

    @property
    def is_due(self) -> bool:
        """Whether it is time to save."""
        if self._first_unsaved is None or self.lock.locked():
            return False
        now = time.monotonic()
        return now - self._last_key >= AFTER_LAST_KEY or now - self._first_unsaved >= AT_THE_LATEST

    async def save(self, draft_of: Callable[[], Draft], waiting_for: Widget | None = None) -> bool:
        """Save the page as it is; return whether it is safe now. Letters may be on their way to `waiting_for`."""
        async with self.lock:
            if waiting_for is not None:
                await letters_arrived(waiting_for)
            draft = draft_of()
            if replace(draft, saved_at=self.safe.saved_at) == self.safe:
                self._first_unsaved = None
                self.trouble = ""
                return True
            noted, self._first_unsaved = self._first_unsaved or time.monotonic(), None
            try:
                await self._save(draft)
            except JournalError as trouble:
                self._first_unsaved = noted
                self._last_key = time.monotonic()
                self.trouble = str(trouble)
            else:
                self.trouble = ""
                self.safe = draft
                self._saved_at = time.monotonic()
        return not self.trouble

    @property
    def words(self) -> str:
        """How it stands: `saved 10 s ago`, `saving`, `not saved yet`."""
        if self.lock.locked():
            return "saving"
        if self._saved_at is None:
            return "" if self._first_unsaved is None else "not saved yet"
        return f"saved {roughly(time.monotonic() - self._saved_at)}"


async def letters_arrived(widget: Widget) -> None:
    """Wait for keys that were pressed before this moment and still are on their way to a field."""
    arrived = asyncio.Event()
    if widget.call_later(arrived.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(arrived.wait(), LOOK)


def roughly(seconds: float) -> str:
    """Return a time in coarse steps: a number that changes every second would pull at the eye."""
    for step, words in ((3600, "over an hour ago"), (600, "10 min ago"), (60, "a minute ago"), (20, "20 s ago")):
        if seconds >= step:
            return words
    return "10 s ago" if seconds >= 10 else "a moment ago"
