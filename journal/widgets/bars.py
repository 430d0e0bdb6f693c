"""A few bars with their numbers: how it was by weekday, by time of day."""

from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from journal.cleaning import clean_line
from journal.lookback import Bar

_NAME = 10
_NUMBERS = 12  # "3.5 n 1,234"
_LONGEST = 22


@dataclass(frozen=True, slots=True)
class BarList:
    """Bars under a heading. They begin at `lowest`, so that 1 of 1 to 5 is no bar."""

    heading: str
    note: str
    bars: tuple[Bar, ...] = field(repr=False)
    lowest: float = 1
    highest: float = 5


class Bars(Widget):
    """Names, bars, the middle value in bold, and how many days or check-ins it is of."""

    DEFAULT_CSS = "Bars { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._list: BarList | None = None

    def show(self, bars: BarList) -> None:
        """Show some bars."""
        self._list = bars
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a row for each bar and two for the heading; one in a short terminal."""
        return len(self._list.bars) + self._above if self._list else 0

    @property
    def _above(self) -> int:
        return 2 if self.screen.has_class("-tall") else 1

    def render(self) -> RenderResult:
        """Draw the heading and a row for each bar."""
        if self._list is None:
            return Content("")
        lines = draw(self._list, self.size.width)
        return Content("\n").join([lines[0], *([Content("")] * (self._above - 1)), *lines[1:]])


def draw(bars: BarList, width: int) -> list[Content]:
    """Return the heading and a row for each bar."""
    note = f" · {bars.note}" if bars.note and cell_len(bars.heading) + cell_len(bars.note) + 3 <= width else ""
    lines = [Content.assemble((bars.heading, "$accent"), (note, "$muted"))]
    room = max(1, min(_LONGEST, width - _NAME - _NUMBERS))
    for bar in bars.bars:
        name = clean_line(bar.name, _NAME - 1)
        row = Content.styled(name + " " * (_NAME - cell_len(name)), "$muted")
        if bar.middle is None:
            lines.append(row + Content.styled(" " * room + "  ·  n 0", "$muted"))
            continue
        share = (bar.middle - bars.lowest) / (bars.highest - bars.lowest)
        cells = max(1, min(room, round(share * room)))
        row = row + Content.assemble(("━" * cells, "$accent"), " " * (room - cells))
        lines.append(row + Content.assemble((f" {bar.middle:.1f}", "bold $ink"), (f" n {bar.n:,}", "$muted")))
    return lines
