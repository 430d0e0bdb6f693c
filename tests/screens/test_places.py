"""Trash, settings, import: the smaller places, driven by keys."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from journal.app import JournalApp
from journal.screens.settings import changeable_bindings
from journal.storage import Storage
from tests.screens.conftest import NOW
from tests.screens.looking import sees, sees_no, text, types, until


async def test_the_trash_brings_back_and_erases_only_after_asking(app: JournalApp, storage: Storage) -> None:
    first, second = storage.entries.page()[:2]
    for line in (first, second):
        storage.entries.trash(line.id, NOW.at)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "5 entries")
        await pilot.press("T")
        await sees(pilot, "2 entries. They stay here until you erase them.")
        await pilot.press("r")
        await sees(pilot, "1 entry. They stay here")
        await pilot.press("x")
        await sees(pilot, "Erase this entry and its history for good?")
        await pilot.press("escape")
        await sees_no(pilot, "Erase this entry")
        assert storage.entries.count(trashed=True) == 1
        await pilot.press("x", "y")
        await sees(pilot, "Nothing in the trash.")
        await pilot.press("escape")
        await sees(pilot, "6 entries")
    assert storage.entries.count(trashed=True) == 0


async def test_y_alone_erases_nothing(app: JournalApp, storage: Storage) -> None:
    storage.entries.trash(storage.entries.page()[0].id, NOW.at)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "6 entries")
        await pilot.press("T")
        await sees(pilot, "1 entry.")
        await pilot.press("y")
        await pilot.pause(0.2)
    assert storage.entries.count(trashed=True) == 1


async def test_the_whole_trash_can_be_erased(app: JournalApp, storage: Storage) -> None:
    for line in storage.entries.page()[:3]:
        storage.entries.trash(line.id, NOW.at)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "4 entries")
        await pilot.press("T", "X")
        await sees(pilot, "Erase everything in the trash")
        await pilot.press("y")
        await sees(pilot, "Nothing in the trash.")


async def test_a_theme_counts_at_once_and_is_kept(app: JournalApp, home: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("comma")
        await sees(pilot, "Settings", "■ dusk")
        await pilot.press("down")
        await sees(pilot, "■ dawn", "Kept.")
        assert app.theme == "dawn"
        await until(pilot, lambda: 'theme = "dawn"' in (home / "settings.toml").read_text("utf-8"))


@pytest.mark.parametrize("theme", ["dusk", "dawn", "ansi-dark", "ansi-light"])
async def test_every_theme_draws_the_journal(app: JournalApp, theme: str) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        app.theme = theme
        await sees(pilot, "7 entries", "Telling Maren")
        await pilot.press("n")
        await sees(pilot, "One line is enough.")


async def test_auto_lock_minutes_are_checked_and_kept(app: JournalApp, home: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("comma", "tab")
        await pilot.press(*["backspace"] * 2)
        await sees(pilot, "A number of minutes from 0 to 1440, please.")
        await types(pilot, "25")
        await sees(pilot, "Kept.")
    assert app.settings.auto_lock_minutes == 25
    assert "auto_lock_minutes = 25" in (home / "settings.toml").read_text("utf-8")


async def test_a_key_can_be_moved_and_the_old_one_does_nothing(app: JournalApp) -> None:
    async with app.run_test(size=(100, 50)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("comma", "tab", "tab", "tab")
        ids = [binding.id for binding in changeable_bindings(app)]
        await pilot.press(*["down"] * ids.index("journal.share"), "enter")
        await sees(pilot, "Press the new key.")
        await pilot.press("z")
        await sees(pilot, "Kept.")
        await pilot.press("escape")
        await sees(pilot, "z share")
        await pilot.press("s")
        await pilot.pause(0.2)
        assert "Before you share" not in text(app)
        await pilot.press("z")
        await sees(pilot, "Before you share for the first time")


async def test_a_key_that_is_taken_is_not_given_twice(app: JournalApp) -> None:
    async with app.run_test(size=(100, 50)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("comma", "tab", "tab", "tab")
        ids = [binding.id for binding in changeable_bindings(app)]
        await pilot.press(*["down"] * ids.index("journal.tags"), "enter", "n")
        await sees(pilot, "n is taken already: Write a new entry.")
    assert app.settings.keys == {}


async def test_the_settings_lead_to_what_a_check_in_asks(app: JournalApp) -> None:
    async with app.run_test(size=(100, 50)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("comma", "tab", "tab", "enter")
        await sees(pilot, "What a check-in asks")
        await pilot.press("escape")
        await sees(pilot, "lock after minutes")


def test_every_binding_has_an_id_of_its_own_and_says_what_it_does(app: JournalApp) -> None:
    bindings = changeable_bindings(app)
    ids = [binding.id for binding in bindings]
    assert len(ids) == len(set(ids))
    assert all(binding.tooltip for binding in bindings)


async def test_importing_adds_says_what_was_left_out_and_adds_nothing_twice(
    empty_storage: Storage, app_of: Callable[..., JournalApp], tmp_path: Path
) -> None:
    file = tmp_path / "lines.jsonl"
    good = [
        {"created_at": f"2026-03-0{day}T10:00:00+00:00", "title": f"Day {day}", "body": "words"} for day in (1, 2, 3)
    ]
    lines = [*(json.dumps(line) for line in good), '{"created_at": "no date at all", "body": "x"}', "{broken"]
    file.write_text("\n".join(lines), "utf-8")
    app = app_of(empty_storage)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "Nothing here yet.")
        await pilot.press("i")
        await sees(pilot, "Bring entries from another journal")
        app.screen.query_one("#path", Input).value = str(file)
        await pilot.press("enter")
        await sees(pilot, "3 entries added, 2 left out.", "Line 4:", "Line 5:")
        await pilot.press("enter")
        await sees(pilot, "0 entries added, 3 known already")
        await pilot.press("escape")
        await sees(pilot, "3 entries", "Day 3")


async def test_a_file_that_is_not_there_is_said(app: JournalApp, tmp_path: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("i")
        await types(pilot, "nowhere")
        await pilot.press("enter")
        await until(pilot, lambda: "nowhere" in text(app).split("file or folder")[1].split("\n", 1)[1])
