"""Days and times as a person says them."""

from datetime import date, datetime

import pytest

from journal.wording import ago, counted, day_heading, day_in_line, greeting, moment_in_line

TODAY = date(2026, 3, 10)


def test_today_and_yesterday_are_named() -> None:
    assert day_heading(TODAY, TODAY) == "Today · Tuesday 10 March"
    assert day_heading(date(2026, 3, 9), TODAY) == "Yesterday · Monday 9 March"
    assert day_heading(date(2026, 3, 8), TODAY) == "Sunday 8 March"


def test_the_year_is_said_when_it_is_another_one() -> None:
    assert day_heading(date(1660, 1, 11), TODAY) == "Sunday 11 January 1660"
    assert day_in_line(date(2025, 12, 31), TODAY) == "Wed 31 Dec 2025"


def test_days_in_lines_stand_under_each_other() -> None:
    assert len(day_in_line(date(2026, 3, 1), TODAY)) == len(day_in_line(date(2026, 3, 10), TODAY))


def test_a_moment_in_a_line() -> None:
    assert moment_in_line(datetime(2026, 3, 10, 18, 20), TODAY) == "Tue 10 March, 18:20"  # noqa: DTZ001 (words only)


@pytest.mark.parametrize(
    ("hour", "words"),
    [(5, "Good morning."), (12, "Good afternoon."), (18, "Good evening."), (3, "It is late. Good that you are here.")],
)
def test_the_greeting_follows_the_clock(hour: int, words: str) -> None:
    assert greeting(datetime(2026, 3, 10, hour)) == words  # noqa: DTZ001 (words only)


def test_numbers_and_spans() -> None:
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(1284, "entry", "entries") == "1,284 entries"
    assert [ago(3), ago(240), ago(7200)] == ["3 s ago", "4 min ago", "2 h ago"]
