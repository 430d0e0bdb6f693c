"""A guided form, one question at a time. Every answer can be skipped, and F8 stops anywhere and keeps what is there."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from journal import safety_plan
from journal.entries import Draft
from journal.errors import JournalError
from journal.filling import KeptForm, Opened, facts_of, keep_form, save_draft
from journal.open_card import load_card
from journal.reflections import Filled, Form, next_open
from journal.review_facts import Facts
from journal.screens.autosave import LOOK, Autosave
from journal.screens.base import JournalScreen, Unfinished
from journal.widgets.bindings import key
from journal.widgets.form.ending import CHANGED_ELSEWHERE, KEPT, NOTHING, Ending
from journal.widgets.form.facts import facts_lines
from journal.widgets.form.field import FormField
from journal.widgets.form.fields import field_for
from journal.widgets.form.form_list import FormList
from journal.widgets.form.question_part import FormColumn, QuestionPart
from journal.widgets.frame import NARROW, KeyHint, KeysBar, PlacesBar
from journal.widgets.help.drawn import SHORT, Drawn
from journal.widgets.words import Words
from journal.wording import counted, said_in_line

_MORE_IN_IT = "This entry holds more than the form asks for. That stays as it is."
_MOST_TO_COME = 12


@dataclass(frozen=True, slots=True)
class FormResult:
    """What became of a form: the entry it was kept as, if it was."""

    form: Form
    kept: KeptForm | None = None


class FormScreen(JournalScreen[FormResult], Unfinished):
    """The question in the middle; above it what is known already, below it what is still to come."""

    CSS_PATH = ["../widgets/later.tcss", "form.tcss"]
    AUTO_FOCUS = ""
    OFFERS_CHECK_IN = False
    FORM = Binding.Group("This form")
    BINDINGS = [
        key("tab", "question(1)", "form.next", "Next question", "The next question", FORM, always=True),
        key("shift+tab", "question(-1)", "form.previous", "Before", "The question before", FORM, always=True),
        key("f8", "stop", "form.stop", "Stop here", "Stop here and keep what is there", FORM, always=True),
        key("escape", "leave", "form.leave", "To the list", "Back to the list; it waits as it is", FORM),
        key("o", "card", "form.card", "Copy on the open card", "After the plan: a copy outside the encryption", FORM),
        key("s", "share", "form.share", "Share", "At the end: see what would leave, and share it or not", FORM),
        key("enter", "enter", "form.enter", "Go on", "At the end: back to the list", FORM),
        # Digits are answers here, and places elsewhere. One that a field does not know leads nowhere.
        Binding("0,1,2,3,4,5,6,7,8,9", "nothing", show=False),
    ]

    def __init__(
        self, opened: Opened, forms: Sequence[Form] = (), *, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._opened = opened
        self._form = opened.form
        self._forms = forms
        self._ticks = ticks
        self._begun = 0.0
        self._at = 0
        self._is_ending = self._is_leaving = False
        self._kept: KeptForm | None = None
        self._facts: Facts | None = None
        self._about_copy = ""
        self._fields: dict[str, FormField] = {}
        self._parts: list[QuestionPart] = []
        self._autosave: Autosave

    def compose(self) -> ComposeResult:
        """Lay out every question; one of them is shown."""
        answers = self._opened.filled.answers
        for question in (*self._form.asked, *([self._form.last] if self._form.last else [])):
            self._fields[question.id] = field_for(question, answers.get(question.id, ""), self._opened.used)
        self._parts = [QuestionPart(question, self._fields[question.id]) for question in self._form.asked]
        last = self._form.last
        yield PlacesBar("Reflect")
        with Horizontal(id="both", classes="page"):
            yield FormList(is_for_show=True, id="forms")
            with FormColumn(id="form"):
                yield Static(id="name")
                yield Static(id="progress")
                yield Static(id="care")
                yield Drawn(lambda _width, _short: [], classes="facts")
                yield from self._parts
                yield Static(id="trouble", classes="trouble")
                yield Words("", id="to-come")
                yield Ending(last, self._fields[last.id] if last else None)
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the first open question."""
        self.set_class(bool(self._form.box), "-deep")
        self.query_one("#forms", FormList).show(self._forms, {}, self._form.id)
        self._autosave = Autosave(self._opened.page, self._save_now)
        self._begun = self._ticks()
        self.query_one(Ending).display = False
        for part in self._parts:
            part.display = False
        self._go(next_open(self._form, self._opened.filled.answers) or 0)
        self.set_interval(LOOK, self._look)
        if self._form.facts:
            self._ask_for_facts()

    @work(group="facts", exclusive=True, exit_on_error=False, description="gathering what was recorded")
    async def _ask_for_facts(self) -> None:
        """Show what was recorded when it is gathered; nobody waits for it, and the questions stand without it."""
        facts = await self.journal.ask(facts_of, self._form, self.journal.storage, self.journal.now())
        if facts is not None and self.is_attached:
            self._facts = facts
            self.query_one(".facts", Drawn).draw_anew(lambda width, _short: facts_lines(facts, width))
            self._show()

    # --- the answers --------------------------------------------------------------------------------------------------

    def _filled(self) -> Filled:
        """Return what is answered by now, with all that the entry holds beside it."""
        filled = self._opened.filled
        for question_id, field in self._fields.items():
            filled = filled.with_answer(question_id, field.text)
        return filled

    def _current(self) -> Draft:
        """Return the page as it is now; one that nobody touched is the one that was opened."""
        filled = self._filled()
        if filled == self._opened.filled:
            return self._opened.page
        return self._opened.draft(filled, self.journal.now().at)

    async def _save_now(self, draft: Draft) -> None:
        await self.journal.ask(save_draft, self.journal.storage, draft)

    def _look(self) -> None:
        """Twice a second: is it time to save?"""
        if not self.is_attached or self._is_leaving:
            return
        if self._autosave.is_due:
            self._save_later()
        self._show_state()

    @work(group="saving", description="saving the form")
    async def _save_later(self) -> None:
        await self._save()

    async def _save(self) -> bool:
        safe = await self._autosave.save(self._current, self.focused)
        self._show_state()
        return safe

    async def save_unfinished(self) -> bool:
        """Save before the screen is covered, locked or left."""
        return True if self._kept and not self._form.last else await self._save()

    @on(FormField.Changed)
    def _answered(self) -> None:
        self._autosave.touched()

    # --- from question to question ------------------------------------------------------------------------------------

    def _go(self, number: int) -> None:
        if self._parts:
            self._parts[self._at].display = False
            self._at = max(0, min(number, len(self._parts) - 1))
            part = self._parts[self._at]
            part.display = True
            self.set_focus(part.field.entrance)
        self._say("")
        self._show()

    @property
    def _field(self) -> FormField | None:
        if self._is_ending:
            part = self.query_one(Ending).part
            return part.field if part else None
        return self._parts[self._at].field if self._parts else None

    def action_question(self, by: int) -> None:
        """Go to the next question or the one before; after the last one comes the end."""
        if self._is_ending:
            if by < 0 and self._form.last:
                self._open_again()
            elif by > 0:
                self.action_enter()
        elif self._at + by >= len(self._parts):
            self.action_stop()
        else:
            self._go(self._at + by)

    def action_go(self, number: int) -> None:
        """Go to a question that was pressed with the mouse."""
        if not self._is_ending:
            self._go(number)

    @on(FormField.Done)
    def _done(self, event: FormField.Done) -> None:
        event.stop()
        self.action_question(1)

    def action_enter(self) -> None:
        """At the end, go back to the list."""
        if self._is_ending:
            self._leave_end()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The copy of the plan is offered when the plan was kept."""
        if action == "share":
            return self._is_ending and self._kept is not None and self._kept.entry_id != ""
        if action == "card":
            return self._is_ending and self._kept is not None and self._form.id == safety_plan.FORM
        return True

    def action_card(self) -> None:
        """Show what a copy of the plan on the open card means."""
        from journal.screens.plan_card import PlanCardScreen

        self.app.push_screen(PlanCardScreen())

    def action_share(self) -> None:
        """Go to the page before something leaves, with what was kept."""
        from journal.screens.share import open_share

        if self._kept is not None:
            open_share(self.journal, (self._kept.entry_id,))

    def action_nothing(self) -> None:
        """Do nothing."""

    # --- stopping and leaving -----------------------------------------------------------------------------------------

    def action_stop(self) -> None:
        """Stop here and keep what is there."""
        if self._is_ending:
            self._leave_end()
        elif self._form.last:
            self._end_softly()
        else:
            self._keep_and_end()

    async def _keep(self) -> bool:
        """Make an entry of the answers; return whether it is safe."""
        async with self._autosave.lock:
            try:
                self._kept = await self.journal.ask(
                    keep_form, self.journal.storage, self._opened, self._filled(), self.journal.now()
                )
            except JournalError as trouble:
                self._say_not_kept(trouble)
                return False
        if self._kept and self._form.id == safety_plan.FORM:
            card = (await self.journal.ask(load_card, self.journal.paths.home)).card
            self._about_copy = safety_plan.copy_words(card, safety_plan.plan_of(self._form, self._filled()))
        return True

    def _say_not_kept(self, trouble: JournalError) -> None:
        """Say why it could not be kept, at the question it is about, if it is about one."""
        about = getattr(trouble, "question", "")
        number = next((n for n, part in enumerate(self._parts) if part.question.id == about), None)
        if number is not None:
            self._go(number)
        self._say(str(trouble))

    @work(group="ending", exclusive=True, description="keeping the form")
    async def _keep_and_end(self) -> None:
        if self.focused is not None:
            await self._autosave.save(self._current, self.focused)
        if await self._keep():
            self._show_ending(KEPT if self._kept else NOTHING)

    @work(group="ending", exclusive=True, description="saving the form")
    async def _end_softly(self) -> None:
        if not await self._save():
            self._say(self._autosave.trouble)
        else:
            self._show_ending(KEPT if not self._filled().is_empty else NOTHING)

    def _show_ending(self, words: str) -> None:
        self._is_ending = True
        for part in self._parts:
            part.display = False
        ending = self.query_one(Ending)
        ending.display = True
        ending.say(words, self._more_to_say())
        if ending.part is not None:
            ending.part.display = words == KEPT
            self.set_focus(ending.part.field.entrance if words == KEPT else None, scroll_visible=False)
        else:
            self.set_focus(None)
        self._say("")
        self.refresh_bindings()
        self._show()

    def _more_to_say(self) -> str:
        if self._kept is None:
            return ""
        if self._kept.changed_elsewhere:
            return CHANGED_ELSEWHERE
        return self._about_copy or self._kept.words

    def _open_again(self) -> None:
        """From the soft ending back to the page: nothing is closed before the person leaves."""
        self._is_ending = False
        self.query_one(Ending).display = False
        self._go(len(self._parts) - 1)

    @work(group="ending", exclusive=True, description="leaving the form")
    async def _leave_end(self) -> None:
        if self._form.last and not self._filled().is_empty:
            await self._autosave.save(self._current, self.focused)
            if not await self._keep():
                return
        self._is_leaving = True
        self.dismiss(FormResult(self._form, self._kept))

    @work(group="ending", exclusive=True, description="leaving the form")
    async def action_leave(self) -> None:
        """Go back to the list. What is answered waits there, as it is."""
        if self._is_ending:
            self._leave_end()
            return
        if await self._save():
            self._is_leaving = True
            self.dismiss(FormResult(self._form))
        else:
            self._say(self._autosave.trouble)

    # --- what is seen -------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Say what fits."""
        self._show()

    def on_descendant_focus(self) -> None:
        """Name the keys of what has the focus."""
        self._show_keys()

    def _show(self) -> None:
        if not self._parts or not self.is_attached:
            return
        self._show_name()
        asked = len(self._parts)
        number = f"Question {self._at + 1} of {asked}. Skip any. Stop any time."
        self._line("#progress", "" if self._is_ending or asked == 1 or self._is_short else number)
        self._show_care()
        self.query_one(".facts").display = self._facts is not None and not self._is_ending
        self._show_to_come()
        self._show_keys()
        self.call_after_refresh(self._show_field)

    @property
    def _is_short(self) -> bool:
        return self.app.size.height < SHORT

    def _show_field(self) -> None:
        if self._is_ending and self.is_attached:
            self.query_one(FormColumn).scroll_home(animate=False)  # what was kept is said first
        elif self.is_attached and (field := self._field) is not None and field.is_attached and field.parent is not None:
            part = field.parent
            if isinstance(part, Widget):
                part.scroll_visible(animate=False)

    def _show_name(self) -> None:
        opened, today = self._opened, self.journal.now().at.date()
        behind = self._facts.days if self._facts else ""
        if not behind and not opened.filled.is_empty:
            behind = said_in_line(opened.page.created_at, today)
        if self._is_short and len(self._parts) > 1 and not self._is_ending:
            behind = f"{self._at + 1} of {len(self._parts)}"
        if self._form.box and not self._is_ending and (left := self._minutes_left) > 0:
            behind = f"{counted(left, 'minute')} left"
        name = Content.assemble((self._form.name, "bold $ink"), (f" · {behind}" if behind else "", "$muted"))
        self.query_one("#name", Static).update(name)

    def _show_care(self) -> None:
        parts = []
        if self._is_ending:
            pass
        elif self._form.box and self._minutes_left <= 0:
            parts.append(f"{counted(self._form.box, 'minute')} have passed. F8 leads out softly, in your own time.")
        elif self._at == 0:
            parts = [self._form.care, _MORE_IN_IT if self._opened.filled.before.strip() else ""]
        self._line("#care", "\n".join(part for part in parts if part))

    @property
    def _minutes_left(self) -> int:
        passed = (self._ticks() - self._begun) / 60
        return max(0, -int((passed - self._form.box) // 1))

    def _show_to_come(self) -> None:
        rows = [Content.styled("Still to come", "$muted")]
        for number, part in enumerate(self._parts[self._at + 1 :], self._at + 1):
            mark = ("■ ", "$accent") if part.field.text.strip() else ("□ ", "$muted")
            row = Content.assemble(mark, (part.question.heading, "$muted"))
            rows.append(row.stylize(f"@click=screen.go({number})"))
        line = self.query_one("#to-come", Static)
        line.update(Content("\n").join(rows[: _MOST_TO_COME + 1]))
        line.display = len(rows) > 1 and not self._is_ending and not self._is_short

    def _line(self, selector: str, words: str) -> None:
        line = self.query_one(selector, Static)
        line.update(Content(words))
        line.display = bool(words)

    def _say(self, trouble: str) -> None:
        self._line("#trouble", trouble)

    def _show_state(self) -> None:
        if not self.is_attached or not self._parts:
            return
        if self._autosave.trouble:
            self._say(f"{self._autosave.trouble} What you wrote is still here.")
        self.query_one(KeysBar).fact = "" if self._is_ending else self._autosave.words
        if self._form.box and not self._is_ending:
            self._show_name()
            self._show_care()

    def _show_keys(self) -> None:
        field = self._field
        typing = field is not None and field.is_typing
        self.query_one(PlacesBar).typing = typing
        if self._is_ending:
            hints: tuple[KeyHint, ...] = (KeyHint("form.enter", "to the list", key="enter"),)
            hints = (*hints, KeyHint("form.card", "copy on the open card"), KeyHint("form.share", "share"))
            if self._form.last:
                hints = (*hints, KeyHint("form.previous", "back to the page", key="shift+tab"))
        else:
            is_tiny = self.size.width < NARROW
            goes_on = "next" if is_tiny else "next question"
            hints = (
                KeyHint("form.next", goes_on if self._at + 1 < len(self._parts) else "to the end"),
                KeyHint("form.stop", "stop" if is_tiny else "stop here"),
                KeyHint("help.urge", "timer"),
                KeyHint("form.lines", "change the lines"),
                KeyHint("form.leave", "to the list"),
            )
        self.query_one(KeysBar).hints = (*hints, KeyHint("keys", "all keys"))
