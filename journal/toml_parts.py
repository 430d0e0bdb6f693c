"""A TOML file that a person may edit, part by part: a broken one is named with its line, and takes no other along."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[\w-]+)\s*\]?\]")
_AT_LINE = re.compile(r"at line (\d+)")
_LONG_QUOTES = re.compile(r'"""|\'\'\'')


class NotUsable(Exception):
    """A part of the file says something that cannot be used; `key` or `line` says where in the part."""

    def __init__(self, words: str, *, key: str = "", line: int = 0) -> None:
        super().__init__(words)
        self.key = key
        self.line = line


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the file with its own heading; `name` is empty for what stands before the first heading."""

    name: str
    first_line: int
    lines: tuple[str, ...]

    def table(self) -> dict[str, Any]:
        """Return what is below the heading.

        Raises:
            NotUsable: it is no TOML.
        """
        below = self.lines[1:] if self.name else self.lines
        try:
            return tomllib.loads("\n".join(below))
        except (ValueError, RecursionError) as error:
            found = _AT_LINE.search(str(error))
            line = int(found[1]) if found else len(below)
            raise NotUsable("this could not be read", line=line - (not self.name)) from None

    def line_of(self, why: NotUsable) -> int:
        """Return the number of the line in the file that is meant."""
        if why.key:
            wanted = re.compile(rf"\s*[\"']?{re.escape(why.key)}[\"']?\s*=")
            return self.first_line + next((n for n, line in enumerate(self.lines) if wanted.match(line)), 0)
        return self.first_line + why.line


def parts_of(text: str) -> Iterator[Part]:
    """Yield what stands before the first heading, and then each heading with the lines below it."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    starts = _headings(lines)
    if before := lines[: starts[0] if starts else len(lines)]:
        yield Part("", 1, tuple(before))
    for start, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        match = _HEADER.match(lines[start])
        yield Part(match["name"] if match else "", start + 1, tuple(lines[start:end]))


def _headings(lines: list[str]) -> list[int]:
    """Return where headings are. A line inside a text of several lines is none, whatever it looks like."""
    found, inside = list[int](), ""
    for number, line in enumerate(lines):
        if not inside and _HEADER.match(line):
            found.append(number)
            continue
        for quotes in _LONG_QUOTES.findall(line.split("#")[0] if line.lstrip().startswith("#") else line):
            inside = "" if quotes == inside else inside or quotes
    return found
