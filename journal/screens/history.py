"""Earlier versions of an entry. Restoring one keeps all the others, too."""

from dataclasses import replace
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.entries import Entry, Revision, count_words
from journal.errors import JournalError
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.reader import Page, Reader
from journal.wording import counted, moment_in_line


class HistoryScreen(JournalScreen[None]):
    """Versions on the left, newest first; the highlighted one on the right."""

    CSS_PATH = ["../widgets/later.tcss", "lists.tcss"]
    HISTORY = Binding.Group("History")
    BINDINGS = [
        key("escape", "back", "history.back", "Back", "Back to the journal", HISTORY),
        key(
            "r",
            "restore",
            "history.restore",
            "Restore",
            "Make this version the current one; the others stay here",
            HISTORY,
        ),
        key("enter", "read", "history.read", "Read", "Read this version", HISTORY),
        key("j", "move(1)", "history.older", "Older", "The version before", HISTORY),
        key("k", "move(-1)", "history.newer", "Newer", "The version after", HISTORY),
    ]

    def __init__(self, entry_id: str) -> None:
        super().__init__()
        self._entry_id = entry_id
        self._entry: Entry | None = None
        self._versions: tuple[Revision, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out list and reader."""
        yield PlacesBar("Journal")
        with Vertical(classes="page list"):
            yield Static(Content.styled("History", "bold $ink"))
            yield Static(Content(""), id="note")
            with Horizontal(id="both"):
                yield OptionList(id="versions")
                yield Reader(id="reader")
        yield KeysBar()

    def on_mount(self) -> None:
        """Fetch the versions."""
        self.query_one(OptionList).focus()
        self.query_one(KeysBar).hints = (
            KeyHint("history.read", "read", key="enter"),
            KeyHint("history.restore", "restore this version"),
            KeyHint("history.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )
        self._load()

    @work(group="history", exclusive=True, description="loading the history")
    async def _load(self, note: str = "") -> None:
        entries = self.journal.storage.entries
        try:
            self._entry = await self.journal.ask(entries.get, self._entry_id)
            self._versions = await self.journal.ask(entries.history, self._entry_id)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        today = self.journal.now().at.date()
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(
                Content.assemble(
                    (moment_in_line(version.made_at.astimezone(self.journal.now().at.tzinfo), today), "$ink"),
                    (f"  {counted(count_words(version.body), 'word')}", "$muted"),
                    ("  now" if number == 0 else "", "$accent"),
                )
            )
            for number, version in enumerate(self._versions)
        )
        options.highlighted = 0
        only = "This is the only version so far." if len(self._versions) == 1 else "Newest first."
        self._say(note or only)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self._entry is not None and event.option_index < len(self._versions):
            version = self._versions[event.option_index]
            shown = replace(self._entry, title=version.title, body=version.body, tags=version.tags, mood=version.mood)
            self.query_one(Reader).show(
                Page(shown, self.journal.now().at.date(), moods=self.journal.questions.mood_words)
            )

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_read(self) -> None:
        """Go to the text."""
        self.set_class(True, "-reading")
        self.query_one(Reader).focus()

    def on_option_list_option_selected(self) -> None:
        """Enter or a click reads the version."""
        self.action_read()

    def action_back(self) -> None:
        """From the text to the list, from the list to the journal."""
        if self.has_class("-reading"):
            self.set_class(False, "-reading")
            self.query_one(OptionList).focus()
        else:
            self.dismiss()

    @work(group="restoring", exclusive=True, description="restoring a version")
    async def action_restore(self) -> None:
        """Make the highlighted version the current one."""
        chosen = self.query_one(OptionList).highlighted
        if not chosen:  # none, or the one that is current already
            self._say("This is how the entry stands now.")
            return
        restore = self.journal.storage.entries.restore_revision
        try:
            await self.journal.ask(partial(restore, self._entry_id, self._versions[chosen].id, self.journal.now().at))
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._load("Restored. The version before it is kept, too.")

    def _say(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(text))
