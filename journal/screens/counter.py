"""A counter to make or to change: a few lines, and the others behind one key. Everything but the name has an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.counter_form import counter_from, said_of
from journal.errors import JournalError
from journal.ids import new_id
from journal.screens.lines_page import LINES, LinesPage
from journal.streak_words import GOAL_WORDS, HEADLINE_WORDS, stopping_line
from journal.streaks import LONGEST_NAME, Counter
from journal.widgets.answers.form import Field, FieldAnswer
from journal.widgets.answers.line import Answer, AnswerLine, Lines
from journal.widgets.answers.marks import Choice
from journal.widgets.answers.one_of import OneOf
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

_YES_NO = (Choice("yes", "y", "yes"), Choice("no", "n", "no"))
_NO_YES = (_YES_NO[1], _YES_NO[0])
_GOALS = tuple(
    Choice(goal, letter, words, fewer)
    for (goal, words), letter, fewer in zip(
        GOAL_WORDS.items(), "nlwds", ("not at all", "limit", "less", "do", "since"), strict=True
    )
)
_SUBSTANCES = (
    Choice("", "n", "not said"),
    Choice("alcohol", "a", "alcohol"),
    Choice("opioids", "o", "opioids"),
    Choice("sedatives", "s", "sedatives"),
    Choice("unknown", "u", "not sure what is in it", "not sure"),
    Choice("other", "e", "something else", "else"),
)
_HEADLINES = tuple(
    Choice(name, letter, words) for (name, words), letter in zip(HEADLINE_WORDS.items(), "rsltmqy", strict=True)
)
_MILESTONES = (
    Choice("", "u", "as usual"),
    Choice("weeks", "w", "and 7 and 14 days"),
    Choice("monthly", "m", "and each month of the first year"),
    Choice("round", "r", "and 100, 500, 1,000 days"),
    Choice("weeks monthly round", "a", "all of these"),
)
_LEAP_DAYS = (Choice("02-28", "b", "28 February"), Choice("03-01", "m", "1 March"))
_PERIODS = (Choice("day", "d", "once a day"), Choice("week", "w", "once a week"))
_LIMIT = ("most_per_day", "unit", "most_days")
_NUMBER = "a number, if you like"


@dataclass(frozen=True, slots=True)
class CounterResult:
    """What became of the page: a counter was kept, or the fields were left as they are said here."""

    counter: Counter | None = None
    left: dict[str, str] = field(default_factory=dict, repr=False)


class CounterScreen(LinesPage[CounterResult]):
    """Name, goal, start; what goes further is shown when it is asked for."""

    CSS_PATH = ["../widgets/later.tcss", "counter.tcss"]
    BINDINGS = [key("f3", "more", "counter.more", "More", "Everything else about it", LINES, always=True)]

    def __init__(self, counter: Counter | None = None, said: dict[str, str] | None = None) -> None:
        """`counter` is the one to change, if there is one; `said` is how the page was left before."""
        super().__init__()
        self._before = counter
        self._first = said or (said_of(counter) if counter else {})
        self._counter_id = ""
        self._more = self._is_busy = False
        self._answers: dict[str, AnswerLine] = {}

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        for name, line in self._lines(dict(self._first)):
            self._answers[name] = line
        yield PlacesBar("Streaks")
        with Vertical(classes="page"), Vertical(id="sheet"):
            with Vertical(id="head"):
                title = "This counter" if self._before else "A new counter"
                yield Static(Content.styled(title, "bold $ink"), id="title")
                yield Static(Content("What you count, and how, is yours. A slip never takes a day away."), id="hint")
                yield Static(id="said")
            with Lines():
                yield from self._answers.values()
            with Vertical(id="foot"):
                yield Static(id="safety")
        yield KeysBar()

    def on_mount(self) -> None:
        """Begin with the name."""
        self._counter_id = self._before.id if self._before else new_id(self.journal.now().at)
        self.say("#said", "")
        self.go_to(self._answers["name"])

    def _lines(self, said: dict[str, str]) -> Iterator[tuple[str, AnswerLine]]:
        zone = said.get("zone") or self.journal.now().zone

        def text(name: str, label: str, hint: str = "", longest: int = LONGEST_NAME) -> tuple[str, AnswerLine]:
            given = Field(name, label, said.get(name, ""), hint, longest)
            return name, AnswerLine(name, label, FieldAnswer(given, typed_over=False))

        def one(name: str, label: str, choices: Sequence[Choice[str]]) -> tuple[str, AnswerLine]:
            value = said.get(name, "")
            known = value if value in {choice.value for choice in choices} else choices[0].value
            return name, AnswerLine(name, label, OneOf(known, choices))

        yield text("name", "Name", "Alcohol-free, In recovery, A meeting a week")
        yield one("goal", "Goal", _GOALS)
        yield text("start", "Since", "today · a date, “3 weeks ago”, or to the minute")
        yield one("substance", "It is about", _SUBSTANCES)
        yield text("most_per_day", "At most a day", _NUMBER, 9)
        yield text("unit", "Of what", "drinks, cigarettes, hours")
        yield text("most_days", "Days a week", _NUMBER, 1)
        yield one("period", "How often", _PERIODS)
        yield text("slip_word", "Your word", "slip, lapse, drink, or any other")
        yield one("headline", "Large number", _HEADLINES)
        yield one("visible", "On Today", _YES_NO)
        said.setdefault("zone", zone)
        yield text("zone", "Home zone", "Europe/Dublin")
        yield text("money", "Money a day", "what a day used to cost, such as 12.50", 20)
        yield text("currency", "Currency", "€")
        yield text("minutes", "Minutes a day", "time a day used to take", 4)
        yield one("savings_shown", "Show both", _NO_YES)
        yield one("subtract_slips", "Less for slips", _NO_YES)
        yield one("milestones", "Milestones", _MILESTONES)
        yield text("own_days", "Your own", "numbers of days, such as 50, 200")
        yield text("day_starts", "Day begins at", "0, or another hour up to 12", 2)
        yield one("leap_day", "29 February", _LEAP_DAYS)

    # --- what is seen -------------------------------------------------------------------------------------------------

    def answer_lines(self) -> Sequence[AnswerLine]:
        """Return the lines that are shown."""
        return [line for line in self._answers.values() if line.display]

    @property
    def said(self) -> dict[str, str]:
        """What the lines say."""
        found = {}
        for name, line in self._answers.items():
            answer = line.answer
            found[name] = (
                answer.text if isinstance(answer, FieldAnswer) else answer.chosen if isinstance(answer, OneOf) else ""
            )
        return found

    def show_page(self) -> None:
        """Show the lines that this goal has, the line about safety, and the keys."""
        if not self.query("#safety"):
            return
        said = self.said
        goal = said["goal"]
        for name, line in self._answers.items():
            if name in _LIMIT:
                line.display = goal == "limit"
            elif name == "period":
                line.display = goal == "do"
            elif name == "substance":
                line.display = goal != "do"
            elif name not in ("name", "goal", "start"):
                line.display = self._more
        about = Counter("", "", goal, self.journal.now().at, "", self.journal.now().at, substance=said["substance"])
        self.say("#safety", "" if self._before else stopping_line(about))
        self.query_one(KeysBar).hints = (
            KeyHint("lines.keep", "keep", key="enter"),
            KeyHint("lines.next", "next line", key="tab"),
            KeyHint("answer.mark", "choose"),
            KeyHint("counter.more", "less" if self._more else "more"),
            KeyHint("lines.leave", "leave as it was"),
            KeyHint("keys", "all keys"),
        )

    @on(Answer.Changed)
    def _answered(self) -> None:
        self.say("#said", "")
        self.show_page()

    # --- what can be done ---------------------------------------------------------------------------------------------

    def action_more(self) -> None:
        """Show everything else, or leave it away again."""
        self._more = not self._more
        self.show_page()
        if (here := self.line_here) is None or not here.display:
            self.go_to(self._answers["name"])

    def action_keep(self) -> None:
        """Keep the counter."""
        if not self._is_busy:
            self._is_busy = True
            self._keep()

    @work(group="keeping", description="keeping a counter")
    async def _keep(self) -> None:
        now, streaks = self.journal.now(), self.journal.storage.streaks
        try:
            counter = await self.journal.ask(counter_from, self.said, self._before, self._counter_id, now)
            if self._before:
                counter = await self.journal.ask(streaks.change, counter, now.at)
            else:
                await self.journal.ask(streaks.add, counter)
        except JournalError as trouble:
            self._is_busy = False
            if self.is_attached:
                self.say("#said", str(trouble), trouble=True)
            return
        self.end_with(CounterResult(counter))

    def action_leave(self) -> None:
        """Leave; what was typed is there again when the page is opened next."""
        changed = self.said != self._first and any(self.said[name] for name in ("name", "start"))
        self.end_with(CounterResult(left=self.said if changed else {}))
