"""The first rows of a check-in: what is asked, for when, and whatever has to be said about it."""

from datetime import date, datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from journal.moods import LATER_AFTER, Checkin
from journal.widgets.answers.line import Row
from journal.widgets.answers.summary import SEPARATOR
from journal.widgets.answers.when import WhenBar
from journal.wording import moment_in_line

_SPACE_BETWEEN = 2


class CheckInHead(Vertical):
    """The question and the time, the field for another time, and one line for notices and troubles."""

    def __init__(self) -> None:
        super().__init__()
        self.when_bar = WhenBar()
        self._question, self._moment, self._said = Row(id="question"), Row(id="when"), Row(id="said")

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        with Horizontal(id="title"):
            yield self._question
            yield self._moment
        yield Static(Content("One key is enough. Skip anything, stop anywhere."), id="hint")
        yield self.when_bar
        yield self._said

    def show(self, checkin: Checkin, now: datetime) -> None:
        """Show which moment it is about."""
        question = "How was it?" if now - checkin.at > LATER_AFTER else "How is it right now?"
        room = self.size.width - len(question) - _SPACE_BETWEEN
        self._question.show(Content(question))
        when = Content(moment_words(checkin, now.date(), room)).stylize("@click=screen.another_time")
        self._moment.show(when)

    def say(self, words: str, *, trouble: bool = False) -> None:
        """Say something about what was asked, or nothing."""
        self._said.show(Content(words))
        self._said.display = bool(words)
        self._said.set_class(trouble, "trouble")


def moment_words(checkin: Checkin, today: date, room: int) -> str:
    """Return the time, and as much about it as there is room for."""
    when = f"{checkin.at:%H:%M}" if checkin.local_date == today else moment_in_line(checkin.at, today)
    later = ["noted later"] if checkin.later else []
    another = [] if checkin.of_entry else ["F3 another time"]
    wishes = ([when, checkin.zone, *later, *another], [when, *later, *another], [when, *later], [when])
    return next((words for parts in wishes if len(words := SEPARATOR.join(parts)) <= room), "")
