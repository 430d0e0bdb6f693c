"""Write entries as one HTML file for reading and printing: on a phone, in any browser, offline, in many years.

Title, text and tags are there. Days are as exact as is chosen, moods and charts are there when they are chosen, and
nothing else ever is: no ids, no zones, no count of days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from journal.entries import Entry
from journal.exchange.html_text import escaped_line, markdown_html
from journal.exchange.json_out import Page
from journal.html_frame import head
from journal.wording import MONTHS, MOOD_GLYPHS, MOOD_WORDS, day_and_month

HEADING = "From my journal"
NEUTRAL_TITLE = "Pages"
"""What a window's title, a history and a list of downloads show."""


class Days(StrEnum):
    """How exactly a page says when something was written."""

    DAY = "day"
    MONTH = "month"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on a page beside title, text and tags."""

    days: Days = Days.DAY
    moods: bool = False
    mood_words: tuple[str, ...] = field(default=MOOD_WORDS, repr=False)


def write_html(page: Page, entries: Iterable[Entry], shown: Shown, charts: Iterable[str] = ()) -> None:
    """Write a whole page: charts (see `charts_svg`), then the entries in the order in which they come."""
    page.write(head(NEUTRAL_TITLE))
    page.write("<body>\n<main>\n")
    for piece in pieces(entries, shown, charts):
        page.write(piece)
    page.write("</main>\n</body>\n</html>\n")


def pieces(entries: Iterable[Entry], shown: Shown, charts: Iterable[str] = ()) -> Iterator[str]:
    """Yield what stands on a page, piece by piece: each one whole, so that a page is never held in memory."""
    yield f'<h1 tabindex="-1">{HEADING}</h1>\n'
    yield from charts
    month, any_entry = "", False
    for entry in entries:
        any_entry = True
        if shown.days is not Days.NONE and (here := _month(entry.created_at)) != month:
            month = here
            yield f'<h2 class="month">{month}</h2>\n'
        yield _article(entry, shown)
    yield '<p class="end">·</p>\n' if any_entry else '<p class="quiet">No entry was chosen.</p>\n'


def _article(entry: Entry, shown: Shown) -> str:
    parts = ["<article>\n"]
    if shown.days is Days.DAY:
        parts.append(f'<p class="when">{_moment(entry.created_at)}</p>\n')
    if title := escaped_line(entry.title):
        parts.append(f'<h3 lang="">{title}</h3>\n')
    parts.append(f'<div class="words" lang="">\n{markdown_html(entry.body)}</div>\n')
    if facts := _facts(entry, shown):
        parts.append(f'<p class="facts">{facts}</p>\n')
    return "".join([*parts, "</article>\n"])


def _facts(entry: Entry, shown: Shown) -> str:
    facts = [f'<span class="tag" lang="">#{escaped_line(tag)}</span>' for tag in entry.all_tags]
    if shown.moods and entry.mood is not None:
        glyph, word = MOOD_GLYPHS[entry.mood - 1], escaped_line(shown.mood_words[entry.mood - 1])
        facts.insert(0, f'<span class="mood"><span class="mood{entry.mood}">{glyph}</span> {word}</span>')
    return "".join(facts)


def _month(moment: datetime) -> str:
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def _moment(moment: datetime) -> str:
    return f"{day_and_month(moment.date())} {moment.year}, {moment:%H:%M}"
