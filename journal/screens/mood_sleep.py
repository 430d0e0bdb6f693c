"""Sleep: the hours of each night, and the mood of the day it led into, one above the other."""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from operator import attrgetter

from textual.app import ComposeResult
from textual.content import Content

from journal.days import Day, days_of
from journal.lookback import ENOUGH, NotEnough, Of, summary
from journal.screens.mood_view import Asked, MoodView, level_in_words, number_in_words, points_of
from journal.storage import Storage
from journal.widgets.line_chart import Level, LineChart, Picture
from journal.widgets.plain_table import Table
from journal.widgets.words import Words
from journal.wording import counted, day_in_line

sleep_of: Of = attrgetter("sleep")
_MOST_LEVELS = 6
NOTHING_SAID = "These two lie beside each other; they can’t say what led to what."


@dataclass(frozen=True, slots=True)
class SleepFacts:
    """The days, with hours of sleep where they were noted."""

    asked: Asked
    since: date
    days: tuple[Day, ...]

    @property
    def nights(self) -> tuple[Day, ...]:
        """The days of the range whose night was noted."""
        return tuple([day for day in self.days if day.date >= self.since and day.sleep is not None])


def hour_levels(hours: list[float]) -> tuple[Level, ...]:
    """Return the hours on the left of the chart, from the top down, a few of them."""
    lowest, highest = floor(min(hours)), ceil(max(hours))
    step = max(1, ceil((highest - lowest) / (_MOST_LEVELS - 1)))
    lowest = max(0, min(lowest, highest - 3 * step))
    count = max(3, ceil((highest - lowest) / step))
    return tuple([Level(lowest + number * step, f"{lowest + number * step} h") for number in range(count, -1, -1)])


class SleepView(MoodView[SleepFacts]):
    """The line of the hours with a row of moods below it, day under night."""

    NAME = "Sleep"

    def compose(self) -> ComposeResult:
        """Lay out the chart and the words."""
        yield Words("", id="too-few", classes="kind")
        yield LineChart(id="chart")
        yield Words("", id="come-to")
        yield Words(NOTHING_SAID, id="cannot-say", classes="quiet-line")

    def read(self, storage: Storage, asked: Asked) -> SleepFacts:
        """Fetch the numbers of the range."""
        points, since = points_of(storage, asked)
        return SleepFacts(asked, since, days_of(points))

    def show(self, facts: SleepFacts) -> None:
        """Draw the chart, or say that there is too little for one."""
        nights = facts.nights
        chart = self.query_one(LineChart)
        chart.display = self.query_one("#cannot-say").display = len(nights) >= ENOUGH
        if not nights:
            self.say("#too-few", "No hours of sleep noted in these days. The first check-in of a day can hold them.")
        else:
            self.say("#too-few", "" if chart.display else str(NotEnough(len(nights), ENOUGH)))
        if chart.display:
            levels = hour_levels([night.sleep for night in nights if night.sleep is not None])
            picture = Picture(
                facts.days,
                facts.since,
                facts.asked.today,
                levels,
                of=sleep_of,
                mark_of=sleep_of,
                days_are="single nights",
                unit="nights",
                moods_below=True,
            )
            chart.show(picture, per_level=2 if self.screen.has_class("-tall") else 1)
        self.say("#come-to", _come_to(facts))

    def fact(self, facts: SleepFacts) -> str:
        """Return the range and the number of nights."""
        return f"{facts.asked.words} · {counted(len(facts.nights), 'night')}"

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the picture."""
        return ("moods.range", "range"), ("check-in", "check in"), ("moods.table", "as a table")

    def table(self, facts: SleepFacts) -> Table:
        """Return a row for each noted night, newest first."""
        words = facts.asked.questions.mood_words
        rows = [
            (
                day_in_line(day.date, facts.asked.today),
                number_in_words(day.sleep, " h"),
                number_in_words(day.quality),
                level_in_words(day.mood, words),
            )
            for day in reversed(facts.nights)
        ]
        return Table(("Night before", "Hours", "Quality, 1 to 5", "Mood"), tuple(rows), _come_to(facts).plain)


def _come_to(facts: SleepFacts) -> Content:
    """Return the middle of the nights, and between which hours half of them lie."""
    found = summary(facts.nights, sleep_of)
    if found.middle is None or found.low is None or found.high is None:
        return Content("")
    return Content.assemble(
        ("The middle of ", "$ink"),
        (counted(found.days, "night"), "$ink"),
        (" is ", "$ink"),
        (f"{found.middle:g} h", "bold $ink"),
        (f"; half of them lie between {found.low:g} and {found.high:g} h.", "$ink"),
    )
