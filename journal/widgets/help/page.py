"""The page of Help now below the number: people, lines, steps, timer and plan, in an order that never changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from journal.grounding import Grounding
from journal.helplines import FIND_MORE, Choice, Helpline, Helplines, checked_words
from journal.open_card import INSIDE, Card, Person
from journal.widgets.help.timer import Urge, UrgeTimer
from journal.wording import MONTHS

_NAME = 16


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows. `is_inside`: a journal is there and locked, so that what is in it cannot be shown."""

    helplines: Helplines
    choice: Choice
    card: Card
    grounding: Grounding
    is_inside: bool
    today: date
    problems: tuple[str, ...] = ()


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
            with Vertical(classes="left"):
                if not shown.choice.code:
                    yield _section(*_where(shown.helplines))
                yield _section(*_people(shown))
                if shown.choice.code:
                    yield _section(*_lines(shown.choice, shown.today))
                else:
                    yield _section(_more())
                yield _section(*_steps(shown.grounding))
            with Vertical(classes="right"):
                yield UrgeTimer(self._urge, self._ticks)
                if shown.card.plan:
                    yield Vertical(*plan_lines(shown.card, shown.today), classes="section card")
        if shown.problems:
            yield _section(*(Static(Content(problem), classes="muted") for problem in shown.problems))

    def show(self, shown: Shown) -> None:
        """Show something else."""
        self.shown = shown
        self.refresh(recompose=True)


def plan_lines(card: Card, today: date) -> Iterator[Widget]:
    """Yield the safety plan as rows."""
    day = card.plan_looked_at
    year = "" if day is None or day.year == today.year else f" {day.year}"
    yield _heading("My safety plan", f" · looked at {day.day} {MONTHS[day.month - 1]}{year}" if day else "")
    for number, line in enumerate(card.plan, 1):
        yield Static(Content.assemble((f"{number} ", "$muted"), (line, "$ink")))


def person_line(person: Person, width: int = 0) -> Content:
    """Return a person as one line: who, the number, and what to know."""
    name = Content.styled(person.name, "bold")
    space = " " * max(3, width - name.cell_length + 3)
    number = Content.assemble((space if person.name else "", ""), (person.number, "$ink"))
    note = Content.styled(f"   {person.note}" if person.note else "", "$muted")
    return name + number + note


def name_width(people: tuple[Person, ...]) -> int:
    """Return how many cells names take, so that numbers stand below each other."""
    return min(_NAME, max((Content(person.name).cell_length for person in people), default=0))


def _section(*parts: Widget) -> Vertical:
    return Vertical(*parts, classes="section")


def _heading(words: str, fact: str = "") -> Static:
    return Static(Content.assemble((words, "$accent"), (fact, "$muted")), classes="heading")


def _where(helplines: Helplines) -> Iterator[Widget]:
    yield _heading("Which country are you in?", " · c chooses one")
    names = " · ".join(helplines.name_of(code) for code in helplines.with_lines)
    yield Static(Content(names), classes="names")


def _people(shown: Shown) -> Iterator[Widget]:
    yield _heading("My people")
    people = shown.card.people
    width = name_width(people)
    for number, person in enumerate(people):
        yield Static(person_line(person, width), classes="more" if number else "")
    if len(people) > 1:
        yield Static(Content.styled(f"and {len(people) - 1} more: p", "$muted"), classes="and-more")
    if not people:
        empty = INSIDE if shown.is_inside else "Nobody is written here yet. p adds somebody you could ring."
        yield Static(Content(empty), classes="muted")


def _lines(choice: Choice, today: date) -> Iterator[Widget]:
    yield _heading("Someone to talk to", f" · {choice.name}")
    days = [checked_words(line, today) for line in choice.lines]
    is_one_day = len(set(days)) == 1
    for line, day in zip(choice.lines, days, strict=True):
        yield Horizontal(
            Static(Content.styled("\n".join(line.ways), "bold"), classes="way"),
            Static(_about(line, "" if is_one_day else day), classes="about"),
            classes="line",
        )
    if is_one_day and days[0]:
        yield Static(Content(days[0] if len(days) == 1 else f"all {days[0]}"), classes="muted")
    if not choice.lines:
        yield Static(Content(f"No line for {choice.name} has been checked for this page yet."), classes="muted")
    if choice.is_guess:
        yield Static(Content("The country is a guess. c changes it."), classes="muted")
    yield _more()


def _about(line: Helpline, day: str) -> Content:
    rest = [part for part in (line.spoken, line.note, day) if part]
    return Content.assemble((line.about, "$ink"), ("".join(f"\n{part}" for part in rest), "$muted"))


def _more() -> Static:
    return Static(Content.assemble((FIND_MORE, "bold"), ("  for other places", "$muted")))


def _steps(grounding: Grounding) -> Iterator[Widget]:
    yield _heading("Right now", " · g leads you through it")
    for step in grounding.right_now:
        yield Static(Content(step))
    yield Static(Content(grounding.closing), classes="muted")
