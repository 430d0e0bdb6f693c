from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journal.cli import throwaway

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


@pytest.fixture
def entry_id(journal: Shell) -> str:
    return journal.added("-t", "Before", "--tag", "walk", "-m", "3", stdin=b"the text with a #lake\r\n")


def test_an_edit_changes_what_it_names_and_nothing_else(journal: Shell, entry_id: str) -> None:
    before = journal.entry(entry_id)
    assert journal.call("edit", entry_id, "--title", "After").code == 0
    after = journal.entry(entry_id)
    assert after["title"] == "After"
    assert after["updated_at"] > before["updated_at"]
    same = ("body", "tags", "mood", "starred", "created_at", "id")
    assert [after[key] for key in same] == [before[key] for key in same]
    assert journal.call("show", entry_id, "--history", "--json").json["history"][1]["title"] == "Before"


def test_a_text_from_standard_input_is_kept_to_the_byte(journal: Shell, entry_id: str) -> None:
    assert journal.call("edit", entry_id, "--body", "-", stdin=b"  one\r\ntwo\x00").code == 0
    assert journal.entry(entry_id)["body"] == "  one\r\ntwo\x00"


def test_tags_are_added_and_taken_away(journal: Shell, entry_id: str) -> None:
    answer = journal.call("edit", entry_id, "--tag", "Sleep", "--untag", "walk", "--untag", "lake")
    assert answer.code == 0
    tags = set(journal.entry(entry_id)["tags"])
    assert "sleep" in tags
    assert "walk" not in tags
    assert "#lake is written in the text" in answer.err


def test_stars_and_moods_come_and_go(journal: Shell, entry_id: str) -> None:
    journal.call("edit", entry_id, "--star", "--mood", "5")
    assert (journal.entry(entry_id)["starred"], journal.entry(entry_id)["mood"]) == (True, 5)
    journal.call("edit", entry_id, "--unstar", "--no-mood")
    assert (journal.entry(entry_id)["starred"], journal.entry(entry_id)["mood"]) == (False, None)


def test_an_edit_that_changes_nothing_makes_no_version(journal: Shell, entry_id: str) -> None:
    answer = journal.call("edit", entry_id, "--title", "Before")
    assert answer.code == 0
    assert "Nothing changed" in answer.err
    assert len(journal.call("show", entry_id, "--history", "--json").json["history"]) == 1


@pytest.mark.parametrize(
    "words", [(), ("--body", "x", "--editor"), ("--mood", "2", "--no-mood"), ("--body", "some", "words")]
)
def test_an_edit_that_says_nothing_or_too_much_is_a_usage_error(
    journal: Shell, entry_id: str, words: tuple[str, ...]
) -> None:
    assert journal.call("edit", entry_id, *words).code == 2


def _editor(tmp_path: Path, code: str) -> str:
    """Return an editor: a small program that gets the file's name."""
    path = tmp_path / "editor.py"
    path.write_text(f"import sys, pathlib, os\npath = pathlib.Path(sys.argv[1])\n{code}\n")
    return f'"{sys.executable}" "{path}"'


@pytest.fixture
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the memory-backed one, so that nothing else is in it."""
    folder = tmp_path / "memory"
    folder.mkdir()
    monkeypatch.setattr(throwaway, "_memory_folders", lambda: [folder])
    return folder


def test_the_editor_gets_a_private_file_and_leaves_nothing_behind(
    journal: Shell, entry_id: str, tmp_path: Path, own_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    code = (
        f"pathlib.Path({str(seen)!r}).write_text(f'{{path}} {{path.stat().st_mode & 0o777:o}}"
        " {path.parent.stat().st_mode & 0o777:o}')\n"
        "path.write_bytes(path.read_bytes() + b'and more\\r\\n')"
    )
    monkeypatch.setenv("VISUAL", _editor(tmp_path, code))
    answer = journal.call("edit", entry_id, "--editor")
    assert answer.code == 0, answer.err
    assert "may keep its own copies" in answer.err
    assert journal.entry(entry_id)["body"] == "the text with a #lake\r\nand more\r\n"
    path, file_mode, folder_mode = seen.read_text().rsplit(" ", 2)
    assert Path(path).is_relative_to(own_memory)
    assert (file_mode, folder_mode) == ("600", "700")
    assert not list(own_memory.iterdir())


def test_a_new_line_that_the_editor_adds_is_no_change(
    journal: Shell, tmp_path: Path, own_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = journal.added(stdin=b"no line end")
    monkeypatch.setenv("EDITOR", _editor(tmp_path, "path.write_bytes(path.read_bytes() + b'\\n')"))
    journal.call("edit", entry_id, "--editor")
    assert journal.entry(entry_id)["body"] == "no line end"


@pytest.mark.parametrize("code", ["sys.exit(3)", "path.unlink()"])
def test_an_editor_that_fails_changes_nothing(
    journal: Shell, entry_id: str, tmp_path: Path, own_memory: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("EDITOR", _editor(tmp_path, code))
    answer = journal.call("edit", entry_id, "--editor")
    assert answer.code == 1
    assert "Nothing was changed" in answer.err
    assert journal.entry(entry_id)["body"] == "the text with a #lake\r\n"
    assert not list(own_memory.iterdir())


def test_without_an_editor_or_a_place_in_memory_nothing_is_opened(
    journal: Shell, entry_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "VISUAL" in journal.call("edit", entry_id, "--editor").err
    monkeypatch.setenv("EDITOR", _editor(tmp_path, f"pathlib.Path({str(tmp_path / 'ran')!r}).touch()"))
    monkeypatch.setattr(throwaway, "_memory_folders", list)
    answer = journal.call("edit", entry_id, "--editor")
    assert answer.code == 1
    assert not (tmp_path / "ran").exists()


def test_an_edited_text_that_cannot_be_saved_is_left_for_the_person(
    journal: Shell, entry_id: str, tmp_path: Path, own_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # While the editor is open, the entry is erased from another window.
    erase = (
        "import subprocess\n"
        f"line = [sys.executable, '-m', 'journal', '--home', {str(journal.home)!r},"
        f" '--passphrase-file', {str(journal.passphrase_file)!r}]\n"
        f"for words in (['delete', {entry_id!r}], ['purge', {entry_id!r}]):\n"
        "    subprocess.run([*line, *words], check=True, stdin=subprocess.DEVNULL)\n"
        "path.write_text('words that must not be lost')"
    )
    monkeypatch.setenv("EDITOR", _editor(tmp_path, erase))
    answer = journal.call("edit", entry_id, "--editor")
    assert answer.code == 1
    [folder] = own_memory.iterdir()
    assert str(folder) in answer.err
    assert "words that must" not in answer.err
    assert (folder / "entry.md").read_text() == "words that must not be lost"
    assert throwaway.sweep() == 0
    assert (folder / "entry.md").exists()


def test_a_change_made_elsewhere_meanwhile_is_kept_and_said(
    journal: Shell, entry_id: str, tmp_path: Path, own_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = (
        "import subprocess\n"
        f"subprocess.run([sys.executable, '-m', 'journal', '--home', {str(journal.home)!r},"
        f" '--passphrase-file', {str(journal.passphrase_file)!r}, 'edit', {entry_id!r}, '--body', 'from elsewhere'],"
        " check=True, stdin=subprocess.DEVNULL)\n"
        "path.write_text('from the editor')"
    )
    monkeypatch.setenv("EDITOR", _editor(tmp_path, change))
    answer = journal.call("edit", entry_id, "--editor")
    assert answer.code == 0, answer.err
    assert "changed elsewhere" in answer.err
    assert journal.entry(entry_id)["body"] == "from the editor"
    history = journal.call("show", entry_id, "--history", "--json").json["history"]
    assert "from elsewhere" in [version["body"] for version in history]
