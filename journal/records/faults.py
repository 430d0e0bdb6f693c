"""What SQLite and SQLAlchemy say, in the words of `journal.errors`. The one place that translates.

Nothing is chained: the texts of the database's own errors may quote a search, and tracebacks hold what was bound.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from journal.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DiskFull,
    JournalBusy,
    JournalError,
    NotReadable,
    NotWritable,
)


class SearchCancelled(JournalError):
    """A newer search, or leaving the screen, ended this one. There is nothing to show and nothing to tell."""

    def __init__(self) -> None:
        super().__init__("The search was ended before it was done.")


class DiskRefused(DiskFull):
    """The disk did not take what was written: a quota or size limit, or a failing disk. SQLite tells no more."""

    def __init__(self) -> None:
        JournalError.__init__(
            self,
            "Not saved: the disk did not take it. It may be full or broken. Everything saved before is safe. "
            "Look at the disk, then try again.",
        )


@contextmanager
def told_apart(database: Path) -> Iterator[None]:
    """Turn an error of the database into one the person can act on.

    Raises:
        JournalError: the one that names the cause.
    """
    try:
        yield
    except (DBAPIError, NoConnectionFree, driver.Error, OSError) as error:
        fault = translated(error, database)
    else:
        return
    raise fault from None


def translated(error: BaseException, database: Path) -> JournalError:
    """Return the error that names the cause; an error that is a mistake in this program is raised as it is."""
    if isinstance(error, NoConnectionFree):
        return JournalBusy()
    if isinstance(error, OSError):
        return _of_system(error, database)
    cause: BaseException = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    fault = _BY_CODE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if fault is None:
        raise error
    return fault(database)


def _cannot_open(database: Path) -> JournalError:
    if not database.exists():
        return DatabaseMissing(database)
    if not os.access(database, os.R_OK):
        return NotReadable(database)
    if not os.access(database.parent, os.W_OK):
        return NotWritable(database.parent)
    return DiskRefused()


def _read_only(database: Path) -> JournalError:
    # On a full disk a database can only be opened for reading: there is no room for the log beside it.
    allowed = os.access(database, os.W_OK) and os.access(database.parent, os.W_OK)
    return DiskRefused() if allowed else NotWritable(database)


def _of_system(error: OSError, database: Path) -> JournalError:
    if error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return DiskFull()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritable(database)
    raise error


# Primary result codes: https://sqlite.org/rescode.html
_BY_CODE: dict[int, Callable[[Path], JournalError]] = {
    3: NotWritable,  # SQLITE_PERM
    5: lambda _: JournalBusy(),  # SQLITE_BUSY
    6: lambda _: JournalBusy(),  # SQLITE_LOCKED
    8: _read_only,  # SQLITE_READONLY
    9: lambda _: SearchCancelled(),  # SQLITE_INTERRUPT
    10: lambda _: DiskRefused(),  # SQLITE_IOERR
    11: lambda _: DatabaseDamaged(),  # SQLITE_CORRUPT, also when a page's seal does not fit
    13: lambda _: DiskFull(),  # SQLITE_FULL
    14: _cannot_open,  # SQLITE_CANTOPEN
    26: lambda _: DatabaseDamaged(),  # SQLITE_NOTADB
}
