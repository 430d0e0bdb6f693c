"""Streaks by keys: a counter is made, a slip is written down, and no number and no word is ever lost."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from journal.app import JournalApp
from journal.errors import DiskFull
from journal.moments import Moment
from journal.records.streaks import StreakBook
from journal.screens.places import STREAKS
from journal.screens.slip import SlipScreen
from journal.storage import Storage
from journal.streaks import Counter
from tests.screens.conftest import NOW
from tests.screens.counters import add_alcohol_free, add_counters, begun
from tests.screens.looking import sees, sees_no, text, types, until

AppOf = Callable[..., JournalApp]
WIDE, NARROW = (100, 30), (40, 12)


@pytest.fixture
def counter(empty_storage: Storage) -> Counter:
    return add_alcohol_free(empty_storage)


async def test_nobody_needs_a_counter_and_one_is_made_with_a_name_and_enter(
    app_of: AppOf, empty_storage: Storage
) -> None:
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "No counter yet. You do not need one.")
        await pilot.press("n")
        await sees(pilot, "▌ Name", "Stopping alcohol or sedatives suddenly can be dangerous")
        await types(pilot, "Sugar-free")
        await pilot.press("tab", "l", "tab")
        await sees(pilot, "■ l within a limit", "At most a day")
        await sees_no(pilot, "Stopping alcohol")
        await types(pilot, "3 weeks ago")
        await pilot.press("enter")
        await sees(pilot, "It is counted from now on.", "Sugar-free · days follow Europe/London", "21 of 21 days")
    (made,) = empty_storage.streaks.counters()
    assert (made.goal, made.precision, made.first_day) == ("limit", "date", date(2026, 2, 17))


async def test_what_cannot_be_kept_is_said_and_what_was_typed_is_still_there(
    app_of: AppOf, empty_storage: Storage, counter: Counter
) -> None:
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("n", "enter")
        await sees(pilot, "A counter needs a name.")
        await types(pilot, "alcohol-FREE")
        await pilot.press("enter")
        await sees(pilot, "There is a counter with that name already.")
        await pilot.press("f3")
        await sees(pilot, "Home zone")
        await pilot.press("escape")
        await sees(pilot, "What you typed is there when you come back to it.")
        await pilot.press("n")
        await sees(pilot, "▌ Name", "alcohol-FREE")
    assert empty_storage.streaks.counters() == (counter,)


async def test_a_counter_is_changed_and_its_history_stays(
    app_of: AppOf, empty_storage: Storage, counter: Counter
) -> None:
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("e")
        await sees(pilot, "This counter", "2025-11-18")
        await types(pilot, " now")
        await pilot.press("f3", *["tab"] * 5)
        await sees(pilot, "▌ Large number")
        await pilot.press("t", "enter")
        await sees(pilot, "Changed.", "Alcohol-free now", "days on goal in all", "out of 112")
    (changed,) = empty_storage.streaks.counters()
    assert (changed.headline, changed.first_day, changed.zone) == ("total", counter.first_day, counter.zone)
    assert len(empty_storage.streaks.events(counter.id)) == 2


async def test_a_slip_by_keys_what_comes_next_first_and_nothing_is_erased(
    app_of: AppOf, empty_storage: Storage
) -> None:
    add_counters(empty_storage)
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days", "60 days", "23 March")
        await pilot.press("l")
        await sees(
            pilot, "Your 110 days still happened.", "ring Jo helped 4 of 5 times   walk 3 of 4   early bed 2 of 2"
        )
        await sees(pilot, "▌ One thing to do", "After a break the body tolerates less", "■ decide later")
        await types(pilot, "meeting")
        await pilot.press("tab", "tab", "tab")
        await types(pilot, "yesterday evening")
        await pilot.press("tab", "tab", "tab")
        await types(pilot, "tired")
        await pilot.press("tab", "tab")
        await types(pilot, "more")
        await pilot.press("tab", "space", "space", "enter")
        await sees(pilot, "Kept. Nothing you recorded is erased. u takes it back.", "109 of 112 days", "a slip · more")
        await sees_no(pilot, "Milestones")  # not on the day of a slip, or on the day it was noted
        (slip,) = empty_storage.streaks.events(_first(empty_storage).id)[2:]
        assert (slip.kind, slip.choice, slip.precision, slip.note) == ("slip", "keep-date", "date", "more")
        assert slip.answers == (("do", "meeting"), ("before", "tired"))
        await pilot.press("u")
        await sees(pilot, "Taken back.", "110 of 112 days", "Milestones")
    assert len(empty_storage.streaks.events(_first(empty_storage).id)) == 2


async def test_enter_alone_notes_a_slip_and_it_can_be_decided_later(
    app_of: AppOf, empty_storage: Storage, counter: Counter
) -> None:
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("l")
        await sees(pilot, "▌ One thing to do")
        await pilot.press("enter")
        await sees(pilot, "u takes it back", "a slip · not decided yet", "a slip to decide about, if you like")
        await pilot.press("d")
        await sees(pilot, "What it means for your count", "■ l decide later")
        await pilot.press("n", "enter")
        await sees(pilot, "Kept. You can change it again.", "A new run begins tomorrow.", "110 days on goal in all")
    events = empty_storage.streaks.events(counter.id)
    assert {(one.kind, one.choice) for one in events[2:]} == {("slip", "later"), ("choice", "new-run")}


async def test_esc_keeps_a_draft_and_a_time_that_cannot_be_loses_nothing(
    app_of: AppOf, empty_storage: Storage, counter: Counter
) -> None:
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("l")
        await sees(pilot, "▌ One thing to do")
        await types(pilot, "walk")
        await pilot.press("tab", "tab", "tab")
        await types(pilot, "tomorrow")
        await pilot.press("enter")
        await sees(pilot, "That time has not come yet.", "walk", "tomorrow")
        await pilot.press("escape")
        await sees(pilot, "What you wrote there is kept", "a page about a slip is unfinished")
        assert empty_storage.streaks.draft(counter.id) == {"do": "walk", "when": "tomorrow"}
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "a page about a slip is unfinished")
        await pilot.press("l")
        await sees(pilot, "As you left it. Nothing is noted yet.", "walk")
        await pilot.press("tab", "tab", "tab", "ctrl+u", "enter")
        await sees(pilot, "u takes it back")
    assert empty_storage.streaks.drafts() == frozenset()
    assert empty_storage.streaks.events(counter.id)[-1].answers == (("do", "walk"),)


async def test_a_slip_that_cannot_be_saved_stays_on_its_page(
    app_of: AppOf, empty_storage: Storage, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("l")
        await sees(pilot, "▌ One thing to do")
        await types(pilot, "walk")
        with monkeypatch.context() as patch:
            patch.setattr(StreakBook, "note", full)
            patch.setattr(StreakBook, "keep_draft", full)
            await pilot.press("enter")
            await sees(pilot, "Not saved: the disk is full.", "walk")
            await pilot.press("escape")
            await sees(pilot, "What you wrote is still here.")
        await pilot.press("enter")
        await sees(pilot, "Kept. Nothing you recorded is erased.")
    assert empty_storage.streaks.events(counter.id)[-1].answers == (("do", "walk"),)


async def test_hidden_numbers_are_words_and_the_choice_is_remembered(app_of: AppOf, empty_storage: Storage) -> None:
    add_counters(empty_storage)
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("h")
        await sees(pilot, "hidden, h shows it", "show numbers")
        await sees_no(pilot, "110")
    app = app_of(empty_storage, first=STREAKS)
    async with app.run_test(size=WIDE) as pilot:
        await sees(pilot, "hidden, h shows it", "What happened along the way")
        assert not {"47", "63", "112", "88", "■"} & set(text(app).split())
        await pilot.press("h")
        await sees(pilot, "110 of 112 days")


async def test_in_a_narrow_window_the_list_leads_to_the_page_and_a_slip_has_three_pages(
    app_of: AppOf, empty_storage: Storage
) -> None:
    add_counters(empty_storage)
    async with app_of(empty_storage, first=STREAKS).run_test(size=NARROW) as pilot:
        await sees(pilot, "▌ Alcohol-free", "In recovery")
        await sees_no(pilot, "days in this run")
        await pilot.press("j", "k", "enter")
        await sees(pilot, "days in this run", "longest run 63 days")
        await sees_no(pilot, "In recovery")
        await pilot.press("l")
        await sees(pilot, "▌ One thing to do", "Tolerance is lower after a break. F2")
        await sees_no(pilot, "What happened")
        await pilot.press("tab", "tab", "tab")
        await sees(pilot, "What happened", "▌ When")
        await pilot.press(*["tab"] * 6)
        await sees(pilot, "Your count", "■ l decide later", "tolerates")
        await pilot.press("enter")
        await sees(pilot, "u takes it back")
        await pilot.press("escape")
        await sees(pilot, "In recovery")


async def test_pause_write_begin_again_and_put_away_can_each_be_taken_back(
    home: Path, empty_storage: Storage, counter: Counter
) -> None:
    seconds = count()  # what is noted later comes later

    def ticking() -> Moment:
        return Moment(NOW.at + timedelta(seconds=next(seconds)), NOW.zone)

    app = JournalApp(home, storage=empty_storage, first=STREAKS, clock=ticking)
    async with app.run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("p")
        await sees(pilot, "Paused.", "paused since 10 March")
        await pilot.press("p")
        await sees(pilot, "Going on.", "88 of the last 90")
        await pilot.press("b")
        await sees(pilot, "A new run begins. The ones before stay.", "A new run begins today.")
        await pilot.press("u")
        await sees(pilot, "Taken back.", "47 days on goal")
        await pilot.press("w")
        await sees(pilot, "A few words along the way")
        await types(pilot, "easy week")
        await pilot.press("enter")
        await sees(pilot, "Kept.", "easy week")
        await pilot.press("x")
        await sees(pilot, "No counter yet.", "show 1 put away")
        await pilot.press("v")
        await sees(pilot, "put away")
        await pilot.press("X")
        await sees(pilot, "Erase this counter and its history for good?")
        await pilot.press("escape")
        await sees_no(pilot, "Erase this counter")
        await pilot.press("x")
        await sees(pilot, "It is back.")
        assert not empty_storage.streaks.get(counter.id).archived
        await pilot.press("x")
        await sees(pilot, "Put away, with all of its history.")
        await pilot.press("X", "y")
        await sees(pilot, "No counter yet.")
    assert empty_storage.streaks.counters(put_away=True) == ()


async def test_something_to_do_is_noted_with_one_key(app_of: AppOf, empty_storage: Storage) -> None:
    empty_storage.streaks.add(begun("A meeting", NOW.at.date() - timedelta(days=6), "do", "week"))
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "this week is open", "o done")
        await pilot.press("o")
        await sees(pilot, "Noted.", "done this week")
        await pilot.press("1", "4")
        await sees(pilot, "done this week")
        await pilot.press("u")  # the place was left: by now it is part of the history
        await sees(pilot, "done this week")
    assert [one.kind for one in empty_storage.streaks.events(_first(empty_storage).id)] == ["done"]


async def test_a_page_that_ends_while_help_is_above_it_closes_when_it_is_seen_again(
    app_of: AppOf, empty_storage: Storage, counter: Counter
) -> None:
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("h", "l")
        await sees(pilot, "Your days still happened.")  # numbers are hidden here, too
        page = pilot.app.screen
        assert isinstance(page, SlipScreen)
        await pilot.press("f2")
        await sees(pilot, "call")
        page.action_keep()
        await until(pilot, lambda: len(empty_storage.streaks.events(counter.id)) == 3)
        await pilot.press("escape")
        await sees(pilot, "Kept. Nothing you recorded is erased.")


async def test_another_day_and_another_program_are_noticed(
    app_of: AppOf, empty_storage: Storage, counter: Counter
) -> None:
    async with app_of(empty_storage, first=STREAKS).run_test(size=WIDE) as pilot:
        await sees(pilot, "110 of 112 days")
        empty_storage.streaks.put_away(counter.id, NOW.at)
        await until(pilot, lambda: "No counter yet." in text(_app(pilot.app)))


def _first(storage: Storage) -> Counter:
    return storage.streaks.counters()[0]


def _app(app: object) -> JournalApp:
    assert isinstance(app, JournalApp)
    return app
