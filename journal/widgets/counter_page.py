"""One counter, large: its number, the days that stay, its milestones and its story."""

from dataclasses import dataclass, field

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from journal.counting import Standing
from journal.streak_story import Told
from journal.streak_words import HIDDEN, headline, last_heading
from journal.streaks import Counter
from journal.widgets.counter_drawing import (
    milestone_rows,
    saved_row,
    squares,
    story_rows,
    title_row,
    words_beside,
)

_GAP = 3


@dataclass(frozen=True, slots=True)
class CounterView:
    """A counter with its numbers and its story, ready to be shown. `quiet` is set on the day of a slip."""

    counter: Counter = field(repr=False)
    stand: Standing = field(repr=False)
    told: tuple[Told, ...] = field(default=(), repr=False)
    hidden: bool = False
    quiet: bool = False


class CounterPage(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The page of a counter. It scrolls, and nothing on it can be pressed."""

    DEFAULT_CSS = """
    CounterPage { scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden; }
    CounterPage .part { height: auto; margin-bottom: 1; }
    CounterPage #number-and-words { height: auto; margin-bottom: 1; }
    CounterPage.-nothing > * { display: none; }
    CounterPage Digits { width: auto; height: 3; margin-right: 3; color: $ink; text-style: bold; }
    CounterPage #words { width: 1fr; height: auto; }
    Screen.-narrow CounterPage Digits, Screen.-tiny CounterPage Digits { margin-right: 2; }
    Screen.-short CounterPage .part, Screen.-short CounterPage #number-and-words { margin-bottom: 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._view: CounterView | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Static(id="name", classes="part")
        with Horizontal(id="number-and-words"):
            yield Digits("", id="number")
            yield Static(id="words")
        for name in ("saved", "squares", "milestones", "story"):
            yield Static(id=name, classes="part")

    def show(self, view: CounterView | None) -> None:
        """Show a counter from its beginning; the place is kept when it is the same one again."""
        same = view is not None and self._view is not None and view.counter.id == self._view.counter.id
        self._view = view
        self._draw()
        if not same:
            self.scroll_to(y=0, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Lay it out for the room there is."""
        self._draw()

    def move(self, by: int) -> None:
        """Scroll."""
        self.scroll_relative(y=by, animate=False)

    def _draw(self) -> None:
        view = self._view
        self.set_class(view is None, "-nothing")
        if view is None or not self.is_mounted:
            return
        counter, stand = view.counter, view.stand
        width = max(1, self.scrollable_content_region.width)
        self._put("#name", title_row(counter))
        said = headline(counter, stand)
        digits = self.query_one(Digits)
        digits.update(said.number)
        digits.display = bool(said.number) and not view.hidden
        room = width - 3 * len(said.number) - _GAP if said.number else width
        self.query_one("#words", Static).update(
            Content.styled(HIDDEN, "$muted") if view.hidden else words_beside(counter, stand, room)
        )
        nothing = Content("")
        counts = not view.hidden and counter.goal != "since" and last_heading(stand)[2] > 0
        self._put("#saved", nothing if view.hidden else saved_row(counter, stand))
        self._put("#squares", squares(counter, stand, width) if counts else nothing)
        self._put("#milestones", nothing if view.hidden or view.quiet else milestone_rows(stand, width))
        self._put("#story", story_rows(view.told, stand.today, width) if view.told else nothing)

    def _put(self, where: str, content: Content) -> None:
        line = self.query_one(where, Static)
        line.update(content)
        line.display = bool(content.plain)
