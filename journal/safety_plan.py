"""The safety plan, as lines for Help now and for the copy a person may put on the open card. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from journal.cleaning import clean_line
from journal.open_card import Card
from journal.reflections import Filled, Form, day_in, items_in

FORM: Final = "safety-plan"
"""The id of its form."""
BETWEEN: Final = " · "
WHAT_A_COPY_IS: Final = "A copy here is shown by Help now without the passphrase. The plan itself stays in the journal."


@dataclass(frozen=True, slots=True)
class Plan:
    """The sections that are written, a line each, and the day it was looked at last."""

    lines: tuple[str, ...] = field(default=(), repr=False)
    looked_at: date | None = None


def plan_of(form: Form, filled: Filled) -> Plan:
    """Return the plan: `My warning signs: not sleeping · not answering`. What belongs to no section stays inside."""
    lines, looked_at = [], None
    for question in form.questions:
        answer = filled.answers.get(question.id, "")
        if question.kind == "today":
            looked_at = day_in(answer)
        elif items := [item for line in items_in(answer) if (item := clean_line(line))]:
            lines.append(f"{question.heading}: {BETWEEN.join(items)}")
    return Plan(tuple(lines), looked_at)


def card_with(card: Card, plan: Plan) -> Card:
    """Return the card with a copy of the plan; whoever puts it there has been told what the card is."""
    return replace(card, plan=plan.lines, plan_looked_at=plan.looked_at, told=True)


def card_without(card: Card) -> Card:
    """Return the card without a copy."""
    return replace(card, plan=(), plan_looked_at=None)


def copy_words(card: Card, plan: Plan) -> str:
    """Return what to say about the copy after the plan was kept."""
    if not card.plan:
        return "o: a copy of it on the open card, so that Help now has it without the passphrase."
    if is_same(card, plan):
        return "The copy on the open card says the same."
    return "The copy on the open card is older now. o brings it up to date."


def is_same(card: Card, plan: Plan) -> bool:
    """Return whether the copy says what the plan says."""
    return card.plan == plan.lines
