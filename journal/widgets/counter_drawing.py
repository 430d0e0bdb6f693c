"""A counter in rows of text: its days as squares, its milestones, and its story. Values in, content out."""

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from journal.cleaning import clean_line
from journal.counting import OFF, ON, Standing
from journal.milestones import Milestone
from journal.streak_story import SLIP, Told
from journal.streak_words import headline, last_heading, list_lines, saved_line
from journal.streaks import Counter
from journal.wording import MONTHS, day_in_margin, day_in_words

_GROUP = 10
_ROOM_FOR_THIRTY = 40
_TWO_COLUMNS = 52
_REACHED = _UPCOMING = 2
_MARGIN = 8


def title_row(counter: Counter) -> Content:
    """Return the name, and whose clocks its days follow."""
    away = " · put away" if counter.archived else ""
    beside = f" · days follow {clean_line(counter.zone)}{away}"
    return Content.assemble((clean_line(counter.name), "bold $ink"), (beside, "$muted"))


def list_rows(counter: Counter, stand: Standing, *, hidden: bool, unfinished: bool) -> Content:
    """Return a counter as three rows of a list."""
    first, second = list_lines(counter, stand, hidden=hidden)
    if unfinished:
        second = "a page about a slip is unfinished"
    elif stand.undecided:
        second = "a slip to decide about, if you like"
    rows = [
        Content.styled(clean_line(counter.name), "bold $ink"),
        Content.styled(clean_line(first), "$muted" if hidden else "$ink"),
    ]
    if second:
        rows.append(Content.styled(clean_line(second), "$muted"))
    return Content("\n").join(rows)


def words_beside(counter: Counter, stand: Standing, width: int) -> Content:
    """Return the rows beside the large number: what it counts, and what stays whatever happens."""
    first, *rest = [fitting(line, width) for line in headline(counter, stand).words]
    rows = [Content.styled(first, "$ink")]
    for line in rest:
        rows.append(_with_bold_numbers(line) if " of " in line else Content.styled(line, "$muted"))
    return Content("\n").join(rows)


def fitting(line: str, width: int) -> str:
    """Return a line with its months cut to three letters where it is too long."""
    if len(line) > width:
        for month in MONTHS:
            line = line.replace(month, month[:3])
    return line


def squares(counter: Counter, stand: Standing, width: int) -> Content:
    """Return the last days, or weeks, one square each, in rows of thirty; the oldest first."""
    which, fact, number = last_heading(stand)
    heading = Content.assemble((which, "$accent"), (f" · {fact}" if fact else "", "$muted"))
    a_row = 30 if width >= _ROOM_FOR_THIRTY else 20
    marks = stand.marks(number)
    rows = [heading]
    for begin in range(0, len(marks), a_row):
        row = marks[begin : begin + a_row]
        groups = [
            Content.assemble(*(_square(mark, counter) for _, mark in row[start : start + _GROUP]))
            for start in range(0, len(row), _GROUP)
        ]
        rows.append(
            Content.styled(day_in_margin(row[0][0], stand.today)[:6].ljust(_MARGIN), "$muted")
            + Content(" ").join(groups)
        )
    return Content("\n").join(rows)


def milestone_rows(stand: Standing, width: int) -> Content:
    """Return the milestones reached last in this run, and those that come next: dates, and no countdown."""
    reached = [one for one in stand.reached if one.run == stand.run.first][-_REACHED:]
    coming = list(stand.upcoming[:_UPCOMING])
    if not reached:
        coming = list(stand.upcoming[: _REACHED + _UPCOMING - 1])
    rows = [Content.assemble(("Milestones", "$accent"), (" · reached ones stay reached", "$muted"))]
    before = _longest_before(stand)
    if before is not None:
        aside = Content.styled(" · in an earlier run" if width >= _TWO_COLUMNS else " · before", "$muted")
        rows.append(_milestone(before, stand.today, done=True) + aside)
    if width < _TWO_COLUMNS or not reached:
        rows += [_milestone(one, stand.today, done=True) for one in reached]
        rows += [_milestone(one, stand.today, done=False) for one in coming]
        return Content("\n").join(rows)
    for index in range(max(len(reached), len(coming))):
        left = _milestone(reached[index], stand.today, done=True) if index < len(reached) else Content("")
        right = _milestone(coming[index], stand.today, done=False) if index < len(coming) else Content("")
        rows.append(left + Content(" " * max(1, 27 - left.cell_length)) + right)
    return Content("\n").join(rows)


def story_rows(told: Sequence[Told], today: date, width: int) -> Content:
    """Return what happened along the way, newest first; a slip is a line like the others, with what helped below."""
    rows = [Content.styled("What happened along the way", "$accent")]
    for one in told:
        rows += _story_line(one, today, max(16, width))
    return Content("\n").join(rows)


def saved_row(counter: Counter, stand: Standing) -> Content:
    """Return what was saved, where the person wants to see it."""
    return Content.styled(clean_line(saved_line(counter, stand)), "$muted")


def _longest_before(stand: Standing) -> Milestone | None:
    """Return the longest milestone of earlier runs that this run has not come to yet."""
    here = {one.key for one in stand.reached if one.run == stand.run.first}
    earlier = [one for one in stand.reached if one.run != stand.run.first and one.key not in here]
    return max(earlier, key=lambda one: one.day - one.run, default=None)


def _square(mark: str, counter: Counter) -> tuple[str, str]:
    if mark == ON:
        return "■", "$accent"
    if mark == OFF:
        return "□", "$muted" if counter.goal == "do" else "$sand"
    return "·", "$muted"


def _milestone(one: Milestone, today: date, *, done: bool) -> Content:
    mark = ("■", "$accent") if done else ("□", "$muted")
    return Content.assemble(
        mark, (f" {one.name.ljust(9)}", "$ink"), (f"  {day_in_words(one.day, today)}", "$muted")
    )  # fmt: skip


def _story_line(one: Told, today: date, width: int) -> Iterator[Content]:
    label = day_in_margin(one.day, today)
    indent = " " * max(_MARGIN, len(label) + 2)
    mark = [("□ ", "$sand")] if one.kind == SLIP else []
    beside = [(f" · {clean_line(one.beside)}", "$muted")] if one.beside else []
    line = Content.assemble(*mark, (clean_line(one.what), "$ink"), *beside)
    room = max(12, width - len(indent))
    for number, row in enumerate(line.wrap(room)):
        yield (Content.styled(label.ljust(len(indent)), "$muted") if number == 0 else Content(indent)) + row
    for name, words in one.more:
        more = Content.assemble((f"{name}: ", "$muted"), (clean_line(words), "$ink"))
        yield from (Content(indent) + row for row in more.wrap(room))


def _with_bold_numbers(line: str) -> Content:
    """Return `110 of 112 days since …` with both numbers bold."""
    parts = [
        (word, "bold $ink" if word[:1].isdigit() and index < 3 else "$ink")
        for index, word in enumerate(line.split(" "))
    ]
    return Content(" ").join(Content.styled(*part) for part in parts)
