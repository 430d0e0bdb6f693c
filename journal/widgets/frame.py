"""The frame around a place: the row of places at the top, the row of keys at the bottom."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

HELP_LABEL = "Help now"
NARROW = 60
GAP = 3
FACT_GAP = 2
_TIGHT_GAP = 2
NEWS = "•"


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places a digit leads to, and what somebody goes there for."""

    key: str
    name: str
    what_for: str


PLACES = (
    Place("1", "Today", "The home place"),
    Place("2", "Journal", "Read and find what you wrote"),
    Place("3", "Moods", "Look back on how it has been"),
    Place("4", "Streaks", "What you count, if anything"),
    Place("5", "Reflect", "Guided forms, plans and letters"),
    Place("6", "Circle", "What you and your people share"),
)
"""Places that exist. Each keeps its digit for good, so that fingers need not learn twice."""


class PlacesBar(Widget):
    """The places, the active one marked by weight and a thick line, and Help now at the far right."""

    auto_links = False  # Textual would paint what can be pressed as a link of a web page
    typing: reactive[bool] = reactive(False)
    news: reactive[frozenset[str]] = reactive(frozenset())
    """The digits of places where something was not looked at yet. They get a mark, and never a number."""

    def __init__(self, active: str) -> None:
        super().__init__()
        self.active = active

    def render(self) -> RenderResult:
        """Draw both rows; the second disappears in a short terminal by being cut off."""
        width = self.size.width
        narrow = width < NARROW
        key = "F2" if self.typing else "!"
        help_now = Content.styled(f"{key} {'Help' if narrow else HELP_LABEL}", "bold $help @click=app.help_now")
        row, start, length = self._row(narrow=narrow, gap=GAP)
        if row.cell_length + help_now.cell_length > width:
            row, start, length = self._row(narrow=narrow, gap=_TIGHT_GAP)
        space = max(0, width - row.cell_length - help_now.cell_length)
        line = Content.assemble(
            ("─" * start, "$line"), ("━" * length, "$accent"), ("─" * max(0, width - start - length), "$line")
        )
        return Content("\n").join([row + Content(" " * space) + help_now, line])

    def _row(self, *, narrow: bool, gap: int) -> tuple[Content, int, int]:
        """Return the places, and where the active one begins and how long it is."""
        row, start, length = Content(""), 0, 0
        for place in PLACES:
            label = f"{place.key} {place.name}" if not narrow or place.name == self.active else place.key
            if place.name == self.active:
                start, length = row.cell_length, cell_len(label)
                part = Content.assemble((f"{place.key} ", "$accent"), (place.name, "bold $ink"))
            else:
                part = Content.styled(label, "$muted")
            if place.key in self.news:
                part += Content.styled(NEWS if label == place.key else f" {NEWS}", "bold $accent")
            row = row + part.stylize(f"@click=app.go_to('{place.key}')") + Content(" " * gap)
        return row, start, length


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key worth showing at the bottom of this screen, by the id of its binding.

    `key` names one that a widget of Textual answers to itself, such as enter in a field, and that has no binding here.
    """

    binding: str
    label: str
    key: str = ""


class KeysBar(Widget):
    """At most six keys that matter here, and one quiet fact. Where it is narrow the fact goes, then keys at the end."""

    auto_links = False
    hints: reactive[tuple[KeyHint, ...]] = reactive((), always_update=True)
    fact: reactive[str] = reactive("")

    def on_mount(self) -> None:
        """Draw again when keys change their meaning or are remapped."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> RenderResult:
        """Draw what fits."""
        width = self.size.width
        parts = self._parts()
        while len(parts) > 1 and _width(parts) > width:
            del parts[-2]
        if parts and _width(parts) > width:
            parts = parts[:-1]
        row = Content(" " * GAP).join(parts)
        space = width - row.cell_length - cell_len(self.fact)
        if self.fact and space >= FACT_GAP:
            row = row + Content(" " * space) + Content.styled(self.fact, "$muted")
        return row

    def _parts(self) -> list[Content]:
        keys: dict[str, str] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.id and active.enabled:  # the first of several keys is the one worth showing
                keys.setdefault(active.binding.id, self.app.get_key_display(active.binding))
        parts = []
        for hint in self.hints:
            if shown := keys.get(hint.binding, hint.key):
                part = Content.assemble((shown, "$accent"), (f" {hint.label}", "$muted"))
                does = f"press_key('{hint.key}')" if hint.key else f"press_binding('{hint.binding}')"
                parts.append(part.stylize(f"@click=app.{does}"))
        return parts


def _width(parts: list[Content]) -> int:
    return sum(part.cell_length for part in parts) + GAP * (len(parts) - 1)
