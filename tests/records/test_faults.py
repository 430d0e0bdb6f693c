from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from journal.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DiskFull,
    JournalBusy,
    JournalError,
    NotReadable,
    NotWritable,
)
from journal.records.connections import Connection
from journal.records.engine import Engine
from journal.records.faults import DiskRefused, SearchCancelled, told_apart, translated


def failing(code: int) -> driver.Error:
    error = driver.OperationalError("the database quotes what it was asked")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (5, JournalBusy), (5 | 2 << 8, JournalBusy), (6, JournalBusy), (8, NotWritable), (9, SearchCancelled),
        (10, DiskRefused), (11, DatabaseDamaged), (11 | 1 << 8, DatabaseDamaged), (13, DiskFull), (26, DatabaseDamaged),
        (3, NotWritable), (14, DatabaseMissing),
    ],
)  # fmt: skip
def test_each_cause_has_its_own_error(tmp_path: Path, code: int, fault: type[JournalError]) -> None:
    assert type(translated(failing(code), tmp_path / "journal-1.db")) is fault


def test_a_mistake_in_the_program_is_not_dressed_up(tmp_path: Path) -> None:
    with pytest.raises(driver.OperationalError), told_apart(tmp_path):
        raise failing(1)


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "journal-1.db"
    path.touch()
    assert isinstance(translated(failing(14), path), DiskRefused)
    monkeypatch.setattr("os.access", lambda where, _: where == path)
    assert isinstance(translated(failing(14), path), NotWritable)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert isinstance(translated(failing(14), path), NotReadable)


def test_no_word_of_the_journal_is_in_an_error_or_behind_it(engine: Engine, database: Path) -> None:
    with pytest.raises(JournalError) as caught, told_apart(database):
        raise failing(11)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "quotes" not in str(caught.value)


def test_the_texts_of_sql_errors_hide_what_was_bound(engine: Engine) -> None:
    with pytest.raises(Exception, match="SQL") as caught, engine.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("a secret",))
    assert "a secret" not in str(caught.value)


def test_a_reader_survives_an_error(engine: Engine) -> None:
    def broken(connection: Connection) -> None:
        connection.execute("SELECT nothing FROM nowhere")

    with pytest.raises(driver.OperationalError), engine.snapshot() as connection:
        broken(connection)
    with engine.reading() as connection:
        assert connection.execute("SELECT live FROM tally").fetchone() == (0,)
