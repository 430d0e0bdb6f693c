"""A page of lines to answer, one below the other: how the bar moves, and what is said about it."""

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from journal.screens.base import JournalScreen, Result
from journal.widgets.answers.line import AnswerLine
from journal.widgets.bindings import key
from journal.widgets.frame import PlacesBar

LINES = Binding.Group("These lines")


class LinesPage(JournalScreen[Result]):
    """Tab and the arrows go from line to line, enter keeps, esc leaves. Digits lead nowhere from here."""

    AUTO_FOCUS = ""  # nothing by itself
    OFFERS_CHECK_IN = False
    BINDINGS = [
        key("enter", "keep", "lines.keep", "Keep", "Keep what is there", LINES),
        key("tab,down", "line(1)", "lines.next", "Next line", "The next line", LINES),
        key("shift+tab,up", "line(-1)", "lines.previous", "Line before", "The line before", LINES),
        key("escape", "leave", "lines.leave", "Leave", "Leave the page", LINES),
        Binding("0,1,2,3,4,5,6,7,8,9", "nothing", show=False),
    ]

    _ended: tuple[Result] | None = None

    def end_with(self, result: Result) -> None:
        """Close the page; where Help now or Quiet was laid above it in this very moment, when it is seen again."""
        if self.app.screen is self:  # Textual's `is_current` is also true of what lies below
            self.dismiss(result)
        else:
            self._ended = (result,)

    def on_screen_resume(self) -> None:
        """Close it, if it came to its end while something was above it."""
        ended, self._ended = self._ended, None
        if ended is not None:
            self.dismiss(ended[0])

    def answer_lines(self) -> Sequence[AnswerLine]:
        """Return the lines that can be reached now, in their order."""
        raise NotImplementedError

    def show_page(self) -> None:
        """Show what depends on the answers, and the keys."""
        raise NotImplementedError

    @property
    def line_here(self) -> AnswerLine | None:
        """Return the line that has the bar."""
        return next((line for line in self.query(AnswerLine) if line.has_focus_within), None)

    def go_to(self, line: AnswerLine) -> None:
        """Move the bar to a line."""
        self.set_focus(line.answer.entrance)

    def action_line(self, by: int) -> None:
        """Go to the next line, or the one before."""
        lines = list(self.answer_lines())
        here = self.line_here
        if not lines:
            return
        index = lines.index(here) + by if here in lines else 0
        self.go_to(lines[max(0, min(index, len(lines) - 1))])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The bar is on another line now."""
        for bar in self.query(PlacesBar):
            bar.typing = isinstance(event.widget, Input | TextArea)
        for line in self.query(AnswerLine):
            if not line.has_focus_within:
                line.answer.finish()
        self.show_page()
        if here := self.line_here:
            self.call_after_refresh(here.scroll_visible, animate=False)

    def say(self, where: str, words: str, *, trouble: bool = False) -> None:
        """Put a sentence in its place; none takes no room."""
        line = self.query_one(where, Static)
        line.update(Content(words))
        line.display = bool(words)
        line.set_class(trouble, "trouble")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps from any field."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep what is there."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave the page."""
        raise NotImplementedError

    def action_nothing(self) -> None:
        """Do nothing."""
