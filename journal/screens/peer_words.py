"""Six words each, read aloud: the only way to know that nobody stands in between."""

from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from journal.cleaning import clean_peer_name
from journal.errors import JournalError
from journal.peers import Peer
from journal.screens.base import JournalScreen
from journal.sharing import meeting
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

_ROOMY_FROM = 28


class WordsScreen(JournalScreen[str | None]):
    """Both sets of words, large and calm. Gives back a sentence for the page it came from."""

    CSS_PATH = "peer_words.tcss"
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    WORDS = Binding.Group("Comparing words")
    BINDINGS = [
        key("y", "verified(True)", "words.same", "They are the same", "Mark this person as verified", WORDS),
        key("x", "verified(False)", "words.other", "They are not", "Take the mark away, or leave it away", WORDS),
        key("escape", "back", "words.back", "Not now", "Back, and nothing is changed", WORDS),
    ]

    def __init__(self, peer: Peer) -> None:
        super().__init__()
        self._peer = peer
        self._words: meeting.Words | None = None

    def compose(self) -> ComposeResult:
        """Lay out both sets beside each other."""
        name = clean_peer_name(self._peer.name)
        yield PlacesBar("Circle")
        with Vertical(classes="page", id="comparing"):
            yield Static(Content.assemble(("Compare words with ", "bold $ink"), (name, "bold $people")), id="title")
            yield Static(
                Content("By telephone, or beside each other. Never in the same messenger that carried the cards."),
                id="how",
            )
            with Horizontal(id="sets"):
                with Vertical(classes="set"):
                    yield Static(Content.styled("You read these aloud", "$accent"), classes="whose")
                    yield Static(id="mine", classes="words")
                with Vertical(classes="set"):
                    yield Static(
                        Content.assemble((name, "$people"), (" reads these to you", "$accent")), classes="whose"
                    )
                    yield Static(id="theirs", classes="words")
            yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Work the words out: about a fifth of a second."""
        self.query_one(KeysBar).hints = (
            KeyHint("words.same", "they are the same"),
            KeyHint("words.other", "they are not"),
            KeyHint("words.back", "not now"),
            KeyHint("keys-letter", "all keys"),
        )
        self._say("Working the words out…")
        self._load()

    @work(group="words", exclusive=True, description="working out words")
    async def _load(self) -> None:
        try:
            words = await self.journal.ask(meeting.words_of, self.journal.storage, self._peer)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        self._words = words
        self._show()
        compared = "You compared them before. " if self._peer.verified else ""
        self._say(f"{compared}All six the same: y. A single other word: x, and share nothing until it is clear why.")

    def on_resize(self) -> None:
        """Give the words more air where there is room."""
        self._show()

    def _show(self) -> None:
        if self._words is not None:
            roomy = self.app.size.height >= _ROOMY_FROM
            self.query_one("#mine", Static).update(_set(self._words.mine, roomy=roomy))
            self.query_one("#theirs", Static).update(_set(self._words.theirs, roomy=roomy))

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")

    @work(group="verifying", exclusive=True, description="keeping that words were compared")
    async def action_verified(self, verified: bool) -> None:
        """Keep whether the words are the same."""
        mark = partial(
            meeting.mark_verified, self.journal.storage, self._peer, self.journal.now().at, verified=verified
        )
        try:
            await self.journal.ask(mark)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        name = clean_peer_name(self._peer.name)
        self.dismiss(
            f"{name} is verified."
            if verified
            else f"{name} is not verified. Share nothing with them until the words are the same."
        )

    def action_back(self) -> None:
        """Back, and nothing is changed."""
        self.dismiss(None)


def _set(words: tuple[str, ...], *, roomy: bool) -> Content:
    lines = [
        Content.assemble((f"{number}   ", "$muted"), (word, "bold $ink")) for number, word in enumerate(words, start=1)
    ]
    return Content("\n\n" if roomy else "\n").join(lines)
