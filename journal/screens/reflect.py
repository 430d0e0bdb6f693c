"""Reflect: guided forms by need, with honest minutes, and the first question of the selected one beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from journal import letters, safety_plan
from journal.errors import JournalError
from journal.filling import FormState, Opened, facts_of, letters_due, open_form, states
from journal.forms import Forms, load_forms
from journal.moments import Moment
from journal.open_card import load_card
from journal.reflections import Form
from journal.review_facts import Facts
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.form import FormResult, FormScreen
from journal.storage import Storage
from journal.widgets.bindings import key
from journal.widgets.form.form_list import FormList, Mark
from journal.widgets.form.preview import Seen, preview_lines
from journal.widgets.form.question_part import FormColumn
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.help.drawn import Drawn
from journal.wording import MONTHS, counted

OFF_THE_CARD = "The copy is off the open card. The plan itself stays in the journal."


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many letters wait, those that have come, and whether a copy of the plan is on the open card."""

    number: int = 0
    come: tuple[letters.Letter, ...] = ()
    on_card: bool = False


class ReflectScreen(JournalScreen[None], Refreshable):
    """The list of forms; at its right, where there is room, the selected one."""

    CSS_PATH = ["../widgets/later.tcss", "form.tcss"]
    AUTO_FOCUS = "FormList"
    REFLECT = Binding.Group("Reflect")
    BINDINGS = [
        key("e", "earlier", "reflect.earlier", "Earlier ones", "What this form was filled in with", REFLECT),
        key("n", "new", "reflect.new", "New page", "A new page of this form, whatever was begun", REFLECT),
        key("l", "letters", "reflect.letters", "Letters", "Letters to later that wait, or have come", REFLECT),
        key("o", "card", "reflect.card", "Open card", "A copy of the safety plan outside the encryption", REFLECT),
        key("x", "take_off", "reflect.take-off", "Off the card", "Take that copy off the open card", REFLECT),
        key("comma", "app.settings", "reflect.settings", "Settings", "Theme, auto-lock, keys", REFLECT, display=","),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._forms = Forms()
        self._states: Mapping[str, FormState] = {}
        self._facts: dict[str, Facts] = {}
        self._waiting = Waiting()
        self._note = self._noted_at = ""

    def compose(self) -> ComposeResult:
        """Lay out the list and the preview."""
        yield PlacesBar("Reflect")
        with Horizontal(id="both", classes="page"):
            yield FormList(id="forms")
            with FormColumn(id="form"):
                yield Drawn(lambda _width, _short: [])
                yield Static(id="problems", classes="quiet-line")
        yield Static(id="trouble", classes="trouble")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the forms."""
        self.query_one("#trouble").display = False
        self._load()

    # --- what there is ------------------------------------------------------------------------------------------------

    @work(group="forms", exclusive=True, description="looking at the forms")
    async def _load(self) -> None:
        try:
            self._forms, self._states, self._waiting = await self.journal.ask(
                _look, self.journal.storage, self.journal.now()
            )
        except JournalError as trouble:
            self._say(str(trouble))
            return
        if self.is_attached:
            self._facts.clear()
            self._say("")
            self._show()

    def refresh_from_storage(self) -> None:
        """Another program wrote, or a screen above changed something."""
        self._load()

    @property
    def _list(self) -> FormList:
        return self.query_one("#forms", FormList)

    @property
    def _selected(self) -> Form | None:
        return self._list.selected

    def _state(self, form: Form) -> FormState:
        return self._states.get(form.id, FormState())

    # --- what is seen -------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self._list.show(self._forms.forms, {form.id: self._mark(form) for form in self._forms.forms})
        problems = self.query_one("#problems", Static)
        problems.update(Content("\n".join(["", *self._forms.problems])))
        problems.display = bool(self._forms.problems)
        self._show_selected()

    def _mark(self, form: Form) -> Mark:
        state = self._state(form)
        if state.draft is not None:
            return Mark("begun", "$sand")
        if form.id == letters.FORM and self._waiting.come:
            return Mark("has come", "$sand")
        if form.stays and state.seen is not None:
            return Mark(f"{state.seen.day} {MONTHS[state.seen.month - 1][:3]}")
        return Mark(form.takes)

    @on(FormList.Selected)
    def _moved(self, event: FormList.Selected) -> None:
        if event.form.id != self._noted_at:
            self._note = ""
        self._show_selected()

    def _show_selected(self) -> None:
        form = self._selected
        if form is not None:
            today = self.journal.now().at.date()
            seen = Seen(form, self._state(form), today, self._facts.get(form.id), self._note or self._about(form))
            self.query_one(Drawn).draw_anew(partial(preview_lines, seen))
            if form.facts and form.id not in self._facts:
                self._ask_for_facts(form)
        self.refresh_bindings()
        self._hint_keys()

    def _about(self, form: Form) -> str:
        """Return one more thing that is there with a form."""
        if form.id == letters.FORM and self._waiting.number:
            line = letters.due_line(self._waiting.come, self.journal.now().at.date())
            count = counted(self._waiting.number, "letter waits", "letters wait")
            return f"{line or f'{count}.'} l shows {'it' if self._waiting.number == 1 else 'them'}."
        if form.id == safety_plan.FORM and self._waiting.on_card:
            return "A copy is on the open card, outside the encryption. x takes it off, o compares them."
        return ""

    @work(group="facts", exclusive=True, exit_on_error=False, description="gathering what was recorded")
    async def _ask_for_facts(self, form: Form) -> None:
        facts = await self.journal.ask(facts_of, form, self.journal.storage, self.journal.now())
        if facts is not None and self.is_attached:
            self._facts[form.id] = facts
            if self._selected is form:
                self._show_selected()

    def _hint_keys(self) -> None:
        hints = [KeyHint("reflect.begin", "begin", key="enter")]
        form = self._selected
        if form is not None and self._state(form).draft is not None:
            hints = [KeyHint("reflect.begin", "go on", key="enter"), KeyHint("reflect.new", "new page")]
        if form is not None and self._state(form).last_id and not form.stays:
            hints.append(KeyHint("reflect.earlier", "earlier ones"))
        if form is not None and form.id == letters.FORM:
            hints.append(KeyHint("reflect.letters", "letters that wait"))
        if form is not None and form.id == safety_plan.FORM and self._state(form).last_id:
            hints += [KeyHint("reflect.card", "copy on the open card"), KeyHint("reflect.take-off", "take it off")]
        self.query_one(KeysBar).hints = (*hints, KeyHint("keys-letter", "all keys"))
        number = len(self._forms.problems)
        self.query_one(KeysBar).fact = f"{number} of your own forms to look at" if number else ""

    def _say(self, trouble: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = bool(trouble)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some keys need something that is there already."""
        if not self.is_mounted or action not in ("earlier", "new", "card", "take_off"):
            return True
        form = self._selected
        if form is None:
            return False
        if action in ("card", "take_off"):
            return form.id == safety_plan.FORM and (action == "card" or self._waiting.on_card)
        state = self._state(form)
        return bool(state.last_id) and not form.stays if action == "earlier" else state.draft is not None

    # --- forms --------------------------------------------------------------------------------------------------------

    @on(FormList.Opened)
    def _opened(self, event: FormList.Opened) -> None:
        event.stop()
        self._open(event.form)

    def action_new(self) -> None:
        """Begin a new page of the form; what was begun waits as unfinished writing."""
        if self._selected:
            self._open(self._selected, new=True)

    @work(group="opening", exclusive=True, description="opening a form")
    async def _open(self, form: Form, *, new: bool = False) -> None:
        try:
            opened = await self.journal.ask(open_form, self.journal.storage, form, self.journal.now(), new=new)
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._fill_in(opened)

    def _fill_in(self, opened: Opened) -> None:
        self.app.push_screen(FormScreen(opened, self._forms.forms), self._filled_in)

    def _filled_in(self, _result: FormResult | None) -> None:
        self._load()

    def action_earlier(self) -> None:
        """Show what the form was filled in with, newest first."""
        from journal.screens.filled import FilledScreen

        if self._selected:
            self.app.push_screen(FilledScreen(self._selected, self._forms.forms), self._looked)

    def _looked(self, _: object) -> None:
        self._load()

    # --- letters, and the copy of the plan ----------------------------------------------------------------------------

    def action_letters(self) -> None:
        """Show the letters that wait."""
        from journal.screens.letters import LettersScreen

        self.app.push_screen(LettersScreen(), self._looked)

    def action_card(self) -> None:
        """Show what a copy of the plan on the open card means."""
        from journal.screens.plan_card import PlanCardScreen

        self.app.push_screen(PlanCardScreen(), self._looked)

    @work(group="card", exclusive=True, description="taking the plan off the open card")
    async def action_take_off(self) -> None:
        """Take the copy off the open card."""
        from journal.screens.plan_card import take_off_card

        try:
            await self.journal.ask(take_off_card, self.journal.storage)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        self._note, self._noted_at = OFF_THE_CARD, safety_plan.FORM
        self._load()


def _look(storage: Storage, now: Moment) -> tuple[Forms, Mapping[str, FormState], Waiting]:
    """Return all forms, what there is of each, and what waits beside them."""
    forms = load_forms(storage.vault.home)
    on_card = bool(load_card(storage.vault.home).card.plan)
    come = () if storage.streaks.slipped_lately(now.at) else letters_due(storage, now)  # no letter follows a slip
    waiting = Waiting(len(storage.letters.waiting()), come, on_card)
    return forms, states(storage, forms.forms), waiting
