"""Answers as they are typed on a command line, in the form in which a filled page holds them. Pure."""

import re
from collections.abc import Iterable, Mapping

from journal.reflections import Question, items_text, number_text, pair, ratings_text

_NUMBER = re.compile(r"\s*(?P<number>\d{1,4})(?P<rest>$|[\s,.:;].*)", re.DOTALL)
_ITEM_AND_NUMBER = re.compile(r"\s*(?P<item>[^:=]+?)\s*[:=]\s*(?P<number>\d{1,4})\s*")
_ARROWS = re.compile(r"\s*(?:→|->|=>)\s*")
_SEVERAL = re.compile(r"\s*,\s*")


def answer_of(question: Question, texts: Iterable[str]) -> str:
    """Return what was typed for a question, once or several times, as an answer. What does not fit stays as it is."""
    given = [text for text in texts if text.strip()]
    match question.kind:
        case "number":
            return "\n".join(number_of(question, text) for text in given)
        case "ratings":
            return _ratings(question, given)
        case "choice":
            return "\n".join(chosen(question.options, text) for text in given)
        case "choices":
            return items_text(dict.fromkeys(word for text in given for word in several(question.options, text)))
        case "pairs":
            return items_text(pair(*halves) if len(halves := _ARROWS.split(text, 1)) == 2 else text for text in given)
    return "\n".join(given)


def number_of(question: Question, text: str) -> str:
    """Return `7 since the move` as `7 of 10, since the move`; a number beyond the scale stays words."""
    match = _NUMBER.fullmatch(text)
    if match is None or not question.lowest <= int(match["number"]) <= question.highest:
        return text
    return number_text(question, int(match["number"]), match["rest"].strip(" \t,.:;"))


def chosen(options: tuple[str, ...], text: str) -> str:
    """Return the option whose number or name was typed, else the words."""
    plain = text.strip()
    if plain.isascii() and plain.isdecimal() and 1 <= int(plain) <= len(options):
        return options[int(plain) - 1]
    return next((option for option in options if option.casefold() == plain.casefold()), plain)


def several(options: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return what was typed with commas between it, each as `chosen` does."""
    return tuple(chosen(options, part) for part in _SEVERAL.split(text) if part.strip())


def _ratings(question: Question, given: Iterable[str]) -> str:
    ratings, rest = dict[str, int](), list[str]()
    for text in given:
        for part in _SEVERAL.split(text):
            found = _rating(question, part)
            if found is None:
                rest.append(part)
            else:
                ratings |= found
    return ratings_text(question, ratings, "\n".join(rest))


def _rating(question: Question, text: str) -> Mapping[str, int] | None:
    match = _ITEM_AND_NUMBER.fullmatch(text)
    if match is None or not question.lowest <= int(match["number"]) <= question.highest:
        return None
    named = match["item"].casefold()
    found = [item for item in question.items if item.casefold() == named]
    return {found[0]: int(match["number"])} if found else None
