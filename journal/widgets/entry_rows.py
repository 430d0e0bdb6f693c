"""How entries stand in a list: pure layout and the drawing of one row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from journal.cleaning import clean_line
from journal.finding import EntryLine, Snippet
from journal.wording import MOOD_GLYPHS, NO_MOOD, day_heading, day_in_line

UNTITLED = "(no words)"
INDENT = 8  # the time, the mood and the spaces around them
_LONGEST = 400


class RowKind(Enum):
    """What a row of the list shows."""

    DAY = auto()
    GAP = auto()
    TITLE = auto()
    DETAIL = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `index` is the entry it belongs to (for a day: the first entry of that day)."""

    kind: RowKind
    index: int


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry in the list; a search adds its snippet."""

    line: EntryLine
    snippet: Snippet | None = None


def rows_by_day(entries: Sequence[ListedEntry], selected: int, *, roomy: bool) -> list[Row]:
    """Return rows with a heading a day. Roomy: two rows an entry; else only the selected one opens to two."""
    rows: list[Row] = []
    last_day: date | None = None
    for index, entry in enumerate(entries):
        day = entry.line.created_at.date()
        if day != last_day:
            if rows:
                rows.append(Row(RowKind.GAP, index))
            rows.append(Row(RowKind.DAY, index))
            last_day = day
        rows.append(Row(RowKind.TITLE, index))
        if (roomy or index == selected) and has_detail(entry):
            rows.append(Row(RowKind.DETAIL, index))
    return rows


def rows_of_hits(entries: Sequence[ListedEntry]) -> list[Row]:
    """Return rows without days, two an entry: what was found is the order."""
    return [Row(kind, index) for index in range(len(entries)) for kind in (RowKind.TITLE, RowKind.DETAIL)]


def title_and_preview(entry: ListedEntry) -> tuple[str, str]:
    """Return what stands on the two rows. An entry without a title lends its first words."""
    title = clean_line(entry.line.title, _LONGEST).strip()
    preview = clean_line(entry.line.preview, _LONGEST).strip()
    if title:
        return title, preview
    return preview or UNTITLED, ""


def has_detail(entry: ListedEntry) -> bool:
    """Whether a second row has anything to show."""
    return bool(title_and_preview(entry)[1] or entry.line.tags)


def draw_day(entry: ListedEntry, today: date, width: int) -> Content:
    """Draw a day as a heading."""
    return Content.styled(cut(day_heading(entry.line.created_at.date(), today), width), "$accent")


def draw_title(entry: ListedEntry, width: int, *, today: date | None = None, marked: bool = False) -> Content:
    """Draw time (or, with `today`, the day), mood and title; a square before the title of a marked entry."""
    line = entry.line
    when = f"{line.created_at:%H:%M}" if today is None else day_in_line(line.created_at.date(), today)
    glyph, colour = (MOOD_GLYPHS[line.mood - 1], f"$mood{line.mood}") if line.mood else (NO_MOOD, "$line")
    star, mark = " *" if line.starred else "", "■ " if marked else ""
    title, _ = title_and_preview(entry)
    room = width - cell_len(when) - 3 - cell_len(star) - len(mark)
    return Content.assemble(
        (when, "$muted"),
        (f" {glyph} ", colour),
        (mark, "$accent"),
        (cut(title, room), "bold $ink"),
        (star, "$sand"),
    )


def draw_detail(entry: ListedEntry, width: int) -> Content:
    """Draw the preview and one tag, or the snippet of a hit."""
    if entry.snippet is not None:
        return draw_snippet(entry.snippet, width)
    _, preview = title_and_preview(entry)
    tag = f"#{clean_line(entry.line.tags[0], 16)}" if entry.line.tags else ""
    room = width - INDENT - (cell_len(tag) + 2 if tag else 0)
    text = cut(preview, room)
    if not tag:
        return Content.assemble(" " * INDENT, (text, "$muted"))
    return Content.assemble(" " * INDENT, (set_cell_size(text, max(0, room)), "$muted"), "  ", (tag, "$sand"))


def draw_snippet(snippet: Snippet, width: int) -> Content:
    """Draw the words around a hit, the hit on a ground of its own."""
    parts: list[tuple[str, str]] = []
    room = width - 3
    for text, hit in snippet.parts:
        part = _clean_part(text)
        shown = cut(part, room)
        parts.append((shown, "$hit-fg on $hit-bg" if hit else "$ink"))
        room -= cell_len(shown)
        if shown != part or room <= 0:
            break
    return Content.assemble("  ", *parts)


def _clean_part(text: str) -> str:
    """Return a part of a line, cleaned; the spaces towards its neighbours stay."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{clean_line(text).strip()}{after}" if text.strip() else " "


def cut(text: str, cells: int) -> str:
    """Return the text in at most `cells` cells, with `…` where it was cut."""
    if cell_len(text) <= cells:
        return text
    return f"{set_cell_size(text, max(0, cells - 1)).rstrip()}…" if cells > 0 else ""
