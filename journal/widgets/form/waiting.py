"""Waiting with an urge: some minutes of a timer, and how strong it is on the way."""

import re
import time
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from journal.cleaning import clean_line
from journal.reflections import Question
from journal.widgets.answers.line import Answer
from journal.widgets.bindings import key
from journal.widgets.form.field import ANSWER, FormField
from journal.widgets.form.numbers import ScaleRow
from journal.widgets.help.timer import STEP, Urge, UrgeTimer, urge_of
from journal.wording import counted

_MINUTES = re.compile(r"\d+ minutes?")


class TimerField(FormField):
    """The timer of Help now, and a scale below it: enter notes how strong it is at this minute."""

    BINDINGS = [
        key("u,space", "urge", "help.urge", "Start", "Start the timer, pause it, go on", ANSWER),
        key("plus,equals_sign", "minutes(1)", "help.longer", "Longer", "Five minutes more", ANSWER, display="+"),
        key("minus", "minutes(-1)", "help.shorter", "Shorter", "Five minutes less", ANSWER, display="-"),
        key("x", "end", "help.end", "End the timer", "Put the timer back to its beginning", ANSWER),
        key("enter", "pulse", "form.pulse", "Note it", "Note how strong it is now; without a number go on", ANSWER),
    ]

    def __init__(self, given: str, question: Question, *, ticks: Callable[[], float] = time.monotonic) -> None:
        super().__init__(given)
        self._question = question
        self._ticks = ticks
        self._urge = Urge()
        self._scale = ScaleRow(question, None, ends=False)
        self._pulses: list[str] = []
        self._minutes = 0

    def compose(self) -> ComposeResult:
        """Lay out the timer, the scale, and what was noted."""
        self._urge = urge_of(self.app)
        yield UrgeTimer(self._urge, self._ticks)
        yield Static(Content("How strong is it now? A digit, then enter."), classes="ends")
        yield self._scale
        yield Static(classes="pulses")

    def on_mount(self) -> None:
        """Show what was noted before."""
        self._show()

    @property
    def entrance(self) -> Widget:
        """The scale."""
        return self._scale

    @property
    def is_typing(self) -> bool:
        """Letters are keys."""
        return False

    def answer(self) -> str:
        """Return the minutes, and below them each strength with its minute."""
        lines = self.given.split("\n") if self.given else []
        if minutes := max(self._minutes, self._passed):
            words = counted(minutes, "minute")
            if lines and _MINUTES.fullmatch(lines[0]):
                lines[0] = words
            else:
                lines.insert(0, words)
        return "\n".join([*lines, *self._pulses])

    @property
    def _passed(self) -> int:
        return int(self._urge.passed(self._ticks()) // 60)

    def action_urge(self) -> None:
        """Start the timer, pause it, or go on."""
        now = self._ticks()
        if self._urge.is_running and self._urge.left(now):
            self._urge.pause(now)
        else:
            self._urge.go_on(now)
        self._timer_changed()

    def action_minutes(self, by: int) -> None:
        """Make it longer or shorter, between five and twenty minutes."""
        self._urge.change(by * STEP)
        self._timer_changed()

    def action_end(self) -> None:
        """Put it back to its beginning; the minutes that passed stay in the answer."""
        self._minutes = max(self._minutes, self._passed)
        self._urge.end()
        self._timer_changed()

    def action_pulse(self) -> None:
        """Note how strong it is; without a number, go on to the next question."""
        number = self._scale.number
        if number is None:
            self.post_message(self.Done())
            return
        self._pulses.append(f"- after {self._passed} min: {number} of {self._question.highest}")
        self._scale.action_clear()
        self._show()
        self.touched()

    def _timer_changed(self) -> None:
        self.query_one(UrgeTimer).changed()
        self.touched()

    def _show(self) -> None:
        lines = [line for line in (*self.given.split("\n"), *self._pulses) if line]
        shown = self.query_one(".pulses", Static)
        shown.update(Content("\n".join(clean_line(line) for line in lines)))
        shown.display = bool(lines)

    @on(Answer.Changed)
    def _answered(self, event: Answer.Changed) -> None:
        event.stop()
