"""The short way for `journal help-now`: no mistake on the line stands between a person and the page.

What is not understood is passed over and named. `--help` and completion go the long way, through click.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.given import Given
from journal.cli.quick import COMMON, COMPLETION_VARIABLE

if TYPE_CHECKING:
    from journal.cli.help_page import Asked

NAME = "help-now"
_COUNTRY, _JSON, _NO_COLOUR = "--country", "--json", "--no-color"
_LONG_WAY = {"-h", "--help", "--version", "--show-completion", "--install-completion"}


def asked(line: list[str]) -> "Asked | None":
    """Return what a line asks of Help now, or `None` where it is for another command, or asks how this one is used."""
    if NAME not in line or COMPLETION_VARIABLE in os.environ:
        return None
    values: dict[str, str] = {}
    passed_over: list[str] = []
    named = False
    words = iter(line)
    for word in words:
        option, equals, value = word.partition("=")
        if word == NAME:
            named = True
        elif option in _LONG_WAY:
            return None
        elif option in COMMON or (named and option == _COUNTRY):
            values[option] = value if equals else next(words, "")
        elif named and word == _JSON:
            values[_JSON] = word
        elif word != _NO_COLOUR:
            if not named:
                return None
            passed_over.append(word)
    if not named:
        return None
    from journal.cli.help_page import Asked

    home = values.get("--home")
    given = Given(home=Path(home) if home else None)
    return Asked(given, values.get(_COUNTRY, ""), _JSON in values, tuple(passed_over))
