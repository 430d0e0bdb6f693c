"""The country whose numbers are shown: the person's own choice."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from journal.helplines import ELSEWHERE, Helplines
from journal.widgets.help.rows import Rows
from journal.wording import counted

_OPEN = "Kept in card.json, which anyone at this computer can read."


class CountryList(Vertical):
    """Countries with lines first, then those whose emergency number is known, then all others as one row."""

    @dataclass
    class Chosen(Message):
        """This country is the one."""

        code: str

    def __init__(self, helplines: Helplines, chosen: str) -> None:
        super().__init__(classes="view")
        self._helplines = helplines
        with_lines = helplines.with_lines
        others = sorted(set(helplines.emergencies) - set(with_lines), key=helplines.name_of)
        self._codes = (*with_lines, *others, ELSEWHERE)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Static(Content("Which country are you in?"), classes="heading")
        yield Static(Content(_OPEN), classes="muted note")
        yield Rows()

    def on_mount(self) -> None:
        """Begin at the country that is shown now."""
        here = self._codes.index(self._chosen) if self._chosen in self._codes else 0
        self.query_one(Rows).fill(list(self._rows()), here)
        self.query_one(Rows).focus()

    def _rows(self) -> Iterator[Content]:
        for code in self._codes:
            if code == ELSEWHERE:
                yield Content("My country is not here")
                continue
            emergency = self._helplines.emergencies.get(code)
            lines = sum(line.country == code for line in self._helplines.lines)
            facts = [emergency.dial if emergency else "", counted(lines, "line") if lines else ""]
            yield Content.assemble(
                (self._helplines.name_of(code), "$ink"), ("".join(f" · {fact}" for fact in facts if fact), "$muted")
            )

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._codes[event.option_index]))
