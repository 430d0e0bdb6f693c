"""The views of a place, side by side, the chosen one bold and underlined, and one quiet fact at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_GAPS = (4, 2, 1)


class ViewTabs(Widget):
    """A row of names. It takes no focus: the keys belong to the screen, the mouse may press a name."""

    DEFAULT_CSS = "ViewTabs { height: 1; }"
    chosen: reactive[int] = reactive(0)
    fact: reactive[str] = reactive("")

    @dataclass
    class Pressed(Message):
        """A name was pressed."""

        view: int

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)

    def render(self) -> RenderResult:
        """Draw the names that fit, always with the chosen one, and the fact where there is room for it."""
        row = Content("")
        for start, name, chosen in self._places():
            row = row.pad_right(max(0, start - row.cell_length))
            row = row + Content.styled(name, "bold underline $ink" if chosen else "$muted")
        space = self.size.width - row.cell_length - cell_len(self.fact)
        if self.fact and space >= _GAPS[1]:
            row = row + Content(" " * space) + Content.styled(self.fact, "$muted")
        return row

    def on_click(self, event: events.Click) -> None:
        """Choose the name under the mouse."""
        for start, name, _ in self._places():
            if start <= event.x < start + cell_len(name):
                self.post_message(self.Pressed(self._names.index(name)))

    def _places(self) -> list[tuple[int, str, bool]]:
        """Return where each name begins. Where it is too narrow the row begins later, so that the chosen one shows."""
        width = self.size.width
        lengths = [cell_len(name) for name in self._names]
        gap = next((gap for gap in _GAPS if sum(lengths) + gap * (len(lengths) - 1) <= width), _GAPS[1])
        first = 0
        while first < self.chosen and sum(lengths[first : self.chosen + 1]) + gap * (self.chosen - first) > width:
            first += 1
        places, start = [], 0
        for index in range(first, len(self._names)):
            if start + lengths[index] > width and index > self.chosen:
                break
            places.append((start, self._names[index], index == self.chosen))
            start += lengths[index] + gap
        return places
