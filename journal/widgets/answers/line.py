"""One line of a check-in: what it asks at the left, the answer at the right, and a bar where a person is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from journal.moods import Checkin

ANSWERING = Binding.Group("On this line")
ROOMY = 50
"""From so many cells on, an answer shows its scale and its words beside each other."""


class Answer(Widget):
    """What stands at the right of a line, and holds the answer as long as the screen is open."""

    @dataclass
    class Changed(Message):
        """Something was answered, or taken back."""

    when_done: Callable[[], None] | None = None
    """What to do when one key was the whole answer. It is called at once: the next key may be on its way already."""

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with what this line says."""
        raise NotImplementedError

    @property
    def entrance(self) -> Widget:
        """What takes the focus when the bar comes to this line."""
        return self

    def finish(self) -> None:
        """Take what is half typed: the bar goes to another line."""


class Row(Static):
    """Text that is given often and changes seldom: the page is laid out anew only when it does change."""

    auto_links = False
    _given: Content | None = None

    def show(self, content: Content) -> None:
        """Show this."""
        before, self._given = self._given, content
        if before is not None and (before.plain, before.spans) == (content.plain, content.spans):
            return
        if before is None or self.styles.width is None or self.styles.width.is_auto:
            self.update(content)
        else:
            width = max(1, self.content_size.width)
            self.update(content, layout=len(before.wrap(width)) != len(content.wrap(width)))


class DrawnAnswer(Answer, can_focus=True):
    """An answer that draws its own rows, as many as its width asks for."""

    DEFAULT_CSS = "DrawnAnswer { width: 1fr; height: auto; }"
    auto_links = False  # Textual would paint what can be pressed as a link of a web page

    def rows(self, width: int) -> list[Content]:
        """Return what is seen in so many cells."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows it needs."""
        return max(1, len(self.rows(width)))

    def render(self) -> RenderResult:
        """Draw the rows."""
        return Content("\n").join(self.rows(self.size.width))

    def changed(self) -> None:
        """Draw it anew, and tell."""
        rows = len(self.rows(self.size.width))
        self.refresh(layout=rows != self.size.height)
        self.post_message(self.Changed())

    def on_focus(self) -> None:
        """Put the terminal's cursor here; a screen reader follows it."""
        self.refresh()
        self.call_after_refresh(self._point)

    def on_blur(self) -> None:
        """Draw it without the marks of being in use."""
        self.refresh()

    def on_resize(self) -> None:
        """Draw what fits."""
        self.refresh()

    def _point(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.content_region.offset


class AnswerLine(Widget):
    """The bar, what is asked, and the answer."""

    def __init__(self, line: str, label: str, answer: Answer, *, begins_group: bool = False) -> None:
        super().__init__(id=f"line-{line}", classes="-begins-group" if begins_group else None)
        self.label = label
        self.answer = answer

    def compose(self) -> ComposeResult:
        """Lay out both parts."""
        yield Static(Content(self.label), classes="label")
        yield self.answer

    def on_click(self, event: events.Click) -> None:
        """The label leads to the answer."""
        if event.widget is not self.answer and not self.answer.entrance.has_focus:
            self.answer.entrance.focus()


class Lines(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The lines. The arrows go from one to the next, and it scrolls along."""


def flowing(parts: Iterable[Content], width: int, gap: int) -> list[Content]:
    """Return the parts in rows, none of them torn apart; one that is wider than a row is cut short."""
    rows: list[Content] = []
    for part in parts:
        fitting = part.truncate(max(1, width), ellipsis=True)
        if rows and rows[-1].cell_length + gap + fitting.cell_length <= width:
            rows[-1] = rows[-1] + Content(" " * gap) + fitting
        else:
            rows.append(fitting)
    return rows
