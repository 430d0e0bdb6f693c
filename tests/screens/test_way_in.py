"""The first run, the way in, and the ways out."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from journal.app import JournalApp, Outcome, crash_sentence
from journal.screens.first_run import same_group
from journal.settings import Settings
from journal.storage import Storage
from journal.vault import HomeState, Passphrase, RecoveryKey, home_state, prepare, unlock
from journal.widgets.recovery_grid import RecoveryGrid
from journal.widgets.secret_input import SecretInput
from tests.made import PASSPHRASE
from tests.screens.looking import Seen, rows, sees, sees_no, text, types, until


async def first_page(pilot: Seen, app: JournalApp) -> str:
    """Answer the first page and return the recovery key of the second."""
    await sees(pilot, "Choose a passphrase")
    await types(pilot, PASSPHRASE)
    await pilot.press("enter")
    await types(pilot, PASSPHRASE)
    await pilot.press("enter")
    await sees(pilot, "Your recovery key")
    return "-".join(app.screen.query_one(RecoveryGrid).groups)


async def answer_the_check(pilot: Seen, app: JournalApp, key: str) -> None:
    """Type the two groups that are asked for, in lower case."""
    await sees(pilot, "Group ")
    asked = [row.split("Group ")[1].split()[0] for row in rows(app) if "Group " in row]
    for number, group in enumerate(asked):
        app.screen.query_one(f"#group-{number}", Input).focus()
        await types(pilot, key.split("-")[int(group) - 1].lower())
    await sees(pilot, "■ matches")


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)])
async def test_a_stranger_gets_from_nothing_to_an_empty_journal(
    home: Path, app_of: Callable[..., JournalApp], size: tuple[int, int]
) -> None:
    app = app_of()
    async with app.run_test(size=size) as pilot:
        key = await first_page(pilot, app)
        await pilot.press("enter")
        await answer_the_check(pilot, app, key)
        await pilot.press("enter")
        await sees(pilot, "Make it yours")
        await pilot.press("down", "tab")
        await types(pilot, "Robin")
        await pilot.press("enter")
        await sees(pilot, "Nothing here yet.")
        assert app.theme == "dawn"
        assert app.storage.preferences.choices().called == "Robin"
        app.storage.close()
    assert home_state(home) is HomeState.JOURNAL
    unlock(home, Passphrase(PASSPHRASE)).close()
    unlock(home, RecoveryKey(key)).close()
    assert 'theme = "dawn"' in (home / "settings.toml").read_text("utf-8")


async def test_quitting_midway_leaves_nothing_half_made(home: Path, app_of: Callable[..., JournalApp]) -> None:
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await first_page(pilot, app)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.return_value is Outcome.QUIT)
    assert home_state(home) is HomeState.EMPTY
    assert not is_there(home)


def is_there(path: Path) -> bool:
    return path.exists()


async def test_two_different_passphrases_are_said_kindly(app_of: Callable[..., JournalApp]) -> None:
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await types(pilot, "one")
        await pilot.press("enter")
        await types(pilot, "two")
        await pilot.press("enter")
        await sees(pilot, "The two are not the same yet.")


async def test_a_weak_passphrase_is_advised_against_and_not_refused(app_of: Callable[..., JournalApp]) -> None:
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await types(pilot, "abc")
        await sees(pilot, "■ □ □ □ □")
        await pilot.press("enter")
        await types(pilot, "abc")
        await pilot.press("enter")
        await sees(pilot, "Your recovery key")


async def test_the_key_is_covered_while_it_is_asked_for_and_f3_uncovers_it(app_of: Callable[..., JournalApp]) -> None:
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        key = await first_page(pilot, app)
        await sees(pilot, *key.split("-"))
        await pilot.press("enter")
        await sees(pilot, "Is it on paper?")
        assert not any(group in text(app) for group in key.split("-"))
        await types(pilot, "zzzz")
        await pilot.press("enter")
        await sees(pilot, "That does not match yet.")
        await pilot.press("f3")
        await sees(pilot, *key.split("-"))
        await pilot.press("escape")
        await sees(pilot, "Your recovery key")


@pytest.mark.parametrize("typed", ["9htp", "9 H T P", "9-htp"])
def test_capitals_and_spaces_do_not_matter_in_a_group(typed: str) -> None:
    assert same_group(typed, "9HTP")


def test_look_alikes_count_as_the_same() -> None:
    assert same_group("oil1", "0111")
    assert not same_group("9HTQ", "9HTP")


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)])
async def test_the_passphrase_opens_and_a_wrong_one_is_told_and_can_be_tried_again(
    storage: Storage, app_of: Callable[..., JournalApp], size: tuple[int, int]
) -> None:
    app = app_of()
    async with app.run_test(size=size) as pilot:
        await sees(pilot, "Passphrase", "F2  Help now")
        await types(pilot, "wrong one")
        await pilot.press("enter")
        await until(pilot, lambda: "That did not open it. Nothing was changed." in " ".join(text(app).split()))
        assert app.screen.query_one(SecretInput).has_focus
        await types(pilot, PASSPHRASE)
        await pilot.press("enter")
        await sees(pilot, "Telling Maren")
        app.storage.close()


async def test_the_recovery_key_opens(home: Path, app_of: Callable[..., JournalApp]) -> None:
    new = prepare(PASSPHRASE)
    Storage.create(home, new).close()
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f4")
        await sees(pilot, "Recovery key", "Seven groups of four")
        await types(pilot, new.recovery_key.replace("-", " ").lower())
        await pilot.press("enter")
        await sees(pilot, "Nothing here yet.")
        app.storage.close()


async def test_a_mistyped_recovery_key_is_told_apart(storage: Storage, app_of: Callable[..., JournalApp]) -> None:
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f4")
        await types(pilot, "abcd efgh")
        await pilot.press("enter")
        await sees(pilot, "A recovery key has 28 letters and digits, this has 8.")


async def test_the_unlock_screen_says_nothing_of_what_is_inside(
    storage: Storage, app_of: Callable[..., JournalApp]
) -> None:
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "Passphrase")
        shown = text(app).lower()
        assert not any(word in shown for word in ("recovery journal", "sober", "maren", "entries", "days"))
        assert app.title == "notes"


async def test_writing_first_seals_the_words_and_files_them_when_the_journal_opens(
    storage: Storage, home: Path, app_of: Callable[..., JournalApp]
) -> None:
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f7")
        await types(pilot, "written before the key")
        await until(pilot, lambda: bool(list((home / "inbox").glob("*.sealed"))))
        await types(pilot, " was typed")
        await pilot.press("escape")
        await sees(pilot, "Sealed. It joins the journal when you open it.")
        assert len(list((home / "inbox").glob("*.sealed"))) == 1
        await types(pilot, PASSPHRASE)
        await pilot.press("enter")
        await sees(pilot, "written before the key was typed", "8 entries")
        app.storage.close()


async def test_a_damaged_header_is_told_apart_from_a_wrong_passphrase(
    storage: Storage, home: Path, app_of: Callable[..., JournalApp]
) -> None:
    storage.close()
    for name in ("vault.json", "vault.json.bak"):
        (home / name).write_text("{", "utf-8")
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await types(pilot, PASSPHRASE)
        await pilot.press("enter")
        await sees(pilot, "vault.json, is damaged")


async def test_a_missing_database_is_named_and_never_replaced(
    storage: Storage, home: Path, app_of: Callable[..., JournalApp]
) -> None:
    storage.close()
    (home / "journal-1.db").unlink()
    app = app_of()
    async with app.run_test(size=(100, 30)) as pilot:
        await types(pilot, PASSPHRASE)
        await pilot.press("enter")
        await sees(pilot, "journal-1.db is missing")
    assert not (home / "journal-1.db").exists()


async def test_nobody_touching_a_key_locks_the_journal(app: JournalApp) -> None:
    app.settings = Settings(auto_lock_minutes=1)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        app._last_touched = (time.monotonic() - 61, time.time())
        await until(pilot, lambda: app.return_value is Outcome.LOCK)


async def test_a_laptop_that_slept_wakes_up_locked(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        app._last_touched = (time.monotonic(), time.time() - 3600)
        await until(pilot, lambda: app.return_value is Outcome.LOCK)


async def test_zero_minutes_never_locks_by_itself(app: JournalApp) -> None:
    app.settings = Settings(auto_lock_minutes=0)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        app._last_touched = (0, 0)
        app._look_around()
        await pilot.pause(0.2)
        assert app.return_value is None


async def test_an_unexpected_error_says_where_and_never_what(
    app: JournalApp, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "the words on the page"

    def breaks() -> None:
        words = secret
        raise ValueError(words)

    with pytest.raises(ValueError, match="the words"):  # noqa: PT012 (the harness raises it again on leaving)
        async with app.run_test(size=(100, 30)) as pilot:
            await sees(pilot, "7 entries")
            app.call_later(breaks)
            await pilot.pause(0.5)
    assert "ValueError" in app.crash
    assert secret not in app.crash
    assert secret not in capsys.readouterr().err


def test_the_crash_sentence_names_the_kind_and_the_place_only() -> None:
    try:
        Settings("x" * 3, 1, 2, 3)  # type: ignore[call-arg, arg-type]
    except TypeError as error:
        sentence = crash_sentence(error)
    assert sentence.startswith("Something went wrong inside the program (TypeError")
    assert "xxx" not in sentence


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed, which Windows does not have")
class TestInARealTerminal:
    """The program as it runs: a new process image after a lock, one title, no traceback."""

    def test_locking_starts_a_fresh_process_image_that_asks_again(self, home: Path, storage: Storage) -> None:
        from tests.screens.terminal import Terminal

        with Terminal([sys.executable, "-m", "journal", "--home", str(home)]) as terminal:
            terminal.wait_for("Passphrase")
            terminal.send(PASSPHRASE + "\r")  # at once, as a password manager would
            terminal.wait_for("Telling Maren")
            before = Path(f"/proc/{terminal.pid}/maps").read_text("utf-8") if sys.platform == "linux" else ""
            assert "sqlcipher" in before or sys.platform != "linux"
            terminal.send("\x0c")
            terminal.wait_for("Nothing is read until you open it")
            assert "Maren" not in terminal.text()
            if sys.platform == "linux":
                memory = readable_memory(terminal.pid)
                assert b"Telling Maren before the party" not in memory
                assert PASSPHRASE.encode() not in memory

    def test_the_window_title_is_notes_and_nothing_else(self, home: Path, storage: Storage) -> None:
        from tests.screens.terminal import Terminal

        with Terminal([sys.executable, "-m", "journal", "--home", str(home)]) as terminal:
            terminal.wait_for("Passphrase")
            terminal.send("\x11")
            assert terminal.wait_for_end() == 0
            titles = [part.split(b"\x07")[0] for part in bytes(terminal.raw).split(b"\x1b]2;")[1:]]
            assert titles == [b"notes"]
            assert b"\x1b]0;" not in terminal.raw


def readable_memory(pid: int) -> bytes:
    """Return the private, writable memory of a process: its heap and its stacks."""
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines():
            span, access, *_ = line.split()
            if access.startswith("rw") and "[vvar" not in line:
                start, end = (int(side, 16) for side in span.split("-"))
                try:
                    memory.seek(start)
                    parts.append(memory.read(end - start))
                except (OSError, ValueError):
                    continue
    return b"".join(parts)


async def test_sees_no_is_a_real_check(app: JournalApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(pilot, "7 entries")
        with pytest.raises(AssertionError):
            await until(pilot, lambda: "7 entries" not in text(app), seconds=0.2)
        await sees_no(pilot, "no such words")
