"""What stands where nothing is: a plain sentence, one that takes pressure away, and a key or two."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.widgets.hill import Hill
from journal.widgets.words import Words


class EmptyPlace(Vertical):
    """The small hill and a few words."""

    DEFAULT_CSS = """
    EmptyPlace { align: center middle; height: 1fr; }
    EmptyPlace > Vertical { width: 54; height: auto; max-width: 92%; }
    EmptyPlace Hill { height: 1; margin-bottom: 1; }
    EmptyPlace .kind { margin: 1 0; }
    Screen.-short EmptyPlace Hill { display: none; }
    Screen.-short EmptyPlace .kind { margin: 0; }
    """

    def __init__(self, plain: str, kind: str, keys: Sequence[tuple[str, str, str]] = ()) -> None:
        super().__init__()
        self._plain, self._kind, self._keys = plain, kind, keys

    def compose(self) -> ComposeResult:
        """Lay out the words; `keys` are key, what it does, and the id of its binding."""
        with Vertical():
            yield Hill(cells=1)
            yield Static(Content.styled(self._plain, "bold $ink"))
            yield Static(Content(self._kind), classes="kind")
            for letter, does, binding in self._keys:
                line = Content.assemble((letter, "$accent"), (f" {does}", "$muted"))
                yield Words(line.stylize(f"@click=app.press_binding('{binding}')"))
