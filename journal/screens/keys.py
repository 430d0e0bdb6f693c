"""All keys of a screen, by group."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar

_HERE = "Here"


@dataclass(frozen=True, slots=True)
class ListedKey:
    """One key and what it does."""

    group: str
    keys: str
    does: str


def listed_keys(screen: Screen[object]) -> tuple[ListedKey, ...]:
    """Return the keys that work on a screen now, each action once, the screen's own first."""
    keys: dict[tuple[str, str], list[str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not binding.id or not active.enabled:
            continue
        group = binding.group.description if binding.group else _HERE
        display = screen.app.get_key_display(binding)
        shown = keys.setdefault((group, binding.tooltip or binding.description), [])
        if display not in shown:
            shown.append(display)
    order = {_HERE: 0, "Anywhere": 2}
    listed = [ListedKey(group, " ".join(shown), does) for (group, does), shown in keys.items()]
    return tuple(sorted(listed, key=lambda key: order.get(key.group, 1)))


class KeysScreen(JournalScreen[None]):
    """A page of keys; `esc` goes back."""

    CSS_PATH = "keys.tcss"
    BINDINGS = [key("escape,question_mark", "dismiss", "keys.back", "Back", "Back to where you were")]

    def __init__(self, keys: Sequence[ListedKey]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the groups."""
        widest = max((len(key.keys) for key in self._keys), default=0)
        with VerticalScroll():
            yield Static(Content("Keys"), classes="title")
            group = ""
            for key in self._keys:
                if key.group != group:
                    group = key.group
                    yield Static(Content(group), classes="heading")
                yield Static(Content.assemble((key.keys.ljust(widest), "$accent"), "   ", (key.does, "$ink")))
            yield Static(
                Content("In the terminal, shift and the mouse select text. Keys can be changed in the settings."),
                classes="note",
            )
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the way back."""
        self.query_one(KeysBar).hints = (KeyHint("keys.back", "back"),)
        self.query_one(VerticalScroll).focus()
