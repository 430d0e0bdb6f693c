"""Filling a list of entries from the storage, a window at a time."""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import ParamSpec, Protocol, TypeVar

from journal.finding import Cursor, EntryLine, Selection
from journal.storage import EntryBook
from journal.widgets.entry_list import PAGE, EntryList
from journal.widgets.entry_rows import ListedEntry

P = ParamSpec("P")
T = TypeVar("T")

_LAST_ID = "~"  # sorts after every id, so that a cursor with it begins with the entry itself


class Ask(Protocol):
    """Runs something slow beside the screen and waits for its answer."""

    def __call__(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Ask."""


class EntryWindow:
    """The entries of a selection, or of the trash, in one list. Every call may raise a `JournalError`."""

    def __init__(self, listed: EntryList, entries: EntryBook, ask: Ask, *, trashed: bool = False) -> None:
        self._listed = listed
        self._entries = entries
        self._ask = ask
        self._trashed = trashed
        self.selection = Selection()

    async def newest(self, today: date, *, select: str | None = None, keep_selected: bool = False) -> None:
        """Show the newest entries."""
        lines = await self._page()
        self._listed.show(
            _listed(lines),
            today,
            select=select,
            keep_selected=keep_selected,
            has_oldest=len(lines) < PAGE,
        )

    async def oldest(self, today: date) -> None:
        """Show the oldest entries, the last one selected."""
        lines = await self._ask(self._entries.oldest, self.selection, PAGE)
        self._listed.show(_listed(lines), today, has_newest=len(lines) < PAGE, has_oldest=True, at_end=True)

    async def around(self, line: EntryLine, today: date, *, keep_selected: bool = False) -> None:
        """Show the entries before and after a place, the entry there selected."""
        newer = await self._page(before=line.cursor)
        older = await self._page(after=Cursor(line.cursor.created_at, line.id + _LAST_ID), limit=2 * PAGE)
        self._listed.show(
            _listed(newer + older),
            today,
            select=line.id,
            keep_selected=keep_selected,
            has_newest=len(newer) < PAGE,
            has_oldest=len(older) < 2 * PAGE,
        )

    async def more(self, wanted: EntryList.MoreWanted) -> None:
        """Add entries at the end of the window that is being neared."""
        lines = await self._page(after=wanted.older_than, before=wanted.newer_than)
        all_there = len(lines) < PAGE
        if wanted.older_than is not None:
            self._listed.add_older(lines, after=wanted.older_than, all_there=all_there)
        elif wanted.newer_than is not None:
            self._listed.add_newer(lines, before=wanted.newer_than, all_there=all_there)

    async def count(self) -> int:
        """Return how many entries there are outside the window, too."""
        return await self._ask(self._entries.count, self.selection, self._trashed)

    async def _page(
        self, *, after: Cursor | None = None, before: Cursor | None = None, limit: int = PAGE
    ) -> tuple[EntryLine, ...]:
        page = partial(
            self._entries.page, self.selection, after=after, before=before, limit=limit, trashed=self._trashed
        )
        return await self._ask(page)


def _listed(lines: tuple[EntryLine, ...]) -> list[ListedEntry]:
    return [ListedEntry(line) for line in lines]
