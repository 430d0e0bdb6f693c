"""An open journal on a real file, and a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from journal.app import JournalApp
from journal.entries import Entry, new_entry
from journal.ids import new_id
from journal.moments import Moment
from journal.screens.places import JOURNAL
from journal.storage import Storage
from journal.streaks import new_counter
from tests.made import MadeHome

NOW = Moment(datetime(2026, 3, 10, 21, 14, tzinfo=ZoneInfo("Europe/London")), "Europe/London")

LONGER = "I rang Maren at lunch. The urge was a 6.\n\n- one person\n- a plan"
MADE_UP: tuple[tuple[str, str, str, int | None, tuple[str, ...]], ...] = (
    ("2026-03-10T18:20", "Telling Maren before the party", LONGER, 4, ("people", "plan")),
    ("2026-03-10T07:42", "Slept badly, walked anyway", "Four hours, maybe. The river was there all.", 2, ("sleep",)),
    (
        "2026-03-09T21:30",
        "What the group said about Sundays",
        "Somebody called it the hour without edges.",
        3,
        ("group",),
    ),
    ("2026-03-08T22:05", "A quiet one", "Soup, radio, the window open.", 4, ("home",)),
    ("2026-03-08T16:40", "The old route past the station", "I noticed it. Urges come there. #urge", 2, ()),
    ("2026-03-06T23:10", "Letter I will not send", "Dear you, I kept the coat.", 1, ("grief",)),
    ("2025-11-17T08:15", "", "Frost on the allotment. Jo brought coffee in a flask.", None, ("outside",)),
)


def clock() -> Moment:
    return NOW


def made_up_entry(when: str, title: str, body: str, mood: int | None, tags: tuple[str, ...] = ()) -> Entry:
    at = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo("Europe/London"))
    return new_entry(new_id(at), Moment(at, "Europe/London"), at, title=title, body=body, mood=mood, tags=tags)


def many_entries(number: int) -> Iterator[Entry]:
    for hours in range(number):
        at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=5 * hours)
        yield new_entry(new_id(at), Moment(at, "UTC"), at, title=f"Entry {hours}", body="some words")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def empty_storage(home: Path, made_home: MadeHome) -> Iterator[Storage]:
    with made_home.opened_in(home) as storage:
        yield storage


@pytest.fixture
def storage(empty_storage: Storage) -> Storage:
    for facts in MADE_UP:
        empty_storage.entries.add(made_up_entry(*facts))
    return empty_storage


@pytest.fixture
def counting(empty_storage: Storage) -> Storage:
    """Somebody counts something: then a check-in asks about cravings."""
    empty_storage.streaks.add(new_counter(new_id(NOW.at), "Alcohol-free", NOW.at.date(), NOW.zone, NOW.at))
    return empty_storage


@pytest.fixture
def app(home: Path, storage: Storage) -> JournalApp:
    return JournalApp(home, storage=storage, first=JOURNAL, clock=clock)


@pytest.fixture
def app_of(home: Path) -> Callable[..., JournalApp]:
    def make(storage: Storage | None = None, *, writing: bool = False, first: str = JOURNAL) -> JournalApp:
        return JournalApp(home, storage=storage, writing=writing, first=first, clock=clock)

    return make
