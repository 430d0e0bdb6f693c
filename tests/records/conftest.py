"""A real encrypted database in a temporary folder, and entries to put into it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from journal.entries import Entry, new_entry
from journal.ids import new_id
from journal.moments import Moment
from journal.records.drafts import DraftBook
from journal.records.engine import Engine, open_engine
from journal.records.entries import EntryBook
from journal.records.migrations import create_database

KEY = "0123456789abcdef" * 6
NOW = datetime(2026, 3, 10, 18, 20, tzinfo=UTC)

Write = Callable[..., Entry]


@pytest.fixture(scope="session")
def key() -> str:
    return KEY


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("empty") / "journal.db"
    create_database(path, KEY)
    return path.read_bytes()


@pytest.fixture
def database(tmp_path: Path, empty_database: bytes) -> Path:
    path = tmp_path / "journal-1.db"
    path.write_bytes(empty_database)
    return path


@pytest.fixture
def engine(database: Path) -> Iterator[Engine]:
    with open_engine(database, KEY) as opened:
        yield opened


@pytest.fixture
def book(engine: Engine) -> EntryBook:
    return EntryBook(engine)


@pytest.fixture
def drafts(engine: Engine) -> DraftBook:
    return DraftBook(engine)


@pytest.fixture(scope="session")
def entry() -> Write:
    """Make an entry; each a minute after the one before, unless told when."""
    minutes = count()

    def make(body: str = "words", *, at: datetime | None = None, zone: str = "Europe/Berlin", **parts: object) -> Entry:
        moment = Moment.of(at or NOW + timedelta(minutes=next(minutes)), zone)
        return new_entry(new_id(moment.at), moment, moment.at, body=body, **parts)  # type: ignore[arg-type]

    return make


@pytest.fixture
def write(book: EntryBook, entry: Write) -> Write:
    """Make an entry and add it."""

    def add(body: str = "words", **parts: object) -> Entry:
        made = entry(body, **parts)
        assert book.add(made)
        return made

    return add
