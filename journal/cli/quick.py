"""The short way for `journal add`, `journal mood`, and `journal` alone: plain lines are understood without click.

Importing click takes a quarter of the time that a sealed note may take, or that the first screen may take. Whatever
this does not understand at once (help, mistakes, options in one word) goes the long way; a test compares both ways.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from journal.cli.given import Given

if TYPE_CHECKING:
    from journal.cli.mood_note import Answers
    from journal.cli.write import Addition

COMPLETION_VARIABLE = "_JOURNAL_COMPLETE"
# Options with a value, and the name of that value. Paths may not be empty.
COMMON = {
    "--home": "home",
    "--passphrase-file": "passphrase_file",
    "--passphrase-command": "passphrase_command",
    "--recovery-key-file": "recovery_key_file",
}
PATHS = {"home", "passphrase_file", "recovery_key_file"}
_LEVELS = {str(level): level for level in range(1, 6)}
_TENTHS = {str(number): number for number in range(11)}
_MEDICATION = {word: word for word in ("yes", "partly", "no")}


class _TheLongWay(Exception):
    """This line is for click."""


class _Command(NamedTuple):
    """What a command takes besides the common options: options with a value, those that may be given again, switches.

    `known` holds the values that an option takes, by its name, where those are few.
    """

    options: Mapping[str, str]
    repeated: frozenset[str]
    switches: Mapping[str, tuple[str, bool]]
    known: Mapping[str, Mapping[str, object]]


ADD = _Command(
    {"-t": "title", "--title": "title", "--tag": "tags", "-m": "mood", "--mood": "mood", "--when": "when"},
    frozenset({"tags"}),
    {"--json": ("as_json", True)},
    {"mood": _LEVELS},
)
MOOD = _Command(
    {
        "--energy": "energy",
        "--craving": "craving",
        "--strongest": "strongest",
        "--sleep": "sleep",
        "--sleep-quality": "sleep_quality",
        "--emotion": "emotions",
        "--halt": "halt",
        "--trigger": "triggers",
        "--coped": "coped",
        "--medication": "medication",
        "--scale": "scales",
        "--tag": "tags",
        "--note": "note",
        "--when": "when",
    },
    frozenset({"emotions", "halt", "triggers", "coped", "scales", "tags"}),
    {"--json": ("as_json", True), "--together": ("together", True), "--not-together": ("together", False)},
    {
        "mood": _LEVELS,
        "energy": _LEVELS,
        "sleep_quality": _LEVELS,
        "craving": _TENTHS,
        "strongest": _TENTHS,
        "medication": _MEDICATION,
    },
)


def addition(line: list[str]) -> "tuple[Given, Addition] | None":
    """Return what a line adds, or `None` where it is another command, or not as plain as it could be."""
    found = _parsed(line, "add", ADD)
    if found is None:
        return None
    given, words, values = found
    from journal.cli.write import Addition

    content = Addition(text=tuple(words), **values)
    return None if content.is_bare and sys.stdin.isatty() else (given, content)


def answers(line: list[str]) -> "tuple[Given, Answers] | None":
    """Return the answers of a check-in, or `None` where it is another command, or not as plain as it could be."""
    found = _parsed(line, "mood", MOOD)
    if found is None or len(found[1]) > 1 or any(word not in _LEVELS for word in found[1]):
        return None
    given, words, values = found
    if "sleep" in values:
        values["sleep"] = _hours(values["sleep"])
        if values["sleep"] is None:
            return None
    from journal.cli.mood_note import Answers

    content = Answers(mood=_LEVELS[words[0]] if words else None, **values)
    return None if content.is_bare else (given, content)


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


def _parsed(line: list[str], name: str, command: _Command) -> tuple[Given, list[str], dict[str, Any]] | None:
    """Return the common options, the words beside the options, and the values of the options; `None`: the long way."""
    if name not in line:
        return None
    try:
        return _parts(line, name, command)
    except _TheLongWay:
        return None


def _parts(line: list[str], name: str, command: _Command) -> tuple[Given, list[str], dict[str, Any]]:
    common: dict[str, str] = {}
    values: dict[str, Any] = {}
    text: list[str] = []
    options: Mapping[str, str] = COMMON
    words = iter(line)
    for word in words:
        if options is COMMON and word == name:
            options = {**COMMON, **command.options}
        elif options is not COMMON and word == "--":
            text.extend(words)
        elif options is not COMMON and word in command.switches:
            switch, value = command.switches[word]
            values[switch] = value
        elif not word.startswith("-") or word == "-":
            if options is COMMON:
                raise _TheLongWay
            text.append(word)
        else:
            option, given = _option(word, words, options)
            if option in COMMON.values():
                common[option] = given
            elif option in command.repeated:
                values[option] = (*values.get(option, ()), given)
            else:
                values[option] = _value(given, command.known.get(option))
    if options is COMMON or _has_empty_path(common):
        raise _TheLongWay
    return _given(common), text, values


def _value(text: str, known: Mapping[str, object] | None) -> object:
    if known is None:
        return text
    if text not in known:
        raise _TheLongWay
    return known[text]


def _hours(text: str) -> float | None:
    """Return plain decimal hours of a day; everything else is for click."""
    is_plain = text.isascii() and text.replace(".", "", 1).isdecimal()
    return float(text) if is_plain and float(text) <= 24 else None


def _option(word: str, words: Iterator[str], known: Mapping[str, str]) -> tuple[str, str]:
    option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
    if option not in known:
        raise _TheLongWay
    if equals:
        return known[option], value
    for following in words:
        return known[option], following
    raise _TheLongWay


def _given(common: dict[str, str]) -> Given:
    paths = {name: Path(value) for name, value in common.items() if name in PATHS}
    return Given(
        home=paths.get("home"),
        passphrase_file=paths.get("passphrase_file"),
        passphrase_command=common.get("passphrase_command"),
        recovery_key_file=paths.get("recovery_key_file"),
    )
