"""The book of counters and of what happened along their way. No number is stored: all follow from these two."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from sqlmodel import Session, col, delete, select

from journal.counter_json import as_changed, stored_counter, stored_event
from journal.records.answers import Added
from journal.records.engine import Engine
from journal.records.erasing import empty_log
from journal.records.streak_rows import (
    counters_in,
    events_of,
    new_counter_row,
    new_event_row,
    unknown_events,
    write_counter,
)
from journal.records.tables import CounterRow, EventRow, PreferenceRow
from journal.records.times import microseconds
from journal.streaks import (
    Counter,
    CounterNotFound,
    Event,
    EventNotFound,
    History,
    NameTaken,
    SeveralCounters,
    checked_counter,
    slipped_on,
)

_BATCH = 1000
_TODAY_ANYWHERE = timedelta(hours=50)
"""Further back nothing has today's date, on any clock."""
_DRAFT = "slip:"


class StreakBook:
    """The counters of a journal. Besides what is named, everything raises what the database does (see `EntryBook`)."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    # --- reading ---------------------------------------------------------------------------------------------------

    def counters(self, *, put_away: bool = False) -> tuple[Counter, ...]:
        """Return the counters in the order they were made; with `put_away`, those that were put away are last."""
        with self._engine.reading() as connection:
            return counters_in(connection, put_away=put_away)

    def histories(self, *, put_away: bool = False) -> tuple[History, ...]:
        """Return the counters with all that happened along their way, as they stand at one moment."""
        with self._engine.snapshot() as connection:
            counters = counters_in(connection, put_away=put_away)
            return tuple([History(counter, events_of(connection, counter.id)) for counter in counters])

    def any(self) -> bool:
        """Return whether somebody counts anything."""
        with self._engine.reading() as connection:
            return connection.execute("SELECT 1 FROM counter WHERE put_away = 0 LIMIT 1").fetchone() is not None

    def get(self, counter_id: str) -> Counter:
        """Return a counter.

        Raises:
            CounterNotFound: there is none with this id.
        """
        with self._engine.reading() as connection:
            row = connection.execute("SELECT content FROM counter WHERE id = ?", (counter_id,)).fetchone()
        if row is None:
            raise CounterNotFound
        return stored_counter(row[0])

    def named(self, name: str) -> Counter:
        """Return the counter of this name, or the one whose name or id begins like this. Large and small are the same.

        Raises:
            CounterNotFound: there is none.
            SeveralCounters: there are several.
        """
        wanted = _folded(name)
        counters = self.counters(put_away=True)
        for found in (
            [one for one in counters if _folded(one.name) == wanted and not one.archived],
            [one for one in counters if _folded(one.name) == wanted],
            [one for one in counters if wanted and _folded(one.name).startswith(wanted)],
            [one for one in counters if wanted and one.id.startswith(wanted)],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                raise SeveralCounters
        raise CounterNotFound

    def events(self, counter_id: str) -> tuple[Event, ...]:
        """Return what happened along a counter's way, oldest first."""
        with self._engine.reading() as connection:
            return events_of(connection, counter_id)

    def each_event(self) -> Iterator[Event]:
        """Go through the events of all counters, those put away included, counter by counter, each oldest first."""
        for counter in self.counters(put_away=True):
            yield from self.events(counter.id)

    def slipped_lately(self, now: datetime) -> bool:
        """Return whether a slip has today's date, or was noted today: then the journal asks for nothing."""
        since = microseconds(now - _TODAY_ANYWHERE)
        with self._engine.reading() as connection:
            rows = connection.execute(
                "SELECT e.content, c.content FROM event e JOIN counter c ON c.id = e.counter"
                " WHERE e.at_us >= ? OR e.noted_us >= ?",
                (since, since),
            ).fetchall()
        return any(slipped_on(stored_counter(counter), stored_event(event), now) for event, counter in rows)

    # --- writing ---------------------------------------------------------------------------------------------------

    def add(self, counter: Counter) -> bool:
        """Add a counter, and return whether it was new; one with the same id is left as it is.

        Raises:
            NamelessCounter: it has no name. `UnknownZone`: its home is not known. `OutOfRange`: a field is.
            NameTaken: another counter that was not put away has the same name.
        """
        tidy = checked_counter(counter)
        with self._engine.writing() as session:
            if _counter_row(session, tidy.id) is not None:
                return False
            _require_own_name(session, tidy)
            session.add(new_counter_row(tidy))
            return True

    def change(self, counter: Counter, now: datetime) -> Counter:
        """Put this counter in the place of the one with the same id. Its history stays.

        Raises:
            CounterNotFound: there is none any more.
            NamelessCounter: it has no name. `UnknownZone`: its home is not known. `OutOfRange`: a field is.
            NameTaken: another counter that was not put away has the same name.
        """
        tidy = as_changed(checked_counter(counter), now)
        with self._engine.writing() as session:
            row = _counter_row(session, tidy.id)
            if row is None:
                raise CounterNotFound
            _require_own_name(session, tidy)
            write_counter(row, tidy)
        return tidy

    def put_away(self, counter_id: str, now: datetime, *, away: bool = True) -> Counter:
        """Put a counter away, with all of its history, or take it out again.

        Raises:
            CounterNotFound: there is none any more.
            NameTaken: it is to come out, and another counter has its name by now.
        """
        return self.change(replace(self.get(counter_id), archived=away), now)

    def erase(self, counter_id: str) -> None:
        """Erase a counter and its history for good.

        Raises:
            CounterNotFound: there is none any more.
        """
        with self._engine.writing() as session:
            if _counter_row(session, counter_id) is None:
                raise CounterNotFound
            session.exec(delete(EventRow).where(col(EventRow.counter) == counter_id))
            session.exec(delete(CounterRow).where(col(CounterRow.id) == counter_id))
            session.exec(delete(PreferenceRow).where(col(PreferenceRow.name) == _DRAFT + counter_id))
        empty_log(self._engine)

    def note(self, event: Event) -> bool:
        """Add to the history, and return whether it was new. A slip takes the place of its draft.

        Raises:
            CounterNotFound: there is no such counter any more.
        """
        with self._engine.writing() as session:
            if _counter_row(session, event.counter_id) is None:
                raise CounterNotFound
            if event.kind == "slip":
                session.exec(delete(PreferenceRow).where(col(PreferenceRow.name) == _DRAFT + event.counter_id))
            if session.exec(select(EventRow.id).where(EventRow.id == event.id)).first() is not None:
                return False
            session.add(new_event_row(event))
            return True

    def take_back(self, event_id: str) -> None:
        """Take back what was noted last of all at its counter: a slip of the finger is no history.

        Raises:
            EventNotFound: there is no such event, or something was noted after it; then it stays.
        """
        with self._engine.writing() as session:
            row = session.exec(select(EventRow).where(EventRow.id == event_id)).first()
            if row is None:
                raise EventNotFound
            last = session.exec(
                select(EventRow.id)
                .where(EventRow.counter == row.counter)
                .order_by(col(EventRow.number).desc())
                .limit(1)
            ).first()
            if last != event_id:
                raise EventNotFound
            session.delete(row)
        empty_log(self._engine)

    def add_many(self, counters: Iterable[Counter]) -> Added:
        """Add counters of a file; the same ones again change nothing, and of two the one that was changed later holds.

        Two may have one name: nothing that was counted is left out.
        """
        waiting, total = iter(counters), Added()
        while chunk := [checked_counter(counter) for counter in islice(waiting, _BATCH)]:
            with self._engine.writing() as session:
                for counter in chunk:
                    total = _counted(total, _merge(session, counter))
        return total

    def add_events(self, events: Iterable[Event]) -> tuple[Added, int]:
        """Add events of a file, and return also how many belong to no counter here. What is known stays as it is."""
        waiting, added, known, strangers = iter(events), 0, 0, 0
        while chunk := list(islice(waiting, _BATCH)):
            with self._engine.writing() as session:
                here = set(session.exec(select(CounterRow.id)))
                ours = [event for event in chunk if event.counter_id in here]
                fresh = unknown_events(Engine.driver_of(session), ours)
                session.add_all([new_event_row(event) for event in fresh])
                added, known = added + len(fresh), known + len(ours) - len(fresh)
                strangers += len(chunk) - len(ours)
        return Added(added, known), strangers

    # --- drafts of slips -------------------------------------------------------------------------------------------

    def draft(self, counter_id: str) -> dict[str, str]:
        """Return what was answered on a page about a slip that was left: answers by question."""
        with self._engine.reading() as connection:
            row = connection.execute(
                "SELECT value FROM preference WHERE name = ?", (_DRAFT + counter_id,)
            ).fetchone()  # fmt: skip
        return {str(question): str(answer) for question, answer in json.loads(row[0]).items()} if row else {}

    def drafts(self) -> frozenset[str]:
        """Return the ids of the counters that have such a page."""
        with self._engine.reading() as connection:
            rows = connection.execute("SELECT name FROM preference WHERE name GLOB ?", (f"{_DRAFT}*",)).fetchall()
        return frozenset(str(name).removeprefix(_DRAFT) for (name,) in rows)

    def keep_draft(self, counter_id: str, answers: dict[str, str]) -> None:
        """Keep what is answered so far; nothing at all is no draft."""
        kept = {question: answer for question, answer in answers.items() if answer.strip()}
        name = _DRAFT + counter_id
        with self._engine.writing() as session:
            if kept:
                session.merge(PreferenceRow(name=name, value=json.dumps(kept)))
            else:
                session.exec(delete(PreferenceRow).where(col(PreferenceRow.name) == name))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _counter_row(session: Session, counter_id: str) -> CounterRow | None:
    return session.exec(select(CounterRow).where(CounterRow.id == counter_id)).first()


def _require_own_name(session: Session, counter: Counter) -> None:
    if counter.archived:
        return
    others = session.exec(
        select(CounterRow.content).where(col(CounterRow.put_away) == 0, col(CounterRow.id) != counter.id)
    )
    if _folded(counter.name) in {_folded(stored_counter(content).name) for content in others}:
        raise NameTaken


def _merge(session: Session, counter: Counter) -> Added:
    row = _counter_row(session, counter.id)
    if row is None:
        session.add(new_counter_row(counter))
        session.flush()
        return Added(added=1)
    here = stored_counter(row.content)
    if replace(counter, updated_at=here.updated_at) == here or counter.updated_at < here.updated_at:
        return Added(known=1)
    write_counter(row, counter)
    return Added(changed=1)


def _counted(total: Added, one: Added) -> Added:
    return Added(total.added + one.added, total.known + one.known, total.changed + one.changed)
