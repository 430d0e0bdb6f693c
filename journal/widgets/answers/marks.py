"""Answers that are marked: the words of HALT, and one of a few."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Generic, TypeVar

from textual.content import Content

from journal.moods import HALT, MORE_HALT, Checkin
from journal.widgets.answers.line import ANSWERING, ROOMY, DrawnAnswer, flowing
from journal.widgets.bindings import key

Value = TypeVar("Value")


def halt_word(word: str) -> str:
    """Return a word of HALT as it is said."""
    return word.replace("-", " ")


class HaltAnswer(DrawnAnswer):
    """Each word is marked by its first letter. Beside the one just marked stands a small act, as a question."""

    BINDINGS = [
        *(
            key(word[0], f"mark('{word}')", f"answer.{word}", word, "Mark the word with this letter", ANSWERING)
            for word in (*HALT, *MORE_HALT)
        ),
        key("backspace,delete", "clear", "answer.clear", "Clear", "Take the answer back", ANSWERING),
    ]

    def __init__(self, marked: Sequence[str], words: Sequence[str], acts: Mapping[str, str]) -> None:
        super().__init__()
        self._words = tuple(word for word in (*HALT, *MORE_HALT) if word in words or word in marked)
        self._marked = frozenset(marked)
        self._acts = acts
        self._latest = ""

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with the marked words."""
        return replace(checkin, halt=tuple(word for word in self._words if word in self._marked))

    def action_mark(self, word: str) -> None:
        """Mark a word, or take its mark away."""
        if word in self._words:
            self._marked ^= {word}
            self._latest = word if word in self._marked else ""
            self.changed()

    def action_clear(self) -> None:
        """Take all marks away."""
        self._marked, self._latest = frozenset(), ""
        self.changed()

    def rows(self, width: int) -> list[Content]:
        """Return the words, and the act."""
        parts = [self._word(word) for word in self._words]
        if act := self._acts.get(self._latest):
            parts.append(Content.styled(act, "$muted"))
        return flowing(parts, width, 3 if width >= ROOMY else 2)

    def _word(self, word: str) -> Content:
        marked = word in self._marked
        part = Content.assemble(
            ("■ " if marked else "□ ", "$accent" if marked else "$muted"),
            (f"{word[0]} {halt_word(word)}", "bold $ink" if marked else "$muted"),
        )
        return part.stylize(f"@click=mark('{word}')")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One of a few answers: its letter, its words, and fewer words where it is narrow."""

    value: Value
    letter: str
    words: str
    fewer: str = ""


class ChoiceAnswer(DrawnAnswer, Generic[Value]):
    """Space goes from one answer to the next and then to none; the letters choose at once."""

    BINDINGS = [
        key("space", "next", "answer.mark", "Mark", "The next answer, and after the last none", ANSWERING),
        *(
            key(
                letter,
                f"choose('{letter}')",
                f"answer.{letter}",
                f"Answer {letter}",
                "The answer with this letter",
                ANSWERING,
            )
            for letter in ascii_lowercase
        ),
        key("backspace,delete", "clear", "answer.clear", "Clear", "Take the answer back", ANSWERING),
    ]

    def __init__(
        self,
        value: Value | None,
        choices: Sequence[Choice[Value]],
        into: Callable[[Checkin, Value | None], Checkin] | None = None,
    ) -> None:
        super().__init__()
        self._value = value
        self._choices = tuple(choices)
        self._into = into

    @property
    def value(self) -> Value | None:
        """The chosen answer."""
        return self._value

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take letters that choose something here."""
        return action != "choose" or any(choice.letter in parameters for choice in self._choices)

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with this answer."""
        return self._into(checkin, self._value) if self._into else checkin

    def action_next(self) -> None:
        """Go to the next answer, and after the last to none."""
        values: list[Value | None] = [*(choice.value for choice in self._choices), None]
        self._value = values[(values.index(self._value) + 1) % len(values)] if self._value in values else None
        self.changed()

    def action_choose(self, letter: str) -> None:
        """Choose by letter; the same letter again takes it back."""
        for choice in self._choices:
            if choice.letter == letter:
                self._value = None if self._value == choice.value else choice.value
                self.changed()

    def action_clear(self) -> None:
        """Take the answer back."""
        self._value = None
        self.changed()

    def rows(self, width: int) -> list[Content]:
        """Return the answers, the chosen one marked."""
        parts = []
        for choice in self._choices:
            chosen = choice.value == self._value
            words = choice.words if width >= ROOMY else choice.fewer or choice.words
            part = Content.assemble(
                ("■ " if chosen else "□ ", "$accent" if chosen else "$muted"),
                (f"{choice.letter} {words}", "bold $ink" if chosen else "$muted"),
            )
            parts.append(part.stylize(f"@click=choose('{choice.letter}')"))
        return flowing(parts, width, 3 if width >= ROOMY else 2)
