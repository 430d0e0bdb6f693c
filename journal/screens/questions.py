"""What a check-in asks: every line can be left out, and some can be added."""

import asyncio
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.errors import JournalError, OutOfRange
from journal.ids import new_id
from journal.moods import MORE_HALT, Scale
from journal.questions import Questions
from journal.screens.base import JournalScreen
from journal.widgets.answers.asked_list import MOOD_WORDS_ROW, AskedRow, rows_of
from journal.widgets.answers.form import Form
from journal.widgets.answers.question_forms import mood_form, mood_words_from, scale_form, scale_from
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import day_and_month

_HEAVY = "Tracking can feel heavy. Pause it any time with p; your journal stays."


class QuestionsScreen(JournalScreen[None]):
    """One list; every change counts at once. Fields appear for what has words: the moods, and one's own scales."""

    CSS_PATH = ["../widgets/later.tcss", "questions.tcss"]
    AUTO_FOCUS = ""  # nothing by itself
    QUESTIONS = Binding.Group("What a check-in asks")
    BINDINGS = [
        key("space", "switch", "questions.switch", "On or off", "Ask this, or leave it out", QUESTIONS),
        key("n", "new", "questions.new", "New scale", "Make a scale of your own", QUESTIONS),
        key("e", "change", "questions.change", "Change", "Change the words of this", QUESTIONS),
        key("d", "put_away", "questions.put-away", "Put away", "Put the scale away, or take it back", QUESTIONS),
        key("p", "pause", "questions.pause", "Pause", "Pause tracking, or go on", QUESTIONS),
        key("j", "move(1)", "questions.next", "Next", "The next row", QUESTIONS),
        key("k", "move(-1)", "questions.previous", "Previous", "The row before", QUESTIONS),
        key("escape", "back", "questions.back", "Back", "Back to where you were", QUESTIONS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._asking = Questions()
        self._scales: tuple[Scale, ...] = ()
        self._shown: tuple[AskedRow, ...] = ()
        self._form: Form | None = None
        self._changing: Scale | None = None
        self._keeping = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield PlacesBar("Today")
        with Vertical(classes="page"):
            yield Static(Content.styled("What a check-in asks", "bold $ink"))
            yield Static(Content(_HEAVY), id="note")
            yield Static(id="state")
            yield OptionList(id="asked")
        yield KeysBar()

    def on_mount(self) -> None:
        """Look up what was chosen."""
        self.set_focus(self.query_one(OptionList))
        self._show_keys()
        self._look()

    @work(group="looking", exclusive=True, description="looking up what is asked")
    async def _look(self) -> None:
        storage = self.journal.storage
        try:
            self._asking = await self.journal.ask(storage.preferences.questions)
            self._scales = await self.journal.ask(storage.scales.all)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        if self.is_attached:
            self._show()

    # --- what is seen -------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Draw all rows, and stay on the one where the person is."""
        rows = rows_of(self._asking, self._scales)
        options = self.query_one(OptionList)
        here = options.highlighted
        if [row.key for row in rows] != [row.key for row in self._shown]:
            options.clear_options()
            options.add_options(Option(row.drawn(here=False), disabled=row.is_heading) for row in rows)
            options.highlighted = here if here is not None and here < len(rows) else 1
        self._shown = rows
        self._draw()
        since = self._asking.paused_since
        note = f"Paused since {day_and_month(since)}. p goes on; your journal stays." if since else _HEAVY
        self.query_one("#note", Static).update(Content(note))
        self.set_class(since is not None, "-paused")

    @on(OptionList.OptionHighlighted)
    def _draw(self) -> None:
        options = self.query_one(OptionList)
        for number, row in enumerate(self._shown):
            options.replace_option_prompt_at_index(number, row.drawn(here=number == options.highlighted))
        self._show_keys()

    def _show_keys(self) -> None:
        if self._form:
            hints = [KeyHint("form.keep", "keep", key="enter"), KeyHint("form.leave", "leave it as it was")]
        else:
            hints = [
                KeyHint("questions.switch", "on or off"),
                KeyHint("questions.change", "change"),
                KeyHint("questions.new", "new scale"),
                KeyHint("questions.pause", "go on" if self._asking.paused_since else "pause tracking"),
                KeyHint("questions.back", "back"),
                KeyHint("keys", "all keys"),
            ]
        self.query_one(KeysBar).hints = tuple(hints)
        self.refresh_bindings()

    def _say(self, text: str, *, trouble: bool = False) -> None:
        state = self.query_one("#state", Static)
        state.update(Content(text))
        state.set_class(trouble, "trouble")

    @property
    def _row(self) -> str:
        """Return the key of the row where the person is."""
        here = self.query_one(OptionList).highlighted
        return self._shown[here].key if here is not None and here < len(self._shown) else ""

    @property
    def _scale(self) -> Scale | None:
        """Return the scale of the row where the person is."""
        kind, _, number = self._row.partition(":")
        return self._scales[int(number)] if kind == "scale" else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the row can do; while fields are open, letters are letters."""
        if not self.is_mounted or not self.query(OptionList):
            return True
        if self._form is not None:
            return action not in ("switch", "new", "change", "put_away", "pause", "move", "back")
        if action == "switch":
            return ":" in self._row
        if action == "change":
            return self._row == MOOD_WORDS_ROW or self._scale is not None
        return self._scale is not None if action == "put_away" else True

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_back(self) -> None:
        """Back to where the page was opened from."""
        self.dismiss()

    # --- choosing -----------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        if self._row == MOOD_WORDS_ROW:
            self.action_change()
        elif self._row == "new":
            self.action_new()
        else:
            self.action_switch()

    def action_switch(self) -> None:
        """Ask it, or leave it out."""
        kind, _, name = self._row.partition(":")
        if kind == "line":
            self._use(self._asking.without(name))
        elif kind == "halt":
            chosen = set(self._asking.more_halt) ^ {name}
            self._use(replace(self._asking, more_halt=tuple(word for word in MORE_HALT if word in chosen)))
        elif kind == "scale":
            self.action_put_away()

    def action_pause(self) -> None:
        """Pause tracking, or go on."""
        today = self.journal.now().at.date()
        self._use(self._asking.paused(None if self._asking.paused_since else today))

    def action_put_away(self) -> None:
        """Put the scale away, or take it back."""
        if scale := self._scale:
            self._keep_scale(replace(scale, put_away=not scale.put_away))

    def _use(self, questions: Questions) -> None:
        self._asking = questions
        self._show()
        self._keep()

    @work(group="keeping", description="keeping what is asked")
    async def _keep(self) -> None:
        async with self._keeping:  # one after the other: the last choice is the one that stays
            try:
                await self.journal.ask(self.journal.storage.preferences.ask, self._asking)
            except JournalError as trouble:
                self._say(str(trouble), trouble=True)
            else:
                self._say("Kept.")

    @work(group="keeping", description="keeping a scale")
    async def _keep_scale(self, scale: Scale) -> None:
        async with self._keeping:
            try:
                await self.journal.ask(self.journal.storage.scales.save, scale)
                self._scales = await self.journal.ask(self.journal.storage.scales.all)
            except JournalError as trouble:
                self._say(str(trouble), trouble=True)
                return
        self._say("Kept.")
        self._show()

    # --- fields -------------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Make a scale."""
        self._open_scale(Scale(new_id(self.journal.now().at), ""), "A scale of your own")

    def action_change(self) -> None:
        """Change the words of this row."""
        if self._row == MOOD_WORDS_ROW:
            self._open(mood_form(self._asking.mood_words))
        elif scale := self._scale:
            self._open_scale(scale, "This scale")

    def _open_scale(self, scale: Scale, title: str) -> None:
        self._changing = scale
        self._open(scale_form(scale, title))

    @work(group="form", exclusive=True, description="opening fields")
    async def _open(self, form: Form) -> None:
        self._form = form
        self.set_class(True, "-form")
        self.query_one(OptionList).display = False
        self._say("")
        await self.query_one(".page").mount(form)
        self.set_focus(form.fields[0])
        self.query_one(PlacesBar).typing = True
        self._show_keys()

    @on(Form.Left)
    def _close(self) -> None:
        if self._form is not None:
            self._form.remove()
        self._form = self._changing = None
        self.set_class(False, "-form")
        self.query_one(PlacesBar).typing = False
        options = self.query_one(OptionList)
        options.display = True
        self.set_focus(options)
        self._show_keys()

    @on(Form.Kept)
    def _filled_in(self, event: Form.Kept) -> None:
        try:
            if self._changing is not None:
                scale = scale_from(self._changing, event)
                self._close()
                self._keep_scale(scale)
            else:
                words = mood_words_from(event)
                self._close()
                self._use(replace(self._asking, mood_words=words))
        except OutOfRange as trouble:
            event.form.problem(str(trouble))
