"""The short way for `journal add`, and for `journal` alone: well-formed lines are understood here, without click.

Importing click takes a quarter of the time that a sealed note may take, or that the first screen may take. Whatever
this does not understand at once (help, mistakes, options in one word) goes the long way; a test compares both ways.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.given import Given

if TYPE_CHECKING:
    from journal.cli.write import Addition

COMMAND = "add"
COMPLETION_VARIABLE = "_JOURNAL_COMPLETE"
# Options with a value, and the name of that value. Paths may not be empty.
COMMON = {
    "--home": "home",
    "--passphrase-file": "passphrase_file",
    "--passphrase-command": "passphrase_command",
    "--recovery-key-file": "recovery_key_file",
}
OWN = {"-t": "title", "--title": "title", "--tag": "tags", "-m": "mood", "--mood": "mood", "--when": "when"}
SWITCHES = {"--json": "as_json"}
PATHS = {"home", "passphrase_file", "recovery_key_file"}
MOODS = {str(mood): mood for mood in range(1, 6)}


class _TheLongWay(Exception):
    """This line is for click."""


def addition(line: list[str]) -> "tuple[Given, Addition] | None":
    """Return what a line adds, or `None` where it is another command, or not as plain as it could be."""
    if COMMAND not in line:
        return None
    try:
        given, found = _parsed(line)
    except _TheLongWay:
        return None
    return None if found.is_bare and sys.stdin.isatty() else (given, found)


def opening(line: list[str]) -> Given | None:
    """Return the common options of a line without a command, or `None` where there is one, or anything else."""
    if COMPLETION_VARIABLE in os.environ:
        return None  # a shell asks click what can follow
    common: dict[str, str] = {}
    words = iter(line)
    try:
        for word in words:
            name, value = _option(word, words, COMMON)
            common[name] = value
    except _TheLongWay:
        return None
    return None if _has_empty_path(common) else _given(common)


def _has_empty_path(common: dict[str, str]) -> bool:
    return any(not common[name] for name in PATHS & set(common))


def _parsed(line: list[str]) -> "tuple[Given, Addition]":
    common: dict[str, str] = {}
    own: dict[str, str] = {}
    text: list[str] = []
    tags: list[str] = []
    switched: set[str] = set()
    is_add = False
    words = iter(line)
    for word in words:
        if not is_add and word == COMMAND:
            is_add = True
        elif is_add and word == "--":
            text.extend(words)
        elif is_add and word in SWITCHES:
            switched.add(SWITCHES[word])
        elif not word.startswith("-") or word == "-":
            if not is_add:
                raise _TheLongWay
            text.append(word)
        else:
            name, value = _option(word, words, {**COMMON, **OWN} if is_add else COMMON)
            if name == "tags":
                tags.append(value)
            else:
                (own if name in OWN.values() else common)[name] = value
    from journal.cli.write import Addition

    if not is_add or _has_empty_path(common):
        raise _TheLongWay
    return _given(common), Addition(
        tuple(text), own.get("title", ""), tuple(tags), _mood(own), own.get("when"), "as_json" in switched
    )


def _option(word: str, words: Iterator[str], known: dict[str, str]) -> tuple[str, str]:
    option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
    if option not in known:
        raise _TheLongWay
    if equals:
        return known[option], value
    for following in words:
        return known[option], following
    raise _TheLongWay


def _mood(own: dict[str, str]) -> int | None:
    if "mood" not in own:
        return None
    if own["mood"] not in MOODS:
        raise _TheLongWay
    return MOODS[own["mood"]]


def _given(common: dict[str, str]) -> Given:
    paths = {name: Path(value) for name, value in common.items() if name in PATHS}
    return Given(
        home=paths.get("home"),
        passphrase_file=paths.get("passphrase_file"),
        passphrase_command=common.get("passphrase_command"),
        recovery_key_file=paths.get("recovery_key_file"),
    )
