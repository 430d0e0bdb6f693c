"""The check-in: a line is answered with a key or two, each can stay empty, and no answer is lost on the way."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from textual import events

from journal.app import JournalApp, Outcome
from journal.errors import DiskFull
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import Checkin, Coped, Scale, new_checkin
from journal.questions import Questions
from journal.records.moods import MoodBook
from journal.screens.check_in import CheckInResult, CheckInScreen
from journal.storage import Storage
from journal.widgets.answers.line import AnswerLine
from journal.widgets.answers.lines import Asked
from journal.widgets.answers.texts import NoteEditor
from tests.screens.conftest import NOW
from tests.screens.looking import Seen, rows, sees, sees_no, text, types, until

AppOf = Callable[..., JournalApp]
pytestmark = pytest.mark.usefixtures("counting")
WIDE = (100, 30)
PAIN = Scale("ab" * 16, "Pain [b]", 0, 10, "none", "a lot", -1)


@dataclass
class CheckingIn:
    """A check-in that is open, and what became of it."""

    app: JournalApp
    pilot: Seen
    results: list[CheckInResult | None] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def result(self) -> CheckInResult | None:
        await until(self.pilot, lambda: bool(self.results))
        return self.results[0]

    def line(self) -> str:
        screen = self.app.screen
        assert isinstance(screen, CheckInScreen)
        return screen.line_here.label if screen.line_here else ""

    async def to(self, label: str) -> None:
        """Go to a line at once."""
        [line] = [line for line in self.app.screen.query(AnswerLine) if line.label == label]
        self.app.screen.set_focus(line.answer.entrance)
        await sees(self.pilot, f"▌ {label}")

    async def paste(self, words: str) -> None:
        """Paste words where the cursor is: quicker than key by key."""
        self.app.post_message(events.Paste(words))
        await self.pilot.pause()


@asynccontextmanager
async def checking_in(
    app_of: AppOf, storage: Storage, checkin: Checkin | None = None, *, size: tuple[int, int] = WIDE
) -> AsyncIterator[CheckingIn]:
    app = app_of(storage)
    async with app.run_test(size=size) as pilot:
        here = CheckingIn(app, pilot)
        app.push_screen(CheckInScreen(checkin), here.results.append)
        await sees(pilot, "▌ Mood", "Energy")
        yield here


def noted(days_ago: float = 0, **answers: Any) -> Checkin:
    at = NOW.at - timedelta(days=days_ago)
    return replace(new_checkin(new_id(at), Moment(at, NOW.zone), at), **answers)


def own(storage: Storage) -> list[Checkin]:
    """Every check-in that is no entry's."""
    return [one for one in storage.moods.each() if not one.of_entry]


# --- answering -------------------------------------------------------------------------------------------------------


async def test_one_key_and_enter_are_a_whole_check_in(app_of: AppOf, storage: Storage) -> None:
    async with checking_in(app_of, storage) as here:
        await sees(here.pilot, "How is it right now?", "21:14 · Europe/London · F3 another time", "Nothing so far.")
        await here.press("4")
        await sees(here.pilot, "▌4 ▆▆ good", "▌ Energy", "So far: good. Nothing else is needed.")
        await here.press("enter")
        result = await here.result()
    [kept] = own(storage)
    assert (kept.mood, kept.says_more, kept.at) == (4, False, NOW.at)
    assert result == CheckInResult(kept, kept=True)


async def test_a_whole_check_in_by_keys(app_of: AppOf, storage: Storage) -> None:
    storage.preferences.ask(Questions(off=frozenset(), more_halt=("in-pain",)))
    storage.scales.save(PAIN)
    async with checking_in(app_of, storage, size=(100, 34)) as here:
        await here.press("g", "3", "1", "0", "down", "7", "down", "t", "i")
        await sees(here.pilot, "10  0 none", "■ t tired", "■ i in pain", "what has eased it before?")
        await here.press("down", "right", "left", "2", "down")
        await sees(here.pilot, "6.5 h", "▪ ▪ ▫ ▫ ▫ 2", "▌ Pain [b]")
        await here.press("8", "down")
        await types(here.pilot, "hop")
        await sees(here.pilot, "enter hopeful")
        await here.press("enter")
        await here.paste("sea-sick")
        await here.press("comma")  # exactly as it was typed: one's own
        await here.press("tab")  # nothing is typed: to the next line
        await here.press("w", "o", "enter", "tab", "w", "a", "l", "tab")
        await sees(here.pilot, "0 not at all · 1 a little · 2 some · 3 a lot")
        await here.press("2", "down", "space", "down", "p", "down")
        await here.paste("plan, people")
        await here.press("down", "O", "exclamation_mark", "ctrl+j")
        await here.paste("two")
        await sees(here.pilot, "a walk · some", "#people #plan", "■ y spoke with", "■ p partly", "   two  ")
        await here.press("enter")
        await here.result()
    [kept] = own(storage)
    assert (kept.mood, kept.energy, kept.craving, kept.strongest) == (5, 3, 10, 7)
    assert (kept.halt, kept.sleep, kept.quality) == (("tired", "in-pain"), 6.5, 2)
    assert (kept.emotions, kept.triggers) == (("hopeful", "sea-sick"), ("work",))
    assert kept.coping == (Coped("a walk", 2),)
    assert (kept.together, kept.medication, kept.tags) == (True, "partly", ("people", "plan"))
    assert (kept.note, kept.scales) == ("O!\ntwo", ((PAIN.id, 8),))


async def test_no_key_makes_a_number_that_is_out_of_range(app_of: AppOf, storage: Storage) -> None:
    storage.scales.save(replace(PAIN, lowest=10, highest=50))
    async with checking_in(app_of, storage) as here:
        await here.press("0", "7", "9", "4")  # a mood has five
        await here.press("8", "0", "5")  # and so has energy
        await here.press("1", "2", "right")  # 12 is no craving: 2, and one more
        await sees(here.pilot, "So far: good · energy 5 · craving 3.")
        assert isinstance(here.app.screen, CheckInScreen)
        await here.to("Sleep")
        await here.press("9", "down", "9", "3")
        await sees(here.pilot, "3…")
        await here.press("5")
        await sees(here.pilot, "35  ")
        await here.press("down", "enter")
        result = await here.result()
    assert result
    assert (result.checkin.craving, result.checkin.quality, result.checkin.scales) == (3, None, ((PAIN.id, 35),))


async def test_backspace_takes_an_answer_back_and_an_empty_check_in_saves_nothing(
    app_of: AppOf, storage: Storage
) -> None:
    async with checking_in(app_of, storage) as here:
        await here.press("1")
        await sees(here.pilot, "F2 or ! is there if you want it.")
        await here.press("up", "backspace")
        await sees_no(here.pilot, "F2 or ! is there")
        await here.press("enter")
        await sees(here.pilot, "Nothing was noted. That is fine.")
        assert not here.results
        await here.press("enter")
        assert await here.result() is None
    assert own(storage) == []


async def test_words_are_found_by_group_and_dropped_and_half_a_word_is_not_lost(
    app_of: AppOf, storage: Storage
) -> None:
    storage.moods.add(noted(1, emotions=("Sea-sick",)))
    async with checking_in(app_of, storage) as here:
        await here.to("Feelings")
        await types(here.pilot, "pro")
        await sees(here.pilot, "enter proud   capable · proud")
        await here.press("enter")
        await types(here.pilot, "sea")
        await sees(here.pilot, "Sea-sick · yours")
        await here.press("tab")
        await sees(here.pilot, "proud · Sea-sick")
        await here.press("left", "left", "backspace")
        await sees(here.pilot, "So far: Sea-sick.")
        await here.paste("half a wo")
        await here.press("down")  # no word was chosen: it stays as it was typed
        await sees(here.pilot, "▌ Around it", "So far: Sea-sick · half a wo.")
        await here.press("escape")
        result = await here.result()
    assert result
    assert (result.checkin.emotions, result.kept) == (("Sea-sick", "half a wo"), False)


async def test_fast_fingers_lose_no_letter(app_of: AppOf, storage: Storage) -> None:
    async with checking_in(app_of, storage) as here:
        await here.to("Feelings")
        for character in "calm,hop\rmy own,wary\r":  # all at once, as a slow connection delivers them
            pressed = events.Key("enter", "\r") if character == "\r" else events.Key(character, character)
            pressed.set_sender(here.app)
            here.app.post_message(pressed)
        await sees(here.pilot, "So far: calm · hopeful · my own · wary.")


async def test_the_mouse_answers_too(app_of: AppOf, storage: Storage) -> None:
    async with checking_in(app_of, storage) as here:
        row = next(number for number, row in enumerate(rows(here.app)) if "h hungry" in row)
        await here.pilot.click(offset=(rows(here.app)[row].index("l lonely"), row))
        await sees(here.pilot, "■ l lonely", "one message to somebody?", "▌ HALT")
        row = next(number for number, row in enumerate(rows(here.app)) if "1 ▁▁ heavy" in row)
        await here.pilot.click(offset=(rows(here.app)[row].index("level"), row))
        await sees(here.pilot, "So far: level · lonely.")


async def test_keys_that_come_before_the_lines_do_wait_for_them(
    app_of: AppOf, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up = CheckInScreen._look_up

    def slowly(screen: CheckInScreen, checkin: Checkin) -> Asked:
        time.sleep(0.5)
        return look_up(screen, checkin)

    monkeypatch.setattr(CheckInScreen, "_look_up", slowly)
    app, results = app_of(storage), list[CheckInResult | None]()
    async with app.run_test(size=WIDE) as pilot:
        app.push_screen(CheckInScreen(), results.append)
        await pilot.pause()
        await pilot.press("4", "2", "1", "0", "enter")
        await until(pilot, lambda: bool(results))
    assert [(one.mood, one.energy, one.craving) for one in own(storage)] == [(4, 2, 10)]


# --- keeping ---------------------------------------------------------------------------------------------------------


async def test_answers_are_in_the_journal_after_two_seconds_without_any_enter(app_of: AppOf, storage: Storage) -> None:
    async with checking_in(app_of, storage) as here:
        await here.press("2")
        await here.to("Note")
        await here.paste("not lost")
        await until(here.pilot, lambda: [(one.mood, one.note) for one in own(storage)] == [(2, "not lost")], seconds=6)


async def test_esc_saves_nothing_and_loses_nothing(app_of: AppOf, storage: Storage) -> None:
    async with checking_in(app_of, storage) as here:
        await here.press("2", "4")
        assert await here.app.save_everything()  # as lock, quiet and quit do
        assert [(one.mood, one.energy) for one in own(storage)] == [(2, 4)]
        await here.press("escape")
        result = await here.result()
    assert own(storage) == []
    assert result
    assert (result.kept, result.checkin.mood, result.checkin.energy) == (False, 2, 4)
    storage.moods.add(result.checkin)  # what u does
    assert [one.mood for one in own(storage)] == [2]


async def test_esc_from_an_untouched_check_in_says_nothing(app_of: AppOf, storage: Storage) -> None:
    before = noted(3, mood=2, note="as it was")
    storage.moods.add(before)
    async with checking_in(app_of, storage, before) as here:
        await sees(here.pilot, "How was it?", "Sat 7 March, 21:14", "as it was")
        await here.press("escape")
        assert await here.result() is None
    assert own(storage) == [before]


async def test_esc_puts_a_changed_check_in_back_as_it_was(app_of: AppOf, storage: Storage) -> None:
    before = noted(1, mood=2, note="as it was")
    storage.moods.add(before)
    async with checking_in(app_of, storage, before) as here:
        await here.press("5")
        assert await here.app.save_everything()
        assert [one.mood for one in own(storage)] == [5]
        await here.press("escape")
        result = await here.result()
    assert result == CheckInResult(replace(before, mood=5), kept=False)
    [after] = own(storage)
    assert replace(after, updated_at=before.updated_at) == before


async def test_locking_keeps_what_is_answered(app_of: AppOf, storage: Storage) -> None:
    async with checking_in(app_of, storage) as here:
        await here.press("3", "ctrl+l")
        await until(here.pilot, lambda: here.app.return_value is Outcome.LOCK)
    assert [one.mood for one in own(storage)] == [3]


async def test_trouble_stands_in_place_and_what_was_answered_stays(
    app_of: AppOf, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = MoodBook.change

    def full(*_: object) -> None:
        raise DiskFull

    async with checking_in(app_of, storage) as here:
        monkeypatch.setattr(MoodBook, "change", full)
        await here.press("4", "enter")
        await sees(here.pilot, "Not saved: the disk is full.", "What you answered is still here.", "So far: good")
        assert not await here.app.save_everything()
        monkeypatch.setattr(MoodBook, "change", keep)
        await here.press("enter")
        result = await here.result()
    assert result
    assert own(storage) == [result.checkin]


async def test_the_mood_of_an_entry_stays_one_check_in_and_keeps_its_time(app_of: AppOf, storage: Storage) -> None:
    before = storage.moods.on(NOW.at.date())[-1]
    assert before.of_entry
    assert before.mood == 4
    count = storage.moods.count()
    async with checking_in(app_of, storage, before) as here:
        await here.press("f3")
        await sees(here.pilot, "This is the mood of an entry")
        await here.press("2", "3", "enter")
        await here.result()
    after = storage.moods.get(before.id)
    assert (after.mood, after.energy, after.at, after.of_entry) == (2, 3, before.at, True)
    assert storage.entries.get(before.id).mood == 2
    assert storage.moods.count() == count


# --- when ------------------------------------------------------------------------------------------------------------


async def test_another_time_is_read_from_words_and_one_that_has_not_come_is_refused(
    app_of: AppOf, storage: Storage
) -> None:
    async with checking_in(app_of, storage) as here:
        await here.press("4", "f3")
        await here.paste("tomorrow 9pm")
        await here.press("enter")
        await sees(here.pilot, "That time has not come yet.", "tomorrow 9pm")
        await here.press("ctrl+u")
        await here.paste("blorf")
        await here.press("enter")
        await sees(here.pilot, "“blorf” could not be read as a date.")
        await here.press("ctrl+u")
        await here.paste("yesterday 9pm")
        await here.press("enter")
        await sees(here.pilot, "How was it?", "Mon 9 March, 21:00", "noted later", "▌ Energy")
        assert "could not be read" not in text(here.app)
        await here.press("5", "enter")
        await here.result()
    [kept] = own(storage)
    assert (kept.mood, kept.energy, kept.later) == (4, 5, True)
    assert kept.at.isoformat() == "2026-03-09T21:00:00+00:00"


# --- which lines -----------------------------------------------------------------------------------------------------


async def test_sleep_is_asked_once_a_day(app_of: AppOf, storage: Storage) -> None:
    before = noted(0.1, mood=3, sleep=6.0)
    storage.moods.add(before)
    async with checking_in(app_of, storage) as here:
        await sees_no(here.pilot, "half hours")
        await here.press("f3")
        await here.paste("yesterday 9pm")
        await here.press("enter")
        await sees(here.pilot, "half hours")
    async with checking_in(app_of, storage, before) as here:
        await sees(here.pilot, "6 h")


async def test_a_line_that_is_switched_off_is_not_asked_and_an_answer_on_it_stays_readable(
    app_of: AppOf, storage: Storage
) -> None:
    storage.preferences.ask(Questions(off=frozenset({"craving", "together", "note"}), mood_words=tuple("abcde")))
    storage.scales.save(replace(PAIN, put_away=True))
    before = noted(1, mood=3, craving=6, scales=((PAIN.id, 9),))
    storage.moods.add(before)
    async with checking_in(app_of, storage) as here:
        await sees(here.pilot, "4 ▆▆ d", "Energy")
        assert not [word for word in ("Craving", "Together", "Note", "Pain") if word in text(here.app)]
    async with checking_in(app_of, storage, before) as here:
        await sees(here.pilot, "Craving", "Pain [b]", "10 a lot · put away", "So far: c · craving 6 · Pain [b] 9.")


async def test_f4_chooses_the_lines_and_keeps_every_answer(app_of: AppOf, storage: Storage) -> None:
    async with checking_in(app_of, storage) as here:
        await here.press("4", "3")
        await here.to("Note")
        await here.paste("still here")
        await here.press("f4")
        await sees(here.pilot, "What a check-in asks", "■ Energy")
        await here.press("space", "down", "space", "escape")
        await sees(here.pilot, "▌ Note", "still here", "Energy")  # it is answered
        await sees_no(here.pilot, "Craving")
        assert here.app.screen.query_one(NoteEditor).exact_text == "still here"


# --- in every terminal -----------------------------------------------------------------------------------------------


async def test_every_line_is_reached_at_40_by_12(app_of: AppOf, storage: Storage) -> None:
    async with checking_in(app_of, storage, size=(40, 12)) as here:
        await here.press("2", "2")
        await sees(here.pilot, "So far: low · energy 2.")
        while here.line() != "Note":
            await here.press("down")
            await sees(here.pilot, f"▌ {here.line()}")
        assert "Mood" not in text(here.app)
        await types(here.pilot, "x")
        await sees(here.pilot, "So far: low · energy 2 · a note.")


async def test_without_colours_shapes_and_words_say_everything(
    app_of: AppOf, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with checking_in(app_of, storage) as here:
        await here.press("2", "3", "3", "down", "down", "h")
        await sees(here.pilot, "▌2 ▂▂ low", "▪ ▪ ▪ ▫ ▫   3", "▁ ▁ ▂ ▂ · · · · · · ·   3", "■ h hungry", "▌ HALT")
