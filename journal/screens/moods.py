"""Moods: looking back at check-ins without verdicts. One view at a time, each of them also as a plain table."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.errors import JournalError
from journal.patterns import PatternsCancelled
from journal.questions import Questions
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.mood_cravings import CravingsView
from journal.screens.mood_helped import HelpedView
from journal.screens.mood_line import LineView
from journal.screens.mood_sleep import SleepView
from journal.screens.mood_together import TogetherView
from journal.screens.mood_view import Asked, DayWanted, MoodView
from journal.screens.mood_year import YearView
from journal.storage import Storage
from journal.widgets.bindings import key
from journal.widgets.empty import EmptyPlace
from journal.widgets.frame import NARROW, KeyHint, KeysBar, PlacesBar
from journal.widgets.plain_table import PlainTable
from journal.widgets.view_tabs import ViewTabs
from journal.widgets.year_grid import YearGrid
from journal.wording import MONTHS

RANGES: tuple[int | None, ...] = (30, 90, 365, None)
FOUR_WEEKS = 28
VIEWS: tuple[type[MoodView[Any]], ...] = (LineView, YearView, CravingsView, SleepView, HelpedView, TogetherView)
NO_CHECKINS = (
    "No check-ins yet.",
    "One key is a whole check-in. A week of them already shows something; gaps are fine.",
    (("c", "check in", "check-in"),),
)


class MoodsScreen(JournalScreen[None], Refreshable):
    """The views side by side as names; below them the chosen one, or the same as a table."""

    CSS_PATH = ["../widgets/later.tcss", "moods.tcss"]
    AUTO_FOCUS = ""
    MOODS = Binding.Group("Moods")
    BINDINGS = [
        key("left", "view(-1)", "moods.previous-view", "View before", "Look at it another way", MOODS),
        key("right", "view(1)", "moods.next-view", "Next view", "Look at it another way", MOODS, display="← →"),
        key("r", "range", "moods.range", "Range", "30 days, 90 days, a year, or all of them", MOODS),
        key("v", "table", "moods.table", "As a table", "The same as plain rows of words, and back", MOODS),
        key("u", "app.undo_checkin", "moods.undo", "Undo", "Take back what was noted last", MOODS),
        key("p", "pause", "moods.pause", "Pause tracking", "Pause check-ins, or begin again; all stays", MOODS),
        key("enter", "open", "moods.open", "Open the day", "The check-ins and entries of a day", MOODS),
        key("up,k", "move(-1)", "moods.up", "Up", "Scroll up; in Year the year before", MOODS, display="↑ ↓"),
        key("down,j", "move(1)", "moods.down", "Down", "Scroll down; in Year the year after", MOODS, display="↓ j"),
        key("tab", "days", "moods.days", "Days", "In Year: choose a day with the arrows; again: the years", MOODS),
        key("left_square_bracket", "noted(-1)", "moods.noted-before", "Day before", "In Year: the day before", MOODS),
        key("right_square_bracket", "noted(1)", "moods.noted-after", "Day after", "In Year: the day after", MOODS),
        key("h", "calendar", "moods.calendar", "Calendar", "In Year: entries and check-ins, day by day", MOODS),
        key("x", "off", "moods.off", "Turn off", "In Together: stop looking at the selected one, or again", MOODS),
        key("escape", "years", "moods.years", "Years", "In Year: from the days back to the years", MOODS),
        key("pageup", "move(-10)", "moods.page-up", "A page up", "Scroll up", MOODS),
        key("pagedown", "move(10)", "moods.page-down", "A page down", "Scroll down", MOODS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._range = RANGES.index(90)
        self._year: int | None = None
        self._questions = Questions()
        self._as_table = self._empty = False
        self._was_under = False
        self._was_tiny = False

    def compose(self) -> ComposeResult:
        """Lay out the places, the names of the views, and room for one of them."""
        yield PlacesBar("Moods")
        with Vertical(id="moods", classes="page"):
            yield ViewTabs([view.NAME for view in VIEWS])
            yield Static(id="trouble", classes="trouble")
            yield Static(id="paused", classes="quiet-line")
            yield VIEWS[0](id=_id(0))
        yield KeysBar()

    def on_mount(self) -> None:
        """Look at the line first."""
        self._was_tiny = self._tiny
        self._hint_keys()
        self._load()

    # --- loading ------------------------------------------------------------------------------------------------------

    @property
    def _today(self) -> date:
        return self.journal.now().at.date()

    @property
    def _asked(self) -> Asked:
        dates = RANGES[self._range]
        if dates is not None and dates < 365 and self._tiny:
            dates = FOUR_WEEKS
        return Asked(self._today, self._year or self._today.year, dates, self._questions)

    @property
    def _tiny(self) -> bool:
        return self.app.size.width < NARROW

    @property
    def _view(self) -> MoodView[Any]:
        return self.query_one(f"#{_id(self._number)}", MoodView)

    @work(group="moods", exclusive=True, description="looking back")
    async def _load(self) -> None:
        """Read what the chosen view needs, and show it. A newer question ends this one."""
        view = self._view
        storage = self.journal.storage
        view.prepare()
        try:
            self._questions, empty = await self.journal.ask(_frame, storage)
            if not self.is_attached:
                return
            facts = None if empty else await self.journal.ask(view.read, storage, self._asked)
        except PatternsCancelled:
            return
        except JournalError as trouble:
            self._say(str(trouble))
            return
        if not self.is_attached:
            return
        self._say("")
        self._say_paused()
        self._show_empty(empty)
        view.facts = facts
        if facts is not None:
            view.show(facts)
            self.query_one(ViewTabs).fact = view.fact(facts)
            self._show_table()
        self._hint_keys()
        self.refresh_bindings()
        if facts is not None:
            await self._painted()  # what is reckoned in a thread would hold up the painting of what is there
            words = await self.journal.ask(view.later, facts)
            if view.is_attached:
                view.show_later(words)

    async def _painted(self) -> None:
        painted = asyncio.Event()
        if self.call_after_refresh(painted.set):
            await painted.wait()

    def refresh_from_storage(self) -> None:
        """Another program wrote, or a screen above changed something."""
        self._load()

    @on(events.ScreenSuspend)
    def _went_under(self) -> None:
        self._was_under = True
        self._view.leave()

    @on(events.ScreenResume)
    def _came_back(self) -> None:
        """Look again: a screen above may have changed something."""
        if self._was_under:
            self._was_under = False
            self._load()

    # --- what is seen -------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay out anew: other views fit, and in a narrow terminal other ranges."""
        if self._was_tiny != self._tiny:
            self._was_tiny = self._tiny
            self._load()
        elif (facts := self._view.facts) is not None:
            self.call_after_refresh(self._view.show, facts)

    def _say(self, trouble: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = bool(trouble)

    def _say_paused(self) -> None:
        since = self._questions.paused_since
        line = self.query_one("#paused", Static)
        if since:
            year = "" if since.year == self._today.year else f" {since.year}"
            day = f"{since.day} {MONTHS[since.month - 1]}{year}"
            line.update(Content(f"Tracking is paused since {day}. p begins again."))
        line.display = since is not None

    def _show_empty(self, empty: bool) -> None:
        """Show the hill in the place of the views. It is made when it is needed, as the table is."""
        self._empty = empty
        self.query_one("#moods").display = not empty
        places = self.query(EmptyPlace)
        places.set(display=empty)
        if empty and not places:
            self.mount(EmptyPlace(*NO_CHECKINS), before=self.query_one(KeysBar))

    def _show_table(self) -> None:
        view, tables = self._view, self.query(PlainTable)
        shown = self._as_table and view.facts is not None
        view.display = not shown
        tables.set(display=shown)
        if shown:
            table = tables.first() if tables else PlainTable(id="table")
            if not tables:
                self.query_one("#moods").mount(table)
            table.show(view.table(view.facts))
            table.focus()
        else:
            if isinstance(self.focused, PlainTable):
                self.set_focus(None)
            if self.focused is None:
                view.take_focus()

    def _hint_keys(self) -> None:
        if isinstance(self.focused, YearGrid):
            hints = [
                KeyHint("year.day-after", "days"),
                KeyHint("year.open", "open day"),
                KeyHint("moods.years", "years"),
            ]
        elif self._view.facts is None:
            hints = [KeyHint("check-in", "check in")] if self._empty else []
        else:
            hints = [KeyHint("moods.next-view", "view"), *(KeyHint(*hint) for hint in self._view.hints())]
        self.query_one(KeysBar).hints = (*hints[:5], KeyHint("keys-letter", "all keys"))

    # --- keys ---------------------------------------------------------------------------------------------------------

    async def action_view(self, by: int) -> None:
        """Look at the next view, or the one before."""
        await self._choose((self._number + by) % len(VIEWS))

    @on(ViewTabs.Pressed)
    async def _pressed(self, event: ViewTabs.Pressed) -> None:
        await self._choose(event.view)

    async def _choose(self, number: int) -> None:
        if number == self._number:
            return
        self._view.leave()
        self.set_focus(None)
        self._view.display = False
        self._number = number
        if not self.query(f"#{_id(number)}"):
            await self.query_one("#moods").mount(VIEWS[number](id=_id(number)))
        self.query_one(ViewTabs).chosen = number
        self.query_one(ViewTabs).fact = ""
        self.refresh_bindings()
        self._load()

    def action_range(self) -> None:
        """Look at a longer time; after all of it at the last 30 days again."""
        self._range = (self._range + 1) % len(RANGES)
        if self._tiny and RANGES[self._range] == 90:  # both are four weeks there
            self._range += 1
        self._load()

    def action_table(self) -> None:
        """Show the view as rows of words, or as a picture again."""
        self._as_table = not self._as_table
        self._show_table()

    def action_pause(self) -> None:
        """Pause tracking, or begin again. Nothing that was noted goes away."""
        self._ask(lambda chosen: chosen.paused(None if chosen.paused_since else self._today))

    def action_off(self) -> None:
        """Stop looking at the selected pattern, or look at it again."""
        if pattern := self.query_one(TogetherView).chosen:
            self._ask(lambda chosen: chosen.with_pattern(pattern))

    @work(group="choosing", description="keeping a choice")
    async def _ask(self, change: Callable[[Questions], Questions]) -> None:
        preferences = self.journal.storage.preferences
        try:
            await self.journal.ask(lambda: preferences.ask(change(preferences.questions())))
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._load()

    def action_move(self, by: int) -> None:
        """Scroll, or look at another year."""
        view = self._view
        if not isinstance(view, YearView):
            view.move(by)
        elif view.facts is not None and (view.facts.before if by < 0 else view.facts.after):
            self._year = view.facts.asked.year + (1 if by > 0 else -1)
            self._load()

    def action_days(self) -> None:
        """In Year, give the arrows to the days, or back to the years."""
        grid = self.query_one(YearGrid)
        if grid.has_focus:
            self.set_focus(None)
        else:
            grid.focus()

    def action_years(self) -> None:
        """Give the arrows back to the years."""
        self.set_focus(None)

    def action_noted(self, by: int) -> None:
        """In Year, choose the day before or after with anything."""
        self.query_one(YearView).go_noted(by)

    def action_calendar(self) -> None:
        """In Year, show the calendar of entries and check-ins where there is no room for both."""
        self.query_one(YearView).toggle_calendar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some keys mean something in one view, and nothing in the others."""
        if not self.is_mounted:
            return True
        view = self._view
        if action in ("days", "noted", "calendar", "years"):
            return isinstance(view, YearView) and (action != "years" or isinstance(self.focused, YearGrid))
        if action == "off":
            return isinstance(view, TogetherView) and not self._as_table
        if action in ("range", "table", "open"):
            return view.facts is not None and (action != "range" or view.HAS_RANGE)
        return True

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus."""
        self._hint_keys()

    def on_descendant_blur(self) -> None:
        """Show the keys of what has the focus."""
        self._hint_keys()

    def action_open(self) -> None:
        """Open the day that is looked at."""
        view = self._view
        if view.facts is not None and (day := view.day(view.facts)):
            self._open(day)

    @on(DayWanted)
    def _day_wanted(self, event: DayWanted) -> None:
        self._open(event.day)

    def _open(self, day: date) -> None:
        from journal.screens.day import DayScreen

        self.app.push_screen(DayScreen(day))


def _id(number: int) -> str:
    return f"view-{number}"


def _frame(storage: Storage) -> tuple[Questions, bool]:
    """Return what the person chose, and whether there is nothing to look at."""
    return storage.preferences.questions(), not storage.moods.page(limit=1)
