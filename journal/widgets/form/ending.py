"""The end of a form: what was kept, and no next thing to do. After deep writing it is a softer one."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.reflections import Question
from journal.widgets.form.field import FormField
from journal.widgets.form.question_part import QuestionPart

KEPT = "Kept."
COME_BACK = "You can come back or not."
NOTHING = "Nothing was written, and that is fine."
CHANGED_ELSEWHERE = "This entry was also changed elsewhere. That version is in its history."
BREATHS = (
    "Three slow breaths, if you like.",
    "One. In, gently. Out, a little longer than it came in.",
    "Two. Both feet on the floor. The page is closed, and it keeps what you wrote.",
    "Three. Look up. Find something in the room that has a colour you like.",
)


class Ending(Vertical):
    """A few lines, and after deep writing one last question."""

    def __init__(self, last: Question | None = None, field: FormField | None = None) -> None:
        super().__init__(id="ending")
        self.part = QuestionPart(last, field) if last and field else None

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        yield Static(id="kept")
        if self.part is not None:
            yield Static(Content("\n\n".join(BREATHS)), id="breaths")
            yield self.part
        yield Static(id="after")

    def say(self, kept: str, after: str = "") -> None:
        """Say what was kept, and, if there is something, one more thing."""
        words = Content.styled(kept, "bold $ink")
        if kept == KEPT:
            words = words + Content.styled(f" {COME_BACK}", "$ink")
        self.query_one("#kept", Static).update(words)
        line = self.query_one("#after", Static)
        line.update(Content(after))
        line.display = bool(after)
