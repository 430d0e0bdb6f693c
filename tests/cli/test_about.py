from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.checkup import GLYPHS

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Shell


def _state(answer: object, name: str) -> str:
    checks = answer["checks"]  # type: ignore[index]
    return next(str(check["state"]) for check in checks if check["name"] == name)


def test_where_prints_every_path_in_use(journal: Shell) -> None:
    found = journal.call("where", "--json", unlocked=False).json
    assert Path(found["home"]) == journal.home
    assert Path(found["header"]).is_file()
    assert Path(found["header_copy"]).is_file()
    assert Path(found["database"]).is_file()
    assert Path(found["inbox"]) == journal.home / "inbox"
    page = journal.call("where", unlocked=False).out
    assert all(path in page for path in found.values())


def test_where_works_before_there_is_a_journal(nowhere: Shell) -> None:
    found = nowhere.call("where", "--json", unlocked=False).json
    assert found["home"] == str(nowhere.home)
    assert found["database"] is None
    assert "none yet" in nowhere.call("where", unlocked=False).out
    assert not nowhere.home.exists()


def test_without_a_home_the_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch, nowhere: Shell) -> None:
    from journal.paths import default_home

    assert default_home().is_absolute()
    monkeypatch.setenv("JOURNAL_HOME", str(nowhere.home / "else"))
    assert default_home() == nowhere.home / "else"


def test_a_healthy_journal_passes_the_check_up(journal: Shell) -> None:
    journal.call("add", "a waiting note", unlocked=False)
    answer = journal.call("doctor", "--json", unlocked=False)
    assert answer.code == 0
    found = answer.json
    assert found["healthy"] is True
    for name in ("program", "journal", "header", "permissions", "inbox"):
        assert _state(found, name) == "ok"
    assert "1 note" in next(check["text"] for check in found["checks"] if check["name"] == "inbox")
    assert {"journal", "python", "textual", "sqlcipher3"} <= set(found["versions"])


def test_the_check_up_shows_the_glyphs_and_no_word_of_the_journal(journal: Shell) -> None:
    journal.added("-t", "Title", "a secret word")
    page = journal.call("doctor", unlocked=False).out
    assert GLYPHS.split()[0] in page
    assert "╭ ╮ ╰ ╯" in page
    assert "secret word" not in page


def test_the_check_up_finds_doors_that_stand_open(journal: Shell) -> None:
    (journal.home / "vault.json").chmod(0o644)
    answer = journal.call("doctor", "--json", unlocked=False)
    assert answer.code == 1
    assert _state(answer.json, "permissions") == "problem"
    assert "vault.json" in answer.out


def test_the_check_up_finds_a_damaged_header_and_a_missing_database(journal: Shell) -> None:
    header = (journal.home / "vault.json").read_bytes()
    (journal.home / "vault.json").write_bytes(header[:-20])
    answer = journal.call("doctor", "--json", unlocked=False)
    assert _state(answer.json, "header") == "problem"
    assert (journal.home / "vault.json").read_bytes() == header[:-20]  # it only looks
    (journal.home / "vault.json").write_bytes(header)
    next(journal.home.glob("journal-*.db")).unlink()
    answer = journal.call("doctor", "--json", unlocked=False)
    assert answer.code == 4
    assert _state(answer.json, "journal") == "problem"


def test_the_check_up_works_before_there_is_a_journal(nowhere: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LC_ALL", "C")
    answer = nowhere.call("doctor", "--json", unlocked=False)
    assert answer.code == 0
    assert _state(answer.json, "journal") == "note"
    assert _state(answer.json, "colours") == "note"
    assert _state(answer.json, "letters") == "note"
    assert not nowhere.home.exists()
