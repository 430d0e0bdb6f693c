"""The one drawn box: exactly what leaves, and no more. What was put in the place of a word stands on its own ground."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.cells import chop_cells
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from journal.cleaning import clean_line, clean_text
from journal.widgets.bindings import key
from journal.widgets.painting import line_strip
from journal.wording import counted

_LABEL_CELLS = 9
_WIDEST = 72


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text that leaves; `put_in`: it stands in the place of something else."""

    text: str = field(repr=False)
    put_in: bool = False


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """What leaves, as its readers will have it: short facts by their names, and the text.

    `payload` is the very text of the bytes that are signed, for whoever wants to read those.
    """

    rows: tuple[tuple[str, tuple[Part, ...]], ...]
    body: tuple[Part, ...]
    payload: str = field(default="", repr=False)


def page_lines(page: LeavingPage, width: int) -> list[Content]:
    """Return the page as lines: every letter of it that a reader will get."""
    width = max(12, min(width, _WIDEST))
    lines = list[Content]()
    for label, parts in page.rows:
        named = Content.styled(f"{label:<{_LABEL_CELLS}}", "$muted")
        value = _styled(parts, one_line=True).wrap(max(8, width - _LABEL_CELLS)) or [Content("")]
        lines.append(named + value[0].rstrip())
        lines += [Content(" " * _LABEL_CELLS) + line.rstrip() for line in value[1:]]
    if page.body:
        lines.append(Content(""))
        for line in _styled(page.body).split("\n"):
            lines += [part.rstrip() for part in line.expand_tabs(4).wrap(width) or [Content("")]]
    return lines


def payload_lines(page: LeavingPage, width: int) -> list[Content]:
    """Return the bytes that are signed, as the text they are."""
    return [Content.styled(row, "$ink") for row in chop_cells(clean_text(page.payload), max(12, width))]


def _styled(parts: Iterable[Part], *, one_line: bool = False) -> Content:
    styled = list[tuple[str, str]]()
    for part in parts:
        text = _on_one_line(part.text) if one_line else clean_text(part.text)
        styled.append((text, "$hit-fg on $hit-bg" if part.put_in else "$ink"))
    return Content.assemble(*styled)


def _on_one_line(text: str) -> str:
    """Return a piece of a line, cleaned; the spaces towards its neighbours stay."""
    before = " " if text[:1].isspace() else ""
    after = " " if len(text) > 1 and text[-1:].isspace() else ""
    return f"{before}{clean_line(text)}{after}"


class LeavingBox(ScrollView, can_focus=True):
    """The box. It knows whether its end was on the screen: before that nothing leaves."""

    DEFAULT_CSS = """
    LeavingBox {
        border: round $accent; border-title-color: $accent; border-subtitle-color: $muted;
        padding: 1 2; scrollbar-size-vertical: 1; overflow-x: hidden;
    }
    LeavingBox:focus { border: round $accent; border-title-style: bold; }
    """
    READING = Binding.Group("What leaves")
    BINDINGS = [
        key("down,j", "scroll_down", "leaving.down", "Down", "Scroll down", READING, display="↓ j"),
        key("up,k", "scroll_up", "leaving.up", "Up", "Scroll up", READING, display="↑ k"),
        key("pagedown,space", "page_down", "leaving.page-down", "A page down", "A page down", READING),
        key("pageup", "page_up", "leaving.page-up", "A page up", "A page up", READING),
        key("g,home", "scroll_home", "leaving.first", "Beginning", "The beginning", READING, display="g"),
        key("G,end", "scroll_end", "leaving.last", "End", "The end", READING, display="G"),
    ]

    @dataclass
    class SeenWhole(Message):
        """The end of the page was on the screen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._page: LeavingPage | None = None
        self._lines: Sequence[Content] = ()
        self._as_bytes = False
        self._seen: set[str] = set()
        self.border_title = "Exactly what leaves"

    @property
    def page(self) -> LeavingPage | None:
        """What is shown."""
        return self._page

    @property
    def seen_whole(self) -> bool:
        """Whether the end of this very text was on the screen, as a page or as its bytes."""
        return self._page is not None and _text_of(self._page) in self._seen

    @property
    def as_bytes(self) -> bool:
        """Whether the bytes are shown in the place of the page."""
        return self._as_bytes

    def show(self, page: LeavingPage, *, size: int, people: int) -> None:
        """Show what leaves; `size` is the number of bytes that are signed, `people` for how many it is sealed."""
        same = self._page is not None and _text_of(self._page) == _text_of(page)
        self._page = page
        sealed = f"sealed for {counted(people, 'person', 'people')}" if people else "for nobody yet"
        self.border_subtitle = f"{counted(size, 'byte')} · {sealed}"
        self._lay_out()
        if not same:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.call_after_refresh(self._look)

    def show_bytes(self, *, as_bytes: bool) -> None:
        """Show the bytes that are signed, or the page again."""
        self._as_bytes = as_bytes
        self.border_title = "The very bytes" if as_bytes else "Exactly what leaves"
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)

    def _lay_out(self) -> None:
        width = max(12, self.scrollable_content_region.width or self.size.width)
        page = self._page
        self._lines = () if page is None else (payload_lines if self._as_bytes else page_lines)(page, width)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def _look(self) -> None:
        end = self.scroll_offset.y + self.scrollable_content_region.height >= len(self._lines)
        visible = self.size.height > 0 and self.is_attached and self.screen.is_current
        if self._page is not None and end and visible and self._inside_the_screen and not self.seen_whole:
            self._seen.add(_text_of(self._page))
            self.post_message(self.SeenWhole())

    @property
    def _inside_the_screen(self) -> bool:
        """Whether the last row of the box is on the screen: on a narrow one the box is part of a longer page."""
        return self.region.bottom <= self.screen.size.height and self.region.height > 0

    def look(self) -> None:
        """Notice what is on the screen now: the page around the box was scrolled."""
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again."""
        self._lay_out()
        self.call_after_refresh(self._look)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Notice when the end comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._look()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width or self.size.width
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return line_strip(self, self._lines[number], width)


def _text_of(page: LeavingPage) -> str:
    rows = "\n".join(f"{label} {''.join(part.text for part in parts)}" for label, parts in page.rows if label != "to")
    return f"{rows}\n{''.join(part.text for part in page.body)}"
