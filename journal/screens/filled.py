"""What a form was filled in with, newest first; enter opens one in the form again."""

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.filling import open_form
from journal.finding import EntryLine, Selection
from journal.reflections import Form
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.form import FormResult, FormScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import said_in_line

PAGE = 50
_PREVIEW = 60


class FilledScreen(JournalScreen[None], Refreshable):
    """A list that grows while somebody goes down."""

    CSS_PATH = ["../widgets/later.tcss", "filled.tcss"]
    FILLED = Binding.Group("Earlier ones")
    BINDINGS = [
        key("escape", "back", "filled.back", "Back", "Back to the forms", FILLED),
        key("s", "share", "filled.share", "Share", "See what would leave, and share it or not", FILLED),
        key("j", "move(1)", "filled.next", "Next", "The next one", FILLED),
        key("k", "move(-1)", "filled.previous", "Before", "The one before", FILLED),
    ]

    def __init__(self, form: Form, forms: Sequence[Form]) -> None:
        super().__init__()
        self._form = form
        self._forms = forms
        self._lines: list[EntryLine] = []
        self._has_all = False

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield PlacesBar("Reflect")
        with Vertical(classes="page list"):
            yield Static(Content.styled(self._form.name, "bold $ink"))
            yield Static(id="note")
            yield OptionList(id="filled")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the newest ones."""
        self.query_one(KeysBar).hints = (
            KeyHint("filled.open", "open", key="enter"),
            KeyHint("filled.share", "share"),
            KeyHint("filled.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )
        self.query_one(OptionList).focus()
        self._load()

    def refresh_from_storage(self) -> None:
        """Another program wrote."""
        self._load()

    @work(group="filled", exclusive=True, description="looking for earlier ones")
    async def _load(self, *, more: bool = False) -> None:
        after = self._lines[-1].cursor if more and self._lines else None
        try:
            found = await self.journal.ask(
                self.journal.storage.entries.page, Selection(tags=(self._form.own_tag,)), after=after, limit=PAGE
            )
        except JournalError as trouble:
            self._note(str(trouble))
            return
        if not self.is_attached:
            return
        self._has_all = len(found) < PAGE
        options = self.query_one(OptionList)
        if not more:
            options.clear_options()
            self._lines = []
        first = not self._lines
        self._lines += found
        options.add_options(Option(self._row(line)) for line in found)
        self._note("" if self._lines else "Nothing is here any more.")
        if first and self._lines:
            options.highlighted = 0

    def _row(self, line: EntryLine) -> Content:
        today = self.journal.now().at.date()
        return Content.assemble(
            (f"{said_in_line(line.created_at, today)}   ", "$muted"),
            (clean_line(line.title, _PREVIEW), "$ink"),
            (f"\n{clean_line(line.preview.lstrip('# '), _PREVIEW)}\n", "$muted"),
        )

    def _note(self, words: str) -> None:
        line = self.query_one("#note", Static)
        line.update(Content(words))
        line.display = bool(words)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index >= len(self._lines) - 2 and not self._has_all:
            self._load(more=True)

    def action_move(self, by: int) -> None:
        """Go to another one."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._open(self._lines[event.option_index].id)

    @work(group="opening", exclusive=True, description="opening a filled form")
    async def _open(self, entry_id: str) -> None:
        storage = self.journal.storage
        try:
            entry = await self.journal.ask(storage.entries.get, entry_id)
            opened = await self.journal.ask(open_form, storage, self._form, self.journal.now(), entry=entry)
        except JournalError as trouble:
            self._note(str(trouble))
            return
        self.app.push_screen(FormScreen(opened, self._forms), self._filled_in)

    def _filled_in(self, _result: FormResult | None) -> None:
        self._load()

    def action_share(self) -> None:
        """Go to the page before something leaves, with the selected one."""
        from journal.screens.share import open_share

        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None and self._lines:
            open_share(self.journal, (self._lines[highlighted].id,))

    def action_back(self) -> None:
        """Back to the forms."""
        self.dismiss()
