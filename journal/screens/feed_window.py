"""Filling the feed from the storage, a page at a time, and holding a few pages around what is looked at."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from journal.peers import FeedCursor, FeedPage
from journal.screens.window import Ask
from journal.storage import InsightBook
from journal.widgets.feed_list import END, FeedList

PAGE = 15
PAGES = 16
"""Pages held at most; the far end is let go, and asked for again when it is wanted."""


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """Which items the feed shows: of one peer (by id), the person's own, with one theme; never with a hidden one.

    `said` is how it is called, and empty when everything is shown. `left_out`: what the end of the feed names.
    """

    peer: str | None = None
    mine: bool = False
    theme: str | None = field(default=None, repr=False)
    hidden_themes: tuple[str, ...] = field(default=(), repr=False)
    said: str = field(default="", repr=False)
    left_out: str = field(default="", repr=False)

    @property
    def end(self) -> str:
        """The sentence at the end."""
        if self.said:
            return f"That is everything {self.said}."
        return f"That is everything. Not shown: {self.left_out}." if self.left_out else END


class FeedWindow:
    """The pages of the feed in one list. Every call may raise a `JournalError`."""

    def __init__(self, listed: FeedList, insights: InsightBook, ask: Ask) -> None:
        self._listed, self._insights, self._ask = listed, insights, ask
        self._starts: list[FeedCursor | None] = [None]
        self._first = 0
        self._pages: list[FeedPage] = []
        self._one_at_a_time = asyncio.Lock()  # pages that come while others are looked at again would not fit
        self.filter = FeedFilter()

    async def first(self, now: datetime, select: str | None = None) -> None:
        """Show the feed from its beginning."""
        async with self._one_at_a_time:
            page = await self._page(None, now)
            self._starts, self._first, self._pages = [None, page.after], 0, [page]
            self._show(now, select)

    async def again(self, now: datetime, select: str | None) -> None:
        """Look again at what is shown: something may have changed its words or its place."""
        async with self._one_at_a_time:
            pages, start = list[FeedPage](), self._starts[self._first]
            starts = [*self._starts[: self._first], start]
            for _ in range(max(1, len(self._pages))):
                page = await self._page(start, now)
                pages.append(page)
                start = page.after
                starts.append(start)
                if start is None:
                    break
            self._starts, self._pages = starts, pages
            self._show(now, select)

    async def more(self, now: datetime, *, later: bool) -> None:
        """Add the page after the window, or the one before it."""
        async with self._one_at_a_time:
            listed = self._listed.selected
            number = self._first + len(self._pages) if later else self._first - 1
            if number < 0 or (later and self._starts[-1] is None):
                return
            page = await self._page(self._starts[number], now)
            if later:
                self._starts = [*self._starts[: number + 1], page.after]
                self._pages.append(page)
                surplus = max(0, len(self._pages) - PAGES)
                self._pages, self._first = self._pages[surplus:], self._first + surplus
            else:
                self._pages = [page, *self._pages][:PAGES]
                self._first = number
                self._starts = self._starts[: number + len(self._pages) + 1]
            self._show(now, listed.id if listed else None)

    def _show(self, now: datetime, select: str | None) -> None:
        self._listed.show(
            [item for page in self._pages for item in page.items],
            now,
            select=select,
            has_earlier=self._first > 0,
            has_later=self._pages[-1].after is not None,
            end=self.filter.end,
        )

    async def _page(self, after: FeedCursor | None, now: datetime) -> FeedPage:
        asked = self.filter
        hidden: Sequence[str] = () if asked.theme else asked.hidden_themes
        return await self._ask(
            partial(
                self._insights.page,
                now.date(),
                after=after,
                limit=PAGE,
                peer=asked.peer,
                mine=asked.mine,
                theme=asked.theme,
                hidden_themes=hidden,
            )
        )
