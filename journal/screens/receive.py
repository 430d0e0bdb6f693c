"""Taking in a file, or a folder of files, that somebody handed over. What is refused says why where it was asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from journal.cleaning import clean_line, clean_peer_name
from journal.errors import JournalError, NotReadable
from journal.insights import Insight
from journal.screens.base import JournalScreen
from journal.sharing.receiving import Received, Refusal, receive_all
from journal.sharing.refusals import AlreadyHere, UnknownSender
from journal.storage import Storage
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import counted

_LARGEST = 512 * 1024  # more than any page has, in armour, too: what is larger is refused by its size
_SUFFIX = ".age"
_MOST_FILES = 2000
_SHOWN_AT_MOST = 12
_KINDS = {
    "insight": "A page",
    "reply": "An answer",
    "encourage": "Warm words",
    "support": "A call for support",
    "retract": "A page was taken back, as its author asked,",
    "bye": "A goodbye",
}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one file: a line for it, and whether it was refused. Nothing of a refused one is stored."""

    line: str
    refused: bool = False
    new: bool = False


class ReceiveScreen(JournalScreen[None]):
    """One field, and what came of it."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    RECEIVING = Binding.Group("A file for you")
    BINDINGS = [key("escape", "back", "receive.back", "Back", "Back to the circle", RECEIVING)]

    def __init__(self) -> None:
        super().__init__()
        self._working = False

    def compose(self) -> ComposeResult:
        """Lay out the field and the room for answers."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Open a file that somebody gave you", "bold $ink"))
            yield Static(
                Content(
                    "A file of a peer, or a folder of such files. It is opened here, on this machine; "
                    "nobody learns that you did. The same file twice adds nothing."
                ),
                classes="note",
            )
            with Horizontal(classes="field"):
                yield Static(Content("file"))
                yield Input(placeholder="page-1a2b3c.age", id="path", compact=True)
            yield Static(id="state")
            yield Static(id="lines")
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor in the field."""
        self.query_one(PlacesBar).typing = True
        self.set_focus(self.query_one(Input))
        self.query_one(KeysBar).hints = (
            KeyHint("receive.open", "open it", key="enter"),
            KeyHint("receive.back", "back"),
            KeyHint("keys", "all keys"),
        )

    @on(Input.Submitted)
    def _open(self, event: Input.Submitted) -> None:
        path = event.value.strip().strip("'\"")
        if path and not self._working:
            self._working = True
            self._say("Opening…")
            self._take_in(Path(path).expanduser())

    @work(group="receiving", exclusive=True, description="taking in a file")
    async def _take_in(self, path: Path) -> None:
        try:
            taken = await self.journal.ask(take_in, self.journal.storage, path, self.journal.now().at)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            self._list(())
        else:
            self._tell(taken)
        finally:
            self._working = False
        self.journal.look_for_mail()

    def _tell(self, taken: tuple[TakenIn, ...]) -> None:
        refused = [one for one in taken if one.refused]
        if len(taken) == 1:
            self._say(taken[0].line, trouble=bool(refused))
            self._list(())
        else:
            words = f"{counted(len(taken) - len(refused), 'file')} taken in"
            words += f", {counted(len(refused), 'file')} not. Nothing of those was stored." if refused else "."
            self._say(words, trouble=bool(refused))
            self._list(taken)
        if any(one.new for one in taken):
            self.query_one(Input).value = ""

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")

    def _list(self, taken: tuple[TakenIn, ...]) -> None:
        lines = [
            Content.styled(one.line, "$clay" if one.refused else "$ink")
            for one in sorted(taken, key=lambda one: not one.refused)[:_SHOWN_AT_MOST]
        ]
        if (more := len(taken) - len(lines)) > 0:
            lines.append(Content.styled(f"and {more} more", "$muted"))
        self.query_one("#lines", Static).update(Content("\n").join(lines))

    def action_back(self) -> None:
        """Back to the circle."""
        self.dismiss()


def take_in(storage: Storage, path: Path, now: datetime) -> tuple[TakenIn, ...]:
    """Take in a file or every `.age` file of a folder, and return a line for each.

    Raises:
        NotReadable: there is no such file, or it may not be read.
    """
    files = _files(path)
    named = len(files) > 1
    found = receive_all(storage, _contents(files), now)
    return tuple(
        _taken(one, f"{clean_line(file.name, 40)}: " if named else "") for file, one in zip(files, found, strict=True)
    )


def _files(path: Path) -> list[Path]:
    """Return what a path names. Neither a pipe nor a link in a folder is read; a link that was typed is meant."""
    try:
        if path.is_dir():
            files = sorted(one for one in path.iterdir() if one.suffix == _SUFFIX and not one.is_symlink())
            files = [one for one in files if one.is_file()][:_MOST_FILES]
        else:
            files = [path] if path.is_file() else []
    except (OSError, ValueError) as error:
        raise NotReadable(path) from error
    if not files:
        raise NoFileThere
    return files


class NoFileThere(JournalError):
    """There is no file of that name, or no `.age` file in that folder."""

    def __init__(self) -> None:
        super().__init__("There is no such file, or no .age file in that folder. Nothing was opened.")


def _contents(files: Iterable[Path]) -> Iterator[bytes]:
    for file in files:
        try:
            with file.open("rb") as content:
                yield content.read(_LARGEST)
        except OSError as error:
            raise NotReadable(file) from error


def _taken(one: Received | Refusal, name: str) -> TakenIn:
    if isinstance(one, Refusal):
        return TakenIn(f"{name}{one.why}{_whose(one)}", refused=not isinstance(one.why, AlreadyHere))
    mark = "" if one.peer.verified else ", whose words you have not compared yet"
    words = f"{_KINDS[one.kind]} from {clean_peer_name(one.peer.name)}{mark}"
    if isinstance(one.content, Insight) and one.content.title:
        words += f": “{clean_line(one.content.title, 80)}”" if not one.content.topics else ""
    words += "."
    if one.kind == "bye":
        words += " They share no more with you."
    if one.clock_ahead:
        words += " Its date lies more than a day ahead."
    if one.new_feed:
        words += " They have seen pages of yours that are not here: a new row of pages begins."
    return TakenIn(name + words, new=True)


def _whose(refusal: Refusal) -> str:
    """Return whose file a refused one seems to be, as far as that is known."""
    if refusal.peer is not None and refusal.peer.removed_at is not None:
        name = clean_peer_name(refusal.peer.name)
        return f" It seems to be from {name}, whom you removed. Adding their card brings them back."
    if refusal.peer is not None:
        return f" It is from {clean_peer_name(refusal.peer.name)}."
    if isinstance(refusal.why, UnknownSender):
        return " If you know who sent it: add their card with v, then open the file again."
    return ""
