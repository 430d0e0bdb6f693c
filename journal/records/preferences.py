"""What a person chose about their check-ins, and about what they are shown.

It is inside the journal, because which questions somebody asks themselves is nobody else's business, and anybody can
read the settings file beside it.
"""

from dataclasses import replace

from journal.choices import Choices, choices_from, choices_to
from journal.peers import SharingChoices, sharing_choices_from, sharing_choices_to
from journal.questions import Questions, questions_from, questions_to
from journal.records.engine import Engine
from journal.records.tables import PreferenceRow

_QUESTIONS = "questions"
_COUNTING = (
    "SELECT EXISTS (SELECT 1 FROM counter WHERE put_away = 0) OR EXISTS (SELECT 1 FROM"
    " (SELECT craving, strongest FROM checkin c INDEXED BY checkin_by_time WHERE c.hidden = 0"
    " ORDER BY c.at_us DESC LIMIT 50) WHERE craving IS NOT NULL OR strongest IS NOT NULL)"
)
"""Whether anything is counted, or a craving was noted lately."""
_CHOICES = "choices"
_SHARING = "sharing"


class PreferenceBook:
    """What a person chose."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    def questions(self) -> Questions:
        """Return which questions a check-in asks."""
        chosen = questions_from(self._value(_QUESTIONS))
        with self._engine.reading() as connection:
            (counting,) = connection.execute(_COUNTING).fetchall()[0]
        return replace(chosen, counting=bool(counting))

    def ask(self, questions: Questions) -> None:
        """Keep which questions a check-in asks."""
        self._keep(_QUESTIONS, questions_to(questions))

    def choices(self) -> Choices:
        """Return what is shown, and how the person is greeted."""
        return choices_from(self._value(_CHOICES))

    def choose(self, choices: Choices) -> None:
        """Keep what is shown."""
        self._keep(_CHOICES, choices_to(choices.tidy()))

    def sharing(self) -> SharingChoices:
        """Return what was chosen about sharing."""
        return sharing_choices_from(self._value(_SHARING))

    def choose_sharing(self, choices: SharingChoices) -> None:
        """Keep what was chosen about sharing."""
        self._keep(_SHARING, sharing_choices_to(choices))

    def _value(self, name: str) -> str:
        with self._engine.reading() as connection:
            row = connection.execute("SELECT value FROM preference WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else "{}"

    def _keep(self, name: str, value: str) -> None:
        with self._engine.writing() as session:
            session.merge(PreferenceRow(name=name, value=value))
