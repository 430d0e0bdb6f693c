"""Everything a check-in can ask, as rows that can be switched on and off. Values and pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from textual.content import Content

from journal.cleaning import clean_line
from journal.moods import MORE_HALT, Scale
from journal.questions import LINES, Questions
from journal.widgets.answers.lines import LABELS
from journal.widgets.answers.marks import halt_word

QUIET_WORDS = {
    "energy": "flat to racing",
    "craving": "0 to 10, how strong it is now",
    "strongest": "0 to 10, since the last check-in",
    "halt": "hungry, angry, lonely, tired",
    "sleep": "hours and quality, once a day",
    "feelings": "words from a list, or your own",
    "triggers": "people, places, times around it",
    "coping": "what you did, and how much it helped",
    "together": "whether you spoke with someone",
    "medication": "as planned, partly, or not",
    "tags": "to find it again",
    "note": "a line or more",
}
MOOD_WORDS_ROW = "mood-words"
_LABEL = 11
_BETTER = {1: "higher is welcome", -1: "lower is welcome", 0: ""}


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One row: a heading, or something to switch on and off or to change. `key` names it."""

    key: str
    label: str = field(repr=False)
    about: str = field(default="", repr=False)
    on: bool | None = None
    """Whether it is asked; `None` for what is always there."""

    @property
    def is_heading(self) -> bool:
        """Whether it only says what follows."""
        return not self.key

    def drawn(self, *, here: bool) -> Content:
        """Return the row, with the bar where a person is."""
        if self.is_heading:
            return Content.styled(self.label, "$accent")
        bar = ("▌ " if here else "  ", "$accent")
        mark = ("■ " if self.on else "□ ", "$accent" if self.on else "$muted") if self.on is not None else ("", "")
        label = f"{self.label.ljust(_LABEL)}  " if self.about else self.label
        return Content.assemble(bar, mark, (label, "bold $ink" if here else "$ink"), (self.about, "$muted"))


def rows_of(questions: Questions, scales: tuple[Scale, ...]) -> tuple[AskedRow, ...]:
    """Return all rows in their order."""
    return tuple(_rows(questions, scales))


def _rows(questions: Questions, scales: tuple[Scale, ...]) -> Iterator[AskedRow]:
    yield AskedRow("", "Lines after the mood")
    for line in LINES:
        yield AskedRow(f"line:{line}", LABELS[line], QUIET_WORDS[line], questions.asks(line))
    yield AskedRow("", "More words for HALT")
    for word in MORE_HALT:
        yield AskedRow(f"halt:{word}", halt_word(word), on=word in questions.more_halt)
    yield AskedRow("", "Your words for the moods")
    yield AskedRow(MOOD_WORDS_ROW, clean_line(" · ".join(questions.mood_words)))
    yield AskedRow("", "Your own scales")
    for number, scale in enumerate(scales):
        ends = f"{scale.lowest} {clean_line(scale.low_word)}".rstrip() + " … "
        ends += f"{scale.highest} {clean_line(scale.high_word)}".rstrip()
        kept = "put away; its answers stay readable" if scale.put_away else _BETTER[scale.better]
        about = f"{ends}{' · ' if kept else ''}{kept}"
        yield AskedRow(f"scale:{number}", clean_line(scale.name), about, not scale.put_away)
    if not scales:
        yield AskedRow("new", "None yet. n makes one, for anything you would like to watch.")
