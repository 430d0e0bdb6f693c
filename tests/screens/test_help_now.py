"""Help now: the number first, from everywhere, whatever is damaged; no question first, and no trace."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from journal.app import JournalApp
from journal.open_card import INSIDE, READABLE, card_path, load_card
from journal.screens.help_now import HelpNowScreen
from journal.screens.unlock import UnlockScreen
from journal.storage import Storage
from journal.widgets.help.people import PeopleList
from journal.widgets.help.timer import Urge, UrgeTimer
from tests.made import MadeHome
from tests.screens.looking import Seen, rows, sees, sees_no, text, types, until

AppOf = Callable[..., JournalApp]
SIZE = (100, 30)
CARD = {
    "country": "IE",
    "people": [
        {"name": "Jo", "number": "020 915 0142", "note": "ring, even at three"},
        {"name": "Maren", "number": "020 917 0188"},
    ],
    "plan": ["Alone: the arch, radio", "Ask: Jo, Maren"],
    "plan_looked_at": "2026-03-02",
    "told": True,
}


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def locked(home: Path, made_home: MadeHome) -> Path:
    return made_home.copied_to(home)


@pytest.fixture
def with_card(home: Path) -> Path:
    home.mkdir(exist_ok=True)
    card_path(home).write_text(json.dumps(CARD), "utf-8")
    return home


def contents(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


def screen_of(pilot: Seen) -> HelpNowScreen:
    screen = pilot.app.screen
    assert isinstance(screen, HelpNowScreen)
    return screen


def seen(pilot: Seen) -> list[str]:
    app = pilot.app
    assert isinstance(app, JournalApp)
    return rows(app)


def shown(pilot: Seen) -> str:
    return "\n".join(seen(pilot))


async def helped(pilot: Seen, screen: HelpNowScreen | None = None) -> None:
    if screen:
        await pilot.app.push_screen(screen)
    else:
        await pilot.press("f2")
    await sees(pilot, "If you may be in danger, call now.")
    await pilot.pause()


# --- from everywhere -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 20), (40, 12), (30, 8)])
async def test_it_opens_on_the_unlock_screen_and_goes_back_there(
    app_of: AppOf, locked: Path, size: tuple[int, int]
) -> None:
    async with app_of().run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, UnlockScreen))
        await types(pilot, "seven")
        await pilot.press("f2")
        await until(pilot, lambda: "in danger" in " ".join(shown(pilot).split()))
        await pilot.press("f2", "exclamation_mark")  # once is enough: nothing is stacked
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, UnlockScreen))
        assert pilot.app.screen.query_one(Input).value == "seven"


async def test_it_opens_before_there_is_a_journal_and_makes_nothing(app_of: AppOf, home: Path) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await sees(pilot, "Choose a passphrase")
        await helped(pilot)
        await sees(pilot, "Call your local emergency number.", "Nobody is written here yet.")
        assert INSIDE not in shown(pilot)
    assert contents(home) == {}


async def test_the_order_never_changes(app_of: AppOf, locked: Path, with_card: Path) -> None:
    async with app_of().run_test(size=(80, 40)) as pilot:
        await helped(pilot)
        await sees(pilot, "2 Ask: Jo, Maren")
        page = shown(pilot)
        parts = (
            "If you may be in danger, call now.",
            "112, the emergency number in Ireland.",
            "This page cannot see you or call for you. You can.",
            "My people",
            "Jo      020 915 0142   ring, even at three",
            "Someone to talk to · Ireland",
            "116 123               Samaritans, any time, free",
            "text HELLO to 50808   Text 50808, any time",
            "all checked on 1 March 2026",
            "findahelpline.com",
            "Right now",
            "Urge timer",
            "My safety plan · looked at 2 March",
            "1 Alone: the arch, radio",
        )
        places = [page.index(part) for part in parts]
        assert places == sorted(places)


async def test_at_40_by_12_the_number_the_first_person_and_the_first_line_need_no_scrolling(
    app_of: AppOf, locked: Path, with_card: Path
) -> None:
    async with app_of().run_test(size=(40, 12)) as pilot:
        await helped(pilot)
        await sees(pilot, "116 123")
        found = [row.strip("▌ ") for row in seen(pilot)]
        assert found[0] == "112, the emergency number in Ireland."
        assert found[1] == "If you may be in danger, call now."
        assert found[3].startswith("Jo   020 915 0142")
        assert found.index("and 1 more: p") < found.index("116 123") < 11
        assert "u timer   g steps   esc back" in found[11]


async def test_the_first_picture_already_fits_the_terminal(app_of: AppOf, locked: Path) -> None:
    async with app_of().run_test(size=(40, 12)) as pilot:
        screen = HelpNowScreen()
        pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.is_mounted)
        assert screen.has_class("-tiny", "-short")


async def test_a_locked_journal_keeps_its_people_inside_and_an_open_one_says_how_to_add(
    app_of: AppOf, empty_storage: Storage
) -> None:
    async with app_of(empty_storage).run_test(size=SIZE) as pilot:
        await helped(pilot)
        await sees(pilot, "Nobody is written here yet. p adds somebody")
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await sees(pilot, "These numbers are for everyone.")
        await pilot.press("s")
        await until(pilot, lambda: "Right now" not in shown(pilot))
        await sees(pilot, INSIDE, "Call your local emergency number.")


async def test_only_the_emergency_number_is_apricot(app_of: AppOf, locked: Path, with_card: Path) -> None:
    async with app_of().run_test(size=(80, 40)) as pilot:
        await helped(pilot)
        await sees(pilot, "Urge timer")
        apricot = {
            segment.text.strip()
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color and segment.style.color.name == "#f2b58f" and segment.text.strip()
        }
        assert {"112"} <= apricot
        assert not {words for words in apricot if any(letter.isalpha() for letter in words)}


async def test_without_colour_every_word_is_still_there(
    app_of: AppOf, locked: Path, with_card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await sees(pilot, "112, the emergency number", "Jo", "116 123", "▌")


async def test_whatever_is_damaged_is_named_and_the_rest_is_there(app_of: AppOf, locked: Path) -> None:
    card_path(locked).write_text("{")
    (locked / "helplines.toml").write_text("[[line]]\nname = x\n")
    async with app_of().run_test(size=(100, 50)) as pilot:
        await helped(pilot)
        await sees(
            pilot, "helplines.toml, line 2: this could not be read.", "card.json, line 1", "Both feet on the floor."
        )


async def test_what_a_person_wrote_is_never_markup(app_of: AppOf, locked: Path) -> None:
    card = {"people": [{"name": "[/]Jo[b]", "number": "[red]1", "note": "\x1b[2J[/]"}], "plan": ["[/]x"], "told": True}
    card_path(locked).write_text(json.dumps(card), "utf-8")
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await sees(pilot, "[/]Jo[b]   [red]1   [/]", "1 [/]x")
        await pilot.press("p")
        await sees(pilot, "▌ [/]Jo[b]")


# --- the country -----------------------------------------------------------------------------------------------------


async def test_without_a_country_there_are_words_and_the_list_first(app_of: AppOf, locked: Path) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await sees(pilot, "Call your local emergency number.", "Which country are you in? · c chooses one")
        page = shown(pilot)
        assert page.index("Which country") < page.index("My people")
        assert "116 123" not in page


async def test_a_guess_says_so_and_a_choice_is_kept(
    app_of: AppOf, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "LANG", "en_IE.UTF-8")
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await sees(pilot, "112, the emergency number in Ireland.", "The country is a guess. c changes it.")
        await pilot.press("c")
        await sees(pilot, "▌ Ireland · 112 · 3 lines", "card.json, which anyone at this computer can read")
        await pilot.press("j", "j", "enter")
        await sees(pilot, "111, the emergency number in New Zealand.", "call or text 1737")
        await sees_no(pilot, "a guess")
        await until(pilot, lambda: load_card(locked).card.country == "NZ")
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await sees(pilot, "111, the emergency number in New Zealand.")
        await pilot.press("c")
        await sees(pilot, "▌ New Zealand")
        await pilot.press("end", "enter")
        await sees(pilot, "Call your local emergency number.")
        await until(pilot, lambda: load_card(locked).card.country == "ZZ")


async def test_a_choice_that_cannot_be_kept_counts_all_the_same(app_of: AppOf, locked: Path) -> None:
    card_path(locked).mkdir()
    async with app_of().run_test(size=(100, 50)) as pilot:
        await helped(pilot)
        await pilot.press("c")
        await sees(pilot, "▌ Australia")
        await pilot.press("enter")
        await sees(pilot, "000, the emergency number in Australia.", "13 11 14", "Not kept:")


# --- my people -------------------------------------------------------------------------------------------------------


async def test_before_the_first_name_is_written_the_person_is_told_once(app_of: AppOf, locked: Path) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await pilot.press("p")
        await sees(pilot, "Nobody is written here yet. n adds somebody.")
        await pilot.press("n")
        await sees(pilot, "This card is not encrypted", "y goes on, esc leaves it.")
        await pilot.press("escape")
        await sees_no(pilot, "This card is not encrypted")
        assert not card_path(locked).exists()
        await pilot.press("n", "y")
        await sees(pilot, "Somebody to ring")
        await types(pilot, "Jo")
        await pilot.press("tab")
        await types(pilot, "020 915")
        await pilot.press("enter")
        await sees(pilot, "Kept on the open card.", "▌ Jo   020 915")
        assert [one.name for one in load_card(locked).card.people] == ["Jo"]
        assert load_card(locked).card.told
        await pilot.press("n")
        await sees(pilot, "Somebody to ring")
        assert READABLE[:20] not in shown(pilot)
        await types(pilot, "Maren!")
        await pilot.press("enter")
        await sees(pilot, "Maren!")
        await pilot.press("escape")
        await sees(pilot, "My people", "Jo       020 915", "Right now")


async def test_an_empty_form_and_a_left_one_write_nothing(app_of: AppOf, locked: Path, with_card: Path) -> None:
    before = card_path(locked).read_bytes()
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await pilot.press("p", "n")
        await sees(pilot, "Somebody to ring")
        await pilot.press("enter")
        await sees(pilot, "A name or a number is enough.")
        await types(pilot, "x")
        await pilot.press("escape")
        await sees(pilot, "▌ Jo")
    assert card_path(locked).read_bytes() == before


async def test_taking_somebody_off_asks_for_the_key_twice(app_of: AppOf, locked: Path, with_card: Path) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await pilot.press("p")
        await sees(pilot, "▌ Jo")
        await pilot.press("d")
        await sees(pilot, "d once more takes Jo off the card.")
        await pilot.press("escape")
        await sees_no(pilot, "once more")
        await pilot.press("d", "j", "d")  # moving away takes the question away, too
        await sees(pilot, "d once more takes Maren off the card.")
        assert len(load_card(locked).card.people) == 2
        await pilot.press("d")
        await sees(pilot, "Kept on the open card.")
        assert [one.name for one in load_card(locked).card.people] == ["Jo"]
        assert load_card(locked).card.plan == ("Alone: the arch, radio", "Ask: Jo, Maren")


async def test_people_that_cannot_be_kept_say_so_where_they_were_asked_for(app_of: AppOf, locked: Path) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await pilot.press("p", "n", "y")
        await sees(pilot, "Somebody to ring")
        card_path(locked).mkdir()
        await types(pilot, "Jo")
        await pilot.press("enter")
        await sees(pilot, "Not kept:")
        assert isinstance(pilot.app.screen.query_one(PeopleList), PeopleList)


# --- grounding and the plan ------------------------------------------------------------------------------------------


async def test_grounding_goes_step_by_step_and_the_number_stays(app_of: AppOf, locked: Path, with_card: Path) -> None:
    async with app_of().run_test(size=(40, 12)) as pilot:
        await helped(pilot)
        await pilot.press("g")
        await sees(pilot, "Five senses · 1 of 6", "112, the emergency number")
        await pilot.press("space")
        await sees(pilot, "Five senses · 2 of 6")
        await pilot.press("left", "left")
        await sees(pilot, "Five senses · 1 of 6")
        await pilot.press("space", "enter", "right", "space", "space")
        await sees(pilot, "Five senses · 6 of 6", "Once more from the beginning")
        await pilot.press("space")
        await sees(pilot, "Five senses · 1 of 6")
        await pilot.press("g")
        await sees(pilot, "Slow breathing · 1 of 6")
        await pilot.press("s")
        await sees(pilot, "My safety plan", "1 Alone")
        await pilot.press("escape")
        await sees(pilot, "My people")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, UnlockScreen))


async def test_keys_pressed_in_a_hurry_leave_one_part_open(app_of: AppOf, locked: Path, with_card: Path) -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await pilot.press("g", "p", "c", "s", "u", "g", "p")
        await sees(pilot, "▌ Jo")
        assert len(screen_of(pilot).query(".view")) == 1
        await pilot.press("escape")
        await sees(pilot, "Right now")


# --- the urge timer --------------------------------------------------------------------------------------------------


def test_time_passes_while_it_runs_and_never_more_than_there_is() -> None:
    urge = Urge()
    assert (urge.left(0), urge.is_begun) == (600, False)
    urge.go_on(100)
    assert urge.left(160) == 540
    urge.pause(160)
    assert urge.left(9999) == 540
    urge.go_on(10_000)
    assert urge.left(9_000) == 540  # a clock that goes back takes nothing
    urge.change(15)
    assert urge.minutes == 20
    urge.change(-50)
    assert (urge.minutes, urge.left(10_030)) == (5, 210)
    assert urge.left(99_999) == 0
    urge.go_on(99_999)
    assert urge.left(99_999) == 300
    urge.end()
    assert (urge.is_begun, urge.left(0)) == (False, 300)


async def test_the_timer_starts_pauses_and_ends_and_promises_nothing(app_of: AppOf, locked: Path) -> None:
    clock = Clock()
    app = app_of()
    app.animation_level = "full"
    async with app.run_test(size=(80, 40)) as pilot:
        await helped(pilot, HelpNowScreen(ticks=clock))
        await sees(pilot, "Urge timer · u starts 10 minutes", "You can still leave it undone.")
        await pilot.press("plus", "plus", "plus")
        await sees(pilot, "u starts 20 minutes")
        await pilot.press("u")
        await sees(pilot, "Urge timer 20:00 of 20 minutes left", "space pauses")
        clock.now += 440
        await sees(pilot, "Urge timer 12:40 of 20 minutes left", "━━━")
        await pilot.press("space")
        await sees(pilot, "paused, space goes on")
        clock.now += 999
        await pilot.press("minus")
        await sees(pilot, "Urge timer 7:40 of 15 minutes left")
        await pilot.press("x")
        await sees(pilot, "u starts 15 minutes")
        await pilot.press("space")  # nothing to pause, nothing happens
        await sees(pilot, "u starts 15 minutes")


async def test_when_the_time_is_over_it_says_so_quietly(app_of: AppOf, locked: Path) -> None:
    clock = Clock()
    app = app_of()
    app.animation_level = "full"
    async with app.run_test(size=SIZE) as pilot:
        await helped(pilot, HelpNowScreen(ticks=clock))
        await pilot.press("u")
        await sees(pilot, "of 10 minutes left")
        clock.now += 601
        await sees(pilot, "10 minutes have passed, and you are", "u starts again")
        await pilot.press("u")
        await sees(pilot, "space pauses")


async def test_it_is_drawn_once_a_second_at_most_and_once_a_minute_for_less_motion(app_of: AppOf, locked: Path) -> None:
    for level, seconds in (("full", 1.0), ("none", 60.0)):
        app = app_of()
        app.animation_level = level  # type: ignore[assignment]
        async with app.run_test(size=SIZE) as pilot:
            await helped(pilot)
            timer = screen_of(pilot).query_one(UrgeTimer)
            assert timer._each is None
            await pilot.press("u")
            await until(pilot, lambda timer=timer: timer._each is not None)  # type: ignore[misc]
            assert timer._each is not None
            assert timer._each._interval == seconds
            await pilot.press("space")
            await until(pilot, lambda timer=timer: timer._each is None)


async def test_the_timer_goes_on_while_the_page_is_closed(app_of: AppOf, locked: Path) -> None:
    clock = Clock()
    async with app_of().run_test(size=(80, 40)) as pilot:
        await helped(pilot, HelpNowScreen(ticks=clock))
        await pilot.press("u")
        await sees(pilot, "10 of 10 minutes left")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, UnlockScreen))
        clock.now += 180
        await helped(pilot, HelpNowScreen(ticks=clock))
        await sees(pilot, "Urge timer 7 of 10 minutes left")


# --- no trace --------------------------------------------------------------------------------------------------------


async def test_opening_it_changes_no_file(app_of: AppOf, locked: Path, with_card: Path) -> None:
    before = contents(locked)
    async with app_of().run_test(size=SIZE) as pilot:
        await helped(pilot)
        await pilot.press("g", "space", "escape", "u", "s", "escape", "p", "escape", "c", "escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, UnlockScreen))
    assert contents(locked) == before


async def test_every_key_of_the_page_is_on_the_page_of_keys(app_of: AppOf, locked: Path) -> None:
    async with app_of().run_test(size=(100, 40)) as pilot:
        await helped(pilot)
        await pilot.press("question_mark")
        await sees(pilot, "Be led through a few steps", "Choose the country", "Five minutes more", "Help now")
        assert "[" not in text(pilot.app)  # type: ignore[arg-type]
