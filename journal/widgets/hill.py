"""The small hill: the five moods up and down again. A sign of rest, no chart."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from journal.wording import MOOD_GLYPHS

_LEVELS = (1, 2, 3, 4, 5, 4, 3, 2, 1)


class Hill(Widget):
    """Nine steps, one or two cells each."""

    def __init__(self, cells: int = 2) -> None:
        super().__init__()
        self.cells = cells

    def render(self) -> RenderResult:
        """Draw the hill."""
        return Content.assemble(*((MOOD_GLYPHS[level - 1] * self.cells, f"$mood{level}") for level in _LEVELS))
