"""A few rows, one of them selected by a bar. Space says yes or no to it; enter is left to the page around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from journal.widgets.bindings import key


class RowsList(Widget, can_focus=True):
    """Each row is one or more lines. It is as high as they are."""

    DEFAULT_CSS = "RowsList { height: auto; width: 1fr; }"
    auto_links = False
    ROWS = Binding.Group("In this list")
    BINDINGS = [
        key("down,j", "move(1)", "rows.next", "Next", "The next row", ROWS, display="↓ j"),
        key("up,k", "move(-1)", "rows.previous", "Previous", "The row before", ROWS, display="↑ k"),
        key("space", "say_yes_or_no", "rows.toggle", "Yes or no", "Say yes or no to this row", ROWS),
    ]

    @dataclass
    class Toggled(Message):
        """Somebody said yes or no to a row."""

        rows: "RowsList"
        index: int

        @property
        def control(self) -> "RowsList":
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._rows: tuple[Content, ...] = ()
        self._lead = Content("")
        self._selected = 0

    @property
    def selected(self) -> int | None:
        """The number of the selected row."""
        return self._selected if self._rows else None

    def show(self, rows: Sequence[Content], *, lead: Content | None = None) -> None:
        """Show other rows, each line of them behind the same lead; the bar stays where it was."""
        self._rows = tuple(rows)
        self._lead = lead or Content("")
        self._selected = min(self._selected, max(0, len(rows) - 1))
        self.can_focus = bool(rows)
        self.refresh(layout=True)

    def action_move(self, by: int) -> None:
        """Select the next row, or the one before."""
        self._selected = min(max(0, self._selected + by), max(0, len(self._rows) - 1))
        self.refresh()
        self._follow()

    def action_say_yes_or_no(self) -> None:
        """Say yes or no to the selected row."""
        if self._rows:
            self.post_message(self.Toggled(self, self._selected))

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        room = max(8, width - 2 - self._lead.cell_length)
        return [
            (number, self._lead + line.rstrip()) for number, row in enumerate(self._rows) for line in row.wrap(room)
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the rows take."""
        return max(1, len(self._lines(width))) if self._rows else 0

    def render(self) -> RenderResult:
        """Draw the rows."""
        lines = []
        for number, line in self._lines(self.size.width):
            here = self.has_focus and number == self._selected
            bar = Content.styled("▌ ", "$accent") if here else Content("  ")
            drawn = bar + line
            if here:
                drawn = drawn.pad_right(max(0, self.size.width - drawn.cell_length)).stylize_before("on $panel")
            lines.append(drawn)
        return Content("\n").join(lines)

    def on_focus(self) -> None:
        """Show the bar."""
        self.refresh()
        self._follow()

    def on_blur(self) -> None:
        """Hide the bar."""
        self.refresh()

    def _follow(self) -> None:
        """Bring the selected row into sight where the page around it scrolls."""
        row = next((at for at, (number, _) in enumerate(self._lines(self.size.width)) if number == self._selected), 0)
        self.call_after_refresh(self._bring, row)

    def _bring(self, row: int) -> None:
        parent = self.parent
        if isinstance(parent, Widget):
            parent.scroll_to_region(Region(0, self.virtual_region.y + row, 1, 1), animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click selects a row and says yes or no to it."""
        lines = self._lines(self.size.width)
        if event.y < len(lines):
            self._selected = lines[event.y][0]
            self.refresh()
            self.action_say_yes_or_no()
