"""Every picture of the Moods place as plain text: numbers and words a screen reader can say."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter

from journal.cli.mood_lines import day_cell, number_words, painted_glyph, wrapped
from journal.cli.output import clean_line, moment, paint
from journal.days import Day
from journal.ledger import LedgerLine
from journal.lookback import WINDOW, Bar, NotEnough, buckets, by_part_of_day, by_weekday, level_of, line, summary, tally
from journal.moods import Point
from journal.wording import counted

DATE_WIDTH = 10
_GAP = "  "
_MOST_IN_A_ROW = 56  # eight weeks
_BOTH_DATES_FROM = 60
_DAYS_ONE_BY_ONE = 31
_RULER = "1   5    10   15   20   25   30"
_craving = attrgetter("craving")


def spark_rows(days: Mapping[date, Day], since: date, until: date, width: int | None) -> Iterator[str]:
    """Yield rows of one cell a day, whole weeks in a row, with the dates beside them."""
    both = width is None or width >= _BOTH_DATES_FROM
    beside = (DATE_WIDTH + len(_GAP)) * (2 if both else 1)
    room = _MOST_IN_A_ROW if width is None else max(WINDOW, min(_MOST_IN_A_ROW, (width - beside) // WINDOW * WINDOW))
    dates = list(dates_between(since, until))
    for start in range(0, len(dates), room):
        row = dates[start : start + room]
        cells = "".join(day_cell(days.get(day)) for day in row)
        end = f"{_GAP}{paint(row[-1].isoformat(), dim=True)}" if both else ""
        yield f"{paint(row[0].isoformat(), dim=True)}{_GAP}{cells}{end}"


def summary_lines(what: str, days: Iterable[Day], width: int | None) -> Iterator[str]:
    """Yield what some days come to: how many they are, their middle, where half of them lie."""
    found = summary(days)
    words = f"{what}: {counted(found.days, 'day')}, {counted(found.checkins, 'check-in')}"
    if found.middle is not None and found.low is not None and found.high is not None:
        middle, span = number_words(found.middle), _from_to(found.low, found.high)
        words += f"; middle {middle}, half of them {span}"
    yield from wrapped(words, width)


def line_picture(days: Sequence[Day], since: date, until: date) -> Iterator[str]:
    """Yield each day, and the middle of the 7 days up to it with the range of half of them."""
    by_date = {day.date: day for day in days}
    yield paint(f"{'day':{DATE_WIDTH}}{_GAP}mood   the {WINDOW} days up to it", dim=True)
    for spot in line(days, since, until):
        day = by_date.get(spot.date)
        number = "" if day is None or day.mood is None else number_words(day.mood)
        week = "·"
        if spot.middle is not None and spot.low is not None and spot.high is not None:
            week = f"{number_words(spot.middle):5}half {_from_to(spot.low, spot.high)}"
        yield f"{spot.date.isoformat()}{_GAP}{day_cell(day)} {number:5}{week}"


def year_picture(days: Sequence[Day], since: date, until: date, words: Sequence[str]) -> Iterator[str]:
    """Yield a row of cells for each month, then how many days there were of each mood."""
    by_date = {day.date: day for day in days}
    yield paint(f"{'':9}{_RULER}", dim=True)
    for first in _months(since, until):
        month = dates_between(first, _end_of_month(first))
        cells = "".join(day_cell(by_date.get(day)) if since <= day <= until else " " for day in month)
        yield f"{first.isoformat()[:7]}{_GAP}{cells.rstrip()}"
    yield ""
    longest = max(map(len, words))
    for level, number in enumerate(tally(days), start=1):
        yield f"{painted_glyph(level)} {clean_line(words[level - 1]):{longest}}  {number:>5,}"


def calendar_picture(noted: Collection[date], written: Collection[date], since: date, until: date) -> Iterator[str]:
    """Yield a row for each month: days with an entry and a check-in, with one of them, with neither."""
    marks = (paint("·", dim=True), "▪", paint("■", colour="green"))
    yield paint(f"{'':9}{_RULER}", dim=True)
    for first in _months(since, until):
        month = dates_between(first, _end_of_month(first))
        cells = "".join(marks[(day in noted) + (day in written)] if since <= day <= until else " " for day in month)
        yield f"{first.isoformat()[:7]}{_GAP}{cells.rstrip()}"
    yield ""
    yield f"{marks[2]} both   {marks[1]} one of them   {marks[0]} neither"


def when_picture(days: Sequence[Day], points: Iterable[Point], width: int | None) -> Iterator[str]:
    """Yield the middle of each weekday and of each part of the day, with how many there were."""
    for title, unit, bars in (
        ("By weekday", "day", by_weekday(days)),
        ("By part of the day", "check-in", by_part_of_day(points)),
    ):
        if unit != "day":
            yield ""
        yield paint(title, bold=True)
        if isinstance(bars, NotEnough):
            yield from wrapped(str(bars), width)
        else:
            yield from (_bar_line(bar, unit) for bar in bars)


def cravings_picture(days: Sequence[Day], since: date, until: date) -> Iterator[str]:
    """Yield the middle and the strongest craving: of each day that has one, or of each week where there are many."""
    known = [day for day in days if day.craving is not None or day.strongest is not None]
    if not known:
        yield "No craving was noted in these days."
        return
    if (until - since).days < _DAYS_ONE_BY_ONE:
        yield paint(f"{'day':{DATE_WIDTH}}{_GAP}middle  strongest", dim=True)
        for day in known:
            yield _craving_line(day.date, day.craving, day.strongest)
        return
    monday = since - timedelta(days=since.weekday())
    sunday = until + timedelta(days=6 - until.weekday())
    weeks = ((sunday - monday).days + 1) // WINDOW
    yield paint(f"{'week of':{DATE_WIDTH}}{_GAP}middle  strongest  days", dim=True)
    for week in buckets(known, monday, sunday, weeks, _craving):
        peaks = [day.strongest for day in known if week.since <= day.date <= week.until and day.strongest is not None]
        if peaks:
            yield f"{_craving_line(week.since, week.middle, max(peaks)):29}{_GAP}{week.n:>4}"


def sleep_picture(days: Iterable[Day]) -> Iterator[str]:
    """Yield each night that was noted beside the mood of the day after it."""
    known = [day for day in days if day.sleep is not None or day.quality is not None]
    if not known:
        yield "No sleep was noted in these days."
        return
    yield paint(f"{'day':{DATE_WIDTH}}{_GAP}{'slept':8}{'quality':9}mood", dim=True)
    for day in known:
        slept = "·" if day.sleep is None else f"{day.sleep:g} h"
        quality = "·" if day.quality is None else str(day.quality)
        mood = "" if day.mood is None else f" {number_words(day.mood)}"
        yield f"{day.date.isoformat()}{_GAP}{slept:8}{quality:9}{day_cell(day)}{mood}"


def helped_picture(lines: Iterable[LedgerLine], width: int | None) -> Iterator[str]:
    """Yield what helped, the latest first: when last, how often it was done, the middle of how much it helped."""
    found = list(lines)
    if not found:
        yield from wrapped('Nothing is here yet. It fills in with --coped "a walk=2", as you like.', width)
        return
    for one in found:
        name = clean_line(one.name)
        facts = f"last {moment(one.last)[:DATE_WIDTH]}, {counted(one.times, 'time')}, {number_words(one.helped)} of 3"
        if width is not None and width < _BOTH_DATES_FROM:
            yield name
            yield f"    {facts}"
        else:
            yield f"{name:24}{_GAP}{facts}"


def dates_between(since: date, until: date) -> Iterator[date]:
    """Yield each date from one to another, both included."""
    for number in range(since.toordinal(), until.toordinal() + 1):
        yield date.fromordinal(number)


def _from_to(low: float, high: float) -> str:
    start, end = number_words(low), number_words(high)
    return f"at {start}" if start == end else f"from {start} to {end}"


def _bar_line(bar: Bar, unit: str) -> str:
    middle = f"{'·':4}" if bar.middle is None else f"{painted_glyph(level_of(bar.middle))} {number_words(bar.middle):5}"
    return f"{bar.name:10}{_GAP}{middle:7}{counted(bar.n, unit):>14}"


def _craving_line(day: date, middle: float | None, strongest: int | None) -> str:
    numbers = ("·" if number is None else number_words(number) for number in (middle, strongest))
    return f"{day.isoformat()}{_GAP}{next(numbers):>6}{_GAP}{next(numbers):>9}"


def _months(since: date, until: date) -> Iterator[date]:
    for number in range(since.year * 12 + since.month - 1, until.year * 12 + until.month):
        yield date(number // 12, number % 12 + 1, 1)


def _end_of_month(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])
