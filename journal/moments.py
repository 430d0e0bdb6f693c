"""A point in time where a person is: the instant, and the zone whose clocks they follow."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

_FIXED_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)(?::(?P<seconds>\d\d))?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time together with the zone the person is in."""

    at: datetime
    zone: str

    @classmethod
    def of(cls, instant: datetime, zone: str) -> Self:
        """Return the instant as the clocks of the zone show it."""
        return cls(instant.astimezone(zone_info(zone)), zone)


def zone_info(zone: str) -> tzinfo:
    """Return the zone for an IANA name or an offset such as `+02:00`; an unknown name counts as UTC."""
    if fixed := _FIXED_OFFSET.fullmatch(zone):
        size = timedelta(hours=int(fixed["hours"]), minutes=int(fixed["minutes"]), seconds=int(fixed["seconds"] or 0))
        return timezone(-size if fixed["sign"] == "-" else size)
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return UTC


def zone_of(moment: datetime) -> str:
    """Return a name for an aware moment's zone: its IANA key, or its offset."""
    key = getattr(moment.tzinfo, "key", None)
    return key if isinstance(key, str) else offset_name(moment.utcoffset() or timedelta())


def offset_name(offset: timedelta) -> str:
    """Return an offset as ISO 8601 writes it: `+02:00`, `-00:01:15`."""
    total = round(offset.total_seconds())
    hours, rest = divmod(abs(total), 3600)
    minutes, seconds = divmod(rest, 60)
    text = f"{'-' if total < 0 else '+'}{hours:02d}:{minutes:02d}"
    return f"{text}:{seconds:02d}" if seconds else text
