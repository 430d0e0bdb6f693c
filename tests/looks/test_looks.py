"""What the main screens look like at 80 by 24. A change here is to be looked at, then kept with --snapshot-update."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from journal.app import JournalApp, Outcome
from tests.made import PASSPHRASE
from tests.screens.conftest import clock
from tests.screens.looking import sees, types

Steps = Callable[[Pilot[Outcome]], Awaitable[None]]
Compare = Callable[..., bool]
App = Callable[..., JournalApp]
SIZE = (80, 24)


def still(
    *words: str, press: tuple[str, ...] = (), typed: str = "", press_last: tuple[str, ...] = (), then: str = ""
) -> Steps:
    """Return steps that wait for words, press keys, type, wait again, and stop every cursor from blinking."""

    async def steps(pilot: Pilot[Outcome]) -> None:
        await sees(pilot, *words)
        await pilot.press(*press)
        await types(pilot, typed)
        await pilot.press(*press_last)
        if then:
            await sees(pilot, then)
        for field in (*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)):
            field.cursor_blink = False
        await pilot.pause()

    return steps


def test_unlock(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(journal_app(locked=True), terminal_size=SIZE, run_before=still("Passphrase"))


def test_unlock_at_40_by_12(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(journal_app(locked=True), terminal_size=(40, 12), run_before=still("Passphrase"))


def test_first_run(snap_compare: Compare, tmp_path: Path) -> None:
    steps = still("Choose a passphrase", typed=PASSPHRASE, then="Very strong")
    assert snap_compare(JournalApp(tmp_path / "new", clock=clock), terminal_size=SIZE, run_before=steps)


def test_timeline(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(journal_app(), terminal_size=SIZE, run_before=still("7 entries", "one person"))


def test_timeline_wide(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(journal_app(), terminal_size=(100, 30), run_before=still("7 entries", "one person"))


def test_timeline_at_40_by_12(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(journal_app(), terminal_size=(40, 12), run_before=still("Telling Maren"))


def test_timeline_in_daylight(snap_compare: Compare, journal_app: App) -> None:
    app = journal_app()
    app.theme = "dawn"
    assert snap_compare(app, terminal_size=SIZE, run_before=still("7 entries", "one person"))


def test_timeline_without_colour(snap_compare: Compare, journal_app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(journal_app(), terminal_size=SIZE, run_before=still("7 entries", "one person"))


def test_timeline_empty(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(journal_app(empty=True), terminal_size=SIZE, run_before=still("Nothing here yet."))


def test_search(snap_compare: Compare, journal_app: App) -> None:
    steps = still("7 entries", press=("slash",), typed="urge", then="best match first")
    assert snap_compare(journal_app(), terminal_size=SIZE, run_before=steps)


def test_write(snap_compare: Compare, journal_app: App) -> None:
    steps = still("7 entries", press=("n",), typed="Around four.", press_last=("ctrl+s",), then="saved just now")
    assert snap_compare(journal_app(), terminal_size=SIZE, run_before=steps)


def test_tags(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(journal_app(), terminal_size=SIZE, run_before=still("7 entries", press=("t",), then="#grief"))


def test_help_now(snap_compare: Compare, journal_app: App) -> None:
    steps = still("7 entries", press=("exclamation_mark",), then="danger")
    assert snap_compare(journal_app(), terminal_size=SIZE, run_before=steps)


def test_quiet(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(journal_app(), terminal_size=SIZE, run_before=still("7 entries", press=("0",), then="Notes"))
