"""The Journal, driven by keys."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.app import JournalApp
from journal.entries import Change
from journal.notes import note_from_entry
from journal.screens.keys import KeysScreen
from journal.storage import Storage
from journal.vault import seal_note, waiting_notes
from journal.widgets.entry_list import WINDOW, EntryList
from journal.widgets.reader import Reader
from tests.screens.conftest import NOW, made_up_entry, many_entries
from tests.screens.looking import rows, sees, sees_no, text, types, until


async def test_entries_stand_under_their_days_newest_first(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries", "Today · Tuesday 10 March", "Yesterday · Monday 9 March", "Friday 6 March")
        column = [row[2:44] for row in rows(app)]
        order = [
            next(i for i, row in enumerate(column) if words in row)
            for words in ("Telling Maren", "Slept", "group", "quiet")
        ]
        assert order == sorted(order)


async def test_the_selected_entry_is_beside_its_list(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "I rang Maren at lunch. The urge was a 6", "• one person", "#people #plan")
        await pilot.press("j")
        await sees(pilot, "Four hours, maybe.")
        await pilot.press("k")
        await sees(pilot, "• a plan")


async def test_an_entry_without_a_title_lends_its_first_words(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("G")
        await sees(pilot, "Monday 17 November 2025", "08:15 · Frost on the allotment.")


async def test_an_empty_journal_says_one_kind_sentence(
    empty_storage: Storage, app_of: Callable[..., JournalApp]
) -> None:
    app = app_of(empty_storage)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(
            pilot, "Nothing here yet.", "One line is a whole entry.", "n write the first entry", "locks in 10 min"
        )


async def test_in_a_narrow_terminal_enter_reads_and_esc_goes_back(app: JournalApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await sees(pilot, "Telling Maren")
        assert "I rang Maren at lunch. The" not in text(app)
        await pilot.press("enter")
        await sees(pilot, "I rang Maren at lunch. The")
        await pilot.press("escape")
        await sees(pilot, "07:42")


async def test_search_shows_hits_while_typing_and_esc_comes_back_to_the_place(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("j", "j")
        await sees(pilot, "the hour without edges")
        await pilot.press("slash")
        await types(pilot, "urg")
        await sees(pilot, "2 entries · best match first", "The old route", "Telling Maren")
        await sees_no(pilot, "A quiet one")
        await pilot.press("escape")
        await sees(pilot, "A quiet one")
        chosen = app.screen.query_one(EntryList).selected
        assert chosen is not None
        assert chosen.title.startswith("What the group said")


async def test_hits_are_marked_in_list_and_reader(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        await types(pilot, "maren")
        await sees(pilot, "1 entry · best match first")
        await until(pilot, lambda: len(marked_words(app)) >= 2)
        assert set(marked_words(app)) == {"Maren"}


def marked_words(app: JournalApp) -> list[str]:
    """Return the words that stand on the ground of a search hit."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style and style.bgcolor and style.bgcolor.name == "#e2c089":
                found.append(segment.text)
    return found


async def test_no_hit_is_said_in_words(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        await types(pilot, "xyzzy")
        await sees(pilot, "Nothing with those words. Try fewer, or #tag.")


async def test_filters_narrow_by_tag_date_mood_and_star(app: JournalApp, storage: Storage) -> None:
    storage.entries.edit(storage.entries.page()[3].id, Change(starred=True), NOW.at)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("slash", "tab")
        await types(pilot, "sleep")
        await sees(pilot, "1 entry · newest first", "Slept badly")
        await pilot.press(*["backspace"] * 5, "tab")
        await types(pilot, "2026-03-08")
        await pilot.press("tab")
        await types(pilot, "2026-03-09")
        await sees(pilot, "3 entries · newest first")
        await pilot.press("tab")
        await types(pilot, "4")
        await sees(pilot, "1 entry · newest first", "A quiet one")
        await pilot.press("backspace", "tab")
        await types(pilot, "y")
        await sees(pilot, "1 entry · newest first", "A quiet one *")


async def test_a_date_nobody_can_read_is_named_and_nothing_breaks(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", "tab", "tab")
        await types(pilot, "flurb")
        await sees(pilot, "“flurb” could not be read as a date.")


async def test_d_puts_it_in_the_trash_and_u_brings_it_back(app: JournalApp, storage: Storage) -> None:
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("d")
        await sees(pilot, "6 entries", "In the trash")
        assert storage.entries.count(trashed=True) == 1
        await pilot.press("u")
        await sees(pilot, "7 entries", "Telling Maren")
        assert storage.entries.count(trashed=True) == 0


async def test_a_star_is_seen_and_kept(app: JournalApp, storage: Storage) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("asterisk")
        await sees(pilot, "* starred")
        assert storage.entries.page()[0].starred
        await pilot.press("asterisk")
        await sees_no(pilot, "* starred")


async def test_a_tag_leads_to_its_entries(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("t")
        await sees(pilot, "Most used first.", "#grief")
        while "grief" not in _highlighted(app):
            await pilot.press("j")
        await pilot.press("enter")
        await sees(pilot, "1 entry · newest first", "Letter I will not send")


def _highlighted(app: JournalApp) -> str:
    from textual.widgets import OptionList

    options = app.screen.query_one(OptionList)
    return str(options.get_option_at_index(options.highlighted or 0).prompt)


async def test_what_another_program_wrote_appears_by_itself(app: JournalApp, storage: Storage) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        other = Storage.open(storage.vault)
        try:
            other.entries.add(made_up_entry("2026-03-10T21:00", "From the shell", "hello", 3))
        finally:
            other.close()
        await sees(pilot, "8 entries", "From the shell")


async def test_words_that_look_like_markup_are_words(empty_storage: Storage, app_of: Callable[..., JournalApp]) -> None:
    empty_storage.entries.add(
        made_up_entry("2026-03-10T20:00", "[/b] [@click=app.quit]x[/]", "[bold]a[/bold] [/nope] [link=x]y[/link]", 1)
    )
    app = app_of(empty_storage)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "[/b] [@click=app.quit]x[/]", "[bold]a[/bold] [/nope] [link=x]y[/link]")
        await pilot.press("slash")
        await types(pilot, "nope")
        await sees(pilot, "1 entry")


async def test_control_characters_of_an_entry_never_reach_the_terminal(
    empty_storage: Storage, app_of: Callable[..., JournalApp]
) -> None:
    evil = "A\x1b[31mRED\x1b]0;title\x07B\x1b]52;c;aGFjaw==\x07C\x9b31mD\u202egnp.exe\u202cE\rOVER\x08\x00"
    empty_storage.entries.add(made_up_entry("2026-03-10T20:00", evil, evil, 1, ("tag",)))
    app = app_of(empty_storage)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "ARED")
        for keys in (["enter"], ["escape", "h"], ["escape", "slash", "R", "E", "D"], ["escape", "e"]):
            await pilot.press(*keys)
            await pilot.pause()
            shown = text(app)
            assert not any((ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u202c" for c in shown)


async def test_a_long_journal_is_walked_to_its_end_with_a_small_window(
    empty_storage: Storage, app_of: Callable[..., JournalApp]
) -> None:
    empty_storage.entries.add_many(many_entries(1200))
    newest_first = [entry.id for entry in empty_storage.entries.each(oldest_first=False)]
    app = app_of(empty_storage)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "1,200 entries")
        listed = app.screen.query_one(EntryList)
        seen = [_selected(listed)]
        while len(seen) < 400:
            await until(pilot, lambda: listed._selected + 1 < len(listed._entries))
            listed.action_move(1)  # what j does; a real key takes ten times as long in a test
            await until(pilot, lambda: _selected(listed) != seen[-1])
            seen.append(_selected(listed))
            assert len(listed._entries) <= WINDOW
        assert seen == newest_first[:400]
        await pilot.press("G")
        await until(pilot, lambda: _selected(listed) == newest_first[-1])
        await pilot.press("k")
        await until(pilot, lambda: _selected(listed) == newest_first[-2])
        await pilot.press("g")
        await until(pilot, lambda: _selected(listed) == newest_first[0])


def _selected(listed: EntryList) -> str:
    return listed.selected.id if listed.selected else ""


async def test_walking_up_from_the_end_loses_no_entry(
    empty_storage: Storage, app_of: Callable[..., JournalApp]
) -> None:
    empty_storage.entries.add_many(many_entries(500))
    oldest_first = [entry.id for entry in empty_storage.entries.each()]
    app = app_of(empty_storage)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "500 entries")
        listed = app.screen.query_one(EntryList)
        await pilot.press("G")
        await until(pilot, lambda: _selected(listed) == oldest_first[0])
        seen = [oldest_first[0]]
        while len(seen) < 400:
            await until(pilot, lambda: listed._selected > 0)
            listed.action_move(-1)
            await until(pilot, lambda: _selected(listed) != seen[-1])
            seen.append(_selected(listed))
        assert seen == oldest_first[:400]


async def test_the_mouse_selects_and_opens(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        row = next(i for i, line in enumerate(rows(app)) if "A quiet one" in line)
        await pilot.click(offset=(20, row))
        await sees(pilot, "Soup, radio, the window")
        assert not app.screen.has_class("-reading")
        await pilot.click(offset=(20, row), times=2)
        await until(pilot, lambda: app.screen.query_one(Reader).has_focus)


async def test_the_keys_at_the_bottom_can_be_pressed_with_the_mouse(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "? all keys")
        bottom = rows(app)[-1]
        await pilot.click(offset=(bottom.index("? all keys"), 29))
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)])
async def test_help_now_is_one_key_away_and_one_key_back(app: JournalApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await sees(pilot, "Telling Maren")
        await pilot.press("exclamation_mark")
        await sees(pilot, "danger", "emergency number")
        await pilot.press("escape")
        await sees(pilot, "Telling Maren")


async def test_a_terminal_too_small_asks_for_room_and_help_still_opens(app: JournalApp) -> None:
    async with app.run_test(size=(20, 5)) as pilot:
        await sees(pilot, "A little more", "by 12 is enough.")
        assert "Maren" not in text(app)
        await pilot.press("f2")
        await sees(pilot, "danger")
        await pilot.press("escape")
        await pilot.resize_terminal(80, 24)
        await sees(pilot, "Telling Maren")
        await pilot.press("j")
        await sees(pilot, "Four hours, maybe.")


async def test_all_keys_are_listed_with_what_they_do(app: JournalApp) -> None:
    async with app.run_test(size=(100, 50)) as pilot:
        await sees(pilot, "7 entries")
        await pilot.press("question_mark")
        await sees(pilot, "Write a new entry", "Numbers and steps for a hard moment", "ctrl+l", "The entry below")
        await pilot.press("escape")
        await sees(pilot, "7 entries")


async def test_the_palette_finds_commands_and_offers_no_screenshot(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        commands = {command.title for command in app.get_system_commands(app.screen)}
        assert {"New", "Search", "Tags", "Lock", "Quiet", "Help now"} <= commands
        assert not any("screenshot" in title.lower() for title in commands)
        await pilot.press("ctrl+p")
        await types(pilot, "tags")
        await asyncio.sleep(0.3)
        await pilot.press("enter")
        await sees(pilot, "Most used first.")


async def test_a_note_sealed_by_a_locked_shell_is_filed_while_the_journal_is_open(app: JournalApp, home: Path) -> None:
    entry = made_up_entry("2026-03-10T21:05", "From a locked shell", "hello", 3)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        seal_note(home, entry.id, note_from_entry(entry))
        await sees(pilot, "8 entries", "From a locked shell")
    assert waiting_notes(home) == 0
