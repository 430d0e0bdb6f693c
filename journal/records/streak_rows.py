# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Counters and events: from rows to values and back."""

import json

from journal.counter_json import counter_object, event_object, stored_counter, stored_event
from journal.records.connections import Connection
from journal.records.tables import CounterRow, EventRow
from journal.records.times import microseconds
from journal.streaks import Counter, Event

_IN_ORDER = "ORDER BY at_us, noted_us, id"


def counters_in(connection: Connection, *, put_away: bool) -> tuple[Counter, ...]:
    """Return the counters in the order they were made, those that were put away last or not at all."""
    rows = connection.execute(
        "SELECT content FROM counter WHERE put_away <= ? ORDER BY put_away, number", (int(put_away),)
    ).fetchall()
    return tuple([stored_counter(content) for (content,) in rows])


def events_of(connection: Connection, counter_id: str) -> tuple[Event, ...]:
    """Return what happened along a counter's way, oldest first."""
    rows = connection.execute(f"SELECT content FROM event WHERE counter = ? {_IN_ORDER}", (counter_id,)).fetchall()
    return tuple([stored_event(content) for (content,) in rows])


def new_counter_row(counter: Counter) -> CounterRow:
    """Return the counter as a new row."""
    row = CounterRow(id=counter.id, created_us=0, updated_us=0, put_away=0, content="")
    write_counter(row, counter)
    return row


def write_counter(row: CounterRow, counter: Counter) -> None:
    """Put a counter into its row."""
    row.created_us = microseconds(counter.created_at)
    row.updated_us = microseconds(counter.updated_at)
    row.put_away = int(counter.archived)
    row.content = json.dumps(counter_object(counter))


def new_event_row(event: Event) -> EventRow:
    """Return the event as a new row."""
    return EventRow(
        id=event.id,
        counter=event.counter_id,
        at_us=microseconds(event.at),
        noted_us=microseconds(event.noted_at),
        content=json.dumps(event_object(event)),
    )


def unknown_events(connection: Connection, events: list[Event]) -> list[Event]:
    """Return those whose id is not here yet, each once."""
    ids = json.dumps([event.id for event in events])
    known = {row[0] for row in connection.execute(
        "SELECT id FROM event WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )}  # fmt: skip
    fresh: dict[str, Event] = {}
    for event in events:
        if event.id not in known:
            fresh.setdefault(event.id, event)
    return list(fresh.values())
