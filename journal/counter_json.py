"""Counters and events as plain objects for JSON: in the database, in files, and in the shell.

The keys are an interface: docs/journal-json.md describes them.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from journal.counting import Standing
from journal.milestones import Milestone
from journal.moments import zone_info
from journal.streaks import NEVER, Counter, Event, beginning_of

JsonObject = dict[str, object]


def counter_object(counter: Counter) -> JsonObject:
    """Return a counter as exports hold it. Money is text, so that no digit of it changes."""
    return {
        "id": counter.id,
        "name": counter.name,
        "goal": counter.goal,
        "started_at": counter.started_at.isoformat(),
        "zone": counter.zone,
        "precision": counter.precision,
        "created_at": counter.created_at.astimezone(UTC).isoformat(),
        "updated_at": max(counter.updated_at, counter.created_at).astimezone(UTC).isoformat(),
        "slip_word": counter.slip_word,
        "substance": counter.substance,
        "unit": counter.unit,
        "most_per_day": counter.most_per_day,
        "most_days": counter.most_days,
        "period": counter.period,
        "money_per_day": None if counter.money_per_day is None else str(counter.money_per_day),
        "currency": counter.currency,
        "minutes_per_day": counter.minutes_per_day,
        "savings_shown": counter.savings_shown,
        "subtract_slips": counter.subtract_slips,
        "visible": counter.visible,
        "put_away": counter.archived,
        "headline": counter.headline,
        "milestone_sets": list(counter.milestone_sets),
        "own_days": list(counter.own_days),
        "leap_day": counter.leap_day,
        "day_starts": counter.day_starts,
    }


def event_object(event: Event) -> JsonObject:
    """Return an event as exports hold it."""
    return {
        "id": event.id,
        "counter": event.counter_id,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "zone": event.zone,
        "precision": event.precision,
        "noted_at": event.noted_at.astimezone(UTC).isoformat(),
        "choice": event.choice,
        "about": event.about,
        "note": event.note,
        "answers": [{"question": question, "answer": answer} for question, answer in event.answers],
    }


def standing_object(counter: Counter, now: Standing) -> JsonObject:
    """Return a counter with every number it has at one moment, as the shell prints it."""
    return {
        **counter_object(counter),
        "current_days": now.current_days,
        "longest_days": now.longest_days,
        "total_days": now.total_days,
        "total_of": now.total_of * now.days_a_unit,
        "days_since": now.days_since,
        "starts_in": now.starts_in,
        "hours": now.hours,
        "run_since": now.run.first.isoformat(),
        "slips": now.slips,
        "restarts": now.restarts,
        "paused_since": None if now.paused_since is None else now.paused_since.isoformat(),
        "undecided": list(now.undecided),
        "last_30": now.last_days(30),
        "last_90": now.last_days(90),
        "last_365": now.last_days(365),
        "next_milestone": None if now.next_milestone is None else milestone_object(now.next_milestone),
        "reached": [milestone_object(one) for one in now.reached],
        "saved_money": None if now.money is None else [str(now.money.low), str(now.money.high)],
        "saved_minutes": None if now.minutes is None else [int(now.minutes.low), int(now.minutes.high)],
    }


def milestone_object(milestone: Milestone) -> JsonObject:
    """Return a milestone: its name and its date."""
    return {"name": milestone.name, "date": milestone.day.isoformat()}


def counter_from_object(counter_id: str, started: datetime, zone: str, given: JsonObject) -> Counter:
    """Return the counter that an object describes; its id, start and home are read by the caller, and nothing checked.

    On a date, the start is the beginning of the date that is written, even where a zone's rules have changed since.

    Raises:
        ValueError: a part of it is not what its name says; the text says which, in the words of `Skipped`.
    """
    created = _time(given, "created_at") or started.astimezone(UTC)
    precision = _text(given, "precision") or "date"
    home = zone_info(zone)
    goal = _text(given, "goal") or "abstain"
    return Counter(
        id=counter_id,
        name=_text(given, "name"),
        goal=goal,
        started_at=beginning_of(started.date(), home) if precision == "date" else started.astimezone(home),
        zone=zone,
        created_at=created,
        precision=precision,
        slip_word=_text(given, "slip_word"),
        substance=_text(given, "substance"),
        unit=_text(given, "unit"),
        most_per_day=_number(given, "most_per_day"),
        most_days=_number(given, "most_days"),
        period=_text(given, "period") or "day",
        money_per_day=_money(given.get("money_per_day")),
        currency=_text(given, "currency"),
        minutes_per_day=_number(given, "minutes_per_day"),
        savings_shown=_either(given, "savings_shown"),
        subtract_slips=_either(given, "subtract_slips"),
        visible=_either(given, "visible", missing=True),
        archived=_either(given, "put_away"),
        headline=_text(given, "headline") or ("since" if goal == "since" else "run"),
        milestone_sets=_words(given, "milestone_sets"),
        own_days=_numbers(given, "own_days"),
        leap_day=_text(given, "leap_day") or "02-28",
        day_starts=_number(given, "day_starts") or 0,
        updated_at=max(_time(given, "updated_at") or NEVER, created),
    )


def event_from_object(event_id: str, counter_id: str, at: datetime, zone: str, given: JsonObject) -> Event:
    """Return the event that an object describes; ids, instant and zone are read by the caller, and nothing checked.

    Raises:
        ValueError: a part of it is not what its name says; the text says which, in the words of `Skipped`.
    """
    return Event(
        id=event_id,
        counter_id=counter_id,
        kind=_text(given, "kind"),
        at=at,
        zone=zone,
        noted_at=_time(given, "noted_at") or at.astimezone(UTC),
        precision=_text(given, "precision") or "minute",
        choice=_text(given, "choice"),
        about=_text(given, "about"),
        note=_text(given, "note"),
        answers=_answers(given.get("answers")),
    )


def stored_counter(content: str) -> Counter:
    """Return the counter of a text that `counter_object` made."""
    given = json.loads(content)
    return counter_from_object(given["id"], datetime.fromisoformat(given["started_at"]), given["zone"], given)


def stored_event(content: str) -> Event:
    """Return the event of a text that `event_object` made."""
    given = json.loads(content)
    at = datetime.fromisoformat(given["at"])
    return event_from_object(given["id"], given["counter"], at, given["zone"], given)


def as_changed(counter: Counter, now: datetime) -> Counter:
    """Return the counter as one that was changed now; where a clock went back, as late as it was before."""
    return replace(counter, updated_at=max(now, counter.updated_at).astimezone(UTC))


def _time(given: JsonObject, name: str) -> datetime | None:
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            pass  # said below, together with numbers and lists
    raise ValueError(f"its {name} is not a time")


def _text(given: JsonObject, name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"its {name} is not text")
    return value


def _whole(value: object, name: str) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if type(value) is int:
        return value
    raise ValueError(f"its {name} is not a whole number")


def _number(given: JsonObject, name: str) -> int | None:
    value = given.get(name)
    return None if value is None else _whole(value, name)


def _numbers(given: JsonObject, name: str) -> tuple[int, ...]:
    value = given.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError(f"its {name} is not a list of numbers")
    return tuple([_whole(one, name) for one in value])


def _words(given: JsonObject, name: str) -> tuple[str, ...]:
    value = given.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"its {name} is not a list of words")
    return tuple(value)


def _either(given: JsonObject, name: str, *, missing: bool = False) -> bool:
    value = given.get(name)
    if value is None:
        return missing
    if not isinstance(value, bool):
        raise ValueError(f"its {name} is neither true nor false")
    return value


def _money(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        try:
            return Decimal(str(value).strip())
        except (InvalidOperation, ValueError):
            pass  # said below
    raise ValueError("its money_per_day is not a number")


def _answers(value: object) -> tuple[tuple[str, str], ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError("its answers is not a list of questions and answers")
    return tuple([(_text(one, "question"), _text(one, "answer")) for one in value])
