"""How entries look on a page of text. Everything that comes from the person is cleaned here."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from journal.cli.output import (
    clean_line,
    clean_text,
    colours_wanted,
    headline,
    moment,
    mood_words,
    paint,
    put,
    tag_words,
    to_a_terminal,
)
from journal.entries import Entry, Revision
from journal.finding import EntryLine, Snippet, TagCount

ID_WIDTH = 8
MOOD_WIDTH = 8  # `▆ bright`
MOST_RENDERED = 200_000  # characters; beyond that, laying out Markdown takes seconds
STAR = "*"
_INDENT = "          "


def entry_lines(lines: Sequence[EntryLine], short_ids: Mapping[str, str]) -> Iterator[str]:
    """Yield entries as one line each, with ids that are long enough to be used."""
    width = max([ID_WIDTH, *(len(short_ids[line.id]) for line in lines)])
    for line in lines:
        yield entry_line(line, short_ids[line.id].ljust(width))


def entry_line(line: EntryLine, short_id: str) -> str:
    """Return an entry as one line: the id to use, when, how it was, what it is."""
    mood = mood_words(line.mood) if line.mood else "·"
    parts = [
        paint(short_id, colour="cyan"),
        paint(moment(line.created_at), dim=True),
        mood.ljust(MOOD_WIDTH),
        STAR if line.starred else " ",
        paint(headline(line.title, line.preview), bold=bool(line.title)),
    ]
    if line.tags:
        parts.append(paint(tag_words(line.tags), colour="yellow"))
    return "  ".join(parts[:3]) + " " + " ".join(parts[3:])


def snippet_line(snippet: Snippet) -> str:
    """Return a piece of an entry, the hits in bold where colours are shown."""
    parts = [(clean_text(text).replace("\n", " "), hit) for text, hit in snippet.parts]
    return _INDENT + "".join(paint(text, bold=hit) for text, hit in parts)


def tag_line(count: TagCount) -> str:
    """Return a tag and how often it is used."""
    return f"{count.count:>7,}  {paint(tag_words([count.tag]), colour='yellow')}"


def put_entry(entry: Entry) -> None:
    """Write one entry: what is known about it, then its text."""
    if entry.title:
        put(paint(clean_line(entry.title), bold=True))
    facts = [f"{moment(entry.created_at)} {clean_line(entry.zone)}"]
    if entry.mood:
        facts.append(mood_words(entry.mood))
    if entry.starred:
        facts.append(f"{STAR} starred")
    if entry.trashed_at:
        facts.append("in the trash")
    put(paint(" · ".join(facts), dim=True))
    if tags := entry.all_tags:
        put(paint(tag_words(tags), colour="yellow"))
    put(paint(entry.id, dim=True))
    put_body(entry.body)


def put_version(version: Revision) -> None:
    """Write an earlier version."""
    put()
    put(paint(f"─── Version of {_here(version.made_at)} ", dim=True))
    if version.title:
        put(paint(clean_line(version.title), bold=True))
    facts = ([mood_words(version.mood)] if version.mood else []) + ([tag_words(version.tags)] if version.tags else [])
    if facts:
        put(" · ".join(facts))
    put_body(version.body)


def put_body(body: str) -> None:
    """Write a text: Markdown as it is meant on a terminal, the plain words elsewhere."""
    if not body:
        return
    put()
    text = clean_text(body)
    if not to_a_terminal() or len(text) > MOST_RENDERED:
        put(text, newline=not text.endswith("\n"))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(file=sys.stdout, no_color=not colours_wanted(), highlight=False, markup=False, emoji=False)
    # No hyperlinks: a terminal would open what the text says, and show something else.
    console.print(Markdown(text, hyperlinks=False))


def full_object(entry: Entry) -> dict[str, object]:
    """Return an entry as JSON shows it; one in the trash says since when."""
    from journal.exchange.documents import entry_object

    found = entry_object(entry)
    if entry.trashed_at is not None:
        found["trashed_at"] = entry.trashed_at.isoformat()
    return found


def revision_object(revision: Revision) -> dict[str, object]:
    """Return a version as JSON shows it."""
    return {
        "id": revision.id,
        "made_at": revision.made_at.isoformat(),
        "title": revision.title,
        "body": revision.body,
        "tags": list(revision.tags),
        "mood": revision.mood,
    }


def _here(at: datetime) -> str:
    return moment(at.astimezone())
