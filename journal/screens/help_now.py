"""Help now: what to do in the worst minute. Opens from everywhere, without a passphrase, a network or a log."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from journal import helplines, open_card
from journal.errors import JournalError
from journal.grounding import grounding
from journal.open_card import Card
from journal.screens.base import JournalScreen
from journal.vault import HomeState, home_state
from journal.widgets.bindings import key
from journal.widgets.frame import NARROW, KeyHint, KeysBar
from journal.widgets.help.countries import CountryList
from journal.widgets.help.drawn import Drawn
from journal.widgets.help.emergency import EmergencyHead
from journal.widgets.help.page import HelpPage, Shown, plan_lines
from journal.widgets.help.people import PeopleList
from journal.widgets.help.steps import GroundingSteps
from journal.widgets.help.timer import STEP, Urge, UrgeTimer, urge_of

_NO_PLAN = "There is no safety plan yet. Reflect has a form for one, in a calmer hour."
_HELP = Binding.Group("Help now")
_BACK = KeyHint("help.back", "back")
_PAGE_KEYS = (
    KeyHint("help.urge", "urge timer"),
    KeyHint("help.grounding", "grounding"),
    KeyHint("help.people", "my people"),
    KeyHint("help.plan", "safety plan"),
    KeyHint("help.country", "other country"),
    _BACK,
)
_FEW_KEYS = (KeyHint("help.urge", "timer"), KeyHint("help.grounding", "steps"), KeyHint("help.people", "people"), _BACK)


class HelpNowScreen(JournalScreen[None]):
    """The number for danger on top, always; below it the page, or what one of its keys opened."""

    CSS_PATH = ["../widgets/later.tcss", "help_now.tcss"]
    NEEDS_ROOM = False
    AUTO_FOCUS = None
    BINDINGS = [
        key("u", "urge", "help.urge", "Urge timer", "Start the urge timer, pause it, go on", _HELP),
        key("space", "pause", "help.pause", "Pause", "Pause the timer, or go on", _HELP),
        key("plus,equals_sign", "minutes(1)", "help.longer", "Longer", "Five minutes more", _HELP, display="+"),
        key("minus", "minutes(-1)", "help.shorter", "Shorter", "Five minutes less", _HELP, display="-"),
        key("x", "end", "help.end", "End the timer", "Put the timer back to its beginning", _HELP),
        key("g", "grounding", "help.grounding", "Grounding", "Be led through a few steps", _HELP),
        key("p", "people", "help.people", "My people", "Add somebody, or take somebody off the card", _HELP),
        key("s", "plan", "help.plan", "Safety plan", "The plan alone", _HELP),
        key("c", "country", "help.country", "Country", "Choose the country", _HELP),
        key("escape", "back", "help.back", "Back", "Back to where you were", _HELP),
    ]

    def __init__(self, *, ticks: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._ticks = ticks
        self._urge = Urge()
        self._view: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page, at once for the size it has: the first picture is the one that counts."""
        self._fit()
        self._urge = urge_of(self.app)
        self._shown = self._look()
        with Vertical(classes="page"):
            yield EmergencyHead(self._shown.choice)
            yield HelpPage(self._shown, self._urge, self._ticks)
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(HelpPage).focus()
        self._hint_keys()
        if self.journal.open_storage is not None:
            self._look_inside()

    @work(group="inside", exclusive=True, exit_on_error=False, description="looking for the safety plan")
    async def _look_inside(self) -> None:
        """Show the plan of the open journal. The page is there already, and stays as it is where this does not work."""
        from journal.filling import safety_plan

        plan = await self.journal.ask(safety_plan, self.journal.storage)
        if plan is not None and plan.lines and self.is_attached:
            self._show(replace(self._shown, inside=plan))

    def on_resize(self) -> None:
        """Name fewer keys where it is narrow."""
        self._hint_keys()

    def _fit(self) -> None:
        """Set the classes for this size. Textual does it after the first picture."""
        width, height = self.app.size
        for cells, steps in ((width, self.app.HORIZONTAL_BREAKPOINTS), (height, self.app.VERTICAL_BREAKPOINTS)):
            self.add_class(max((least, name) for least, name in steps or [(0, "")] if cells >= least)[1])

    def _look(self) -> Shown:
        """Read the three files. Nothing of it can fail; what is damaged is named at the end of the page."""
        home = self.journal.paths.home
        lines = helplines.load(home)
        loaded = open_card.load_card(home)
        return Shown(
            helplines=lines,
            choice=helplines.choose(lines, kept=loaded.card.country, environment=os.environ),
            card=loaded.card,
            grounding=grounding(),
            is_inside=self.journal.open_storage is None and self._has_journal(),
            today=self.journal.time_on_the_wall().date(),
            problems=(*lines.problems, *loaded.problems),
        )

    def _has_journal(self) -> bool:
        try:
            return home_state(self.journal.paths.home) is not HomeState.EMPTY
        except JournalError:
            return False

    # --- what is open -------------------------------------------------------------------------------------------------

    def _hint_keys(self) -> None:
        view = self._view
        hints: tuple[KeyHint, ...] = _FEW_KEYS if self.size.width < NARROW else _PAGE_KEYS
        if isinstance(view, GroundingSteps):
            hints = (
                KeyHint("help.next", "next"),
                KeyHint("help.previous", "before"),
                KeyHint("help.other", "another one"),
                _BACK,
            )
        elif isinstance(view, CountryList):
            hints = (KeyHint("help.take", "take this one", key="enter"), _BACK)
        elif isinstance(view, PeopleList) and view.form is not None:
            hints = (KeyHint("form.keep", "keep", key="enter"), KeyHint("form.leave", "leave it"))
        elif isinstance(view, PeopleList) and view.is_asking:
            hints = (KeyHint("help.agree", "that is all right"), KeyHint("help.leave", "leave it"))
        elif isinstance(view, PeopleList):
            hints = (KeyHint("help.add", "add somebody"), KeyHint("help.remove", "take off the card"), _BACK)
        elif view is not None:
            hints = (_BACK,)
        for bar in self.query(KeysBar):  # none while the page is being laid out
            bar.hints = hints

    def _open(self, view: Widget) -> None:
        """Show something in the page's place; the number stays."""
        if self._view is not None:
            self._view.remove()
        self._view = view
        self.query_one(HelpPage).display = False
        self.query_one(".page").mount(view)
        self.call_after_refresh(self._enter, view)

    def _enter(self, view: Widget) -> None:
        if view is self._view and view.can_focus:
            view.focus()
        self.refresh_bindings()
        self._hint_keys()

    def _close(self) -> None:
        if self._view is not None:
            self._view.remove()
        self._view = None
        page = self.query_one(HelpPage)
        page.display = True
        page.focus()
        self.refresh_bindings()
        self._hint_keys()

    def action_back(self) -> None:
        """Back to the page, and from there to where the person was."""
        if self._view is None:
            self.dismiss()
        else:
            self._close()

    def action_grounding(self) -> None:
        """Lead through a few steps."""
        self._open(GroundingSteps(self._shown.grounding))

    def action_people(self) -> None:
        """Show who is on the card, to add somebody or take somebody off."""
        self._open(PeopleList(self._shown.card))

    def action_plan(self) -> None:
        """Show the safety plan alone."""
        plan = self._shown.plan
        if plan.lines:
            self._open(VerticalScroll(Drawn(partial(plan_lines, plan, self._shown.today)), classes="view"))
            return
        words = open_card.INSIDE if self._shown.is_inside else _NO_PLAN
        self._open(VerticalScroll(Static(Content(words)), classes="view"))

    def action_country(self) -> None:
        """Show the countries."""
        self._open(CountryList(self._shown.helplines, self._shown.choice.code))

    # --- what is chosen -----------------------------------------------------------------------------------------------

    @on(CountryList.Chosen)
    def _take_country(self, event: CountryList.Chosen) -> None:
        """Show its numbers at once, whether or not the choice can be kept."""
        card = replace(self._shown.card, country=event.code)
        choice = helplines.choose(self._shown.helplines, kept=event.code, environment=os.environ)
        self._show(replace(self._shown, card=card, choice=choice))
        self._close()
        self._keep(card)

    @on(PeopleList.Wanted)
    def _take_people(self, event: PeopleList.Wanted) -> None:
        self._keep(event.card)

    @on(PeopleList.Stepped)
    def _take_step(self) -> None:
        self._hint_keys()

    @work(group="keeping", description="keeping the open card")
    async def _keep(self, card: Card) -> None:
        try:
            await self.journal.ask(open_card.save_card, self.journal.paths.home, card)
        except (JournalError, OSError) as trouble:
            why = str(trouble) if isinstance(trouble, JournalError) else "The file could not be written."
            self._say_not_kept(f"Not kept: {why}")
            return
        self._show(replace(self._shown, card=card))
        if isinstance(self._view, PeopleList):
            self._view.show(card, "Kept on the open card.")

    def _say_not_kept(self, words: str) -> None:
        if isinstance(self._view, PeopleList):
            self._view.say(words, trouble=True)
        else:
            self._show(replace(self._shown, problems=(words, *self._shown.problems)))

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.query_one(EmergencyHead).show(shown.choice)
        self.query_one(HelpPage).show(shown)

    # --- the timer ----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The timer's keys belong to the page; two of them to a timer that was started."""
        if action in ("pause", "end"):
            return self._view is None and self._urge.is_begun
        return self._view is None if action in ("urge", "minutes") else True

    def action_urge(self) -> None:
        """Start the timer, pause it, or go on."""
        now = self._ticks()
        if self._urge.is_running and self._urge.left(now):
            self._urge.pause(now)
        else:
            self._urge.go_on(now)
        self._timer_changed()

    def action_pause(self) -> None:
        """Pause the timer, or go on."""
        self.action_urge()

    def action_minutes(self, by: int) -> None:
        """Make it longer or shorter, between five and twenty minutes."""
        self._urge.change(by * STEP)
        self._timer_changed()

    def action_end(self) -> None:
        """Put it back to its beginning."""
        self._urge.end()
        self._timer_changed()

    def _timer_changed(self) -> None:
        timer = self.query_one(UrgeTimer)
        timer.changed()
        self.call_after_refresh(timer.scroll_visible, animate=False)
        self.refresh_bindings()
