"""Letters that wait: when each comes, opening one, and throwing one away."""

from collections.abc import Mapping
from datetime import date, datetime

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.entries import Entry
from journal.errors import JournalError
from journal.letters import NAME, Letter, Mark, comes_words, coming_with, reached_by
from journal.screens.base import JournalScreen, Refreshable
from journal.storage import Storage
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.reader import Page, Reader
from journal.wording import day_in_line

_EMPTY = "No letter waits. “Letter to later” in Reflect writes one."
_HAS_COME = "has come"
_EARLY = "It is not its day yet. enter once more opens it all the same; esc leaves it."
_SURE = "d once more throws this letter away, for good. esc keeps it."
_SURE_POINTER = "d once more: it comes no more. Its entry stays in the journal. esc leaves it."


class LettersScreen(JournalScreen[None], Refreshable):
    """The letters by the day they come; one that was opened is read here, and is an entry from then on."""

    CSS_PATH = ["../widgets/later.tcss", "filled.tcss"]
    LETTERS = Binding.Group("Letters")
    BINDINGS = [
        key("d", "discard", "letters.discard", "Throw away", "Throw this letter away; press twice", LETTERS),
        key("escape", "back", "letters.back", "Back", "Back to the list, and from there to Reflect", LETTERS),
        key("j", "move(1)", "letters.next", "Next", "The next one", LETTERS),
        key("k", "move(-1)", "letters.previous", "Before", "The one before", LETTERS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._letters: tuple[Letter, ...] = ()
        self._due: frozenset[str] = frozenset()
        self._milestones: Mapping[Mark, str] = {}
        self._asked = ("", "")

    def compose(self) -> ComposeResult:
        """Lay out the list, and the reader for a letter that is opened."""
        yield PlacesBar("Reflect")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Letters that wait", "bold $ink"), id="title")
            yield Static(id="note")
            yield OptionList(id="letters")
            yield Reader(id="reader")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show what waits."""
        self.query_one(Reader).display = False
        self.query_one(OptionList).focus()
        self._load()

    def refresh_from_storage(self) -> None:
        """Another program wrote."""
        if not self._is_reading:
            self._load()

    @work(group="letters", exclusive=True, description="looking for letters")
    async def _load(self) -> None:
        now = self.journal.now()
        try:
            self._letters, self._milestones, reached = await self.journal.ask(_look, self.journal.storage, now.at)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        if not self.is_attached:
            return
        today = now.at.date()
        self._due = frozenset(letter.id for letter in self._letters if letter.is_due(today, reached))
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(self._row(letter)) for letter in self._letters)
        options.highlighted = min(here, len(self._letters) - 1) if self._letters else None
        if all(letter.id != self._asked[1] for letter in self._letters):  # else a question stays open
            self._asked = ("", "")
            self._say("" if self._letters else _EMPTY)
        self._hint_keys()

    def _row(self, letter: Letter) -> Content:
        has_come = letter.id in self._due
        when = _HAS_COME if has_come else f"comes {clean_line(comes_words(letter, self._milestones))}"
        written = day_in_line(letter.written_at.date(), self.journal.now().at.date())
        sealed = "sealed" if letter.sealed else "also in the journal"
        return Content.assemble(
            (clean_line(letter.title or NAME, 60), "$ink"),
            (f"   {when}", "$sand" if has_come else "$muted"),
            (f"\nwritten on {written} · {sealed}\n", "$muted"),
        )

    @property
    def _is_reading(self) -> bool:
        return bool(self.query_one(Reader).display)

    def _hint_keys(self) -> None:
        if self._is_reading:
            hints: tuple[KeyHint, ...] = (KeyHint("letters.back", "back"),)
        else:
            hints = (KeyHint("letters.open", "open", key="enter"), KeyHint("letters.discard", "throw away"))
            hints = (*(hints if self._letters else ()), KeyHint("letters.back", "back"))
        self.query_one(KeysBar).hints = (*hints, KeyHint("keys-letter", "all keys"))

    def _say(self, words: str) -> None:
        line = self.query_one("#note", Static)
        line.update(Content(words))
        line.display = bool(words)

    @property
    def _chosen(self) -> Letter | None:
        here = self.query_one(OptionList).highlighted
        return self._letters[here] if here is not None and here < len(self._letters) else None

    # --- keys ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is thrown away while a letter is read."""
        return not self._is_reading if action in ("discard", "move") and self.is_mounted else True

    def action_move(self, by: int) -> None:
        """Go to another letter."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        if self._asked != ("", "") and (letter := self._chosen) and letter.id != self._asked[1]:
            self._asked = ("", "")
            self._say("")

    def _is_sure(self, about: str, letter: Letter, words: str) -> bool:
        """Return whether this key was pressed for this letter before; else say what a second time does."""
        if self._asked == (about, letter.id):
            self._asked = ("", "")
            return True
        self._asked = (about, letter.id)
        self._say(words)
        return False

    @on(OptionList.OptionSelected)
    def _entered(self) -> None:
        letter = self._chosen
        if letter and (letter.id in self._due or self._is_sure("open", letter, _EARLY)):
            self._open(letter)

    @work(group="opening", exclusive=True, description="opening a letter")
    async def _open(self, letter: Letter) -> None:
        now = self.journal.now().at
        try:
            entry = await self.journal.ask(self.journal.storage.letters.open, letter.id, now)
        except JournalError as trouble:
            self._say(str(trouble))
            self._load()
        else:
            self._read(entry)

    def _read(self, entry: Entry) -> None:
        reader = self.query_one(Reader)
        reader.show(Page(entry, self.journal.now().at.date(), moods=self.journal.questions.mood_words))
        self.query_one(OptionList).display = self.query_one("#title").display = False
        reader.display = True
        reader.focus()
        self._say("")
        self._hint_keys()
        self.refresh_bindings()

    def action_discard(self) -> None:
        """Throw a letter away, the second time it is pressed."""
        letter = self._chosen
        if letter and self._is_sure("discard", letter, _SURE if letter.sealed else _SURE_POINTER):
            self._discard(letter)

    @work(group="discarding", exclusive=True, description="throwing a letter away")
    async def _discard(self, letter: Letter) -> None:
        try:
            await self.journal.ask(self.journal.storage.letters.discard, letter.id)
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._load()

    def action_back(self) -> None:
        """From a question or a letter back to the list; from the list to Reflect."""
        if self._is_reading:
            self.query_one(Reader).display = False
            self.query_one(OptionList).display = self.query_one("#title").display = True
            self.query_one(OptionList).focus()
            self.refresh_bindings()
            self._load()
        elif self._asked != ("", ""):
            self._asked = ("", "")
            self._say("")
        else:
            self.dismiss()


def _look(storage: Storage, now: datetime) -> tuple[tuple[Letter, ...], Mapping[Mark, str], Mapping[Mark, date]]:
    """Return the letters, the names of milestones to come, and those that were reached."""
    histories = storage.streaks.histories(put_away=True)
    names = {mark: words for words, mark in coming_with(histories, now).items()}
    return storage.letters.waiting(), names, reached_by(histories, now)
