"""Counters and events in files: what goes out comes back, and what anybody wrote is read with care."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.counter_json import counter_object, event_object, stored_counter, stored_event
from journal.exchange.readings import Reading
from journal.ids import new_id
from journal.moments import zone_info
from journal.streaks import (
    CHOICES,
    GOALS,
    HEADLINES,
    KINDS,
    LEAP_DAYS,
    MILESTONE_SETS,
    PERIODS,
    PRECISIONS,
    SUBSTANCES,
    Counter,
    Event,
    checked_counter,
    checked_event,
    tidy_words,
)
from tests.exchange.samples import INSTANTS, WRITING, ZONES, exported, plain, read, skipped_of

T = TypeVar("T", Counter, Event)
STARTS = st.datetimes(
    datetime.fromisoformat("1900-01-03"), datetime.fromisoformat("2199-12-29"), timezones=st.just(UTC)
)
MAYBE = st.none() | st.integers(0, 7)
NAMES = WRITING.filter(lambda words: bool(tidy_words(words)))
GIVEN = {"name": "Alcohol-free", "goal": "abstain", "started_at": "2025-11-18", "zone": "Europe/Dublin"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counters") / "export.txt"


@st.composite
def counters(draw: st.DrawFn) -> Counter:
    """Any counter that the journal can hold."""
    started = draw(STARTS)
    return checked_counter(
        Counter(
            id=new_id(started),
            name=draw(NAMES),
            goal=draw(st.sampled_from(GOALS)),
            started_at=started,
            zone=draw(st.sampled_from((*ZONES, "America/Sao_Paulo"))),
            created_at=draw(INSTANTS),
            precision=draw(st.sampled_from(PRECISIONS)),
            slip_word=draw(WRITING),
            substance=draw(st.sampled_from(SUBSTANCES)),
            unit=draw(WRITING),
            most_per_day=draw(MAYBE),
            most_days=draw(MAYBE),
            period=draw(st.sampled_from(PERIODS)),
            money_per_day=draw(st.none() | st.decimals(0, 10**8, places=2) | st.just(Decimal("1E+3"))),
            currency=draw(WRITING),
            minutes_per_day=draw(MAYBE),
            savings_shown=draw(st.booleans()),
            subtract_slips=draw(st.booleans()),
            visible=draw(st.booleans()),
            archived=draw(st.booleans()),
            headline=draw(st.sampled_from(HEADLINES)),
            milestone_sets=tuple(draw(st.sets(st.sampled_from(MILESTONE_SETS)))),
            own_days=tuple(draw(st.lists(st.integers(1, 999), max_size=3))),
            leap_day=draw(st.sampled_from(LEAP_DAYS)),
            day_starts=draw(st.integers(0, 12)),
            updated_at=draw(INSTANTS),
        )
    )


@st.composite
def events(draw: st.DrawFn, counter: Counter) -> Event:
    """Anything that can happen along a counter's way, wherever the person was."""
    at = draw(INSTANTS)
    zone = draw(st.sampled_from(ZONES))
    kind = draw(st.sampled_from(KINDS))
    precision = draw(st.sampled_from(PRECISIONS))
    shown_in = counter.zone if precision == "date" else zone
    return checked_event(
        Event(
            id=new_id(at),
            counter_id=counter.id,
            kind=kind,
            at=at.astimezone(zone_info(shown_in)),
            zone=zone,
            noted_at=draw(INSTANTS),
            precision=precision,
            choice=draw(st.sampled_from(CHOICES)) if kind in ("slip", "choice") else "",
            about=new_id(at) if kind == "choice" else "",
            note=draw(WRITING),
            answers=tuple(draw(st.lists(st.tuples(WRITING, WRITING), max_size=3))),
        )
    )


def of_kind(readings: list[Reading], kind: type[T]) -> list[T]:
    return [reading for reading in readings if isinstance(reading, kind)]


@given(data=st.data())
def test_any_counter_and_event_come_back_from_the_database_as_they_were(data: st.DataObject) -> None:
    counter = data.draw(counters())
    event = data.draw(events(counter))
    content = json.dumps(counter_object(counter))
    assert stored_counter(content) == counter
    assert json.dumps(counter_object(stored_counter(content))) == content
    noted = json.dumps(event_object(event))
    assert stored_event(noted) == event
    assert json.dumps(event_object(stored_event(noted))) == noted


@pytest.mark.parametrize("form", ["json", "jsonl"])
@settings(max_examples=30)
@given(data=st.data())
def test_counters_and_events_come_back_and_give_the_same_bytes_again(
    file: Path, form: str, data: st.DataObject
) -> None:
    made = data.draw(st.lists(counters(), max_size=2))
    happened = [event for counter in made for event in data.draw(st.lists(events(counter), max_size=3))]
    written = exported(form, [plain()], counters=made, events=happened)
    readings = read(file, written)
    assert skipped_of(readings) == []
    assert of_kind(readings, Counter) == made
    assert of_kind(readings, Event) == happened
    assert exported(form, [plain()], counters=of_kind(readings, Counter), events=of_kind(readings, Event)) == written


def test_four_keys_are_enough_for_a_counter_and_the_rest_is_as_usual(file: Path) -> None:
    (made,) = of_kind(read(file, json.dumps({"counters": [GIVEN]})), Counter)
    assert (made.first_day, made.precision, made.zone) == (date(2025, 11, 18), "date", "Europe/Dublin")
    assert (made.headline, made.visible, made.archived, made.money_per_day) == ("run", True, False, None)
    again = read(file, json.dumps({"type": "counter", **GIVEN, "money_per_day": 12.5, "headline": "total"}))
    (changed,) = of_kind(again, Counter)
    assert changed == replace(made, money_per_day=Decimal("12.5"), headline="total")
    exact = {**GIVEN, "started_at": "2025-11-18T20:30:00Z"}
    (to_the_minute,) = of_kind(read(file, json.dumps({"counters": [exact]})), Counter)
    assert (to_the_minute.precision, to_the_minute.started_at.hour) == ("minute", 20)


def test_a_date_stays_that_date_when_a_zone_has_other_rules_by_now() -> None:
    before = {**counter_object(checked_counter(_counter())), "started_at": "2025-11-18T00:00:00+02:00"}
    read_again = stored_counter(json.dumps(before))
    assert read_again.first_day == date(2025, 11, 18)
    assert read_again.started_at.utcoffset() == timedelta(0)


def test_a_home_that_this_machine_does_not_know_is_still_read_and_its_date_kept(file: Path) -> None:
    content = {**counter_object(_counter()), "zone": "Moon/Crater"}
    assert stored_counter(json.dumps(content)).first_day == date(2025, 11, 18)
    (came,) = of_kind(read(file, json.dumps({"format": "recovery-journal", "counters": [content]})), Counter)
    assert (came.zone, came.first_day) == ("+00:00", date(2025, 11, 18))


def test_an_event_finds_its_counter_by_the_id_or_name_that_the_file_gives_it(file: Path) -> None:
    slip = {"kind": "slip", "at": "2026-01-20T21:00:00+00:00", "counter": "drinks", "id": 7}
    decided = {
        "kind": "choice",
        "at": "2026-01-22T09:00:00+00:00",
        "counter": "drinks",
        "about": 7,
        "choice": "new-run",
    }
    named = {"kind": "note", "at": "2026-01-23T09:00:00+00:00", "counter": "Second", "note": "n"}
    document = {"counters": [{**GIVEN, "id": "drinks"}, {**GIVEN, "name": "Second"}], "events": [slip, decided, named]}
    readings = read(file, json.dumps(document))
    assert skipped_of(readings) == []
    first, second = of_kind(readings, Counter)
    noted, choice, note = of_kind(readings, Event)
    assert (noted.counter_id, choice.counter_id, note.counter_id) == (first.id, first.id, second.id)
    assert (noted.choice, choice.about, len(noted.id)) == ("later", noted.id, 32)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"name": " "}, "a counter needs a name. A word or two is enough"),
        ({"started_at": None}, "it has no started_at"),
        ({"started_at": "soon"}, "its started_at is not a time such as 2026-03-10T21:05:00+01:00"),
        ({"started_at": "1850-01-01"}, "a counter can begin in any year from 1900 to 2199"),
        ({"goal": "win"}, "a goal is one of abstain, limit, reduce, do, since"),
        ({"goal": 7}, "its goal is not text"),
        ({"money_per_day": "much"}, "its money_per_day is not a number"),
        ({"money_per_day": "1E-99999"}, "money a day is a number from 0 up, such as 12.50"),
        ({"own_days": [1.5]}, "its own_days is not a whole number"),
        ({"visible": "yes"}, "its visible is neither true nor false"),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, "its created_at is not a time"),
        ({"id": []}, "its id is neither 32 hex digits nor another short name"),
    ],
)
def test_a_counter_with_a_wrong_part_is_skipped_with_the_reason(
    file: Path, parts: dict[str, object], reason: str
) -> None:
    other = {**GIVEN, "name": "Other"}
    readings = read(file, json.dumps({"counters": [{**GIVEN, **parts}, other]}, indent=1))
    assert [text for _, text in skipped_of(readings)] == [reason]
    assert [one.name for one in of_kind(readings, Counter)] == ["Other"]


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"counter": "nobody's"}, "it does not name the counter it belongs to"),
        ({"at": None}, "it has no at"),
        ({"kind": "nap"}, "an event is one of slip, pause, resume, restart, note, done, choice"),
        ({"choice": "often"}, "a choice is one of new-run, keep-date, later"),
        ({"kind": "choice", "choice": "later"}, "a choice names the slip it is about, and nothing else does"),
        ({"answers": ["x"]}, "its answers is not a list of questions and answers"),
    ],
)
def test_an_event_with_a_wrong_part_is_skipped_with_the_reason(
    file: Path, parts: dict[str, object], reason: str
) -> None:
    usual = {"kind": "slip", "at": "2026-01-20T21:00:00+00:00", "counter": "a"}
    readings = read(file, json.dumps({"counters": [{**GIVEN, "id": "a"}], "events": [{**usual, **parts}, usual]}))
    assert [text for _, text in skipped_of(readings)] == [reason]
    assert len(of_kind(readings, Event)) == 1


def _counter() -> Counter:
    start = datetime(2025, 11, 18, tzinfo=zone_info("Europe/Dublin"))
    return Counter("0" * 32, "Alcohol-free", "abstain", start, "Europe/Dublin", start.astimezone(UTC))
