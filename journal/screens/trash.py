"""What is in the trash: bring it back, or erase it for good."""

from collections.abc import Callable
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from journal.errors import JournalError
from journal.finding import EntryLine
from journal.screens.base import JournalScreen
from journal.screens.window import EntryWindow
from journal.widgets.bindings import key
from journal.widgets.entry_list import EntryList
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.reader import Page, Reader
from journal.wording import counted


class TrashScreen(JournalScreen[None]):
    """Newest in the trash first. Erasing asks, and the safe answer is the one already chosen."""

    CSS_PATH = ["../widgets/later.tcss", "lists.tcss"]
    TRASH = Binding.Group("Trash")
    BINDINGS = [
        key("escape", "back", "trash.back", "Back", "Back to the journal", TRASH),
        key("r,u", "restore", "trash.restore", "Bring back", "Bring the entry back", TRASH, display="r"),
        key("x", "erase", "trash.erase", "Erase", "Erase the entry and its history for good; asks first", TRASH),
        key("X", "erase_all", "trash.erase-all", "Erase all", "Erase everything in the trash; asks first", TRASH),
        key("y", "yes", "trash.yes", "Erase it", "Yes, erase it", TRASH),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._window: EntryWindow
        self._asking: Callable[[], object] | None = None

    def compose(self) -> ComposeResult:
        """Lay out list and reader."""
        yield PlacesBar("Journal")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Trash", "bold $ink"))
            yield Static(Content(""), id="note")
            yield Static(id="trouble", classes="trouble")
            yield Static(id="question", classes="question")
            with Horizontal(id="both"):
                yield EntryList(id="list")
                yield Reader(id="reader")
        yield KeysBar()

    def on_mount(self) -> None:
        """Fetch the first page."""
        self.query_one(EntryList).focus()
        self._window = EntryWindow(
            self.query_one(EntryList), self.journal.storage.entries, self.journal.ask, trashed=True
        )
        self._load()
        self._hint_keys()

    def _hint_keys(self) -> None:
        bar = self.query_one(KeysBar)
        if self._asking:
            bar.hints = (KeyHint("trash.back", "keep it"), KeyHint("trash.yes", "erase for good"))
        else:
            bar.hints = (
                KeyHint("trash.restore", "bring back"),
                KeyHint("trash.erase", "erase"),
                KeyHint("trash.erase-all", "erase all"),
                KeyHint("trash.back", "back"),
                KeyHint("keys-letter", "all keys"),
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`y` answers a question and is nothing otherwise."""
        return self._asking is not None if action == "yes" else True

    @work(group="window", exclusive=True, description="loading the trash")
    async def _load(self) -> None:
        try:
            await self._window.newest(self.journal.now().at.date(), keep_selected=True)
            total = await self._window.count()
        except JournalError as trouble:
            self._say(str(trouble))
            return
        some = f"{counted(total, 'entry', 'entries')}. They stay here until you erase them."
        self.query_one("#note", Static).update(Content(some if total else "Nothing in the trash."))

    @on(EntryList.MoreWanted)
    def _more_wanted(self, event: EntryList.MoreWanted) -> None:
        self._load_more(event)

    @work(group="more", exclusive=True, description="loading more of the trash")
    async def _load_more(self, wanted: EntryList.MoreWanted) -> None:
        try:
            await self._window.more(wanted)
        except JournalError as trouble:
            self._say(str(trouble))

    @on(EntryList.EndWanted)
    def _end_wanted(self, event: EntryList.EndWanted) -> None:
        self._load()

    @on(EntryList.Selected)
    def _selected(self, event: EntryList.Selected) -> None:
        self._read(event.listed.line.id if event.listed else None)

    @work(group="reading", exclusive=True, description="reading an entry")
    async def _read(self, entry_id: str | None) -> None:
        reader = self.query_one(Reader)
        if entry_id is None:
            reader.show(None)
            return
        try:
            entry = await self.journal.ask(self.journal.storage.entries.get, entry_id)
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            reader.show(Page(entry, self.journal.now().at.date(), moods=self.journal.questions.mood_words))

    @on(EntryList.Opened)
    def _opened(self) -> None:
        self.set_class(True, "-reading")
        self.query_one(Reader).focus()

    def action_back(self) -> None:
        """Keep what was asked about; or from the reader to the list; or back to the journal."""
        if self._asking:
            self._ask(None)
        elif self.has_class("-reading"):
            self.set_class(False, "-reading")
            self.query_one(EntryList).focus()
        else:
            self.dismiss()

    def action_restore(self) -> None:
        """Bring the selected entry back."""
        if (line := self._line) and not self._asking:
            self._change(partial(self.journal.storage.entries.restore, line.id))

    def action_erase(self) -> None:
        """Ask whether to erase the selected entry."""
        if line := self._line:
            question = "Erase this entry and its history for good? Nothing brings it back.   esc keeps it   y erases it"
            self._ask(partial(self.journal.storage.entries.purge, line.id), question)

    def action_erase_all(self) -> None:
        """Ask whether to erase everything in the trash."""
        if self._line:
            question = (
                "Erase everything in the trash for good? Nothing brings it back.   esc keeps it   y erases it all"
            )
            self._ask(self.journal.storage.entries.purge_trash, question)

    def action_yes(self) -> None:
        """Do what was asked about."""
        if change := self._asking:
            self._ask(None)
            self._change(change)

    @property
    def _line(self) -> EntryLine | None:
        return self.query_one(EntryList).selected

    def _ask(self, change: Callable[[], object] | None, question: str = "") -> None:
        self._asking = change
        self.query_one("#question", Static).update(Content(question))
        self.set_class(change is not None, "-asking")
        self._hint_keys()
        self.refresh_bindings()

    @work(group="changing", description="changing the trash")
    async def _change(self, change: Callable[[], object]) -> None:
        try:
            await self.journal.ask(change)
        except JournalError as trouble:
            self._say(str(trouble))
        self.set_class(False, "-reading")
        self.query_one(EntryList).focus()
        self._load()

    def _say(self, trouble: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = True
