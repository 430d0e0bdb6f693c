"""What in a text might say more than its author wants to: names, days, numbers, addresses. It asks, and never blocks.

No list of names is kept and nothing is looked up: what counts is a capital inside a sentence, a number beside a word
for days, the form of an address. In languages that write every noun with a capital it asks too often, and in scripts
without capitals it finds no names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from journal.redaction import forms
from journal.redaction.capitals import names
from journal.redaction.letters import marks_in
from journal.redaction.replacing import places_of


class Kind(StrEnum):
    """What something looks like."""

    LINK = "link"
    EMAIL = "e-mail"
    HANDLE = "handle"
    DAY_COUNT = "day count"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    PHONE = "phone"
    ADDRESS = "address"
    REMEMBERED = "remembered"
    NAME = "name"
    NUMBER = "number"


WHY = {
    Kind.LINK: "a link",
    Kind.EMAIL: "an e-mail address",
    Kind.HANDLE: "a name on some network",
    Kind.DAY_COUNT: "how long",
    Kind.MONEY: "a sum of money",
    Kind.DATE: "a date",
    Kind.TIME: "a time of day",
    Kind.PHONE: "it could be a phone number",
    Kind.ADDRESS: "it could be an address",
    Kind.REMEMBERED: "a word you replace, written another way",
    Kind.NAME: "it could be a name",
    Kind.NUMBER: "a number",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to look at once more: where it stands, as characters from `start` up to `end`, and a few words why."""

    kind: Kind
    start: int
    end: int
    text: str = field(repr=False)
    why: str


def suggestions(text: str, remembered: Iterable[str] = ()) -> tuple[Suggestion, ...]:
    """Return what to look at once more, in the order of the text; none overlaps another.

    `remembered` are words that are replaced where they stand with a capital; any other way they are asked about.
    """
    taken = bytearray(len(text))
    marks = set(marks_in(text))
    found = []
    for kind, start, end in _candidates(text, remembered):
        while end < len(text) and text[end] in marks:  # never a letter without its accent
            end += 1
        if taken.find(1, start, end) == -1:
            taken[start:end] = b"\1" * (end - start)
            found.append(Suggestion(kind, start, end, text[start:end], WHY[kind]))
    return tuple(sorted(found, key=lambda one: one.start))


def _candidates(text: str, remembered: Iterable[str]) -> Iterator[tuple[Kind, int, int]]:
    """Yield what was found, the surer kinds first: of two that overlap, the first one stays."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if kind is not Kind.PHONE or forms.is_phone(match[0]):
                found = match[0].rstrip(_TRAILING) if kind is Kind.LINK else match[0]
                yield kind, match.start(), match.start() + len(found)
    for start, end in places_of(text, [word for word in remembered if word != word.lower()]):
        yield Kind.REMEMBERED, start, end
    for start, end in names(text):
        yield Kind.NAME, start, end
    for match in forms.NUMBER.finditer(text):
        yield Kind.NUMBER, match.start(), match.end()


_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.EMAIL, forms.EMAIL),
    (Kind.LINK, forms.LINK),
    (Kind.HANDLE, forms.HANDLE),
    (Kind.MONEY, forms.MONEY),
    (Kind.DAY_COUNT, forms.DAY_COUNT),
    (Kind.DATE, forms.DATE),
    (Kind.TIME, forms.TIME),
    (Kind.ADDRESS, forms.ADDRESS),
    (Kind.PHONE, forms.PHONE),
)
_TRAILING = ".,;:!?)]}'’"
"""Ends a sentence rather than a link."""
