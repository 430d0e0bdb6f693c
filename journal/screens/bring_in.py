"""Bringing entries from another journal."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.moments import Moment
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import counted

if TYPE_CHECKING:
    from journal.exchange.intake import Taken
    from journal.storage import Storage

_SHOWN_AT_MOST = 12
_TELL_EVERY = 200


class BringInScreen(JournalScreen[None]):
    """Asks for a file or a folder; the rest is found out. The same file twice adds nothing."""

    CSS_PATH = ["../widgets/later.tcss", "lists.tcss"]
    BINDINGS = [key("escape", "back", "import.back", "Back", "Back to the journal")]

    def __init__(self) -> None:
        super().__init__()
        self._working = False

    def compose(self) -> ComposeResult:
        """Lay out one field and what came of it."""
        yield PlacesBar("Journal")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Bring entries from another journal", "bold $ink"))
            yield Static(
                Content(
                    "An export of this program (JSON, JSON lines or Markdown), a jrnl file, "
                    "or a folder of Markdown files. Nothing in it is changed, and the same file twice adds nothing."
                ),
                id="note",
            )
            with Horizontal(classes="row"):
                yield Static(Content("file or folder"))
                yield Input(placeholder="/path/to/journal.txt", id="path", compact=True)
            yield Static(id="state")
            yield Static(id="left-out", classes="quiet-line")
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor in the field."""
        self.query_one(Input).focus()
        self.query_one(KeysBar).hints = (
            KeyHint("import.bring", "bring it in", key="enter"),
            KeyHint("import.back", "back"),
            KeyHint("keys", "all keys"),
        )

    @on(Input.Submitted)
    def _bring(self, event: Input.Submitted) -> None:
        path = event.value.strip().strip("'\"")
        if path and not self._working:
            self._working = True
            self._say("Reading…")
            self.query_one("#left-out", Static).update(Content(""))
            self._bring_in(Path(path).expanduser())

    @work(group="import", exclusive=True, description="importing")
    async def _bring_in(self, path: Path) -> None:
        left_out: list[str] = []
        try:
            taken = await self.journal.ask(
                _take, self.journal.storage, path, self.journal.now(), left_out.append, self._tell
            )
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
        else:
            self._say(taken.words())
        finally:
            self._working = False
        shown = left_out[:_SHOWN_AT_MOST]
        if len(left_out) > _SHOWN_AT_MOST:
            shown.append(f"and {counted(len(left_out) - _SHOWN_AT_MOST, 'line')} more; journal import lists them all")
        self.query_one("#left-out", Static).update(Content("\n".join(clean_line(line) for line in shown)))

    def _tell(self, number: int) -> None:
        """Say how far it is; called from the thread that imports."""
        if number % _TELL_EVERY == 0:
            self.app.call_from_thread(self._say, f"{counted(number, 'entry', 'entries')} so far")

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")

    def action_back(self) -> None:
        """Back to the journal; an import that is running goes on."""
        self.dismiss()


def _take(
    storage: "Storage", path: Path, here: Moment, say: Callable[[str], None], tell: Callable[[int], None]
) -> "Taken":
    from journal.exchange.intake import Intake

    return Intake(path, "auto", here, say=say, tell=tell).into(storage)
