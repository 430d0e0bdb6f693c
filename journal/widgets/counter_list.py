"""The counters as a list: each with its own kind of words, and a bar where a person is."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from journal.widgets.bindings import key


class CounterRow(Static):
    """One counter in the list."""

    auto_links = False

    @dataclass
    class Pressed(Message):
        """It was pressed with the mouse."""

        row: "CounterRow"

    def on_click(self, event: events.Click) -> None:
        """Choose this one."""
        event.stop()
        self.post_message(self.Pressed(self))


class CounterList(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Rows of three lines, a blank one between them."""

    DEFAULT_CSS = """
    CounterList { scrollbar-size-vertical: 1; overflow-x: hidden; }
    CounterRow { height: auto; margin-bottom: 1; border-left: blank; padding-left: 1; }
    CounterRow.-here { background: $select; border-left: outer $accent; }
    CounterList > #new { color: $muted; padding-left: 2; }
    Screen.-short CounterRow { margin-bottom: 0; }
    """
    MOVING = Binding.Group("Moving")
    BINDINGS = [
        key("down,j", "move(1)", "counters.next", "Next", "The counter below", MOVING, display="↑ ↓"),
        key("up,k", "move(-1)", "counters.previous", "Previous", "The counter above", MOVING, display="↑ k"),
        key("g,home", "go(0)", "counters.first", "First", "The first counter", MOVING, display="g"),
        key("G,end", "go(-1)", "counters.last", "Last", "The last counter", MOVING, display="G"),
        key("enter", "open", "counters.open", "Open", "Look at the counter", MOVING),
    ]

    @dataclass
    class Chosen(Message):
        """The bar is on another counter."""

        index: int

    @dataclass
    class Opened(Message):
        """A counter is to be looked at."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._index = 0

    @property
    def index(self) -> int:
        """Where the bar is."""
        return self._index

    async def show(self, rows: Sequence[Content], index: int) -> None:
        """Show these counters, with the bar on one of them."""
        present = list(self.query(CounterRow))
        if len(present) != len(rows):
            await self.remove_children()
            present = [CounterRow() for _ in rows]
            await self.mount_all(present)
        for row, content in zip(present, rows, strict=True):
            row.update(content)
        self._go(index)

    def action_move(self, by: int) -> None:
        """Go to the counter below or above."""
        self._choose(self._index + by)

    def action_go(self, index: int) -> None:
        """Go to the first or the last counter."""
        self._choose(len(self.query(CounterRow)) - 1 if index < 0 else index)

    def action_open(self) -> None:
        """Look at it."""
        self.post_message(self.Opened(self._index))

    def on_counter_row_pressed(self, event: CounterRow.Pressed) -> None:
        """Go to the one that was pressed, and look at it."""
        event.stop()
        self._choose(list(self.query(CounterRow)).index(event.row))
        self.action_open()

    def _choose(self, index: int) -> None:
        self._go(index)
        self.post_message(self.Chosen(self._index))

    def _go(self, index: int) -> None:
        rows = list(self.query(CounterRow))
        self._index = max(0, min(index, len(rows) - 1))
        for number, row in enumerate(rows):
            row.set_class(number == self._index, "-here")
        if rows:
            self.call_after_refresh(rows[self._index].scroll_visible, animate=False)
