"""What a check-in looks like. A change here is to be looked at, then kept with --snapshot-update."""

from collections.abc import Awaitable, Callable

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from journal.app import JournalApp, Outcome
from journal.screens.check_in import CheckInScreen
from journal.widgets.answers.line import Lines
from tests.screens.looking import sees, until

Steps = Callable[[Pilot[Outcome]], Awaitable[None]]
Compare = Callable[..., bool]
App = Callable[..., JournalApp]
pytestmark = pytest.mark.usefixtures("counting")


def answered(so_far: str, *moves: str) -> Steps:
    """Return steps that answer some lines and then move the bar from Together."""

    async def steps(pilot: Pilot[Outcome]) -> None:
        app = pilot.app
        app.push_screen(CheckInScreen())
        await sees(pilot, "▌ Mood", "Energy")
        await pilot.press("4", "3", "3", "down", "down", "t", "down", "right", "left", "2", "down")
        app.post_message(events.Paste("tender, hopeful, wary,"))
        await pilot.press("down", "down", "down", "space", *moves)
        await sees(pilot, so_far)
        for field in (*app.screen.query(Input), *app.screen.query(TextArea)):
            field.cursor_blink = False
        lines = app.screen.query_one(Lines)
        end = moves[-1] == "down"
        await until(pilot, lambda: lines.scroll_offset.y == (lines.max_scroll_y if end else 0))
        await pilot.pause()

    return steps


TO_CRAVING = ("up",) * 7
TO_THE_END = ("down",) * 2


def test_check_in(snap_compare: Compare, journal_app: App) -> None:
    steps = answered("So far: good · energy 3 · craving 3 · tired · 6.5 h sleep", *TO_CRAVING)
    assert snap_compare(journal_app(), terminal_size=(100, 30), run_before=steps)


def test_check_in_at_80_by_24(snap_compare: Compare, journal_app: App) -> None:
    assert snap_compare(
        journal_app(), terminal_size=(80, 24), run_before=answered("So far: good · energy 3", *TO_CRAVING)
    )


def test_check_in_at_40_by_12(snap_compare: Compare, journal_app: App) -> None:
    steps = answered("So far: good · and 9 more.", *TO_THE_END)
    assert snap_compare(journal_app(), terminal_size=(40, 12), run_before=steps)


def test_check_in_without_colour(snap_compare: Compare, journal_app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(
        journal_app(), terminal_size=(80, 24), run_before=answered("So far: good · energy 3", *TO_CRAVING)
    )
