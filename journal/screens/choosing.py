"""A page with one question and a few answers to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """One answer: what it stands for, and how it reads."""

    value: T
    label: Content


class ChooseScreen(JournalScreen[T | None], Generic[T]):
    """Gives back what was chosen, `None` when nothing was. Where something would go away, put what keeps it first."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    CHOOSING = Binding.Group("Choosing")
    BINDINGS = [
        key("escape", "leave", "choose.leave", "Back", "Back, without choosing", CHOOSING),
        key("j", "move(1)", "choose.next", "Next", "The next answer", CHOOSING),
        key("k", "move(-1)", "choose.previous", "Previous", "The answer before", CHOOSING),
    ]

    def __init__(
        self,
        title: str,
        answers: Sequence[Answer[T]],
        *,
        note: str = "",
        does: str = "choose",
        chosen: int = 0,
        place: str = "Circle",
    ) -> None:
        super().__init__()
        self._title, self._answers, self._note, self._does = title, tuple(answers), note, does
        self._chosen, self._place = chosen, place

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        yield PlacesBar(self._place)
        with Vertical(classes="page list"):
            yield Static(Content.styled(self._title, "bold $ink"))
            note = Static(Content(self._note), classes="note")
            note.display = bool(self._note)
            yield note
            yield OptionList(*(Option(answer.label) for answer in self._answers), id="answers")
        yield KeysBar()

    def on_mount(self) -> None:
        """Stand on the first answer, or on the one that counts now."""
        options = self.query_one(OptionList)
        options.highlighted = min(self._chosen, len(self._answers) - 1) if self._answers else None
        self.set_focus(options)
        self.query_one(KeysBar).hints = (
            KeyHint("choose.choose", self._does, key="enter"),
            KeyHint("choose.leave", "back"),
            KeyHint("keys-letter", "all keys"),
        )

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        """Back, without choosing."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._answers[event.option_index].value)
