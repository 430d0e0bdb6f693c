"""What happens at the edges: usage, damage, closed doors, and the last line of defence."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from journal.cli.tree import COMMANDS, HELP_NAMES
from journal.records import connections, engine
from journal.storage import Storage
from journal.vault import Passphrase, unlock

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

WORDS = {
    "add": ["x"],
    "mood": ["4"],
    "edit": ["abc", "--title", "x"],
    "show": ["abc"],
    "search": ["x"],
    "delete": ["abc"],
    "restore-entry": ["abc"],
    "purge": ["abc"],
    "import": ["file"],
    "keyring": ["on"],
    "reflect": ["halt-check", "--answer", "need=rest"],
    "review": ["week"],
    "share": ["abc", "--to", "Wren"],
    "hand-over": ["-o", "page.age"],
    "reply": ["abc", "x"],
    "encourage": ["abc", "x"],
    "unshare": ["abc"],
}
NEED_NO_JOURNAL = {"demo", "init", "where", "doctor", "help-now"}


def test_the_interface_and_the_demo_need_a_terminal(journal: Shell) -> None:
    for words in ([], ["demo"]):
        answer = journal.call(*words)
        assert answer.code == 2
        assert "terminal" in answer.err
        assert answer.out == ""


@pytest.mark.parametrize(
    "line", [["nonsense"], ["list", "--nonsense"], ["show"], ["list", "-n", "many"], ["list", "-n", "-1"]]
)
def test_a_line_nobody_understands_is_a_usage_error_in_two_lines(journal: Shell, line: list[str]) -> None:
    answer = journal.call(*line)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 2


def test_words_too_many_are_not_repeated(journal: Shell) -> None:
    answer = journal.call("show", "abc", "my", "secret", "words")
    assert answer.code == 2
    assert "secret" not in answer.err


def test_the_common_options_may_stand_before_or_behind_the_command(journal: Shell) -> None:
    home, secret = str(journal.home), str(journal.secret[1])
    for line in (
        ["--home", home, "--recovery-key-file", secret, "list"],
        ["list", "--home", home, "--recovery-key-file", secret],
        ["--home", home, "list", f"--recovery-key-file={secret}"],
        ["--home", "/nowhere", "list", "--home", home, "--recovery-key-file", secret],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "journal", *line], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_an_option_behind_two_dashes_is_a_text(journal: Shell) -> None:
    assert journal.entry(journal.added("--", "--home"))["body"] == "--home"
    assert journal.entry(journal.added("-t", "--home", "x"))["title"] == "--home"


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - NEED_NO_JOURNAL))
def test_every_command_says_that_there_is_no_journal(nowhere: Shell, name: str) -> None:
    answer = nowhere.call(name, *WORDS.get(name, []))
    assert (answer.code, answer.out) == (1, "")
    assert "There is no journal" in answer.err
    assert not nowhere.home.exists()


def test_nothing_waits_for_input_when_there_is_none(journal: Shell) -> None:
    processes = [
        journal.start(
            name,
            *WORDS.get(name, []),
            unlocked=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        for name in ["list", "passphrase", "edit", "purge", "demo"]
    ]
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert process.returncode in (2, 3)
        assert out == b""
        assert err


def test_closed_streams_are_no_accident(journal: Shell) -> None:
    if os.name != "posix":
        pytest.skip("closes streams with a shell")
    line = f'exec "{sys.executable}" -m journal --home "{journal.home}" add "a word" <&- >&- 2>&-'
    assert subprocess.run(["sh", "-c", line], check=False).returncode == 0
    assert len(journal.call("list", "--json").json["entries"]) == 1


def test_a_damaged_header_is_read_from_its_copy_and_said(journal: Shell) -> None:
    (journal.home / "vault.json").write_bytes(b"noise")
    answer = journal.call("list")
    assert answer.code == 0
    assert "vault.json" in answer.err


def test_damage_is_exit_code_4(journal: Shell) -> None:
    [database] = journal.home.glob("journal-*.db")
    whole = database.read_bytes()
    database.write_bytes(os.urandom(len(whole)))
    damaged = journal.call("list")
    database.unlink()
    missing = journal.call("list")
    assert not database.exists()
    for name in ("vault.json", "vault.json.bak"):
        (journal.home / name).write_bytes(b"noise")
    header = journal.call("list")
    for answer in (damaged, missing, header):
        assert (answer.code, answer.out) == (4, "")
        assert len(answer.err.splitlines()) <= 2
    assert journal.call("doctor").code == 4


def test_a_file_in_the_place_of_the_folder_is_no_journal(nowhere: Shell) -> None:
    nowhere.home.write_text("x")
    for name in ("list", "init"):
        answer = nowhere.call(name)
        assert answer.code == 1
        assert "not a journal" in answer.err
    assert nowhere.home.read_text() == "x"


def test_a_journal_that_another_program_holds_is_exit_code_5(journal: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    monkeypatch.setattr(engine, "PATIENCE_MS", 200)
    entry_id = journal.added("one")
    vault = unlock(journal.home, Passphrase(journal.passphrase_file.read_text().strip()))
    with Storage.open(vault) as storage, storage.alone():
        answer = journal.call("edit", entry_id, "--title", "x")
        added = journal.call("add", "--json", "not lost")
    assert answer.code == 5
    assert "Try again" in answer.err
    assert (added.code, added.json["filed"]) == (0, False)
    assert len(journal.call("list", "--json").json["entries"]) == 2


def test_an_unexpected_error_shows_its_class_and_no_word_of_the_journal(
    journal: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal.cli import read

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret word of the journal")

    monkeypatch.setattr(read, "selection", broken)
    answer = journal.call("list")
    assert answer.code == 1
    assert "RuntimeError" in answer.err
    assert "secret" not in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 1), (OSError(28, "full"), 5)])
def test_every_way_to_end_has_its_code(
    journal: Shell, monkeypatch: pytest.MonkeyPatch, error: type[BaseException] | BaseException, code: int
) -> None:
    from journal.cli import read

    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(read, "selection", broken)
    assert journal.call("list").code == code


@pytest.mark.parametrize("code", ["import journal.cli", "from journal.cli.main import run; run(['--help'])"])
def test_help_loads_nothing_heavy(code: str) -> None:
    heavy = "textual rich sqlmodel sqlalchemy sqlcipher3 cryptography pydantic dateparser zxcvbn keyring platformdirs"
    check = f"import sys\n{code}\nsys.exit(sorted(set({heavy.split()!r}) & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_has_help_and_examples_of_its_options() -> None:
    import click

    from journal.cli.commands import root

    ctx = click.Context(root, info_name="journal", help_option_names=HELP_NAMES)
    for name in COMMANDS:
        command = root.get_command(ctx, name)
        assert command is not None
        assert command.name == name
        assert command.help
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"
