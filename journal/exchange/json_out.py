"""Write the journal as JSON. The same journal gives the same bytes: nothing of the moment of writing is in it."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from journal.entries import Entry, Revision
from journal.exchange.objects import FORMAT, VERSION, JsonObject, exported_object, revision_object

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Page(Protocol):
    """What an export is written to: a text stream in UTF-8 that leaves line ends as they are."""

    def write(self, text: str, /) -> object:
        """Write a piece of it."""
        ...


def write_json(
    page: Page, entries: Iterable[Entry], revisions: Iterable[tuple[str, Revision]] = (), trash: Iterable[Entry] = ()
) -> None:
    """Write one document, an entry, earlier revision or trashed entry on each line."""
    page.write(f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION},\n"entries": ')
    _write_list(page, map(exported_object, entries))
    page.write(',\n"revisions": ')
    _write_list(page, (revision_object(entry_id, revision) for entry_id, revision in revisions))
    page.write(',\n"trash": ')
    _write_list(page, map(exported_object, trash))
    page.write("\n}\n")


def write_jsonl(
    page: Page, entries: Iterable[Entry], revisions: Iterable[tuple[str, Revision]] = (), trash: Iterable[Entry] = ()
) -> None:
    """Write an object a line, each with a `type`: journal (first), entry, revision or trash."""
    for kind, content in _typed(entries, revisions, trash):
        page.write(json_line({"type": kind, **content}) + "\n")


def json_line(content: JsonObject) -> str:
    """Return an object as JSON on one line; text as it is, escaped only where UTF-8 cannot hold it."""
    line = json.dumps(content, ensure_ascii=False)
    return json.dumps(content) if _LONE_SURROGATE.search(line) else line


def _typed(
    entries: Iterable[Entry], revisions: Iterable[tuple[str, Revision]], trash: Iterable[Entry]
) -> Iterator[tuple[str, JsonObject]]:
    yield "journal", {"format": FORMAT, "version": VERSION}
    for entry in entries:
        yield "entry", exported_object(entry)
    for entry_id, revision in revisions:
        yield "revision", revision_object(entry_id, revision)
    for entry in trash:
        yield "trash", exported_object(entry)


def _write_list(page: Page, objects: Iterable[JsonObject]) -> None:
    before, after = "[\n", "[]"
    for content in objects:
        page.write(before + json_line(content))
        before, after = ",\n", "\n]"
    page.write(after)
