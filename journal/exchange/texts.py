"""Read text files as the world writes them: UTF-8 with or without a mark, UTF-16, and old Western files."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from journal.errors import NotReadable, UnreadableFile

HEAD_BYTES = 65_536
# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file. `western` is true when it was no Unicode and was taken for Windows-1252."""

    text: str = field(repr=False)
    western: bool = False


def read_text(path: Path) -> FileText:
    """Return the text of a file, line ends as they are.

    Raises:
        UnreadableFile: there is no such file, or it is not text.
        NotReadable: it may not be read.
    """
    with _reading(path):
        data = path.read_bytes()
    return _decoded(data, path)


def head_of(path: Path) -> str:
    """Return the beginning of a file, to tell what it is; damaged characters come out as U+FFFD."""
    with _reading(path), path.open("rb") as file:
        data = file.read(HEAD_BYTES)
    encoding = _marked_encoding(data) or "utf-8"
    return data.decode(encoding, "replace")


def numbered_lines(path: Path) -> Iterator[tuple[int, str | None]]:
    """Yield the lines of a file one by one with their numbers, or None for a line that is not text."""
    with _reading(path):
        with path.open("rb") as file:
            encoding = _marked_encoding(file.read(4)) or "utf-8"
        if encoding in ("utf-16", "utf-32"):
            yield from enumerate(read_text(path).text.split("\n"), 1)
            return
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError:
                    yield number, None


def western_note(path: Path) -> str:
    """Return what to tell the person about a file that was taken for Windows-1252."""
    return f"{path.name} is not UTF-8, so it was read as an older Western European text. Look at letters with accents."


def _decoded(data: bytes, path: Path) -> FileText:
    encoding = _marked_encoding(data)
    try:
        return FileText(data.decode(encoding or "utf-8"))
    except UnicodeDecodeError:
        if encoding or b"\0" in data:
            raise UnreadableFile(f"{path.name} is not a text file. Nothing was added.") from None
    try:
        return FileText(data.decode("cp1252"), western=True)
    except UnicodeDecodeError:
        return FileText(data.decode("latin-1"), western=True)


def _marked_encoding(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what the system says about a file into what a person can use."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableFile(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{path} is a folder, and this format is a single file. Nothing was added.") from None
    except OSError as error:
        raise NotReadable(path) from error
