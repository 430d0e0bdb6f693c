"""One connection to the encrypted database, wired in the order that matters. See also docs/file-format.md."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import sqlcipher3.dbapi2 as driver

from journal.errors import DatabaseMissing, NotWritable
from journal.records.files import private_file

CIPHER_MAJOR = "4"
PATIENCE = 15.0  # seconds that a writer waits for another one; twenty at once are through in a few
PATIENCE_MS = round(PATIENCE * 1000)
CACHE_KIB = 4096

_KEY = re.compile("[0-9a-f]{96}")
_AFTER_THE_KEY = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",  # a temporary file would hold plain text outside the journal's folder
    "secure_delete=ON",
    "trusted_schema=OFF",
    f"cache_size=-{CACHE_KIB}",
)


class Cursor(Protocol):
    """What we use of a driver's cursor."""

    @property
    def rowcount(self) -> int:
        """Rows changed."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Go through the rows that are left."""


class Connection(Protocol):
    """What we use of a driver's connection. Statements outside BEGIN and COMMIT stand alone."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[object]], /) -> Cursor:
        """Run one statement for each row."""

    def interrupt(self) -> None:
        """End what runs on this connection, from another thread."""

    def backup(self, target: "Connection", /) -> None:
        """Copy every page into another database under the same key."""

    def close(self) -> None:
        """Let go of the files."""


def connect(path: Path, key_hex: str, *, writable: bool = True) -> Connection:
    """Open an existing database and prove the key; errors are the driver's, translated by `faults`.

    Raises:
        DatabaseMissing: there is no such file, or an empty one: a new one is never made in its place.
        ValueError: the key has not 96 hex digits, which SQLCipher would silently take for a passphrase.
        RuntimeError: this is not SQLCipher 4, and would write plain text or another format.
    """
    check_key(key_hex)
    if not path.is_file() or not path.stat().st_size:
        raise DatabaseMissing(path)
    if writable:
        return _opened(path.absolute().as_uri() + "?mode=rw", key_hex, _AFTER_THE_KEY)
    return _opened(_reading_uri(path), key_hex, _AFTER_THE_KEY[1:])


def connect_new(path: Path, key_hex: str) -> Connection:
    """Make a new database, private from its first byte, and open it.

    Raises:
        FileExistsError: there is such a file already.
        ValueError: the key has not 96 hex digits.
    """
    check_key(key_hex)
    private_file(path)
    return _opened(path.absolute().as_uri() + "?mode=rw", key_hex, _AFTER_THE_KEY[1:])


def check_key(key_hex: str) -> None:
    """Make sure that SQLCipher will take this for a raw key and a salt.

    Raises:
        ValueError: it has not 96 hex digits, and would silently be taken for a passphrase.
    """
    if not _KEY.fullmatch(key_hex):
        raise ValueError("A database key has 96 hex digits.")


def _opened(uri: str, key_hex: str, pragmas: Sequence[str]) -> Connection:
    connection = driver.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE").fetchall()  # else its errors are printed over the interface
        connection.set_key(f"x'{key_hex}'")  # the call behind PRAGMA key: no SQL text that would hold the key
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # proves the key
        version = connection.execute("PRAGMA cipher_version").fetchone()
        if version is None or not version[0].startswith(f"{CIPHER_MAJOR}."):
            raise RuntimeError("The database library is not SQLCipher 4: it would not write this format.")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return cast(Connection, connection)


def _reading_uri(path: Path) -> str:
    # A database in WAL mode needs its -shm file, which a read-only folder does not take. Without a -wal there is
    # nothing that could be missed, and nobody who could write: then it is read as it lies there.
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return path.absolute().as_uri() + "?mode=ro"
    return path.absolute().as_uri() + "?mode=ro&immutable=1"


def refuse_writing(path: Path) -> None:
    """Say that a database opened for reading only takes no changes.

    Raises:
        NotWritable: always.
    """
    raise NotWritable(path)
