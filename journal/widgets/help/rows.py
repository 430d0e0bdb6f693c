"""A short list with a bar on the row where the person is: colour never speaks alone."""

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from journal.widgets.bindings import key


class Rows(OptionList):
    """Rows to choose from."""

    BINDINGS = [
        key("j", "cursor_down", "rows.next", "Next", "The next row"),
        key("k", "cursor_up", "rows.previous", "Before", "The row before"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Content] = ()

    def fill(self, rows: Sequence[Content], here: int = 0) -> None:
        """Show other rows."""
        self._rows = rows
        self.clear_options()
        self.add_options(Option(self._drawn(number, is_here=False)) for number in range(len(rows)))
        self.highlighted = min(here, len(rows) - 1) if rows else None
        self._draw()

    @on(OptionList.OptionHighlighted)
    def _draw(self) -> None:
        for number in range(len(self._rows)):
            self.replace_option_prompt_at_index(number, self._drawn(number, is_here=number == self.highlighted))

    def _drawn(self, number: int, *, is_here: bool) -> Content:
        return Content.assemble(("▌ " if is_here else "  ", "$accent")) + self._rows[number]
