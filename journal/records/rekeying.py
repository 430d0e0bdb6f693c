# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""The database under another key: a new file beside the old one.

`PRAGMA rekey` in place is not used: a crash in the middle of it leaves a file of which nobody can say which key fits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journal.errors import DatabaseDamaged, JournalBusy
from journal.records.connections import Connection, check_key, connect
from journal.records.faults import told_apart
from journal.records.files import private_file, sync_file

WAIT = 2000  # milliseconds for others to let go: whoever has it open keeps it open for long


@contextmanager
def alone_with(path: Path, key_hex: str) -> Iterator[Connection]:
    """Hold the database so that nobody else can open it, from before the first read until the end.

    Raises:
        JournalBusy: another program has it open.
    """
    with told_apart(path):
        connection = connect(path, key_hex)
        try:
            connection.execute(f"PRAGMA busy_timeout = {WAIT}").fetchall()
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            # Leaving the write-ahead log takes a lock that is only there for the last connection of all.
            if connection.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
                raise JournalBusy
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # in this locking mode the lock stays
            yield connection
        finally:
            connection.close()


def export(connection: Connection, target: Path, key_hex: str) -> None:
    """Copy everything into a new database under another key, checked and on the disk when this returns.

    Raises:
        FileExistsError: there is such a file already.
        DatabaseDamaged: the copy is not the same.
        DiskFull: there is no space for it.
    """
    check_key(key_hex)
    with told_apart(target):
        private_file(target)
        connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(target), f"x'{key_hex}'"))
        try:
            connection.execute("SELECT sqlcipher_export('fresh')").fetchall()
            version = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA fresh.user_version = {int(version[0]) if version else 0}").fetchall()
            _check_same(connection)
        finally:
            connection.execute("DETACH DATABASE fresh")
        sync_file(target)


def _check_same(connection: Connection) -> None:
    if connection.execute("PRAGMA fresh.cipher_integrity_check").fetchall():
        raise DatabaseDamaged
    tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0"
    for (table,) in connection.execute(tables).fetchall():
        counts = f'SELECT (SELECT count(*) FROM main."{table}") = (SELECT count(*) FROM fresh."{table}")'
        if connection.execute(counts).fetchone() != (1,):
            raise DatabaseDamaged
    if connection.execute("PRAGMA fresh.quick_check").fetchone() != ("ok",):
        raise DatabaseDamaged
