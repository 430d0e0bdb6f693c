"""One of a few, always: what was chosen goes to another, and never to nothing."""

from collections.abc import Sequence
from typing import Generic

from textual.content import Content

from journal.widgets.answers.marks import Choice, ChoiceAnswer, Value


class OneOf(ChoiceAnswer[Value], Generic[Value]):
    """An answer that is never empty. With `stacked` every choice has a row of its own, where there is room."""

    def __init__(self, value: Value, choices: Sequence[Choice[Value]], *, stacked: bool = False) -> None:
        super().__init__(value, choices)
        self._stacked = stacked

    @property
    def chosen(self) -> Value:
        """The chosen answer."""
        return self._choices[0].value if self._value is None else self._value

    def choose(self, value: Value) -> None:
        """Choose an answer."""
        if value != self._value:
            self._value = value
            self.changed()

    def action_next(self) -> None:
        """Go to the next answer, and after the last to the first."""
        values = [choice.value for choice in self._choices]
        self.choose(values[(values.index(self.chosen) + 1) % len(values)])

    def action_choose(self, letter: str) -> None:
        """Choose by letter."""
        for choice in self._choices:
            if choice.letter == letter:
                self.choose(choice.value)

    def action_clear(self) -> None:
        """Go back to the first answer."""
        self.choose(self._choices[0].value)

    def rows(self, width: int) -> list[Content]:
        """Return the answers, the chosen one marked."""
        if not self._stacked or self.screen.has_class("-short"):
            return super().rows(width)
        rows = []
        for choice in self._choices:
            chosen = choice.value == self.chosen
            row = Content.assemble(
                ("■ " if chosen else "□ ", "$accent" if chosen else "$muted"),
                (choice.words, "bold $ink" if chosen else "$ink"),
            )
            rows.append(row.stylize(f"@click=choose('{choice.letter}')"))
        return rows
