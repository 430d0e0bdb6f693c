"""Words that are replaced: one for this page or from now on, and the list of those that are remembered."""

from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.peers import Remembered
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

_LONGEST = 120
_WORDS = Binding.Group("Words in the place of others")


class ReplaceScreen(JournalScreen[Remembered | None]):
    """Two fields. Gives back what is replaced by what; it is remembered already where the person wants that."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    BINDINGS = [
        key("down,tab", "other", "replace.next", "Other field", "From one field to the other", _WORDS, display="↓"),
        key("up", "other", "replace.previous", "Other field", "From one field to the other", _WORDS, display="↑"),
        key("f6", "remember", "replace.remember", "From now on", "From now on, or in this page", _WORDS, always=True),
        key("escape", "back", "replace.back", "Back", "Back, and nothing is replaced", _WORDS),
    ]

    def __init__(self, word: str = "") -> None:
        super().__init__()
        self._word = word
        self._remember = True

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Replace a word", "bold $ink"))
            yield Static(
                Content("Wherever it stands as a word. An empty second field puts … in its place."), classes="note"
            )
            with Horizontal(classes="field"):
                yield Static(Content("instead of"))
                yield Input(clean_line(self._word), max_length=_LONGEST, id="old", compact=True)
            with Horizontal(classes="field"):
                yield Static(Content("say"))
                yield Input(placeholder="a friend, work, the city", max_length=_LONGEST, id="new", compact=True)
            yield Static(id="how-long")
            yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor where something is to be typed."""
        self.query_one(PlacesBar).typing = True
        self.set_focus(self.query_one("#new" if self._word else "#old", Input))
        self.query_one(KeysBar).hints = (
            KeyHint("replace.keep", "replace", key="enter"),
            KeyHint("replace.next", "other field"),
            KeyHint("replace.remember", "from now on, or here"),
            KeyHint("replace.back", "back"),
        )
        self._show()

    def _show(self) -> None:
        mark = ("■ ", "$accent") if self._remember else ("□ ", "$muted")
        line = Content.assemble(
            mark, ("from now on, in everything you share", "$ink"), ("   F6", "$accent"), (" changes it", "$muted")
        )
        self.query_one("#how-long", Static).update(line)

    def action_remember(self) -> None:
        """From now on, or in this page."""
        self._remember = not self._remember
        self._show()

    def action_other(self) -> None:
        """From one field to the other."""
        old, new = self.query_one("#old", Input), self.query_one("#new", Input)
        self.set_focus(new if old.has_focus else old)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        old = " ".join(self.query_one("#old", Input).value.split())
        new = " ".join(self.query_one("#new", Input).value.split())
        if old:
            self._keep(Remembered(old, new))
        else:
            self.set_focus(self.query_one("#old", Input))

    @work(group="replacing", exclusive=True, description="remembering a word")
    async def _keep(self, words: Remembered) -> None:
        if self._remember:
            try:
                await self.journal.ask(self.journal.storage.replacements.remember, [words])
            except JournalError as trouble:
                line = self.query_one("#state", Static)
                line.update(Content(str(trouble)))
                line.set_class(True, "trouble")
                return
        self.dismiss(words)

    def action_back(self) -> None:
        """Back, and nothing is replaced."""
        self.dismiss(None)


class RememberedScreen(JournalScreen[None]):
    """The words that are replaced every time."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    BINDINGS = [
        key("n", "new", "remembered.new", "New", "Replace one more word from now on", _WORDS),
        key("d", "forget", "remembered.forget", "Forget", "Replace this word no longer", _WORDS),
        key("escape", "back", "remembered.back", "Back", "Back to what leaves", _WORDS),
        key("j", "move(1)", "remembered.next", "Next", "The next word", _WORDS),
        key("k", "move(-1)", "remembered.previous", "Previous", "The word before", _WORDS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[Remembered, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Words you replace", "bold $ink"))
            yield Static(Content(""), classes="note")
            yield OptionList(id="remembered")
            yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the words."""
        self.set_focus(self.query_one(OptionList))
        self.query_one(KeysBar).hints = (
            KeyHint("remembered.new", "new"),
            KeyHint("remembered.forget", "forget"),
            KeyHint("remembered.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )
        self._load()

    @work(group="remembered", exclusive=True, description="looking up words that are replaced")
    async def _load(self) -> None:
        try:
            self._words = await self.journal.ask(self.journal.storage.replacements.all)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        note = "In everything you share, until you forget them here. They go into no export."
        self.query_one(".note", Static).update(Content(note if self._words else "None yet."))
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(
            Option(
                Content.assemble((f"{clean_line(one.old, 40)} → ", "$muted"), (clean_line(one.new, 40) or "…", "$ink"))
            )
            for one in self._words
        )
        options.highlighted = min(here, len(self._words) - 1) if self._words else None

    def _say(self, text: str) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(True, "trouble")

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_new(self) -> None:
        """Replace one more word from now on."""
        self.app.push_screen(ReplaceScreen(), lambda _: self._load_again())

    def _load_again(self) -> None:
        self._load()

    @work(group="forgetting", description="forgetting a word")
    async def action_forget(self) -> None:
        """Replace this word no longer."""
        here = self.query_one(OptionList).highlighted
        if here is None:
            return
        try:
            await self.journal.ask(partial(self.journal.storage.replacements.forget, self._words[here].old))
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._load()

    def action_back(self) -> None:
        """Back to what leaves."""
        self.dismiss(None)
