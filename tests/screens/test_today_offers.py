"""What Today offers: a question to write from, a page of an earlier year, a greeting; and none of it on hard days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from journal.app import JournalApp
from journal.choices import Choices
from journal.finding import Selection
from journal.ids import new_id
from journal.letters import Letter
from journal.moments import Moment
from journal.moods import new_checkin
from journal.prompts import prompt_of_day, topics
from journal.screens.form import FormScreen
from journal.screens.places import TODAY
from journal.screens.shown import ShownScreen
from journal.screens.time_box import TimeBoxScreen
from journal.screens.write import WriteScreen
from journal.storage import Storage
from journal.streaks import Counter, new_counter, new_event
from tests.screens.conftest import NOW, made_up_entry
from tests.screens.looking import sees, sees_no, text, types, until

AppOf = Callable[..., JournalApp]
SIZE = (100, 30)
THE_DAY = NOW.at.date()


def asked(skipped: int = 0, **choices: Any) -> str:
    prompt = prompt_of_day(topics(), THE_DAY, skipped, Choices(**choices))
    assert prompt is not None
    return prompt.ask


def beginning(words: str) -> str:
    """So many words that they fit on a row."""
    return words[:40].rsplit(" ", 1)[0]


def noted(storage: Storage, **answers: Any) -> None:
    at = NOW.at - timedelta(hours=1)
    storage.moods.add(replace(new_checkin(new_id(at), Moment(at, NOW.zone), at), **answers))


def newest(storage: Storage) -> str:
    [line] = storage.entries.page(limit=1)
    return storage.entries.get(line.id).body


async def test_w_writes_about_the_question_and_the_entry_has_it_as_a_quote(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Prompt of the day", beginning(asked()), "w write about it", "p another")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WriteScreen))
        await sees(pilot, f"▌ {beginning(asked())}", "F8 take the question off")
        await types(pilot, "An hour of nothing.")
        await pilot.press("escape")
        await sees(pilot, "Latest · today, 21:14")
    assert newest(storage) == f"> {asked()}\n\nAn hour of nothing."


async def test_a_question_alone_is_no_entry_and_f8_takes_it_off_the_page(app_of: AppOf, storage: Storage) -> None:
    before = storage.entries.count()
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Prompt of the day")
        await pilot.press("n")  # an empty page
        await sees(pilot, "One line is enough.")
        assert "F8" not in text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("escape", "w", "ctrl+s", "escape")
        await sees(pilot, "How is it right now?")
        assert storage.entries.count() == before
        assert not storage.drafts.all()
        await pilot.press("w")
        await sees(pilot, "F8 take the question off")
        await types(pilot, "Else.")
        await pilot.press("f8")
        await sees_no(pilot, beginning(asked()))
        await pilot.press("escape")
        await sees(pilot, "Latest · today, 21:14")
    assert newest(storage) == "Else."


async def test_after_a_very_low_check_in_there_is_grounding_in_place_of_a_question(
    app_of: AppOf, storage: Storage
) -> None:
    storage.preferences.choose(Choices(on_this_day=True))
    storage.entries.add(made_up_entry("2025-03-10T20:10", "", "Took the long way home.", 4))
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Prompt of the day", "On this day")
        await pilot.press("a")
        await sees(pilot, "F2 or ! is there if you want it.", "noted at 21:14")
        shown = text(pilot.app)  # type: ignore[arg-type]
        assert "Prompt of the day" not in shown
        assert "On this day" not in shown
        assert "p another" not in shown
        await pilot.press("p", "w")  # p asks nothing; w is a page without a question
        await sees(pilot, "One line is enough.")
        assert "F8" not in text(pilot.app)  # type: ignore[arg-type]


async def test_on_this_day_is_a_line_of_an_old_page_and_enter_opens_it(app_of: AppOf, storage: Storage) -> None:
    storage.preferences.choose(Choices(on_this_day=True))
    words = "Took the long way home, by the water. Nothing happened. " + "And then some more of it. " * 20
    storage.entries.add(made_up_entry("2025-03-10T20:10", "", words, 4))
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "On this day · a year ago · ▆ good", "“Took the long way home, by the water.", "…”")
        await sees_no(pilot, "Latest")
        await pilot.press("enter")
        await sees(pilot, "Mon 10 March 2025, 20:10", "And then some more of it. And then")


async def test_on_this_day_is_silent_until_it_is_switched_on(app_of: AppOf, storage: Storage) -> None:
    storage.entries.add(made_up_entry("2025-03-10T20:10", "", "Took the long way home.", 4))
    app = app_of(storage, first=TODAY)
    async with app.run_test(size=(100, 34)) as pilot:
        await sees(pilot, "Latest")
        assert "On this day" not in text(app)
        await pilot.press("comma")
        await sees(pilot, "what Today shows: your name")
        await pilot.press("tab", "tab", "down", "enter")
        await sees(pilot, "□ on this day: a page of an earlier year")
        await pilot.press("j", "j", "space")
        await sees(pilot, "▌ ■ on this day: a page of an earlier year", "Kept.")
        await pilot.press("escape", "escape")
        await sees(pilot, "On this day · a year ago")


async def test_what_is_shown_is_chosen_by_keys_and_kept(app_of: AppOf, storage: Storage) -> None:
    app = app_of(storage, first=TODAY)
    async with app.run_test(size=(100, 34)) as pilot:
        app.push_screen(ShownScreen())
        await sees(pilot, "▌ ■ a question to write from", "□ deeper questions, too", "■ Grief and loss")
        await pilot.press("space", "j", "enter", "end", "space")
        await sees(pilot, "□ a question to write from", "■ deeper questions, too", "▌ □ For others")
        await pilot.press("shift+tab")
        await types(pilot, "Robin")
        await pilot.press("enter", "j")
        wanted = Choices(called="Robin", prompts=False, deeper=True, topics_off=frozenset({"for-others"}))
        await until(pilot, lambda: storage.preferences.choices() == wanted)
        await pilot.press("escape")
        await sees(pilot, "Good evening, Robin.")
        await sees_no(pilot, "Prompt of the day")


def counter_of(storage: Storage, days: int, name: str = "Alcohol-free") -> Counter:
    counter = new_counter(new_id(NOW.at), name, THE_DAY - timedelta(days=days), NOW.zone, NOW.at)
    storage.streaks.add(counter)
    return counter


async def test_a_counter_has_a_card_and_h_hides_its_number_for_good(app_of: AppOf, storage: Storage) -> None:
    counter_of(storage, 47)
    counter_of(storage, 3, "Meetings")
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(
            pilot, "Alcohol-free · 1 more in Streaks", "47 of the last 47", "60 days on 23 March", "h hide numbers"
        )
        await pilot.press("h")
        await sees(pilot, "h show numbers")
        await sees_no(pilot, "of the last 47")
        assert "Wrote on 4 of the last 7 days." in text(pilot.app)  # type: ignore[arg-type]
        assert storage.preferences.choices().numbers_hidden
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "h show numbers")
        assert "47" not in text(pilot.app)  # type: ignore[arg-type]


async def test_without_a_counter_there_is_nothing_to_hide_and_a_name_is_greeted_as_it_was_typed(
    app_of: AppOf, storage: Storage
) -> None:
    storage.preferences.choose(Choices(called="Ro[b]in\x1b[31m"))
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Good evening, Ro[b]in", "This week", ", settings")
        shown = text(pilot.app)  # type: ignore[arg-type]
        assert "\x1b" not in shown
        assert "hide numbers" not in shown
        await pilot.press("h")
        await pilot.pause()
    assert not storage.preferences.choices().numbers_hidden


async def test_a_counter_and_the_question_fit_into_40_by_12(app_of: AppOf, storage: Storage) -> None:
    counter_of(storage, 47)
    async with app_of(storage, first=TODAY).run_test(size=(40, 12)) as pilot:
        await sees(pilot, "Alcohol-free · 47 days on goal", asked()[:30].rsplit(" ", 1)[0])


async def test_a_milestone_of_today_and_a_letter_that_has_come_are_one_quiet_line_each(
    app_of: AppOf, storage: Storage
) -> None:
    counter_of(storage, 30)
    written = NOW.at - timedelta(days=40)
    storage.letters.write(Letter("a" * 32, written, NOW.zone, written, "A letter to me", "Dear me", due=THE_DAY))
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "Alcohol-free · 30 days today", "A letter from you has come, written on Thursday 29")
        assert "Dear me" not in text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("l")
        await sees(pilot, "Letters that wait")
        await pilot.press("enter")
        await sees(pilot, "Dear me")


async def test_on_the_day_of_a_slip_no_milestone_no_letter_and_no_question_follows(
    app_of: AppOf, storage: Storage
) -> None:
    counter = counter_of(storage, 30)
    written = NOW.at - timedelta(days=40)
    storage.letters.write(Letter("a" * 32, written, NOW.zone, written, "A letter to me", "Dear me", due=THE_DAY))
    hour_ago = Moment(NOW.at - timedelta(hours=1), NOW.zone)
    storage.streaks.note(new_event(counter, new_id(NOW.at), "slip", hour_ago, NOW.at))
    async with app_of(storage, first=TODAY).run_test(size=SIZE) as pilot:
        await sees(pilot, "F2 or ! is there if you want it.", "Alcohol-free")
        shown = text(pilot.app)  # type: ignore[arg-type]
        for words in ("30 days today", "letter", "Prompt of the day", "60 days on"):
            assert words not in shown


@pytest.fixture
def deeper(storage: Storage) -> Storage:
    storage.preferences.choose(Choices(deeper=True))
    return storage


def to_a_deeper_one() -> int:
    """How many questions are passed over until a deeper one comes."""
    return next(
        number
        for number in range(120)
        if (prompt := prompt_of_day(topics(), THE_DAY, number, Choices(deeper=True))) and prompt.deeper
    )


async def test_a_deeper_question_may_have_a_time_and_ends_softly(app_of: AppOf, deeper: Storage) -> None:
    passed = to_a_deeper_one()
    words = asked(passed, deeper=True)
    async with app_of(deeper, first=TODAY).run_test(size=SIZE) as pilot:
        for number in range(passed + 1):
            await sees(pilot, beginning(asked(number, deeper=True)))
            await pilot.press("p" if number < passed else "w")
        await sees(pilot, "A time that ends, if you like", "20 minutes")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await sees(pilot, "15 minutes left", beginning(words))
        await types(pilot, "Heavy words.")
        await pilot.press("f8")
        await sees(pilot, "Three slow breaths", "What is next for me today")
        await pilot.press("enter")
        await sees(pilot, "How is it right now?")
    assert f"## {words}\n\nHeavy words." in newest(deeper)
    assert deeper.entries.count(Selection(tags=("deep-writing",))) == 1


async def test_a_deeper_question_without_a_time_is_an_ordinary_page(app_of: AppOf, deeper: Storage) -> None:
    passed = to_a_deeper_one()
    async with app_of(deeper, first=TODAY).run_test(size=SIZE) as pilot:
        for number in range(passed + 1):
            await sees(pilot, beginning(asked(number, deeper=True)))
            await pilot.press("p" if number < passed else "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, TimeBoxScreen))
        await pilot.press("escape")
        await sees(pilot, "How is it right now?")
        await pilot.press("w")
        await sees(pilot, "A time that ends")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WriteScreen))
        await sees(pilot, f"▌ {beginning(asked(passed, deeper=True))}")


async def test_at_40_by_12_the_question_is_there_in_its_own_words(app_of: AppOf, storage: Storage) -> None:
    async with app_of(storage, first=TODAY).run_test(size=(40, 12)) as pilot:
        await sees(pilot, "How is it right now?", asked()[:30].rsplit(" ", 1)[0], "Wrote on 4 of the last 7 days.")
