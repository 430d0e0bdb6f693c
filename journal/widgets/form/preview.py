"""What is seen of a form before it is begun: what it is for, what there is of it, and its first open question."""

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from journal.filling import FormState
from journal.reflections import Form, answers_from_body, next_open
from journal.review_facts import Facts
from journal.widgets.form.facts import facts_lines
from journal.widgets.help.drawn import Lines
from journal.wording import counted, day_and_month, said_in_line

_MOST_TO_COME = 12
_BLANK = Content("")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a preview shows: the form, what there is of it, what was recorded, and a line about what was done."""

    form: Form
    state: FormState
    today: date
    facts: Facts | None = None
    note: str = ""


def preview_lines(seen: Seen, width: int, is_short: bool) -> Lines:
    """Return the rows for a width."""
    form, state, today, note = seen.form, seen.state, seen.today, seen.note
    behind = seen.facts.days if seen.facts else form.takes
    name = Content.assemble((form.name, "bold $ink"), (f" · {behind}" if behind else "", "$muted"))
    lines = [*name.wrap(width), *Content.styled(form.intro, "$muted").wrap(width)]
    if seen.facts is not None:
        lines += [_BLANK, *facts_lines(seen.facts, width)]
    if form.care:
        lines += [_BLANK, *Content.styled(form.care, "$sand").wrap(width)]
    if known := _known(form, state, today):
        lines += [_BLANK, *(row for words in known for row in Content.styled(words, "$ink").wrap(width))]
    if note:
        lines += [_BLANK, *Content.styled(note, "$sand").wrap(width)]
    if is_short:
        return lines
    answers = state.filled.answers if form.stays else {}
    if state.draft is not None:
        answers = answers_from_body(form, state.draft.body).answers
    first = next_open(form, answers) or 0
    question = form.asked[first]
    lines += [_BLANK, *Content.styled(question.heading, "$accent").wrap(width)]
    if question.ask:
        lines += Content.styled(question.ask, "$muted").wrap(width)
    begins = " enter begins" if state.draft is None else " enter goes on"
    lines.append(Content.styled(begins.ljust(width)[:width], "$muted on $surface"))
    rest = form.asked[first + 1 :]
    if rest:
        lines += [_BLANK, Content.styled("Still to come", "$muted")]
        lines += [Content.styled(f"□ {one.heading}", "$muted") for one in rest[:_MOST_TO_COME]]
    return lines


def _known(form: Form, state: FormState, today: date) -> list[str]:
    """Return what there is of the form, a sentence each."""
    found = []
    if state.draft is not None:
        at = state.draft.saved_at.astimezone(state.draft.created_at.tzinfo)
        found.append(f"Begun {said_in_line(at, today)}. enter goes on with it.")
    if form.stays and state.seen is not None:
        answered = sum(1 for question in form.asked if question.id in state.filled.answers)
        year = "" if state.seen.year == today.year else f" {state.seen.year}"
        of = counted(len(form.asked), "part")
        found.append(f"{answered} of {of} written. Last looked at {day_and_month(state.seen)}{year}.")
    elif state.last_at is not None:
        found.append(f"Last filled in {said_in_line(state.last_at, today)}. e shows earlier ones.")
    return found
