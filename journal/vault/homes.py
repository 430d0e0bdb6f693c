"""What there is in a journal's folder, told without opening anything."""

import re
from enum import Enum
from pathlib import Path

from journal.errors import NotAJournal, NotReadable
from journal.paths import Paths

_DATABASE_FILE = re.compile(r"(?P<database>journal-(?P<number>[1-9][0-9]{0,8})\.db)(?:-wal|-shm|-journal)?")
_UNFINISHED = re.compile(
    r"\.(?:vault\.json(?:\.bak)?|settings\.toml|card\.json|(?P<database>journal-[1-9][0-9]{0,8}\.db))\.[0-9a-f]+\.tmp"
    r"(?P<beside>-wal|-shm|-journal)?"
)


class HomeState(Enum):
    """What is in the folder."""

    EMPTY = "empty"
    JOURNAL = "journal"
    HEADER_MISSING = "header missing"


def home_state(home: Path) -> HomeState:
    """Return whether there is a journal in the folder, from the names of its files alone.

    Raises:
        NotAJournal: the path is something other than a folder.
        NotReadable: the folder may not be read.
    """
    paths = Paths(home)
    names = files_in(home)
    if paths.header.name in names or paths.header_copy.name in names:
        return HomeState.JOURNAL
    return HomeState.HEADER_MISSING if any(is_database_name(name) for name in names) else HomeState.EMPTY


def files_in(home: Path) -> frozenset[str]:
    """Return the names in the folder; none when it does not exist yet.

    Raises:
        NotAJournal: the path is something other than a folder.
        NotReadable: the folder may not be read.
    """
    try:
        return frozenset(path.name for path in home.iterdir())
    except FileNotFoundError:
        return frozenset()
    except NotADirectoryError as error:
        raise NotAJournal(home) from error
    except OSError as error:
        raise NotReadable(home) from error


def is_database_name(name: str) -> bool:
    """Return whether a file of this name would be a journal's database: a plain file name, never a path."""
    return _database_number(name) is not None and name.endswith(".db")


def database_of(name: str) -> str | None:
    """Return the database that a file belongs to (itself, its log, its index of the log), by name."""
    match = _DATABASE_FILE.fullmatch(name)
    return match["database"] if match else None


def is_unfinished(name: str) -> bool:
    """Return whether the name is one that only a write in progress has."""
    return _UNFINISHED.fullmatch(name) is not None


def unfinished_databases(home: Path, database: str) -> tuple[Path, ...]:
    """Return complete databases in the folder that have not yet been given the name `database`."""
    matches = ((name, _UNFINISHED.fullmatch(name)) for name in sorted(files_in(home)))
    return tuple(
        home / name for name, match in matches if match and match["database"] == database and not match["beside"]
    )


def free_database_name(home: Path) -> str:
    """Return the next name that no database in the folder has, nor one that is being made."""
    numbers = [0]
    for name in files_in(home):
        unfinished = _UNFINISHED.fullmatch(name)
        number = _database_number((unfinished["database"] or "") if unfinished else name)
        if number is not None:
            numbers.append(number)
    return f"journal-{max(numbers) + 1}.db"


def _database_number(name: str) -> int | None:
    match = _DATABASE_FILE.fullmatch(name)
    return int(match["number"]) if match else None
