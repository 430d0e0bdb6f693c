"""What Reflect looks like: the list with the week beside it. A change here is looked at, then kept."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from textual.pilot import Pilot

from journal.app import JournalApp, Outcome
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import Coped, new_checkin
from journal.storage import Storage
from tests.screens.conftest import NOW
from tests.screens.looking import sees, types

Steps = Callable[[Pilot[Outcome]], Awaitable[None]]
Compare = Callable[..., bool]


def checked_in(storage: Storage) -> None:
    for days, mood in enumerate((4, 3, 1, 2, 4, 3)):
        at = NOW.at - timedelta(days=days, minutes=1)
        checkin = new_checkin(new_id(at), Moment(at, NOW.zone), at)
        storage.moods.add(
            replace(checkin, mood=mood, craving=days, coping=(Coped("a walk", 2),), together=days % 2 == 0)
        )


def test_reflect(snap_compare: Compare, journal_app: Callable[..., JournalApp], open_journal: Storage) -> None:
    async def steps(pilot: Pilot[Outcome]) -> None:
        await sees(pilot, "7 entries")
        await pilot.press("5")
        await sees(pilot, "The week, as you recorded it")
        await pilot.press("enter")
        await sees(pilot, "Question 1 of 8", "The week, as you recorded it")
        await pilot.press("tab")
        await types(pilot, "Friday.")
        for editor in pilot.app.screen.query("PageEditor"):
            editor.cursor_blink = False  # type: ignore[attr-defined]
        await sees(pilot, "Friday.")
        assert isinstance(pilot.app, JournalApp)
        assert await pilot.app.save_everything()
        await sees(pilot, "saved a moment ago")
        await pilot.pause()

    checked_in(open_journal)
    assert snap_compare(journal_app(), terminal_size=(100, 30), run_before=steps)
