"""On this day: a page of an earlier year, never a hard one, and none forgotten in February."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.finding import EntryLine
from journal.onthisday import HardDays, days_to_ask_about, on_this_day, same_days, years_ago

TODAY = date(2026, 3, 10)
A_YEAR_AGO = date(2025, 3, 10)
NONE_HARD = HardDays()


def line(day: date = A_YEAR_AGO, words: str = "By the water.", hour: int = 12, **more: object) -> EntryLine:
    facts: dict[str, object] = {"tags": (), "mood": None, "starred": False, **more}
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return EntryLine(f"{day}{hour:02}", at, "", words, words=3, **facts)  # type: ignore[arg-type]


def test_the_days_are_those_of_earlier_years_back_to_the_first_page() -> None:
    assert same_days(TODAY, date(2023, 3, 11)) == tuple(date(year, 3, 10) for year in (2025, 2024, 2023))
    assert same_days(TODAY, date(2026, 1, 1)) == ()
    assert same_days(TODAY, None) == ()


def test_the_29th_of_february_comes_on_the_28th_where_there_is_none() -> None:
    assert same_days(date(2026, 2, 28), date(2024, 1, 1)) == (date(2025, 2, 28), date(2024, 2, 29), date(2024, 2, 28))
    assert same_days(date(2028, 2, 28), date(2024, 1, 1))[-1] == date(2024, 2, 28)
    assert same_days(date(2028, 2, 29), date(2023, 1, 1)) == (date(2024, 2, 29),)


@given(st.dates(date(1900, 1, 1), date(2199, 1, 1)), st.dates(date(1, 1, 1), date(2199, 1, 1)))
def test_every_earlier_day_is_met_in_some_year_and_there_are_never_many(today: date, first: date) -> None:
    days = same_days(today, first)
    assert len(days) == len(set(days)) <= 130
    assert all(day < today for day in days)


def test_the_latest_year_that_has_a_gentle_page_is_shown() -> None:
    older, newer = line(date(2021, 3, 10), mood=5), line(date(2024, 3, 10), mood=2)
    assert on_this_day([older, newer], NONE_HARD) == newer


def test_of_one_day_a_starred_page_or_the_brightest_is_shown() -> None:
    low, bright, starred = line(hour=9, mood=2), line(hour=8, mood=5), line(hour=7, mood=3, starred=True)
    assert on_this_day([low, bright], NONE_HARD) == bright
    assert on_this_day([low, bright, starred], NONE_HARD) == starred


@pytest.mark.parametrize(
    "marked", [{"tags": ("heavy",)}, {"tags": ("slip", "walk")}, {"mood": 1}, {"words": "  "}], ids=str
)
def test_a_page_marked_as_heavy_or_about_a_slip_stays_closed(marked: dict[str, object]) -> None:
    assert on_this_day([line(**marked)], NONE_HARD) is None  # type: ignore[arg-type]
    other = line(date(2020, 3, 10))
    assert on_this_day([line(**marked), other], NONE_HARD) == other  # type: ignore[arg-type]


@pytest.mark.parametrize(("days_before", "closed"), [(0, True), (1, True), (2, False), (-1, False)])
def test_the_day_of_a_slip_and_the_day_after_stay_closed(days_before: int, closed: bool) -> None:
    hard = HardDays(slips=frozenset({A_YEAR_AGO - timedelta(days=days_before)}))
    assert (on_this_day([line(mood=5, starred=True)], hard) is None) is closed


def test_a_day_that_a_check_in_called_as_heavy_as_can_be_stays_closed() -> None:
    assert on_this_day([line(mood=4)], HardDays(heavy=frozenset({A_YEAR_AGO}))) is None
    assert on_this_day([line(mood=4)], HardDays(heavy=frozenset({A_YEAR_AGO - timedelta(days=1)}))) is not None


def test_asking_about_days_asks_about_those_before_them_too() -> None:
    assert days_to_ask_about([A_YEAR_AGO]) == (date(2025, 3, 9), A_YEAR_AGO)


def test_years_are_said_in_words() -> None:
    assert [years_ago(date(year, 3, 10), TODAY) for year in (2025, 2024)] == ["a year ago", "2 years ago"]
