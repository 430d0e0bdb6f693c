"""What a check-in asks: lines on and off, words for the moods, scales of one's own, and a pause."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from journal.app import JournalApp
from journal.errors import DiskFull
from journal.moods import Scale
from journal.records.preferences import PreferenceBook
from journal.screens.questions import QuestionsScreen
from journal.storage import Storage
from tests.screens.conftest import NOW
from tests.screens.looking import Seen, sees, sees_no, types, until

AppOf = Callable[..., JournalApp]
pytestmark = pytest.mark.usefixtures("counting")


@asynccontextmanager
async def choosing(app_of: AppOf, storage: Storage, size: tuple[int, int] = (100, 34)) -> AsyncIterator[Seen]:
    app = app_of(storage)
    async with app.run_test(size=size) as pilot:
        app.push_screen(QuestionsScreen())
        await sees(pilot, "What a check-in asks", "▌ ■ Energy")
        yield pilot


async def test_lines_and_words_of_halt_are_switched_with_space_and_kept_at_once(
    app_of: AppOf, storage: Storage
) -> None:
    async with choosing(app_of, storage) as pilot:
        await sees(pilot, "Tracking can feel heavy. Pause it any time with p; your journal stays.", "□ Medication")
        await pilot.press("space", "j", "enter", "space")
        await sees(pilot, "□ Energy", "▌ ■ Craving", "Kept.")
        await pilot.press("end", "up", "up", "up", "space")
        await sees(pilot, "▌ ■ in pain")
        await until(pilot, lambda: storage.preferences.questions().more_halt == ("in-pain",))
    assert storage.preferences.questions().off == {"energy", "medication"}


async def test_p_pauses_tracking_and_goes_on(app_of: AppOf, storage: Storage) -> None:
    async with choosing(app_of, storage, (40, 12)) as pilot:
        await pilot.press("p")
        await sees(pilot, "Paused since Tuesday 10 March.")
        await until(pilot, lambda: storage.preferences.questions().paused_since == NOW.at.date())
        await pilot.press("p")
        await sees_no(pilot, "Paused since")
        await until(pilot, lambda: storage.preferences.questions().paused_since is None)


async def test_the_mood_words_are_changed_and_an_empty_one_is_the_usual_one(app_of: AppOf, storage: Storage) -> None:
    async with choosing(app_of, storage) as pilot:
        await pilot.press("end", "up", "e")
        await sees(pilot, "1 ▁", "heavy", "Empty is the usual one.")
        await types(pilot, "elevenlette")  # ten letters fit
        await pilot.press("down", "down", "o", "k", "enter")
        await sees(pilot, "▌ elevenlett · low · ok · good · bright")
        await pilot.press("e", "backspace", "enter")
        await sees(pilot, "▌ heavy · low · ok")
        await until(pilot, lambda: storage.preferences.questions().mood_words[0] == "heavy")


async def test_a_scale_is_made_changed_put_away_and_taken_back(app_of: AppOf, storage: Storage) -> None:
    async with choosing(app_of, storage) as pilot:
        await sees(pilot, "None yet. n makes one")
        await pilot.press("n")
        await sees(pilot, "A scale of your own", "▌ Name")
        await pilot.press("enter")
        await sees(pilot, "A scale needs a name.")
        await types(pilot, "P [b]")
        await pilot.press("down", "down", "backspace")
        await types(pilot, "x")
        await pilot.press("enter")
        await sees(pilot, "whole numbers from 0 to 100")
        await pilot.press("backspace", "8", "tab")
        await pilot.press("o", "tab", "tab", "space", "space")
        await sees(pilot, "■ l lower")
        await pilot.press("enter")
        await sees(pilot, "■ P [b]", "0 o … 8 · lower is welcome")
        await pilot.press("end", "e")
        await pilot.press("end", "s", "enter")
        await sees(pilot, "P [b]s")
        await pilot.press("d")
        await sees(pilot, "□ P [b]s", "put away; its answers stay readable")
        assert [(one.name, one.put_away) for one in storage.scales.all()] == [("P [b]s", True)]
        await pilot.press("space")
        await sees(pilot, "■ P [b]s")
        await until(pilot, lambda: not storage.scales.all()[0].put_away)
    [scale] = storage.scales.all()
    assert scale == Scale(scale.id, "P [b]s", 0, 8, "o", "", -1)


async def test_esc_leaves_the_fields_as_they_were(app_of: AppOf, storage: Storage) -> None:
    async with choosing(app_of, storage) as pilot:
        await pilot.press("n")
        await types(pilot, "no")
        await pilot.press("escape")
        await sees(pilot, "None yet. n makes one", "▌ ■ Energy")
        await pilot.press("escape")
        await sees_no(pilot, "What a check-in asks")
    assert storage.scales.all() == ()


async def test_trouble_stands_in_place(app_of: AppOf, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(PreferenceBook, "ask", full)
    async with choosing(app_of, storage) as pilot:
        await pilot.press("space")
        await sees(pilot, "Not saved: the disk is full.")
