"""Days: which local date a check-in belongs to, and the one value a day has."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.days import Day, days_of
from journal.moments import Moment
from journal.moods import Point

ZONES = ("Europe/London", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC", "-11:30")
# Around nights when clocks changed, and the Friday that Samoa skipped.
NIGHTS = (
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 3, 8, 6, 30, tzinfo=UTC),
    datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
    datetime(2011, 12, 30, 9, 30, tzinfo=UTC),
)
instants = st.builds(
    lambda night, minutes: night + timedelta(minutes=minutes), st.sampled_from(NIGHTS), st.integers(-3000, 3000)
)


def point_at(instant: datetime, zone: str, **numbers: int) -> Point:
    at = Moment.of(instant, zone).at
    return Point(at.date(), at.hour * 60 + at.minute, **numbers)


@given(st.lists(st.tuples(instants, st.sampled_from(ZONES), st.integers(1, 5)), max_size=30))
def test_every_check_in_counts_once_on_the_date_its_own_clocks_showed(
    noted: list[tuple[datetime, str, int]],
) -> None:
    noted.sort(key=lambda one: one[0])
    days = days_of([point_at(instant, zone, mood=mood) for instant, zone, mood in noted])
    shown = Counter(Moment.of(instant, zone).at.date() for instant, zone, _ in noted)
    assert {day.date: day.checkins for day in days} == shown
    assert [day.date for day in days] == sorted(shown)
    for day in days:
        moods = sorted(mood for instant, zone, mood in noted if Moment.of(instant, zone).at.date() == day.date)
        assert day.mood is not None
        assert moods[0] <= day.mood <= moods[-1]
        assert sum(mood <= day.mood for mood in moods) * 2 >= len(moods)


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize("zone", ZONES)
def test_no_hour_around_a_change_of_clocks_is_lost_or_counted_twice(night: datetime, zone: str) -> None:
    hours = [night + timedelta(hours=number) for number in range(-48, 49)]
    days = days_of([point_at(hour, zone, mood=3) for hour in hours])
    assert sum(day.checkins for day in days) == len(hours)
    assert {day.mood for day in days} == {3}


def test_samoa_has_no_friday_and_the_days_around_it_are_whole() -> None:
    first = datetime(2011, 12, 29, 0, 0, tzinfo=ZoneInfo("Pacific/Apia")).astimezone(UTC)
    days = days_of([point_at(first + timedelta(hours=number), "Pacific/Apia", mood=3) for number in range(48)])
    assert [(day.date, day.checkins) for day in days] == [(date(2011, 12, 29), 24), (date(2011, 12, 31), 24)]


def test_a_traveller_may_have_a_date_twice_and_it_is_one_day() -> None:
    noon = datetime(2026, 3, 10, 23, 0, tzinfo=UTC)
    there, back = point_at(noon, "Pacific/Auckland", mood=1), point_at(noon + timedelta(hours=1), "UTC", mood=5)
    home = point_at(noon + timedelta(hours=2), "Pacific/Honolulu", mood=4)
    assert [day.date for day in days_of([there, back, home])] == [date(2026, 3, 10), date(2026, 3, 11)]


def test_a_day_has_the_middle_of_its_numbers_and_a_gap_stays_a_gap() -> None:
    day = date(2026, 3, 10)
    (found,) = days_of(
        [
            Point(day, 480, mood=2, craving=1, sleep=6.5, quality=3),
            Point(day, 720, mood=5, strongest=8),
            Point(day, 900, mood=3, craving=4),
            Point(day, 1200, energy=2),
        ],
        {day: frozenset({"walk"})},
    )
    assert found == Day(day, 3, 2, 2.5, 8, 6.5, 3, 4, frozenset({"walk"}))
    assert days_of([Point(day, 480, energy=1)])[0].mood is None
    assert days_of([]) == ()
