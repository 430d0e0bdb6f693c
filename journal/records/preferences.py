"""What a person chose about their check-ins.

It is inside the journal, because which questions somebody asks themselves is nobody else's business, and anybody can
read the settings file beside it.
"""

from journal.questions import Questions, questions_from, questions_to
from journal.records.engine import Engine
from journal.records.tables import PreferenceRow

_QUESTIONS = "questions"


class PreferenceBook:
    """What a person chose."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    def questions(self) -> Questions:
        """Return which questions a check-in asks."""
        with self._engine.reading() as connection:
            row = connection.execute("SELECT value FROM preference WHERE name = ?", (_QUESTIONS,)).fetchone()
        return questions_from(row[0] if row else "{}")

    def ask(self, questions: Questions) -> None:
        """Keep which questions a check-in asks."""
        with self._engine.writing() as session:
            session.merge(PreferenceRow(name=_QUESTIONS, value=questions_to(questions)))
