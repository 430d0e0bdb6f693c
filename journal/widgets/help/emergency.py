"""The head of Help now: the number for immediate danger. It stays while everything below it changes."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from journal.helplines import CANNOT_SEE_YOU, DANGER, LOCAL_EMERGENCY, Choice

_LARGEST_NUMBER = 5
"""Digits that still leave room for the words beside them; longer numbers are written in the line."""


class EmergencyHead(Horizontal):
    """A large number with three lines beside it; two lines where the terminal is small. The one place for apricot."""

    def compose(self) -> ComposeResult:
        """Lay out both sizes; the stylesheet shows one of them."""
        yield Digits("", classes="number")
        with Vertical(classes="large"):
            yield Static(Content(DANGER), classes="first")
            yield Static(classes="what")
            yield Static(Content(CANNOT_SEE_YOU), classes="muted")
        with Vertical(classes="small"):
            yield Static(classes="what")
            yield Static(Content(DANGER), classes="first")

    def show(self, choice: Choice) -> None:
        """Show the number of a country, or the words that stand in its place."""
        dial = choice.emergency.dial if choice.emergency else ""
        number = self.query_one(Digits)
        number.update(dial)
        number.set_class(not dial.isdecimal() or len(dial) > _LARGEST_NUMBER, "-none")
        marked = dial or LOCAL_EMERGENCY
        before, found, after = choice.in_danger.partition(marked)
        words = Content.assemble((before, "$ink"), (found, "bold $help"), (after, "$ink"))
        for line in self.query(".what").results(Static):
            line.update(words)
