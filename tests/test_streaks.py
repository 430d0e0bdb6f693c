"""Counters and events: what may be written down, what is refused, and in which words."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journal.errors import JournalError, OutOfRange
from journal.moments import Moment
from journal.streaks import (
    BeforeTheStart,
    Counter,
    NamelessCounter,
    NotYet,
    UnknownZone,
    checked_counter,
    home_date,
    moved,
    new_counter,
    new_event,
)

NOW = datetime(2026, 3, 10, 21, 14, tzinfo=UTC)
DUBLIN = "Europe/Dublin"
AVOIDED = re.compile(
    r"\b(relapse\w*|clean|fail\w*|lost|lose|broken|should|must|just|only|missed|overdue|addict\w*|wrong)\b|!", re.I
)


def counter(**changes: Any) -> Counter:
    made = new_counter("c", "Alcohol-free", date(2025, 11, 18), DUBLIN, NOW)
    return checked_counter(replace(made, **changes))


def at(*when: int, zone: str = DUBLIN) -> Moment:
    return Moment(datetime(*when, tzinfo=ZoneInfo(zone)), zone)  # type: ignore[misc, arg-type]


# --- counters ---------------------------------------------------------------------------------------------------------


def test_a_start_on_a_date_is_that_date_at_home_whatever_the_time_is_elsewhere() -> None:
    made = new_counter("c", "  Alcohol   free ", date(2025, 11, 18), "Pacific/Kiritimati", NOW)
    assert (made.first_day, made.precision, made.name) == (date(2025, 11, 18), "date", "Alcohol free")
    assert made.started_at.isoformat() == "2025-11-18T00:00:00+14:00"
    assert made.created_at == NOW


def test_a_start_to_the_minute_is_kept_in_home_time() -> None:
    made = new_counter("c", "Free", datetime(2025, 11, 18, 23, 30, tzinfo=UTC), "Asia/Tokyo", NOW)
    assert (made.first_day, made.precision) == (date(2025, 11, 19), "minute")
    assert made.started_at.isoformat() == "2025-11-19T08:30:00+09:00"


def test_a_start_on_a_date_that_samoa_skipped_is_the_first_day_there_is() -> None:
    assert new_counter("c", "Free", date(2011, 12, 30), "Pacific/Apia", NOW).first_day == date(2011, 12, 31)


def test_a_start_at_a_midnight_that_clocks_skip_keeps_its_date() -> None:
    made = new_counter("c", "Free", date(2018, 11, 4), "America/Sao_Paulo", NOW)
    assert made.started_at.isoformat() == "2018-11-04T01:00:00-02:00"
    assert made.first_day == date(2018, 11, 4)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Dublin", "+25:00", "../etc", "+2:00"])
def test_an_unknown_zone_is_refused_and_not_taken_for_utc(zone: str) -> None:
    with pytest.raises(UnknownZone):
        new_counter("c", "Free", date(2026, 1, 1), zone, NOW)
    with pytest.raises(UnknownZone):
        checked_counter(replace(counter(), zone=zone))
    with pytest.raises(UnknownZone):
        moved(counter(), zone)


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "+00:00", "-00:00", "+05:45", "Asia/Kathmandu"])
def test_utc_and_offsets_are_zones(zone: str) -> None:
    assert new_counter("c", "Free", date(2026, 1, 1), zone, NOW).first_day == date(2026, 1, 1)


@pytest.mark.parametrize("name", ["", "  \n "])
def test_a_counter_needs_a_name(name: str) -> None:
    with pytest.raises(NamelessCounter):
        new_counter("c", name, date(2026, 1, 1), "UTC", NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("goal", "win"),
        ("precision", "second"),
        ("substance", "sugar"),
        ("headline", "rank"),
        ("period", "month"),
        ("leap_day", "02-29"),
        ("milestone_sets", ("weeks", "hourly")),
        ("own_days", (0,)),
        ("own_days", (36_526,)),
        ("day_starts", 13),
        ("day_starts", -1),
        ("most_per_day", -1),
        ("most_days", 8),
        ("minutes_per_day", 1441),
        ("minutes_per_day", 1.5),
        ("money_per_day", Decimal(-1)),
        ("money_per_day", Decimal("NaN")),
        ("money_per_day", Decimal("Infinity")),
        ("started_at", datetime(1899, 12, 31, tzinfo=UTC)),
        ("started_at", datetime(2200, 1, 1, tzinfo=UTC)),
    ],
)
def test_what_a_field_does_not_take_is_refused(field: str, value: object) -> None:
    with pytest.raises(OutOfRange):
        counter(**{field: value})


def test_a_counter_is_kept_in_normal_form() -> None:
    made = counter(
        own_days=(200, 5, 200),
        milestone_sets=("round", "weeks"),
        slip_word=" a  drink",
        unit="\tglasses ",
        currency=" € ",
    )
    assert made.own_days == (5, 200)
    assert made.milestone_sets == ("weeks", "round")
    assert (made.slip_word, made.unit, made.currency) == ("a drink", "glasses", "€")
    assert checked_counter(made) == made


def test_savings_are_hidden_until_they_are_wanted_and_a_since_counter_shows_days_since() -> None:
    assert not counter(money_per_day=Decimal("12.50")).savings_shown
    assert counter().headline == "run"
    assert new_counter("c", "In recovery", date(2024, 6, 3), DUBLIN, NOW, "since").headline == "since"


def test_a_move_keeps_the_date_or_the_instant_of_the_start() -> None:
    by_date = moved(counter(), "America/New_York")
    assert by_date.first_day == date(2025, 11, 18)
    assert by_date.started_at.isoformat() == "2025-11-18T00:00:00-05:00"
    start = datetime(2025, 11, 18, 2, tzinfo=UTC)
    to_the_minute = moved(new_counter("c", "Free", start, DUBLIN, NOW), "America/New_York")
    assert to_the_minute.started_at == start
    assert to_the_minute.first_day == date(2025, 11, 17)


# --- days at home -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(3, 59, date(2026, 3, 9)), (4, 0, date(2026, 3, 10)), (23, 59, date(2026, 3, 10))]
)
def test_a_day_may_begin_at_four(hour: int, minute: int, day: date) -> None:
    instant = at(2026, 3, 10, hour, minute).at
    assert home_date(counter(day_starts=4), instant) == day
    assert home_date(counter(), instant) == date(2026, 3, 10)


def test_a_date_without_a_time_is_that_date_even_when_days_begin_at_four() -> None:
    assert counter(day_starts=4).first_day == date(2025, 11, 18)
    event = new_event(counter(day_starts=4), "e", "slip", at(2026, 3, 9, 12), NOW, precision="date")
    assert home_date(counter(day_starts=4), event.at, event.precision) == date(2026, 3, 9)


def test_four_in_the_morning_is_four_by_the_clock_on_the_nights_when_clocks_change() -> None:
    early = counter(day_starts=4)
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        midnight = datetime.combine(day, datetime.min.time(), ZoneInfo(DUBLIN)).astimezone(UTC)
        hours = 3 if day.month == 3 else 5
        assert home_date(early, midnight + timedelta(hours=hours, minutes=-1)) == day - timedelta(days=1)
        assert home_date(early, midnight + timedelta(hours=hours)) == day


# --- events -----------------------------------------------------------------------------------------------------------


def test_a_slip_is_to_be_decided_later_unless_something_was_chosen() -> None:
    assert new_event(counter(), "e", "slip", at(2026, 3, 9, 22), NOW).choice == "later"
    assert new_event(counter(), "e", "slip", at(2026, 3, 9, 22), NOW, choice="new-run").choice == "new-run"
    since = counter(goal="since")
    assert new_event(since, "e", "slip", at(2026, 3, 9, 22), NOW, choice="new-run").choice == "keep-date"


def test_an_event_keeps_where_it_happened_and_when_it_was_noted() -> None:
    there = at(2026, 3, 10, 9, zone="Asia/Tokyo")
    event = new_event(counter(), "e", "slip", there, NOW, note="n", answers=[("before", "tired"), ("where", " ")])
    assert (event.at, event.zone, event.noted_at, event.counter_id) == (there.at, "Asia/Tokyo", NOW, "c")
    assert event.answers == (("before", "tired"),)
    assert "tired" not in repr(event)
    assert "Alcohol" not in repr(counter())


@pytest.mark.parametrize("kind", ["slip", "pause", "resume", "restart", "done"])
def test_nothing_but_a_note_comes_before_the_start(kind: str) -> None:
    before = at(2025, 11, 17, 23, 59)
    with pytest.raises(BeforeTheStart):
        new_event(counter(), "e", kind, before, NOW)
    with pytest.raises(BeforeTheStart):
        new_event(counter(), "e", kind, before, NOW, precision="date")
    assert new_event(counter(), "e", kind, at(2025, 11, 18, 0, 0), NOW).at == at(2025, 11, 18, 0, 0).at
    assert new_event(counter(), "e", "note", before, NOW).at == before.at


def test_a_start_to_the_minute_refuses_the_minute_before_and_takes_the_date() -> None:
    exact = new_counter("c", "Free", at(2026, 3, 1, 12).at, DUBLIN, NOW)
    with pytest.raises(BeforeTheStart):
        new_event(exact, "e", "slip", at(2026, 3, 1, 11, 59), NOW)
    assert new_event(exact, "e", "slip", at(2026, 3, 1, 12), NOW).precision == "minute"
    assert new_event(exact, "e", "slip", at(2026, 3, 1, 0), NOW, precision="date").precision == "date"


def test_the_hour_that_happens_twice_is_told_apart_at_the_start() -> None:
    second = datetime(2026, 10, 25, 1, 10, fold=1, tzinfo=ZoneInfo(DUBLIN))
    exact = new_counter("c", "Free", second, DUBLIN, NOW)
    first = Moment(datetime(2026, 10, 25, 1, 50, fold=0, tzinfo=ZoneInfo(DUBLIN)), DUBLIN)
    with pytest.raises(BeforeTheStart):  # its clocks showed 1:50, forty minutes of that true time before 1:10
        new_event(exact, "e", "slip", first, datetime(2026, 10, 26, tzinfo=UTC))


def test_a_slip_on_a_counter_that_begins_in_the_future_is_refused() -> None:
    with pytest.raises(BeforeTheStart):
        new_event(counter(started_at=NOW + timedelta(days=3)), "e", "slip", Moment.of(NOW, DUBLIN), NOW)


def test_the_future_is_refused_and_two_minutes_of_it_count_as_now() -> None:
    with pytest.raises(NotYet):
        new_event(counter(), "e", "slip", Moment.of(NOW + timedelta(minutes=3), DUBLIN), NOW)
    assert new_event(counter(), "e", "slip", Moment.of(NOW + timedelta(minutes=1), DUBLIN), NOW).at == NOW
    with pytest.raises(NotYet):
        new_event(counter(), "e", "slip", at(2026, 3, 11), NOW, precision="date")


def test_the_date_of_a_traveller_ahead_of_home_is_today() -> None:
    ahead = Moment.of(NOW, "Pacific/Kiritimati")
    assert ahead.at.date() == date(2026, 3, 11)
    event = new_event(counter(), "e", "slip", ahead, NOW, precision="date")
    assert event.at == at(2026, 3, 10).at
    assert event.at <= NOW


def test_a_later_choice_is_an_event_about_its_slip() -> None:
    made = new_event(counter(), "e2", "choice", Moment.of(NOW, DUBLIN), NOW, choice="new-run", about="e1")
    assert (made.kind, made.about, made.choice) == ("choice", "e1", "new-run")
    refused: list[tuple[str, dict[str, Any]]] = [
        ("choice", {"choice": "new-run"}),
        ("choice", {"about": "e1"}),
        ("choice", {"choice": "often", "about": "e1"}),
        ("slip", {"choice": "often"}),
        ("slip", {"about": "e1"}),
        ("pause", {"choice": "later"}),
        ("nap", {}),
        ("slip", {"precision": "hour"}),
    ]
    for kind, wrong in refused:
        with pytest.raises(OutOfRange):
            new_event(counter(), "e2", kind, Moment.of(NOW, DUBLIN), NOW, **wrong)


# --- words ------------------------------------------------------------------------------------------------------------


def test_every_refusal_is_kind() -> None:
    said: list[str] = []
    for error in (NamelessCounter(), UnknownZone("X"), BeforeTheStart(), NotYet()):
        assert isinstance(error, JournalError)
        said.append(str(error))
    for changes in (
        {"goal": ""},
        {"day_starts": 99},
        {"money_per_day": Decimal(-1)},
        {"started_at": NOW.replace(year=1)},
    ):
        with pytest.raises(OutOfRange) as caught:
            counter(**changes)
        said.append(str(caught.value))
    for sentence in said:
        assert not AVOIDED.search(sentence)
        assert sentence.endswith(".")
        assert len(sentence) < 160
