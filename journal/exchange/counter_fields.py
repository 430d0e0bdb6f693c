"""Counters and events from a file, which anybody may have written."""

from dataclasses import replace

from journal.counter_json import counter_from_object, event_from_object
from journal.errors import JournalError
from journal.exchange.fields import KnownIds, Unusable, clause, id_of, moment_of, time_of
from journal.moments import Moment
from journal.streaks import Counter, Event, checked_counter, checked_event


def counter_from_file(given: dict[str, object], here: Moment, ids: KnownIds) -> Counter:
    """Return the counter an object describes; without an id, its start and its name give it one.

    Raises:
        Unusable: a part is missing or is not what it should be.
    """
    started = time_of(given.get("started_at"), "started_at")
    moment = moment_of(started, given.get("zone"), here)
    precision = given.get("precision") or ("date" if _is_a_day(given["started_at"]) else "minute")
    try:
        counter = checked_counter(
            counter_from_object(
                "", started if precision == "date" else moment.at, moment.zone, {**given, "precision": precision}
            )
        )
    except ValueError as reason:
        raise Unusable(str(reason)) from None
    except OverflowError:
        raise Unusable("its time lies outside the calendar") from None
    except JournalError as problem:
        raise Unusable(clause(problem)) from None
    own_id = given.get("id")
    counter_id = ids.id_for(started, "counter", counter.name) if own_id is None else id_of(own_id, started)
    ids.name(counter.name if own_id is None else own_id, counter_id)
    return replace(counter, id=counter_id)


def event_from_file(given: dict[str, object], here: Moment, ids: KnownIds) -> Event:
    """Return the event an object describes; `counter` is an id, or the name of one that came without.

    Raises:
        Unusable: a part is missing or is not what it should be.
    """
    at = time_of(given.get("at"), "at")
    moment = moment_of(at, given.get("zone"), here)
    counter_id = ids.named(given.get("counter"))
    if not counter_id:
        raise Unusable("it does not name the counter it belongs to")
    named = {**given, "about": ids.named(given.get("about"))}
    try:
        event = checked_event(event_from_object("", counter_id, at if at.tzinfo else moment.at, moment.zone, named))
    except ValueError as reason:
        raise Unusable(str(reason)) from None
    except JournalError as problem:
        raise Unusable(clause(problem)) from None
    own_id = given.get("id")
    if own_id is None:
        return replace(event, id=ids.id_for(at, "event", counter_id, event.kind, event.note))
    event_id = id_of(own_id, at)
    ids.name(own_id, event_id)
    return replace(event, id=event_id)


def _is_a_day(written: object) -> bool:
    """Whether a time is written as a day alone."""
    return isinstance(written, str) and len(written.strip()) <= len("2026-03-10")
