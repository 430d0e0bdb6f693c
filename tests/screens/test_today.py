"""Today: one key is a check-in, another corrects it, u takes it back; nothing is counted against anybody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from journal.app import JournalApp
from journal.entries import Draft
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import Checkin, new_checkin
from journal.screens.places import TODAY
from journal.screens.today import TodayScreen
from journal.screens.write import WriteScreen
from journal.storage import Storage
from tests.screens.conftest import NOW
from tests.screens.looking import sees, sees_no, text, types, until

AppOf = Callable[..., JournalApp]
SIZE = (100, 30)


def noted(days_ago: float = 0, **answers: Any) -> Checkin:
    at = NOW.at - timedelta(days=days_ago)
    return replace(new_checkin(new_id(at), Moment(at, NOW.zone), at), **answers)


def moods(storage: Storage) -> list[int | None]:
    return [one.mood for one in storage.moods.each() if not one.of_entry]


async def test_one_key_is_a_whole_check_in_and_u_takes_it_back(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=SIZE, notifications=True) as pilot:
        await sees(pilot, "Good evening.", "How is it right now?", "Tuesday 10 March 2026")
        await pilot.press("f")
        await sees(pilot, "noted at 21:14", "Noted: good, 21:14", "u undo", "c add to check-in")
        assert moods(storage) == [4]
        assert next(iter(storage.moods.page())).at == NOW.at
        await pilot.press("u")
        await sees(pilot, "How is it right now?")
        await sees_no(pilot, "noted at 21:14")
        assert moods(storage) == []
        await pilot.press("u")  # nothing left to undo, and nothing breaks
        await pilot.pause()
        assert moods(storage) == []


async def test_another_key_within_a_minute_corrects_and_later_is_a_second_check_in(home: Any, storage: Storage) -> None:
    now = [NOW]
    async with JournalApp(home, storage=storage, clock=lambda: now[0]).run_test(size=SIZE) as pilot:
        await sees(pilot, "How is it right now?")
        await pilot.press("f")
        await until(pilot, lambda: moods(storage) == [4])
        await pilot.press("s")
        await until(pilot, lambda: moods(storage) == [2])
        now[0] = Moment(NOW.at + timedelta(minutes=2), NOW.zone)
        await pilot.press("d")
        await until(pilot, lambda: sorted(moods(storage), key=str) == [2, 3])


async def test_a_heavy_moment_gets_one_quiet_line_and_no_more(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "How is it right now?")
        assert "F2 or ! is there" not in text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("a")
        await sees(pilot, "F2 or ! is there if you want it.")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_the_week_shows_what_was_written_and_how_it_felt(app_of: AppOf, storage: Storage) -> None:
    storage.moods.add(noted(2, mood=5))
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Wrote on 4 of the last 7 days.", "wrote  □   □   ■   □   ■   ■   ■")
        # Sunday had an entry with 4, one with 2, and a check-in with 5; the middle is 4.
        await sees(pilot, "mood   ·   ·   ▁   ·   ▆   ▄   ▄", "       W   T   F   S   S   M   T")
        await sees(pilot, "Latest · today, 18:20 · ▆ good", "Telling Maren before the party", "I rang Maren at lunch.")


async def test_a_new_journal_counts_nothing(app_of: AppOf, empty_storage: Storage) -> None:
    async with app_of(empty_storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Write one line, or nothing.", "A check-in is one key.")
        assert "of the last 7" not in text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("g")
        await sees(pilot, "This week", "mood   ·   ·   ·   ·   ·   ·   █")
        assert "0 of the last 7" not in text(pilot.app)  # type: ignore[arg-type]


async def test_after_days_away_nothing_is_to_be_caught_up_on(app_of: AppOf, empty_storage: Storage) -> None:
    empty_storage.moods.add(noted(12, mood=2))
    async with app_of(empty_storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Welcome back. Nothing to catch up on.")


async def test_sleep_is_offered_until_it_was_noted(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "last night’s sleep can be noted")
        storage.moods.add(noted(mood=3, sleep=6.5))
        pilot.app.screen.refresh_from_storage()  # type: ignore[attr-defined]
        await sees_no(pilot, "last night’s sleep")


async def test_unfinished_pages_are_offered_and_o_goes_on(app_of: AppOf, storage: Storage) -> None:
    storage.drafts.save(Draft("d" * 32, NOW.at, NOW.zone, NOW.at, body="half a thought"))
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Your words are still here")
        await pilot.press("escape")
        await sees(pilot, "o 1 unfinished page, as you left it")
        await pilot.press("o")
        await sees(pilot, "Your words are still here", "half a thought")


async def test_paused_tracking_asks_nothing_and_letters_note_nothing(app_of: AppOf, storage: Storage) -> None:
    storage.preferences.ask(storage.preferences.questions().paused(date(2026, 3, 3)))
    storage.moods.add(noted(1, mood=5))
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Tracking is paused", "Your journal stays.")
        assert "How is it" not in text(pilot.app)  # type: ignore[arg-type]
        assert "mood   " not in text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("f")
        await pilot.pause(0.1)
        assert moods(storage) == [5]


async def test_the_persons_own_words_stand_for_the_moods(app_of: AppOf, storage: Storage) -> None:
    words = ("stone", "grey", "so-so", "fine", "sun")
    storage.preferences.ask(replace(storage.preferences.questions(), mood_words=words))
    async with app_of(storage, first=TODAY).run_test(size=SIZE, notifications=True) as pilot:
        await sees(pilot, *words)
        await pilot.press("g")
        await sees(pilot, "Noted: sun, 21:14")


async def test_w_writes_and_comes_back_here(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Latest")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WriteScreen))
        await types(pilot, "new words")
        await pilot.press("escape")
        await sees(pilot, "Latest · today, 21:14", "new words")


async def test_a_check_in_of_another_program_is_seen(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "How is it right now?")
        storage.moods.add(noted(mood=4))
        await sees(pilot, "noted at 21:14")  # the app looks every two seconds


async def test_the_places_are_a_digit_away_and_keep_their_place(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "How is it right now?")
        await pilot.press("2")
        await sees(pilot, "7 entries")
        await pilot.press("j", "j", "1")
        await sees(pilot, "How is it right now?")
        await pilot.press("enter")
        await sees(pilot, "What the group said about Sundays", "7 entries")
        await pilot.press("T")
        await sees(pilot, "Nothing in the trash.")
        await pilot.press("1")
        await sees(pilot, "How is it right now?")


async def test_at_40_by_12_the_moods_and_the_week_are_there(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=(40, 12)) as pilot:
        await sees(
            pilot, "1 Today", "How is it right now?", "a ▁▁", "g ██", "heavy to bright", "Wrote on 4 of the last 7"
        )
        await pilot.press("d")
        await sees(pilot, "Right now · level · noted at 21:14")
