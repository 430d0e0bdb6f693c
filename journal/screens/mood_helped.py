"""Helped: the things that have helped before, in a person's own words, newest first."""

from dataclasses import dataclass, field
from datetime import date

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content

from journal.cleaning import clean_line
from journal.ledger import LedgerLine, ledger
from journal.screens.mood_view import Asked, MoodView
from journal.storage import Storage
from journal.widgets.checkin_lines import HELPED
from journal.widgets.plain_table import Table
from journal.widgets.words import Words
from journal.wording import counted, day_in_line

_NAME = 24
_MOST = 200
NOTHING_YET = (
    "Nothing here yet. When a check-in says what you did and that it helped, even a little, it is kept here"
    " for a harder day."
)


@dataclass(frozen=True, slots=True)
class HelpedFacts:
    """What has helped."""

    asked: Asked
    lines: tuple[LedgerLine, ...] = field(repr=False)


def how_much(line: LedgerLine) -> str:
    """Return how much it helped, by the middle of what it was rated."""
    return HELPED[max(1, min(3, int(line.helped + 0.5)))]


def helped_words(line: LedgerLine, today: date) -> str:
    """Return how much something helped, how often it was done, and when it helped last."""
    last = " ".join(day_in_line(line.last.date(), today).split())
    return f"{how_much(line)} · {counted(line.times, 'time')} · last {last}"


class HelpedView(MoodView[HelpedFacts]):
    """The ledger of what helped."""

    NAME = "Helped"
    HAS_RANGE = False

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Words(
            Content.assemble(("Things that have helped you", "$accent"), (" · newest first", "$muted")), id="heading"
        )
        yield Words("", id="ledger")

    def read(self, storage: Storage, asked: Asked) -> HelpedFacts:
        """Fetch what was done."""
        return HelpedFacts(asked, ledger(storage.moods.used()))

    def show(self, facts: HelpedFacts) -> None:
        """List it."""
        lines = [ledger_line(line, facts.asked.today, wide=self.app.size.width >= 60) for line in facts.lines[:_MOST]]
        self.say("#ledger", Content("\n").join(lines) if lines else NOTHING_YET)

    def fact(self, facts: HelpedFacts) -> str:
        """Return how many things there are."""
        return counted(len(facts.lines), "thing")

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the list."""
        return ("check-in", "check in"), ("moods.table", "as a table")

    def table(self, facts: HelpedFacts) -> Table:
        """Return a row for each thing."""
        rows = [
            (clean_line(line.name), how_much(line), str(line.times), day_in_line(line.last.date(), facts.asked.today))
            for line in facts.lines
        ]
        return Table(("What", "How much", "Times", "Helped last"), tuple(rows), "Newest first.")


def ledger_line(line: LedgerLine, today: date, *, wide: bool) -> Content:
    """Return one thing and how it helped, in one row, or in two where it is narrow."""
    name = clean_line(line.name)
    facts = Content.styled(helped_words(line, today), "$muted")
    if not wide:
        return Content.styled(name, "$ink") + Content("\n  ") + facts
    return Content.styled(name + " " * max(2, _NAME - cell_len(name)), "$ink") + facts
