"""Read Markdown: our own export, a single file of any program as one entry, or a folder of such files."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from journal.entries import Entry
from journal.errors import NotReadable, UnreadableFile
from journal.exchange.fields import KnownIds, Unusable, entry_from_object
from journal.exchange.markdown_form import (
    BEGIN,
    BEGIN_LINE,
    HEADING,
    end_line,
    shown_body,
    shown_title,
)
from journal.exchange.page import entry_from_page
from journal.exchange.readings import Noted, Reading, Skipped, Trashed
from journal.exchange.texts import read_text, western_note
from journal.moments import Moment

SUFFIXES = (".md", ".markdown")
_DETAILS = re.compile(r"\*.*\*")
_SOME_END = re.compile(r"\r?\n<!-- end of entry .* -->\Z")
_NOT_WHOLE = "the comment above this entry was changed and cannot be read"


def read_markdown(path: Path, here: Moment) -> Iterator[Reading]:
    """Yield the entries of a Markdown file, or of all such files in a folder, those of its folders included.

    Raises:
        UnreadableFile: it is not text, or no Markdown file is in the folder.
        NotReadable: it may not be read.
    """
    ids = KnownIds()
    if not path.is_dir():
        yield from _file(path, here, ids)
        return
    files = markdown_files(path)
    if not files:
        raise UnreadableFile(f"There is no Markdown file in {path}. Nothing was added.")
    for file in files:
        name = file.relative_to(path).as_posix()
        try:
            for reading in _file(file, here, ids):
                yield replace(reading, file=name) if isinstance(reading, Skipped) else reading
        except UnreadableFile:
            yield Skipped(1, "it is not a text file", name)
        except NotReadable:
            yield Skipped(1, "it may not be read", name)


def markdown_files(folder: Path) -> list[Path]:
    """Return the Markdown files of a folder in the order of their names; hidden ones and links are left alone."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    return sorted(
        path
        for path in found
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def is_own_export(text: str) -> bool:
    """Whether entries of our own Markdown are in a text."""
    return BEGIN in text and BEGIN_LINE.search(text) is not None


def _file(path: Path, here: Moment, ids: KnownIds) -> Iterator[Reading]:
    content = read_text(path)
    if is_own_export(content.text):
        yield from _own(content.text, here, ids)
    else:
        try:
            yield entry_from_page(path, content.text, here, ids)
        except Unusable as reason:
            yield Skipped(1, str(reason))
    if content.western:
        yield Noted(western_note(path))


def _own(text: str, here: Moment, ids: KnownIds) -> Iterator[Reading]:
    """Yield the entries of our own export."""
    line, counted, at = 1, 0, 0
    while begin := BEGIN_LINE.search(text, at):
        line, counted = line + text.count("\n", counted, begin.start()), begin.start()
        if text[at : begin.start()].strip():
            yield Skipped(line, "there was text above it that belongs to no entry")
        try:
            facts = json.loads(begin["facts"])
            block, at = _block(text, begin.end(), facts)
            entry = _entry(facts, block, here, ids)
            yield Trashed(entry) if entry.trashed_at else entry
        except Unusable as reason:
            yield Skipped(line, str(reason))
        except (ValueError, RecursionError):
            yield Skipped(line, _NOT_WHOLE)
            at = _next_begin(text, begin.end())
    if text[at:].strip():
        yield Skipped(line + text.count("\n", counted, at) + 1, "there is text below it that belongs to no entry")


def _block(text: str, start: int, facts: dict[str, object]) -> tuple[str, int]:
    """Return what stands between the comments, and the place behind the second one.

    Where somebody took the second one away, the entry ends before the next one.
    """
    closing = f"\n{end_line(str(facts.get('id')), facts.get('end'))}"
    end = text.find(closing, start)
    if end >= 0:
        return text[start:end], end + len(closing)
    end = _next_begin(text, start)
    return _SOME_END.sub("", text[start:end].rstrip("\r\n")), end


def _next_begin(text: str, start: int) -> int:
    following = BEGIN_LINE.search(text, start)
    return following.start() if following else len(text)


def _entry(facts: dict[str, object], block: str, here: Moment, ids: KnownIds) -> Entry:
    """Return the entry of a block: heading, perhaps details, an empty line, the text."""
    if block.startswith("\r"):  # another program changed every line end of the file
        block = f"{block}\n".replace("\r\n", "\n").removesuffix("\n")
    head, gap, body = block.removeprefix("\n").partition("\n\n")
    heading, _, below = head.partition("\n")
    found = HEADING.fullmatch(heading)
    if found is None:
        raise Unusable("its heading with the date is missing")
    if below and not _DETAILS.fullmatch(below):  # text that somebody moved up to the heading
        body = below + gap + body
    title = _exact(facts.get("title"), found["title"] or "", shown_title)
    return entry_from_object({**facts, "title": title, "body": _exact(facts.get("body"), body, shown_body)}, here, ids)


def _exact(kept: object, visible: str, shown: Callable[[str], str]) -> str:
    """Return what the comment kept of a text, unless somebody changed the text that is visible."""
    return kept if isinstance(kept, str) and shown(kept) == visible else visible
