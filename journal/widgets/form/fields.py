"""Which field a question is answered in."""

from journal.moods import UsedWords
from journal.reflections import Question
from journal.widgets.form.field import FormField
from journal.widgets.form.numbers import NumberField, RatingsField
from journal.widgets.form.picks import ChoiceField, ChoicesField, PairsField, offered
from journal.widgets.form.texts import LineField, TextField
from journal.widgets.form.waiting import TimerField

_A_DAY = "such as 10 March 2026"


def field_for(question: Question, given: str, used: UsedWords) -> FormField:
    """Return the field for a question, with the answer there is. What a field could not show is text to write on."""
    own = {"triggers": used.triggers, "coping": used.coping}.get(question.own, ())
    match question.kind:
        case "line" | "date" if "\n" not in given:
            return LineField(given, question.hint or (_A_DAY if question.kind == "date" else ""))
        case "number":
            return NumberField(given, question)
        case "ratings":
            return RatingsField(given, question)
        case "choice" if "\n" not in given:
            return ChoiceField(given, offered(own, question.options))
        case "choices":
            return ChoicesField(given, offered(own, question.options))
        case "pairs":
            return PairsField(given, offered(used.triggers, question.items), offered(used.coping, question.options))
        case "timer":
            return TimerField(given, question)
    return TextField(given, question.hint)
