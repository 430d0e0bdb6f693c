"""What every view of the Moods place is made of: what it is asked, what it finds, and how it shows that."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, Generic, TypeVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from journal.cleaning import clean_line
from journal.finding import Cursor
from journal.lookback import WINDOW, level_of
from journal.moods import Point
from journal.questions import Questions
from journal.storage import Storage
from journal.widgets.plain_table import Table
from journal.wording import MOOD_GLYPHS, MOOD_WORDS, day_in_line

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person looks at: a number of days up to today, `None` for all of them, or a year."""

    today: date
    year: int
    dates: int | None = 90
    questions: Questions = field(default_factory=Questions)

    @property
    def since(self) -> date | None:
        """The first day, where there is one."""
        return self.today - timedelta(days=self.dates - 1) if self.dates else None

    @property
    def since_for_line(self) -> date | None:
        """The first day whose numbers are needed: the line looks six days back."""
        return self.since - timedelta(days=WINDOW - 1) if self.since else None

    @property
    def words(self) -> str:
        """The range in words."""
        return f"last {self.dates} days" if self.dates else "all days"


@dataclass
class DayWanted(Message):
    """A day is to be opened."""

    day: date


class MoodView(VerticalScroll, Generic[Facts], can_focus=False, inherit_bindings=False):
    """One way to look back. `read` runs beside the screen and never touches a widget; `show` gets what it found."""

    NAME: ClassVar[str]
    HAS_RANGE: ClassVar[bool] = True
    facts: Facts | None = None

    def read(self, storage: Storage, asked: Asked) -> Facts:
        """Return what is to be shown. Raises what the database does."""
        raise NotImplementedError

    def show(self, facts: Facts) -> None:
        """Show it."""
        raise NotImplementedError

    def fact(self, facts: Facts) -> str:
        """Return the quiet fact at the right of the views."""
        raise NotImplementedError

    def table(self, facts: Facts) -> Table:
        """Return the same as rows of words."""
        raise NotImplementedError

    def day(self, facts: Facts) -> date | None:
        """Return the day that enter opens."""
        return None

    def move(self, by: int) -> None:
        """Answer the arrows up and down."""
        self.scroll_relative(y=by, animate=False)

    def prepare(self) -> None:
        """Get ready for an answer that may take a while."""

    def later(self, facts: Facts) -> Content:
        """Return what takes longer to find out, and is shown after the rest. Runs beside the screen, as `read` does."""
        return Content("")

    def show_later(self, words: Content) -> None:
        """Show what took longer."""

    def take_focus(self) -> None:
        """Give the arrows to what is in the view, if it wants them."""

    def leave(self) -> None:
        """Another view is looked at: stop whatever still goes on."""

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys that matter here, by the id of the binding, with a word."""
        return ()

    # --- for the views ------------------------------------------------------------------------------------------------

    def say(self, where: str, words: Content | str) -> None:
        """Put words in a place; no words take no room."""
        line = self.query_one(where, Static)
        content = Content(words) if isinstance(words, str) else words
        line.update(content)
        line.display = bool(content.plain)

    @property
    def roomy(self) -> bool:
        """Whether there are rows to spare."""
        return not self.screen.has_class("-short")


def first_day(points: tuple[Point, ...], asked: Asked, *, more_before: bool) -> date:
    """Return where a picture begins: with its range, or with the first check-in where that is later."""
    first = points[0].date if points else asked.today
    if asked.since is None or not more_before:
        return min(max(asked.since or first, first), asked.today)
    return asked.since


def points_of(storage: Storage, asked: Asked) -> tuple[tuple[Point, ...], date]:
    """Return the numbers that a line needs, and the day on which its picture begins."""
    points = storage.moods.points(asked.since_for_line, asked.today)
    earlier = asked.since is not None and any_before(storage, asked.since)
    return points, first_day(points, asked, more_before=earlier)


def any_before(storage: Storage, day: date) -> bool:
    """Return whether there are check-ins from before a day, give or take the hours between time zones."""
    return bool(storage.moods.page(after=Cursor(datetime(day.year, day.month, day.day, tzinfo=UTC), ""), limit=1))


def level_in_words(value: float | None, words: tuple[str, ...] = MOOD_WORDS) -> str:
    """Return a mood for a table: the number, and the word it is nearest to."""
    return "" if value is None else f"{value:g} {clean_line(words[level_of(value) - 1])}"


def number_in_words(value: float | None, unit: str = "") -> str:
    """Return a number for a table, empty where there is none."""
    return "" if value is None else f"{round(value, 1):g}{unit}"


def lower_first(sentence: str) -> str:
    """Return a sentence so that it can follow a colon."""
    return sentence[:1].lower() + sentence[1:]


def dates_in_words(since: date, until: date, today: date) -> str:
    """Return a day, or the first and the last of several."""
    first, last = day_in_line(since, today), day_in_line(until, today)
    return first if since == until else f"{first} to {last}"


def mood_style(value: float) -> str:
    """Return the colour of a mood."""
    return f"$mood{level_of(value)}"


def mood_glyph(value: float) -> str:
    """Return the glyph of a mood."""
    return MOOD_GLYPHS[level_of(value) - 1]
