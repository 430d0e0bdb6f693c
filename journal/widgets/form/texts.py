"""Answers in one's own words: a line, or as much as somebody likes to write."""

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, TextArea

from journal.cleaning import clean_line
from journal.widgets.form.field import FormField
from journal.widgets.page_editor import PageEditor


class LineInput(Input):
    """A line. Enter ends the answer; it is caught here, before the next letters are on their way to this line."""

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and isinstance(self.parent, Widget):
            event.stop()
            event.prevent_default()
            self.parent.post_message(Input.Submitted(self, self.value))
            return
        await super()._on_key(event)


class LineField(FormField):
    """One line."""

    def __init__(self, given: str, hint: str = "") -> None:
        super().__init__(given)
        self._input = LineInput(clean_line(given), placeholder=hint)
        self._shown = self._input.value

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield self._input

    @property
    def entrance(self) -> Widget:
        """The line."""
        return self._input

    def answer(self) -> str:
        """Return what is in the line; what it cannot show stays where nobody changed it."""
        return self.given if self._input.value == self._shown else self._input.value.strip()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._touched or event.value != self._shown:
            self.touched()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done())


class TextField(FormField):
    """A page that grows with what is written. Enter begins a new line."""

    def __init__(self, given: str, hint: str = "") -> None:
        super().__init__(given)
        self._editor = PageEditor(placeholder=hint)
        self._is_shown = False

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield self._editor

    def on_mount(self) -> None:
        """Show what was written before."""
        self._editor.hold(self.given)
        self._is_shown = True

    @property
    def entrance(self) -> Widget:
        """The page."""
        return self._editor

    def answer(self) -> str:
        """Return what is on the page."""
        text = self._editor.exact_text if self._is_shown else self.given
        return text if text.strip() else ""

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._is_shown and (self._touched or self._editor.exact_text != self.given):
            self.touched()
