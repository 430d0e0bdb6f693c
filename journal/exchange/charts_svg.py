"""Charts for a page: days as drawings that need no script, each with a text that says the same, and a table.

They describe and conclude nothing (docs/patterns.md). A day without a number stays a gap. Colours come from the page's
style; height or place says the same without them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from journal.days import Day
from journal.entries import MOODS
from journal.exchange.html_text import escaped_line
from journal.lookback import WINDOW, Bucket, buckets, level_of, summary, tally
from journal.wording import MONTHS, MOOD_WORDS, counted

MOST_POINTS = 180
"""A line has no more corners than that; of more dates, each point stands for several."""
_NAME_LIMIT = 10  # as long as a word for a mood may be
_WIDE, _LEFT, _RIGHT = 448, 92, 440
_TOP, _STEP = 12, 44
_MARKS_UP_TO = 100  # dates; beyond, single days would cover the line
_CELL, _ROW = 11.2, 20


@dataclass(frozen=True, slots=True)
class Span:
    """The days a chart is about, both ends included, and the words for moods, lowest first."""

    days: tuple[Day, ...]
    since: date
    until: date
    words: tuple[str, ...] = field(default=MOOD_WORDS, repr=False)


def chart(kind: str, span: Span) -> str:
    """Return a chart of one of `KINDS`; where no mood was noted, a line that says so."""
    if not any(day.mood is not None for day in span.days if day.date >= span.since):
        return f'<p class="quiet">No mood was noted from {_day(span.since)} to {_day(span.until)}.</p>\n'
    return KINDS[kind](span)


def line_chart(span: Span) -> str:
    """Return the mood line: the middle of 7 days, how far half of them spread, and single days where there is room.

    `span.days` may hold days up to 6 before `since`; they count into the first points.
    """
    points = buckets(span.days, span.since, span.until, MOST_POINTS)
    inside = [day for day in span.days if day.date >= span.since]
    drawing = [
        *_names(span.words),
        *_band(points),
        *_middle(points),
        *(_marks(inside, span) if len(points) <= _MARKS_UP_TO else ()),
        *_dates_below(span),
    ]
    known = [point for point in points if point.middle is not None]
    says = _summary_words(inside)
    if known:
        ends = f"{_number(known[0].middle)} on {_day(known[0].until)} and {_number(known[-1].middle)} on "
        says += f" The middle of {WINDOW} days was {ends}{_day(known[-1].until)}."
    headings = ("days", "middle", "half of them", "days known")
    rows = [
        (_days(point), _number(point.middle), f"{_number(point.low)} to {_number(point.high)}", str(point.n))
        for point in known
    ]
    caption = f"The line is the middle of the last {WINDOW} days, the band holds half of them. Gaps stay gaps."
    return _figure("Mood", says, caption, (_WIDE, _TOP + 4 * _STEP + 32), drawing, _table(headings, rows))


def year_chart(span: Span) -> str:
    """Return a drawing for each year: a row for each month, and a block for each day, the higher the brighter."""
    figures = []
    for year in range(span.since.year, span.until.year + 1):
        since, until = max(span.since, date(year, 1, 1)), min(span.until, date(year, 12, 31))
        days = [day for day in span.days if since <= day.date <= until and day.mood is not None]
        months = range(since.month, until.month + 1)
        drawing = [*_month_names(months), *_blocks(days, since, until)]
        headings = ("month", *(escaped_line(word, _NAME_LIMIT) for word in span.words))
        rows = [
            (MONTHS[month - 1], *(str(n) for n in tally(day for day in days if day.date.month == month)))
            for month in months
        ]
        size = (_WIDE, len(months) * _ROW + 8)
        caption = "Each block is a day, the higher the brighter. A dot is a day without a mood."
        says, table = _tally_words(days, span), _table(headings, rows)
        figures.append(_figure(f"{year}, day by day", says, caption, size, drawing, table))
    return "".join(figures)


def counts_chart(span: Span) -> str:
    """Return how many days there were of each mood."""
    days = [day for day in span.days if day.date >= span.since]
    numbers = tally(days)
    most = max((*numbers, 1))
    drawing = []
    for row, (level, number) in enumerate(zip(reversed(MOODS), reversed(numbers), strict=True)):
        y = _TOP + row * 28
        length = number * (_RIGHT - 48 - _LEFT) / most
        drawing += [
            _text(_LEFT - 10, y + 12, span.words[level - 1], "name", "end"),
            f'<rect class="mood{level}" x="{_LEFT}" y="{y}" width="{length:.1f}" height="16"/>' if number else "",
            _text(_LEFT + length + 8, y + 13, f"{number:,}"),
        ]
    headings = ("mood", "days")
    rows = [(escaped_line(span.words[level - 1], _NAME_LIMIT), f"{numbers[level - 1]:,}") for level in reversed(MOODS)]
    caption = f"{_day(span.since)} to {_day(span.until)}"
    size = (_WIDE, _TOP + 5 * 28)
    return _figure("Days of each mood", _tally_words(days, span), caption, size, drawing, _table(headings, rows))


KINDS: dict[str, Callable[[Span], str]] = {"line": line_chart, "year": year_chart, "counts": counts_chart}


# --- the parts of a chart ---------------------------------------------------------------------------------------------


def _figure(title: str, says: str, caption: str, size: tuple[int, int], drawing: Iterable[str], table: str) -> str:
    """Return a drawing with its heading, what it says in words, and its table. All of them are text that is safe."""
    wide, high = size
    below = f"<figcaption>{caption}</figcaption>\n" if caption else ""
    return (
        f"<figure>\n<h2>{title}</h2>\n"
        f'<svg viewBox="0 0 {wide} {high}" role="img" aria-label="{title}. {says}">\n'
        f"<title>{title}</title>\n<desc>{says}</desc>\n{''.join(drawing)}\n</svg>\n"
        f"{below}<details>\n<summary>As a table</summary>\n{table}</details>\n</figure>\n"
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>\n'
        for first, *rest in rows
    )
    return f'<div class="table"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n'


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    at = f'x="{x:.1f}" y="{y:.1f}"' + ("" if anchor == "start" else f' text-anchor="{anchor}"')
    return f"<text{of_kind} {at}>{escaped_line(words, _NAME_LIMIT)}</text>"


def _names(words: Sequence[str]) -> Iterator[str]:
    for level in MOODS:
        y = _y(level)
        yield _text(_LEFT - 10, y + 4, words[level - 1], "name", "end")
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{_RIGHT}"/>'


def _band(points: Sequence[Bucket]) -> Iterator[str]:
    for start, run in _runs(points):
        over = [f"{_x(start + index, points):.1f} {_y(point.high or 0):.1f}" for index, point in enumerate(run)]
        under = [f"{_x(start + index, points):.1f} {_y(point.low or 0):.1f}" for index, point in enumerate(run)]
        yield f'<path class="band" d="M{"L".join([*over, *reversed(under)])}Z"/>'


def _middle(points: Sequence[Bucket]) -> Iterator[str]:
    for start, run in _runs(points):
        corners = [f"{_x(start + index, points):.1f} {_y(point.middle or 0):.1f}" for index, point in enumerate(run)]
        corners += corners[-1:] if len(run) == 1 else []  # a line without length: its round ends make a dot
        yield f'<path class="middle" d="M{"L".join(corners)}"/>'


def _runs(points: Sequence[Bucket]) -> Iterator[tuple[int, list[Bucket]]]:
    """Yield points in a row that have a middle, each row with the place of its first."""
    run: list[Bucket] = []
    for index, point in enumerate(points):
        if point.middle is not None:
            run.append(point)
        elif run:
            yield index - len(run), run
            run = []
    if run:
        yield len(points) - len(run), run


def _marks(days: Iterable[Day], span: Span) -> Iterator[str]:
    for day in days:
        if day.mood is not None:
            x, y = _x_of(day.date, span), _y(day.mood)
            yield f'<rect class="mood{level_of(day.mood)}" x="{x - 2.5:.1f}" y="{y - 2.5:.1f}" width="5" height="5"/>'


def _dates_below(span: Span) -> Iterator[str]:
    """Yield where the line begins and ends, and months or years between them as far as there is room."""
    y = _y(MOODS[0]) + 24
    years = (span.until - span.since).days > 800
    taken = _LEFT + 64.0
    yield _text(_LEFT, y, _short(span.since, years=years))
    yield _text(_RIGHT, y, _short(span.until, years=years), anchor="end")
    for first in _firsts(span.since, span.until, years=years):
        x = _x_of(first, span)
        if taken <= x <= _RIGHT - 120:
            yield _text(x, y, str(first.year) if years else MONTHS[first.month - 1][:3])
            taken = x + 48


def _month_names(months: Iterable[int]) -> Iterator[str]:
    for row, month in enumerate(months):
        yield _text(_LEFT - 10, row * _ROW + 15, MONTHS[month - 1], "name", "end")


def _blocks(days: Iterable[Day], since: date, until: date) -> Iterator[str]:
    """Yield one path for the days of each level, and one for the days without a number."""
    known = {day.date: level_of(day.mood) for day in days if day.mood is not None}
    paths: dict[int, list[str]] = {}
    for ordinal in range(since.toordinal(), until.toordinal() + 1):
        day = date.fromordinal(ordinal)
        level = known.get(day, 0)
        x, floor = _LEFT + (day.day - 1) * _CELL, (day.month - since.month) * _ROW + 18
        if level:
            paths.setdefault(level, []).append(f"M{x:.1f} {floor}v-{level * 3}h9.6v{level * 3}z")
        else:
            paths.setdefault(0, []).append(f"M{x + 3.8:.1f} {floor - 1}v-2h2v2z")
    for level in sorted(paths):
        yield f'<path class="{f"mood{level}" if level else "empty"}" d="{"".join(paths[level])}"/>'


# --- places and words -------------------------------------------------------------------------------------------------


def _x(index: int, points: Sequence[Bucket]) -> float:
    return _LEFT + (index + 0.5) * (_RIGHT - _LEFT) / len(points)


def _x_of(day: date, span: Span) -> float:
    dates = (span.until - span.since).days + 1
    return _LEFT + ((day - span.since).days + 0.5) * (_RIGHT - _LEFT) / dates


def _y(value: float) -> float:
    return _TOP + (MOODS[-1] - value) * _STEP


def _firsts(since: date, until: date, *, years: bool) -> Iterator[date]:
    for number in range(since.year * 12 + since.month, until.year * 12 + until.month):
        first = date(number // 12, number % 12 + 1, 1)
        if not years or first.month == 1:
            yield first


def _short(day: date, *, years: bool) -> str:
    name = MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if years else f"{day.day} {name}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(point: Bucket) -> str:
    return _day(point.until) if point.since == point.until else f"{_day(point.since)} to {_day(point.until)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".removesuffix(".0")


def _summary_words(days: Iterable[Day]) -> str:
    found = summary(days)
    words = f"{counted(found.days, 'day')} with a mood"
    if found.middle is None:
        return f"{words}."
    spread = f"half of them from {_number(found.low)} to {_number(found.high)}"
    return f"{words}, the middle {_number(found.middle)} of {MOODS[-1]}, {spread}."


def _tally_words(days: Iterable[Day], span: Span) -> str:
    numbers = tally(days)
    parts = [f"{escaped_line(span.words[level - 1], _NAME_LIMIT)} {numbers[level - 1]:,}" for level in MOODS]
    return f"Days of each mood: {', '.join(parts)}."
