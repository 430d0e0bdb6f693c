"""Where an export goes: standard output, or a private file that appears whole or not at all."""

import json
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from journal.cli.exits import NO_SPACE
from journal.cli.output import clean_text, to_a_terminal
from journal.errors import DiskFull, JournalError, NotWritable
from journal.vault.files import PRIVATE_FILE, rename

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class FileThere(JournalError):
    """There is a file of that name, and it is not replaced without being told to."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already, and was left as it is. Choose another name, or add --force.")


class Page(Protocol):
    """What an export is written to."""

    def write(self, text: str, /) -> int:
        """Write a piece of it."""
        ...


class SafePage:
    """A terminal that shows an export: nothing in it may steer the terminal. JSON keeps the exact text, escaped."""

    def __init__(self, *, is_json: bool) -> None:
        """Write to standard output."""
        self._is_json = is_json

    def write(self, text: str, /) -> int:
        """Write a piece of the export."""
        safe = _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text) if self._is_json else clean_text(text)
        return sys.stdout.write(safe)


def standard_page(*, is_json: bool) -> Page:
    """Return where an export without a file goes: as it is into a pipe, made safe onto a terminal."""
    return SafePage(is_json=is_json) if to_a_terminal() else sys.stdout


@contextmanager
def private_file(path: Path, *, force: bool) -> Iterator[Page]:
    """Write a text file that only its owner may read. It has its name only once it is whole and on the disk.

    Raises:
        FileThere: there is one, and `force` is false.
        DiskFull: there is no space for it.
        NotWritable: the folder may not be written.
    """
    path = path.resolve()  # behind a link, the file is replaced and not the link
    if path.is_dir():
        raise NotWritable(path)
    if path.exists() and not path.is_file():  # a pipe or a device: it takes the words, and stays what it is
        with _write_errors(path), path.open("w", encoding="utf-8", newline="\n") as device:
            yield device
        return
    if not force and path.exists():
        raise FileThere(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with _write_errors(path):
            with os.fdopen(os.open(temporary, flags, PRIVATE_FILE), "w", encoding="utf-8", newline="\n") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if not force and path.exists():
                raise FileThere(path)
            rename(temporary, path)
    finally:
        with suppress(OSError):  # it is gone already when all went well
            temporary.unlink(missing_ok=True)


@contextmanager
def _write_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise (DiskFull() if error.errno in NO_SPACE else NotWritable(path)) from error
