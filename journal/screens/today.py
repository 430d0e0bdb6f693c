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
from journal.deep_writing import deep_form
from journal.errors import JournalError
from journal.filling import open_form
from journal.ids import new_id
from journal.moods import Checkin, new_checkin
from journal.prompts import Prompt
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.keepers import StorageKeeper
from journal.screens.today_view import WEEK, TodayView, look_at
from journal.screens.today_words import (
    GENTLY,
    PAUSED,
    WELCOME_BACK,
    latest_words,
    memory_words,
    open_words,
    prompt_words,
    week_rows,
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


class TodayScreen(JournalScreen[None], Refreshable):
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
            with Vertical(id="card"):
                with Horizontal(id="asking"):
                    yield Static(id="question")
                    yield Static(id="aside")
                yield MoodChips()
                yield Static(id="low-high")
                yield Static(id="gently")
            with Horizontal(id="both"):
                with Vertical(id="left"):
                    yield Words("", id="open")
                    yield Words("", id="prompt")
                    yield Words("", id="memory")
                    yield Words("", id="latest")
                with Vertical(id="right"):
                    yield CounterCard(id="counter")
                    with Vertical(id="week"):
                        yield Static(id="week-title")
                        yield Static(id="week-days")
                        yield Static(id="week-line")
        yield KeysBar()

    def on_mount(self) -> None:
        """Say hello at once, and ask the journal."""
        self._greet()
        for problem in (*self.journal.problems, *self.journal.storage.warnings):
            self._say(problem)
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
            self._say(str(trouble))
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
        self._show_card(view)
        self._show_left(view)
        self._show_week(view)
        self._show_counter(view)
        self._hint_keys(view)

    def _show_card(self, view: TodayView) -> None:
        questions, noted = view.questions, self._fresh(view)
        paused = questions.paused_since is not None
        chips = self.query_one(MoodChips)
        chips.words = questions.mood_words
        chips.display = not paused
        chips.chosen = noted.mood if noted else None
        if paused:
            title, aside = "Tracking is paused", ""
        elif noted:
            title, aside = "Right now", f"noted at {noted.at:%H:%M}"
            if self.has_class("-tiny"):  # there the chips have no frame
                word = "" if noted.mood is None else f" · {questions.mood_words[noted.mood - 1]}"
                title = f"{title}{word} · {aside}"
        else:
            title, aside = "How is it right now?", "One key is enough. Skip anything."
        self.query_one("#question", Static).update(Content.styled(title, "$accent"))
        self.query_one("#aside", Static).update(Content(aside))
        ends = Content(f"{questions.mood_words[0]} to {questions.mood_words[-1]}")
        low_high = self.query_one("#low-high", Static)
        low_high.update(ends)
        low_high.display = self.has_class("-tiny") and not paused
        gently = [*([PAUSED] if paused else []), *([GENTLY] if view.daily.gently else [])]
        line = self.query_one("#gently", Static)
        line.update(Content("\n".join(gently)))
        line.display = bool(gently)

    def _show_left(self, view: TodayView) -> None:
        roomy = self.has_class("-wide") and self.has_class("-tall")
        tiny = self.has_class("-tiny")
        prompt = view.daily.prompt
        waits = open_words(view)
        memory = memory_words(view, with_keys=roomy)
        self._fill("#open", waits if not (tiny and prompt and not view.unfinished) else Content(""))
        self._fill("#prompt", prompt_words(prompt, with_keys=roomy, bare=tiny))
        self._fill("#memory", memory if not (tiny and prompt) else Content(""))
        # Two pages at once would pull in two directions: the old one stands in the place of the latest.
        latest = Content("") if memory or (tiny and prompt) else latest_words(view, in_short=not roomy and bool(prompt))
        self._fill("#latest", latest)

    def _fill(self, selector: str, words: Content) -> None:
        line = self.query_one(selector, Words)
        line.display = bool(words)
        line.update(words)

    def _show_week(self, view: TodayView) -> None:
        wide, tiny = self.has_class("-wide"), self.has_class("-tiny")
        paused = view.questions.paused_since is not None
        # A week without writing is not counted out loud.
        wrote = f"Wrote on {view.daily.rhythm} days." if view.written else ""
        if tiny:
            title = Content.styled(wrote, "$ink")
        else:
            counted_days = f"Wrote {view.written} of the last {WEEK} days"
            title = Content.styled("This week" if wide or not wrote else counted_days, "$accent")
        self.query_one("#week").display = not view.is_new
        self.query_one("#week-title", Static).update(title)
        days = self.query_one("#week-days", Static)
        with_moods = not paused and (wide or not view.counters)  # beside a counter there is no room for both
        days.update(week_rows(view, "wrote  " if wide else "", "   " if wide else "  ", with_moods=with_moods))
        days.display = not tiny
        line = self.query_one("#week-line", Static)
        line.update(Content(wrote))
        line.display = wide and bool(wrote)

    def _show_counter(self, view: TodayView) -> None:
        first = view.counters[0] if view.counters else None
        tiny = self.has_class("-tiny")
        self.set_class(first is not None, "-counted")
        self.query_one(CounterCard).show(first, others=max(0, len(view.counters) - 1), one_line=tiny)
        if tiny and first is not None:  # there is one row for numbers, and somebody chose this one
            self.query_one("#week").display = False

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

    def _say(self, trouble: str) -> None:
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
            self._say(str(trouble))
            return
        self.query_one("#trouble", Static).display = False
        self.journal.checkin_noted(noted, here=True)
        self.refresh_from_storage()

    def action_write(self) -> None:
        """Write a new entry, below the question of the day if there is one; a deeper one may have a time that ends."""
        prompt = self._view.daily.prompt if self._view else None
        if prompt is None or not prompt.deeper:
            self._write(prompt)
        else:
            from journal.screens.time_box import TimeBoxScreen

            self.app.push_screen(TimeBoxScreen(prompt), partial(self._timed, prompt))

    def _timed(self, prompt: Prompt, minutes: int | None) -> None:
        if minutes == 0:
            self._write(prompt)
        elif minutes:
            self._write_for(prompt, minutes)

    @work(group="deep", exclusive=True, description="opening deep writing")
    async def _write_for(self, prompt: Prompt, minutes: int) -> None:
        from journal.screens.form import FormScreen

        form = deep_form(prompt, minutes)
        try:
            opened = await self.journal.ask(open_form, self.journal.storage, form, self.journal.now(), new=True)
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self.app.push_screen(FormScreen(opened), self._written)

    def action_write_freely(self) -> None:
        """Write a new entry on an empty page."""
        self._write(None)

    def _write(self, prompt: Prompt | None) -> None:
        from journal.screens.write import WriteScreen

        self.app.push_screen(WriteScreen(StorageKeeper(self.journal.storage), prompt=prompt), self._written)

    def action_another(self) -> None:
        """Pass over the question of the day, for today."""
        day = self.journal.now().at.date()
        self._skipped = (day, self._passed_over(day) + 1)
        self.refresh_from_storage()

    def _written(self, _kept: object) -> None:
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
            self._say(str(trouble))
            return
        self.refresh_from_storage()

    def action_letters(self) -> None:
        """Show the letters that wait, with the one that has come."""
        from journal.screens.letters import LettersScreen

        self.app.push_screen(LettersScreen(), self._written)

    def action_unfinished(self) -> None:
        """Go on with unfinished writing."""
        self.journal.offer_drafts()

    async def action_latest(self) -> None:
        """Read the page that is shown here, in the journal."""
        if self._view is not None and (memory := self._view.daily.memory):
            self.journal.show_entry(memory)
        else:
            await self.app.run_action("app.go_to('2')")
