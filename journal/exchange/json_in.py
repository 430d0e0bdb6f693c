"""Read the journal's own JSON: one document, an object a line, or plain lines of entries."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from journal.errors import UnreadableFile
from journal.exchange.counter_fields import counter_from_file, event_from_file
from journal.exchange.fields import (
    KnownIds,
    Unusable,
    checkin_from_file,
    choices_from_file,
    entry_from_object,
    questions_from_file,
    revision_from_object,
    scale_from_file,
    trashed_from_object,
)
from journal.exchange.json_text import LISTS, Broken, NotJson, items
from journal.exchange.letter_fields import letter_from_file
from journal.exchange.objects import FORMAT, VERSION
from journal.exchange.readings import Noted, Reading, Skipped, Trashed
from journal.exchange.texts import head_of, numbered_lines, read_text, western_note
from journal.moments import Moment

_A_DOCUMENT = re.compile(rf'\s*(?:\[|\{{\s*"(?:format|version|{"|".join(LISTS)})"\s*:|\{{\s*\n)')
_OBJECT = re.compile(r'^\s*\{\s*["}]', re.MULTILINE)
_LIST = re.compile(r"\s*\[\s*[{\]]")
_KINDS = ("entry", "revision", "trash", "scale", "checkin", "counter", "event", "letter")
_KIND_OF_LIST = dict(zip(LISTS, _KINDS, strict=True))
_PREFERENCES = ("questions", "choices")
_KNOWN_KEYS = {"created_at", "made_at", "at", "started_at", "written_at", "type"}
_TIMES = {"created_at", "at"}
_NOT_JSON = "it is not JSON"


def read_journal(path: Path, here: Moment) -> Iterator[Reading]:
    """Yield what a JSON file of any of the three kinds holds.

    Raises:
        UnreadableFile: nothing in it can be understood, or it was written by a newer version of this program.
        NotReadable: it may not be read.
    """
    if _A_DOCUMENT.match(head_of(path)):
        yield from _document(path, here)
    else:
        yield from _lines(path, here)


def looks_like_json(head: str) -> bool:
    """Whether a file that begins like this is a JSON document, or has lines that are objects."""
    return bool(_OBJECT.search(head) or _LIST.match(head))


def _document(path: Path, here: Moment) -> Iterator[Reading]:
    reader = _Reader(path, here)
    at_the_top: dict[str, object] = {}
    content = read_text(path)
    try:
        for item in items(content.text):
            if item.in_list:
                yield from reader.readings(item.line, _KIND_OF_LIST[item.key], item.value)
            elif item.key in _PREFERENCES:
                yield from reader.readings(item.line, item.key, item.value)
            else:
                at_the_top[item.key] = item.value
                reader.check_header(at_the_top)
    except NotJson as problem:
        if not reader.understood:
            raise UnreadableFile(f"{path.name} is not whole JSON. Nothing was added.") from None
        yield Skipped(problem.line, "from here on the file is not JSON")
        return
    if not _TIMES.isdisjoint(at_the_top):  # a single entry, as `journal show --json` prints it, or a check-in
        yield from reader.readings(1, at_the_top.get("type", "entry"), at_the_top)
    reader.check_understood()
    if content.western:
        yield Noted(western_note(path))


def _lines(path: Path, here: Moment) -> Iterator[Reading]:
    reader = _Reader(path, here)
    for number, line in numbered_lines(path):
        if line is None:
            yield Skipped(number, "it is not UTF-8 text")
        elif line.strip():
            yield from reader.line(number, line)
    reader.check_understood()


def _is_whole(value: dict[str, object]) -> bool:
    """Whether an object is a whole document: it has one of the lists, and is no entry and no check-in itself."""
    return _TIMES.isdisjoint(value) and any(isinstance(value.get(key), list) for key in LISTS)


class _Reader:
    """Turns objects into readings, and knows whether any of them looked like ours."""

    def __init__(self, path: Path, here: Moment) -> None:
        self._name = path.name
        self._here = here
        self._ids = KnownIds()
        self.understood = False

    def line(self, number: int, line: str) -> Iterator[Reading]:
        """Yield what one line of a file holds."""
        try:
            value = json.loads(line)
        except RecursionError:
            value = Broken("it is nested too deeply")
        except ValueError:
            value = Broken(_NOT_JSON)
        if isinstance(value, dict) and _is_whole(value):
            yield from self._whole(number, value)
            return
        kind = value.get("type", "entry") if isinstance(value, dict) else "entry"
        if kind == "journal":
            self.check_header(value)
            return
        yield from self.readings(number, kind, value)

    def _whole(self, number: int, document: dict[str, object]) -> Iterator[Reading]:
        """Yield what a document on one line holds."""
        self.check_header(document)
        for name in _PREFERENCES:
            if name in document:
                yield from self.readings(number, name, document[name])
        for key, kind in _KIND_OF_LIST.items():
            contents = document.get(key)
            for content in contents if isinstance(contents, list) else ():
                yield from self.readings(number, kind, content)

    def readings(self, line: int, kind: object, value: object) -> Iterator[Reading]:
        """Yield what one object holds, or why it holds nothing."""
        if isinstance(value, Broken):
            yield Skipped(line, value.reason)
            return
        if not isinstance(value, dict):
            yield Skipped(line, "it is not an object with keys")
            return
        self.understood = self.understood or not _KNOWN_KEYS.isdisjoint(value)
        try:
            yield self._reading(kind, value)
        except Unusable as reason:
            yield Skipped(line, str(reason))

    def check_header(self, header: dict[str, object]) -> None:
        """Refuse a file that another program or a newer version wrote.

        Raises:
            UnreadableFile: it is one of those.
        """
        if header.get("format", FORMAT) != FORMAT:
            raise UnreadableFile(f"{self._name} is JSON of another program. Nothing was added.")
        version = header.get("version", VERSION)
        self.understood = self.understood or "format" in header
        if "format" in header and isinstance(version, int) and version > VERSION:
            raise UnreadableFile(
                f"{self._name} was exported by a newer version of this program. Nothing was added. "
                "Update the program to import it."
            )

    def check_understood(self) -> None:
        """Say so when nothing in the whole file was anything like an entry.

        Raises:
            UnreadableFile: that is the case.
        """
        if not self.understood:
            raise UnreadableFile(f"{self._name} holds no entries that this program knows. Nothing was added.")

    def _reading(self, kind: object, value: dict[str, object]) -> Reading:
        if kind == "revision":
            return revision_from_object(value, self._here)
        if kind == "trash":
            return trashed_from_object(value, self._here, self._ids)
        if kind == "checkin" or (kind == "entry" and "at" in value and "created_at" not in value):
            return checkin_from_file(value, self._here, self._ids)
        if kind == "scale":
            return scale_from_file(value)
        if kind == "questions":
            return questions_from_file(value)
        if kind == "choices":
            return choices_from_file(value)
        if kind == "counter":
            return counter_from_file(value, self._here, self._ids)
        if kind == "event":
            return event_from_file(value, self._here, self._ids)
        if kind == "letter":
            return letter_from_file(value, self._here, self._ids)
        if kind != "entry":
            raise Unusable("it is of a kind that this version does not know")
        entry = entry_from_object(value, self._here, self._ids)
        return Trashed(entry) if entry.trashed_at else entry
