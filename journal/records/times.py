"""Moments as the database holds them: microseconds since 1970, UTC. Diaries reach back: they may be negative."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from journal.moments import zone_info

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
MOST_ZONES = 256
_MINUTE = 60_000_000
_MINUTES_BEFORE_EPOCH = (_EPOCH.toordinal() - 1) * 24 * 60
_DAY = 24 * 60 * _MINUTE


class _Zones(dict[str, tzinfo]):
    """Zones by name: looked up in a dictionary, because every line of a list has one."""

    def __missing__(self, name: str) -> tzinfo:
        if len(self) >= MOST_ZONES:
            self.clear()
        zone = self[name] = zone_info(name)
        return zone


ZONES = _Zones()


def microseconds(moment: datetime) -> int:
    """Return an aware moment as microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_in(zone: str, number: int) -> datetime:
    """Return the moment as the clocks of the zone showed it."""
    return (_EPOCH + timedelta(0, 0, number)).astimezone(ZONES[zone])


def moment(number: int) -> datetime:
    """Return the moment in UTC."""
    return _EPOCH + timedelta(0, 0, number)


def minute_number(number: int) -> int:
    """Return the whole minutes since the year 1: never negative, and it grows as time does."""
    return number // _MINUTE + _MINUTES_BEFORE_EPOCH


def earliest_on(day: date) -> int:
    """Return microseconds before which no zone on Earth had this date yet."""
    return (day.toordinal() - _EPOCH.toordinal() - 1) * _DAY


def latest_on(day: date) -> int:
    """Return microseconds after which no zone on Earth had this date any more."""
    return (day.toordinal() - _EPOCH.toordinal() + 2) * _DAY
