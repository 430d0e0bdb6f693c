"""The book of replacements: words that never leave as they are."""

from collections.abc import Iterable

from journal.peers import Remembered
from journal.records.engine import Engine
from journal.records.text import read, stored


class ReplacementBook:
    """The words a person wants replaced whenever something is shared. They go into no export."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    def all(self) -> tuple[Remembered, ...]:
        """Return the remembered words, in the order they were remembered."""
        with self._engine.reading() as connection:
            rows = connection.execute("SELECT old, new FROM replacement ORDER BY number").fetchall()
        return tuple([Remembered(read(old), read(new)) for old, new in rows])

    def remember(self, words: Iterable[Remembered]) -> None:
        """Remember words; one that is known gets what stands in its place now."""
        with self._engine.writing() as session:
            Engine.driver_of(session).executemany(
                "INSERT INTO replacement (old, new) VALUES (?, ?) ON CONFLICT (old) DO UPDATE SET new = excluded.new",
                [(stored(one.old), stored(one.new)) for one in words],
            )

    def forget(self, old: str) -> bool:
        """Remember a word no longer, and return whether it was remembered."""
        with self._engine.writing() as session:
            return (
                Engine.driver_of(session).execute("DELETE FROM replacement WHERE old = ?", (stored(old),)).rowcount > 0
            )
