"""The files of a database."""

import os
from pathlib import Path

BESIDE = ("-wal", "-shm", "-journal")


def private_file(path: Path) -> None:
    """Make an empty file that only its owner may read; what SQLite puts beside it gets the same mode.

    Raises:
        FileExistsError: there is one already.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def sync_file(path: Path) -> None:
    """Bring a closed file down to the disk. Never an open database: closing any handle to one drops all its locks."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def erase_database(path: Path) -> None:
    """Remove a closed database and what SQLite keeps beside it."""
    for name in (path.name, *(path.name + suffix for suffix in BESIDE)):
        path.with_name(name).unlink(missing_ok=True)


def cut_to_nothing(path: Path) -> None:
    """Empty a database that this program holds to itself, without opening the file: see `sync_file`.

    Whoever was waiting to open it finds an empty file and refuses it, instead of writing into one that is erased.
    """
    if os.name == "posix":
        os.truncate(path, 0)  # elsewhere an open file can be neither cut nor erased, so nobody is left waiting
