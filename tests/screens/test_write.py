"""The page a person writes on: it saves itself, on every way out."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from journal.app import JournalApp, Outcome
from journal.entries import Change, Draft
from journal.storage import Storage
from journal.widgets.mood_row import MoodRow
from journal.widgets.page_editor import PageEditor
from tests.screens.conftest import NOW, made_up_entry
from tests.screens.looking import sees, sees_no, text, types, until


async def test_n_writes_and_esc_keeps_it(app: JournalApp, storage: Storage) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("n")
        await sees(pilot, "A title, if you like", "Tuesday 10 March, 21:14")
        await types(pilot, "Around four it got loud.")
        await pilot.press("f3")
        await types(pilot, "Bricks")
        await pilot.press("enter", "f4")
        await types(pilot, "urge, work")
        await pilot.press("enter", "f7", "d")
        await sees(pilot, "▄ level", "#urge #work", "5 words")
        await pilot.press("escape")
        await sees(pilot, "8 entries", "Bricks")
    (line, *_) = storage.entries.page()
    entry = storage.entries.get(line.id)
    assert (entry.title, entry.body, entry.tags, entry.mood) == (
        "Bricks",
        "Around four it got loud.",
        ("urge", "work"),
        3,
    )
    assert storage.drafts.all() == ()


async def test_after_the_very_first_entry_the_letters_are_keys_again(
    empty_storage: Storage, app_of: Callable[..., JournalApp]
) -> None:
    app = app_of(empty_storage)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "Nothing here yet.")
        await pilot.press("n")
        await types(pilot, "first words")
        await pilot.press("escape")
        await sees(pilot, "n new", "s share", "1 entry")
        await pilot.press("t")
        await sees(pilot, "No tags yet.")


async def test_an_empty_page_leaves_nothing_behind(app: JournalApp, storage: Storage) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("n", "escape")
        await sees(pilot, "7 entries")
    assert storage.entries.count() == 7
    assert storage.drafts.all() == ()


async def test_the_page_saves_itself_two_seconds_after_the_last_key(app: JournalApp, storage: Storage) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await types(pilot, "not lost")
        await until(pilot, lambda: bool(storage.drafts.all()))
        assert storage.drafts.all()[0].body == "not lost"
        await sees(pilot, "saved just now")


async def test_quitting_while_writing_keeps_the_draft_and_offers_it_again(
    app: JournalApp, storage: Storage, app_of: Callable[..., JournalApp]
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await types(pilot, "half a thought")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.return_value is Outcome.QUIT)
    assert [draft.body for draft in storage.drafts.all()] == ["half a thought"]
    again = app_of(storage)
    async with again.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "Your words are still here", "half a thought")
        await pilot.press("enter")
        await types(pilot, ", whole now")
        await pilot.press("escape")
        await sees(pilot, "8 entries", "half a thought, whole now")
    assert storage.drafts.all() == ()


async def test_locking_while_writing_keeps_the_draft(app: JournalApp, storage: Storage) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await types(pilot, "before the lock")
        await pilot.press("ctrl+l")
        await until(pilot, lambda: app.return_value is Outcome.LOCK)
    assert [draft.body for draft in storage.drafts.all()] == ["before the lock"]


async def test_an_offered_draft_can_be_kept_as_it_is_or_let_go(
    storage: Storage, app_of: Callable[..., JournalApp]
) -> None:
    for number, body in enumerate(("keep me", "let me go")):
        storage.drafts.save(Draft(f"{number:032x}", NOW.at, NOW.zone, NOW.at, body=body))
    app = app_of(storage)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "keep me", "let me go")
        while "let me go" not in highlighted(app):
            await pilot.press("down")
        await pilot.press("x")
        await sees(pilot, "Press x once more")
        await pilot.press("x")
        await sees_no(pilot, "let me go")
        await pilot.press("s")
        await sees(pilot, "8 entries", "keep me")
    assert storage.drafts.all() == ()


def highlighted(app: JournalApp) -> str:
    from textual.widgets import OptionList

    options = app.screen.query_one(OptionList)
    return str(options.get_option_at_index(options.highlighted or 0).prompt)


async def test_quiet_covers_the_page_saves_it_and_brings_it_back_with_the_cursor(
    app: JournalApp, storage: Storage
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await types(pilot, "one two")
        await pilot.press("left", "left", "left")
        cursor = app.screen.query_one(PageEditor).cursor_location
        await pilot.press("f9")
        await sees(pilot, "No note selected.")
        assert "one two" not in text(app)
        await until(pilot, lambda: bool(storage.drafts.all()))
        await pilot.press("f9")
        await sees(pilot, "one two")
        assert app.screen.query_one(PageEditor).cursor_location == cursor
        assert app.screen.query_one(PageEditor).has_focus


async def test_editing_keeps_the_version_before_and_history_restores_it(app: JournalApp, storage: Storage) -> None:
    first = storage.entries.page()[0]
    before = storage.entries.get(first.id)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("e")
        await until(pilot, lambda: bool(app.screen.query(PageEditor)))
        await types(pilot, " More.")
        await pilot.press("escape")
        await sees(pilot, "a plan More.")
        await pilot.press("h")
        await sees(pilot, "Newest first.", "now")
        await pilot.press("j", "r")
        await sees(pilot, "Restored. The version before it is kept, too.")
    assert storage.entries.get(first.id).body == before.body
    assert len(storage.entries.history(first.id)) == 3


async def test_an_entry_that_is_looked_at_and_not_changed_gets_no_revision(app: JournalApp, storage: Storage) -> None:
    first = storage.entries.page()[0]
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("e")
        await until(pilot, lambda: bool(app.screen.query(PageEditor)))
        await pilot.press("escape")
        await sees(pilot, "7 entries")
    assert len(storage.entries.history(first.id)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "[2020-01-01 10:00] x",
        "[/b] and [bold]",
        "   leading spaces",
        "one\r\ntwo\r\n",
        "mixed\r\nline\nends\rhere",
        "a\x00b\x1b[31mc\x9b",
        "line\u2028separator\u2029 and \x0b\x0c\x85",
        "\u202edirection\u2066",
        "lone \ud800 surrogate",
    ],
)
async def test_text_survives_an_edit_that_only_adds_to_it(
    empty_storage: Storage, app_of: Callable[..., JournalApp], body: str
) -> None:
    entry = made_up_entry("2026-03-10T20:00", "t", body, None)
    empty_storage.entries.add(entry)
    app = app_of(empty_storage)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "1 entry")
        await pilot.press("e")
        await until(pilot, lambda: bool(app.screen.query(PageEditor)))
        await types(pilot, "end")
        await pilot.press("escape")
        await until(pilot, lambda: empty_storage.entries.get(entry.id).body != body)
    assert empty_storage.entries.get(entry.id).body == body + "end"


async def test_a_change_made_elsewhere_in_the_meantime_is_said_and_kept(app: JournalApp, storage: Storage) -> None:
    first = storage.entries.page()[0]
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("e")
        await until(pilot, lambda: bool(app.screen.query(PageEditor)))
        storage.entries.edit(first.id, Change(body="from the shell"), NOW.at)
        await types(pilot, " here")
        await pilot.press("escape")
        await sees(pilot, "This entry was also changed elsewhere.")
    assert "from the shell" in [version.body for version in storage.entries.history(first.id)]
    assert storage.entries.get(first.id).body.endswith(" here")


async def test_a_paste_of_ten_megabytes_is_taken_and_saved(app: JournalApp, storage: Storage) -> None:
    pasted = "\n".join(["some words on a line of a long text"] * 290_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: bool(app.screen.query(PageEditor)))
        app.screen.query_one(PageEditor).post_message(events.Paste(pasted))
        await until(pilot, lambda: bool(storage.drafts.all()), seconds=60)
        await pilot.press("escape")
        await until(pilot, lambda: storage.entries.count() == 8, seconds=60)
    assert storage.entries.get(storage.entries.page()[0].id).body == pasted


async def test_pasted_control_characters_are_shown_as_stand_ins_and_kept(app: JournalApp, storage: Storage) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: bool(app.screen.query(PageEditor)))
        app.screen.query_one(PageEditor).post_message(events.Paste("a\x1b]0;title\x07b"))
        await sees(pilot, "a␛]0;title␇b")
        await pilot.press("escape")
        await until(pilot, lambda: storage.entries.count() == 8)
    assert storage.entries.get(storage.entries.page()[0].id).body == "a\x1b]0;title\x07b"


async def test_the_mood_is_chosen_by_letter_digit_arrow_or_mouse(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("n", "f7", "a")
        await sees(pilot, "▁ heavy")
        await pilot.press("f7", "5")
        await sees(pilot, "█ bright")
        await pilot.press("f7", "left", "enter")
        await sees(pilot, "▆ good")
        await pilot.press("f7", "0")
        await sees_no(pilot, "good")
        await pilot.press("f7")
        row = app.screen.query_one(MoodRow)
        await pilot.click(row, offset=(1, 0))
        await sees(pilot, "▁ heavy")


async def test_a_page_that_cannot_be_saved_now_stays_and_is_saved_later(app: JournalApp, storage: Storage) -> None:
    """Another program holds the database; a full disk is told apart in tests/storage, by the same way up."""
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("n")
        await types(pilot, "still here")
        with storage.alone():  # another program holds the write lock for longer than anybody waits
            await pilot.press("escape")
            await sees_within_a_while(pilot, "Your text is still here.")
            assert app.screen.query_one(PageEditor).exact_text == "still here"
        await pilot.press("escape")
        await sees(pilot, "8 entries")


async def sees_within_a_while(pilot: object, words: str) -> None:
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    app = pilot.app
    assert isinstance(app, JournalApp)
    await until(pilot, lambda: words in " ".join(text(app).split()), seconds=30)


async def test_a_passphrase_field_cannot_be_copied(home: Path, app_of: Callable[..., JournalApp]) -> None:
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "Choose a passphrase")
        await types(pilot, "secret words")
        await pilot.press("ctrl+a", "ctrl+c")
        assert app.clipboard == ""
        await pilot.press("ctrl+a", "ctrl+x")
        assert app.clipboard == ""
        assert app.screen.query_one("#first", Input).value in ("", "secret words")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed, which Windows does not have")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=["term", "hup", "kill"])
def test_a_killed_program_offers_the_draft_again(home: Path, empty_storage: Storage, number: signal.Signals) -> None:
    """In a real terminal: words are typed, the program is ended from outside, and the words are in the journal."""
    from tests.screens.terminal import Terminal

    program = [sys.executable, "-m", "journal", "--home", str(home)]
    with Terminal(program) as terminal:
        terminal.wait_for("Passphrase")
        terminal.send("seven bricks by the river\r")
        terminal.wait_for("Write one line, or nothing")
        terminal.send("n")
        terminal.wait_for("One line is enough")
        terminal.send("typed and not finished")
        if number == signal.SIGKILL:
            terminal.wait_for("saved just now")
        else:
            terminal.wait_for("not finished")
        os.kill(terminal.pid, number)
        terminal.wait_for_end()
    assert [draft.body for draft in empty_storage.drafts.all()] == ["typed and not finished"]


def test_writing_from_the_shell_needs_no_interface() -> None:
    code = "import journal.app, sys; print(any(m.startswith(('sqlmodel', 'sqlalchemy')) for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
