"""Text drawn for the room there is. One widget for many rows: each more would cost the person waiting time."""

from collections.abc import Callable

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Lines = list[Content]
SHORT = 16
"""Rows of a terminal below which what matters most comes first, and the rest is shorter."""


class Drawn(Widget):
    """Rows that a function draws for a width, and again when the width changes."""

    auto_links = False

    def __init__(self, draw: Callable[[int, bool], Lines], *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._draw = draw

    def draw_anew(self, draw: Callable[[int, bool], Lines]) -> None:
        """Draw something else."""
        self._draw = draw
        self.refresh(layout=True)

    def _lines(self, width: int) -> Lines:
        return self._draw(max(1, width), self.app.size.height < SHORT)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows it takes."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw the rows."""
        return Content("\n").join(self._lines(self.content_size.width))


def beside(left: Lines, right: Lines, width: int) -> Lines:
    """Return two blocks beside each other; the left one takes `width` cells."""
    rows = max(len(left), len(right))
    blank = Content("")
    pairs = zip(left + [blank] * (rows - len(left)), right + [blank] * (rows - len(right)), strict=True)
    return [one + Content(" " * max(0, width - one.cell_length)) + other for one, other in pairs]


def indented(lines: Lines, by: int) -> Lines:
    """Return lines that begin `by` cells further right."""
    return [line.pad_left(by) for line in lines]
