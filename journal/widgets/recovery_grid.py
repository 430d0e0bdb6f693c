"""The recovery key as numbered groups, shown or covered."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_CELL = 17


class RecoveryGrid(Widget):
    """Seven groups of four, four in a row; two in a row where it is narrow."""

    covered: reactive[bool] = reactive(False)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.groups = key.split("-")

    def render(self) -> RenderResult:
        """Draw the groups."""
        in_a_row = 4 if self.size.width >= 4 * _CELL - 6 else 2
        rows: list[Content] = []
        row = Content("")
        for number, group in enumerate(self.groups, start=1):
            text = "•" * len(group) if self.covered else group
            cell = Content.assemble((f"{number}  ", "$muted"), (text, "$muted" if self.covered else "bold $ink"))
            row = row + cell.pad_right(max(0, _CELL - cell.cell_length))
            if number % in_a_row == 0 or number == len(self.groups):
                rows.append(row)
                row = Content("")
        gap = "\n\n" if in_a_row == 4 else "\n"
        return Content(gap).join(rows)
