"""A slip: the kindest page. What comes next stands first, every line can stay empty, and nothing is erased."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from journal.cleaning import clean_line
from journal.counting import standing
from journal.dates import parse_roughly
from journal.errors import JournalError
from journal.ids import new_id
from journal.ledger import LedgerLine, ledger, most_helpful
from journal.moments import Moment
from journal.screens.base import Unfinished
from journal.screens.lines_page import LinesPage
from journal.storage import Storage
from journal.streak_story import QUESTIONS, SLIP
from journal.streak_words import CHOICE_WORDS, LOWER_TOLERANCE, NOTHING_ERASED, THANKS, tolerance_line
from journal.streaks import Counter, Event, new_event
from journal.widgets.answers.form import Field, FieldAnswer
from journal.widgets.answers.line import Answer, AnswerLine, Lines
from journal.widgets.answers.marks import Choice
from journal.widgets.answers.one_of import OneOf
from journal.widgets.answers.texts import NoteAnswer, NoteEditor
from journal.widgets.frame import NARROW, KeyHint, KeysBar, PlacesBar
from journal.wording import counted

KEPT_AFTER = 2.0
"""Seconds after a letter until it is in the journal, whatever happens then."""
HELPED_SHOWN = 3
_LONGEST = 500
_MARGINS = 10
_NEXT, _HAPPENED, _COUNT = "next", "happened", "count"
_GROUPS = {
    _NEXT: ("The next 24 hours", ""),
    _HAPPENED: ("What happened", ""),
    _COUNT: ("Your count", "your choice, and you can change it later"),
}
_HINTS = {
    "do": "one act, however small",
    "person": "somebody to ring, or to sit with",
    "away": "a place, a thing, a time of day",
    "amount": "if you like",
    "before": "place, people, a feeling, a thought",
    "slowed": "what slowed it down, or stopped it",
}
_WHEN, _CHOICE, _NOTE = "when", "choice", "note"
_LETTERS = {"later": "l", "new-run": "n", "keep-date": "k"}
_SINCE = "This counter goes on from its date, whatever happens. The slip is noted, and that is all."


@dataclass(frozen=True, slots=True)
class SlipResult:
    """What became of the page: the slip that was noted, or nothing; then a draft of it is kept."""

    event: Event | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page says by itself: days that still happened, and what has helped before."""

    days: int = 0
    hidden: bool = False
    helped: tuple[LedgerLine, ...] = field(default=(), repr=False)


class SlipScreen(LinesPage[SlipResult], Unfinished):
    """Three short groups. Enter keeps what is there, esc keeps a draft."""

    CSS_PATH = ["../widgets/later.tcss", "counter.tcss", "slip.tcss"]

    def __init__(self, counter: Counter, draft: dict[str, str], known: _Known) -> None:
        """`draft` holds what was answered before, by question."""
        super().__init__()
        self._counter = counter
        self._draft = draft
        self._known = known
        self._safe = dict(draft)
        self._answers: dict[str, AnswerLine] = {}
        self._group_of: dict[str, str] = {}
        self._due: Timer | None = None
        self._saving = asyncio.Lock()
        self._tolerance = tolerance_line(counter)
        self._is_busy = self._is_done = False

    @classmethod
    def of(cls, storage: Storage, counter: Counter, now: Moment) -> "SlipScreen":
        """Return the page for a counter, with all that it says by itself. Raises what the database does."""
        stand = standing(counter, storage.streaks.events(counter.id), now.at)
        helped = most_helpful(ledger(storage.moods.used()), HELPED_SHOWN)
        hidden = storage.preferences.choices().numbers_hidden
        return cls(counter, storage.streaks.draft(counter.id), _Known(stand.total_days, hidden, helped))

    # --- what is seen -------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the three groups."""
        days = self._known.days
        own = "days" if self._known.hidden else counted(days, "day")
        happened = f" Your {own} still happened." if days else ""
        yield PlacesBar("Streaks")
        with Vertical(classes="page"), Vertical(id="sheet"):
            with Vertical(id="head"):
                yield Static(Content.styled(f"{THANKS}{happened}", "bold $ink"), id="title")
                yield Static(Content(f"{NOTHING_ERASED} Two minutes, or less, or one line."), id="hint")
                yield Static(id="said")
            with Lines():
                yield self._heading(_NEXT)
                if self._known.helped:
                    yield Static(self._helped_row(), classes=f"helped {_NEXT}")
                names = tuple([one.name for one in self._known.helped])
                yield from (self._text(_NEXT, key, names if key == "do" else ()) for key in ("do", "person", "away"))
                yield self._heading(_HAPPENED)
                yield self._text(_HAPPENED, _WHEN)
                yield from (self._text(_HAPPENED, key) for key in ("word", "amount", "before", "slowed"))
                yield self._line(_HAPPENED, _NOTE, "More", NoteAnswer(self._draft.get(_NOTE, "")))
                yield self._heading(_COUNT)
                yield self._choice()
            with Vertical(id="foot"):
                yield Static(id="lower")
                yield Static(id="safety")
        yield KeysBar()

    def _heading(self, group: str) -> Static:
        words, beside = _GROUPS[group]
        more = f" · {beside}" if beside else ""
        return Static(Content.assemble((words, "$accent"), (more, "$muted")), classes=f"group {group}")

    def _helped_row(self) -> Content:
        if self.app.size.width < NARROW:
            return Content.styled(", ".join(clean_line(one.name) for one in self._known.helped), "$ink")
        row = Content.styled("Has helped before  ", "$muted")
        for number, one in enumerate(self._known.helped):
            part = Content.assemble(
                (f" {clean_line(one.name)}", "$ink"), (f" {_times(one, first=number == 0)}  ", "$muted")
            )
            if number and row.cell_length + part.cell_length > self.app.size.width - _MARGINS:
                break
            row = row + part
        return row

    def _text(self, group: str, name: str, suggested: tuple[str, ...] = ()) -> AnswerLine:
        label = "When" if name == _WHEN else QUESTIONS[name]
        hint = {_WHEN: "now · roughly is fine: “yesterday evening”", "word": self._counter.slip_word or SLIP}
        given = Field(
            name, label, self._draft.get(name, ""), hint.get(name) or _HINTS.get(name, ""), _LONGEST, suggested
        )
        return self._line(group, name, label, FieldAnswer(given, typed_over=False))

    def _line(self, group: str, name: str, label: str, answer: Answer) -> AnswerLine:
        line = AnswerLine(name, label, answer)
        line.add_class(group)
        self._answers[name], self._group_of[name] = line, group
        return line

    def _choice(self) -> AnswerLine | Static:
        if self._counter.goal == "since":
            return Static(Content(_SINCE), classes=f"since {_COUNT}")
        choices = [Choice(name, _LETTERS[name], words) for name, words in CHOICE_WORDS.items()]
        chosen = self._draft.get(_CHOICE, "later")
        known = chosen if chosen in CHOICE_WORDS else "later"
        return self._line(_COUNT, _CHOICE, "", OneOf(known, choices, stacked=True))

    def on_mount(self) -> None:
        """Begin with what comes next."""
        self.say("#said", "As you left it. Nothing is noted yet." if self._draft else "")
        help_now = Content.assemble(("F2 Help now", "bold $help"), (" has numbers, day and night.", "$ink"))
        self.query_one("#safety", Static).update(Content.styled(f"{self._tolerance} ", "$ink") + help_now)
        lower = Content.assemble((f"{LOWER_TOLERANCE} ", "$ink"), ("F2", "bold $help"))
        self.query_one("#lower", Static).update(lower)
        self.go_to(self._answers["do"])

    def on_resize(self) -> None:
        """Where there is little room, one group is a page."""
        self.show_page()

    def answer_lines(self) -> Sequence[AnswerLine]:
        """Return all lines: going on from the last of a group shows the next group."""
        return list(self._answers.values())

    def show_page(self) -> None:
        """Show the group where the bar is, or all of them, and the keys."""
        if not self.query("#safety"):
            return
        little = self.has_class("-short") or self.has_class("-tiny")
        here = next((self._group_of[name] for name, line in self._answers.items() if line is self.line_here), _NEXT)
        for group in _GROUPS:
            for widget in self.query(f".{group}"):
                widget.display = not little or group == here
        self.query_one("#title").display = not little or here == _NEXT
        self.query_one("#lower").display = bool(self._tolerance) and little and here == _NEXT
        self.query_one("#safety").display = bool(self._tolerance) and (not little or here == _COUNT)
        self.query_one(KeysBar).hints = (
            KeyHint("lines.next", "next", key="tab"),
            KeyHint("answer.mark", "choose"),
            KeyHint("lines.keep", "keep this", key="enter"),
            KeyHint("lines.leave", "leave, keep a draft"),
            KeyHint("help-now", "Help now"),
        )

    # --- keeping ------------------------------------------------------------------------------------------------------

    @property
    def said(self) -> dict[str, str]:
        """What the lines say; empty ones are left out."""
        found = {}
        for name, line in self._answers.items():
            answer = line.answer
            if isinstance(answer, FieldAnswer | NoteAnswer):
                found[name] = answer.text
            elif isinstance(answer, OneOf) and answer.chosen != "later":
                found[name] = answer.chosen
        return {name: text for name, text in found.items() if text.strip()}

    @on(Answer.Changed)
    def _answered(self) -> None:
        if self.said == self._safe:
            return  # fields tell of what stood in them from the beginning, too
        self.say("#said", "")
        if self._due is None and not self._is_done:
            self._due = self.set_timer(KEPT_AFTER, self._keep_later)

    @work(group="drafting", description="keeping a draft")
    async def _keep_later(self) -> None:
        self._due = None
        await self._keep_draft()

    async def _keep_draft(self) -> bool:
        """Keep the lines as they are; return whether they are safe."""
        async with self._saving:
            said = self.said
            if self._is_done or said == self._safe:
                return True
            try:
                await self.journal.ask(self.journal.storage.streaks.keep_draft, self._counter.id, said)
            except JournalError as trouble:
                if self.is_attached:
                    self.say("#said", f"{trouble} What you wrote is still here.", trouble=True)
                return False
            self._safe = said
            return True

    async def save_unfinished(self) -> bool:
        """Keep a draft before the screen is covered, locked or left."""
        return await self._keep_draft()

    @on(NoteEditor.Submitted)
    def _submitted(self) -> None:
        self.action_keep()

    def action_keep(self) -> None:
        """Note the slip with what is there."""
        if not self._is_busy:
            self._is_busy = True
            self._note()

    @work(group="keeping", exclusive=True, description="noting a slip")
    async def _note(self) -> None:
        said, now = self.said, self.journal.now()
        try:
            event = await self.journal.ask(slip_from, self._counter, said, now)
            async with self._saving:
                await self.journal.ask(self.journal.storage.streaks.note, event)
                self._is_done = True
        except JournalError as trouble:
            self._is_busy = False
            if self.is_attached:
                self.say("#said", str(trouble), trouble=True)
                self.go_to(self._answers[_WHEN])
            return
        self.end_with(SlipResult(event))

    def action_leave(self) -> None:
        """Leave, and keep a draft."""
        if not self._is_busy:
            self._is_busy = True
            self._leave()

    @work(group="keeping", exclusive=True, description="leaving the page")
    async def _leave(self) -> None:
        if await self._keep_draft():
            self.end_with(SlipResult())
        self._is_busy = False


def slip_from(counter: Counter, said: dict[str, str], now: Moment) -> Event:
    """Return the slip that the lines say.

    Raises:
        UnreadableDate: the time could not be understood. `NotYet`: it has not come. `BeforeTheStart`: likewise.
    """
    typed = said.get(_WHEN, "")
    moment, precision = parse_roughly(typed, now) if typed else (now, "minute")
    return new_event(
        counter,
        new_id(now.at),
        SLIP,
        moment,
        now.at,
        precision=precision,
        choice=said.get(_CHOICE, ""),
        note=said.get(_NOTE, ""),
        answers=[(question, said[question]) for question in QUESTIONS if question in said],
    )


def _times(line: LedgerLine, *, first: bool) -> str:
    return f"helped {line.helpful} of {line.rated} times" if first else f"{line.helpful} of {line.rated}"
