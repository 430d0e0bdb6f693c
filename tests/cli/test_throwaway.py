"""Folders that must not outlive their use."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from journal.cli import throwaway
from journal.cli.throwaway import LOCK_FILE, PREFIX, sweep
from journal.cli.throwaway import throwaway as made

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "memory"
    folder.mkdir()
    monkeypatch.setattr(throwaway, "_memory_folders", lambda: [folder])
    return folder


def _gone(path: Path) -> bool:
    deadline = time.monotonic() + 30
    while path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not path.exists()


def test_a_folder_is_private_and_gone_afterwards(place: Path) -> None:
    with made(place) as folder:
        (folder.path / "file").write_text("x")
        assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert not list(place.iterdir())


def test_a_folder_is_gone_after_an_error(place: Path) -> None:
    with pytest.raises(RuntimeError), made(place):
        raise RuntimeError
    assert not list(place.iterdir())


def test_a_folder_is_gone_after_its_program_was_killed(place: Path) -> None:
    code = (
        "import sys, time, pathlib\n"
        "from journal.cli.throwaway import throwaway\n"
        f"with throwaway(pathlib.Path({str(place)!r})) as folder:\n"
        "    (folder.path / 'words').write_text('private')\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        [folder] = place.iterdir()
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    assert _gone(folder)


def test_the_next_start_removes_what_nobody_holds(place: Path) -> None:
    left = place / f"{PREFIX}left"
    left.mkdir()
    (left / LOCK_FILE).touch()
    (left / "words").write_text("private")
    stranger = place / "something-else"
    stranger.mkdir()
    with made(place) as held:
        assert sweep() == 1
        assert held.path.exists()
    assert list(place.iterdir()) == [stranger]


def test_a_folder_that_is_to_be_kept_stays(place: Path) -> None:
    with made(place) as folder:
        (folder.path / "words").write_text("not saved")
        folder.keep()
    assert (folder.path / "words").read_text() == "not saved"
    assert sweep() == 0
    assert (folder.path / "words").exists()
