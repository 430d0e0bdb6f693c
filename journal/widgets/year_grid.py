"""A year in blocks: a row for each month, a block for each day, its height and its colour the mood of that day."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from journal.lookback import level_of
from journal.widgets.bindings import key
from journal.widgets.painting import line_strip
from journal.wording import MONTHS, MOOD_GLYPHS, NO_MOOD

_LABEL = 4
_DAYS = 31
_WIDE = 2 * _DAYS + _LABEL
_RULED = (1, 5, 10, 15, 20, 25, 30)
_MIDYEAR = 7


@dataclass(frozen=True, slots=True)
class YearPicture:
    """The middle mood of each day that has one, and the days on which there is anything at all."""

    year: int
    moods: Mapping[date, float] = field(repr=False)
    noted: frozenset[date] = field(repr=False)
    last: date
    """Days after this one have not come yet, and are left out."""


class YearGrid(Widget, can_focus=True):
    """Twelve rows, or six where there are few; the chosen day is found by its month and its number in bold."""

    DEFAULT_CSS = "YearGrid { height: auto; width: auto; }"
    DAYS = Binding.Group("Days")
    BINDINGS = [
        key("left", "go(-1)", "year.day-before", "Day before", "The day before", DAYS, display="←"),
        key("right", "go(1)", "year.day-after", "Day after", "The day after", DAYS, display="← → ↑ ↓"),
        key("up,k", "go_month(-1)", "year.month-before", "Month before", "A month earlier", DAYS, display="↑"),
        key("down,j", "go_month(1)", "year.month-after", "Month after", "A month later", DAYS, display="↓"),
        key("enter", "open", "year.open", "Open the day", "Open the chosen day", DAYS),
    ]
    chosen: reactive[date | None] = reactive(None)

    @dataclass
    class Chosen(Message):
        """Another day is chosen."""

        day: date

    @dataclass
    class Opened(Message):
        """A day is to be opened."""

        day: date

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._picture: YearPicture | None = None
        self._half = False

    def show(self, picture: YearPicture, chosen: date | None, *, half: bool = False) -> None:
        """Show a year, or with `half` the half of it in which the chosen day lies."""
        self._picture, self._half = picture, half
        self.set_reactive(YearGrid.chosen, chosen)
        self.refresh(layout=True)

    def watch_chosen(self) -> None:
        """Show the half-year of the chosen day, and say that it is chosen."""
        if self.chosen:
            self._put_cursor()
            self.post_message(self.Chosen(self.chosen))

    # --- moving -------------------------------------------------------------------------------------------------------

    def action_go(self, days: int) -> None:
        """Choose a day before or after."""
        if self._picture and self.chosen:
            self._choose(self.chosen + timedelta(days=days))

    def action_go_month(self, months: int) -> None:
        """Choose the same day of a month before or after, or the last one of that month."""
        if self._picture and self.chosen and 1 <= (month := self.chosen.month + months) <= len(MONTHS):
            self._choose(self.chosen.replace(month=month, day=min(self.chosen.day, days_in(self.chosen.year, month))))

    def action_open(self) -> None:
        """Open the chosen day."""
        if self.chosen:
            self.post_message(self.Opened(self.chosen))

    def go_noted(self, by: int) -> None:
        """Choose the day before or after on which there is anything."""
        if self._picture and self.chosen:
            here = self.chosen
            days = sorted(day for day in self._picture.noted if (day > here if by > 0 else day < here))
            if days:
                self._choose(days[0] if by > 0 else days[-1])

    def _choose(self, day: date) -> None:
        if self._picture and day.year == self._picture.year and day <= self._picture.last:
            self.chosen = day

    # --- drawing ------------------------------------------------------------------------------------------------------

    @property
    def _months(self) -> range:
        if not self._half:
            return range(1, len(MONTHS) + 1)
        late = self.chosen is not None and self.chosen.month >= _MIDYEAR
        return range(_MIDYEAR, len(MONTHS) + 1) if late else range(1, _MIDYEAR)

    @property
    def _cells(self) -> int:
        return 2 if self.app.size.width >= _WIDE + 4 else 1

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the cells of a month."""
        return _LABEL + _DAYS * self._cells

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a row for each month and one for the numbers of the days."""
        return len(self._months) + 1

    def render_line(self, y: int) -> Strip:
        """Draw the numbers of the days, or a month."""
        width = self.size.width
        if self._picture is None or y > len(self._months):
            return Strip.blank(width, self.rich_style)
        line = self._ruler() if y == 0 else self._month(self._months[y - 1], self._picture)
        return line_strip(self, line, width)

    def _ruler(self) -> Content:
        """Return the numbers of some days, and in their place that of the chosen one."""
        cells = self._cells
        chosen = self.chosen.day if self.chosen else 0
        row = Content(" " * _LABEL)
        for day in range(1, _DAYS + 1):
            x = _LABEL + (day - 1) * cells
            if row.cell_length > x or (day != chosen and day not in _RULED):
                continue
            near = chosen > day and x + len(str(day)) >= _LABEL + (chosen - 1) * cells
            if day == chosen:
                row = row.pad_right(x - row.cell_length) + Content.styled(str(day), "bold $accent")
            elif not near:
                row = row.pad_right(x - row.cell_length) + Content.styled(str(day), "$muted")
        return row

    def _month(self, month: int, picture: YearPicture) -> Content:
        here = self.chosen is not None and self.chosen.month == month
        parts: list[tuple[str, str]] = [(MONTHS[month - 1][:3].ljust(_LABEL), "bold $accent" if here else "$muted")]
        for number in range(1, days_in(picture.year, month) + 1):
            day = date(picture.year, month, number)
            if day > picture.last:
                break
            ground = " on $select" if day == self.chosen else ""
            mood = picture.moods.get(day)
            if mood is None:
                mark = "▫" if day in picture.noted else NO_MOOD
                parts.append((mark, ("$muted" if day in picture.noted or ground else "$line") + ground))
            else:
                level = level_of(mood)
                parts.append((MOOD_GLYPHS[level - 1], f"$mood{level}{ground}"))
            if self._cells > 1:
                parts.append((" ", f"$ink{ground}"))
        return Content.assemble(*parts)

    def on_resize(self) -> None:
        """Keep the size in step with the room."""
        self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        """Choose a day; open it when it is pressed again."""
        month, number = event.y - 1, (event.x - _LABEL) // self._cells + 1
        if self._picture is None or not 0 <= month < len(self._months):
            return
        month = self._months[month]
        if 1 <= number <= days_in(self._picture.year, month):
            day = date(self._picture.year, month, number)
            if day == self.chosen:
                self.action_open()
            else:
                self._choose(day)

    def on_focus(self) -> None:
        """Put the terminal's own cursor on the chosen day."""
        self._put_cursor()

    def _put_cursor(self) -> None:
        if self.chosen and self.has_focus:
            place = Offset(_LABEL + (self.chosen.day - 1) * self._cells, self.chosen.month - self._months[0] + 1)
            self.app.cursor_position = self.content_region.offset + place


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return monthrange(year, month)[1]
