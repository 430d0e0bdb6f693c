"""What every field of a form is: a text that it shows in its own way, and gives back."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

ANSWER = Binding.Group("This answer")


class FormField(Widget):
    """Holds an answer as long as the form is open. An answer that nobody touched comes back exactly as it was given."""

    @dataclass
    class Changed(Message):
        """Something was answered, or taken back."""

    @dataclass
    class Done(Message):
        """Enter was pressed where it ends the answer: the next question, please."""

    def __init__(self, given: str) -> None:
        super().__init__(classes="field")
        self.given = given
        self._touched = False

    @property
    def text(self) -> str:
        """The answer; empty where there is none."""
        return self.answer() if self._touched else self.given

    def answer(self) -> str:
        """Return what is answered by now."""
        raise NotImplementedError

    @property
    def entrance(self) -> Widget:
        """What takes the focus when this question is asked."""
        return self

    @property
    def is_typing(self) -> bool:
        """Whether letters are text here, so that keys with letters are not to be named."""
        return True

    def touched(self) -> None:
        """Remember that a person changed it, and tell."""
        self._touched = True
        self.post_message(self.Changed())
