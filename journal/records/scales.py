# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""The book of a person's own scales."""

from sqlmodel import select

from journal.moods import Scale, checked_scale
from journal.records.checkin_rows import SCALE, scale_of, scale_row
from journal.records.engine import Engine
from journal.records.tables import ScaleRow


class ScaleBook:
    """The questions a person made. None is ever erased: what was answered stays readable."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    def all(self) -> tuple[Scale, ...]:
        """Return every scale, those that were put away included, in the order they were made."""
        with self._engine.reading() as connection:
            rows = connection.execute(f"SELECT {SCALE} FROM scale ORDER BY number").fetchall()
        return tuple([scale_of(row) for row in rows])

    def save(self, scale: Scale) -> Scale:
        """Add a scale, or change the one with the same id.

        Raises:
            OutOfRange: it has no name, or its ends are not in order.
        """
        tidy = checked_scale(scale)
        with self._engine.writing() as session:
            row = session.exec(select(ScaleRow).where(ScaleRow.id == tidy.id)).first()
            fresh = scale_row(tidy)
            if row is None:
                session.add(fresh)
            else:
                for name in SCALE.split(", "):
                    setattr(row, name, getattr(fresh, name))
        return tidy
