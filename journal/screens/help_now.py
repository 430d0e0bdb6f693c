"""Help now: what to do in the worst minute. Opens from everywhere, without a passphrase, a network or a log."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar

_EMERGENCY = (
    ("112", "across Europe, and from most mobile phones"),
    ("999", "United Kingdom and Ireland"),
    ("911", "United States and Canada"),
    ("000", "Australia"),
    ("111", "New Zealand"),
)
_GROUNDING = (
    "Both feet on the floor. Breathe out slowly, longer than in.",
    "Name five things you can see, four you can hear, three you can touch.",
    "Is there one person you could ring, or sit beside, for the next ten minutes?",
)


class HelpNowScreen(JournalScreen[None]):
    """The emergency numbers first, then a few steps."""

    CSS_PATH = "help_now.tcss"
    NEEDS_ROOM = False
    BINDINGS = [key("escape", "dismiss", "help.back", "Back", "Back to where you were")]

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll():
            yield Static(Content("If you may be in danger, call now."), classes="first")
            yield Static(Content("Call the emergency number of the place you are in."), classes="plain")
            for number, where in _EMERGENCY:
                yield Static(Content.assemble((f"{number}  ", "bold $help"), (where, "$ink")), classes="number")
            yield Static(Content("This page cannot see you or call for you. You can."), classes="quiet")
            yield Static(Content("Right now"), classes="heading")
            for step in _GROUNDING:
                yield Static(Content(step), classes="plain")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the way back."""
        self.query_one(KeysBar).hints = (KeyHint("help.back", "back"), KeyHint("quiet", "quiet"))
        self.query_one(VerticalScroll).focus()
