"""Milestones: by the calendar, from the start, checked against walking through the days one by one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.counting import standing
from journal.milestones import add_months, milestone_name, milestones, steps
from journal.streaks import Counter, checked_counter, new_counter

NOW = datetime(2026, 3, 10, 21, 14, tzinfo=UTC)
ALL_SETS = ("weeks", "monthly", "round")
starts = st.dates(date(1990, 1, 1), date(2030, 12, 31))
month_ends = st.sampled_from([date(y, m, d) for y in (2023, 2024) for m, d in [(1, 31), (8, 31), (2, 28), (11, 30)]])
any_start = st.one_of(starts, month_ends, st.just(date(2024, 2, 29)))
TABLE = [*range(4, 12), 12, 18, *range(24, 500, 12)]


def counter(start: date | datetime, zone: str = "UTC", **changes: Any) -> Counter:
    return checked_counter(replace(new_counter("c", "Free", start, zone, NOW), **changes))


def walked(start: date, months: int, leap_day: str) -> date:
    """The same day so many months on, found by walking through that month."""
    day, month = start, 0
    while month < months:
        tomorrow = day + timedelta(days=1)
        month += tomorrow.month != day.month
        day = tomorrow
    last = day
    while day.month == last.month:
        if day.day == start.day:
            return day
        last, day = day, day + timedelta(days=1)
    return day if leap_day == "03-01" and (start.month, start.day) == (2, 29) and last.month == 2 else last


def days_of(made: Counter, now: datetime = NOW) -> dict[str, date]:
    return {one.name: one.day for one in standing(made, [], now).reached}


# --- the calendar -----------------------------------------------------------------------------------------------------


@given(any_start, st.integers(0, 60), st.sampled_from(["02-28", "03-01"]))
def test_months_are_what_a_walk_through_the_calendar_finds(start: date, months: int, leap_day: str) -> None:
    assert add_months(start, months, leap_day) == walked(start, months, leap_day)


@pytest.mark.parametrize(
    ("start", "months", "leap_day", "expected"),
    [
        (date(2025, 8, 31), 6, "02-28", date(2026, 2, 28)),
        (date(2023, 8, 31), 6, "02-28", date(2024, 2, 29)),
        (date(2025, 8, 31), 6, "03-01", date(2026, 2, 28)),
        (date(2025, 8, 31), 12, "02-28", date(2026, 8, 31)),
        (date(2025, 8, 31), 9, "02-28", date(2026, 5, 31)),
        (date(2024, 2, 29), 12, "02-28", date(2025, 2, 28)),
        (date(2024, 2, 29), 12, "03-01", date(2025, 3, 1)),
        (date(2024, 2, 29), 48, "03-01", date(2028, 2, 29)),
        (date(2024, 2, 29), 6, "03-01", date(2024, 8, 29)),
        (date(2024, 3, 31), 18, "02-28", date(2025, 9, 30)),
    ],
)
def test_known_dates(start: date, months: int, leap_day: str, expected: date) -> None:
    assert add_months(start, months, leap_day) == expected


def test_no_milestone_takes_fewer_days_than_the_table_says() -> None:
    everything = steps(counter(date(2024, 1, 1), milestone_sets=ALL_SETS), 4 * 365)
    first = date(2023, 1, 1)
    for start in [first + timedelta(days=number) for number in range(4 * 365 + 1)]:
        for least, unit, number, _, _ in everything:
            if unit == "m":
                assert (add_months(start, number) - start).days >= least


# --- the table --------------------------------------------------------------------------------------------------------


@given(any_start, st.integers(0, 1200), st.sets(st.sampled_from(ALL_SETS)), st.sets(st.integers(1, 1300), max_size=3))
def test_the_milestones_of_a_run_are_those_of_the_table_that_have_come(
    start: date, days: int, sets: set[str], own: set[int]
) -> None:
    made = counter(start, milestone_sets=tuple(sets), own_days=tuple(own))
    now = datetime.combine(start + timedelta(days=days), datetime.min.time(), UTC) + timedelta(hours=9)
    in_days = {30, 60, 90, *own} | ({7, 14} if "weeks" in sets else set())
    in_days |= {100, 500, 1000} if "round" in sets else set()
    expected = {"24h"} if days >= 1 else set()
    expected |= {f"{number}d" for number in in_days if number <= days}
    for months in TABLE:
        if months in (4, 5, 7, 8, 10, 11) and "monthly" not in sets:
            continue
        if 28 * months <= days and walked(start, months, "02-28") <= now.date():
            expected.add(f"{months}m")
    stand = standing(made, [], now)
    assert {one.key for one in stand.reached} == expected
    assert [one.day for one in stand.reached] == sorted(one.day for one in stand.reached)
    assert all(one.day <= now.date() for one in stand.reached)
    assert all(one.day > now.date() for one in stand.upcoming)
    assert len(stand.upcoming) == 3
    later = standing(made, [], datetime.combine(stand.upcoming[-1].day, now.timetz()))
    assert [one.key for one in later.reached[len(stand.reached) :]][:3] == [one.key for one in stand.upcoming]


def test_the_counter_of_the_pictures() -> None:
    reached = days_of(counter(date(2026, 1, 22), "Europe/Dublin"))
    assert reached == {"24 hours": date(2026, 1, 23), "30 days": date(2026, 2, 21)}
    coming = standing(counter(date(2026, 1, 22), "Europe/Dublin"), [], NOW).upcoming
    assert [(one.name, one.day) for one in coming] == [
        ("60 days", date(2026, 3, 23)),
        ("90 days", date(2026, 4, 22)),
        ("6 months", date(2026, 7, 22)),
    ]


def test_a_year_is_the_date_and_not_365_days() -> None:
    reached = days_of(counter(date(2023, 3, 10)))
    assert reached["1 year"] == date(2024, 3, 10)
    assert (date(2024, 3, 10) - date(2023, 3, 10)).days == 366
    assert reached["3 years"] == date(2026, 3, 10)
    assert list(reached)[-4:] == ["1 year", "18 months", "2 years", "3 years"]


def test_every_year_is_kept_for_a_lifetime() -> None:
    reached = days_of(counter(date(1946, 3, 10)))
    assert [name for name in reached if "year" in name] == ["1 year", *(f"{number} years" for number in range(2, 81))]


def test_thirty_days_are_days_in_every_month() -> None:
    assert days_of(counter(date(2026, 1, 31)))["30 days"] == date(2026, 3, 2)


def test_more_milestones_are_there_when_they_are_wanted() -> None:
    start = date(2022, 1, 1)
    assert "7 days" not in days_of(counter(start))
    assert "4 months" not in days_of(counter(start))
    assert "1,000 days" not in days_of(counter(start))
    wanted = days_of(counter(start, milestone_sets=ALL_SETS, own_days=(45,)))
    assert wanted["7 days"] == date(2022, 1, 8)
    assert wanted["4 months"] == date(2022, 5, 1)
    assert wanted["45 days"] == date(2022, 2, 15)
    assert wanted["1,000 days"] == start + timedelta(days=1000)


def test_an_own_number_that_is_in_the_table_already_is_there_once() -> None:
    reached = standing(counter(date(2026, 1, 1), own_days=(30,)), [], NOW).reached
    assert [one.key for one in reached] == ["24h", "30d", "60d"]


def test_the_leap_day_setting_reaches_the_milestones() -> None:
    assert days_of(counter(date(2024, 2, 29)))["1 year"] == date(2025, 2, 28)
    assert days_of(counter(date(2024, 2, 29), leap_day="03-01"))["1 year"] == date(2025, 3, 1)


# --- 24 hours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "hours_shown"),
    [
        ("2026-03-28T22:00:00+00:00", "23:00"),  # clocks go forward: 23:00 the next evening
        ("2026-10-24T22:00:00+01:00", "21:00"),  # clocks go back
        ("2026-06-10T22:00:00+01:00", "22:00"),
    ],
)
def test_24_hours_are_24_hours_also_when_clocks_change(start: str, hours_shown: str) -> None:
    begun = datetime.fromisoformat(start)
    made = counter(begun, "Europe/Dublin")
    at = begun + timedelta(hours=24)
    assert at.astimezone(made.started_at.tzinfo).strftime("%H:%M") == hours_shown
    assert not standing(made, [], at - timedelta(seconds=1)).reached
    [reached] = standing(made, [], at).reached
    assert (reached.name, reached.at) == ("24 hours", at)
    assert reached.day == begun.date() + timedelta(days=1)
    assert standing(made, [], at - timedelta(seconds=1)).next_milestone == reached


def test_24_hours_are_hours_whatever_zone_the_start_is_given_in() -> None:
    begun = datetime(2026, 3, 28, 22, tzinfo=ZoneInfo("Europe/Dublin"))
    made = counter(begun, "Europe/Dublin")
    [first] = milestones(made, steps(made, 0), made.first_day, begun, 0)
    assert first.at == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_24_hours_of_a_start_on_a_date_are_the_next_date_at_home() -> None:
    made = counter(date(2026, 3, 10), "Pacific/Auckland")
    midnight = datetime(2026, 3, 10, 11, tzinfo=UTC)
    assert not standing(made, [], midnight - timedelta(seconds=1)).reached
    [reached] = standing(made, [], midnight).reached
    assert (reached.day, reached.at) == (date(2026, 3, 11), None)


def test_24_hours_across_the_day_that_samoa_skipped() -> None:
    begun = datetime(2011, 12, 29, 20, tzinfo=UTC)  # 10 in the morning of the 29th
    made = counter(begun, "Pacific/Apia")
    [reached] = standing(made, [], begun + timedelta(hours=24)).reached
    assert reached.day == date(2011, 12, 31)


def test_a_day_that_begins_at_four_reaches_its_milestones_at_four() -> None:
    made = counter(date(2026, 2, 8), "Europe/Dublin", day_starts=4)
    at_four = datetime(2026, 3, 10, 4, tzinfo=UTC)
    assert "30d" not in {one.key for one in standing(made, [], at_four - timedelta(minutes=1)).reached}
    assert "30d" in {one.key for one in standing(made, [], at_four).reached}


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "number", "name"),
    [
        ("h", 24, "24 hours"),
        ("d", 1, "1 day"),
        ("d", 30, "30 days"),
        ("d", 1000, "1,000 days"),
        ("m", 6, "6 months"),
        ("m", 12, "1 year"),
        ("m", 18, "18 months"),
        ("m", 24, "2 years"),
    ],
)
def test_names_are_words(unit: str, number: int, name: str) -> None:
    assert milestone_name(unit, number) == name


def test_the_table_is_read_as_far_as_it_is_asked_for() -> None:
    made = counter(date(2026, 1, 1))
    found = milestones(made, steps(made, 0), made.first_day, None, 60)
    assert [one.key for one in found] == ["24h", "30d", "60d"]
