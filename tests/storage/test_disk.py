"""A full disk and a folder that may not be written: a clear error, nothing lost, and reading goes on."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journal.entries import Entry
from journal.errors import DiskFull
from journal.storage import Storage
from journal.vault import KdfPolicy, prepare

Write = Callable[..., Entry]
Opened = Callable[..., Storage]
PROGRAM = Path(__file__).with_name("full_disk.py")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and modes as POSIX has them")


def run(case: str, home: Path) -> list[str]:
    # A coverage tool that wants to write its own file onto the full disk would complain among our words.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    ended = subprocess.run(
        [sys.executable, str(PROGRAM), case, str(home)], capture_output=True, text=True, check=False, env=alone
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.splitlines()


@pytest.fixture
def filled(storage: Storage, entry: Write) -> None:
    storage.entries.add_many(entry(f"words {number}") for number in range(30))
    storage.close()


@pytest.mark.usefixtures("filled")
def test_a_full_disk_saves_nothing_loses_nothing_and_can_be_read(home: Path, opened: Opened, entry: Write) -> None:
    told = run("limit", home)
    assert len(told) == 4
    assert all("Everything saved before is safe." in line for line in told)
    again = opened()
    assert again.entries.count() == 30
    again.entries.add(entry("words once there is space"))
    assert again.check() == ()
    assert len(list(home.glob("*.db"))) == 1


@pytest.fixture
def reachable(filled: None, home: Path) -> Iterator[Path]:
    """A copy that another user may read and nobody may write."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    copy = folder / "journal"
    shutil.copytree(home, copy)
    for path in [*copy.rglob("*"), copy]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield copy
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_can_be_read(reachable: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in reachable.rglob("*")}
    told = run("read-only", reachable)
    assert len(told) == 5
    assert all("cannot be written" in line and "Reading still works." in line for line in told)
    assert {path: path.stat().st_mtime_ns for path in reachable.rglob("*")} == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where this process may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if not sys.platform.startswith("linux") or mount is None or os.geteuid() != 0:
        pytest.skip("only root mounts")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False)
    if done.returncode:
        pytest.skip("this machine does not let root mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_fills_up_keeps_what_was_saved(small_disk: Path, cheap: KdfPolicy, entry: Write) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(100_000))
    with Storage.create(small_disk / "journal", prepare("first words", strength=cheap)) as storage:
        saved = list[Entry]()
        try:
            while True:
                one = entry(f"words {len(saved)} " + "text " * 2000)
                storage.entries.add(one)
                saved.append(one)
        except DiskFull:
            assert len(saved) > 3
        assert [one.id for one in storage.entries.each()] == [one.id for one in saved]
        with pytest.raises(DiskFull):
            storage.rotate("second words", strength=cheap)
        assert storage.entries.search("words", limit=100).total == len(saved)
        filler.unlink()
        storage.entries.purge(saved.pop().id)
        assert storage.entries.count() == len(saved)
        assert storage.check() == ()


def test_a_journal_that_does_not_fit_on_the_disk_is_not_half_made(small_disk: Path, cheap: KdfPolicy) -> None:
    (small_disk / "filler").write_bytes(bytes(1_000_000))
    with pytest.raises(DiskFull):
        Storage.create(small_disk / "journal", prepare("first words", strength=cheap))
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["filler"]
