"""Check-ins as plain objects for JSON. The keys are an interface: docs/journal-json.md describes them."""

from datetime import UTC, datetime

from journal.errors import NothingToKeep, OutOfRange
from journal.moments import Moment
from journal.moods import Checkin, Coped, Scale, checked

JsonObject = dict[str, object]


def checkin_object(checkin: Checkin) -> JsonObject:
    """Return a check-in as every command prints it, and as exports and notes hold it."""
    return {
        "id": checkin.id,
        "at": checkin.at.isoformat(),
        "zone": checkin.zone,
        "noted_at": checkin.noted_at.astimezone(UTC).isoformat(),
        "updated_at": checkin.updated_at.astimezone(UTC).isoformat(),
        "later": checkin.later,
        "entry": checkin.id if checkin.of_entry else None,
        "mood": checkin.mood,
        "energy": checkin.energy,
        "craving": checkin.craving,
        "strongest_craving": checkin.strongest,
        "sleep_hours": checkin.sleep,
        "sleep_quality": checkin.quality,
        "emotions": list(checkin.emotions),
        "halt": list(checkin.halt),
        "triggers": list(checkin.triggers),
        "coping": [{"name": coped.name, "helped": coped.helped} for coped in checkin.coping],
        "together": checkin.together,
        "medication": checkin.medication,
        "tags": list(checkin.tags),
        "scales": dict(checkin.scales),
        "note": checkin.note,
    }


def scale_object(scale: Scale) -> JsonObject:
    """Return a person's own scale as exports hold it."""
    return {
        "id": scale.id,
        "name": scale.name,
        "lowest": scale.lowest,
        "highest": scale.highest,
        "low_word": scale.low_word,
        "high_word": scale.high_word,
        "better": scale.better,
        "put_away": scale.put_away,
    }


def checkin_from_object(checkin_id: str, moment: Moment, given: JsonObject) -> Checkin:
    """Return the check-in that an object describes; its id and its moment are read by the caller.

    Raises:
        ValueError: a part of it is not what it should be; the text says which, in the words of `Skipped`.
    """
    noted = _time(given.get("noted_at"), "noted_at") or moment.at
    try:
        return checked(
            Checkin(
                id=checkin_id,
                at=moment.at,
                zone=moment.zone,
                noted_at=noted.astimezone(UTC),
                updated_at=(_time(given.get("updated_at"), "updated_at") or noted).astimezone(UTC),
                mood=_number(given, "mood"),
                energy=_number(given, "energy"),
                craving=_number(given, "craving"),
                strongest=_number(given, "strongest_craving"),
                halt=_words(given, "halt"),
                sleep=_hours(given.get("sleep_hours")),
                quality=_number(given, "sleep_quality"),
                emotions=_words(given, "emotions"),
                triggers=_words(given, "triggers"),
                coping=_coping(given.get("coping")),
                together=_either(given.get("together")),
                medication=_text(given, "medication") or None,
                note=_text(given, "note"),
                tags=_words(given, "tags"),
                scales=_scales(given.get("scales")),
                of_entry=given.get("entry") is not None,
            )
        )
    except NothingToKeep:
        raise ValueError("there is nothing in it") from None
    except OutOfRange as problem:
        text = str(problem)
        raise ValueError(text[0].lower() + text[1:].rstrip(".")) from None


def scale_from_object(given: JsonObject) -> Scale:
    """Return the scale that an object describes; `checked_scale` is up to the caller.

    Raises:
        ValueError: a part of it is not what it should be.
    """
    lowest, highest, better = (_number(given, name) for name in ("lowest", "highest", "better"))
    return Scale(
        id=_text(given, "id"),
        name=_text(given, "name"),
        lowest=0 if lowest is None else lowest,
        highest=10 if highest is None else highest,
        low_word=_text(given, "low_word"),
        high_word=_text(given, "high_word"),
        better=better or 0,
        put_away=given.get("put_away") is True,
    )


def _time(value: object, name: str) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except ValueError:
            pass  # said below, together with numbers and lists
    raise ValueError(f"its {name} is not a time")


def _number(given: JsonObject, name: str) -> int | None:
    """Return a whole number; `4.0` is taken for 4. Its bounds are checked elsewhere."""
    value = given.get(name)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or type(value) is int:
        return value
    raise ValueError(f"its {name} is not a whole number")


def _hours(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("its sleep_hours is not a number")
    return float(value)


def _text(given: JsonObject, name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"its {name} is not text")
    return value


def _words(given: JsonObject, name: str) -> tuple[str, ...]:
    value = given.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"its {name} is not a list of words")
    return tuple(value)


def _coping(value: object) -> tuple[Coped, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError("its coping is not a list")
    found = []
    for one in value:
        if isinstance(one, str):
            found.append(Coped(one))
        elif isinstance(one, dict):
            found.append(Coped(_text(one, "name"), _number(one, "helped")))
        else:
            raise ValueError("its coping is not a list of names")
    return tuple(found)


def _either(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise ValueError("its together is neither true nor false")


def _scales(value: object) -> tuple[tuple[str, int], ...]:
    if value is None:
        return ()
    if not isinstance(value, dict):
        raise ValueError("its scales is not an object of numbers")
    found = []
    for scale_id in value:
        number = _number(value, scale_id)
        if number is not None:
            found.append((str(scale_id), number))
    return tuple(found)
