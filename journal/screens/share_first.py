"""Said once, before the very first thing leaves: what “private” can and cannot mean."""

from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.errors import JournalError
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

PARTS = (
    (
        "What is kept private here",
        "What you share is sealed for the people you choose. Whoever carries the file cannot tell what is in it. "
        "Nothing goes anywhere by itself.",
    ),
    (
        "What no program can promise",
        "Whoever reads your page can keep it, photograph it and show it to others. Nothing that was read can be "
        "called back.",
    ),
    (
        "The law",
        "A journal, and what was shared from it, can be demanded in court. What treatment services write down about "
        "you is protected by law; a friend is not bound by it, and neither is this program.",
    ),
    ("Other people", "Where your page tells of somebody else, their story needs their yes."),
)


class FirstShareScreen(JournalScreen[bool]):
    """One page, shown once. Gives back whether the person wants to go on."""

    CSS_PATH = "share_first.tcss"
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = "#said"
    BINDINGS = [
        key("enter", "go_on", "first-share.go-on", "Go on", "Go on to what would leave", Binding.Group("Sharing")),
        key("escape", "back", "first-share.back", "Back", "Back, and nothing leaves", Binding.Group("Sharing")),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield PlacesBar("Circle")
        with VerticalScroll(id="said", classes="page"):
            yield Static(Content.styled("Before you share for the first time", "bold $ink"), classes="title")
            for heading, words in PARTS:
                yield Static(Content.styled(heading, "$accent"))
                yield Static(Content(words), classes="words")
            yield Static(Content("This is said once."), classes="note")
            yield Static(id="state", classes="trouble")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(KeysBar).hints = (
            KeyHint("first-share.go-on", "go on"),
            KeyHint("first-share.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )

    @work(group="told", exclusive=True, description="keeping that it was said")
    async def action_go_on(self) -> None:
        """Keep that it was said, and go on."""
        preferences = self.journal.storage.preferences

        def keep() -> None:
            preferences.choose_sharing(replace(preferences.sharing(), told_legal=True, told_others=True))

        try:
            await self.journal.ask(keep)
        except JournalError as trouble:
            self.query_one("#state", Static).update(Content(str(trouble)))
            return
        self.dismiss(True)

    def action_back(self) -> None:
        """Back, and nothing leaves."""
        self.dismiss(False)
