"""Walk through one JSON document without holding all of it as objects, and go on behind a broken one.

The document is an object, or a list of entries. Of the lists that hold entries every object comes out by itself, with
the line it begins on; anything else at the top comes out whole.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LISTS = ("entries", "revisions", "trash", "scales", "checkins", "counters", "events", "letters")

_SPACE = re.compile(r"[ \t\r\n]*")
_NEXT_OBJECT = re.compile(r"\n[ \t\r\n]*(?=[{\]])")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Item:
    """A value in one of the lists, or a value at the top under its key. `value` is a `Broken` where it is no JSON."""

    line: int
    key: str
    in_list: bool
    value: object = field(repr=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """What stands in place of a value that could not be read; `reason` is a clause in plain words."""

    reason: str


class NotJson(Exception):
    """The document itself is broken; `line` is where."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"not JSON from line {line} on")


def items(text: str) -> Iterator[Item]:
    """Yield what a document holds, in the order in which it is written.

    Raises:
        NotJson: the document around the objects is broken; what came before was yielded.
    """
    yield from _Walk(text).items()


class _Walk:
    """A place in the text that only moves forwards."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0

    def items(self) -> Iterator[Item]:
        """Yield all there is."""
        if self._next() == "[":
            yield from self._list(LISTS[0])
        else:
            self._pass("{")
            while self._next() != "}":
                yield from self._member()
                if self._next() == ",":
                    self._pass(",")
            self._pass("}")
        if self._next():
            raise NotJson(self._current_line())

    def _member(self) -> Iterator[Item]:
        key = self._value()
        if not isinstance(key, str):
            raise NotJson(self._current_line())
        self._pass(":")
        if key in LISTS and self._next() == "[":
            yield from self._list(key)
            return
        line, value = self._current_line(), self._value()
        if isinstance(value, Broken):
            raise NotJson(line)
        yield Item(line, key, in_list=False, value=value)

    def _list(self, key: str) -> Iterator[Item]:
        self._pass("[")
        while self._next() != "]":
            line, value = self._current_line(), self._value()
            if not isinstance(value, Broken):
                yield Item(line, key, in_list=True, value=value)
                if self._next() == ",":
                    self._pass(",")
                    continue
                if self._next() in ("]", "{"):  # a forgotten comma between objects does no harm
                    continue
                line, value = self._current_line(), Broken("it is not JSON")
            found = _NEXT_OBJECT.search(self._text, self._at)
            if found is None:
                raise NotJson(line)
            yield Item(line, key, in_list=True, value=value)
            self._at = found.end()
        self._pass("]")

    def _value(self) -> object:
        self._next()
        try:
            value, self._at = _DECODER.raw_decode(self._text, self._at)
        except RecursionError:
            return Broken("it is nested too deeply")
        except ValueError:  # also a number of more than 4,300 digits
            return Broken("it is not JSON")
        return value

    def _next(self) -> str:
        """Move to the next character that counts and return it; empty at the end."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _pass(self, expected: str) -> None:
        if self._next() != expected:
            raise NotJson(self._current_line())
        self._at += 1

    def _current_line(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line
