"""The last rows of a check-in: what it says so far, and where help is after a very low mood."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from journal.moods import Checkin
from journal.widgets.answers.line import Row
from journal.widgets.answers.lines import Asked
from journal.widgets.answers.summary import SEPARATOR, facts_of, fitting

NOTHING_YET = "Nothing so far. One key is enough."
_SO_FAR = "So far: "
_NOTHING_ELSE = ". Nothing else is needed."
_LOST_AT_THE_END_OF_A_ROW = 10
_NARROWEST = 20


class CheckInFoot(Vertical):
    """It follows the lines, and is always in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._so_far, self._help = Row(id="so-far"), Row(id="help-line")

    def compose(self) -> ComposeResult:
        """Lay out both rows."""
        yield self._so_far
        yield self._help

    def show(self, checkin: Checkin, asked: Asked, *, typing: bool, empty_words: str) -> None:
        """Say what is kept so far."""
        one_row = self.screen.has_class("-short")
        if checkin.is_empty:
            self._so_far.show(Content.styled(empty_words, "$muted"))
        else:
            self._so_far.show(_so_far(checkin, asked, max(_NARROWEST, self._so_far.size.width), one_row=one_row))
        self._help.display = checkin.mood == 1
        self._help.show(Content(f"{'F2' if typing else 'F2 or !'} is there if you want it."))


def _so_far(checkin: Checkin, asked: Asked, width: int, *, one_row: bool) -> Content:
    end = "." if one_row else _NOTHING_ELSE
    room = (width if one_row else 2 * width - _LOST_AT_THE_END_OF_A_ROW) - len(_SO_FAR) - len(end)
    facts = fitting(facts_of(checkin, asked.questions, asked.scales), room)
    first, separator, others = facts.partition(SEPARATOR)
    return Content.assemble((_SO_FAR, "$ink"), (first, "bold $ink"), (f"{separator}{others}{end}", "$muted"))
