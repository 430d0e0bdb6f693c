"""What people share as the `body` of a payload, out and in: one pair of functions for each kind.

Going out, a text that a reader would cut is an error; coming in, it is cut. Both ways every text is cleaned, so that
what is signed is what is shown.
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from journal.cleaning import MOST_LINES, clean_peer_line, clean_peer_text
from journal.insights import (
    BANDS,
    COMMITMENT_STATES,
    LONGEST_BODY,
    LONGEST_REPLY,
    LONGEST_TAG,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_TAGS,
    SHAPES,
    WISHES,
    Bye,
    Encouragement,
    Insight,
    Reply,
    Retract,
    Shared,
    Support,
)
from journal.sharing.identity import is_id
from journal.sharing.refusals import BadContent, NothingToShare, TooLong, TooManyLines, TooManyNotes, UnknownKind

Body = dict[str, Any]

KINDS: dict[str, type[Shared]] = {
    "insight": Insight,
    "reply": Reply,
    "encourage": Encouragement,
    "support": Support,
    "retract": Retract,
    "bye": Bye,
}
"""The kinds by name. `roster` is reserved for circles."""

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MORE = 4  # a text of this many times its limit is refused instead of cut: nothing of this program makes one


def kind_of(shared: Shared) -> str:
    """Return the name of a value's kind."""
    return next(name for name, kind in KINDS.items() if isinstance(shared, kind))


def ready(shared: Shared) -> Shared:
    """Return what is shared as its readers will have it: every text cleaned.

    Raises:
        NothingToShare: no text is left.
        TooLong, TooManyLines, TooManyNotes: there is more of something than readers take in.
        ValueError: a field holds a word that is not among its choices, or an id is none.
    """
    _check_limits(shared)
    try:
        cleaned = read_body(kind_of(shared), _written(shared))
    except BadContent as error:
        raise ValueError("That value cannot be shared: one of its fields is not what it has to be.") from error
    said = {Insight: ("title", "body"), Reply: ("body", "state"), Encouragement: ("words",)}.get(type(cleaned))
    if said and not any(getattr(cleaned, name) for name in said):
        raise NothingToShare
    return cleaned


def write_body(shared: Shared) -> Body:
    """Return the body of what is shared.

    Raises:
        NothingToShare, TooLong, TooManyLines, TooManyNotes, ValueError: as `ready`.
    """
    return _written(ready(shared))


def read_body(kind: str, body: object) -> Shared:
    """Return what a body says, cleaned and cut; fields it has beyond those known are left alone.

    Raises:
        UnknownKind: no kind of this name is known.
        BadContent: a field is missing or is not what it has to be.
    """
    if kind not in KINDS:
        raise UnknownKind
    if not isinstance(body, dict):
        raise BadContent
    return _READERS[kind](_Fields(body))


@dataclass(frozen=True, slots=True)
class _Fields:
    """A body while it is read: each method takes one field, or raises `BadContent`."""

    body: Mapping[str, object]

    def text(self, name: str, most: int) -> str:
        return clean_peer_text(self._string(name, most), most)

    def line(self, name: str, most: int) -> str:
        return clean_peer_line(self._string(name, most), most)

    def lines(self, name: str) -> tuple[str, ...]:
        values = self.body.get(name, [])
        if not isinstance(values, list) or len(values) > MOST_TAGS:
            raise BadContent
        cleaned = (clean_peer_line(_short(value, LONGEST_TAG), LONGEST_TAG) for value in values)
        return tuple(dict.fromkeys(line for line in cleaned if line))

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.body.get(name)
        if value not in choices:
            raise BadContent
        return str(value)

    def choice_or_none(self, name: str, choices: tuple[str, ...]) -> str | None:
        return None if self.body.get(name) is None else self.choice(name, choices)

    def yes(self, name: str) -> bool:
        value = self.body.get(name, False)
        if not isinstance(value, bool):
            raise BadContent
        return value

    def id(self, name: str) -> str:
        value = self.body.get(name)
        if not is_id(value):
            raise BadContent
        return str(value)

    def month(self, name: str) -> str:
        value = self.body.get(name)
        if not isinstance(value, str) or not _MONTH.fullmatch(value) or not value.isascii():
            raise BadContent
        return value

    def day(self, name: str) -> date:
        value = self.body.get(name)
        if not isinstance(value, str) or not _DAY.fullmatch(value) or not value.isascii():
            raise BadContent
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise BadContent from error

    def _string(self, name: str, most: int) -> str:
        return _short(self.body.get(name, ""), most)


def _short(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most * _MORE:
        raise BadContent
    return value


def _insight(fields_: _Fields) -> Insight:
    return Insight(
        shape=fields_.choice("shape", SHAPES),
        month=fields_.month("month"),
        expires=fields_.day("expires"),
        title=fields_.line("title", LONGEST_TITLE),
        body=fields_.text("body", LONGEST_BODY),
        themes=fields_.lines("themes"),
        topics=fields_.lines("topics"),
        wish=fields_.choice("wish", WISHES),
        band=fields_.choice_or_none("band", BANDS),
        by=fields_.line("by", LONGEST_WORDS),
        may_keep=fields_.yes("may_keep"),
    )


def _reply(fields_: _Fields) -> Reply:
    return Reply(
        fields_.id("to"), fields_.text("body", LONGEST_REPLY), fields_.choice_or_none("state", COMMITMENT_STATES)
    )


def _encouragement(fields_: _Fields) -> Encouragement:
    return Encouragement(fields_.id("to"), fields_.line("words", LONGEST_WORDS))


_READERS: dict[str, Callable[[_Fields], Shared]] = {
    "insight": _insight,
    "reply": _reply,
    "encourage": _encouragement,
    "support": lambda fields_: Support(fields_.text("body", LONGEST_REPLY)),
    "retract": lambda fields_: Retract(fields_.id("of")),
    "bye": lambda _: Bye(),
}


def _written(shared: Shared) -> Body:
    body: Body = {}
    for field in fields(shared):
        value = getattr(shared, field.name)
        if value is None:
            continue  # what was not said is not written
        body[field.name] = value.isoformat() if isinstance(value, date) else _plain(value)
    return body


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _check_limits(shared: Shared) -> None:
    """Raise where a reader would cut, instead of sending what arrives without its end."""
    for name, most in _LONGEST.get(type(shared), {}).items():
        whole = clean_peer_text(getattr(shared, name), sys.maxsize, sys.maxsize)
        if len(whole) > most:
            raise TooLong(_SPOKEN.get(name, name), most)
        if whole.count("\n") >= MOST_LINES:
            raise TooManyLines(MOST_LINES)
    for notes in (shared.themes, shared.topics) if isinstance(shared, Insight) else ():
        if len(notes) > MOST_TAGS:
            raise TooManyNotes(MOST_TAGS)
        if any(len(note) > LONGEST_TAG for note in notes):
            raise TooLong("theme or topic", LONGEST_TAG)


_LONGEST: dict[type[Shared], dict[str, int]] = {
    Insight: {"title": LONGEST_TITLE, "body": LONGEST_BODY, "by": LONGEST_WORDS},
    Reply: {"body": LONGEST_REPLY},
    Encouragement: {"words": LONGEST_WORDS},
    Support: {"body": LONGEST_REPLY},
}
_SPOKEN = {"body": "text", "words": "text", "by": "time"}
