"""Emergency numbers and helplines by country, from `content/helplines.toml` and the person's own `helplines.toml`.

Nothing here fails: what cannot be read is named, and the rest works. Without any file there are still the words below.
What the fields mean: docs/help-now.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from journal.cleaning import clean_line
from journal.small_files import read_small
from journal.toml_parts import NotUsable, parts_of
from journal.wording import MONTHS

DANGER: Final = "If you may be in danger, call now."
LOCAL_EMERGENCY: Final = "your local emergency number"
"""What stands in place of a number that no page has confirmed."""
CANNOT_SEE_YOU: Final = "This page cannot see you or call for you. You can."
FIND_MORE: Final = "findahelpline.com"
ELSEWHERE: Final = "ZZ"
"""The country of somebody whose country is not in the file; ISO 3166 leaves these letters to everybody."""
OWN_FILE: Final = "helplines.toml"

_FILE = Path(__file__).parent / "content" / "helplines.toml"
_CODE = re.compile(r"[A-Z]{2}")
_DIAL = re.compile(r"[0-9+()*#\- ]*[0-9*#][0-9+()*#\- ]*")
_LOCALE = re.compile(r"[a-z]{2,3}_(?P<country>[A-Z]{2})(?:[.@].*)?")
_OTHER_NAMES = {"UK": "GB"}
_LONGEST_DIAL = 40
_WITH_ARTICLE = ("United ", "Netherlands")


@dataclass(frozen=True, slots=True)
class Emergency:
    """The number for immediate danger in one country, and what answers there."""

    country: str
    dial: str
    what: str
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Helpline:
    """A line, reached by a call, by a text message to `text_to`, or in a browser. What is not known is empty."""

    country: str
    name: str
    kind: str = ""
    dial: str = ""
    text_to: str = ""
    text_word: str = ""
    text_by: str = ""
    url: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    cost: str = ""
    source: str = ""
    checked_on: date | None = None
    note: str = ""
    is_own: bool = False

    @property
    def ways(self) -> tuple[str, ...]:
        """How to reach it: `116 123`, `text HELLO to 50808`, `call or text 1737`."""
        by = self.text_by or "text"
        if self.dial and self.dial == self.text_to and not self.text_word:
            found = [f"call or {by} {self.dial}"]
        else:
            text = f"{by} {self.text_word} to {self.text_to}" if self.text_word else f"{by} {self.text_to}"
            found = [self.dial, text if self.text_to else ""]
        return tuple(way for way in (*found, self.url) if way)

    @property
    def about(self) -> str:
        """Who answers, when, and what it costs: `Samaritans, any time, free`."""
        return ", ".join(part for part in (self.name, self.hours, self.cost) if part)

    @property
    def spoken(self) -> str:
        """In which languages, as far as the page said."""
        return ", ".join(self.languages)


@dataclass(frozen=True, slots=True)
class Helplines:
    """All that the files hold, and a sentence for each part that could not be used."""

    countries: Mapping[str, str] = field(default_factory=dict)
    emergencies: Mapping[str, Emergency] = field(default_factory=dict)
    lines: tuple[Helpline, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def with_lines(self) -> tuple[str, ...]:
        """The codes of countries that have a line, by the countries' names."""
        return tuple(sorted({line.country for line in self.lines}, key=self.name_of))

    def name_of(self, code: str) -> str:
        """Return a country's name, or its code where the files know no name."""
        return self.countries.get(code, code)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown for one country; `code` is empty where nobody knows which one it is."""

    code: str
    name: str
    is_guess: bool
    emergency: Emergency | None
    lines: tuple[Helpline, ...]

    @property
    def in_danger(self) -> str:
        """What to call, as a sentence."""
        if self.emergency is None:
            return f"Call {LOCAL_EMERGENCY}."
        name = f"the {self.name}" if self.name.startswith(_WITH_ARTICLE) else self.name
        return f"{self.emergency.dial}, {self.emergency.what} in {name}."


# --- choosing --------------------------------------------------------------------------------------------------------


def choose(helplines: Helplines, *, wanted: str = "", kept: str = "", environment: Mapping[str, str]) -> Choice:
    """Return what to show: for the country that is asked for, else the one that was kept, else a guess.

    `wanted` is a code or a name. One that nobody understands shows no country: lines of another one would mislead.
    """
    code = understood(helplines, wanted) if wanted else kept
    is_guess = not wanted and not kept
    if is_guess:
        code = guessed_country(environment)
    if not code or code == ELSEWHERE:
        return Choice("", "", False, None, ())
    lines = tuple(line for line in helplines.lines if line.country == code)
    return Choice(code, helplines.name_of(code), is_guess, helplines.emergencies.get(code), lines)


def understood(helplines: Helplines, words: str) -> str:
    """Return the code of a country that is given by its code or its name; empty where it is neither."""
    plain = " ".join(words.split())
    code = _OTHER_NAMES.get(plain.upper(), plain.upper())
    if _CODE.fullmatch(code):
        return code
    return next((code for code, name in helplines.countries.items() if name.casefold() == plain.casefold()), "")


def guessed_country(environment: Mapping[str, str]) -> str:
    """Return the country that this machine's language settings name; empty where they name none."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if match := _LOCALE.fullmatch(environment.get(variable, "")):
            return match["country"]
    return ""


def checked_words(line: Helpline, today: date) -> str:
    """Return when a line was compared with its page: `checked on 1 March 2026`; older ones may have changed."""
    day = line.checked_on
    if day is None:
        return "your own line" if line.is_own else ""
    words = f"checked on {day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{words}, may have changed" if may_have_changed(day, today) else words


def may_have_changed(day: date, today: date) -> bool:
    """Return whether a day is more than twelve calendar months ago."""
    return (today.year - 1, today.month, today.day) > (day.year, day.month, day.day)


# --- reading ---------------------------------------------------------------------------------------------------------


def load(home: Path | None = None, *, shipped: Path = _FILE) -> Helplines:
    """Return the lines that come with the program, with those of the person's own file added or in their place."""
    ours = _read(shipped, own=False)
    if home is None:
        return ours
    try:
        theirs = _read(home / OWN_FILE, own=True)
    except Exception:  # a mistake in this program, met by a file nobody thought of, takes no line of ours away
        theirs = Helplines(problems=(f"{OWN_FILE} could not be read.",))
    replaced = {(line.country, line.name.casefold()) for line in theirs.lines}
    return Helplines(
        {**ours.countries, **theirs.countries},
        {**ours.emergencies, **theirs.emergencies},
        (
            *(line for line in theirs.lines if line.ways),
            *(line for line in ours.lines if (line.country, line.name.casefold()) not in replaced),
        ),
        (*ours.problems, *theirs.problems),
    )


def _read(path: Path, *, own: bool) -> Helplines:
    read = read_small(path)
    if read.text is None:
        problem = read.problem
        if not own:
            problem = (
                problem or f"{path.name} of this program is not there. Installing the journal anew brings it back."
            )
        return Helplines(problems=(problem,) if problem else ())
    countries: dict[str, str] = {}
    emergencies: dict[str, Emergency] = {}
    lines: list[Helpline] = []
    problems: list[str] = []
    for part in parts_of(read.text):
        try:
            table = part.table()
            if part.name == "countries":
                countries |= _countries(table)
            elif part.name == "emergency":
                emergencies |= {found.country: found for found in _emergencies(table)}
            elif part.name == "line":
                lines.append(replace(_line(table), is_own=own))
            elif part.name or table:
                raise NotUsable("a line begins with [[line]], an emergency number with [[emergency]]")
        except NotUsable as why:
            problems.append(f"{path.name}, line {part.line_of(why)}: {why}. The rest works.")
    return Helplines(countries, emergencies, tuple(lines), tuple(problems))


def _countries(table: dict[str, Any]) -> dict[str, str]:
    return {_code(code, key=code): _text(table, code) for code in table}


def _emergencies(table: dict[str, Any]) -> Iterator[Emergency]:
    _only_known(table, {"countries", "country", "dial", "what", "source", "checked_on"})
    given = table.get("countries", [table.get("country", "")])
    if not isinstance(given, list) or not given:
        raise NotUsable("countries is a list of two-letter codes", key="countries")
    dial = _dial(table, "dial")
    if not dial:
        raise NotUsable("an emergency number needs dial", key="dial")
    for code in given:
        yield Emergency(
            _code(code, key="countries" if "countries" in table else "country"),
            dial,
            _text(table, "what") or "the emergency number",
            _text(table, "source"),
            _day(table, "checked_on"),
        )


_TEXTS = ("name", "kind", "text_word", "text_by", "url", "hours", "cost", "source", "note")
_FIELDS = {"country", *_TEXTS, "dial", "text_to", "languages", "checked_on", "leave_out"}


def _line(table: dict[str, Any]) -> Helpline:
    _only_known(table, _FIELDS)
    languages = table.get("languages", [])
    if not isinstance(languages, list) or not all(isinstance(one, str) for one in languages):
        raise NotUsable("languages is a list of words", key="languages")
    texts = {key: _text(table, key) for key in _TEXTS}
    found = Helpline(
        country=_code(table.get("country", ""), key="country"),
        name=texts["name"],
        kind=texts["kind"],
        dial=_dial(table, "dial"),
        text_to=_dial(table, "text_to"),
        text_word=texts["text_word"],
        text_by=texts["text_by"],
        url=texts["url"],
        hours=texts["hours"],
        languages=tuple(clean_line(one) for one in languages),
        cost=texts["cost"],
        source=texts["source"],
        checked_on=_day(table, "checked_on"),
        note=texts["note"],
    )
    if not found.name:
        raise NotUsable("a line needs a name", key="name")
    if table.get("leave_out") is True:
        return Helpline(found.country, found.name)
    if not found.ways:
        raise NotUsable("a line needs dial, text_to or url", key="dial")
    return found


def _only_known(table: dict[str, Any], known: Iterable[str]) -> None:
    for key in table:
        if key not in known:
            raise NotUsable(f"“{clean_line(key, 40)}” is not a field of a line", key=key)


def _code(value: object, *, key: str) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise NotUsable("a country is two capital letters, such as IE", key=key)
    return value


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise NotUsable(f"{key} is text in quotes", key=key)
    return clean_line(value)


def _dial(table: dict[str, Any], key: str) -> str:
    value = _text(table, key)
    if value and (len(value) > _LONGEST_DIAL or not _DIAL.fullmatch(value)):
        raise NotUsable(f"{key} takes digits, spaces and + - ( ) * #", key=key)
    return value


def _day(table: dict[str, Any], key: str) -> date | None:
    value = table.get(key)
    if isinstance(value, datetime):
        return value.date()
    if value is not None and not isinstance(value, date):
        raise NotUsable(f"{key} is a day such as 2026-03-01, without quotes", key=key)
    return value
