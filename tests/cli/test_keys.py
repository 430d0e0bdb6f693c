from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Shell

NEW = "an orange kettle hums beside the sea"


def test_init_prints_the_recovery_key_on_a_line_of_its_own(nowhere: Shell, secret_file: Callable[[str], Path]) -> None:
    answer = nowhere.call("init")
    assert answer.code == 0
    [key] = answer.out.splitlines()
    assert len(key.split("-")) == 7
    assert stat.S_IMODE(nowhere.home.stat().st_mode) == 0o700
    assert nowhere.call("list").code == 0
    assert nowhere.call("list", "--recovery-key-file", secret_file(key.lower()), unlocked=False).code == 0


def test_init_never_touches_a_journal_that_is_there(journal: Shell) -> None:
    before = {path.name: path.read_bytes() for path in journal.home.iterdir() if path.is_file()}
    answer = journal.call("init")
    assert (answer.code, answer.out) == (1, "")
    assert {path.name: path.read_bytes() for path in journal.home.iterdir() if path.is_file()} == before


def test_init_advises_against_a_weak_passphrase_and_takes_it(
    nowhere: Shell, secret_file: Callable[[str], Path]
) -> None:
    answer = nowhere.call("init", "--passphrase-file", secret_file("password"), unlocked=False)
    assert answer.code == 0
    assert "guess" in answer.err


@pytest.mark.parametrize("content", ["", "\n", "\n\nsecond line"])
def test_an_empty_passphrase_file_is_refused(nowhere: Shell, secret_file: Callable[[str], Path], content: str) -> None:
    answer = nowhere.call("init", "--passphrase-file", secret_file(content), unlocked=False)
    assert answer.code == 3
    assert not nowhere.home.exists()


def test_a_wrong_passphrase_is_told_from_a_wrong_recovery_key(
    journal: Shell, secret_file: Callable[[str], Path], recovery_key: str
) -> None:
    wrong = journal.call("list", "--passphrase-file", secret_file("wrong"), unlocked=False)
    assert (wrong.code, wrong.out) == (3, "")
    assert "passphrase" in wrong.err
    slip = journal.call("list", "--recovery-key-file", secret_file("0" * 28), unlocked=False)
    assert slip.code == 3
    assert "recovery key" in slip.err
    assert journal.call("list", "--recovery-key-file", secret_file(recovery_key), unlocked=False).code == 0


def test_without_a_terminal_a_missing_passphrase_is_said_at_once(journal: Shell) -> None:
    for words in (["list"], ["passphrase"], ["export"], ["rotate"]):
        answer = journal.call(*words, unlocked=False)
        assert answer.code == 3
        assert "--passphrase-file" in answer.err


def test_the_environment_names_the_passphrase_and_the_command_line_wins(
    journal: Shell, monkeypatch: pytest.MonkeyPatch, secret_file: Callable[[str], Path]
) -> None:
    monkeypatch.setenv("JOURNAL_PASSPHRASE_FILE", str(journal.passphrase_file))
    assert journal.call("list", unlocked=False).code == 0
    assert journal.call("list", "--passphrase-file", secret_file("wrong"), unlocked=False).code == 3
    monkeypatch.setenv("JOURNAL_PASSPHRASE_FILE", str(secret_file("wrong")))
    assert journal.call("list", unlocked=False).code == 3
    assert journal.call("list").code == 0
    monkeypatch.delenv("JOURNAL_PASSPHRASE_FILE")
    monkeypatch.setenv("JOURNAL_HOME", str(journal.home))
    assert journal.call("where", "--json").json["home"] == str(journal.home)


def test_a_command_gives_the_passphrase_with_its_first_line(
    journal: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "secret.py"
    text = journal.passphrase_file.read_text().strip()
    program.write_text(f"print({text!r}); print('second line')")
    command = f'"{sys.executable}" "{program}"'
    assert journal.call("list", "--passphrase-command", command, unlocked=False).code == 0
    monkeypatch.setenv("JOURNAL_PASSPHRASE_COMMAND", command)
    # The command must not eat the text that is being written.
    answer = journal.finished("add", "--json", unlocked=False, stdin=b"a text")
    assert answer.json["filed"] is True
    assert journal.entry(answer.json["id"])["body"] == "a text"


@pytest.mark.parametrize("code", ["import sys; sys.exit(4)", "pass", "print()"])
def test_a_command_that_gives_nothing_is_told(journal: Shell, tmp_path: Path, code: str) -> None:
    program = tmp_path / "secret.py"
    program.write_text(code)
    answer = journal.call("list", "--passphrase-command", f'"{sys.executable}" "{program}"', unlocked=False)
    assert answer.code == 3
    assert "passphrase command" in answer.err
    assert journal.call("list", "--passphrase-command", "/no/such/program", unlocked=False).code == 3


def test_the_passphrase_changes_and_the_old_one_opens_nothing(
    with_passphrase: Shell, secret_file: Callable[[str], Path], recovery_key: str
) -> None:
    with_passphrase.added("one")
    new = secret_file(NEW)
    answer = with_passphrase.call("passphrase", "--new-passphrase-file", new)
    assert (answer.code, answer.out) == (0, "")
    assert with_passphrase.call("list").code == 3
    listed = with_passphrase.call("list", "--json", "--passphrase-file", new, unlocked=False)
    assert len(listed.json["entries"]) == 1
    # A forgotten passphrase is replaced with the recovery key.
    again = secret_file(NEW + " again")
    key = secret_file(recovery_key)
    changed = with_passphrase.call(
        "passphrase", "--recovery-key-file", key, "--new-passphrase-file", again, unlocked=False
    )
    assert changed.code == 0
    assert with_passphrase.call("list", "--passphrase-file", again, unlocked=False).code == 0


def test_a_new_recovery_key_replaces_the_one_before(
    journal: Shell, secret_file: Callable[[str], Path], recovery_key: str
) -> None:
    answer = journal.call("recovery-key")
    assert answer.code == 0
    [key] = answer.out.splitlines()
    assert key != recovery_key
    assert journal.call("list", "--recovery-key-file", secret_file(key), unlocked=False).code == 0
    assert journal.call("list", "--recovery-key-file", secret_file(recovery_key), unlocked=False).code == 3


def test_rotating_keeps_every_entry_and_replaces_every_key(
    journal: Shell, secret_file: Callable[[str], Path], recovery_key: str
) -> None:
    journal.added("one")
    journal.call("add", "two", unlocked=False)
    new = secret_file(NEW)
    answer = journal.call("rotate", "--new-passphrase-file", new)
    assert answer.code == 0, answer.err
    [key] = answer.out.splitlines()
    assert journal.call("list").code == 3
    assert journal.call("list", "--recovery-key-file", secret_file(recovery_key), unlocked=False).code == 3
    for option, secret in (("--passphrase-file", new), ("--recovery-key-file", secret_file(key))):
        listed = journal.call("list", "--json", option, secret, unlocked=False).json["entries"]
        assert [entry["body"] for entry in listed] == ["two", "one"]


def test_without_a_system_keyring_turning_it_on_is_refused_with_a_clear_line(journal: Shell) -> None:
    answer = journal.call("keyring", "on")
    assert answer.code == 1
    assert "keyring" in answer.err
    assert journal.call("keyring", "maybe").code == 2
    assert journal.call("keyring", "off").code == 0
    assert journal.call("list").code == 0


_KEYRING = """
import json, pathlib
from keyring.backend import KeyringBackend

STORE = pathlib.Path({store!r})

class Keyring(KeyringBackend):
    priority = 5
    def _all(self):
        return json.loads(STORE.read_text()) if STORE.exists() else {{}}
    def get_password(self, service, username):
        return self._all().get(service + username)
    def set_password(self, service, username, password):
        STORE.write_text(json.dumps({{**self._all(), service + username: password}}))
    def delete_password(self, service, username):
        STORE.write_text(json.dumps({{k: v for k, v in self._all().items() if k != service + username}}))
"""


def test_with_a_keyring_commands_stop_asking(journal: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_keyring.py").write_text(_KEYRING.format(store=str(tmp_path / "store.json")))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "own_keyring.Keyring")
    assert journal.finished("keyring", "on").code == 0
    assert journal.finished("list", unlocked=False).code == 0
    assert journal.finished("add", "--json", "x", unlocked=False).json["filed"] is True
    (tmp_path / "store.json").unlink()
    assert journal.finished("list", unlocked=False).code == 3
    lost = journal.finished("add", "--json", "kept all the same", unlocked=False)
    assert lost.json["filed"] is False
    assert journal.finished("keyring", "off").code == 0
    assert len(journal.call("list", "--json").json["entries"]) == 2
