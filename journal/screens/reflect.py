"""Reflect: guided forms by need, with honest minutes, and the first question of the selected one beside them."""

from collections.abc import Mapping
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from journal.errors import JournalError
from journal.filling import FormState, Opened, facts_of, open_form, states
from journal.forms import Forms, load_forms
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
from journal.wording import MONTHS


class ReflectScreen(JournalScreen[None], Refreshable):
    """The list of forms; at its right, where there is room, the selected one."""

    CSS_PATH = ["../widgets/later.tcss", "form.tcss"]
    AUTO_FOCUS = "FormList"
    REFLECT = Binding.Group("Reflect")
    BINDINGS = [
        key("e", "earlier", "reflect.earlier", "Earlier ones", "What this form was filled in with", REFLECT),
        key("n", "new", "reflect.new", "New page", "A new page of this form, whatever was begun", REFLECT),
        key("comma", "app.settings", "reflect.settings", "Settings", "Theme, auto-lock, keys", REFLECT, display=","),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._forms = Forms()
        self._states: Mapping[str, FormState] = {}
        self._facts: dict[str, Facts] = {}
        self._note = ""

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
            self._forms, self._states = await self.journal.ask(_look, self.journal.storage)
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
        if form.stays and state.seen is not None:
            return Mark(f"{state.seen.day} {MONTHS[state.seen.month - 1][:3]}")
        return Mark(form.takes)

    @on(FormList.Selected)
    def _moved(self) -> None:
        self._note = ""
        self._show_selected()

    def _show_selected(self) -> None:
        form = self._selected
        if form is not None:
            today = self.journal.now().at.date()
            seen = Seen(form, self._state(form), today, self._facts.get(form.id), self._note)
            self.query_one(Drawn).draw_anew(partial(preview_lines, seen))
            if form.facts and form.id not in self._facts:
                self._ask_for_facts(form)
        self.refresh_bindings()
        self._hint_keys()

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
        self.query_one(KeysBar).hints = (*hints, KeyHint("keys-letter", "all keys"))
        number = len(self._forms.problems)
        self.query_one(KeysBar).fact = f"{number} of your own forms to look at" if number else ""

    def _say(self, trouble: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = bool(trouble)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some keys need something that is there already."""
        if not self.is_mounted or action not in ("earlier", "new"):
            return True
        form = self._selected
        if form is None:
            return False
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


def _look(storage: Storage) -> tuple[Forms, Mapping[str, FormState]]:
    """Return all forms, and what there is of each."""
    forms = load_forms(storage.vault.home)
    return forms, states(storage, forms.forms)
