"""One question of a form, with its field."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.reflections import Question
from journal.widgets.form.field import FormField


class FormColumn(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The column a form stands in. The arrows belong to its fields."""


class QuestionPart(Vertical):
    """The heading, what is asked, and the field. It keeps its answer while another question is shown."""

    def __init__(self, question: Question, field: FormField) -> None:
        super().__init__()
        self.question = question
        self.field = field

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        yield Static(Content(self.question.heading), classes="heading")
        if self.question.ask:
            yield Static(Content(self.question.ask), classes="ask")
        yield self.field
