"""The cards of Today: the check-in that one key makes, and the week as it was."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from journal.moods import Checkin
from journal.screens.today_view import WEEK, TodayView
from journal.screens.today_words import GENTLY, PAUSED, week_rows
from journal.widgets.mood_chips import MoodChips


class CheckInCard(Vertical):
    """Five moods, each a key away; after one was noted, what was noted and when."""

    def compose(self) -> ComposeResult:
        """Lay out the question, the moods, and a line below them."""
        with Horizontal(id="asking"):
            yield Static(id="question")
            yield Static(id="aside")
        yield MoodChips()
        yield Static(id="low-high")
        yield Static(id="gently")

    def show(self, view: TodayView, noted: Checkin | None, *, tiny: bool) -> None:
        """Show it, with the check-in of a moment ago if there is one."""
        questions = view.questions
        paused = questions.paused_since is not None
        chips = self.query_one(MoodChips)
        chips.words = questions.mood_words
        chips.display = not paused
        chips.chosen = noted.mood if noted else None
        if paused:
            title, aside = "Tracking is paused", ""
        elif noted:
            title, aside = "Right now", f"noted at {noted.at:%H:%M}"
            if tiny:  # there the chips have no frame
                word = "" if noted.mood is None else f" · {questions.mood_words[noted.mood - 1]}"
                title = f"{title}{word} · {aside}"
        else:
            title, aside = "How is it right now?", "One key is enough. Skip anything."
        self.query_one("#question", Static).update(Content.styled(title, "$accent"))
        self.query_one("#aside", Static).update(Content(aside))
        low_high = self.query_one("#low-high", Static)
        low_high.update(Content(f"{questions.mood_words[0]} to {questions.mood_words[-1]}"))
        low_high.display = tiny and not paused
        gently = [*([PAUSED] if paused else []), *([GENTLY] if view.daily.gently else [])]
        line = self.query_one("#gently", Static)
        line.update(Content("\n".join(gently)))
        line.display = bool(gently)


class WeekCard(Vertical):
    """On which of the last seven days something was written, and how they felt."""

    def compose(self) -> ComposeResult:
        """Lay out a title, the days, and the same in words."""
        yield Static(id="week-title")
        yield Static(id="week-days")
        yield Static(id="week-line")

    def show(self, view: TodayView, *, wide: bool, tiny: bool) -> None:
        """Show the week. One without writing is not counted out loud; of a new journal there is none."""
        paused = view.questions.paused_since is not None
        wrote = f"Wrote on {view.daily.rhythm} days." if view.written else ""
        if tiny:
            title = Content.styled(wrote, "$ink")
        else:
            counted_days = f"Wrote {view.written} of the last {WEEK} days"
            title = Content.styled("This week" if wide or not wrote else counted_days, "$accent")
        self.display = not view.is_new and not (tiny and view.counters)  # there, one row is for numbers
        self.query_one("#week-title", Static).update(title)
        days = self.query_one("#week-days", Static)
        with_moods = not paused and (wide or not view.counters)  # beside a counter there is no room for both
        days.update(week_rows(view, "wrote  " if wide else "", "   " if wide else "  ", with_moods=with_moods))
        days.display = not tiny
        line = self.query_one("#week-line", Static)
        line.update(Content(wrote))
        line.display = wide and bool(wrote)
