"""What somebody types about a counter becomes that counter, and comes back as it may be typed again."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from journal.counter_form import amount, counter_from, said_of
from journal.errors import JournalError
from journal.moments import Moment
from journal.streaks import Counter, NamelessCounter, UnknownZone

HERE = Moment(datetime(2026, 3, 10, 21, 14, tzinfo=ZoneInfo("Europe/Dublin")), "Europe/Dublin")
EVERYTHING = {
    "name": "Five or fewer",
    "goal": "limit",
    "start": "2026-03-01 08:30",
    "zone": "America/New_York",
    "substance": "other",
    "slip_word": "lapse",
    "unit": "cigarettes",
    "most_per_day": "5",
    "most_days": "6",
    "period": "week",
    "money": "12,50",
    "currency": "€",
    "minutes": "90",
    "savings_shown": "yes",
    "subtract_slips": "yes",
    "visible": "no",
    "headline": "last-30",
    "milestones": "weeks monthly round",
    "own_days": "200, 50",
    "leap_day": "03-01",
    "day_starts": "4",
}


def made(said: dict[str, str], before: Counter | None = None) -> Counter:
    return counter_from(said, before, "c", HERE)


def test_a_name_is_enough() -> None:
    counter = made({"name": "Alcohol-free"})
    assert (counter.goal, counter.first_day, counter.zone, counter.precision) == (
        "abstain", date(2026, 3, 10), "Europe/Dublin", "date",
    )  # fmt: skip
    assert (counter.money_per_day, counter.savings_shown, counter.visible, counter.headline) == (
        None,
        False,
        True,
        "run",
    )
    assert made({"name": "R", "goal": "since"}).headline == "since"


def test_everything_that_can_be_said_is_kept() -> None:
    counter = made(EVERYTHING)
    assert (counter.most_per_day, counter.most_days, counter.unit) == (5, 6, "cigarettes")
    assert (counter.money_per_day, counter.minutes_per_day, counter.savings_shown) == (Decimal("12.50"), 90, True)
    assert (counter.milestone_sets, counter.own_days) == (("weeks", "monthly", "round"), (50, 200))
    assert (counter.leap_day, counter.day_starts, counter.visible, counter.slip_word) == ("03-01", 4, False, "lapse")
    # The time is that of the clocks where it is typed; home may be elsewhere.
    assert counter.started_at == datetime(2026, 3, 1, 8, 30, tzinfo=ZoneInfo("Europe/Dublin"))


@pytest.mark.parametrize("said", [EVERYTHING, {"name": "Alcohol-free"}, {"name": "A", "start": "2024-02-29"}])
def test_saying_the_same_again_changes_nothing(said: dict[str, str]) -> None:
    counter = made(said)
    assert made(said_of(counter), counter) == counter


def test_a_start_can_be_moved_and_a_home_too() -> None:
    counter = made({"name": "A", "start": "2026-03-01"})
    moved = made({**said_of(counter), "zone": "Pacific/Kiritimati"}, counter)
    assert (moved.first_day, moved.started_at.isoformat()) == (date(2026, 3, 1), "2026-03-01T00:00:00+14:00")
    earlier = made({**said_of(moved), "start": "2026-02-01"}, moved)
    assert earlier.started_at.isoformat() == "2026-02-01T00:00:00+14:00"
    exact = made({**said_of(counter), "start": "yesterday 9pm"}, counter)
    assert (exact.precision, exact.started_at.isoformat()) == ("minute", "2026-03-09T21:00:00+00:00")
    assert replace(exact, started_at=counter.started_at, precision="date") == counter


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "needs a name"),
        ({"name": " "}, "needs a name"),
        ({"name": "A", "start": "soonish"}, "could not be read as a date"),
        ({"name": "A", "zone": "Mars"}, "not a time zone"),
        ({"name": "A", "money": "much"}, "such as 12.50"),
        ({"name": "A", "minutes": "1.5"}, "Minutes a day is a whole number"),
        ({"name": "A", "own_days": "50, x"}, "An own milestone is a whole number"),
        ({"name": "A", "own_days": "0"}, "An own milestone"),
        ({"name": "A", "day_starts": "13"}, "The hour a day begins"),
        ({"name": "A", "most_days": "²"}, "A limit for a week"),
    ],
)
def test_what_cannot_be_is_said_in_words(said: dict[str, str], words: str) -> None:
    with pytest.raises(JournalError, match=words):
        made(said)


def test_errors_have_their_own_kinds() -> None:
    with pytest.raises(NamelessCounter):
        made({})
    with pytest.raises(UnknownZone):
        made({"name": "A", "zone": "Mars"})
    assert amount(" 3 ") == 3
