"""The words of a page that is to be shared: written anew, or an excerpt of what was written before."""

import asyncio
from dataclasses import dataclass, field, replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.insights import LONGEST_TITLE
from journal.screens.base import JournalScreen, Unfinished
from journal.screens.words_kept import AFTER_LAST_KEY, WordsKept
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar
from journal.widgets.page_editor import PageEditor


@dataclass(frozen=True, slots=True)
class Wording:
    """A title and a text, as they are to be shared. `look`: the person wants to see what would leave."""

    title: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    look: bool = field(default=False, compare=False)


class ShareWriteScreen(JournalScreen[Wording], Unfinished):
    """A title and a page; what is changed here changes no entry. Gives back the words.

    `kept` saves them as an unfinished page until they were shared.
    """

    CSS_PATH = ["../widgets/later.tcss", "share_write.tcss"]
    OFFERS_CHECK_IN = False
    WRITING = Binding.Group("The words")
    BINDINGS = [
        key(
            "f5,ctrl+s", "look", "share-write.look", "Look at it", "See exactly what would leave", WRITING, display="F5"
        ),
        key("f3", "title", "share-write.title", "Title", "Go to the title", WRITING, always=True),
        key("escape", "back", "share-write.back", "Back", "Back; your words are kept", WRITING),
    ]

    def __init__(self, words: Wording, kept: WordsKept, *, heading: str, hint: str = "", titled: bool = True) -> None:
        super().__init__()
        self._words, self._kept, self._heading, self._hint = words, kept, heading, hint
        self._titled = titled
        self._saving = asyncio.Lock()
        self._unsaved = False

    def compose(self) -> ComposeResult:
        """Lay out the prompt, the title and the page."""
        with Vertical(classes="sheet"):
            yield Static(Content.styled("▌ ", "$sand") + Content.styled(self._heading, "$ink"), id="heading")
            if self._hint:
                yield Static(Content(self._hint), id="hint")
            title = Input(
                clean_line(self._words.title), placeholder="A title, if you like", max_length=LONGEST_TITLE, id="title",
                compact=True,
            )  # fmt: skip
            title.display = self._titled
            yield title
            yield PageEditor(placeholder="One line is enough.", id="page")
            yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor on the page."""
        editor = self.query_one(PageEditor)
        editor.hold(self._words.body)
        self.set_focus(editor)
        self.query_one(KeysBar).hints = (
            KeyHint("share-write.look", "look at what leaves"),
            KeyHint("share-write.title", "title"),
            KeyHint("quiet", "quiet"),
            KeyHint("share-write.back", "back"),
            KeyHint("keys", "all keys"),
        )
        self._say("Nothing is sent from here. Take out what is to stay with you.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A call for support has no title."""
        return self._titled if action == "title" else True

    def _current(self) -> Wording:
        shown = self.query_one("#title", Input).value
        title = self._words.title if shown == clean_line(self._words.title) else " ".join(shown.split())
        return Wording(title, self.query_one(PageEditor).exact_text)

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed(self) -> None:
        if not self._unsaved and self._current() != self._words:
            self._unsaved = True
            self.set_timer(AFTER_LAST_KEY, self._save_later)

    @work(group="saving", description="saving words that are to be shared")
    async def _save_later(self) -> None:
        await self._save()

    async def _save(self) -> bool:
        async with self._saving:
            self._unsaved = False
            words = self._current()
            if words == self._words:
                return True
            try:
                await self.journal.ask(self._kept.save, words.title, words.body, self.journal.now().at)
            except JournalError as trouble:
                self._say(f"{trouble} Your words are still here.", trouble=True)
                return False
        return True

    async def save_unfinished(self) -> bool:
        """Save the words before the screen is covered, locked or left."""
        return await self._save()

    @on(Input.Submitted)
    def action_page(self) -> None:
        """From the title to the page."""
        self.set_focus(self.query_one(PageEditor))

    def action_title(self) -> None:
        """Go to the title."""
        self.set_focus(self.query_one("#title", Input))

    @work(group="leaving", exclusive=True, description="going on to what leaves")
    async def action_look(self) -> None:
        """Go on to what leaves."""
        if await self._save():
            self.dismiss(replace(self._current(), look=True))

    @work(group="leaving", exclusive=True, description="leaving the words")
    async def action_back(self) -> None:
        """Back; the words are kept."""
        if isinstance(self.focused, Input):
            self.action_page()
        elif await self._save():
            self.dismiss(self._current())
