"""The open card: what a person chose to keep outside the encryption, so that Help now has it before the passphrase.

People with a number, the lines of a safety plan, and the country. It is one plain file, `card.json`, that anybody who
opens this computer's files can read; the person is told so before anybody is written into it.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from journal.cleaning import clean_line
from journal.small_files import read_small

FILE: Final = "card.json"
SET_ASIDE: Final = "card.json.damaged"
READABLE: Final = (
    "This card is not encrypted, so that it opens without the passphrase. Anyone who can open this computer's files "
    "can read the names, numbers and notes on it."
)
"""What a person is told once, before the first name is written."""
INSIDE: Final = "These numbers are for everyone. Your own people can stand here, too."
"""What stands in place of the card while a journal is locked and nothing was put on the card."""

_FORMAT = 1
_FIELDS = ("format", "country", "people", "plan", "plan_looked_at", "told")
_MOST = 60
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ring or to write to."""

    name: str = field(repr=False)
    number: str = field(default="", repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Card:
    """What is on the card. `told` is whether the person has been told that others can read it."""

    country: str = ""
    people: tuple[Person, ...] = field(default=(), repr=False)
    plan: tuple[str, ...] = field(default=(), repr=False)
    plan_looked_at: date | None = None
    told: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing on it is worth keeping a file for."""
        return not (self.country or self.people or self.plan)


@dataclass(frozen=True, slots=True)
class LoadedCard:
    """The card as read, and a sentence for each part of it that could not be used."""

    card: Card
    problems: tuple[str, ...] = ()


def card_path(home: Path) -> Path:
    """Return where the card of a journal is."""
    return home / FILE


def load_card(home: Path | None) -> LoadedCard:
    """Return the card of a journal. It never fails: what is damaged is named, and the rest is there."""
    return LoadedCard(Card()) if home is None else _read_whatever_comes(home)[1]


def save_card(home: Path, card: Card) -> None:
    """Write the card, whole or not at all, for its owner to read. An empty one is removed.

    Fields this program does not know stay. A card that was damaged is set aside under another name first.

    Raises:
        NotWritable: the folder may not be written.
        DiskFull: there is no space left.
    """
    from journal.vault.files import erase, private_folder, rename, write_private

    path = card_path(home)
    kept, loaded = _read_whatever_comes(home)
    if loaded.problems:
        kept = {}
        if path.is_file():
            rename(path, _free_name(home))
    if card.is_empty and not set(kept) - set(_FIELDS):
        if path.exists():
            erase(path)
        return
    fields = (
        _FORMAT,
        card.country,
        [{"name": one.name, "number": one.number, "note": one.note} for one in card.people],
        list(card.plan),
        card.plan_looked_at.isoformat() if card.plan_looked_at else None,
        card.told,
    )
    kept |= dict(zip(_FIELDS, fields, strict=True))
    private_folder(home)
    write_private(path, (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace"))


def _read_whatever_comes(home: Path) -> tuple[dict[str, Any], LoadedCard]:
    try:
        return _read(home)
    except Exception:  # a mistake in this program, met by a file nobody thought of, keeps nobody from the numbers
        return {}, LoadedCard(Card(), (f"{FILE} could not be read. It is still there.",))


def _read(home: Path) -> tuple[dict[str, Any], LoadedCard]:
    """Return the fields of the file as they are, and what they mean."""
    read = read_small(card_path(home))
    if read.text is None:
        return {}, LoadedCard(Card(), (read.problem,) if read.problem else ())
    try:
        found = json.loads(read.text)
    except (ValueError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        return {}, LoadedCard(Card(), (f"{FILE}{line}: the card could not be read. It is still there.",))
    if not isinstance(found, dict):
        return {}, LoadedCard(Card(), (f"{FILE}: the card could not be read. It is still there.",))
    return found, _checked(found)


def _free_name(home: Path) -> Path:
    number, path = 1, home / SET_ASIDE
    while path.exists():
        number += 1
        path = home / f"{SET_ASIDE}-{number}"
    return path


def _checked(found: dict[str, Any]) -> LoadedCard:
    problems: list[str] = []

    country = found.get("country") or ""
    if not isinstance(country, str) or not _COUNTRY.fullmatch(country):
        problems.append(f"{FILE}: country is two capital letters; it was passed over.")
        country = ""

    people = []
    for number, one in enumerate(_listed(found, "people", problems), 1):
        person = _person(one)
        if person is None:
            problems.append(f"{FILE}: person {number} could not be read; the others are there.")
        else:
            people.append(person)

    plan = []
    for number, line in enumerate(_listed(found, "plan", problems), 1):
        if not isinstance(line, str):
            problems.append(f"{FILE}: line {number} of the plan could not be read; the others are there.")
        elif text := clean_line(line):
            plan.append(text)

    looked_at = None
    if day := found.get("plan_looked_at"):
        try:
            looked_at = date.fromisoformat(day)
        except (TypeError, ValueError):
            problems.append(f"{FILE}: plan_looked_at is a day such as 2026-03-01; it was passed over.")
    card = Card(country, tuple(people), tuple(plan), looked_at, found.get("told") is True)
    return LoadedCard(card, tuple(problems))


def _listed(found: dict[str, Any], key: str, problems: list[str]) -> list[Any]:
    values = found.get(key) or []
    if isinstance(values, list):
        if len(values) > _MOST:
            problems.append(f"{FILE}: {key} has {len(values)} lines; the first {_MOST} are shown.")
        return values[:_MOST]
    problems.append(f"{FILE}: {key} is a list; it was passed over.")
    return []


def _person(found: object) -> Person | None:
    if not isinstance(found, dict):
        return None
    texts = [found.get(key) or "" for key in ("name", "number", "note")]
    if not all(isinstance(text, str) for text in texts):
        return None
    name, number, note = (clean_line(text) for text in texts)
    return Person(name, number, note) if name or number else None
