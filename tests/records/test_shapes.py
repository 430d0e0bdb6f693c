from collections.abc import Callable

from journal.entries import Entry
from journal.records.shapes import ENTRY_COLUMNS, entry_row, entry_tuple, entry_values

Write = Callable[..., Entry]


def test_one_entry_and_many_are_stored_in_the_same_columns(entry: Write) -> None:
    written = entry("Body #tag", title="Title", tags=("a",), mood=2, starred=True)
    assert tuple(entry_values(written, 5)) == ENTRY_COLUMNS
    row = entry_row(written, 5)
    assert entry_tuple(written, 5) == tuple(getattr(row, name) for name in ENTRY_COLUMNS)
