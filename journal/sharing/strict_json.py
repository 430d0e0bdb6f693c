"""JSON from outside, read strictly: bounded depth, no name twice, no numbers that are none."""

import json
import re
from typing import Any, NoReturn

from journal.sharing.refusals import BadForm

DEEPEST = 8

_STRING_OR_BRACKET = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


def read_object(data: bytes) -> dict[str, Any]:
    """Return the object that the bytes are.

    Raises:
        BadForm: they are something else, or nested deeper than `DEEPEST`.
    """
    _check_depth(data)
    try:
        content = json.loads(data.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadForm from error
    if not isinstance(content, dict):
        raise BadForm
    return content


def _check_depth(data: bytes) -> None:
    # Counted before parsing: how deep Python's parser goes before it gives up differs between versions.
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(data):
        if found[0] in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise BadForm
        elif found[0] in b"]}":
            depth -= 1


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a name stands twice")
    return content


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
