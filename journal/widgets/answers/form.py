"""A few fields one below the other, kept or left together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from journal.cleaning import clean_line
from journal.widgets.answers.line import Answer, AnswerLine
from journal.widgets.answers.marks import Choice, ChoiceAnswer
from journal.widgets.bindings import key

FORM = Binding.Group("These fields")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what stands before it, what is in it, and what it could be."""

    name: str
    label: str
    text: str = field(default="", repr=False)
    hint: str = ""
    longest: int = 40
    suggested: tuple[str, ...] = field(default=(), repr=False)


class FieldAnswer(Answer):
    """A field of a form."""

    def __init__(self, given: Field, *, typed_over: bool = True) -> None:
        """With `typed_over`, what stands in it is selected first, and the next letter takes its place."""
        super().__init__()
        suggester = SuggestFromList(given.suggested, case_sensitive=False) if given.suggested else None
        self._input = Input(
            clean_line(given.text),
            placeholder=given.hint,
            max_length=given.longest,
            compact=True,
            suggester=suggester,
            select_on_focus=typed_over,
        )

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        yield self._input

    @property
    def entrance(self) -> Widget:
        """The field."""
        return self._input

    @property
    def text(self) -> str:
        """What is in it."""
        return " ".join(self._input.value.split())

    @on(Input.Changed)
    def _typed(self) -> None:
        self.post_message(self.Changed())


class Form(Vertical):
    """Enter keeps all fields at once, esc leaves them as they were."""

    BINDINGS = [
        key("tab,down", "field(1)", "form.next", "Next field", "The next field", FORM),
        key("shift+tab,up", "field(-1)", "form.previous", "Field before", "The field before", FORM),
        key("enter", "keep", "form.keep", "Keep", "Keep these fields", FORM),
        key("escape", "leave", "form.leave", "Leave", "Leave everything as it was", FORM),
    ]

    @dataclass
    class Kept(Message):
        """The fields are to be kept: their texts by name, and the choice."""

        form: "Form"
        texts: dict[str, str]
        choice: int | None

    @dataclass
    class Left(Message):
        """Everything is to stay as it was."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        choices: Sequence[Choice[int]] = (),
        *,
        choice_label: str = "",
        chosen: int | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._texts = {given.name: FieldAnswer(given) for given in fields}
        self._labels = {given.name: given.label for given in fields}
        self._choice = ChoiceAnswer(chosen, choices) if choices else None
        self._choice_label = choice_label

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        yield Static(Content.styled(self._title, "bold $ink"))
        yield Static(classes="problem")
        for name, answer in self._texts.items():
            yield AnswerLine(f"field-{name}", self._labels[name], answer)
        if self._choice:
            yield AnswerLine("field-choice", self._choice_label, self._choice)

    @property
    def fields(self) -> list[Widget]:
        """What takes the focus, in order."""
        answers: list[Answer] = [*self._texts.values(), *([self._choice] if self._choice else [])]
        return [answer.entrance for answer in answers]

    def problem(self, text: str) -> None:
        """Say why it cannot be kept like this."""
        line = self.query_one(".problem", Static)
        line.update(Content(text))
        line.display = bool(text)

    def action_field(self, by: int) -> None:
        """Go to the next field, or the one before."""
        focused = self.screen.focused
        index = self.fields.index(focused) + by if focused in self.fields else 0
        self.screen.set_focus(self.fields[max(0, min(index, len(self.fields) - 1))])

    def action_keep(self) -> None:
        """Keep the fields."""
        texts = {name: answer.text for name, answer in self._texts.items()}
        self.post_message(self.Kept(self, texts, self._choice.value if self._choice else None))

    @on(Input.Changed)
    def _typed(self) -> None:
        self.problem("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.post_message(self.Left())
