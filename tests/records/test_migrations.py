from collections.abc import Callable
from pathlib import Path

import pytest

from journal.entries import Entry
from journal.errors import DatabaseDamaged, NewerFormat
from journal.records.connections import Connection, connect, connect_new
from journal.records.engine import Engine, open_engine
from journal.records.entries import EntryBook
from journal.records.migrations import MIGRATIONS, create_database, migrate

Write = Callable[..., Entry]
COPY = "journal-1.db.before-3"


def to_format_3(connection: Connection) -> None:
    connection.execute("ALTER TABLE entry ADD COLUMN place TEXT")


@pytest.fixture
def written(book: EntryBook, write: Write) -> Entry:
    return write("words that stay")


def test_the_present_format_is_left_alone(engine: Engine, database: Path, key: str) -> None:
    migrate(engine, key)
    assert list(database.parent.glob("*.before-*")) == []


def test_an_older_format_is_brought_up_and_its_copy_erased(
    engine: Engine, book: EntryBook, database: Path, key: str, written: Entry
) -> None:
    migrate(engine, key, migrations=(*MIGRATIONS, to_format_3))
    with engine.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("SELECT place FROM entry").fetchall() == [(None,)]
    assert book.get(written.id) == written
    assert not database.with_name(COPY).exists()


def test_the_copy_is_whole_and_under_the_same_key_while_the_change_runs(
    engine: Engine, database: Path, key: str, written: Entry
) -> None:
    seen: list[Entry] = []

    def look(connection: Connection) -> None:
        to_format_3(connection)
        copy = database.with_name(COPY)
        assert copy.stat().st_mode & 0o077 == 0
        with open_engine(copy, key) as other:
            seen.extend(EntryBook(other).each())

    migrate(engine, key, migrations=(*MIGRATIONS, look))
    assert seen == [written]


def test_a_change_that_fails_leaves_the_old_format_as_it_was(
    engine: Engine, book: EntryBook, database: Path, key: str, written: Entry
) -> None:
    def broken(connection: Connection) -> None:
        to_format_3(connection)
        connection.execute("DELETE FROM entry")
        raise LookupError

    with pytest.raises(LookupError):
        migrate(engine, key, migrations=(*MIGRATIONS, broken))
    assert book.get(written.id) == written
    assert database.with_name(COPY).exists()
    migrate(engine, key, migrations=(*MIGRATIONS, to_format_3))
    assert not database.with_name(COPY).exists()


def test_a_change_that_would_lose_something_is_refused(
    engine: Engine, book: EntryBook, key: str, written: Entry
) -> None:
    def losing(connection: Connection) -> None:
        connection.execute("DELETE FROM entry")

    with pytest.raises(DatabaseDamaged):
        migrate(engine, key, migrations=(*MIGRATIONS, losing))
    assert book.get(written.id) == written


def test_a_copy_left_by_a_crash_after_the_change_is_erased_at_the_next_start(
    engine: Engine, database: Path, key: str
) -> None:
    database.with_name("journal-1.db.before-2").write_bytes(b"left over")
    migrate(engine, key)
    assert not database.with_name("journal-1.db.before-2").exists()


def test_a_newer_format_is_not_touched(engine: Engine, database: Path, key: str) -> None:
    with engine.writing() as session:
        engine.driver_of(session).execute("PRAGMA user_version = 99")
    with pytest.raises(NewerFormat, match="99"):
        migrate(engine, key)


def test_a_database_with_nothing_of_ours_is_not_filled(tmp_path: Path, key: str) -> None:
    path = tmp_path / "other.db"
    connection = connect_new(path, key)
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    with open_engine(path, key) as engine, pytest.raises(DatabaseDamaged):
        migrate(engine, key)
    other = connect(path, key)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("other",)]
    other.close()


def test_a_new_database_has_the_newest_format(tmp_path: Path, key: str) -> None:
    path = tmp_path / "new.db"
    create_database(path, key, migrations=(*MIGRATIONS, to_format_3))
    with open_engine(path, key) as engine:
        migrate(engine, key, migrations=(*MIGRATIONS, to_format_3))
        with pytest.raises(NewerFormat):
            migrate(engine, key)
