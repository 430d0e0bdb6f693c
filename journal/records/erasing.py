"""Making sure that what was erased is gone from every file."""

from contextlib import suppress

from journal.errors import TryAgain
from journal.records.connections import PATIENCE_MS
from journal.records.engine import Engine

A_WHILE = 2000  # milliseconds; where somebody or a full disk stays in the way, the next start or end does it


def empty_log(engine: Engine, *, wait: int = A_WHILE) -> bool:
    """Bring the write-ahead log into the database and cut it to nothing; return whether nobody was in the way.

    Until then the log may hold the pages that an erased entry was on, encrypted as all pages are.
    """
    if not engine.writable:
        return False
    with suppress(TryAgain), engine.reading() as connection:
        connection.execute(f"PRAGMA busy_timeout = {wait}").fetchall()
        try:
            row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}").fetchall()
        return row is not None and row[0] == 0
    return False
