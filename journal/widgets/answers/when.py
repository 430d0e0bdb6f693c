"""Where another time is typed."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static


class WhenBar(Widget):
    """One field, shown when it is asked for. What cannot be read stands below it, and what was typed stays."""

    def __init__(self) -> None:
        super().__init__(id="another-time")
        self._input = Input(placeholder="yesterday 9pm", id="when-typed", compact=True)

    def compose(self) -> ComposeResult:
        """Lay out the field and the line below it."""
        yield Static(Content("When was it?"), classes="label")
        yield self._input

    @property
    def is_open(self) -> bool:
        """Whether a time is being typed."""
        return bool(self.display)

    @property
    def typed(self) -> str:
        """What is typed."""
        return self._input.value.strip()

    def open(self) -> None:
        """Ask."""
        self.display = True
        self._input.value = ""
        self._input.focus()

    def close(self) -> None:
        """Ask no more."""
        self.display = False
