"""Saving what is ready as files, one for each person: neutral names, and no more in them than was shown."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line, clean_peer_name
from journal.errors import JournalError, NotWritable
from journal.insights import Encouragement, Insight, Reply, Support
from journal.peers import Outgoing
from journal.screens.base import JournalScreen
from journal.sharing import post
from journal.storage import Storage
from journal.vault.files import write_private
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import counted

_NOTE = (
    "Each file is sealed for one person. Give it to them by any messenger; nobody else can open it. "
    "Once it is saved it counts as gone, and cannot be called back."
)
_WHAT = {"reply": "your answer", "encourage": "warm words", "support": "a call for support"}


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file that was written for somebody."""

    whom: str = field(repr=False)
    path: Path


class HandOverScreen(JournalScreen[None]):
    """What is ready, for whom, and a folder. What went before can be made once more, when its file was lost."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    HANDING = Binding.Group("Handing over")
    BINDINGS = [
        key("tab", "other", "hand-over.other", "List or folder", "From the list to the folder, and back", HANDING),
        key("space", "tick", "hand-over.tick", "Take or leave", "Take this one along, or leave it", HANDING),
        key("j", "move(1)", "hand-over.next", "Next", "The next one", HANDING),
        key("k", "move(-1)", "hand-over.previous", "Previous", "The one before", HANDING),
        key("escape", "back", "hand-over.back", "Back", "Back to the circle", HANDING),
    ]

    def __init__(self, item: str | None = None) -> None:
        super().__init__()
        self._only = item
        self._ready: tuple[Outgoing, ...] = ()
        self._left: set[int] = set()
        self._again = False
        self._held = 0
        self._working = False

    def compose(self) -> ComposeResult:
        """Lay out the list, the folder, and what came of it."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Hand over", "bold $ink"))
            yield Static(Content(_NOTE), classes="note")
            yield OptionList(id="ready")
            with Horizontal(classes="field"):
                yield Static(Content("into the folder"))
                yield Input(str(_usual_folder()), id="folder", compact=True)
            yield Static(id="state")
            yield Static(id="lines")
        yield KeysBar()

    def on_mount(self) -> None:
        """Look what is ready."""
        self.set_focus(self.query_one(OptionList))
        self._look()

    @work(group="looking", exclusive=True, description="looking what is ready")
    async def _look(self, said: str = "") -> None:
        try:
            now = self.journal.now().at
            waiting = await self.journal.ask(self.journal.storage.insights.outgoing, item=self._only)
            self._ready = tuple(one for one in waiting if one.leaves_at <= now)
            self._held = len({one.item for one in waiting if one.leaves_at > now})
            self._again = not self._ready and self._only is not None
            if self._again and self._only is not None:
                self._ready = await self.journal.ask(self.journal.storage.insights.handed, self._only)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        self._left.clear()
        self._show()
        if said:
            self._say(said)
        elif not self._ready:
            held = f" {counted(self._held, 'page')} can still be brought back." if self._held else ""
            self._say(f"Nothing is ready to be handed over.{held}")
        elif self._again:
            self._say("These went before. A lost file can be made once more; whoever has it takes it in once.")

    def _show(self) -> None:
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(self._line(number, one)) for number, one in enumerate(self._ready))
        options.highlighted = min(here, len(self._ready) - 1) if self._ready else None
        options.display = bool(self._ready)
        self.query_one(".field").display = bool(self._ready)
        self.query_one(KeysBar).hints = (
            KeyHint("hand-over.save", "save", key="enter") if self._ready else KeyHint("hand-over.back", "back"),
            KeyHint("hand-over.tick", "take or leave"),
            KeyHint("hand-over.other", "folder"),
            KeyHint("hand-over.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )
        self.refresh_bindings()

    def _line(self, number: int, one: Outgoing) -> Content:
        mark = ("□ ", "$muted") if number in self._left else ("■ ", "$accent")
        name = clean_peer_name(one.peer.name)
        return Content.assemble(mark, ("for ", "$muted"), (name, "$people"), (f"   {what_it_is(one)}", "$ink"))

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the folder's field letters are letters."""
        if action in ("tick", "move"):
            return bool(self._ready) and not isinstance(self.focused, Input)
        return bool(self._ready) if action == "other" else True

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_tick(self) -> None:
        """Take this one along, or leave it."""
        if (here := self.query_one(OptionList).highlighted) is not None:
            self._left ^= {here}
            self._show()

    def action_other(self) -> None:
        """From the list to the folder, and back."""
        field_, options = self.query_one(Input), self.query_one(OptionList)
        self.set_focus(options if field_.has_focus else field_)
        self.query_one(PlacesBar).typing = isinstance(self.focused, Input)

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _save(self) -> None:
        chosen = [one for number, one in enumerate(self._ready) if number not in self._left]
        if chosen and not self._working:
            self._working = True
            folder = Path(self.query_one(Input).value.strip().strip("'\"")).expanduser()
            self._hand_over(chosen, folder)

    @work(group="handing", exclusive=True, description="saving files for peers")
    async def _hand_over(self, chosen: Sequence[Outgoing], folder: Path) -> None:
        try:
            saved = await self.journal.ask(save_for, self.journal.storage, chosen, folder, self.journal.now().at)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
        else:
            lines = [
                Content.assemble(
                    ("for ", "$muted"),
                    (clean_peer_name(one.whom), "$people"),
                    (f"   {clean_line(str(one.path), 200)}", "$ink"),
                )
                for one in saved
            ]
            self.query_one("#lines", Static).update(Content("\n").join(lines))
            self._look(f"Saved {counted(len(saved), 'file')}. Give each to the person it is for.")
        finally:
            self._working = False

    def action_back(self) -> None:
        """Back to the circle."""
        self.dismiss()


class NoSuchFolder(JournalError):
    """The folder does not exist."""

    def __init__(self) -> None:
        super().__init__("There is no such folder. Nothing was handed over.")


def save_for(storage: Storage, outgoing: Sequence[Outgoing], folder: Path, now: datetime) -> tuple[SavedFile, ...]:
    """Hand over pages, each into a private file of its own under a name that says nothing.

    Raises:
        NoSuchFolder, NotWritable: nothing was handed over.
        DiskFull: a file could not be written; its page can be handed over again.
        ChangedElsewhere, SharedNotFound: another program was faster, or it was brought back.
    """
    try:
        there = folder.is_dir()
    except (OSError, ValueError):
        there = False
    if not there:
        raise NoSuchFolder
    if not os.access(folder, os.W_OK):
        raise NotWritable(folder)
    saved = []
    for one in outgoing:
        parcel = (post.hand_over if one.handed_at is None else post.hand_over_again)(storage, one, now)
        path = folder / parcel.name
        write_private(path, parcel.data, replace=False)
        saved.append(SavedFile(parcel.peer.name, path))
    return tuple(saved)


def what_it_is(one: Outgoing) -> str:
    """Return what a page is, by its title or by its kind."""
    match one.content:
        case Insight() as page:
            return f"“{clean_line(page.title, 60)}”" if page.title else "a page"
        case Reply(body=body, state=state):
            return f"your answer: “{clean_line(body, 40)}”" if body else f"how it went: {state}"
        case Encouragement(words=words):
            return f"“{clean_line(words, 40)}”"
        case Support():
            return "a call for support"
    return "a page is taken back" if one.kind == "retract" else "a goodbye"


def _usual_folder() -> Path:
    downloads = Path.home() / "Downloads"
    return downloads if downloads.is_dir() else Path.home()
