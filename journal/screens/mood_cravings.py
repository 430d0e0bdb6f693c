"""Cravings: how strong they were, the strongest of each day, and what helped then."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from textual.app import ComposeResult
from textual.content import Content

from journal.days import Day, days_of
from journal.ledger import LedgerLine, ledger
from journal.lookback import ENOUGH, NotEnough, Of
from journal.moods import Point, Used
from journal.screens.mood_helped import ledger_line
from journal.screens.mood_view import Asked, MoodView, number_in_words, points_of
from journal.storage import Storage
from journal.widgets.line_chart import Level, LineChart, Picture
from journal.widgets.plain_table import Table
from journal.widgets.words import Words
from journal.wording import counted, day_in_line

craving_of: Of = attrgetter("craving")
strongest_of: Of = attrgetter("strongest")

_LEVELS = tuple([Level(value, str(value)) for value in (10, 8, 6, 4, 2, 0)])
_MOST_HELP = 6


@dataclass(frozen=True, slots=True)
class CravingFacts:
    """The days, how many check-ins noted an urge, and what helped in those that did."""

    asked: Asked
    since: date
    days: tuple[Day, ...]
    urges: int
    noted: int
    helped: tuple[LedgerLine, ...] = field(default=(), repr=False)

    @property
    def inside(self) -> tuple[Day, ...]:
        """The days of the range on which a craving was noted, none at all included."""
        return tuple([day for day in self.days if day.date >= self.since and day.strongest is not None])


def is_urge(point: Point) -> bool:
    """Return whether a check-in noted an urge."""
    return bool(point.craving or point.strongest)


def helped_then(used: Iterable[Used], points: Iterable[Point]) -> tuple[LedgerLine, ...]:
    """Return what helped in check-ins that noted an urge, newest first."""
    urges = {(point.date, point.minute) for point in points if is_urge(point)}
    return ledger(one for one in used if (one.at.date(), one.at.hour * 60 + one.at.minute) in urges)


class CravingsView(MoodView[CravingFacts]):
    """The chart, what it comes to in a sentence, and what helped."""

    NAME = "Cravings"

    def compose(self) -> ComposeResult:
        """Lay out the chart and the words."""
        yield Words("", id="too-few", classes="kind")
        yield LineChart(id="chart")
        yield Words("", id="come-to")
        yield Words("", id="helped-then")

    def read(self, storage: Storage, asked: Asked) -> CravingFacts:
        """Fetch the numbers of the range and what was done."""
        points, since = points_of(storage, asked)
        inside = [point for point in points if point.date >= since]
        return CravingFacts(
            asked,
            since,
            days_of(points),
            sum(map(is_urge, inside)),
            sum(point.craving is not None or point.strongest is not None for point in inside),
            helped_then(storage.moods.used(since), inside),
        )

    def show(self, facts: CravingFacts) -> None:
        """Draw the chart, or say that there is too little for one."""
        days = facts.inside
        chart = self.query_one(LineChart)
        chart.display = len(days) >= ENOUGH
        if not days:
            self.say("#too-few", "No cravings noted in these days. The line appears when a check-in names one.")
        else:
            self.say("#too-few", "" if chart.display else str(NotEnough(len(days), ENOUGH)))
        if chart.display:
            per_level = 2 if self.screen.has_class("-tall") else 1
            chart.show(_picture(facts), per_level=per_level)
        self.say("#come-to", _come_to(facts))
        self.say("#helped-then", _helped(facts, wide=self.app.size.width >= 60))

    def fact(self, facts: CravingFacts) -> str:
        """Return the range and the number of urges."""
        return f"{facts.asked.words} · {counted(facts.urges, 'urge')}"

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the picture."""
        return ("moods.range", "range"), ("check-in", "check in"), ("moods.table", "as a table")

    def table(self, facts: CravingFacts) -> Table:
        """Return a row for each day on which a craving was noted, newest first."""
        rows = [
            (day_in_line(day.date, facts.asked.today), number_in_words(day.craving), str(day.strongest))
            for day in reversed(facts.inside)
        ]
        return Table(("Day", "Middle, 0 to 10", "Strongest"), tuple(rows), _come_to(facts).plain)


def _picture(facts: CravingFacts) -> Picture:
    return Picture(
        facts.days,
        facts.since,
        facts.asked.today,
        _LEVELS,
        of=craving_of,
        mark_of=strongest_of,
        days_are="strongest of a day",
    )


def _come_to(facts: CravingFacts) -> Content:
    """Return how many urges there were, and the strongest."""
    days = facts.inside
    if not days:
        return Content("")
    if not facts.urges:
        return Content.styled(f"No urges in {counted(facts.noted, 'check-in')} that noted craving.", "$ink")
    with_urge = [day for day in days if day.strongest]
    strongest = max(reversed(with_urge), key=lambda day: day.strongest or 0)
    return Content.assemble(
        ("An urge in ", "$ink"),
        (counted(facts.urges, "check-in"), "bold $ink"),
        (f", on {len(with_urge)} of the {counted(len(days), 'day')} that noted craving. The strongest was ", "$ink"),
        (str(strongest.strongest), "bold $ink"),
        (f", on {' '.join(day_in_line(strongest.date, facts.asked.today).split())}.", "$ink"),
    )


def _helped(facts: CravingFacts, *, wide: bool) -> Content:
    if not facts.helped:
        return Content("")
    head = Content.assemble(("What helped then", "$accent"), (" · newest first", "$muted"))
    return Content("\n").join(
        [head, *(ledger_line(line, facts.asked.today, wide=wide) for line in facts.helped[:_MOST_HELP])]
    )
