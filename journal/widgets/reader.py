"""An entry to read: title, when, tags, text."""

from dataclasses import dataclass
from datetime import date

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from journal.cleaning import clean_line
from journal.entries import Entry
from journal.widgets.bindings import key
from journal.widgets.markdown_lines import hit_pattern, markdown_lines
from journal.widgets.painting import line_strip
from journal.wording import MOOD_GLYPHS, MOOD_WORDS, counted, moment_in_line

READING_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Page:
    """What the reader shows; `words` are marked wherever they begin a word. `note` is one line of ours.

    `moods` are the five words for moods, from the lowest.
    """

    entry: Entry
    today: date
    words: tuple[str, ...] = ()
    note: str = ""
    moods: tuple[str, ...] = MOOD_WORDS


class Reader(ScrollView, can_focus=True):
    """One entry, scrolled by keys or mouse. Nothing in it can be clicked open."""

    DEFAULT_CSS = """
    Reader { scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    READING = Binding.Group("Reading")
    BINDINGS = [
        key("down,j", "scroll_down", "reader.down", "Down", "Scroll down", READING, display="↓ j"),
        key("up,k", "scroll_up", "reader.up", "Up", "Scroll up", READING, display="↑ k"),
        key("pagedown,space", "page_down", "reader.page-down", "A page down", "A page down", READING),
        key("pageup", "page_up", "reader.page-up", "A page up", "A page up", READING),
        key("g,home", "scroll_home", "reader.first", "Beginning", "The beginning", READING, display="g"),
        key("G,end", "scroll_end", "reader.last", "End", "The end", READING, display="G"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._page: Page | None = None
        self._lines: list[Content] = []
        self._laid_out_for = 0

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    def show(self, page: Page | None) -> None:
        """Show an entry from its beginning; the place is kept when it is the same entry again."""
        same = page is not None and self._page is not None and page.entry.id == self._page.entry.id
        self._page = page
        self._lay_out()
        if not same:
            self.scroll_to(y=0, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Wrap again."""
        if self._laid_out_for != self._text_width:
            self._lay_out()

    @property
    def _text_width(self) -> int:
        return min(READING_WIDTH, max(10, self.size.width - 2))

    def _lay_out(self) -> None:
        width = self._laid_out_for = self._text_width
        self._lines = page_lines(self._page, width) if self._page else []
        if len(self._lines) != self.virtual_size.height or self.virtual_size.width != self.size.width:
            self.virtual_size = Size(self.size.width, len(self._lines))  # a layout of the whole screen follows
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the text."""
        width = self.size.width
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return line_strip(self, self._lines[number], width)


def page_lines(page: Page, width: int) -> list[Content]:
    """Return the lines of a page."""
    entry = page.entry
    lines: list[Content] = []
    if title := clean_line(entry.title).strip():
        content = Content.styled(title, "bold $ink")
        if pattern := hit_pattern(page.words):
            for match in pattern.finditer(title):
                content = content.stylize("$hit-fg on $hit-bg", match.start(), match.end())
        lines += content.wrap(width)
    facts = _facts(page)
    lines.append(facts if facts.cell_length <= width else _facts(page, short=True).truncate(width, ellipsis=True))
    if tags := entry.all_tags:
        lines += Content.styled(" ".join(f"#{clean_line(tag)}" for tag in tags), "$sand").wrap(width)
    if page.note:
        lines += Content.styled(page.note, "$sand").wrap(width)
    lines.append(Content(""))
    return lines + markdown_lines(entry.body, width, page.words)


def _facts(page: Page, *, short: bool = False) -> Content:
    entry = page.entry
    parts: list[str | tuple[str, str]] = [(moment_in_line(entry.created_at, page.today), "$muted")]
    if entry.mood:
        parts += [
            (" · ", "$muted"),
            (MOOD_GLYPHS[entry.mood - 1], f"$mood{entry.mood}"),
            (f" {page.moods[entry.mood - 1]}", "$muted"),
        ]
    if not short:
        parts.append((f" · {counted(entry.words, 'word')}", "$muted"))
    if entry.starred:
        parts.append((" · * starred", "$sand"))
    return Content.assemble(*parts)


def words_to_mark(query: str) -> tuple[str, ...]:
    """Return the words of a search that are to be marked in a text."""
    return tuple(word for word in query.replace('"', " ").split() if not word.startswith("#"))
