"""Before a deeper question is written about: how long, if there is to be an end."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.deep_writing import TIMES
from journal.prompts import Prompt
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.prompt_bar import PromptBar

_USUAL = TIMES.index(15)
_WHAT_FOLLOWS = "When it is over: three slow breaths, and what is next for you today. F8 leads there at any moment."


class TimeBoxScreen(JournalScreen[int | None]):
    """Returns minutes, 0 for an ordinary page without a time, `None` for neither."""

    CSS_PATH = ["../widgets/later.tcss", "time_box.tcss"]
    TIME = Binding.Group("A time")
    BINDINGS = [key("escape", "back", "time.back", "Back", "Back to where you were", TIME)]

    def __init__(self, prompt: Prompt) -> None:
        super().__init__()
        self._prompt = prompt

    def compose(self) -> ComposeResult:
        """Lay out the question and the times."""
        yield PlacesBar("Today")
        with Vertical(classes="page list"):
            yield PromptBar(self._prompt)
            yield Static(Content.styled("A time that ends, if you like", "$accent"))
            yield OptionList(
                *(Option(Content(f"{minutes} minutes")) for minutes in TIMES),
                Option(Content("no time, an ordinary page")),
            )
            yield Static(Content(_WHAT_FOLLOWS), id="note")
        yield KeysBar()

    def on_mount(self) -> None:
        """Begin at the usual time."""
        times = self.query_one(OptionList)
        times.highlighted = _USUAL
        times.focus()
        self.query_one(KeysBar).hints = (
            KeyHint("time.begin", "begin", key="enter"),
            KeyHint("time.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((*TIMES, 0)[event.option_index])

    def action_back(self) -> None:
        """Back to where you were."""
        self.dismiss(None)
