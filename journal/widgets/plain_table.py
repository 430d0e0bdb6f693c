"""A view as plain rows of words: for screen readers, for small windows, and for whoever prefers numbers."""

from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from journal.cleaning import clean_line
from journal.widgets.bindings import key
from journal.widgets.painting import line_strip

_GAP = 2
_FOLDED_FROM = 20
_MARGINS = 7  # of the page, and the scrollbar


@dataclass(frozen=True, slots=True)
class Table:
    """A line of head and rows of cells, as many in each, safe to show. `note` is said above them."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    note: str = ""


class PlainTable(ScrollView, can_focus=True, inherit_bindings=False):
    """The rows, painted as they come into view; the head stays at the top."""

    DEFAULT_CSS = "PlainTable { overflow-x: hidden; scrollbar-size-vertical: 1; }"
    MOVING = Binding.Group("Moving")
    BINDINGS = [
        key("down,j", "scroll_down", "table.down", "Down", "Scroll down", MOVING, display="↓ j"),
        key("up,k", "scroll_up", "table.up", "Up", "Scroll up", MOVING, display="↑ k"),
        key("pagedown,space", "page_down", "table.page-down", "A page down", "A page down", MOVING),
        key("pageup", "page_up", "table.page-up", "A page up", "A page up", MOVING),
        key("g,home", "scroll_home", "table.first", "Beginning", "The beginning", MOVING, display="g"),
        key("G,end", "scroll_end", "table.last", "End", "The end", MOVING, display="G"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._table = Table(("",), ())
        self._head = 0
        self._lines: list[tuple[str, str]] = []

    def show(self, table: Table) -> None:
        """Show a table from its beginning."""
        self._table = table
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Put cells below each other where there is less room."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._head, self._lines = laid_out(self._table, max(1, self.app.size.width - _MARGINS))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row; the head stays at the top."""
        number, width = y + self.scroll_offset.y, self.scrollable_content_region.width or self.size.width
        if y == 0 and number > self._head:
            number = self._head
        text, style = self._lines[number] if number < len(self._lines) else ("", "$ink")
        return line_strip(self, Content.styled(text, style), width)

    def on_focus(self) -> None:
        """Put the terminal's own cursor where reading begins: screen readers follow it."""
        self.app.cursor_position = self.content_region.offset


def laid_out(table: Table, room: int) -> tuple[int, list[tuple[str, str]]]:
    """Return in which line the head stands, and all lines with their styles.

    The last column is folded where it is too wide. Columns for which there is no room at all follow below the others,
    each cell with its name.
    """
    widths = [max(map(cell_len, column)) for column in zip(table.head, *table.rows, strict=True)]
    beside, used = 1, widths[0]
    while beside < len(widths) and used + _GAP + min(widths[beside], _FOLDED_FROM) <= room:
        used += widths[beside] + _GAP
        beside += 1
    widths = widths[:beside]
    last = max(_FOLDED_FROM, room - sum(widths[:-1]) - _GAP * (beside - 1))
    lines = [(part, "$muted") for part in (*_folded(clean_line(table.note), room), "") if table.note]
    head = len(lines)
    for number, cells in enumerate((table.head, *table.rows)):
        before = ""
        for cell, width in zip(cells[: beside - 1], widths, strict=False):
            before += cell + " " * (width - cell_len(cell) + _GAP)
        for place, part in enumerate(_folded(cells[beside - 1], last)):
            row = (before if place == 0 else " " * cell_len(before)) + part
            lines.append((row.rstrip(), "$ink" if number else "$accent"))
        rest = zip(table.head[beside:], cells[beside:], strict=True) if number else ()
        if named := " · ".join([f"{name.lower()} {cell}" for name, cell in rest if cell]):
            lines += [(f"  {part}", "$muted") for part in _folded(named, room - 2)]
    return head, lines


def _folded(text: str, room: int) -> list[str]:
    return [text] if cell_len(text) <= room else [line.plain for line in Content(text).wrap(room)]
