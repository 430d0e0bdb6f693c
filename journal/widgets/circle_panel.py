"""The column beside the feed: who is there, what of one's own has not gone yet, which themes there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from journal.cleaning import clean_line, clean_peer_name
from journal.widgets.entry_rows import cut

_MOST_PEOPLE = 8
_MOST_THEMES = 12
_NAME_CELLS = 11


@dataclass(frozen=True, slots=True)
class Beside:
    """What the column says. `people` are names with whether their words were compared and whether they are muted."""

    me: str = field(default="", repr=False)
    people: tuple[tuple[str, bool, bool], ...] = field(default=(), repr=False)
    held: int = 0
    leaves_at: datetime | None = None
    ready: int = 0
    themes: tuple[str, ...] = field(default=(), repr=False)
    hidden: tuple[str, ...] = field(default=(), repr=False)


class CirclePanel(Static):
    """A few words; what can be done with them stands there with its key, and can be pressed."""

    auto_links = False

    def show(self, beside: Beside) -> None:
        """Show the column."""
        self.update(Content("\n").join(panel_lines(beside, max(16, self._room))))

    @property
    def _room(self) -> int:
        parent = self.parent
        return (parent.content_size.width if isinstance(parent, Widget) else 0) or 24


def panel_lines(beside: Beside, width: int) -> list[Content]:
    """Return the lines of the column, each at most `width` cells wide."""
    groups = [_people(beside, width), _shares(beside), _themes(beside, width)]
    lines = list[Content]()
    for group in groups:
        if group:
            lines += [Content(""), *group] if lines else group
    return [line.truncate(width) for line in lines]


def _people(beside: Beside, width: int) -> list[Content]:
    lines = [Content.styled("Your people", "$accent")]
    for name, verified, muted in beside.people[:_MOST_PEOPLE]:
        mark = ("◆ verified", "$muted") if verified else ("◇ compare", "$sand")
        lines.append(_named(name, ("muted", "$muted") if muted else mark, width))
    if more := len(beside.people) - _MOST_PEOPLE:
        lines += [Content.styled(f"and {more} more", "$muted")] if more > 0 else []
    if beside.me:
        lines.append(_named(beside.me, ("you", "$muted"), width))
    compare = any(not verified and not muted for _, verified, muted in beside.people)
    return [*lines, Content(""), _key("v", "compare words" if compare else "people and cards", "circle.people")]


def _named(name: str, mark: tuple[str, str], width: int) -> Content:
    room = min(_NAME_CELLS, width - cell_len(mark[0]) - 1)
    shown = set_cell_size(cut(clean_peer_name(name), max(4, room - 1)), max(4, room))
    return Content.styled(shown, "$people") + Content.styled(*mark)


def _shares(beside: Beside) -> list[Content]:
    if not (beside.held or beside.ready):
        return []
    lines = [Content.styled("Your shares", "$accent")]
    if beside.held and beside.leaves_at is not None:
        leave = "leaves" if beside.held == 1 else "leave, from"
        lines.append(
            Content.styled(f"{beside.held} {leave} {'at ' if beside.held == 1 else ''}{beside.leaves_at:%H:%M}", "$ink")
        )
        lines.append(_key("u", "bring it back" if beside.held == 1 else "bring one back", "circle.bring-back"))
    if beside.ready:
        lines.append(Content.styled(f"{beside.ready} ready to hand over", "$ink"))
        lines.append(_key("h", "save as a file" if beside.ready == 1 else "save as files", "circle.hand-over"))
    return lines


def _themes(beside: Beside, width: int) -> list[Content]:
    if not beside.themes:
        return []
    shown = [theme for theme in beside.themes if theme not in beside.hidden][:_MOST_THEMES]
    lines = [Content.styled("Themes", "$accent"), *_tags(shown, width)]
    if hidden := list(beside.hidden):
        lines += [
            Content.styled("hidden", "$muted"),
            *[line.stylize_before("$muted") for line in _tags(hidden, width, "$muted")],
        ]
    return [*lines, _key("f", "show one, hide one", "circle.themes")]


def _tags(themes: Sequence[str], width: int, style: str = "$sand") -> list[Content]:
    text = " ".join(f"#{clean_line(theme, 24)}" for theme in themes)
    return [line.rstrip() for line in Content.styled(text, style).wrap(width)] if text else []


def _key(letter: str, does: str, binding: str) -> Content:
    line = Content.assemble((letter, "$accent"), (f" {does}", "$muted"))
    return line.stylize(f"@click=app.press_binding('{binding}')")
