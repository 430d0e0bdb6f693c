"""Where answers go while they are given: into the journal, as the check-in itself."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from journal.errors import CheckinNotFound
from journal.moods import Checkin

if TYPE_CHECKING:
    from journal.storage import Storage


class CheckinKeeper:
    """Keeps one check-in safe. Every call may be slow and raise a `JournalError`; then nothing was changed."""

    def __init__(self, storage: "Storage", before: Checkin | None) -> None:
        """`before` is the check-in as it was; `None` when this one is new."""
        self._moods = storage.moods
        self._before = before
        self.kept: Checkin | None = None
        """What the journal holds of it, once it was written."""

    def keep(self, checkin: Checkin, now: datetime) -> Checkin | None:
        """Keep the check-in as it is; one that says nothing leaves everything as it was before."""
        if checkin.is_empty:
            self.take_back(now)
        else:
            self.kept = self._moods.change(checkin, now)
        return self.kept

    def take_back(self, now: datetime) -> None:
        """Leave everything as it was before."""
        if self.kept is None:
            return
        if self._before is not None:
            self._moods.change(self._before, now)
        else:
            with suppress(CheckinNotFound):
                self._moods.remove(self.kept.id, now)
        self.kept = None
