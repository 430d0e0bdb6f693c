"""Today: one glance and one key. What could be looked at is offered, and nothing is ever late."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.ids import new_id
from journal.moods import Checkin, new_checkin
from journal.screens.prompted import PromptedWriting
from journal.screens.today_parts import CheckInCard, WeekCard
from journal.screens.today_view import TodayView, look_at
from journal.screens.today_words import (
    WELCOME_BACK,
    circle_words,
    latest_words,
    memory_words,
    open_words,
    prompt_words,
)
from journal.widgets.bindings import key
from journal.widgets.counter_card import CounterCard
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.mood_chips import MoodChips
from journal.widgets.mood_row import LETTERS
from journal.widgets.words import Words
from journal.wording import MOOD_WORDS, day_and_month, greeting

_CORRECTS_FOR = timedelta(minutes=1)
"""Another mood so soon after one noted here is a corrected key, not a second check-in."""
_FRESH_FOR = timedelta(minutes=10)
"""So long the card says what was noted, and `c` adds to it."""
_TODAY = Binding.Group("Today")


class TodayScreen(PromptedWriting):
    """The home place."""

    CSS_PATH = ["../widgets/later.tcss", "today.tcss"]
    AUTO_FOCUS = ""  # none at all; Textual would find a hidden field, and letters would go there
    BINDINGS = [
        *(
            key(letter, f"note({mood})", f"today.mood{mood}", word.capitalize(), f"Note how it is: {word}", _TODAY)
            for mood, (letter, word) in enumerate(zip(LETTERS, MOOD_WORDS, strict=True), start=1)
        ),
        key(
            "c",
            "app.check_in",
            "today.check-in",
            "Check in",
            "A check-in with as much or as little as you like",
            _TODAY,
        ),
        key("w", "write", "today.write", "Write", "Write about the question of the day, if there is one", _TODAY),
        key("n", "write_freely", "today.new", "New page", "Write a new entry", _TODAY),
        key("p", "another", "today.another", "Another question", "Pass over the question of the day", _TODAY),
        key("h", "hide", "today.hide", "Hide numbers", "Show words in the place of numbers, or numbers again", _TODAY),
        key("u", "app.undo_checkin", "today.undo", "Undo", "Take back what was noted last", _TODAY),
        key("o", "unfinished", "today.unfinished", "Open the unfinished page", "Go on with unfinished writing", _TODAY),
        key("l", "letters", "today.letters", "Letters", "Open the letter that has come", _TODAY),
        key("enter", "latest", "today.latest", "Read", "Read the page that is shown here, in the journal", _TODAY),
        key(
            "comma",
            "app.settings",
            "today.settings",
            "Settings",
            "Theme, auto-lock, keys, check-ins",
            _TODAY,
            display=",",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view: TodayView | None = None
        self._skipped: tuple[date, int] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the places, the greeting, the check-in card, and what there is beside it."""
        yield PlacesBar("Today")
        with Vertical(classes="page"):
            with Horizontal(id="greeting"):
                yield Static(id="hello")
                yield Static(id="date")
            yield Static(id="trouble", classes="trouble")
            yield CheckInCard(id="card")
            with Horizontal(id="both"):
                with Vertical(id="left"):
                    yield Words("", id="open")
                    yield Words("", id="prompt")
                    yield Words("", id="memory")
                    yield Words("", id="latest")
                    yield Words("", id="circle")
                with Vertical(id="right"):
                    yield CounterCard(id="counter")
                    yield WeekCard(id="week")
        yield KeysBar()

    def on_mount(self) -> None:
        """Say hello at once, and ask the journal."""
        self._greet()
        for problem in (*self.journal.problems, *self.journal.storage.warnings):
            self.say(problem)
        self.refresh_from_storage()

    def on_screen_resume(self) -> None:
        """Look again after another screen was in front."""
        self.refresh_from_storage()

    def on_resize(self) -> None:
        """Lay out the words anew where there is more or less room."""
        self._show()

    def refresh_from_storage(self) -> None:
        """Another program wrote, or another screen changed something."""
        self._look()

    @work(group="today", exclusive=True, description="looking at today")
    async def _look(self) -> None:
        now = self.journal.now().at
        try:
            view = await self.journal.ask(look_at, self.journal.storage, now, self._passed_over(now.date()))
        except JournalError as trouble:
            self.say(str(trouble))
            return
        if self.is_attached:
            self._view = view
            self.journal.questions = view.questions
            self._show()

    def _passed_over(self, day: date) -> int:
        """Return how many questions were passed over on a day."""
        return self._skipped[1] if self._skipped and self._skipped[0] == day else 0

    # --- what is seen -------------------------------------------------------------------------------------------------

    def _greet(self) -> None:
        now = self.journal.time_on_the_wall()
        called = clean_line(self._view.daily.choices.called) if self._view else ""
        hello = WELCOME_BACK if self._view and self._view.away else greeting(now, called)
        self.query_one("#hello", Static).update(Content.styled(hello, "bold $ink"))
        day = day_and_month(now.date())
        self.query_one("#date", Static).update(Content(f"{day} {now.year}" if self.has_class("-wide") else day))

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self._greet()
        tiny, wide = self.has_class("-tiny"), self.has_class("-wide")
        self.query_one(CheckInCard).show(view, self._fresh(view), tiny=tiny)
        self._show_left(view)
        self.query_one(WeekCard).show(view, wide=wide, tiny=tiny)
        self._show_counter(view)
        self._hint_keys(view)

    def _show_left(self, view: TodayView) -> None:
        roomy = self.has_class("-wide") and self.has_class("-tall")
        tiny = self.has_class("-tiny")
        prompt = view.daily.prompt
        waits = open_words(view) if not tiny or view.unfinished or view.letters or prompt is None else Content("")
        memory = memory_words(view, with_keys=roomy)
        self._fill("#open", waits)
        self._fill("#prompt", prompt_words(prompt, with_keys=roomy, bare=tiny))
        self._fill("#memory", memory if not (tiny and prompt) else Content(""))
        circle = Content("") if tiny else circle_words(view, self.journal.now().at.tzinfo)
        # Two pages at once would pull in two directions: the old one stands in the place of the latest. Where there is
        # little room, somebody else's does so too.
        given_way = memory or (prompt and (tiny or (circle and not roomy)))
        in_short = bool(prompt) and (not roomy or bool(circle))
        self._fill("#latest", Content("") if given_way else latest_words(view, in_short=in_short))
        self._fill("#circle", circle)

    def _fill(self, selector: str, words: Content) -> None:
        line = self.query_one(selector, Words)
        line.display = bool(words)
        line.update(words)

    def _show_counter(self, view: TodayView) -> None:
        first = view.counters[0] if view.counters else None
        tiny = self.has_class("-tiny")
        self.set_class(first is not None, "-counted")
        self.query_one(CounterCard).show(first, others=max(0, len(view.counters) - 1), one_line=tiny)

    def _hint_keys(self, view: TodayView) -> None:
        bar = self.query_one(KeysBar)
        bar.hints = (
            KeyHint("today.write", "write"),
            KeyHint("today.check-in", "add to check-in" if self.journal.fresh_checkin else "check in"),
            *([KeyHint("today.undo", "undo")] if self.journal.can_undo_checkin else []),
            KeyHint("today.another", "another prompt"),
            KeyHint("today.hide", "show numbers" if view.daily.choices.numbers_hidden else "hide numbers")
            if view.counters
            else KeyHint("today.settings", "settings"),
            *([] if self.journal.can_undo_checkin else [KeyHint("quiet-letter", "quiet")]),
            KeyHint("keys-letter", "all keys"),
        )
        minutes = self.journal.settings.auto_lock_minutes
        bar.fact = f"locks in {minutes} min" if minutes else ""

    def _fresh(self, view: TodayView) -> Checkin | None:
        """Return the check-in of a moment ago, to which more can be added."""
        last = view.last
        fresh = last is not None and abs(self.journal.now().at - last.noted_at) <= _FRESH_FOR and not last.later
        return last if fresh else None

    def say(self, trouble: str) -> None:
        """Say what did not work, above the card."""
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = True

    # --- what can be done ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that have nothing to act on."""
        if action == "unfinished":
            return self._view is not None and self._view.unfinished > 0
        if action == "latest":
            return self._view is not None and bool(self._view.latest or self._view.daily.memory)
        if action == "letters":
            return self._view is not None and bool(self._view.letters)
        if action == "hide":
            return self._view is not None and bool(self._view.counters)
        if action == "another":
            return self._view is not None and self._view.daily.prompt is not None
        if action == "note":
            return self._view is None or self._view.questions.paused_since is None
        return True

    @on(MoodChips.Pressed)
    def _pressed(self, event: MoodChips.Pressed) -> None:
        if self.check_action("note", ()):
            self.action_note(event.mood)

    @work(group="noting", description="noting a mood")
    async def action_note(self, mood: int) -> None:
        """Note a mood: a whole check-in. Another key within a minute corrects it."""
        now = self.journal.now()
        before = self.journal.noted_here
        if before is not None and now.at - before.noted_at <= _CORRECTS_FOR:
            noted = replace(before, mood=mood)
            do: Callable[[], object] = partial(self.journal.storage.moods.change, noted, now.at)
        else:
            noted = replace(new_checkin(new_id(now.at), now, now.at), mood=mood)
            do = partial(self.journal.storage.moods.add, noted)
        try:
            await self.journal.ask(do)
        except JournalError as trouble:
            self.say(str(trouble))
            return
        self.query_one("#trouble", Static).display = False
        self.journal.checkin_noted(noted, here=True)
        self.refresh_from_storage()

    def action_write(self) -> None:
        """Write about the question of the day, or on an empty page where there is none."""
        self.write_about(self._view.daily.prompt if self._view else None)

    def action_write_freely(self) -> None:
        """Write a new entry on an empty page."""
        self.write_about(None)

    def action_another(self) -> None:
        """Pass over the question of the day, for today."""
        day = self.journal.now().at.date()
        self._skipped = (day, self._passed_over(day) + 1)
        self.refresh_from_storage()

    @work(group="hiding", exclusive=True, description="keeping whether numbers are shown")
    async def action_hide(self) -> None:
        """Show words in the place of numbers, or numbers again; it is remembered."""
        preferences = self.journal.storage.preferences

        def turn() -> None:
            choices = preferences.choices()
            preferences.choose(replace(choices, numbers_hidden=not choices.numbers_hidden))

        try:
            await self.journal.ask(turn)
        except JournalError as trouble:
            self.say(str(trouble))
            return
        self.refresh_from_storage()

    def action_letters(self) -> None:
        """Show the letters that wait, with the one that has come."""
        from journal.screens.letters import LettersScreen

        self.app.push_screen(LettersScreen(), self.look_again)

    def action_unfinished(self) -> None:
        """Go on with unfinished writing."""
        self.journal.offer_drafts()

    async def action_latest(self) -> None:
        """Read the page that is shown here, in the journal."""
        if self._view is not None and (memory := self._view.daily.memory):
            self.journal.show_entry(memory)
        else:
            await self.app.run_action("app.go_to('2')")
