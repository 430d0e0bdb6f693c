"""Check-ins: from rows to values and back."""

import json
from collections.abc import Sequence
from typing import Any

from journal.moods import Checkin, Coped, Point, Scale, Used
from journal.records.tables import CheckinRow, ScaleRow
from journal.records.text import read
from journal.records.times import microseconds, moment, moment_in

CHECKIN = (
    "c.id, c.at_us, c.zone, c.noted_us, c.updated_us, c.mood, c.energy, c.craving, c.strongest, c.halt, c.half_hours,"
    " c.quality, c.emotions, c.triggers, c.coping, c.together, c.medication, c.note, c.tags, c.scales, c.entry"
)
POINT = "c.zone, c.at_us, c.mood, c.energy, c.craving, c.strongest, c.half_hours, c.quality"
COLUMNS = (
    "id", "at_us", "zone", "local_date", "noted_us", "updated_us", "says_more", "mood", "energy", "craving",
    "strongest", "half_hours", "quality", "together", "medication", "halt", "tags", "emotions", "triggers", "coping",
    "scales", "note",
)  # fmt: skip
SCALE = "id, name, lowest, highest, low_word, high_word, better, put_away"

Row = Sequence[Any]


def checkin_of(row: Row) -> Checkin:
    """Return the check-in, from the columns `CHECKIN`."""
    (
        checkin_id, at, zone, noted, updated, mood, energy, craving, strongest, halt, half_hours,
        quality, emotions, triggers, coping, together, medication, note, tags, scales, entry,
    ) = row  # fmt: skip
    return Checkin(
        id=checkin_id,
        at=moment_in(zone, at),
        zone=zone,
        noted_at=moment(noted),
        updated_at=moment(updated),
        mood=mood,
        energy=energy,
        craving=craving,
        strongest=strongest,
        halt=tuple(halt.split()),
        sleep=_hours(half_hours),
        quality=quality,
        emotions=tuple(json.loads(emotions)),
        triggers=tuple(json.loads(triggers)),
        coping=tuple([Coped(name, helped) for name, helped in json.loads(coping)]),
        together=None if together is None else together == 1,
        medication=medication,
        note=read(note),
        tags=tuple(tags.split()),
        scales=tuple([(scale_id, number) for scale_id, number in json.loads(scales)]),
        of_entry=entry is not None,
    )


def checkin_values(checkin: Checkin) -> dict[str, Any]:
    """Return the columns of the table `checkin` in the order of `COLUMNS`: all but those that say whose it is.

    JSON is plain ASCII, so that any text survives, lone surrogates included.
    """
    return {
        "id": checkin.id,
        "at_us": microseconds(checkin.at),
        "zone": checkin.zone,
        "local_date": checkin.local_date.isoformat(),
        "noted_us": microseconds(checkin.noted_at),
        "updated_us": microseconds(checkin.updated_at),
        "says_more": int(checkin.says_more),
        "mood": checkin.mood,
        "energy": checkin.energy,
        "craving": checkin.craving,
        "strongest": checkin.strongest,
        "half_hours": None if checkin.sleep is None else round(checkin.sleep * 2),
        "quality": checkin.quality,
        "together": None if checkin.together is None else int(checkin.together),
        "medication": checkin.medication,
        "halt": " ".join(checkin.halt),
        "tags": " ".join(checkin.tags),
        "emotions": json.dumps(checkin.emotions),
        "triggers": json.dumps(checkin.triggers),
        "coping": json.dumps([[coped.name, coped.helped] for coped in checkin.coping]),
        "scales": json.dumps(checkin.scales),
        "note": checkin.note,
    }


def new_row(checkin: Checkin) -> CheckinRow:
    """Return the check-in as a new row of its own."""
    return CheckinRow(**checkin_values(checkin))


def point_of(row: Row) -> Point:
    """Return the numbers of a check-in, from the columns `POINT`."""
    zone, at, mood, energy, craving, strongest, half_hours, quality = row
    local = moment_in(zone, at)
    minute = local.hour * 60 + local.minute
    return Point(local.date(), minute, mood, energy, craving, strongest, _hours(half_hours), quality)


def used_of(row: Row) -> list[Used]:
    """Return what was done in a check-in, from the columns at_us, zone and coping."""
    at, zone, coping = row
    return [Used(name, helped, moment_in(zone, at)) for name, helped in json.loads(coping)]


def scale_of(row: Row) -> Scale:
    """Return the scale, from the columns `SCALE`."""
    scale_id, name, lowest, highest, low_word, high_word, better, put_away = row
    return Scale(scale_id, read(name), lowest, highest, read(low_word), read(high_word), better, put_away == 1)


def scale_row(scale: Scale) -> ScaleRow:
    """Return the scale as a new row."""
    return ScaleRow(
        id=scale.id,
        name=scale.name,
        lowest=scale.lowest,
        highest=scale.highest,
        low_word=scale.low_word,
        high_word=scale.high_word,
        better=scale.better,
        put_away=int(scale.put_away),
    )


def _hours(half_hours: int | None) -> float | None:
    return None if half_hours is None else half_hours / 2
