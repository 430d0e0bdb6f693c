"""Year: every day of a year as a block, and a calendar of what was written. The chosen day can be opened."""

from dataclasses import dataclass, field
from datetime import date

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from journal.cleaning import clean_line
from journal.days import Day, days_of
from journal.lookback import tally
from journal.screens.mood_view import Asked, DayWanted, MoodView, any_before, level_in_words, mood_glyph, mood_style
from journal.storage import Storage
from journal.widgets.heat_grid import HeatGrid, HeatPicture
from journal.widgets.plain_table import Table
from journal.widgets.words import Words
from journal.widgets.year_grid import YearGrid, YearPicture
from journal.wording import MOOD_GLYPHS, NO_MOOD, counted, day_in_line

_BESIDE_FROM, _TINY = 90, 60


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The days of a year with check-ins, and those with entries."""

    asked: Asked
    days: tuple[Day, ...]
    entries: dict[date, int] = field(repr=False)
    before: bool
    after: bool

    @property
    def checkins(self) -> int:
        """How many check-ins the year has."""
        return sum(day.checkins for day in self.days)

    @property
    def noted(self) -> frozenset[date]:
        """The days on which there is anything."""
        return frozenset([*(day.date for day in self.days), *self.entries])


class YearView(MoodView[YearFacts]):
    """The blocks with their counts, and below them, or in their place, the calendar."""

    NAME = "Year"
    HAS_RANGE = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._calendar = False

    def compose(self) -> ComposeResult:
        """Lay out the year, the counts beside it, and the calendar."""
        with Horizontal(id="year"):
            yield YearGrid(id="grid")
            with Vertical(id="beside"):
                yield Words("", id="counts")
                yield Words("", id="chosen")
        yield Words("", id="counts-below")
        yield Words("", id="chosen-below")
        yield HeatGrid(id="calendar")

    def read(self, storage: Storage, asked: Asked) -> YearFacts:
        """Fetch the numbers of a year, and on which days entries were written."""
        first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
        days = days_of(storage.moods.points(first, last))
        written = storage.entries.per_day(first, last)
        oldest = storage.entries.oldest(limit=1)
        before = any(line.created_at.year < asked.year for line in oldest)
        before = before or any_before(storage, first)
        return YearFacts(asked, days, written, before, asked.year < asked.today.year)

    def show(self, facts: YearFacts) -> None:
        """Draw the year; the chosen day stays, or is the last one with anything."""
        asked, chosen = facts.asked, self._still_chosen(facts)
        moods = {day.date: day.mood for day in facts.days if day.mood is not None}
        picture = YearPicture(asked.year, moods, facts.noted, min(asked.today, date(asked.year, 12, 31)))
        grid = self.query_one(YearGrid)
        grid.show(picture, chosen, half=self.screen.has_class("-short"))
        self._arrange(facts)
        self._show_chosen(facts, chosen)

    def _still_chosen(self, facts: YearFacts) -> date:
        chosen = self.query_one(YearGrid).chosen
        if chosen and chosen.year == facts.asked.year:
            return chosen
        if facts.noted:
            return max(facts.noted)
        return min(facts.asked.today, date(facts.asked.year, 12, 31))

    def _arrange(self, facts: YearFacts) -> None:
        """Put the counts where there is room, and both pictures, or one of them."""
        beside = self.app.size.width >= _BESIDE_FROM
        both = self.screen.has_class("-tall")
        counts, row = _counts(facts, 12), Content("   ").join(_counts(facts, 0)[:-1])
        self.query_one("#beside").display = beside
        self.say("#counts", Content("\n").join([Content.styled("Days", "$accent"), *counts]) if beside else "")
        self.say("#counts-below", "" if beside or not self.roomy else row)
        self.query_one("#year").display = both or not self._calendar
        self.query_one("#calendar").display = both or self._calendar
        if self._calendar and not both:
            self.say("#counts-below", "")

    def _show_chosen(self, facts: YearFacts, chosen: date) -> None:
        beside = self.app.size.width >= _BESIDE_FROM
        words = self._about(facts, chosen)
        self.say("#chosen", Content("\n").join(words) if beside else "")
        below = words if self.app.size.width >= _TINY else words[:2]
        self.say("#chosen-below", "" if beside else Content.styled(" · ", "$muted").join(below))
        heat = HeatPicture(
            facts.asked.year,
            frozenset(facts.entries),
            frozenset(day.date for day in facts.days),
            min(facts.asked.today, date(facts.asked.year, 12, 31)),
            chosen,
        )
        self.query_one(HeatGrid).show(heat)

    @staticmethod
    def _about(facts: YearFacts, chosen: date) -> list[Content]:
        day = next((one for one in facts.days if one.date == chosen), None)
        words = [Content.styled(day_in_line(chosen, facts.asked.today), "bold $ink")]
        if day and day.mood is not None:
            name = level_in_words(day.mood, facts.asked.questions.mood_words).partition(" ")[2]
            words.append(Content.assemble((mood_glyph(day.mood), mood_style(day.mood)), (f" {name}", "$ink")))
        if day:
            words.append(Content.styled(counted(day.checkins, "check-in"), "$muted"))
        if written := facts.entries.get(chosen):
            words.append(Content.styled(counted(written, "entry", "entries"), "$muted"))
        if not day and not written:
            words.append(Content.styled("nothing noted", "$muted"))
        return words

    @on(YearGrid.Chosen)
    def _chosen(self, event: YearGrid.Chosen) -> None:
        if self.facts is not None and event.day.year == self.facts.asked.year:
            self._show_chosen(self.facts, event.day)

    @on(YearGrid.Opened)
    def _opened(self, event: YearGrid.Opened) -> None:
        self.post_message(DayWanted(event.day))

    # --- what the screen asks -----------------------------------------------------------------------------------------

    def toggle_calendar(self) -> None:
        """Show the calendar in place of the blocks, or the blocks again."""
        self._calendar = not self._calendar
        if self.facts is not None:
            self.show(self.facts)

    def go_noted(self, by: int) -> None:
        """Choose the day before or after with anything."""
        self.query_one(YearGrid).go_noted(by)

    def fact(self, facts: YearFacts) -> str:
        """Return the year and its check-ins."""
        return f"{facts.asked.year} · {counted(facts.checkins, 'check-in')}"

    def day(self, facts: YearFacts) -> date | None:
        """Return the chosen day."""
        return self.query_one(YearGrid).chosen

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the year."""
        return (
            ("moods.up", "year"),
            ("moods.days", "days"),
            ("moods.open", "open day"),
            ("moods.calendar", "calendar"),
            ("moods.table", "as a table"),
        )

    def table(self, facts: YearFacts) -> Table:
        """Return a row for each day with anything, newest first."""
        by_date = {day.date: day for day in facts.days}
        rows = []
        for date_ in sorted(facts.noted, reverse=True):
            day = by_date.get(date_)
            rows.append(
                (
                    day_in_line(date_, facts.asked.today),
                    level_in_words(day.mood if day else None, facts.asked.questions.mood_words),
                    str(day.checkins) if day else "",
                    str(facts.entries.get(date_, "")),
                )
            )
        return Table(("Day", "Mood", "Check-ins", "Entries"), tuple(rows), f"{facts.asked.year}, newest first.")


def _counts(facts: YearFacts, width: int) -> list[Content]:
    """Return how many days there are of each mood, brightest first, and what the dot means."""
    levels, lines = tally(facts.days), []
    for level in range(5, 0, -1):
        word = clean_line(facts.asked.questions.mood_words[level - 1])
        count = str(levels[level - 1]).rjust(width - cell_len(word))
        lines.append(
            Content.assemble((MOOD_GLYPHS[level - 1], f"$mood{level}"), (f" {word} ", "$ink"), (count, "$muted"))
        )
    return [*lines, Content.assemble((NO_MOOD, "$line"), (" no check-in", "$muted"))]
