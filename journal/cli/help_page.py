"""Help now as plain text: the same order as the screen, for anybody at this computer, without a passphrase.

It imports nothing it can do without, opens no connection, writes no file, and ends well whatever is damaged.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.exits import DONE
from journal.cli.given import Given
from journal.cli.output import json_text, say

if TYPE_CHECKING:
    from journal.helplines import Choice, Helplines
    from journal.open_card import Card

_WITHOUT_ANY_FILE = "If you may be in danger, call now.\nCall your local emergency number.\n"
_WITHOUT_ANY_FILE_JSON = '{"country": null, "emergency": {"dial": null, "what": "your local emergency number"}}\n'


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for, and the words on it that nobody understood."""

    given: Given
    country: str = ""
    as_json: bool = False
    passed_over: tuple[str, ...] = ()


def show(asked: Asked) -> int:
    """Print the page, and return the exit code, which is always the same one."""
    try:
        page, told = _page(asked)
    except Exception:  # on this page, whatever is broken, there is still something to say
        page, told = _WITHOUT_ANY_FILE_JSON if asked.as_json else _WITHOUT_ANY_FILE, ()
    sys.stdout.write(page)
    sys.stdout.flush()
    with suppress(OSError):  # nowhere to say it
        for words in (*(f"“{word}” was passed over." for word in asked.passed_over), *told):
            say(words)
    return DONE


def _page(asked: Asked) -> tuple[str, tuple[str, ...]]:
    from journal import helplines, open_card
    from journal.grounding import grounding

    home = _home(asked.given)
    lines = helplines.load(home)
    loaded = open_card.load_card(home)
    choice = helplines.choose(lines, wanted=asked.country, kept=loaded.card.country, environment=os.environ)
    is_locked_in = not (loaded.card.people or loaded.card.plan) and _has_journal(home)
    found = _Found(lines, choice, loaded.card, is_locked_in, datetime.now().astimezone().date())
    told = (*lines.problems, *loaded.problems)
    if asked.country and not choice.code:
        told = (f"“{asked.country}” is not a country this page knows; a code such as IE is.", *told)
    if asked.as_json:
        fields: dict[str, object] = {**_fields(found), "grounding": list(grounding().right_now), "problems": list(told)}
        return json_text(fields) + "\n", ()
    return "\n".join(_text(found)) + "\n", told


@dataclass(frozen=True, slots=True)
class _Found:
    """All that the page shows."""

    lines: "Helplines"
    choice: "Choice"
    card: "Card"
    is_locked_in: bool
    today: date


def _text(found: _Found) -> Iterator[str]:
    from journal import helplines
    from journal.grounding import URGE, grounding
    from journal.open_card import INSIDE

    steps = grounding()
    yield helplines.DANGER
    yield found.choice.in_danger
    yield helplines.CANNOT_SEE_YOU
    if not found.choice.code:
        yield ""
        yield "Which country are you in?  journal help-now --country IE"
        yield from (f"  {code}  {found.lines.name_of(code)}" for code in found.lines.with_lines)
    if found.card.people:
        yield ""
        yield "My people"
        width = max(len(one.name) for one in found.card.people)
        for one in found.card.people:
            yield "  " + "   ".join(part for part in (one.name.ljust(width), one.number, one.note) if part)
    elif found.is_locked_in:
        yield ""
        yield INSIDE
    yield from _lines(found)
    yield ""
    yield f"More places: {helplines.FIND_MORE}"
    yield ""
    yield "Right now"
    yield from (f"  {step}" for step in (*steps.right_now, steps.closing))
    yield ""
    yield "An urge"
    yield from (f"  {line}" for line in URGE)
    if found.card.plan:
        yield ""
        yield "My safety plan"
        yield from (f"  {line}" for line in found.card.plan)


def _lines(found: _Found) -> Iterator[str]:
    from journal import helplines

    choice = found.choice
    if not choice.code:
        return
    yield ""
    yield f"Someone to talk to · {choice.name}"
    if choice.is_guess:
        yield "  This country is a guess. Another one: journal help-now --country NZ"
    if not choice.lines:
        yield f"  No line for {choice.name} has been checked for this page yet."
    for line in choice.lines:
        yield f"  {' · '.join(line.ways)}"
        for more in (line.about, line.spoken, line.note, helplines.checked_words(line, found.today)):
            if more:
                yield f"      {more}"


def _fields(found: _Found) -> dict[str, object]:
    from journal import helplines

    choice, emergency = found.choice, found.choice.emergency
    return {
        "country": choice.code or None,
        "country_name": choice.name or None,
        "guessed": choice.is_guess,
        "emergency": {
            "dial": emergency.dial if emergency else None,
            "what": emergency.what if emergency else helplines.LOCAL_EMERGENCY,
            "source": emergency.source if emergency else None,
            "checked_on": _iso(emergency.checked_on) if emergency else None,
        },
        "people": [{"name": one.name, "number": one.number, "note": one.note} for one in found.card.people],
        "lines": [
            {
                **{key: getattr(line, key) for key in _LINE_KEYS},
                "languages": list(line.languages),
                "checked_on": _iso(line.checked_on),
                "may_have_changed": line.checked_on is not None
                and helplines.may_have_changed(line.checked_on, found.today),
            }
            for line in choice.lines
        ],
        "find_more": helplines.FIND_MORE,
        "countries": [{"code": code, "name": found.lines.name_of(code)} for code in found.lines.with_lines],
        "plan": list(found.card.plan),
    }


_LINE_KEYS = ("name", "kind", "dial", "text_to", "text_word", "text_by", "url", "hours", "cost", "source", "note")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _home(given: Given) -> Path | None:
    try:
        return given.folder
    except Exception:  # no home folder, or no place for data: the numbers need neither
        return None


def _has_journal(home: Path | None) -> bool:
    from journal.paths import Paths

    if home is None:
        return False
    paths = Paths(home)
    try:
        return paths.header.exists() or paths.header_copy.exists()
    except OSError:
        return False
