"""A calendar of one year: on which days there was an entry, a check-in, or both. A day of neither is a quiet dot."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from journal.widgets.painting import line_strip
from journal.wording import MONTHS, NO_MOOD, WEEKDAYS

_LABEL = 4
_WEEKS = 54  # a leap year that begins on a Sunday touches so many
_HEADING = "Entries and check-ins"
_LEGEND = " · ■ both   ▪ one of them   · neither"


@dataclass(frozen=True, slots=True)
class HeatPicture:
    """The days of a year with entries, and those with check-ins."""

    year: int
    entries: frozenset[date] = field(repr=False)
    checkins: frozenset[date] = field(repr=False)
    last: date
    chosen: date | None = None


class HeatGrid(Widget):
    """A column for each week, a row for each weekday; where it is narrow, the weeks around the chosen day."""

    DEFAULT_CSS = "HeatGrid { height: 9; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._picture: HeatPicture | None = None
        self._lines: list[Content] = []
        self._drawn_for = 0

    def show(self, picture: HeatPicture) -> None:
        """Show a year."""
        self._picture, self._drawn_for = picture, 0
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a row for what the marks mean, one for the months, seven for the weekdays."""
        return len(WEEKDAYS) + 2

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        width = self.size.width
        if self._picture and self._drawn_for != width:
            self._lines, self._drawn_for = draw(self._picture, width), width
        return line_strip(self, self._lines[y] if y < len(self._lines) else Content(""), width)


def draw(picture: HeatPicture, width: int) -> list[Content]:
    """Return what the marks mean, the months, and the seven weekdays."""
    mondays = _weeks(picture, max(1, width - _LABEL))
    head = Content.assemble((_HEADING, "$accent"), (_LEGEND, "$muted")).truncate(width, ellipsis=True)
    lines = [head, _months(mondays, picture.year, width)]
    for weekday, name in enumerate(WEEKDAYS):
        label = name[:3] if weekday % 2 == 0 else ""
        parts: list[tuple[str, str]] = [(label.ljust(_LABEL), "$muted")]
        parts += [_mark(monday + timedelta(days=weekday), picture) for monday in mondays]
        lines.append(Content.assemble(*parts))
    return lines


def _weeks(picture: HeatPicture, most: int) -> list[date]:
    """Return the Mondays of the year's weeks, as many as fit, with the chosen day's among them."""
    monday = date(picture.year, 1, 1)
    monday -= timedelta(days=monday.weekday())
    mondays = [monday + timedelta(weeks=week) for week in range(_WEEKS)]
    mondays = [one for one in mondays if one.year <= picture.year and one <= picture.last]
    if len(mondays) <= most or picture.chosen is None:
        return mondays[-most:]
    here = max((index for index, one in enumerate(mondays) if one <= picture.chosen), default=0)
    start = min(max(0, here - most // 2), len(mondays) - most)
    return mondays[start : start + most]


def _months(mondays: list[date], year: int, width: int) -> Content:
    row = " " * _LABEL
    for index, monday in enumerate(mondays):
        sunday = monday + timedelta(days=6)
        if sunday.day <= 7 and sunday.year == year and len(row) <= _LABEL + index:
            row = row.ljust(_LABEL + index) + MONTHS[sunday.month - 1][:3] + " "
    return Content.styled(row[:width].rstrip(), "$muted")


def _mark(day: date, picture: HeatPicture) -> tuple[str, str]:
    if day.year != picture.year or day > picture.last:
        return " ", "$muted"
    ground = " on $select" if day == picture.chosen else ""
    number = (day in picture.entries) + (day in picture.checkins)
    mark, style = ((NO_MOOD, "$line"), ("▪", "$muted"), ("■", "$accent"))[number]
    return mark, style + ground
