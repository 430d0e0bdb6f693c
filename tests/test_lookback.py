"""Looking back: middles, spreads and bars that never fill in a day, and say when there are too few."""

from datetime import date, timedelta
from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.days import Day
from journal.lookback import (
    Bar,
    NotEnough,
    buckets,
    by_part_of_day,
    by_weekday,
    level_of,
    line,
    summary,
    tally,
)
from journal.moods import Point

MONDAY = date(2026, 3, 2)
values = st.one_of(st.none(), st.integers(2, 10).map(lambda halves: halves / 2))


@st.composite
def some_days(draw: st.DrawFn) -> tuple[Day, ...]:
    first = draw(st.dates(date(1, 1, 1), date(9998, 1, 1)))
    moods = draw(st.dictionaries(st.integers(0, 300), values, max_size=120))
    return tuple(Day(first + timedelta(days=number), moods[number], checkins=1) for number in sorted(moods))


def day(number: int, mood: float | None = None, **numbers: float) -> Day:
    return Day(MONDAY + timedelta(days=number), mood, checkins=1, **numbers)  # type: ignore[arg-type]


def known_in(days: tuple[Day, ...], since: date, until: date) -> list[float]:
    return sorted(one.mood for one in days if one.mood is not None and since <= one.date <= until)


# --- the line ---------------------------------------------------------------------------------------------------------


@given(some_days(), st.integers(-20, 320), st.integers(0, 200))
def test_the_line_has_a_spot_for_each_date_and_a_middle_where_three_of_seven_days_are_known(
    days: tuple[Day, ...], start: int, length: int
) -> None:
    first = days[0].date if days else MONDAY
    since = max(date(1, 1, 1), date.fromordinal(max(1, first.toordinal() + start)))
    until = date.fromordinal(min(date.max.toordinal(), since.toordinal() + length))
    spots = line(days, since, until)
    assert [spot.date.toordinal() for spot in spots] == list(range(since.toordinal(), until.toordinal() + 1))
    for spot in spots:
        window = known_in(days, date.fromordinal(max(1, spot.date.toordinal() - 6)), spot.date)
        if len(window) < 3:
            assert (spot.middle, spot.low, spot.high) == (None, None, None)
        else:
            assert spot.middle == median(window)
            assert spot.low is not None
            assert spot.high is not None
            assert spot.low <= spot.middle <= spot.high
            low, _, high = quantiles(window, n=4, method="inclusive")
            assert spot.low == pytest.approx(low)
            assert spot.high == pytest.approx(high)


def test_a_gap_is_neither_filled_nor_bad() -> None:
    days = (day(0, 4), day(1, 4), day(2, 4), day(20, 2))
    spots = line(days, MONDAY, MONDAY + timedelta(days=20))
    assert [spot.middle for spot in spots[2:7]] == [4, 4, 4, 4, 4]
    assert {spot.middle for spot in spots[7:]} == {None}


def test_days_before_the_first_date_count_into_its_middle() -> None:
    days = (day(-2, 2), day(-1, 3), day(0, 4))
    assert line(days, MONDAY, MONDAY)[0].middle == 3


def test_no_dates_make_no_line() -> None:
    assert line((day(0, 3),), MONDAY, MONDAY - timedelta(days=1)) == ()
    assert buckets((day(0, 3),), MONDAY, MONDAY - timedelta(days=1), 80) == ()


# --- buckets ----------------------------------------------------------------------------------------------------------


@given(some_days(), st.integers(0, 400), st.integers(1, 120))
def test_buckets_cover_every_date_once_and_are_never_more_than_asked_for(
    days: tuple[Day, ...], length: int, most: int
) -> None:
    since = days[0].date if days else MONDAY
    until = date.fromordinal(min(date.max.toordinal(), since.toordinal() + length))
    found = buckets(days, since, until, most)
    covered = [number for one in found for number in range(one.since.toordinal(), one.until.toordinal() + 1)]
    assert covered == list(range(since.toordinal(), until.toordinal() + 1))
    assert len(found) == min(most, len(covered))
    sizes = {(one.until - one.since).days for one in found}
    assert max(sizes) - min(sizes) <= 1
    for one in found:
        begin = min(one.since.toordinal(), one.until.toordinal() - 6)
        window = known_in(days, date.fromordinal(max(1, begin)), one.until)
        assert one.n == len(window)
        assert one.middle == (median(window) if len(window) >= 3 else None)


@given(some_days())
def test_with_room_for_every_date_the_buckets_are_the_line(days: tuple[Day, ...]) -> None:
    since = days[0].date if days else MONDAY
    until = since + timedelta(days=60)
    spots = line(days, since, until)
    found = buckets(days, since, until, 61)
    assert [(one.until, one.middle, one.low, one.high) for one in found] == [
        (spot.date, spot.middle, spot.low, spot.high) for spot in spots
    ]


# --- bars -------------------------------------------------------------------------------------------------------------


def test_bars_by_weekday_wait_for_four_weeks_of_days() -> None:
    days = [day(number, 3) for number in range(27)]
    assert by_weekday(days) == NotEnough(27, 28)
    assert by_weekday([*days, day(27)]) == NotEnough(27, 28)  # a day without a mood is no known day
    bars = by_weekday([*days, day(27, 5)])
    assert not isinstance(bars, NotEnough)
    assert [bar.name for bar in bars][0::6] == ["Monday", "Sunday"]
    assert [bar.n for bar in bars] == [4] * 7
    assert bars[6] == Bar("Sunday", 3, 4)


def test_bars_by_part_of_the_day_count_check_ins_by_their_own_clocks() -> None:
    hours = (4, 5, 10, 11, 13, 14, 17, 18, 21, 22, 0)
    points = [Point(MONDAY + timedelta(days=number), hour * 60, mood=2) for number in range(28) for hour in hours]
    bars = by_part_of_day(points)
    assert not isinstance(bars, NotEnough)
    assert [(bar.name, bar.n // 28) for bar in bars] == [
        ("morning", 2), ("midday", 2), ("afternoon", 2), ("evening", 2), ("night", 3),
    ]  # fmt: skip
    assert {bar.middle for bar in bars} == {2}


def test_many_check_ins_on_few_days_are_few_days() -> None:
    points = [Point(MONDAY + timedelta(days=number % 5), 600, mood=3) for number in range(100)]
    assert by_part_of_day(points) == NotEnough(5, 28)


def test_a_part_of_the_day_without_check_ins_has_no_middle() -> None:
    bars = by_part_of_day([Point(MONDAY + timedelta(days=number), 600, mood=3) for number in range(28)])
    assert not isinstance(bars, NotEnough)
    assert bars[4] == Bar("night", None, 0)


def test_too_few_days_are_said_kindly() -> None:
    assert str(NotEnough(2, 3)) == "Not enough days to tell yet (2 of 3). Nothing to do; it fills in as you write."


# --- levels and sums --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "level"), [(1, 1), (1.5, 2), (2, 2), (2.5, 3), (3, 3), (3.5, 3), (4, 4), (4.5, 4), (5, 5), (3.75, 4)]
)
def test_a_half_goes_towards_the_middle(value: float, level: int) -> None:
    assert level_of(value) == level
    assert level_of(6 - value) == 6 - level


@given(some_days())
def test_every_known_day_is_tallied_once(days: tuple[Day, ...]) -> None:
    assert sum(tally(days)) == sum(one.mood is not None for one in days)


def test_a_summary_counts_check_ins_without_a_mood_but_takes_no_value_from_them() -> None:
    found = summary([day(0, 1), day(1, 2), day(2, 4), day(3)])
    assert (found.middle, found.low, found.high, found.days, found.checkins) == (2, 1.5, 3, 3, 4)
    assert summary([day(0, 1), day(1, 2)]).middle is None


def test_another_number_of_the_days_can_be_looked_at() -> None:
    days = [day(number, 1, sleep=6.0 + number / 2) for number in range(3)]
    assert summary(days, lambda one: one.sleep).middle == 6.5
    assert line(days, MONDAY, MONDAY + timedelta(days=2), lambda one: one.sleep)[2].middle == 6.5
