"""The page a person writes on."""

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.document._document import Document
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea

from journal.widgets.editor_text import EditorText, for_editor

WRAPPED_UP_TO = 1_000_000
"""Characters. Longer texts run on to the right: wrapping ten megabytes anew would take twenty seconds."""


class CountedRows(WrappedDocument):
    """Textual's wrapped text, that knows its height. Theirs counts all rows anew for each row it draws."""

    @property
    def height(self) -> int:
        """The number of rows on the screen."""
        return len(self._offset_to_line_info)


class PageEditor(TextArea):
    """A Textual editor that gives back exactly the text it was given, where it was not changed."""

    BINDINGS = [
        # Textual's own ctrl+k, ctrl+u and ctrl+w delete without a trace on the screen; undo brings it back.
        Binding("ctrl+z", "undo", "Undo", id="editor.undo", group=Binding.Group("Writing"), tooltip="Undo"),
        Binding("ctrl+y", "redo", "Redo", id="editor.redo", group=Binding.Group("Writing"), tooltip="Redo"),
    ]

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            placeholder=Content(placeholder),  # as words: a hint of somebody's own form may look like markup
            theme="css",
            highlight_cursor_line=False,
        )
        self._held = EditorText("", {})
        self._given = ""

    @property
    def exact_text(self) -> str:
        """The text with everything put back that the editor cannot show."""
        shown = self.text
        return self._given if shown == self._held.shown else self._held.original(shown)

    def hold(self, text: str) -> None:
        """Show a text, the cursor at its end."""
        self._given, self._held = text, for_editor(text)
        self.load_text(self._held.shown)
        self.move_cursor(self.document.end)

    def _set_document(self, text: str, language: str | None) -> None:
        # As Textual's own for a text without a language, but for the rows.
        self._highlight_query = None
        self.document = Document(text)
        self.wrapped_document = CountedRows(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._wrap_what_can_be_wrapped(len(text))
        self._rewrap_and_refresh_virtual_size()

    def _wrap_what_can_be_wrapped(self, length: int) -> None:
        self.soft_wrap = length <= WRAPPED_UP_TO

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()  # else it comes back through the app and is pasted twice
        self.insert_exactly(event.text)

    def action_paste(self) -> None:
        """Paste what was copied in this program."""
        self.insert_exactly(self.app.clipboard)

    def insert_exactly(self, text: str) -> None:
        """Insert a text at the cursor; what cannot be shown gets stand-ins."""
        pasted = EditorText(self.text, self._held.stand_ins, self._held.line_end).with_pasted(text)
        self._held = EditorText(self._held.shown, pasted.stand_ins, self._held.line_end)
        self._wrap_what_can_be_wrapped(len(self.text) + len(pasted.shown))
        result = self._replace_via_keyboard(pasted.shown, *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)
        self.focus()
