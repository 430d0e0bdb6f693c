"""A list of entries that holds only a window of the journal, however long the journal is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from journal.finding import Cursor, EntryLine
from journal.widgets.bindings import key
from journal.widgets.entry_rows import (
    ListedEntry,
    Row,
    RowKind,
    draw_day,
    draw_detail,
    draw_title,
    rows_by_day,
    rows_of_hits,
)
from journal.widgets.painting import line_strip

PAGE = 60
"""Entries asked for at a time."""
WINDOW = 5 * PAGE
"""Entries held at most; the far end is let go, and asked for again when it is wanted."""
_NEAR = 12
_ROOMY_FROM = 28

Order = Literal["days", "hits"]


class EntryList(ScrollView, can_focus=True):
    """Entries newest first under day headings, or hits best first. Asks for more before its end is reached."""

    DEFAULT_CSS = """
    EntryList { scrollbar-visibility: hidden; scrollbar-size-vertical: 0; overflow-x: hidden; }
    """
    MOVING = Binding.Group("Moving")
    BINDINGS = [
        key("down,j", "move(1)", "list.next", "Next", "The entry below", MOVING, display="↓ j"),
        key("up,k", "move(-1)", "list.previous", "Previous", "The entry above", MOVING, display="↑ k"),
        key("pagedown", "move_page(1)", "list.page-down", "A page down", "A page down", MOVING),
        key("pageup", "move_page(-1)", "list.page-up", "A page up", "A page up", MOVING),
        key("g,home", "first", "list.first", "Newest", "The first entry", MOVING, display="g"),
        key("G,end", "last", "list.last", "Oldest", "The last entry", MOVING, display="G"),
        key("enter", "open", "list.open", "Open", "Read it", MOVING),
        key("space", "mark", "list.mark", "Mark", "Mark this entry, to share several at once", MOVING),
    ]

    @dataclass
    class Selected(Message):
        """Another entry is selected; `None` in an empty list."""

        listed: ListedEntry | None

    @dataclass
    class Opened(Message):
        """An entry is to be read."""

        line: EntryLine

    @dataclass
    class Marked(Message):
        """An entry was marked, or its mark was taken away."""

    @dataclass
    class MoreWanted(Message):
        """The window nears its end: entries older than, or newer than, a place are wanted."""

        older_than: Cursor | None = None
        newer_than: Cursor | None = None

    @dataclass
    class EndWanted(Message):
        """The very first or the very last entries are wanted, and are not in the window."""

        newest: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._entries: list[ListedEntry] = []
        self._order: Order = "days"
        self._today = date.min
        self._selected = 0
        self._has_newest = self._has_oldest = True
        self._asked: Cursor | None = None
        self._rows: list[Row] = []
        self._first_row: dict[int, int] = {}
        self._marked: dict[str, None] = {}

    # --- what it holds ------------------------------------------------------------------------------------------------

    @property
    def selected(self) -> EntryLine | None:
        """The selected entry."""
        return self._entries[self._selected].line if self._entries else None

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the entries that are marked, in the order of marking, wherever the window is now."""
        return tuple(self._marked)

    def unmark(self) -> None:
        """Take all marks away."""
        self._marked.clear()
        self.refresh()
        self.post_message(self.Marked())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self._entries

    @property
    def newest_cursor(self) -> Cursor | None:
        """Where the window begins."""
        return self._entries[0].line.cursor if self._entries else None

    @property
    def is_at_first(self) -> bool:
        """Whether the first entry of the window is selected."""
        return self._selected == 0

    @property
    def is_at_top(self) -> bool:
        """Whether the beginning of the window is on the screen."""
        return self.scroll_offset.y == 0

    @property
    def has_newest(self) -> bool:
        """Whether the window begins at the very newest entry."""
        return self._has_newest

    def show(
        self,
        entries: Sequence[ListedEntry],
        today: date,
        *,
        order: Order = "days",
        select: str | None = None,
        keep_selected: bool = False,
        has_newest: bool = True,
        has_oldest: bool = False,
        at_end: bool = False,
    ) -> None:
        """Show a new window, with the entry `select` selected if it is there.

        `keep_selected` leaves the selection where the person has moved it to while the window was being loaded.
        """
        if keep_selected and (line := self.selected):
            if self._is_outside(line, entries, has_newest=has_newest, has_oldest=has_oldest):
                return  # the person has moved on; what they look at is newer than this answer
            select = line.id
        self._entries, self._order, self._today = list(entries), order, today
        self._has_newest, self._has_oldest, self._asked = has_newest, has_oldest, None
        places = {entry.line.id: index for index, entry in enumerate(self._entries)}
        nearby = min(self._selected, max(0, len(self._entries) - 1))
        fallback = len(self._entries) - 1 if at_end else (nearby if select else 0)
        self._selected = max(0, places.get(select or "", fallback))
        self._lay_out()
        self._show_selected()

    @staticmethod
    def _is_outside(line: EntryLine, entries: Sequence[ListedEntry], *, has_newest: bool, has_oldest: bool) -> bool:
        """Whether a line lies before or behind a window. One that lies inside and is not there was taken away."""
        if not entries:
            return False
        place = (line.cursor.created_at, line.id)
        first, last = entries[0].line.cursor, entries[-1].line.cursor
        before = not has_newest and place > (first.created_at, first.id)
        behind = not has_oldest and place < (last.created_at, last.id)
        return before or behind

    def add_older(self, entries: Sequence[EntryLine], *, after: Cursor, all_there: bool) -> None:
        """Put entries at the end of the window, if it still ends at `after`: another may have been shown meanwhile."""
        if not self._entries or self._entries[-1].line.cursor != after:
            return
        self._asked = None
        self._has_oldest = all_there
        self._entries.extend(ListedEntry(line) for line in entries)
        if (surplus := len(self._entries) - WINDOW) > 0 and self._selected >= surplus:
            self._keep_in_view(lambda: self._drop_newest(surplus))
        else:
            self._lay_out()

    def add_newer(self, entries: Sequence[EntryLine], *, before: Cursor, all_there: bool) -> None:
        """Put entries at the beginning of the window, if it still begins at `before`."""
        if not self._entries or self._entries[0].line.cursor != before:
            return
        self._asked = None
        self._has_newest = all_there

        def put() -> None:
            self._entries[:0] = [ListedEntry(line) for line in entries]
            self._selected += len(entries)
            if len(self._entries) > WINDOW:
                del self._entries[WINDOW:]
                self._has_oldest = False
            self._selected = min(self._selected, len(self._entries) - 1)

        self._keep_in_view(put)

    def _drop_newest(self, number: int) -> None:
        del self._entries[:number]
        self._selected -= number
        self._has_newest = False

    # --- moving -------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Select the next or the previous entry."""
        self._select(self._selected + by)

    def action_move_page(self, direction: int) -> None:
        """Select an entry about one page away."""
        row = self._first_row.get(self._selected, 0) + direction * max(1, self.size.height - 2)
        row = min(max(row, 0), len(self._rows) - 1)
        if self._rows:
            index = self._rows[row].index
            self._select(index if index != self._selected else index + direction)

    def action_first(self) -> None:
        """Go to the newest entry."""
        if self._has_newest:
            self._select(0)
        else:
            self.post_message(self.EndWanted(newest=True))

    def action_last(self) -> None:
        """Go to the oldest entry."""
        if self._has_oldest:
            self._select(len(self._entries) - 1)
        else:
            self.post_message(self.EndWanted(newest=False))

    def action_open(self) -> None:
        """Open the selected entry."""
        if line := self.selected:
            self.post_message(self.Opened(line))

    def action_mark(self) -> None:
        """Mark the selected entry, or take its mark away, and go to the next."""
        if line := self.selected:
            if line.id in self._marked:
                del self._marked[line.id]
            else:
                self._marked[line.id] = None
            self.refresh()
            self.post_message(self.Marked())
            self.action_move(1)

    def _select(self, index: int) -> None:
        if not self._entries:
            return
        index = min(max(index, 0), len(self._entries) - 1)
        if index != self._selected:
            self._selected = index
            self._lay_out()
            self._show_selected()
        self._ask_for_more()

    def _ask_for_more(self) -> None:
        if not self._entries or self._order == "hits" or self._asked is not None:
            return
        visible_end = self._index_at(self.scroll_offset.y + self.size.height)
        visible_start = self._index_at(self.scroll_offset.y)
        if not self._has_oldest and max(self._selected, visible_end) >= len(self._entries) - _NEAR:
            self._asked = self._entries[-1].line.cursor
            self.post_message(self.MoreWanted(older_than=self._asked))
        elif not self._has_newest and min(self._selected, visible_start) < _NEAR:
            self._asked = self._entries[0].line.cursor
            self.post_message(self.MoreWanted(newer_than=self._asked))

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        if self._order == "hits":
            self._rows = rows_of_hits(self._entries)
        else:
            self._rows = rows_by_day(self._entries, self._selected, roomy=self.app.size.height >= _ROOMY_FROM)
        self._first_row = {}
        for number, row in enumerate(self._rows):
            if row.kind is RowKind.TITLE:
                self._first_row.setdefault(row.index, number)
        if len(self._rows) != self.virtual_size.height or self.virtual_size.width != self.size.width:
            self.virtual_size = Size(self.size.width, len(self._rows))  # a layout of the whole screen follows
        self.refresh()

    def _keep_in_view(self, change: Callable[[], None]) -> None:
        """Change the window so that what is on the screen does not jump."""
        before = self._first_row.get(self._selected, 0) - self.scroll_offset.y
        change()
        self._lay_out()
        self.scroll_to(y=self._first_row.get(self._selected, 0) - before, animate=False, immediate=True)

    def _show_selected(self) -> None:
        entry = self._entries[self._selected] if self._entries else None
        if entry is not None:
            first = self._first_row.get(self._selected, 0)
            last = first + (1 if first + 1 < len(self._rows) and self._rows[first + 1].index == self._selected else 0)
            self._bring_into_view(first, last)
        self.post_message(self.Selected(entry))

    def _bring_into_view(self, first: int, last: int) -> None:
        top, height = self.scroll_offset.y, max(1, self.size.height)
        # A day heading above the first entry belongs to it, and the sticky heading covers the top row.
        above = 1 if self._order == "days" else 0
        if first - above < top:
            self.scroll_to(y=max(0, first - above), animate=False, immediate=True)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False, immediate=True)

    def _index_at(self, row: int) -> int:
        return self._rows[min(max(row, 0), len(self._rows) - 1)].index if self._rows else 0

    # --- drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw a row; the top row is always the heading of its day."""
        width = self.scrollable_content_region.width or self.size.width
        number = self.scroll_offset.y + y
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[number]
        if y == 0 and self._order == "days" and row.kind is not RowKind.GAP:
            row = Row(RowKind.DAY, row.index)
        return self._draw(row, width)

    def _draw(self, row: Row, width: int) -> Strip:
        selected = row.index == self._selected and row.kind in (RowKind.TITLE, RowKind.DETAIL)
        entry = self._entries[row.index]
        inner = width - 2
        match row.kind:
            case RowKind.GAP:
                content = Content("")
            case RowKind.DAY:
                content = draw_day(entry, self._today, inner)
            case RowKind.TITLE:
                today = self._today if self._order == "hits" else None
                content = draw_title(entry, inner, today=today, marked=entry.line.id in self._marked)
            case RowKind.DETAIL:
                content = draw_detail(entry, inner)
        bar = Content.styled("▌", "$accent") if selected else Content(" ")
        line = (bar + content).pad_right(max(0, width - 1 - content.cell_length))
        if selected:
            line = line.stylize_before("on $select")
        return line_strip(self, line, width)

    # --- the world around it ------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay out again: fewer rows an entry in a short terminal."""
        self._lay_out()
        if self._entries:
            first = self._first_row.get(self._selected, 0)
            self._bring_into_view(first, first)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more when scrolling with the mouse nears an end."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_more()

    def on_click(self, event: events.Click) -> None:
        """Select with one click, open with the second."""
        number = self.scroll_offset.y + event.y
        if number < len(self._rows) and self._rows[number].kind in (RowKind.TITLE, RowKind.DETAIL):
            index = self._rows[number].index
            if index == self._selected and event.chain > 1:
                self.action_open()
            else:
                self._select(index)

    @property
    def cursor_place(self) -> Offset:
        """Where the selected row is on the screen, for the terminal's own cursor."""
        return self.content_region.offset + Offset(0, self._first_row.get(self._selected, 0) - self.scroll_offset.y)
