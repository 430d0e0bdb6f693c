"""Which lines a check-in shows, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from journal.cleaning import clean_line
from journal.moods import MEDICATION, Checkin, Scale, UsedWords
from journal.questions import Questions
from journal.vocabulary import vocabulary
from journal.widgets.answers.coping import CopingAnswer
from journal.widgets.answers.line import Answer, AnswerLine
from journal.widgets.answers.marks import Choice, ChoiceAnswer, HaltAnswer
from journal.widgets.answers.numbers import CravingAnswer, EnergyAnswer, ScaleAnswer
from journal.widgets.answers.sleep import SleepAnswer
from journal.widgets.answers.texts import NoteAnswer, TagsAnswer
from journal.widgets.answers.words import WordsAnswer

LONGEST_LABEL = 11
LABELS = {
    "energy": "Energy",
    "craving": "Craving",
    "strongest": "Strongest",
    "halt": "HALT",
    "sleep": "Sleep",
    "feelings": "Feelings",
    "triggers": "Around it",
    "coping": "What helped",
    "together": "Together",
    "medication": "Medication",
    "tags": "Tags",
    "note": "Note",
}
_NUMBERS = ("energy", "craving", "strongest", "halt", "sleep")
_WORDS = ("feelings", "triggers", "coping", "together", "medication")
_TEXTS = ("tags", "note")


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides about the lines. `slept`: the sleep of that day stands in another check-in already."""

    questions: Questions = field(default_factory=Questions)
    scales: tuple[Scale, ...] = field(default=(), repr=False)
    used: UsedWords = field(default_factory=UsedWords)
    slept: bool = False

    def asks(self, line: str, checkin: Checkin) -> bool:
        """Return whether a line is shown: it is asked, or was answered before it was switched off."""
        return is_answered(line, checkin) or (self.questions.asks(line) and not (line == "sleep" and self.slept))

    def scales_for(self, checkin: Checkin) -> tuple[Scale, ...]:
        """Return a person's own scales that are shown: those in use, and those answered before they were put away."""
        answered = dict(checkin.scales)
        return tuple(scale for scale in self.scales if not scale.put_away or scale.id in answered)


def is_answered(line: str, checkin: Checkin) -> bool:
    """Return whether a check-in says something on a line."""
    match line:
        case "halt" | "triggers" | "coping" | "tags":
            return bool(getattr(checkin, line))
        case "feelings":
            return bool(checkin.emotions)
        case "sleep":
            return checkin.sleep is not None or checkin.quality is not None
        case "note":
            return bool(checkin.note.strip())
        case _:
            return getattr(checkin, line) is not None


def lines_for(checkin: Checkin, asked: Asked) -> Iterator[AnswerLine]:
    """Return the lines after the mood, each with what the check-in says already."""
    for group in (_NUMBERS, _WORDS, _TEXTS):
        begins = True
        for line in group:
            if asked.asks(line, checkin):
                yield AnswerLine(line, LABELS[line], _answer(line, checkin, asked), begins_group=begins)
                begins = False
        if group is _NUMBERS:
            given = dict(checkin.scales)
            for number, scale in enumerate(asked.scales_for(checkin)):
                label = clean_line(scale.name, LONGEST_LABEL)
                answer = ScaleAnswer(scale, given.get(scale.id))
                yield AnswerLine(f"scale-{number}", label, answer, begins_group=begins)
                begins = False


def _answer(line: str, checkin: Checkin, asked: Asked) -> Answer:
    known = vocabulary()
    match line:
        case "energy":
            return EnergyAnswer(checkin.energy, known.energy)
        case "craving":
            return CravingAnswer(checkin.craving)
        case "strongest":
            return CravingAnswer(checkin.strongest, strongest=True)
        case "halt":
            return HaltAnswer(checkin.halt, asked.questions.halt, known.halt_acts)
        case "sleep":
            return SleepAnswer(checkin.sleep, checkin.quality)
        case "feelings":
            hint = "type to find a word, or your own"
            return WordsAnswer("emotions", checkin.emotions, known.feelings, asked.used.emotions, hint)
        case "triggers":
            hint = "people, place, time, or your own"
            return WordsAnswer("triggers", checkin.triggers, known.triggers, asked.used.triggers, hint)
        case "coping":
            return CopingAnswer(checkin.coping, known.coping, asked.used.coping, "what you did, if anything")
        case "together":
            return ChoiceAnswer(checkin.together, _TOGETHER, _put_together)
        case "medication":
            return ChoiceAnswer(checkin.medication, _MEDICATION, _put_medication)
        case "tags":
            return TagsAnswer(checkin.tags)
        case _:
            return NoteAnswer(checkin.note)


_TOGETHER = (Choice(True, "y", "spoke with someone supportive", "with someone"), Choice(False, "n", "not so far"))
_MEDICATION = tuple(
    Choice(value, value[0], words)
    for value, words in zip(MEDICATION, ("as planned", "partly", "not today"), strict=True)
)


def _put_together(checkin: Checkin, value: bool | None) -> Checkin:
    return replace(checkin, together=value)


def _put_medication(checkin: Checkin, value: str | None) -> Checkin:
    return replace(checkin, medication=value)
