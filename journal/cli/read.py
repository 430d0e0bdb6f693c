"""`journal list`, `show`, `search` and `tags`: reading, for people and for programs."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from journal.cli.choosing import at_most, json_option, number_option, selection, selection_options
from journal.cli.given import Given
from journal.cli.output import put, put_json, put_json_list, say
from journal.cli.pages import entry_lines, full_object, put_entry, put_version, revision_object, snippet_line, tag_line
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.errors import EntryNotFound
from journal.finding import Cursor, EntryLine, Hit, Selection
from journal.wording import counted

if TYPE_CHECKING:
    from journal.storage import Storage

PAGE = 200
ALL_HITS = 1_000_000_000


@command("list")
@number_option
@selection_options
@click.option("--starred", is_flag=True, help="Only starred ones.")
@json_option
@click.pass_obj
def list_entries(
    given: Given,
    number: int | None,
    since: str | None,
    until: str | None,
    tags: tuple[str, ...],
    starred: bool,
    as_json: bool,
) -> None:
    """List entries, newest first."""
    most = at_most(number, as_json=as_json)
    chosen = selection(since, until, tags, starred=starred)
    with opened(given) as storage:
        if as_json:
            entries = storage.entries.each(chosen, oldest_first=False)
            put_json_list("entries", map(full_object, islice(entries, most or None)))
            return
        shown = put_lines(storage, lines(storage, chosen, most))
        total = storage.entries.count(chosen)
    if not total:
        say("Nothing here yet." if chosen.everything else "No entry is like that.")
    elif shown < total:
        say(f"{counted(shown, 'entry', 'entries')} of {total:,}. `-n 0` lists all.")


@command("show")
@click.argument("entry_id", metavar="ID")
@click.option("--history", is_flag=True, help="Show the earlier versions, too.")
@json_option
@click.pass_obj
def show(given: Given, entry_id: str, history: bool, as_json: bool) -> None:
    """Show one entry. The beginning of its ID is enough."""
    with opened(given) as storage:
        entry = storage.entries.get(storage.entries.find_id(entry_id))
        versions = storage.entries.history(entry.id) if history else ()
    if as_json:
        found = full_object(entry)
        if history:
            found["history"] = [revision_object(version) for version in versions]
        put_json(found)
        return
    put_entry(entry)
    for version in versions[1:]:  # the first is the one that stands now
        put_version(version)
    if history and len(versions) < 2:
        say("There is no earlier version.")


@command("search")
@click.argument("query", nargs=-1, required=True)
@number_option
@selection_options
@json_option
@click.pass_obj
def search(
    given: Given,
    query: tuple[str, ...],
    number: int | None,
    since: str | None,
    until: str | None,
    tags: tuple[str, ...],
    as_json: bool,
) -> None:
    """Search titles, texts and tags, best match first.

    It finds what has all the words; the last may be the beginning of one. "Quoted words" stand together, #word is a
    tag.
    """
    most = at_most(number, as_json=as_json)
    chosen = selection(since, until, tags)
    with opened(given) as storage:
        found = storage.entries.search(" ".join(query), chosen, limit=most or ALL_HITS)
        if as_json:
            put_json_list("entries", _hit_objects(storage, found.hits), total=found.total)
            return
        short = storage.entries.short_ids([hit.line.id for hit in found.hits])
    for hit, line in zip(found.hits, entry_lines([hit.line for hit in found.hits], short), strict=True):
        put(line)
        put(snippet_line(hit.snippet))
    if not found.hits:
        say("Nothing found.")
    elif len(found.hits) < found.total:
        many = f"{found.total:,}" if found.total_is_exact else f"more than {found.total:,}"
        say(f"{counted(len(found.hits), 'entry', 'entries')} of {many}. `-n` shows more.")
    if not found.ranked:
        say("So many entries match that they are listed newest first. Another word narrows it down.")


@command("tags")
@json_option
@click.pass_obj
def tags(given: Given, as_json: bool) -> None:
    """List tags and how many entries carry each, most used first."""
    with opened(given) as storage:
        counts = storage.entries.tags()
    if as_json:
        put_json({"tags": [{"tag": count.tag, "count": count.count} for count in counts]})
        return
    for count in counts:
        put(tag_line(count))
    if not counts:
        say("No tags yet.")


def lines(
    storage: "Storage", chosen: Selection, number: int, *, trashed: bool = False
) -> Iterator[tuple[EntryLine, ...]]:
    """Return pages of lines, newest first, `number` lines in all (0: every one)."""
    left = number or None
    cursor: Cursor | None = None
    while left is None or left > 0:
        limit = PAGE if left is None else min(PAGE, left)
        page = storage.entries.page(chosen, after=cursor, limit=limit, trashed=trashed)
        if page:
            yield page
        if len(page) < limit:
            return
        last = page[-1]
        cursor = Cursor(last.trashed_at, last.id) if trashed and last.trashed_at else last.cursor
        left = None if left is None else left - len(page)


def put_lines(storage: "Storage", pages: Iterator[tuple[EntryLine, ...]]) -> int:
    """Write lines for people, and return how many there were."""
    shown = 0
    for page in pages:
        short = storage.entries.short_ids([line.id for line in page])
        for line in entry_lines(page, short):
            put(line)
        shown += len(page)
    return shown


def _hit_objects(storage: "Storage", hits: tuple[Hit, ...]) -> Iterator[dict[str, object]]:
    for hit in hits:
        try:
            entry = storage.entries.get(hit.line.id)
        except EntryNotFound:  # another program erased it a moment ago
            continue
        yield {**full_object(entry), "snippet": hit.snippet.text, "rank": hit.rank}
