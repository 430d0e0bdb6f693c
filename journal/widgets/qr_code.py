"""A QR code in the terminal: black on white whatever the theme, because cameras expect that."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

_INK = "#000000 on #ffffff"


class QrCode(Widget):
    """Rows of half blocks. Where the screen has fewer rows, its quiet edge is cut first, above as below."""

    DEFAULT_CSS = """
    QrCode { width: auto; height: auto; }
    """

    def __init__(self, rows: Sequence[str] = (), *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._rows = tuple(rows)

    def show(self, rows: Sequence[str]) -> None:
        """Show another code."""
        self._rows = tuple(rows)
        self.refresh(layout=True)

    @property
    def needs(self) -> tuple[int, int]:
        """How many columns and rows it takes."""
        return (len(self._rows[0]) if self._rows else 0, len(self._rows))

    def get_content_width(self, container: object, viewport: object) -> int:
        """Return how wide it is."""
        return self.needs[0]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how high it is."""
        return self.needs[1]

    def render(self) -> RenderResult:
        """Draw the code."""
        surplus = max(0, len(self._rows) - self.size.height)
        rows = self._rows[surplus // 2 : len(self._rows) - (surplus - surplus // 2)]
        return Content("\n").join(Content.styled(row, _INK) for row in rows)
