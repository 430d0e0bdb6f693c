"""Grounding, one step at a time, each with a key and no clock."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.grounding import Exercise, Grounding
from journal.widgets.bindings import key

_GROUNDING = Binding.Group("Grounding")


class GroundingSteps(VerticalScroll):
    """One exercise; `g` shows the other one. There is no wrong pace, and nothing to finish."""

    BINDINGS = [
        key("space", "step(1)", "help.next", "Next step", "The next step", _GROUNDING),
        key("enter,right", "step(1)", "help.next-too", "Next step", "The next step", _GROUNDING),
        key("left,backspace", "step(-1)", "help.previous", "Step before", "The step before", _GROUNDING),
        key("g", "other", "help.other", "Another exercise", "Another exercise", _GROUNDING),
    ]

    def __init__(self, grounding: Grounding) -> None:
        super().__init__(classes="view")
        self._exercises = grounding.exercises
        self._exercise = self._step = 0

    def compose(self) -> ComposeResult:
        """Lay out the step."""
        yield Static(classes="heading")
        yield Static(classes="step")
        yield Static(classes="muted last")

    def on_mount(self) -> None:
        """Show the first step."""
        self._draw()

    @property
    def _shown(self) -> Exercise:
        return self._exercises[self._exercise]

    def action_step(self, by: int) -> None:
        """Go to the next step or the one before; after the last comes the first."""
        after_the_last = self._step + by == len(self._shown.steps)
        self._step = 0 if after_the_last else max(0, self._step + by)
        self._draw()

    def action_other(self) -> None:
        """Show the other exercise from its beginning."""
        self._exercise = (self._exercise + 1) % len(self._exercises)
        self._step = 0
        self._draw()

    def _draw(self) -> None:
        steps = self._shown.steps
        heading = Content.assemble((self._shown.name, "$accent"), (f" · {self._step + 1} of {len(steps)}", "$muted"))
        self.query_one(".heading", Static).update(heading)
        self.query_one(".step", Static).update(Content(steps[self._step]))
        is_last = self._step + 1 == len(steps)
        self.query_one(".last", Static).update(Content("Once more from the beginning, if you like." if is_last else ""))
