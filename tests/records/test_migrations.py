# ruff: noqa: S608 - the tables named in these statements are our own
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from journal.entries import Entry
from journal.errors import DatabaseDamaged, NewerFormat
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import new_checkin
from journal.records.connections import Connection, connect, connect_new
from journal.records.engine import Engine, open_engine
from journal.records.entries import EntryBook
from journal.records.migrations import MIGRATIONS, create_database, migrate
from journal.records.moods import MoodBook

Write = Callable[..., Entry]
NEXT = len(MIGRATIONS) + 1
COPY = f"journal-1.db.before-{NEXT}"


def to_the_next_format(connection: Connection) -> None:
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
    migrate(engine, key, migrations=(*MIGRATIONS, to_the_next_format))
    with engine.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert connection.execute("SELECT place FROM entry").fetchall() == [(None,)]
    assert book.get(written.id) == written
    assert not database.with_name(COPY).exists()


def test_the_copy_is_whole_and_under_the_same_key_while_the_change_runs(
    engine: Engine, database: Path, key: str, written: Entry
) -> None:
    seen: list[Entry] = []

    def look(connection: Connection) -> None:
        to_the_next_format(connection)
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
        to_the_next_format(connection)
        connection.execute("DELETE FROM entry")
        raise LookupError

    with pytest.raises(LookupError):
        migrate(engine, key, migrations=(*MIGRATIONS, broken))
    assert book.get(written.id) == written
    assert database.with_name(COPY).exists()
    migrate(engine, key, migrations=(*MIGRATIONS, to_the_next_format))
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
    database.with_name(f"journal-1.db.before-{NEXT - 1}").write_bytes(b"left over")
    migrate(engine, key)
    assert not database.with_name(f"journal-1.db.before-{NEXT - 1}").exists()


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


def test_counters_and_letters_came_with_format_3_and_check_ins_stay(tmp_path: Path, key: str, now: datetime) -> None:
    path = tmp_path / "old.db"
    create_database(path, key, migrations=MIGRATIONS[:2])
    checkin = replace(new_checkin(new_id(now), Moment.of(now, "Europe/Dublin"), now), mood=4, note="stays")
    with open_engine(path, key) as engine:
        MoodBook(engine).add(checkin)
        migrate(engine, key)
        assert MoodBook(engine).get(checkin.id) == checkin
        with engine.reading() as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
            for table in ("counter", "event", "letter"):
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_peers_and_the_feed_came_with_format_4_and_counters_stay(tmp_path: Path, key: str) -> None:
    path = tmp_path / "old.db"
    create_database(path, key, migrations=MIGRATIONS[:3])
    with open_engine(path, key) as engine:
        with engine.writing() as session:
            engine.driver_of(session).execute("INSERT INTO counter VALUES (1, 'a', 0, 0, 0, '{}')")
        migrate(engine, key)
        with engine.reading() as connection:
            assert connection.execute("SELECT id FROM counter").fetchall() == [("a",)]
            for table in ("secret", "identity", "peer", "feed", "known_page", "shared", "sending", "export_log"):
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


SHARING = (
    "INSERT INTO secret VALUES ('root-seed', x'00')",
    "INSERT INTO identity VALUES (1, 0, 'Robin')",
    "INSERT INTO peer VALUES (1, 'p', x'01', x'02', x'03', 1, 0, NULL, 0, NULL, NULL, 'Wren', 'Wren', '')",
    "INSERT INTO shared (number, id, named, kind, seen_us, written_us, unread, folded, clock_ahead, size, content)"
    " VALUES (1, 's', 's', 'insight', 0, 0, 0, 0, 0, 0, '{}')",
    "INSERT INTO sending (item, peer, leaves_us) VALUES (1, 1, 0)",
    "INSERT INTO export_log VALUES (1, 0, 'insight', 's', '0', 1, 'Wren')",
    "INSERT INTO kept_strategy VALUES (1, 's', 0, 'Wren', 'A walk', '')",
    "INSERT INTO replacement VALUES (1, 'Maren', 'a friend')",
)


@pytest.mark.parametrize("table", [row.split()[2] for row in SHARING])
def test_a_change_that_would_lose_keys_peers_or_what_was_shared_is_refused(
    engine: Engine, key: str, table: str
) -> None:
    with engine.writing() as session:
        for row in SHARING:
            engine.driver_of(session).execute(row)

    def losing(connection: Connection) -> None:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute(f"DELETE FROM {table}")

    with pytest.raises(DatabaseDamaged):
        migrate(engine, key, migrations=(*MIGRATIONS, losing))
    with engine.reading() as connection:
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)


@pytest.mark.parametrize("table", ["counter", "event", "letter"])
def test_a_change_that_would_lose_a_counter_or_a_letter_is_refused(engine: Engine, key: str, table: str) -> None:
    rows = (
        "INSERT INTO counter VALUES (1, 'a', 0, 0, 0, '{}')",
        "INSERT INTO event VALUES (1, 'b', 'a', 0, 0, '{}')",
        "INSERT INTO letter VALUES (1, 'c', 0, 'UTC', 0, NULL, NULL, NULL, 0, NULL, NULL, '', 'words')",
    )
    with engine.writing() as session:
        for row in rows:
            engine.driver_of(session).execute(row)

    def losing(connection: Connection) -> None:
        connection.execute(f"DELETE FROM {table}")

    with pytest.raises(DatabaseDamaged):
        migrate(engine, key, migrations=(*MIGRATIONS, losing))
    with engine.reading() as connection:
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)


def test_a_new_database_has_the_newest_format(tmp_path: Path, key: str) -> None:
    path = tmp_path / "new.db"
    create_database(path, key, migrations=(*MIGRATIONS, to_the_next_format))
    with open_engine(path, key) as engine:
        migrate(engine, key, migrations=(*MIGRATIONS, to_the_next_format))
        with pytest.raises(NewerFormat):
            migrate(engine, key)
