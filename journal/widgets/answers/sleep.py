"""The night before: hours by arrows, how good it was by a digit."""

from dataclasses import replace

from textual.content import Content

from journal.moods import LONGEST_SLEEP, SLEEP_STEP, Checkin
from journal.widgets.answers.line import ANSWERING, ROOMY, DrawnAnswer
from journal.widgets.answers.numbers import squares_of
from journal.widgets.bindings import key

_ARROWS_BEGIN_AT = 7.0
_BEST = 5


class SleepAnswer(DrawnAnswer):
    """Half hours with the arrows, 1 to 5 for how good it was."""

    BINDINGS = [
        key("right", "hours(1)", "answer.longer", "Longer", "Half an hour more", ANSWERING),
        key("left", "hours(-1)", "answer.shorter", "Shorter", "Half an hour less", ANSWERING),
        *(
            key(str(number), f"answer({number})", f"answer.{number}", f"Quality {number}", "How good it was", ANSWERING)
            for number in range(1, _BEST + 1)
        ),
        key("backspace,delete", "clear", "answer.clear", "Clear", "Take the answer back", ANSWERING),
    ]

    def __init__(self, hours: float | None, quality: int | None) -> None:
        super().__init__()
        self._hours = hours
        self._quality = quality

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with this sleep."""
        return replace(checkin, sleep=self._hours, quality=self._quality)

    def action_hours(self, by: int) -> None:
        """Change the hours by half an hour."""
        if self._hours is None:
            self._hours = _ARROWS_BEGIN_AT
        else:
            self._hours = min(LONGEST_SLEEP, max(0.0, self._hours + by * SLEEP_STEP))
        self.changed()

    def action_answer(self, quality: int) -> None:
        """Take how good it was."""
        self._quality = quality
        self.changed()

    def action_clear(self) -> None:
        """Take both back."""
        self._hours = self._quality = None
        self.changed()

    def rows(self, width: int) -> list[Content]:
        """Return hours and quality; where it is narrow, in two rows."""
        hours = "" if self._hours is None else f"{self._hours:g} h"
        number = "" if self._quality is None else f" {self._quality}"
        shown = Content.styled(hours.ljust(7), "bold $ink" if self.has_focus else "$ink")
        row = shown + Content.styled("← → half hours", "$muted")
        roomy = width >= ROOMY
        squares = Content(" " if roomy else "").join(squares_of(self._quality, 1, _BEST))
        quality = Content.assemble(("quality ", "$muted" if self._quality is None else "$ink"), squares, number)
        if roomy:
            return [row + Content("      ") + quality + Content.styled("  1-5", "$muted")]
        return [row.truncate(width, ellipsis=True), quality + Content.styled(" 1-5", "$muted")]
