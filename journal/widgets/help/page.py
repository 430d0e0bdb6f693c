"""The page of Help now below the number: people, lines, steps, timer and plan, in an order that never changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from journal.grounding import Grounding
from journal.helplines import FIND_MORE, Choice, Helpline, Helplines, checked_words
from journal.open_card import INSIDE, Card, Person
from journal.safety_plan import Plan
from journal.widgets.help.drawn import Drawn, Lines, beside, indented
from journal.widgets.help.timer import Urge, UrgeTimer
from journal.wording import MONTHS

_LONGEST_NAME = 16
_WAY = 22
"""Cells for what to dial."""
_NARROW = 44
"""Below this many cells, what to dial and who answers stand one below the other."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows. `is_inside`: a journal is there and locked, so that what is in it cannot be shown.

    `inside` is the safety plan of an open journal. It stands before the copy on the card, and is never written there.
    """

    helplines: Helplines
    choice: Choice
    card: Card
    grounding: Grounding
    is_inside: bool
    today: date
    problems: tuple[str, ...] = ()
    inside: Plan | None = None

    @property
    def plan(self) -> Plan:
        """The plan to show: the one in the open journal, else the copy on the card."""
        return self.inside or Plan(self.card.plan, self.card.plan_looked_at)


class HelpPage(VerticalScroll):
    """Two columns where it is wide; one below the other elsewhere, in the same order."""

    def __init__(self, shown: Shown, urge: Urge, ticks: Callable[[], float]) -> None:
        super().__init__(id="page")
        self.shown = shown
        self._urge = urge
        self._ticks = ticks

    def compose(self) -> ComposeResult:
        """Lay out what there is to show."""
        shown = self.shown
        with Horizontal(classes="columns"):
            yield Drawn(partial(_left, shown), classes="left")
            with Vertical(classes="right"):
                yield UrgeTimer(self._urge, self._ticks)
                if shown.plan.lines:
                    yield Drawn(partial(plan_lines, shown.plan, shown.today), classes="section card")
        if shown.problems:
            yield Drawn(partial(_problems, shown.problems), classes="section")

    def show(self, shown: Shown) -> None:
        """Show something else."""
        self.shown = shown
        self.refresh(recompose=True)


def plan_lines(plan: Plan, today: date, width: int, _is_short: bool) -> Lines:
    """Return the safety plan as rows."""
    day = plan.looked_at
    year = "" if day is None or day.year == today.year else f" {day.year}"
    looked = f" · looked at {day.day} {MONTHS[day.month - 1]}{year}" if day else ""
    lines = _heading("My safety plan", looked).wrap(width)
    for number, line in enumerate(plan.lines, 1):
        mark = Content.styled(f"{number} ", "$muted")
        lines += beside([mark], Content.styled(line, "$ink").wrap(max(1, width - mark.cell_length)), mark.cell_length)
    return lines


def person_line(person: Person, width: int) -> Content:
    """Return a person as one line: who, the number, and what to know. Names take `width` cells."""
    name = Content.styled(person.name, "bold")
    space = " " * (max(0, width - name.cell_length) + 3)
    note = Content.styled(f"   {person.note}" if person.note else "", "$muted")
    return name + Content.styled(f"{space if width else ''}{person.number}", "$ink") + note


def name_width(people: tuple[Person, ...]) -> int:
    """Return how many cells names take, so that numbers stand below each other."""
    return min(_LONGEST_NAME, max((Content(person.name).cell_length for person in people), default=0))


def _left(shown: Shown, width: int, is_short: bool) -> Lines:
    parts = [
        _people(shown, width, is_short),
        _lines(shown.choice, shown.today, width) if shown.choice.code else _more().wrap(width),
        _steps(shown.grounding, width),
    ]
    if not shown.choice.code:
        parts.insert(0, _where(shown.helplines, width, is_short))
    found = [line for part in parts for line in [*part, Content("")]][:-1]
    return found if is_short else [Content(""), *found]


def _heading(words: str, fact: str = "") -> Content:
    return Content.assemble((words, "$accent"), (fact, "$muted"))


def _muted(words: str, width: int) -> Lines:
    return Content.styled(words, "$muted").wrap(width)


def _problems(problems: tuple[str, ...], width: int, _is_short: bool) -> Lines:
    return [line for problem in problems for line in _muted(problem, width)]


def _where(helplines: Helplines, width: int, is_short: bool) -> Lines:
    if is_short:
        return _heading("Your country: c chooses it").wrap(width)
    names = " · ".join(helplines.name_of(code) for code in helplines.with_lines)
    return [_heading("Which country are you in?", " · c chooses one"), *Content.styled(names, "$ink").wrap(width)]


def _people(shown: Shown, width: int, is_short: bool) -> Lines:
    people = shown.card.people
    lines = [_heading("My people")]
    if not people:
        empty = INSIDE if shown.is_inside else "Nobody is written here yet. p adds somebody you could ring."
        return [*lines, *_muted(empty, width)]
    for person in people[:1] if is_short else people:
        line = person_line(person, name_width(people))
        lines += [line] if line.cell_length <= width else _folded(person, width)
    if is_short and len(people) > 1:
        lines += _muted(f"and {len(people) - 1} more: p", width)
    return lines


def _folded(person: Person, width: int) -> Lines:
    """Return a person on two lines or more; a number is never broken while there is room for it."""
    name = Content.styled(person.name, "bold").wrap(width)
    if person.number and name and name[-1].cell_length + 3 + len(person.number) <= width:
        name[-1] = name[-1] + Content.styled(f"   {person.number}", "$ink")
    elif person.number:
        name += Content.styled(person.number, "$ink").wrap(width)
    return name + (indented(_muted(person.note, width - 2), 2) if person.note else [])


def _lines(choice: Choice, today: date, width: int) -> Lines:
    lines = [_heading("Someone to talk to", f" · {choice.name}")]
    days = [checked_words(line, today) for line in choice.lines]
    is_one_day = len(set(days)) == 1
    for line, day in zip(choice.lines, days, strict=True):
        ways = [Content.styled(way, "bold") for way in line.ways]
        about = list(_about(line, "" if is_one_day else day))
        if width < _NARROW:
            lines += ways + indented([row for part in about for row in part.wrap(width - 2)], 2)
        else:
            rows = [row for part in about for row in part.wrap(width - _WAY)]
            lines += beside([row for way in ways for row in way.wrap(_WAY - 2)], rows, _WAY)
    if is_one_day and days[0]:
        lines += _muted(days[0] if len(days) == 1 else f"all {days[0]}", width)
    if not choice.lines:
        lines += _muted(f"No line for {choice.name} has been checked for this page yet.", width)
    if choice.is_guess:
        lines += _muted("The country is a guess. c changes it.", width)
    return lines + _more().wrap(width)


def _about(line: Helpline, day: str) -> Iterator[Content]:
    yield Content.styled(line.about, "$ink")
    yield from (Content.styled(part, "$muted") for part in (line.spoken, line.note, day) if part)


def _more() -> Content:
    return Content.assemble((FIND_MORE, "bold"), ("  for other places", "$muted"))


def _steps(grounding: Grounding, width: int) -> Lines:
    lines = _heading("Right now", " · g leads you through it").wrap(width)
    for step in grounding.right_now:
        lines += Content.styled(step, "$ink").wrap(width)
    return lines + _muted(grounding.closing, width)
