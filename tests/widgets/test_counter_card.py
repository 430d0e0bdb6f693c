"""The counter on Today: three rows of words, no number where numbers are hidden, and no milestone after a slip."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.screens.streaks_view import today_counters
from journal.streaks import Counter, Event, History, new_counter
from journal.widgets.counter_card import card_words
from journal.widgets.counter_page import CounterView

HOME = "Europe/Dublin"
NOW = datetime(2026, 3, 10, 21, 14, tzinfo=ZoneInfo(HOME))


def counter(days: int, goal: str = "abstain") -> Counter:
    return new_counter("c", "Alcohol-free", NOW.date() - timedelta(days=days), HOME, NOW - timedelta(days=days), goal)


def slip(day: date) -> Event:
    at = datetime(day.year, day.month, day.day, 20, tzinfo=ZoneInfo(HOME))
    return Event(f"{day}", "c", "slip", at, HOME, at, choice="new-run")


def view(history: History, *, hidden: bool = False) -> CounterView:
    [found] = today_counters((history,), NOW, hidden=hidden)
    return found


def test_the_words_of_the_picture() -> None:
    slips = (slip(date(2026, 1, 20)), slip(date(2026, 1, 21)))
    words = card_words(view(History(counter(112), slips)))
    assert words.plain == "days on goal\n88 of the last 90\n60 days on 23 March"


def test_hidden_numbers_are_words_and_no_date_tells_them() -> None:
    words = card_words(view(History(counter(112)), hidden=True)).plain
    assert words == "hidden, h shows it"
    assert card_words(view(History(counter(645, "since")), hidden=True)).plain == "hidden, h shows it\nnever resets"


def test_on_the_day_of_a_slip_no_milestone_is_shown() -> None:
    words = card_words(view(History(counter(112), (slip(NOW.date()),)))).plain
    assert words == "days on goal in all\n89 of the last 90"


@pytest.mark.parametrize(
    ("days", "goal", "rows"),
    [
        (0, "abstain", ["Today is the first day.", "24 hours on 11 March"]),
        (-3, "abstain", ["days until it starts", "on 13 March"]),
        (645, "since", ["days since 3 June 2024", "1 year, 9 months", "2 years on 3 June"]),
    ],
)
def test_other_counters_have_words_of_their_own(days: int, goal: str, rows: list[str]) -> None:
    assert card_words(view(History(counter(days, goal)))).plain.splitlines() == rows
