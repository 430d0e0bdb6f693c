"""Today: one glance and one key. What could be looked at is offered, and nothing is ever late."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from rich.cells import cell_len
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
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.keepers import Kept, StorageKeeper
from journal.screens.today_view import WEEK, TodayView, look_at
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.mood_chips import MoodChips
from journal.widgets.mood_row import LETTERS
from journal.widgets.words import Words
from journal.wording import (
    MOOD_GLYPHS,
    MOOD_WORDS,
    NO_MOOD,
    WEEKDAYS,
    counted,
    day_and_month,
    greeting,
    said_in_line,
)

_CORRECTS_FOR = timedelta(minutes=1)
"""Another mood so soon after one noted here is a corrected key, not a second check-in."""
_FRESH_FOR = timedelta(minutes=10)
"""So long the card says what was noted, and `c` adds to it."""
_LOWEST = 1
_PREVIEW = 160
"""So long the beginning of a text is kept for lists; what is as long was cut."""
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
        key("w,n", "write", "today.write", "Write", "Write a new entry", _TODAY),
        key("u", "app.undo_checkin", "today.undo", "Undo", "Take back what was noted last", _TODAY),
        key("o", "unfinished", "today.unfinished", "Open the unfinished page", "Go on with unfinished writing", _TODAY),
        key("enter", "latest", "today.latest", "Open the latest entry", "Read it in the journal", _TODAY),
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
                    yield Words("", id="latest")
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
        today = self.journal.now().at.date()
        try:
            view = await self.journal.ask(look_at, self.journal.storage, today)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        if self.is_attached:
            self._view = view
            self.journal.questions = view.questions
            self._show()

    # --- what is seen -------------------------------------------------------------------------------------------------

    def _greet(self) -> None:
        now = self.journal.time_on_the_wall()
        self.query_one("#hello", Static).update(Content.styled(greeting(now), "bold $ink"))
        day = day_and_month(now.date())
        self.query_one("#date", Static).update(Content(f"{day} {now.year}" if self.has_class("-wide") else day))

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self._greet()
        if view.away:
            self.query_one("#hello", Static).update(
                Content.styled("Welcome back. Nothing to catch up on.", "bold $ink")
            )
        self._show_card(view)
        self._show_left(view)
        self._show_week(view)
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
        gently = ""
        if paused:
            gently = "Your journal stays. c still notes a moment, and p in Moods begins again."
        elif noted and noted.mood == _LOWEST:
            gently = "F2 or ! is there if you want it."
        line = self.query_one("#gently", Static)
        line.update(Content(gently))
        line.display = bool(gently)

    def _show_left(self, view: TodayView) -> None:
        lines: list[Content] = []
        if view.unfinished:
            pages = counted(view.unfinished, "unfinished page")
            lines.append(
                _pressable("o", f"{pages}, as you left {'it' if view.unfinished == 1 else 'them'}", "unfinished")
            )
        if view.asks_sleep and not view.is_new and view.questions.paused_since is None:
            lines.append(_pressable("c", "last night’s sleep can be noted", "check-in"))
        offered = self.query_one("#open", Words)
        offered.display = bool(lines)
        offered.update(Content("\n").join([Content.styled("Open, if you like", "$accent"), *lines]))
        self.query_one("#latest", Words).update(self._latest(view))

    def _latest(self, view: TodayView) -> Content:
        if view.latest is None:
            kindly = "Both are fine. A check-in is one key." if view.is_new else "Both are fine."
            return Content("\n").join(
                [
                    Content.styled("Write one line, or nothing.", "bold $ink"),
                    Content.styled(kindly, "$muted"),
                    Content(""),
                    _pressable("w", "write", "write"),
                ]
            )
        line = view.latest
        heading = Content.assemble(("Latest", "$accent"), (f" · {said_in_line(line.created_at, view.today)}", "$muted"))
        if line.mood is not None:
            word = view.questions.mood_words[line.mood - 1]
            heading += Content.assemble(
                (" · ", "$muted"), (MOOD_GLYPHS[line.mood - 1], f"$mood{line.mood}"), (f" {word}", "$ink")
            )
        parts = [heading]
        if line.title:
            parts.append(Content.styled(clean_line(line.title), "bold $ink"))
        if line.preview:
            parts.append(Content(clean_line(line.preview) + ("…" if len(line.preview) >= _PREVIEW else "")))
        parts.append(_pressable("enter", "read it", "latest"))
        return Content("\n").join(parts)

    def _show_week(self, view: TodayView) -> None:
        wide, tiny = self.has_class("-wide"), self.has_class("-tiny")
        paused = view.questions.paused_since is not None
        # A week without writing is not counted out loud.
        wrote = f"Wrote on {view.written} of the last {WEEK} days." if view.written else ""
        if tiny:
            title = Content.styled(wrote, "$ink")
        else:
            counted_days = f"Wrote {view.written} of the last {WEEK} days"
            title = Content.styled("This week" if wide or not wrote else counted_days, "$accent")
        self.query_one("#week").display = not view.is_new
        self.query_one("#week-title", Static).update(title)
        days = self.query_one("#week-days", Static)
        days.update(week_rows(view, "wrote  " if wide else "", "   " if wide else "  ", with_moods=not paused))
        days.display = not tiny
        line = self.query_one("#week-line", Static)
        line.update(Content(wrote))
        line.display = wide and bool(wrote)

    def _hint_keys(self, view: TodayView) -> None:
        bar = self.query_one(KeysBar)
        bar.hints = (
            KeyHint("today.write", "write"),
            KeyHint("today.check-in", "add to check-in" if self.journal.fresh_checkin else "check in"),
            KeyHint("today.undo", "undo") if self.journal.can_undo_checkin else KeyHint("quiet-letter", "quiet"),
            KeyHint("today.settings", "settings"),
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
            return self._view is not None and self._view.latest is not None
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
        """Write a new entry."""
        from journal.screens.write import WriteScreen

        self.app.push_screen(WriteScreen(StorageKeeper(self.journal.storage)), self._written)

    def _written(self, kept: Kept | None) -> None:
        self.refresh_from_storage()

    def action_unfinished(self) -> None:
        """Go on with unfinished writing."""
        self.journal.offer_drafts()

    async def action_latest(self) -> None:
        """Read the latest entry in the journal."""
        await self.app.run_action("app.go_to('2')")


def week_rows(view: TodayView, label: str, gap: str, *, with_moods: bool) -> Content:
    """Return the days of the week with what was written and how it felt, one row each; a row of nothing is left out."""
    indent = " " * cell_len(label)
    rows = [Content.styled(indent + gap.join(WEEKDAYS[day.date.weekday()][0] for day in view.week), "$muted")]
    if view.written:
        marks = (("■", "$accent") if day.wrote else ("□", "$muted") for day in view.week)
        rows.append(Content.styled(label, "$muted") + Content(gap).join(Content.styled(*mark) for mark in marks))
    if with_moods and any(day.mood for day in view.week):
        felt = (
            (MOOD_GLYPHS[day.mood - 1], f"$mood{day.mood}") if day.mood else (NO_MOOD, "$line") for day in view.week
        )
        name = "mood".ljust(len(label)) if label else ""
        rows.append(Content.styled(name, "$muted") + Content(gap).join(Content.styled(*mark) for mark in felt))
    return Content("\n").join(rows)


def _pressable(letter: str, does: str, binding: str) -> Content:
    line = Content.assemble((letter, "$accent"), (f" {does}", "$muted"))
    return line.stylize(f"@click=app.press_binding('today.{binding}')")
