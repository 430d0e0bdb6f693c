"""What counters look like. A change here is to be looked at, then kept with --snapshot-update."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from journal.app import JournalApp, Outcome
from journal.screens.places import STREAKS
from journal.storage import Storage
from tests.screens.conftest import clock
from tests.screens.counters import add_counters
from tests.screens.looking import sees

Compare = Callable[..., bool]


@pytest.fixture
def streaks_app(tmp_path: Path, open_journal: Storage) -> JournalApp:
    add_counters(open_journal)
    return JournalApp(tmp_path / "home", storage=open_journal, first=STREAKS, clock=clock)


async def the_page(pilot: Pilot[Outcome]) -> None:
    await sees(pilot, "▌ Alcohol-free", "110 of 112 days", "the first run, 63 days")
    await pilot.pause()


async def the_slip(pilot: Pilot[Outcome]) -> None:
    await the_page(pilot)
    await pilot.press("l")
    await sees(pilot, "▌ One thing to do", "early bed 2 of 2", "day and night.")
    screen = pilot.app.screen
    for field in (*screen.query(Input), *screen.query(TextArea)):
        field.cursor_blink = False
    await pilot.pause()


def test_streaks(snap_compare: Compare, streaks_app: JournalApp) -> None:
    assert snap_compare(streaks_app, terminal_size=(100, 30), run_before=the_page)


def test_a_slip(snap_compare: Compare, streaks_app: JournalApp) -> None:
    assert snap_compare(streaks_app, terminal_size=(100, 30), run_before=the_slip)


def test_a_slip_at_40_by_12(snap_compare: Compare, streaks_app: JournalApp) -> None:
    assert snap_compare(streaks_app, terminal_size=(40, 12), run_before=the_slip_narrow)


async def the_slip_narrow(pilot: Pilot[Outcome]) -> None:
    await sees(pilot, "▌ Alcohol-free")
    await pilot.press("l")
    await sees(pilot, "▌ One thing to do", "Tolerance is lower")
    for field in pilot.app.screen.query(Input):
        field.cursor_blink = False
    await pilot.pause()
