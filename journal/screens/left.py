"""What left this journal: what it was, for whom, when, and the sum by which a file can be told."""

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.peers import LogLine
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import counted, moment_in_line

_WHAT = {
    "insight": "a page",
    "reply": "an answer",
    "encourage": "warm words",
    "support": "a call for support",
    "retract": "a page taken back",
    "bye": "a goodbye",
    "export": "an export",
    "page": "a sealed page",
}


class LeftScreen(JournalScreen[None]):
    """A list, newest first. It holds no words of what left."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    BINDINGS = [
        key("escape", "back", "left.back", "Back", "Back to the circle"),
        key("j", "move(1)", "left.next", "Next", "The next line"),
        key("k", "move(-1)", "left.previous", "Previous", "The line before"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled("What left this journal", "bold $ink"))
            yield Static(Content("Looking…"), classes="note")
            yield OptionList(id="left")
            yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Fetch the lines."""
        self.set_focus(self.query_one(OptionList))
        self.query_one(KeysBar).hints = (KeyHint("left.back", "back"), KeyHint("keys-letter", "all keys"))
        self._load()

    @work(group="log", exclusive=True, description="looking what left")
    async def _load(self) -> None:
        note = self.query_one(".note", Static)
        try:
            lines = await self.journal.ask(self.journal.storage.insights.log)
        except JournalError as trouble:
            note.update(Content(str(trouble)))
            return
        note.update(
            Content("Newest first. The sum is of the page that was signed." if lines else "Nothing has left so far.")
        )
        self._lines = lines
        self.query_one(OptionList).add_options(Option(self._line(line)) for line in lines)
        if lines:
            self.query_one(OptionList).highlighted = 0

    def _line(self, line: LogLine) -> Content:
        now = self.journal.now().at
        return Content.assemble(
            (f"{moment_in_line(line.at.astimezone(now.tzinfo), now.date())}  ", "$muted"),
            (_WHAT.get(line.what, "something"), "$ink"),
            (" for ", "$muted"),
            (clean_line(line.whom, 40), "$people"),
            (f"\n  {counted(line.size, 'byte')} · {line.digest[:16]}…", "$muted"),
        )

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_back(self) -> None:
        """Back to the circle."""
        self.dismiss()
