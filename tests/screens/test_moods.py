"""Moods: looking back, driven by keys. Gaps stay gaps, too little is said kindly, and each view is also a table."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest

from journal.app import JournalApp
from journal.entries import Entry
from journal.errors import DatabaseDamaged
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import Checkin, Coped, new_checkin
from journal.patterns import PatternsCancelled, find_patterns
from journal.records.moods import MoodBook
from journal.screens import mood_together
from journal.screens.check_in import CheckInScreen
from journal.screens.day import DayScreen, nearest_noted
from journal.screens.moods import MoodsScreen
from journal.screens.places import MOODS
from journal.storage import Storage
from journal.widgets.view_tabs import ViewTabs
from tests.screens.conftest import NOW, made_up_entry
from tests.screens.looking import Seen, rows, sees, sees_no, text, until

AppOf = Callable[..., JournalApp]
SIZE = (100, 30)
TODAY = NOW.at.date()


def noted(days_ago: float = 0, **answers: Any) -> Checkin:
    at = NOW.at - timedelta(days=days_ago)
    return replace(new_checkin(new_id(at), Moment(at, NOW.zone), at), **answers)


def three_months() -> Iterator[Checkin]:
    for back in range(99, -1, -1):
        walk = back % 3 == 0
        yield noted(
            back,
            mood=4 if walk else 2,
            tags=("walk",) if walk else (),
            craving=back % 5,
            sleep=6.0 + back % 3,
            coping=(Coped("a walk", 3),) if walk else (),
        )


@pytest.fixture
def lived_in(empty_storage: Storage) -> Storage:
    empty_storage.moods.add_many(three_months())
    return empty_storage


async def view(pilot: Seen, name: str) -> None:
    """Go to a view with the arrow, and wait until it shows something."""
    screen = pilot.app.screen
    assert isinstance(screen, MoodsScreen)
    while name != (here := screen._view).NAME:
        await pilot.press("right")
        await until(pilot, lambda before=here: screen._view is not before)  # type: ignore[misc]
    await until(pilot, lambda: screen._view.facts is not None)


# --- first days -------------------------------------------------------------------------------------------------------


async def test_an_empty_journal_has_kind_words_and_one_key(app_of: AppOf, empty_storage: Storage) -> None:
    async with app_of(empty_storage, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "No check-ins yet.", "gaps are fine", "c check in")
        for pressed in ("r", "v", "enter", "right", "p", "left", "x", "tab", "h"):
            await pilot.press(pressed)
        await sees(pilot, "No check-ins yet.")
        await sees_no(pilot, "Cravings")


async def test_two_days_are_listed_and_not_drawn(app_of: AppOf, empty_storage: Storage) -> None:
    empty_storage.moods.add(noted(0, mood=4, note="The river [b]was[/b] there.", craving=3))
    empty_storage.moods.add(noted(1, mood=2, sleep=5.5))
    async with app_of(empty_storage, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "Not enough days to tell yet (2 of 3). Nothing to do; it fills in as you")
        await sees(pilot, "Today · Tuesday 10 March", "▆ good", "craving 3", "The river [b]was[/b] there.")
        await sees(pilot, "Yesterday · Monday 9 March", "▂ low", "slept 5.5 h")
        await sees_no(pilot, "middle of the last")


async def test_a_week_has_a_line_and_its_check_ins_and_no_bars_yet(app_of: AppOf, empty_storage: Storage) -> None:
    for back in range(6):
        empty_storage.moods.add(noted(back, mood=3))
    async with app_of(empty_storage, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "middle of the last 7 days", "5 Mar", "last 90 days · 6 check-ins")
        await sees(pilot, "By weekday and time of day: not enough days to tell yet (6 of 28).")
        await sees(pilot, "Today · Tuesday 10 March")
        await sees_no(pilot, " n 6")


async def test_days_without_a_mood_are_no_days_of_the_line(app_of: AppOf, empty_storage: Storage) -> None:
    for back in range(5):
        empty_storage.moods.add(noted(back, sleep=7.0))
    async with app_of(empty_storage, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "Not enough days to tell yet (0 of 3)", "5 check-ins", "slept 7 h")


# --- the line ---------------------------------------------------------------------------------------------------------


async def test_the_line_stands_beside_its_words_with_bars_and_an_honest_sentence(
    app_of: AppOf, lived_in: Storage
) -> None:
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "bright █", "good ▆", "level ▄", "low ▂", "heavy ▁", "11 Dec", "1 Feb")
        await sees(pilot, "last 90 days · 90 check-ins", "By weekday · middle value, and n", "Mon", "n 13")
        await sees(pilot, "evening", "n 90", "No clear pattern by weekday.", "Chance alone")
        await sees(pilot, "Tracking can feel heavy. Pause it any time with p; your journal stays.")
        await pilot.press("enter")  # the newest day
        await sees(pilot, "Today · Tuesday 10 March", "1 check-in")
        await pilot.press("escape")
        await sees(pilot, "By weekday")


async def test_r_goes_through_the_ranges_and_comes_round(app_of: AppOf, lived_in: Storage) -> None:
    lived_in.moods.add(noted(1500, mood=5))
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        for fact, first in (
            ("last 90 days · 90 check-ins", "11 Dec"),
            ("last 365 days · 100 check-ins", "11 Mar"),
            ("all days · 101 check-ins", "Jan 2022"),
            ("last 30 days · 30 check-ins", "9 Feb"),
            ("last 90 days · 90 check-ins", "11 Dec"),
        ):
            await sees(pilot, fact, first)
            await pilot.press("r")


async def test_the_mood_words_are_the_persons_own(app_of: AppOf, lived_in: Storage) -> None:
    own = ("grau", "[dim]", "so so", "fein", "hell")
    lived_in.preferences.ask(replace(lived_in.preferences.questions(), mood_words=own))
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "hell █", "[dim] ▂", "grau ▁")
        await sees_no(pilot, "bright")


async def test_a_narrow_terminal_shows_four_weeks(app_of: AppOf, lived_in: Storage) -> None:
    async with app_of(lived_in, first=MOODS).run_test(size=(40, 12)) as pilot:
        await sees(pilot, "11 Feb", "heavy ▁", "middle of the last 7 days")
        await pilot.resize_terminal(100, 30)
        await sees(pilot, "11 Dec", "last 90 days")


async def test_trouble_with_the_disk_is_said_where_it_happened(
    app_of: AppOf, lived_in: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(lived_in, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "90 check-ins")

        def broken(*_: object) -> None:
            raise DatabaseDamaged

        monkeypatch.setattr(MoodBook, "points", broken)
        await pilot.press("r")
        await sees(pilot, str(DatabaseDamaged()).split(".")[0][:40])
        monkeypatch.undo()
        await pilot.press("r")
        await sees(pilot, "all days")
        await sees_no(pilot, str(DatabaseDamaged()).split(".")[0][:40])


# --- pausing ----------------------------------------------------------------------------------------------------------


async def test_p_pauses_and_begins_again_and_the_pictures_stay(app_of: AppOf, lived_in: Storage) -> None:
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "p pause tracking", "bright █")
        await pilot.press("p")
        await sees(pilot, "Tracking is paused since 10 March. p begins again.", "bright █", "p begin again")
        await sees_no(pilot, "Tracking can feel heavy")
        assert lived_in.preferences.questions().paused_since == TODAY
        await pilot.press("p")
        await sees(pilot, "p pause tracking")
        await sees_no(pilot, "Tracking is paused")
        assert lived_in.preferences.questions().paused_since is None


async def test_c_checks_in_and_the_picture_has_it_afterwards(app_of: AppOf, lived_in: Storage) -> None:
    app = app_of(lived_in, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "90 check-ins")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CheckInScreen))
        lived_in.moods.add(noted(0.01, mood=5))
        await pilot.press("escape")
        await sees(pilot, "91 check-ins")


# --- tables -----------------------------------------------------------------------------------------------------------


async def test_v_shows_each_view_as_a_table_and_back(app_of: AppOf, lived_in: Storage) -> None:
    lived_in.entries.add(made_up_entry("2026-03-10T18:20", "A quiet one", "Soup.", None))
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "90 check-ins")
        await pilot.press("v")
        await sees(pilot, "Half within", "Tue 10 Mar", "4 good", "By weekday: Monday")
        await sees_no(pilot, "bright █")
        for name, words in (
            ("Year", ("Entries", "2026, newest first.", "Mon  9 Mar")),
            ("Cravings", ("Middle, 0 to 10", "Strongest")),
            ("Sleep", ("Night before", "6 h", "4 good")),
            ("Helped", ("Helped last", "a walk", "helped a lot")),
            ("Together", ("Stood out", "these can’t say why", "#walk")),
        ):
            await view(pilot, name)
            await sees(pilot, *words)
        await pilot.press("v")
        await sees(pilot, "What went together")
        await sees_no(pilot, "Stood out")


async def test_a_table_in_a_narrow_terminal_leaves_nothing_out(app_of: AppOf, lived_in: Storage) -> None:
    async with app_of(lived_in, first=MOODS).run_test(size=(40, 12)) as pilot:
        await sees(pilot, "heavy ▁")
        await pilot.press("v")
        await sees(pilot, "Day         Mood", "Tue 10 Mar  4 good", "half within 2 to 4 · check-ins")
        await pilot.press("G")
        await sees(pilot, "Wed 11 Feb")
        await sees(pilot, "Day         Mood")  # the head stays


# --- the year ---------------------------------------------------------------------------------------------------------


async def test_the_year_has_a_block_for_each_day_and_counts_them(app_of: AppOf, lived_in: Storage) -> None:
    lived_in.entries.add(made_up_entry("2026-01-02T18:20", "A quiet one", "Soup.", None))
    app = app_of(lived_in, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await view(pilot, "Year")
        await sees(pilot, "2026 · 69 check-ins", "▆ good", "23", "▂ low", "46", "no check-in", "Tue 10 Mar")
        january = next(row for row in rows(app) if "Jan ▂" in row or "Jan ▆" in row)
        moods = ["▆" if (TODAY - date(2026, 1, day)).days % 3 == 0 else "▂" for day in range(1, 32)]
        assert january[3:69].split()[1:] == moods
        await sees(pilot, "Entries and check-ins · ■ both")


async def test_up_and_down_change_the_year_and_stop_where_there_is_nothing(app_of: AppOf, lived_in: Storage) -> None:
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        await view(pilot, "Year")
        await pilot.press("down")
        await sees(pilot, "2026 · 69")
        await pilot.press("up")
        await sees(pilot, "2025 · 31 check-ins", "Wed 31 Dec 2025")
        await pilot.press("up")
        await pilot.pause(0.1)
        await sees(pilot, "2025 · 31 check-ins")
        await pilot.press("down")
        await sees(pilot, "2026 · 69")


async def test_a_day_is_chosen_with_arrows_or_brackets_and_opened(app_of: AppOf, empty_storage: Storage) -> None:
    empty_storage.moods.add(noted(0, mood=4))
    empty_storage.moods.add(noted(40, mood=1, note="A hard one."))
    app = app_of(empty_storage, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await view(pilot, "Year")
        await sees(pilot, "Tue 10 Mar")
        await pilot.press("left_square_bracket")
        await sees(pilot, "Thu 29 Jan", "▁ heavy")
        await pilot.press("tab", "down", "down", "left")  # the second one would be a day that has not come
        await sees(pilot, "Fri 27 Feb", "nothing noted", "open day", "esc years")
        await pilot.press("up", "right", "right")
        await sees(pilot, "Thu 29 Jan")
        await pilot.press("enter")
        await sees(pilot, "Thursday 29 January", "A hard one.")
        await pilot.press("escape", "escape", "right")
        await until(pilot, lambda: app.screen._view.NAME == "Cravings")  # type: ignore[attr-defined]


async def test_the_mouse_chooses_a_day_and_a_view(app_of: AppOf, lived_in: Storage) -> None:
    app = app_of(lived_in, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await sees(pilot, "90 check-ins")
        await pilot.click(ViewTabs, offset=(9, 0))
        await sees(pilot, "2026 · 69")
        await pilot.click("#grid", offset=(4 + 2 * 4, 2))  # 5 February
        await sees(pilot, "Thu  5 Feb")
        await pilot.click("#grid", offset=(4 + 2 * 4, 2))
        await sees(pilot, "Thursday 5 February")


async def test_a_short_terminal_shows_half_a_year_at_a_time(app_of: AppOf, lived_in: Storage) -> None:
    app = app_of(lived_in, first=MOODS)
    async with app.run_test(size=(40, 12)) as pilot:
        await view(pilot, "Year")
        await sees(pilot, "Jan ", "Jun ", "Tue 10 Mar · ▆ good")
        await sees_no(pilot, "Jul ")
        await pilot.press("up")
        await sees(pilot, "Jul ", "Dec ")
        await sees_no(pilot, "Jan ")
        await pilot.press("tab", *["up"] * 6)
        await sees(pilot, "Jan ", "Jun ")


async def test_h_shows_the_calendar_where_there_is_no_room_for_both(app_of: AppOf, lived_in: Storage) -> None:
    async with app_of(lived_in, first=MOODS).run_test(size=(80, 24)) as pilot:
        await view(pilot, "Year")
        await sees(pilot, "Dec", "▆ good 23")
        await sees_no(pilot, "Entries and check-ins")
        await pilot.press("h")
        await sees(pilot, "Entries and check-ins", "Jan Feb Mar")
        await sees_no(pilot, "Dec")


# --- cravings, sleep, what helped -------------------------------------------------------------------------------------


async def test_cravings_show_the_strongest_and_what_helped_then(app_of: AppOf, empty_storage: Storage) -> None:
    for back in range(6):
        empty_storage.moods.add(noted(back, craving=back, coping=(Coped("[a call]", 2),) if back in (0, 3) else ()))
    empty_storage.moods.add(noted(2.1, mood=3, coping=(Coped("a nap", 3),)))
    async with app_of(empty_storage, first=MOODS).run_test(size=SIZE) as pilot:
        await view(pilot, "Cravings")
        await sees(pilot, "An urge in 5 check-ins, on 5 of the 6 days", "was 5, on Thu 5 Mar.")
        await sees(pilot, "What helped then", "[a call]", "helped · 1 time · last Sat 7 Mar", "strongest of a day")
        await sees_no(pilot, "a nap")


async def test_cravings_that_were_none_are_said_to_be_none(app_of: AppOf, empty_storage: Storage) -> None:
    for back in range(4):
        empty_storage.moods.add(noted(back, craving=0))
    async with app_of(empty_storage, first=MOODS).run_test(size=SIZE) as pilot:
        await view(pilot, "Cravings")
        await sees(pilot, "No urges in 4 check-ins that noted craving.")


async def test_what_was_never_noted_is_asked_of_nobody(app_of: AppOf, empty_storage: Storage) -> None:
    empty_storage.moods.add(noted(0, mood=3))
    async with app_of(empty_storage, first=MOODS).run_test(size=SIZE) as pilot:
        for name, words in (
            ("Cravings", "No cravings noted in these days."),
            ("Sleep", "No hours of sleep noted in these days."),
            ("Helped", "Nothing here yet."),
        ):
            await view(pilot, name)
            await sees(pilot, words)


async def test_nights_stand_over_the_moods_of_their_days(app_of: AppOf, empty_storage: Storage) -> None:
    for back, (hours, mood) in enumerate([(8.0, 5), (7.0, 4), (6.0, 1), (5.0, 2)]):
        empty_storage.moods.add(noted(back, sleep=hours, mood=mood))
    app = app_of(empty_storage, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await view(pilot, "Sleep")
        await sees(
            pilot, "8 h", "5 h", "single nights", "The middle of 4 nights is 6.5 h", "can’t say what led to what"
        )
        moods = next(row for row in rows(app) if " mood " in row)
        assert moods.split()[1] == "▂▂▂▂▁▁▁▁▆▆▆▆████"


async def test_what_helped_is_listed_newest_first_and_nothing_that_did_not(
    app_of: AppOf, empty_storage: Storage
) -> None:
    empty_storage.moods.add(noted(3, coping=(Coped("a walk", 3), Coped("counting", 0))))
    empty_storage.moods.add(noted(1, coping=(Coped("called Maren", 1),)))
    app = app_of(empty_storage, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await view(pilot, "Helped")
        await sees(pilot, "Things that have helped you", "helped a little · 1 time · last Mon 9 Mar", "2 things")
        found = text(app)
        assert found.index("called Maren") < found.index("a walk")
        assert "counting" not in found


# --- together ---------------------------------------------------------------------------------------------------------


async def test_patterns_say_how_many_days_and_that_they_cannot_say_why(app_of: AppOf, lived_in: Storage) -> None:
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        await view(pilot, "Together")
        await sees(pilot, "What went together · last 90 days · these can’t say why")
        await sees(pilot, "On 30 #walk days mood was 2.0 higher than on 60 others", "no clear pattern")


async def test_x_turns_a_pattern_off_for_good_and_on_again(app_of: AppOf, lived_in: Storage) -> None:
    app = app_of(lived_in, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await view(pilot, "Together")
        await sees(pilot, "On 30 #walk days")
        await pilot.press("x")
        await sees(pilot, "Turned off", "#walk and mood · x turns it on again")
        await sees_no(pilot, "On 30 #walk days")
        assert lived_in.preferences.questions().patterns_off == {"tag:walk:mood"}
        await pilot.press("G", "x")
        await sees(pilot, "On 30 #walk days")
        await sees_no(pilot, "Turned off")
        assert not lived_in.preferences.questions().patterns_off


async def test_leaving_the_view_ends_the_search_for_patterns(
    app_of: AppOf, lived_in: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = Event(), Event()
    find = find_patterns

    def slow(*days: Any, cancelled: Callable[[], bool], **others: Any) -> Any:
        begun.set()
        while not cancelled():
            ended.wait(0.01)
        try:
            return find(*days, cancelled=cancelled, **others)
        finally:
            ended.set()

    monkeypatch.setattr(mood_together, "find_patterns", slow)
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "90 check-ins")
        await pilot.press("left")
        await sees(pilot, "Looking…")
        assert begun.wait(5)
        await pilot.press("left")
        await until(pilot, ended.is_set)
        await sees(pilot, "Things that have helped you")


async def test_looking_for_patterns_while_another_place_is_shown_stops_too(
    app_of: AppOf, lived_in: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Event()

    def slow(*_: Any, cancelled: Callable[[], bool], **__: Any) -> Any:
        while not cancelled():
            ended.wait(0.01)
        ended.set()
        raise PatternsCancelled

    monkeypatch.setattr(mood_together, "find_patterns", slow)
    async with app_of(lived_in, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "90 check-ins")
        await pilot.press("left")
        await sees(pilot, "Looking…")
        await pilot.press("2")
        await until(pilot, ended.is_set)


# --- a day ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_days(empty_storage: Storage) -> Storage:
    empty_storage.moods.add(noted(0, mood=4, note="Evening."))
    empty_storage.moods.add(noted(0.4, mood=2, note="Morning [/]."))
    empty_storage.moods.add(noted(100, mood=3, note="Long ago."))
    empty_storage.entries.add(made_up_entry("2026-03-10T18:20", "Telling [i]Maren", "Soup.", None))
    return empty_storage


async def on_day(pilot: Seen, day: date) -> None:
    await sees(pilot, "check-ins")
    pilot.app.push_screen(DayScreen(day))


async def test_a_day_lists_what_it_has_and_brackets_go_to_other_days(app_of: AppOf, two_days: Storage) -> None:
    app = app_of(two_days, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await on_day(pilot, TODAY)
        await sees(
            pilot, "Today · Tuesday 10 March", "2 check-ins · 1 entry", "Written on this day", "Telling [i]Maren"
        )
        found = text(app)
        assert found.index("Morning [/].") < found.index("Evening.")
        await sees(pilot, "[ ] other days")
        await pilot.press("left_square_bracket")
        await sees(pilot, "Sunday 30 November 2025", "Long ago.")
        await pilot.press("left")
        await pilot.pause(0.1)
        await sees(pilot, "Long ago.")
        await pilot.press("right")
        await sees(pilot, "Today · Tuesday 10 March")


async def test_e_and_enter_change_the_selected_check_in(app_of: AppOf, two_days: Storage) -> None:
    app = app_of(two_days, first=MOODS)
    async with app.run_test(size=SIZE) as pilot:
        await on_day(pilot, TODAY)
        await sees(pilot, "Evening.")
        for pressed in ("e", "enter"):
            await pilot.press(pressed)
            await until(pilot, lambda: isinstance(app.screen, CheckInScreen))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, DayScreen))


async def test_d_erases_one_and_u_brings_it_back_as_it_was(app_of: AppOf, two_days: Storage) -> None:
    before = two_days.moods.on(TODAY)
    async with app_of(two_days, first=MOODS).run_test(size=SIZE, notifications=True) as pilot:
        await on_day(pilot, TODAY)
        await sees(pilot, "Evening.")
        await pilot.press("j", "d")
        await sees(pilot, "1 check-in · 1 entry", "u brings it back")
        await sees_no(pilot, "Evening.")
        assert [one.note for one in two_days.moods.on(TODAY)] == ["Morning [/]."]
        await pilot.press("d")
        await until(pilot, lambda: not two_days.moods.on(TODAY))
        await sees(pilot, "1 entry")
        await pilot.press("u", "u")
        await sees(pilot, "Evening.", "Morning [/].")
        after = two_days.moods.on(TODAY)
        assert [replace(one, updated_at=NOW.at) for one in after] == [replace(one, updated_at=NOW.at) for one in before]


async def test_the_mood_of_an_entry_comes_back_into_the_entry(app_of: AppOf, empty_storage: Storage) -> None:
    entry: Entry = made_up_entry("2026-03-10T18:20", "A quiet one", "Soup.", 4)
    empty_storage.entries.add(entry)
    async with app_of(empty_storage, first=MOODS).run_test(size=SIZE) as pilot:
        await sees(pilot, "1 check-in")
        pilot.app.push_screen(DayScreen(TODAY))
        await sees(pilot, "▆ good")
        await pilot.press("d")
        await until(pilot, lambda: empty_storage.entries.get(entry.id).mood is None)
        await sees_no(pilot, "▆ good")
        await pilot.press("u")
        await sees(pilot, "▆ good")
        assert empty_storage.entries.get(entry.id).mood == 4
        assert [one.of_entry for one in empty_storage.moods.on(TODAY)] == [True]


async def test_a_day_with_nothing_is_nothing_to_make_up_for(app_of: AppOf, two_days: Storage) -> None:
    async with app_of(two_days, first=MOODS).run_test(size=SIZE) as pilot:
        await on_day(pilot, date(2026, 1, 1))
        await sees(pilot, "Thursday 1 January", "Nothing noted on this day, and nothing to make up for.")
        await pilot.press("d", "e", "u", "enter", "j")
        await sees(pilot, "Nothing noted on this day")


def test_the_nearest_day_is_found_however_far_it_is(two_days: Storage) -> None:
    two_days.moods.add(noted(2500, mood=1))
    assert nearest_noted(two_days, TODAY, before=True) == TODAY - timedelta(days=100)
    assert nearest_noted(two_days, TODAY - timedelta(days=100), before=True) == TODAY - timedelta(days=2500)
    assert nearest_noted(two_days, TODAY - timedelta(days=2500), before=True) is None
    assert nearest_noted(two_days, TODAY - timedelta(days=100), before=False) == TODAY
    assert nearest_noted(two_days, date.min, before=True) is None
