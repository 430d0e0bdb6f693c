"""The tables as SQLModel declares them and as the migrations make them are the same tables."""

from collections.abc import Callable

import pytest
from sqlmodel import SQLModel, select

from journal.entries import Entry
from journal.records import tables
from journal.records.engine import Engine
from journal.records.entries import EntryBook

Write = Callable[..., Entry]

OURS: list[type[SQLModel]] = [
    tables.EntryRow,
    tables.RevisionRow,
    tables.DraftRow,
    tables.TagRow,
    tables.TaggingRow,
    tables.TallyRow,
    tables.CheckinRow,
    tables.ScaleRow,
    tables.PreferenceRow,
    tables.CounterRow,
    tables.EventRow,
    tables.LetterRow,
    tables.SecretRow,
    tables.IdentityRow,
    tables.CardRow,
    tables.PeerRow,
    tables.FeedRow,
    tables.KnownPageRow,
    tables.SharedRow,
    tables.SharedThemeRow,
    tables.SendingRow,
    tables.ExportLogRow,
    tables.KeptStrategyRow,
    tables.ReplacementRow,
]


@pytest.mark.parametrize("table", OURS)
def test_columns_are_as_declared(engine: Engine, table: type[SQLModel]) -> None:
    with engine.reading() as connection:
        found = connection.execute(f"PRAGMA table_info({table.__tablename__})").fetchall()
    declared = SQLModel.metadata.tables[str(table.__tablename__)].columns
    assert [(row[1], bool(row[3]) or bool(row[5])) for row in found] == [
        (column.name, not column.nullable) for column in declared
    ]
    assert {row[1] for row in found if row[5]} == {column.name for column in declared if column.primary_key}


def test_no_table_is_undeclared(engine: Engine) -> None:
    with engine.reading() as connection:
        names = {
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'entry_t%'"
            )
        }
    assert names == {str(table.__tablename__) for table in OURS}


def test_a_row_can_be_read_as_its_model(book: EntryBook, engine: Engine, write: Write) -> None:
    written = write("body \ud800", title="title", tags=("tag",))
    with engine.writing() as session:
        row = session.exec(select(tables.EntryRow)).one()
        assert (row.id, row.title, row.body, row.all_tags) == (written.id, "title", "body \ud800", "tag")
        assert "title" not in repr(row)
        assert session.exec(select(tables.TagRow)).one().entries == 1
        assert session.exec(select(tables.TallyRow)).one().live == 1
