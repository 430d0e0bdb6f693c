"""The one way in: tell what a file is, and read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from journal.errors import UnreadableFile
from journal.exchange.jrnl import HEADER, read_jrnl
from journal.exchange.json_in import looks_like_json, read_journal
from journal.exchange.markdown_in import SUFFIXES, is_own_export, read_markdown
from journal.exchange.readings import Reading
from journal.exchange.texts import head_of
from journal.moments import Moment

Kind = Literal["journal", "jrnl", "markdown"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_READERS = {"journal": read_journal, "jrnl": read_jrnl, "markdown": read_markdown}
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")


def read_any(path: Path, kind: str, here: Moment) -> Iterator[Reading]:
    """Yield what a file or folder holds, one value at a time. `kind` is one of `KINDS` or `auto`.

    Times without a zone are taken for times `here`. Nothing is read before the first value is asked for.

    Raises:
        UnreadableFile: there is no such file, or nothing in it can be understood.
        NotReadable: it may not be read.
    """
    chosen = detect(path) if kind == "auto" else kind
    yield from _READERS[chosen](path, here)


def detect(path: Path) -> Kind:
    """Return which kind of file this is, from how it begins; only for Markdown the name counts too.

    Raises:
        UnreadableFile: there is no such file, it is empty, or it is of no kind that this program knows.
        NotReadable: it may not be read.
    """
    if path.is_dir():
        return "markdown"
    head = head_of(path).replace("\r\n", "\n")
    if not head.strip():
        raise UnreadableFile(f"{path.name} is empty. Nothing was added.")
    if is_own_export(head):
        return "markdown"
    if HEADER.match(head.lstrip()):
        return "jrnl"
    if path.suffix.lower() in SUFFIXES:
        return "markdown"
    if looks_like_json(head) or path.suffix.lower() in _JSON_SUFFIXES:
        return "journal"
    if HEADER.search(head):
        return "jrnl"
    raise UnreadableFile(
        f"{path.name} is none of what can be imported: a journal's JSON, jrnl's text, Markdown. Nothing was added."
    )
