"""A rounded line over time: the middle of the last 7 days, how far half of them spread, and single days as marks.

Drawn by us in box lines and blocks: a plotting library draws in braille cells or in one colour a series, and here a
level has its own glyph beside its colour, and everything is to be read without colour, too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from journal.cleaning import clean_line
from journal.days import Day
from journal.lookback import WINDOW, Bucket, Of, buckets, level_of, mood_of
from journal.widgets.painting import line_strip
from journal.wording import MONTHS, MOOD_GLYPHS, NO_MOOD

_WIDEST_DAY = 4
_MARKS_UP_TO = 2  # dates a column may stand for, and its days still be shown one by one
_WEEKS_UP_TO = 120
_MONTHS_UP_TO = 800
_SHORT_NAME = 6


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the chart: its height, its name, and the glyph and the style beside it."""

    value: float
    name: str = field(repr=False)
    glyph: str = ""
    style: str = "$muted"


@dataclass(frozen=True, slots=True)
class Picture:
    """What a chart shows. `levels` go from the top down; `mark_of` is the number of a day that gets a mark."""

    days: tuple[Day, ...]
    since: date
    until: date
    levels: tuple[Level, ...]
    of: Of = mood_of
    mark_of: Of = mood_of
    mark_style: Callable[[float], str] = lambda _: "$sand"
    days_are: str = "single days"
    unit: str = "days"
    moods_below: bool = False
    """Whether a row of blocks under the chart shows the mood of the same days."""

    @property
    def dates(self) -> int:
        """How many dates it covers."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    style: str


class LineChart(Widget):
    """The chart, the dates under it, and what the marks mean. As high as it is told to be by `rows`."""

    DEFAULT_CSS = "LineChart { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._picture: Picture | None = None
        self._lines: list[Content] = []
        self._drawn_for: tuple[object, ...] = ()
        self._per_level = 2

    def show(self, picture: Picture, *, per_level: int = 2) -> None:
        """Show a picture; `per_level` is the number of rows from one level to the next."""
        self._picture, self._per_level = picture, per_level
        self._drawn_for = ()
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of the chart, its dates and its legend."""
        if self._picture is None:
            return 0
        return (len(self._picture.levels) - 1) * self._per_level + 3 + (2 if self._picture.moods_below else 0)

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        width = self.size.width
        plain = self.app.no_color or self.app.theme.startswith("ansi")
        if self._picture and self._drawn_for != (width, plain):
            self._lines = draw(self._picture, width, self._per_level, grounds=not plain)
            self._drawn_for = (width, plain)
        return line_strip(self, self._lines[y] if y < len(self._lines) else Content(""), width)


def draw(picture: Picture, width: int, per_level: int = 2, *, grounds: bool = True) -> list[Content]:
    """Return the rows of a chart. Without `grounds` the spread is dots, as colours behind text may not be seen."""
    names = _names(picture, width)
    margin = cell_len(names[0]) + 3
    columns = buckets(picture.days, picture.since, picture.until, max(1, width - margin), picture.of)
    wide = max(1, min(_WIDEST_DAY, (width - margin) // len(columns))) if columns else 1
    board = _Board(picture, columns, wide, per_level, grounds=grounds)
    lines = []
    for row, cells in enumerate(board.drawn()):
        level, between = divmod(row, per_level)
        if between:
            head = Content(" " * margin)
        else:
            here = picture.levels[level]
            head = Content.assemble((names[level], "$ink"), " ", (here.glyph or " ", here.style), " ")
        lines.append(head + cells)
    if picture.moods_below:
        lines += [Content(""), Content.styled("mood".rjust(margin - 3).ljust(margin), "$ink") + board.moods()]
    lines.append(Content(" " * margin) + _date_row(columns, wide, width - margin))
    lines.append(_legend(picture, columns, margin, width, grounds=grounds))
    return lines


def column_of(dates: int, number: int, width: int) -> int:
    """Return the column in which the date with a number stands, when `dates` are shared out to `width` columns."""
    return ((number + 1) * width - 1) // dates


class _Board:
    """The cells of a chart. What is put first stays: the line, then the marks, then what is behind them."""

    def __init__(
        self, picture: Picture, columns: tuple[Bucket, ...], wide: int, per_level: int, *, grounds: bool
    ) -> None:
        self._picture, self._columns, self._wide, self._per_level = picture, columns, wide, per_level
        self._grounds = grounds
        self._rows = (len(picture.levels) - 1) * per_level + 1
        self._cells: dict[tuple[int, int], _Cell] = {}

    def drawn(self) -> list[Content]:
        self._draw_line()
        if picture_has_marks(self._picture, len(self._columns)):
            self._draw_marks()
        if not self._grounds:
            self._draw_spread()
        else:
            self._draw_grid()
        return [self._row(row) for row in range(self._rows)]

    def moods(self) -> Content:
        """Return a block for each column: the middle mood of its own days."""
        found: list[list[float]] = [[] for _ in self._columns]
        for day in self._picture.days:
            number = (day.date - self._picture.since).days
            if day.mood is not None and 0 <= number < self._picture.dates:
                found[column_of(self._picture.dates, number, len(self._columns))].append(day.mood)
        parts = []
        for moods in found:
            level = level_of(median(moods)) if moods else 0
            glyph, style = (MOOD_GLYPHS[level - 1], f"$mood{level}") if level else (NO_MOOD, "$line")
            parts.append(((glyph * self._wide if level else glyph.ljust(self._wide)), style))
        return Content.assemble(*parts)

    def _row_of(self, value: float) -> int:
        """Return the row of a value, by the two levels it lies between."""
        levels = self._picture.levels
        for index in range(len(levels) - 1):
            above, below = levels[index].value, levels[index + 1].value
            if value >= below:
                down = min(1.0, max(0.0, (above - value) / (above - below)))
                return index * self._per_level + round(down * self._per_level)
        return self._rows - 1

    def _put(self, x: int, row: int, text: str, style: str) -> None:
        self._cells.setdefault((row, x), _Cell(text, style))

    def _draw_line(self) -> None:
        before: int | None = None
        for index, column in enumerate(self._columns):
            if column.middle is None:
                before = None
                continue
            row, x = self._row_of(column.middle), index * self._wide
            if before is not None and before != row:
                top, bottom = sorted((before, row))
                self._put(x, before, "╯" if row < before else "╮", "$ink")
                self._put(x, row, "╭" if row < before else "╰", "$ink")
                for between in range(top + 1, bottom):
                    self._put(x, between, "│", "$ink")
            for further in range(self._wide):
                self._put(x + further, row, "─", "$ink")
            before = row

    def _draw_marks(self) -> None:
        picture = self._picture
        for day in picture.days:
            number = (day.date - picture.since).days
            value = picture.mark_of(day)
            if value is not None and 0 <= number < picture.dates:
                x = column_of(picture.dates, number, len(self._columns)) * self._wide + (self._wide - 1) // 2
                self._put(x, self._row_of(value), "▪", picture.mark_style(value))

    def _spread_rows(self, column: Bucket) -> range:
        if column.low is None or column.high is None:
            return range(0)
        return range(self._row_of(column.high), self._row_of(column.low) + 1)

    def _draw_spread(self) -> None:
        for index, column in enumerate(self._columns):
            for row in self._spread_rows(column):
                self._put(index * self._wide, row, "·", "$muted")

    def _draw_grid(self) -> None:
        dates = self._picture.dates
        for index, column in enumerate(self._columns):
            if _begins_here(column, dates):
                for row in range(0, self._rows, self._per_level):
                    self._put(index * self._wide, row, "·", "$line")

    def _row(self, row: int) -> Content:
        parts: list[tuple[str, str]] = []
        for index, column in enumerate(self._columns):
            ground = " on $surface" if self._grounds and row in self._spread_rows(column) else ""
            for x in range(index * self._wide, (index + 1) * self._wide):
                cell = self._cells.get((row, x), _Cell(" ", "$ink"))
                style = cell.style + ground
                if parts and parts[-1][1] == style:
                    parts[-1] = (parts[-1][0] + cell.text, style)
                else:
                    parts.append((cell.text, style))
        return Content.assemble(*parts)


def picture_has_marks(picture: Picture, columns: int) -> bool:
    """Return whether single days are shown: where a column stands for many, they would cover everything."""
    return columns > 0 and picture.dates <= columns * _MARKS_UP_TO


def _names(picture: Picture, width: int) -> list[str]:
    """Return the names of the levels, all as wide as the widest, which may not take the room of the chart."""
    room = _SHORT_NAME if width < 50 else 10
    names = [clean_line(level.name, room) for level in picture.levels]
    widest = max(map(cell_len, [*names, "mood" if picture.moods_below else ""]))
    return [" " * (widest - cell_len(name)) + name for name in names]


def _begins_here(column: Bucket, dates: int) -> bool:
    """Return whether a week, a month or a year begins in a column, by how long the whole chart is."""
    if dates <= _WEEKS_UP_TO:
        return column.until - timedelta(days=column.until.weekday()) >= column.since
    return _month_in(column, yearly=dates > _MONTHS_UP_TO) is not None


def _month_in(column: Bucket, *, yearly: bool) -> date | None:
    """Return the first of the month, or of the year, that falls into a column."""
    first = column.until.replace(day=1, month=1) if yearly else column.until.replace(day=1)
    return first if column.since <= first else None


def _date_row(columns: tuple[Bucket, ...], wide: int, width: int) -> Content:
    """Return the dates under a chart: where it begins, and months or years as far as there is room."""
    if not columns:
        return Content("")
    first, dates = columns[0].since, (columns[-1].until - columns[0].since).days + 1
    yearly, with_day = dates > _MONTHS_UP_TO, dates <= _WEEKS_UP_TO
    line = f"{MONTHS[first.month - 1][:3]} {first.year}" if yearly else _day(first)
    for index, column in enumerate(columns):
        begins = _month_in(column, yearly=yearly)
        if begins is None:
            continue
        label = str(begins.year) if yearly else (_day(begins) if with_day else MONTHS[begins.month - 1][:3])
        x = index * wide
        if x >= len(line) + 2 and x + len(label) <= width:
            line = line.ljust(x) + label
    return Content.styled(line[:width], "$muted")


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _legend(picture: Picture, columns: tuple[Bucket, ...], margin: int, width: int, *, grounds: bool) -> Content:
    """Return what the marks mean; what does not fit goes from the end."""
    longest = max(((column.until - column.since).days + 1 for column in columns), default=1)
    middle = "middle of the last 7 days" if longest <= WINDOW else f"middle of every {longest} days"
    parts = [Content.assemble(("──", "$ink"), (f" {middle}", "$muted"))]
    if picture_has_marks(picture, len(columns)):
        shown = [("▪", picture.mark_style(value)) for value in (2, 3, 4)]
        parts.append(Content.assemble(*shown, (f" {picture.days_are}", "$muted")))
    spread = Content.styled("   ", "on $surface") if grounds else Content.styled("···", "$muted")
    parts.append(spread + Content.styled(f" half of the {picture.unit}", "$muted"))
    parts.append(Content.styled("gaps stay gaps", "$muted"))
    start = margin if margin + parts[0].cell_length <= width else 0
    row = Content(" " * start)
    for number, part in enumerate(parts):
        gap = 3 if number else 0
        if row.cell_length + gap + part.cell_length > width:
            break
        row = row + Content(" " * gap) + part
    return row
