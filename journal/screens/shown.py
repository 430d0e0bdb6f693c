"""What Today shows: a name, a question to write from and its topics, pages of earlier years, numbers."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal.choices import LONGEST_NAME, Choices
from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.prompts import topics
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

_NOTE = "Every change counts at once. It is kept inside the journal, where nobody else can read it."


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is shown or not; without a `key` it is a heading."""

    key: str
    words: str
    is_on: bool = False
    more: str = ""


def rows_of(choices: Choices) -> Iterator[Row]:
    """Yield the rows, in their order."""
    yield Row(
        "prompts", "a question to write from, one a day", choices.prompts, "none after a slip or a very low check-in"
    )
    yield Row("deeper", "deeper questions, too", choices.deeper, "for days with room")
    yield Row(
        "on_this_day",
        "on this day: a page of an earlier year",
        choices.on_this_day,
        "never one that was heavy, or a slip",
    )
    yield Row("numbers_hidden", "numbers of counters hidden", choices.numbers_hidden, "h on Today does the same")
    yield Row("", "What the questions are about")
    for topic in topics():
        yield Row(f"topic:{topic.id}", topic.name, topic.id not in choices.topics_off)


def switched(choices: Choices, row: str) -> Choices:
    """Return the choices with one thing the other way round."""
    if topic := row.partition(":")[2]:
        return replace(choices, topics_off=choices.topics_off ^ {topic})
    match row:
        case "prompts":
            return replace(choices, prompts=not choices.prompts)
        case "deeper":
            return replace(choices, deeper=not choices.deeper)
        case "on_this_day":
            return replace(choices, on_this_day=not choices.on_this_day)
        case "numbers_hidden":
            return replace(choices, numbers_hidden=not choices.numbers_hidden)
    return choices


class ShownScreen(JournalScreen[None]):
    """A field for the name, and one list of things that are on or off."""

    CSS_PATH = ["../widgets/later.tcss", "shown.tcss"]
    AUTO_FOCUS = ""
    SHOWN = Binding.Group("What Today shows")
    BINDINGS = [
        key("space", "switch", "shown.switch", "On or off", "Show this, or not", SHOWN),
        key("j", "move(1)", "shown.next", "Next", "The next row", SHOWN),
        key("k", "move(-1)", "shown.previous", "Previous", "The row before", SHOWN),
        key("escape", "back", "shown.back", "Back", "Back to where you were", SHOWN),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._choices = Choices()
        self._rows: tuple[Row, ...] = ()
        self._keeping = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield PlacesBar("Today")
        with Vertical(classes="page"):
            yield Static(Content.styled("What Today shows", "bold $ink"))
            yield Static(Content(_NOTE), id="note")
            yield Static(id="state")
            with Horizontal(id="name"):
                yield Static(Content("what to call you"))
                yield Input(id="called", placeholder="nothing", max_length=LONGEST_NAME, compact=True)
            yield OptionList(id="rows")
        yield KeysBar()

    def on_mount(self) -> None:
        """Look up what was chosen."""
        self.set_focus(self.query_one(OptionList))
        self.query_one(KeysBar).hints = (
            KeyHint("shown.switch", "on or off"),
            KeyHint("shown.name", "the name", key="shift+tab"),
            KeyHint("shown.back", "back"),
            KeyHint("keys", "all keys"),
        )
        self._look()

    @work(group="looking", exclusive=True, description="looking up what is shown")
    async def _look(self) -> None:
        try:
            self._choices = await self.journal.ask(self.journal.storage.preferences.choices)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        if self.is_attached:
            with self.prevent(Input.Changed):
                self.query_one(Input).value = clean_line(self._choices.called)
            options = self.query_one(OptionList)
            self._rows = tuple(rows_of(self._choices))
            options.add_options(Option(self._drawn(row, here=False), disabled=not row.key) for row in self._rows)
            options.highlighted = 0

    def _drawn(self, row: Row, *, here: bool) -> Content:
        if not row.key:
            return Content.assemble("\n", (row.words, "$accent"))
        bar, mark = ("▌ " if here else "  ", "$accent"), ("■ " if row.is_on else "□ ", "$accent")
        more = f"   {row.more}" if row.more and not self.has_class("-tiny") else ""
        return Content.assemble(bar, mark, (row.words, "bold $ink" if here else "$ink"), (more, "$muted"))

    @on(OptionList.OptionHighlighted)
    def _draw(self) -> None:
        options = self.query_one(OptionList)
        for number, row in enumerate(self._rows):
            options.replace_option_prompt_at_index(number, self._drawn(row, here=number == options.highlighted))

    def on_descendant_focus(self) -> None:
        """In the field, letters are letters."""
        self.query_one(PlacesBar).typing = isinstance(self.focused, Input)
        self.refresh_bindings()

    def _say(self, text: str, *, trouble: bool = False) -> None:
        state = self.query_one("#state", Static)
        state.update(Content(text))
        state.set_class(trouble, "trouble")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows are switched where the list has the focus."""
        return not isinstance(self.focused, Input) if action in ("switch", "move") else True

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def action_switch(self) -> None:
        """Show it, or leave it out."""
        here = self.query_one(OptionList).highlighted
        if here is not None and here < len(self._rows):
            self._use(switched(self._choices, self._rows[here].key))

    @on(Input.Changed)
    def _named(self, event: Input.Changed) -> None:
        self._use(replace(self._choices, called=event.value).tidy())

    @on(Input.Submitted)
    def _name_done(self) -> None:
        self.set_focus(self.query_one(OptionList))

    def action_back(self) -> None:
        """From the field to the list, from the list to where the page was opened from."""
        if isinstance(self.focused, Input):
            self._name_done()
        else:
            self.dismiss()

    def _use(self, choices: Choices) -> None:
        self._choices = choices
        self._rows = tuple(rows_of(choices))
        self._draw()
        self._keep()

    @work(group="keeping", description="keeping what is shown")
    async def _keep(self) -> None:
        async with self._keeping:  # one after the other: the last choice is the one that stays
            try:
                await self.journal.ask(self.journal.storage.preferences.choose, self._choices)
            except JournalError as trouble:
                self._say(str(trouble), trouble=True)
            else:
                self._say("Kept.")
