import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from journal.entries import Entry
from journal.errors import DatabaseDamaged, DatabaseMissing, JournalBusy
from journal.records.connections import connect, connect_new
from journal.records.engine import Engine, open_engine
from journal.records.entries import EntryBook

Write = Callable[..., Entry]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cipher_log_level", "NONE"),
    ],
)
def test_every_connection_is_wired_alike(engine: Engine, pragma: str, value: object) -> None:
    with engine.reading() as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    with engine.writing() as session:
        assert engine.driver_of(session).execute(f"PRAGMA {pragma}").fetchone() == (value,)


@pytest.mark.parametrize("key", ["", "ab", "ab" * 47, "AB" * 48, "ab" * 49, "zz" * 48, "a passphrase"])
def test_a_key_that_would_be_taken_for_a_passphrase_is_refused(database: Path, tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="96 hex digits"):
        connect(database, key)
    with pytest.raises(ValueError, match="96 hex digits"):
        connect_new(tmp_path / "new.db", key)
    assert not (tmp_path / "new.db").exists()


def test_a_wrong_key_says_damaged_because_the_header_has_proved_it_right(database: Path) -> None:
    with pytest.raises(DatabaseDamaged):
        open_engine(database, "ff" * 48)


def test_nothing_is_made_in_the_place_of_a_database_that_is_gone(tmp_path: Path, key: str) -> None:
    path = tmp_path / "journal-1.db"
    with pytest.raises(DatabaseMissing):
        open_engine(path, key)
    assert not path.exists()
    path.touch()
    with pytest.raises(DatabaseMissing):
        open_engine(path, key)
    assert path.stat().st_size == 0


def test_the_file_is_no_plain_database(book: EntryBook, engine: Engine, database: Path, write: Write) -> None:
    write("words")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(database).execute("SELECT count(*) FROM sqlite_master")


def test_a_new_database_is_private_and_never_replaces_one(tmp_path: Path, key: str) -> None:
    path = tmp_path / "new.db"
    connect_new(path, key).close()
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        connect_new(path, key)


def test_a_writer_does_not_keep_readers_waiting(book: EntryBook, engine: Engine, write: Write, entry: Write) -> None:
    write("before")
    with engine.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM entry")
        assert book.count() == 1
        session.rollback()
    assert book.page()[0].preview == "before"


def test_an_error_undoes_everything_of_its_transaction(book: EntryBook, engine: Engine, write: Write) -> None:
    write("before")

    def broken() -> None:
        with engine.writing() as session:
            session.connection().exec_driver_sql("UPDATE entry SET title = 'lost'")
            raise LookupError

    with pytest.raises(LookupError):
        broken()
    assert book.page()[0].title == ""


def test_whoever_cannot_wait_is_told_that_the_journal_is_busy(engine: Engine, database: Path, key: str) -> None:
    with open_engine(database, key) as other, engine.writing(), pytest.raises(JournalBusy), other.at_once():
        pass


def test_four_threads_read_and_write_at_once_and_nothing_is_lost(book: EntryBook, entry: Write) -> None:
    def work(number: int) -> None:
        for turn in range(15):
            book.add(entry(f"thread {number} turn {turn}"))
            book.search("thread tur") if number == 0 else book.page()

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert book.count() == 60
    assert book.search("turn ").total == 60
