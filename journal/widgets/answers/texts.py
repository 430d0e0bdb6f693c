"""Answers in one's own words: tags, and a note."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from journal.entries import normal_tags
from journal.moods import Checkin
from journal.widgets.answers.line import ANSWERING, Answer
from journal.widgets.bindings import key
from journal.widgets.page_editor import PageEditor


class TagsAnswer(Answer):
    """Tags as everywhere: separated by spaces or commas."""

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__()
        self._input = Input(
            _written(tags), placeholder="tags, separated by spaces", select_on_focus=False, compact=True
        )

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        yield self._input

    @property
    def entrance(self) -> Widget:
        """The field."""
        return self._input

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with these tags."""
        return replace(checkin, tags=self._tags())

    def finish(self) -> None:
        """Show the tags as they are kept."""
        self._input.value = _written(self._tags())

    def _tags(self) -> tuple[str, ...]:
        return normal_tags(self._input.value.replace(",", " ").split())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())


class NoteEditor(PageEditor):
    """A line or more. Enter keeps the check-in; ctrl+j begins a new line, which every terminal can send."""

    BINDINGS = [
        key("ctrl+j,shift+enter", "new_line", "answer.new-line", "New line", "Begin a new line", ANSWERING),
    ]

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
            return
        await super()._on_key(event)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self._replace_via_keyboard("\n", *self.selection)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up, and from the first row to the line before."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down, and from the last row to the line after."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_down(select)


class NoteAnswer(Answer):
    """A note that grows with what is written, up to three rows, and then scrolls."""

    def __init__(self, note: str) -> None:
        super().__init__()
        self._first = note
        self._is_shown = False
        self._editor = NoteEditor(placeholder="a line, if you like")

    def compose(self) -> ComposeResult:
        """Lay out the editor."""
        yield self._editor

    def on_mount(self) -> None:
        """Show what was written before."""
        self._editor.hold(self._first)
        self._is_shown = True

    @property
    def entrance(self) -> Widget:
        """The editor."""
        return self._editor

    @property
    def text(self) -> str:
        """The note, to the byte."""
        return self._editor.exact_text if self._is_shown else self._first

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with this note."""
        return replace(checkin, note=self.text)

    @on(TextArea.Changed)
    def _written_on(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())


def _written(tags: Sequence[str]) -> str:
    return " ".join(f"#{tag}" for tag in tags)
