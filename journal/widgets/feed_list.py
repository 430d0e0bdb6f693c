"""The feed as a list: items of any height, of which a window is held, however many there are."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from journal.insights import FeedItem
from journal.widgets.bindings import key
from journal.widgets.feed_items import Shown, item_lines
from journal.widgets.painting import line_strip

WAITING, ANSWERED = "Waiting for a word", "Answered, and your own"
END = "That is everything. Nothing older is hidden."
_NEAR = 8
_MARGIN = 2  # the bar and a space before the words
_WIDEST = 74
"""A line of an item is at most as wide, so that the eye finds the next one."""


@dataclass(frozen=True, slots=True)
class _Block:
    """An item as it is drawn: what stands above it (a heading, a gap), and its own lines."""

    above: tuple[Content, ...]
    lines: tuple[Content, ...]

    @property
    def height(self) -> int:
        return len(self.above) + len(self.lines)


class FeedList(ScrollView, can_focus=True):
    """What waits for a word, then the rest, then an end. Asks for more before its edges are reached."""

    MOVING = Binding.Group("Moving")
    BINDINGS = [
        key(
            "down,j",
            "move(1)",
            "feed.next",
            "Next",
            "The item below; of a long one, the rest first",
            MOVING,
            display="↓ j",
        ),
        key("up,k", "move(-1)", "feed.previous", "Previous", "The item above", MOVING, display="↑ k"),
        key("pagedown", "move_page(1)", "feed.page-down", "A page down", "A page down", MOVING),
        key("pageup", "move_page(-1)", "feed.page-up", "A page up", "A page up", MOVING),
        key("g,home", "first", "feed.first", "First", "What has waited longest", MOVING, display="g"),
        key("G,end", "last", "feed.last", "Last", "The last one that was loaded", MOVING, display="G"),
        key("enter", "open", "feed.open", "Open", "Open the item, or close it again", MOVING),
    ]

    @dataclass
    class Selected(Message):
        """Another item is selected; `None` in an empty list."""

        item: FeedItem | None

    @dataclass
    class Opened(Message):
        """A folded item was opened for the first time."""

        item: FeedItem

    @dataclass
    class Looked(Message):
        """Items that are new to the person were on the screen."""

        ids: tuple[str, ...]

    @dataclass
    class MoreWanted(Message):
        """The window nears its end (`later`), or its beginning."""

        later: bool

    @dataclass
    class FirstWanted(Message):
        """The very first items are wanted, and are not in the window."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._items: list[FeedItem] = []
        self._blocks: list[_Block] = []
        self._starts: list[int] = []
        self._opened: set[str] = set()
        self._new: set[str] = set()
        self._notes: Mapping[str, str] = {}
        self._now = datetime.min.replace(tzinfo=UTC)
        self._selected = 0
        self._has_earlier = self._has_later = False
        self._asked = False
        self._end = END
        self._laid_out_for = 0
        self._drawn: dict[str, tuple[tuple[object, ...], tuple[Content, ...]]] = {}

    # --- what it holds ------------------------------------------------------------------------------------------------

    @property
    def selected(self) -> FeedItem | None:
        """The selected item."""
        return self._items[self._selected] if self._items else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self._items

    @property
    def held(self) -> int:
        """How many items are in the window."""
        return len(self._items)

    def show(
        self,
        items: Sequence[FeedItem],
        now: datetime,
        *,
        select: str | None = None,
        has_earlier: bool = False,
        has_later: bool = False,
        end: str = END,
    ) -> None:
        """Show a window, with the item `select` selected, else the one that stands where one was selected before.

        `end` is the sentence below the last item there is.
        """
        places = {item.id: index for index, item in enumerate(items)}
        before = self._row_of_selected - self.scroll_offset.y
        here = places.get(select or "", min(self._selected, max(0, len(items) - 1)) if select else 0)
        self._items, self._now, self._end = list(items), now, end
        self._new |= {item.id for item in items if item.unread}
        self._selected, self._asked = here, False
        self._drawn = {item_id: drawn for item_id, drawn in self._drawn.items() if item_id in places}
        self._has_earlier, self._has_later = has_earlier, has_later
        self._lay_out()
        self.scroll_to(y=max(0, self._row_of_selected - before) if select else 0, animate=False, immediate=True)
        self._show_selected()

    def note(self, notes: Mapping[str, str]) -> None:
        """Show a line of our own below items, by their ids."""
        if notes != self._notes:
            self._notes = dict(notes)
            if self._items:
                self._lay_out()

    # --- moving -------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Select the next or the previous item; what of a long one is outside the screen comes first."""
        if not self._blocks:
            return
        block, top = self._blocks[self._selected], self._row_of_selected
        above, height = top - self.scroll_offset.y, max(2, self.size.height)
        below = top + len(block.lines) - self.scroll_offset.y - height
        if by > 0 and below > 0:
            self._scroll_by(min(below, height - 2))
        elif by < 0 and above < 0:
            self._scroll_by(max(above, 2 - height))
        else:
            self._select(self._selected + by)

    def action_move_page(self, direction: int) -> None:
        """Scroll a page, and select what is at its top."""
        self._scroll_by(direction * max(1, self.size.height - 2))
        self._select(self._index_at(self.scroll_offset.y + 1), scroll=False)

    def action_first(self) -> None:
        """Go to what has waited longest."""
        if self._has_earlier:
            self.post_message(self.FirstWanted())
        else:
            self._select(0)
            self.scroll_to(y=0, animate=False, immediate=True)

    def action_last(self) -> None:
        """Go to the last item of the window; more is asked for there."""
        self._select(len(self._items) - 1)

    def action_open(self) -> None:
        """Open the selected item, or close it again."""
        if item := self.selected:
            self._opened ^= {item.id}
            self._lay_out()
            self._bring_into_view()
            if item.folded and item.id in self._opened:
                self.post_message(self.Opened(item))

    def _select(self, index: int, *, scroll: bool = True) -> None:
        if not self._items:
            return
        index = min(max(index, 0), len(self._items) - 1)
        if index != self._selected:
            self._selected = index
            self.refresh()
            if scroll:
                self._bring_into_view()
            self._show_selected()
        self._ask_for_more()

    def _scroll_by(self, rows: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)

    def _show_selected(self) -> None:
        self.post_message(self.Selected(self.selected))

    def _ask_for_more(self) -> None:
        if not self._items or self._asked:
            return
        last = max(self._selected, self._index_at(self.scroll_offset.y + self.size.height))
        first = min(self._selected, self._index_at(self.scroll_offset.y))
        if self._has_later and last >= len(self._items) - _NEAR:
            self._asked = True
            self.post_message(self.MoreWanted(later=True))
        elif self._has_earlier and first < _NEAR:
            self._asked = True
            self.post_message(self.MoreWanted(later=False))

    # --- layout -------------------------------------------------------------------------------------------------------

    @property
    def _row_of_selected(self) -> int:
        if not self._starts:
            return 0
        return self._starts[self._selected] + len(self._blocks[self._selected].above)

    @property
    def _text_width(self) -> int:
        return min(_WIDEST, self.size.width - _MARGIN - 2)

    def _lay_out(self) -> None:
        self._laid_out_for = self.size.width
        self._blocks = [self._block(index) for index in range(len(self._items))]
        self._starts, row = [], 0
        for block in self._blocks:
            self._starts.append(row)
            row += block.height
        if self._items and not self._has_later:
            row += 1 + len(self._end_lines())
        if row != self.virtual_size.height or self.virtual_size.width != self.size.width:
            self.virtual_size = Size(self.size.width, row)  # a layout of the whole screen follows
        self.refresh()

    def _block(self, index: int) -> _Block:
        item = self._items[index]
        note = self._notes.get(item.id, "")
        shown = Shown(self._now, opened=item.id in self._opened, new=item.id in self._new, note=note)
        time_tells = self._now if item.sending == "waiting" else self._now.year
        drawn_as = (item, self._text_width, shown.opened, shown.new, note, time_tells)
        before = self._drawn.get(item.id)
        if before is None or before[0] != drawn_as:
            before = self._drawn[item.id] = (drawn_as, tuple(item_lines(item, self._text_width, shown)))
        return _Block(self._above(index), before[1])

    def _above(self, index: int) -> tuple[Content, ...]:
        item = self._items[index]
        before = self._items[index - 1] if index else None
        gap = (Content(""),) if before else ()
        if before is not None and before.waits_for_a_word == item.waits_for_a_word:
            return gap
        heading = WAITING if item.waits_for_a_word else ANSWERED
        return (*gap, Content.styled(heading, "$accent"))

    def _end_lines(self) -> list[Content]:
        return [line.rstrip() for line in Content.styled(self._end, "$muted").wrap(max(10, self.size.width - 2))]

    def _bring_into_view(self) -> None:
        block, top = self._blocks[self._selected], self._row_of_selected
        above, view = len(block.above) - (1 if self._selected else 0), max(1, self.size.height)
        start = top - max(0, above)
        if self._selected == len(self._items) - 1 and not self._has_later and len(block.lines) + 3 < view:
            self.scroll_to(y=self.virtual_size.height - view, animate=False, immediate=True)  # the end belongs to it
            return
        if start < self.scroll_offset.y or len(block.lines) >= view:
            self.scroll_to(y=start, animate=False, immediate=True)
        elif top + len(block.lines) > self.scroll_offset.y + view:
            self.scroll_to(y=top + len(block.lines) - view, animate=False, immediate=True)

    def _index_at(self, row: int) -> int:
        return max(0, min(bisect_right(self._starts, row) - 1, len(self._items) - 1))

    # --- drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.scrollable_content_region.width or self.size.width
        row = self.scroll_offset.y + y
        if not self._blocks:
            return Strip.blank(width, self.rich_style)
        index = self._index_at(row)
        block = self._blocks[index]
        inside = row - self._starts[index]
        if inside < len(block.above):
            return line_strip(self, Content(" ") + block.above[inside], width)
        inside -= len(block.above)
        if inside >= len(block.lines):
            return self._below(inside - len(block.lines), width)
        selected = index == self._selected
        bar = Content.styled("▌", "$accent") if selected else Content(" ")
        line = bar + Content(" ") + block.lines[inside]
        if selected:
            line = line.pad_right(max(0, min(width, _WIDEST + _MARGIN + 2) - line.cell_length)).stylize_before(
                "on $select"
            )
        return line_strip(self, line, width)

    def _below(self, row: int, width: int) -> Strip:
        lines = [] if self._has_later else [Content(""), *self._end_lines()]
        line = Content(" ") + lines[row] if row < len(lines) else Content("")
        return line_strip(self, line, width)

    # --- the world around it ------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Wrap again."""
        if self._laid_out_for != self.size.width:
            before = self._row_of_selected - self.scroll_offset.y
            self._lay_out()
            self.scroll_to(y=max(0, self._row_of_selected - before), animate=False, immediate=True)
        if self._items:
            self._ask_for_more()
            self._look()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more when scrolling with the mouse nears an edge; notice what is seen."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_more()
        self._look()

    def look(self) -> None:
        """Say which items that are new to the person are on the screen now."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        if not self._items or not self.size.height or not self.screen.is_current:
            return
        first = self._index_at(self.scroll_offset.y)
        last = self._index_at(self.scroll_offset.y + self.size.height - 1)
        seen = tuple(item.id for item in self._items[first : last + 1] if item.unread)
        if seen:
            self.post_message(self.Looked(seen))

    def on_click(self, event: events.Click) -> None:
        """Select with one click, open with the second."""
        row = self.scroll_offset.y + event.y
        if not self._blocks:
            return
        index = self._index_at(row)
        inside = row - self._starts[index] - len(self._blocks[index].above)
        if 0 <= inside < len(self._blocks[index].lines):
            if index == self._selected and event.chain > 1:
                self.action_open()
            else:
                self._select(index)
