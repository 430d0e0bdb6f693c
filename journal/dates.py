"""Dates and times that a person types: ISO 8601, or words. The clock is read in `now_here` and nowhere else."""

import contextlib
import re
import warnings
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from journal.errors import UnreadableDate
from journal.moments import Moment, offset_name, zone_info

MOST_CHARACTERS = 100
# Two days from either end of the calendar, so that no zone's clock can leave it.
_EARLIEST = datetime(1, 1, 3, tzinfo=UTC)
_LATEST = datetime(9999, 12, 29, tzinfo=UTC)

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}")
_ISO = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)"
    r" ?(?P<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2}(?::[0-9]{2})?)?)?"
)
_LIKE_ISO = re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?")
_BARE_NUMBER = re.compile(r"(?!\d{4}$)[\d\s,]*\.?")  # it could mean anything; a year means one thing
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.")
_DAYS_BACK = {"today": 0, "now": 0, "yesterday": 1}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:s|nes|rs|ur)?(?:day)?\b", re.IGNORECASE)
_NO_DATE_BESIDE_IT = re.compile(
    r"(?:on )?[a-z]+,?"
    r"(?: (?:at )?(?:[\d:.]+ ?(?:[ap]\.?m\.?)?|noon|midnight|(?:in the )?(?:morning|afternoon|evening)|night))?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(last|next|previous|past|coming|week|weeks|ago|in|from)\b", re.IGNORECASE)
_SHORT_SPAN = re.compile(r"\b(hours?|hrs?|h|minutes?|mins?|seconds?|secs?)\b", re.IGNORECASE)


def now_here() -> Moment:
    """Return the present moment in the zone of this machine; its offset stands in for a zone that has no name."""
    instant = datetime.now(UTC)
    offset = instant.astimezone().utcoffset() or timedelta()
    name = _zone_of_this_machine()
    # A zone file and a name beside it can disagree (containers); the clock on the wall is what the person sees.
    if name and instant.astimezone(ZoneInfo(name)).utcoffset() == offset:
        return Moment.of(instant, name)
    return Moment.of(instant, offset_name(offset))


def parse_when(text: str, here: Moment) -> Moment:
    """Return the moment a person means, seen from `here`: the last one that has passed, where that is open.

    A time without an offset is in the zone of `here`; with one, the offset becomes the zone. `3 days ago` keeps the
    time of day, a day alone begins at midnight. A time that the clocks skipped is moved on by what they skipped.

    Raises:
        UnreadableDate: nothing can be made of it, or it lies outside the years 1 to 9999.
    """
    return parse_roughly(text, here)[0]


def parse_roughly(text: str, here: Moment) -> tuple[Moment, str]:
    """Return the same, and how exactly it was meant: `minute`, or `date` where no time of day was given.

    A part of a day, such as `yesterday evening`, is a date: who says it does not mean a minute.

    Raises:
        UnreadableDate: nothing can be made of it, or it lies outside the years 1 to 9999.
    """
    words = " ".join(text.split())
    try:
        found, exact = _moment(words, here)
        if in_calendar(found.at):
            return found, "minute" if exact else "date"
        raise ValueError("outside the calendar")
    except (ValueError, OverflowError):
        from journal.cleaning import clean_line  # its patterns take a moment, and a readable date needs none of them

        raise UnreadableDate(clean_line(text[: 10 * MOST_CHARACTERS], MOST_CHARACTERS)) from None


def parse_day(text: str, here: Moment) -> date:
    """Return the day a person means, seen from `here`; of a time with an offset, the day it has there.

    Raises:
        UnreadableDate: nothing can be made of it, or it lies outside the years 1 to 9999.
    """
    return parse_when(text, here).at.date()


def in_calendar(moment: datetime) -> bool:
    """Whether an aware moment is far enough from the ends of the calendar to be shown in every zone."""
    return _EARLIEST <= moment <= _LATEST


def _moment(words: str, here: Moment) -> tuple[Moment, bool]:
    """Return the moment and whether a time was given, or raise ValueError or OverflowError."""
    back = _DAYS_BACK.get(words.casefold())
    if back is not None:
        then = _local(_wall(here) - timedelta(days=back), here.zone) if back else here
        return then, words.casefold() == "now"
    if _ISO_DAY.fullmatch(words):
        return _local(datetime.fromisoformat(words), here.zone), False
    if iso := _ISO.fullmatch(words):
        naive = datetime.fromisoformat(f"{iso['day']}T{iso['time'].replace(',', '.')}")
        return _local(naive, _offset_zone(iso["offset"]) if iso["offset"] else here.zone), True
    return _from_words(words, here)


def _from_words(words: str, here: Moment) -> tuple[Moment, bool]:
    """Return what the library makes of a phrase, without its guesses that a person would not make."""
    if not words or len(words) > MOST_CHARACTERS or _BARE_NUMBER.fullmatch(words):
        raise ValueError("no date")
    now = _wall(here)
    found, period = _ask_dateparser(words, now)
    given = _LIKE_ISO.match(words)
    if given and not found.isoformat().startswith(_two_digits(given[0])):
        raise ValueError("a day that is not in the calendar")
    if found.tzinfo:
        return _local(found.replace(tzinfo=None), offset_name(found.utcoffset() or timedelta())), period == "time"
    if _SHORT_SPAN.search(words) and _RELATIVE.search(words):
        # Hours are counted in time that passes, not on a clock that may have been changed in between.
        return Moment.of(here.at.astimezone(UTC) + (found - now), here.zone), True
    if period == "year" and not _RELATIVE.search(words):
        found = found.replace(month=1, day=1)
    if period == "month" and not _RELATIVE.search(words):
        if _WEEKDAY.search(words):
            raise ValueError("a number that was taken for a month")
        found = found.replace(day=1)
    return _local(_same_weekday(words, found, now), here.zone), period == "time"


def _same_weekday(words: str, found: datetime, now: datetime) -> datetime:
    """Return `found` on the weekday that was named: today's, when that time of today has passed already."""
    named = _WEEKDAY.search(words)
    if named is None or _RELATIVE.search(words):
        return found
    if _WEEKDAYS[found.weekday()] != named[1].casefold():
        raise ValueError("another day than the one named")
    later = found + timedelta(days=7)
    return later if later <= now and _NO_DATE_BESIDE_IT.fullmatch(words) else found


def _ask_dateparser(words: str, now: datetime) -> tuple[datetime, str]:
    """Return what the library found, and how exact it is: `day`, `week`, `month`, `year`, `part_of_day` or `time`."""
    from dateparser.date import DateDataParser  # late: it loads more than all the rest of a command

    settings: dict[str, Any] = {
        "PREFER_DATES_FROM": "past", "RELATIVE_BASE": now, "RETURN_TIME_AS_PERIOD": True,
    }  # fmt: skip

    if _DOTTED.match(words):
        settings["DATE_ORDER"] = "DMY"  # who writes dots puts the day first, in any language
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for languages in _languages():
            # Arbitrary text in a large library, and a locale it may not know: whatever it stumbles over is no date.
            with contextlib.suppress(Exception):
                answer = DateDataParser(**languages, settings=settings, use_given_order=True).get_date_data(words)
                if isinstance(answer.date_obj, datetime):
                    return answer.date_obj, str(answer.period)
    raise ValueError("no date")


def _languages() -> tuple[dict[str, Any], ...]:
    """Return what to ask the library for, the best first: the person's own language and region, then English."""
    import locale

    name = locale.getlocale()[0] or ""
    language, _, region = name.partition("_")
    english: dict[str, Any] = {"languages": ["en"]}
    if not re.fullmatch("[a-z]{2,3}", language):
        return (english,)
    if language == "en":
        return ({**english, "region": region}, english) if region else (english,)
    return {"languages": [language, "en"]}, english


def _zone_of_this_machine() -> str | None:
    """Return the IANA name of the zone, if there is one that this machine also has rules for."""
    import tzlocal

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            name = tzlocal.get_localzone_name()
            return name if name and ZoneInfo(name).key == name else None
        except (KeyError, ValueError, OSError):
            return None


def _local(naive: datetime, zone: str) -> Moment:
    """Return a wall clock time as a moment in the zone; one that the clocks skipped comes out behind the gap."""
    return Moment.of(naive.replace(tzinfo=zone_info(zone)).astimezone(UTC), zone)


def _offset_zone(offset: str) -> str:
    """Return an offset as it was typed (`Z`, `+02`, `+0200`, `+02:00`) in the form of zone names."""
    if offset in "Zz":
        return "+00:00"
    moment = datetime.fromisoformat(f"2000-01-01T00:00{offset}")
    return offset_name(moment.utcoffset() or timedelta())


def _wall(here: Moment) -> datetime:
    """Return what the clock shows here."""
    return here.at.replace(tzinfo=None, fold=0)


def _two_digits(day: str) -> str:
    """Return `2026-3-1` as `2026-03-01`."""
    return "-".join(part.zfill(2) for part in day.split("-"))
