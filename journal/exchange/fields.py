"""Plain objects from a file, which anybody may have written, as entries; each surprise has its reason in words."""

import json
import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from journal.checkin_json import checkin_from_object, checkin_object, scale_from_object
from journal.choices import Choices, choices_from
from journal.dates import in_calendar
from journal.entries import MOODS, Entry, Revision, normal_tags
from journal.errors import JournalError, OutOfRange, UnreadableId
from journal.exchange.objects import typed_among
from journal.exchange.readings import EarlierRevision, Trashed
from journal.ids import HEX_DIGITS, id_from_content, normal_id
from journal.moments import Moment, offset_name, zone_info
from journal.moods import Checkin, Scale, checked_scale
from journal.questions import Questions, questions_from

_ZONE_NAME = re.compile(r"[A-Za-z][\w+-]{0,31}(?:/[A-Za-z0-9][\w+-]{0,31}){0,3}", re.ASCII)
_OFFSET = re.compile(r"[+-][0-9]{2}:[0-5][0-9](?::[0-5][0-9])?")
_MARK = re.compile(r"[0-9a-f-]{1,64}")
_TIME_EXAMPLE = "2026-03-10T21:05:00+01:00"
_LONGEST_NAME = 200
_HALF = re.compile("[\ud800-\udfff]")
# What does not tell one check-in from another at the same time.
_NO_ANSWERS = {"id", "at", "zone", "noted_at", "updated_at", "later", "entry"}
NOTHING_IN_IT = "there is nothing in it: no text, no title, no mood"


class Unusable(Exception):
    """An object that cannot become an entry; the text is the reason for `Skipped`."""


class KnownIds:
    """Ids for entries that bring none: the same for the same file, and one of their own for exact repeats in it."""

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}
        self._named: dict[str, str] = {}

    def id_for(self, created_at: datetime, *content: str) -> str:
        """Return the id of content written at a moment; a clock without a zone counts as UTC, wherever one is."""
        moment = created_at if created_at.tzinfo else created_at.replace(tzinfo=UTC)
        first = id_from_content(moment, *content)
        number = self._seen.get(bytes.fromhex(first), 0) + 1
        self._seen[bytes.fromhex(first)] = number
        return first if number == 1 else id_from_content(moment, *content, str(number))

    def name(self, written: object, known: str) -> None:
        """Remember which id stands for one that is written otherwise, such as `"id": 17`."""
        self._named[str(written)] = known

    def named(self, written: object) -> str:
        """Return the id that something written stands for: one that came before in the file, or an id of ours."""
        if (known := self._named.get(str(written))) is not None:
            return known
        with suppress(UnreadableId):
            if isinstance(written, str) and len(digits := normal_id(written)) == HEX_DIGITS:
                return digits
        return ""


def entry_from_object(given: dict[str, object], here: Moment, ids: KnownIds) -> Entry:
    """Return the entry an object describes; one in the trash has `trashed_at`.

    Raises:
        Unusable: a part is missing or is not what it should be.
    """
    created = time_of(given.get("created_at"), "created_at")
    moment = moment_of(created, given.get("zone"), here)
    title, body = text_of(given.get("title"), "title"), text_of(given.get("body"), "body")
    mood = _mood(given.get("mood"))
    own_id = given.get("id")
    if own_id is None and not (title.strip() or body.strip() or mood):
        raise Unusable(NOTHING_IN_IT)
    entry_id = ids.id_for(created, title, body) if own_id is None else id_of(own_id, created)
    return Entry(
        id=entry_id,
        created_at=moment.at,
        zone=moment.zone,
        updated_at=instant_of(given.get("updated_at"), "updated_at", moment) or moment.at.astimezone(UTC),
        title=title,
        body=body,
        tags=_typed_tags(given, body),
        mood=mood,
        starred=_starred(given.get("starred")),
        trashed_at=instant_of(given.get("trashed_at"), "trashed_at", moment),
        revision=_mark(given.get("revision"), "revision") or entry_id,
        parent=_mark(given.get("parent"), "parent"),
    )


def trashed_from_object(given: dict[str, object], here: Moment, ids: KnownIds) -> Trashed:
    """Return an entry from the trash; without a time of its own it went there when it was last changed.

    Raises:
        Unusable: a part is missing or is not what it should be.
    """
    entry = entry_from_object(given, here, ids)
    return Trashed(entry if entry.trashed_at else replace(entry, trashed_at=entry.updated_at))


def revision_from_object(given: dict[str, object], here: Moment) -> EarlierRevision:
    """Return earlier content of an entry.

    Raises:
        Unusable: a part is missing or is not what it should be.
    """
    made_at = instant_of(given.get("made_at"), "made_at", here)
    revision_id = _mark(given.get("id"), "id")
    if made_at is None or revision_id is None:
        raise Unusable("an earlier version needs an id and a made_at")
    try:
        entry_id = normal_id(text_of(given.get("entry"), "entry"))
    except UnreadableId:
        entry_id = ""
    if len(entry_id) != HEX_DIGITS:
        raise Unusable("it does not name the entry it belongs to")
    return EarlierRevision(
        entry_id,
        Revision(
            id=revision_id,
            parent=_mark(given.get("parent"), "parent"),
            made_at=made_at,
            title=text_of(given.get("title"), "title"),
            body=text_of(given.get("body"), "body"),
            tags=normal_tags(_words(given.get("tags"), "tags")),
            mood=_mood(given.get("mood")),
        ),
    )


def checkin_from_file(given: dict[str, object], here: Moment, ids: KnownIds) -> Checkin:
    """Return the check-in an object describes; without an id, its answers and its time give it one.

    Raises:
        Unusable: a part is missing or is not what it should be.
    """
    at = time_of(given.get("at"), "at")
    moment = moment_of(at, given.get("zone"), here)
    times = {name: instant_of(given.get(name), name, moment) for name in ("noted_at", "updated_at")}
    try:
        exact = {name: None if time is None else time.isoformat() for name, time in times.items()}
        checkin = checkin_from_object("", moment, {**given, **exact})
    except ValueError as reason:
        raise Unusable(str(reason)) from None
    except OverflowError:
        raise Unusable("a number in it is too large") from None
    own_id = given.get("id")
    if own_id is not None:
        return replace(checkin, id=id_of(own_id, at))
    answers = {key: value for key, value in checkin_object(checkin).items() if key not in _NO_ANSWERS}
    return replace(checkin, id=ids.id_for(at, "checkin", json.dumps(answers, sort_keys=True)))


def scale_from_file(given: dict[str, object]) -> Scale:
    """Return the scale an object describes.

    Raises:
        Unusable: a part is missing or is not what it should be.
    """
    try:
        scale = checked_scale(scale_from_object(given))
    except ValueError as reason:
        raise Unusable(str(reason)) from None
    except OutOfRange as problem:
        raise Unusable(clause(problem)) from None
    if not 0 < len(scale.id) <= _LONGEST_NAME or _HALF.search(scale.id):
        raise Unusable("its id is no short name")
    return scale


def choices_from_file(given: dict[str, object]) -> Choices:
    """Return what an object says that somebody wants to be shown; what is strange in it has its default."""
    return choices_from(json.dumps(given))


def questions_from_file(given: dict[str, object]) -> Questions:
    """Return which questions an object says that a check-in asks; what is strange in it has its default."""
    return questions_from(json.dumps(given))


def moment_of(created: datetime, zone: object, here: Moment) -> Moment:
    """Return a time in its zone; where this machine has no rules for the zone, its offset stands for it.

    Raises:
        Unusable: it is too near the ends of the calendar.
    """
    name = zone if isinstance(zone, str) and (_ZONE_NAME.fullmatch(zone) or _OFFSET.fullmatch(zone)) else None
    try:
        if created.tzinfo is None:
            name = name if name and _is_known(name) else here.zone
            moment = Moment.of(created.replace(tzinfo=zone_info(name)).astimezone(UTC), name)
        else:
            offset = offset_name(created.utcoffset() or timedelta())
            moment = Moment.of(created, name if name and _is_known(name) else offset)
    except (ValueError, OverflowError):
        raise Unusable("its time lies outside the calendar") from None
    if not in_calendar(moment.at):
        raise Unusable("its time lies outside the calendar")
    return moment


def clause(problem: JournalError) -> str:
    """Return a sentence of ours as a clause."""
    text = str(problem)
    return text[0].lower() + text[1:].rstrip(".")


def _is_known(zone: str) -> bool:
    """Whether this machine has the rules of a zone."""
    if _OFFSET.fullmatch(zone):
        return zone[1:3] < "24"
    try:
        return bool(ZoneInfo(zone).key)
    except (KeyError, ValueError, OSError):
        return False


def time_of(value: object, key: str) -> datetime:
    """Return a time as it was written, with or without an offset.

    Raises:
        Unusable: it is none.
    """
    if value is None:
        raise Unusable(f"it has no {key}")
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            pass  # said below, together with numbers and lists
    raise Unusable(f"its {key} is not a time such as {_TIME_EXAMPLE}")


def instant_of(value: object, key: str, moment: Moment) -> datetime | None:
    """Return a time in UTC, or None where there is none; without an offset it is in the zone of the moment.

    Raises:
        Unusable: it is no time.
    """
    if value is None:
        return None
    return moment_of(time_of(value, key), None, moment).at.astimezone(UTC)


def text_of(value: object, key: str) -> str:
    """Return a text; nothing is the empty one.

    Raises:
        Unusable: it is no text.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unusable(f"its {key} is not text")
    return value


def _mood(value: object) -> int | None:
    """Return the mood; `4.0` and `"4"` are taken for 4."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and value.strip() in {str(mood) for mood in MOODS}:
        value = int(value)
    if value is None or (type(value) is int and value in MOODS):
        return value
    raise Unusable(f"its mood is not a number from {MOODS[0]} to {MOODS[-1]}")


def _starred(value: object) -> bool:
    if value is None or value in (0, 1):
        return bool(value)
    raise Unusable("its starred is neither true nor false")


def _words(value: object, key: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise Unusable(f"its {key} are not a list of words")
    return tuple(value)


def _typed_tags(given: dict[str, object], body: str) -> tuple[str, ...]:
    """Return the tags that do not stand in the text, and those of `typed_tags` that do."""
    every = normal_tags(_words(given.get("tags"), "tags"))
    also = _words(given.get("typed_tags"), "typed_tags")
    return typed_among(every, body, normal_tags(also))


def id_of(value: object, created: datetime) -> str:
    """Return an id of ours; any other short text or number names the entry as well, for good.

    Raises:
        Unusable: it is neither.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**HEX_DIGITS else None
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise Unusable("its id is neither 32 hex digits nor another short name")
    try:
        digits = normal_id(value)
    except UnreadableId:
        digits = ""
    if len(digits) == HEX_DIGITS:
        return digits
    return id_from_content(created if created.tzinfo else created.replace(tzinfo=UTC), "id", value)


def _mark(value: object, key: str) -> str | None:
    """Return the name of a revision."""
    if value is None:
        return None
    if not isinstance(value, str) or not _MARK.fullmatch(value):
        raise Unusable(f"its {key} is not a name made of hex digits")
    return value
