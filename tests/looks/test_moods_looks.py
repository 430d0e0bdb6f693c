"""What looking back looks like. A change here is to be looked at, then kept with --snapshot-update."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest
from textual.pilot import Pilot

from journal.app import JournalApp, Outcome
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import Checkin, Coped, new_checkin
from journal.screens.places import MOODS
from journal.storage import Storage
from tests.screens.conftest import NOW, clock
from tests.screens.looking import sees

Compare = Callable[..., bool]
Steps = Callable[[Pilot[Outcome]], Awaitable[None]]

UPS_AND_DOWNS = (3, 2, 3, 4, 3, 4, 4, 5, 4, 3, 2, 2, 1, 2, 3, 3, 4)
HOURS = (7, 9, 15, 20, 23)


def made_up() -> Iterator[Checkin]:
    moods, hours = cycle(UPS_AND_DOWNS), cycle(HOURS)
    for back in range(120, -1, -1):
        if back % 11 in (3, 4):
            continue  # gaps stay gaps
        at = NOW.at.replace(hour=next(hours), minute=0) - timedelta(days=back or 1)
        mood = next(moods)
        yield replace(
            new_checkin(new_id(at), Moment(at, NOW.zone), at),
            mood=mood,
            craving=5 - mood,
            sleep=5.0 + mood / 2,
            tags=("walk",) if back % 4 == 0 else (),
            coping=(Coped("a walk", 2),) if back % 4 == 0 else (),
        )


WITHOUT_COLOUR = pytest.mark.parametrize("no_color", [True], ids=["without colour"])
WITH_AND_WITHOUT = pytest.mark.parametrize("no_color", [False, True], ids=["in colour", "without colour"])


@pytest.fixture
def no_color() -> bool:
    return False


@pytest.fixture
def moods_app(tmp_path: Path, open_journal: Storage, monkeypatch: pytest.MonkeyPatch, no_color: bool) -> JournalApp:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    if no_color:  # Textual reads it when the app is made
        monkeypatch.setenv("NO_COLOR", "1")
    open_journal.moods.add_many(made_up())
    return JournalApp(tmp_path / "home", storage=open_journal, first=MOODS, clock=clock)


def still(*steps: str) -> Steps:
    """Return steps that wait for words, or press a key where a step begins with `>`."""

    async def take(pilot: Pilot[Outcome]) -> None:
        for step in steps:
            if step.startswith(">"):
                await pilot.press(step[1:])
            else:
                await sees(pilot, step)
        await pilot.pause()

    return take


def test_the_line(snap_compare: Compare, moods_app: JournalApp) -> None:
    assert snap_compare(moods_app, terminal_size=(100, 30), run_before=still("Chance alone"))


@WITHOUT_COLOUR
def test_the_line_without_colour(snap_compare: Compare, moods_app: JournalApp) -> None:
    assert snap_compare(moods_app, terminal_size=(100, 30), run_before=still("Chance alone"))


def test_the_line_at_40_by_12(snap_compare: Compare, moods_app: JournalApp) -> None:
    assert snap_compare(moods_app, terminal_size=(40, 12), run_before=still("middle of the last"))


VIEWS = {
    "year": (1, "Entries and check-ins"),
    "cravings": (2, "What helped then"),
    "sleep": (3, "they can’t say what led to what"),
    "helped": (4, "Things that have helped you"),
}


@WITH_AND_WITHOUT
@pytest.mark.parametrize("view", VIEWS)
def test_each_view(snap_compare: Compare, moods_app: JournalApp, view: str) -> None:
    times, words = VIEWS[view]
    steps = still("middle of the last", *[">right"] * times, words)
    assert snap_compare(moods_app, terminal_size=(100, 30), run_before=steps)


def test_the_year_in_daylight(snap_compare: Compare, moods_app: JournalApp) -> None:
    moods_app.theme = "dawn"
    steps = still("middle of the last", ">right", "no check-in", "Entries and check-ins")
    assert snap_compare(moods_app, terminal_size=(100, 30), run_before=steps)


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=["100x30", "80x24", "40x12"])
def test_today(snap_compare: Compare, moods_app: JournalApp, size: tuple[int, int]) -> None:
    steps = still("middle of the last", ">1", "How is it right now?", ">f", "noted at 21:14")
    assert snap_compare(moods_app, terminal_size=size, run_before=steps)


@WITHOUT_COLOUR
def test_today_without_colour(snap_compare: Compare, moods_app: JournalApp) -> None:
    steps = still("middle of the last", ">1", "How is it right now?", ">f", "noted at 21:14")
    assert snap_compare(moods_app, terminal_size=(100, 30), run_before=steps)


@WITH_AND_WITHOUT
def test_what_went_together(snap_compare: Compare, moods_app: JournalApp) -> None:
    steps = still("middle of the last", ">left", "can’t say why")
    assert snap_compare(moods_app, terminal_size=(80, 24), run_before=steps)
