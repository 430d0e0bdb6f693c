"""The counters of the pictures: 47 days, 110 of 112, the longest run 63; and three others with words of their own."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal.ids import new_id
from journal.moments import Moment
from journal.moods import Coped, new_checkin
from journal.storage import Storage
from journal.streaks import Counter, new_counter, new_event
from tests.screens.conftest import NOW

HOME = "Europe/Dublin"
HELPED = {"ring Jo": (2, 3, 0, 2, 3), "walk": (2, 0, 1, 3), "early bed": (2, 2)}


def begun(name: str, day: date, goal: str = "abstain", period: str = "day") -> Counter:
    then = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(HOME))
    return replace(new_counter(new_id(then), name, day, HOME, then, goal), period=period)


def add_alcohol_free(storage: Storage) -> Counter:
    """The first of them, alone."""
    counter = begun("Alcohol-free", date(2025, 11, 18))
    storage.streaks.add(counter)
    slowed = [("slowed", "rang Jo, slept at my sister’s")]
    _note(storage, counter, "slip", _evening(date(2026, 1, 20)), "new-run", "after the funeral", slowed)
    _note(storage, counter, "slip", _evening(date(2026, 1, 21)), "new-run")
    return counter


def add_counters(storage: Storage) -> None:
    """All four, and what has helped before."""
    add_alcohol_free(storage)
    storage.streaks.add(begun("In recovery", date(2024, 6, 3), "since"))
    limit = begun("Five cigarettes or fewer", date(2026, 1, 1), "limit")
    weekly = begun("A meeting each week", date(2025, 12, 30), "do", "week")
    for counter in (limit, weekly):
        storage.streaks.add(counter)
    _note(storage, limit, "slip", _evening(date(2026, 3, 6)), "keep-date")
    for week in (0, 1, 2, 3, 5, 6, 7, 8, 9):
        _note(storage, weekly, "done", _evening(date(2025, 12, 30) + timedelta(days=7 * week)))
    days = 0
    for name, ratings in HELPED.items():
        for helped in ratings:
            days += 1
            at = NOW.at - timedelta(days=days)
            coped = new_checkin(new_id(at), Moment(at, NOW.zone), at)
            storage.moods.add(replace(coped, mood=3, coping=(Coped(name, helped),)))


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 21, tzinfo=ZoneInfo(HOME))


def _note(
    storage: Storage,
    counter: Counter,
    kind: str,
    when: datetime,
    choice: str = "",
    note: str = "",
    answers: list[tuple[str, str]] | None = None,
) -> None:
    moment = Moment(when, HOME)
    event_id = new_id(moment.at)
    storage.streaks.note(
        new_event(counter, event_id, kind, moment, moment.at, choice=choice, note=note, answers=answers or ())
    )
