"""Line: the middle of the last 7 days, single days, and how it was by weekday and by time of day."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from journal.days import Day, days_of
from journal.lookback import (
    ENOUGH,
    Bar,
    NotEnough,
    Summary,
    buckets,
    by_part_of_day,
    by_weekday,
    summary,
)
from journal.moods import Checkin, Scale
from journal.pattern_words import sentence
from journal.patterns import find_patterns
from journal.screens.mood_together import content_of
from journal.screens.mood_view import (
    Asked,
    MoodView,
    dates_in_words,
    level_in_words,
    lower_first,
    mood_style,
    number_in_words,
    points_of,
)
from journal.storage import Storage
from journal.widgets.bars import BarList, Bars
from journal.widgets.checkin_lines import checkin_lines
from journal.widgets.line_chart import Level, LineChart, Picture
from journal.widgets.plain_table import Table
from journal.widgets.words import Words
from journal.wording import MOOD_GLYPHS, counted, day_heading

PAUSE_ANY_TIME = "Tracking can feel heavy. Pause it any time with p; your journal stays."
_LISTED_DAYS = 7
_ALL_BUT_WEEKDAY = frozenset({"tags", "pair", "trend", "time"})
_MOST_TABLE_ROWS = 366


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What the line shows. `days` begin six days before `since`; `recent` are the newest check-ins, newest first."""

    asked: Asked
    since: date
    days: tuple[Day, ...]
    inside: Summary
    weekdays: tuple[Bar, ...] | NotEnough
    parts: tuple[Bar, ...] | NotEnough
    recent: tuple[Checkin, ...] = field(default=(), repr=False)
    scales: tuple[Scale, ...] = field(default=(), repr=False)

    @property
    def too_few(self) -> NotEnough | None:
        """How many days there are, where no line can be drawn."""
        number = (self.asked.today - self.since).days + 1
        if any(bucket.middle is not None for bucket in buckets(self.days, self.since, self.asked.today, number)):
            return None
        return NotEnough(min(self.inside.days, ENOUGH - 1), ENOUGH)


class LineView(MoodView[LineFacts]):
    """The chart above, bars or the last days below."""

    NAME = "Line"
    _said_of: int | None = 0

    def compose(self) -> ComposeResult:
        """Lay out the chart, the bars, and the check-ins of the last days."""
        yield Words("", id="too-few", classes="kind")
        yield LineChart(id="chart")
        with Horizontal(id="bars"):
            yield Bars(id="weekdays")
            with Vertical(id="parts-and-words"):
                yield Bars(id="parts")
                yield Words("", id="pattern", classes="kind")
        yield Words("", id="no-bars", classes="kind")
        yield Words("", id="recent")
        yield Words(PAUSE_ANY_TIME, id="pause-any-time", classes="quiet-line")

    def read(self, storage: Storage, asked: Asked) -> LineFacts:
        """Fetch the numbers of the range, and where they are few the newest check-ins."""
        points, since = points_of(storage, asked)
        inside = [point for point in points if point.date >= since]
        days = days_of(points)
        days_inside = [day for day in days if day.date >= since]
        weekdays, parts = by_weekday(days_inside), by_part_of_day(inside)
        recent: tuple[Checkin, ...] = ()
        scales: tuple[Scale, ...] = ()
        if isinstance(weekdays, NotEnough):
            week_ago = asked.today - timedelta(days=_LISTED_DAYS - 1)
            recent = tuple(reversed([*storage.moods.each(week_ago, asked.today)]))
            scales = storage.scales.all()
        return LineFacts(asked, since, days, summary(days_inside), weekdays, parts, recent, scales)

    def show(self, facts: LineFacts) -> None:
        """Draw the line or say how many days are known, and below it what there is."""
        few = facts.too_few
        chart = self.query_one(LineChart)
        chart.display = few is None
        self.say("#too-few", str(few) if few else "")
        if few is None:
            chart.show(_picture(facts), per_level=2 if self.roomy else 1)
        bars = not isinstance(facts.weekdays, NotEnough)
        self.query_one("#bars").display = bars
        if not isinstance(facts.weekdays, NotEnough):
            short = [Bar(bar.name[:3], bar.middle, bar.n) for bar in facts.weekdays]
            self.query_one("#weekdays", Bars).show(BarList("By weekday", "middle value, and n", tuple(short)))
        if not isinstance(facts.parts, NotEnough):
            self.query_one("#parts", Bars).show(BarList("By time of day", "", facts.parts))
        self.say("#no-bars", "" if bars or few else f"By weekday and time of day: {lower_first(str(facts.weekdays))}")
        self.query_one("#pause-any-time").display = not self._paused
        self._list_recent(facts)
        if self._said_of != facts.asked.dates:  # the sentence below the bars is still that of another range
            self._said_of = facts.asked.dates
            self.say("#pattern", "")

    def later(self, facts: LineFacts) -> Content:
        """Say whether the weekdays differ more than chance alone makes them."""
        off = facts.asked.questions.patterns_off
        if isinstance(facts.weekdays, NotEnough) or "weekday" in off:
            return Content("")
        days = [day for day in facts.days if day.date >= facts.since]
        found = find_patterns(days, today=facts.asked.today, off=off | _ALL_BUT_WEEKDAY)
        result = found.weekday or next(iter(found.not_enough), None)
        return content_of(sentence(result)) if result else Content("")

    def show_later(self, words: Content) -> None:
        """Put the sentence under the bars."""
        self.say("#pattern", words)

    def _list_recent(self, facts: LineFacts) -> None:
        width = max(20, self.container_size.width - 2)
        scales = {scale.id: scale for scale in facts.scales}
        lines: list[Content] = []
        day: date | None = None
        for checkin in facts.recent:
            if checkin.local_date != day:
                day = checkin.local_date
                lines += [Content("")] if lines else []
                lines.append(Content.styled(day_heading(day, facts.asked.today), "$accent"))
            lines += checkin_lines(checkin, width, facts.asked.questions.mood_words, scales)
        self.say("#recent", Content("\n").join(lines))

    def fact(self, facts: LineFacts) -> str:
        """Return the range and how many check-ins are in it."""
        return f"{facts.asked.words} · {counted(facts.inside.checkins, 'check-in')}"

    def day(self, facts: LineFacts) -> date | None:
        """Return the newest day."""
        return facts.days[-1].date if facts.days else None

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the picture."""
        return (
            ("moods.range", "range"),
            ("check-in", "check in"),
            ("moods.table", "as a table"),
            ("moods.pause", "begin again" if self._paused else "pause tracking"),
        )

    @property
    def _paused(self) -> bool:
        return self.facts is not None and self.facts.asked.questions.paused_since is not None

    def table(self, facts: LineFacts) -> Table:
        """Return a row for each day, newest first; for each few days where there are very many."""
        today, words = facts.asked.today, facts.asked.questions.mood_words
        by_date = {day.date: day for day in facts.days}
        rows = []
        for bucket in reversed(buckets(facts.days, facts.since, today, _MOST_TABLE_ROWS)):
            day = by_date.get(bucket.until) if bucket.since == bucket.until else None
            half = " to ".join(map(number_in_words, (bucket.low, bucket.high))) if bucket.middle is not None else ""
            single = bucket.since == bucket.until
            if single and day is None:
                continue  # a gap stays a gap
            rows.append(
                (
                    dates_in_words(bucket.since, bucket.until, today),
                    level_in_words(day.mood if day else bucket.middle, words),
                    number_in_words(bucket.middle),
                    half,
                    str(day.checkins if day else bucket.n),
                )
            )
        weekday = [f"{bar.name} {number_in_words(bar.middle)}" for bar in _bars(facts.weekdays)]
        note = f"By weekday: {', '.join(weekday)}." if weekday else ""
        head = ("Day", "Mood", "7 days", "Half within", "Check-ins")
        return Table(head, tuple(rows), note)


def _bars(bars: tuple[Bar, ...] | NotEnough) -> tuple[Bar, ...]:
    return () if isinstance(bars, NotEnough) else bars


def mood_levels(words: tuple[str, ...]) -> tuple[Level, ...]:
    """Return the five moods from the top down."""
    return tuple(
        [Level(number, words[number - 1], MOOD_GLYPHS[number - 1], f"$mood{number}") for number in range(5, 0, -1)]
    )


def _picture(facts: LineFacts) -> Picture:
    return Picture(
        facts.days,
        facts.since,
        facts.asked.today,
        mood_levels(facts.asked.questions.mood_words),
        mark_style=mood_style,
    )
