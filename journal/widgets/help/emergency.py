"""The head of Help now: the number for immediate danger. It stays while everything below it changes."""

from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits

from journal.helplines import CANNOT_SEE_YOU, DANGER, LOCAL_EMERGENCY, Choice
from journal.widgets.help.drawn import Drawn, Lines

_LARGEST_NUMBER = 5
"""Digits that still leave room for the words beside them; longer numbers are written in the line."""
_NARROW = 50
"""Cells below which two lines are all there is room for."""


class EmergencyHead(Horizontal):
    """A large number with three lines beside it; two lines where the terminal is small. The one place for apricot."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._number = Digits("")
        self._words = Drawn(partial(_words, choice))
        self.show(choice)

    def compose(self) -> ComposeResult:
        """Lay out the number and the words."""
        yield self._number
        yield self._words

    def show(self, choice: Choice) -> None:
        """Show the number of a country, or the words that stand in its place."""
        dial = choice.emergency.dial if choice.emergency else ""
        self._number.update(dial)
        self._number.set_class(not dial.isdecimal() or len(dial) > _LARGEST_NUMBER, "-none")
        self._words.draw_anew(partial(_words, choice))


def _words(choice: Choice, width: int, is_short: bool) -> Lines:
    marked = choice.emergency.dial if choice.emergency else LOCAL_EMERGENCY
    before, found, after = choice.in_danger.partition(marked)
    what = Content.assemble((before, "$ink"), (found, "bold $help"), (after, "$ink")).wrap(width)
    first = Content.styled(DANGER, "bold $ink").wrap(width)
    if is_short or width < _NARROW:
        return what + first
    return [*first, *what, *Content.styled(CANNOT_SEE_YOU, "$muted").wrap(width)]
