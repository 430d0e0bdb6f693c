"""A page with one field, and one with a few things to tick."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from journal.cleaning import clean_line
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.rows_list import RowsList

_FIELD = Binding.Group("This field")


class FieldScreen(JournalScreen[str | None]):
    """Gives back what is in the field, on one line; `None` when it is to stay as it was."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    BINDINGS = [key("escape", "leave", "field.leave", "Back", "Leave it as it was", _FIELD)]

    def __init__(self, title: str, label: str, text: str = "", *, note: str = "", hint: str = "", longest: int) -> None:
        super().__init__()
        self._title, self._label, self._text, self._note = title, label, text, note
        self._hint, self._longest = hint, longest

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled(self._title, "bold $ink"))
            yield Static(Content(self._note), classes="note")
            with Horizontal(classes="field"):
                yield Static(Content(self._label))
                yield Input(
                    clean_line(self._text), placeholder=self._hint, max_length=self._longest, id="text", compact=True
                )
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor in the field."""
        self.query_one(PlacesBar).typing = True
        self.set_focus(self.query_one(Input))
        self.query_one(KeysBar).hints = (
            KeyHint("field.keep", "keep", key="enter"),
            KeyHint("field.leave", "leave it as it was"),
            KeyHint("keys", "all keys"),
        )

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        self.dismiss(" ".join(event.value.split()))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)


class TickScreen(JournalScreen[tuple[str, ...] | None]):
    """Words to tick, and a field for others. Gives back the ticked ones in order."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    BINDINGS = [
        key("enter", "keep", "tick.keep", "Keep", "Keep what is ticked", _FIELD),
        key("tab", "other", "tick.other", "Other words", "To the field for words of your own, and back", _FIELD),
        key("escape", "leave", "tick.leave", "Back", "Leave it as it was", _FIELD),
    ]

    def __init__(self, title: str, words: Sequence[str], ticked: Sequence[str], *, note: str, longest: int) -> None:
        super().__init__()
        self._title, self._note, self._longest = title, note, longest
        self._words = list(dict.fromkeys([*words, *ticked]))
        self._ticked = set(ticked)

    def compose(self) -> ComposeResult:
        """Lay out the words and the field."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled(self._title, "bold $ink"))
            yield Static(Content(self._note), classes="note")
            yield RowsList(id="words")
            with Horizontal(classes="field"):
                yield Static(Content("your own word"))
                yield Input(max_length=self._longest, id="own", compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        """Stand on the words."""
        self._show()
        self.set_focus(self.query_one(RowsList))
        self.query_one(KeysBar).hints = (
            KeyHint("rows.toggle", "tick"),
            KeyHint("tick.keep", "keep", key="enter"),
            KeyHint("tick.other", "your own word"),
            KeyHint("tick.leave", "leave it as it was"),
        )

    def _show(self) -> None:
        self.query_one(RowsList).show(
            [
                Content.assemble(
                    ("■ ", "$accent") if word in self._ticked else ("□ ", "$muted"), (clean_line(word, 40), "$ink")
                )
                for word in self._words
            ]
        )

    @on(RowsList.Toggled)
    def _toggled(self, event: RowsList.Toggled) -> None:
        self._ticked ^= {self._words[event.index]}
        self._show()

    def action_other(self) -> None:
        """To the field, and back."""
        own, words = self.query_one(Input), self.query_one(RowsList)
        self.set_focus(words if own.has_focus else own)
        self.query_one(PlacesBar).typing = not own.has_focus

    @on(Input.Submitted)
    def _own(self, event: Input.Submitted) -> None:
        event.stop()
        if word := " ".join(event.value.split()):
            self._words = list(dict.fromkeys([*self._words, word]))
            self._ticked.add(word)
            event.input.value = ""
            self._show()
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Keep what is ticked."""
        self.dismiss(tuple(word for word in self._words if word in self._ticked))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
