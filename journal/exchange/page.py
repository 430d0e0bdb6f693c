"""A Markdown file of any other program, as one entry. What is not understood stays in the text."""

import re
from datetime import UTC, datetime
from pathlib import Path

from journal.entries import MOODS, Entry
from journal.exchange.fields import NOTHING_IN_IT, KnownIds, Unusable, entry_from_object
from journal.moments import Moment

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<facts>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FACT = re.compile(r"(?P<key>[A-Za-z_][\w -]*):[ \t]*(?P<value>.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
_HEADING = re.compile(r"\s*^#[ \t](?P<title>[^\n]*)\n*", re.MULTILINE)
_SPACE_BEFORE_OFFSET = re.compile(r" (?=[+-][0-9]{2})")
_DATE_IN_NAME = re.compile(
    r"(?P<year>[0-9]{4})-?(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})"
    r"(?:[ T_-]+(?P<hour>[0-9]{2})[.:h-]?(?P<minute>[0-9]{2})(?![0-9]))?(?![0-9])[ _-]*"
)
_DATE_KEYS = ("date", "created", "created_at")
_MOODS = {str(mood) for mood in MOODS}
_KNOWN_KEYS = {*_DATE_KEYS, "title", "tags", "mood"}


def entry_from_page(path: Path, text: str, here: Moment, ids: KnownIds) -> Entry:
    """Return the entry a file makes.

    The date comes from the front matter, or from the beginning of the file's name, or it is when the file was last
    changed; the title from the front matter, from a first heading (which then leaves the text), or from the name.

    Raises:
        Unusable: there is nothing in the file, or its front matter says something impossible.
    """
    facts, body = _front_matter(text.replace("\r\n", "\n"))
    title = facts.get("title")
    if title is None and (heading := _HEADING.match(body)):
        title, body = _heading_text(heading["title"]), body[heading.end() :]
    if not (title or body.strip()):
        raise Unusable(NOTHING_IN_IT)
    named = _DATE_IN_NAME.match(path.stem)
    when = _date_of(facts) or (_date_in_name(named) if named else None)
    given: dict[str, object] = {
        "created_at": when or _changed_at(path, here).isoformat(),
        "title": _title_from_name(path.stem, named) if title is None else title,
        "body": body.rstrip("\n"),
        "tags": facts.get("tags"),
        "mood": facts.get("mood"),
    }
    # A copy of the file has another time of change, and is the same entry all the same.
    moment = datetime.fromisoformat(when) if when else datetime(1970, 1, 1, tzinfo=UTC)
    given["id"] = ids.id_for(moment, str(given["title"]), str(given["body"]))
    return entry_from_object(given, here, ids)


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return what a block of `key: value` lines at the top says, and the text without it.

    The block stays in the text when it holds more than an entry can, so that nothing is lost.
    """
    block = _FRONT_MATTER.match(text)
    if block is None:
        return {}, text
    facts: dict[str, object] = {}
    understood = True
    key = ""
    for line in block["facts"].splitlines():
        item, fact = _ITEM.fullmatch(line), _FACT.fullmatch(line)
        if item and key == "tags":
            facts[key] = [*_words(facts.get(key)), _unquoted(item["value"])]
        elif fact:
            key = fact["key"].strip().lower()
            value = fact["value"].strip()
            facts[key] = _words(value) if key == "tags" else _unquoted(value)
            understood = understood and key in _KNOWN_KEYS and _can_be_kept(key, facts[key])
        else:
            understood = understood and not line.strip()
    known = {key: value for key, value in facts.items() if key in _KNOWN_KEYS and _can_be_kept(key, value)}
    return known, text[block.end() :].lstrip("\n") if understood else text


def _can_be_kept(key: str, value: object) -> bool:
    """Whether a fact can become a part of an entry; `date: soon` and `mood: fine` stay in the text."""
    if key in _DATE_KEYS:
        return _date_of({key: value}) is not None
    return value in _MOODS if key == "mood" else value != ""


def _heading_text(line: str) -> str:
    """Return a heading without the `#` that may close it."""
    text = line.strip()
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare.endswith((" ", "\t")) else text


def _words(value: object) -> list[str]:
    """Return tags written as `[a, b]`, as `a, b`, or as a list."""
    if isinstance(value, str):
        parts = (_unquoted(part.strip()) for part in value.strip("[]").split(","))
        return [part for part in parts if part]
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _date_of(facts: dict[str, object]) -> str | None:
    """Return the date of the front matter as ISO 8601, or None where there is none that is understood."""
    for key in _DATE_KEYS:
        value = facts.get(key)
        if isinstance(value, str):
            try:
                return datetime.fromisoformat(_SPACE_BEFORE_OFFSET.sub("", value.replace("/", "-"))).isoformat()
            except ValueError:
                continue
    return None


def _date_in_name(named: re.Match[str]) -> str | None:
    day = f"{named['year']}-{named['month']}-{named['day']}"
    for text in (f"{day}T{named['hour']}:{named['minute']}", day):
        try:
            return datetime.fromisoformat(text).isoformat()
        except ValueError:
            continue
    return None


def _title_from_name(stem: str, named: re.Match[str] | None) -> str:
    rest = stem[named.end() :] if named and _date_in_name(named) else stem
    return " ".join(re.split(r"[\s_-]+", rest)).strip()


def _changed_at(path: Path, here: Moment) -> datetime:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC).astimezone(here.at.tzinfo)
