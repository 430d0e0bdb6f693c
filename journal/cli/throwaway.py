"""Private folders that must not outlive their use: for the demo, and for a text in another program's hands.

Each holds a file that its owner keeps locked. A small watcher removes the folder when the owner ends, however it ends;
should both be killed, the next start removes every folder whose file nobody holds.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PREFIX = "journal-throwaway-"
LOCK_FILE = "in-use"
_WATCHER = Path(__file__).with_name("watcher.py")
_WATCHER_PATIENCE = 10  # seconds


class Throwaway:
    """A folder that is removed with its owner, unless it is kept."""

    def __init__(self, path: Path, lock: BinaryIO) -> None:
        self.path = path
        self._lock = lock
        self._kept = False
        self._watcher = _watch(path)

    def keep(self) -> None:
        """Leave the folder where it is: it holds words that could not be saved."""
        self._kept = True
        (self.path / LOCK_FILE).unlink(missing_ok=True)  # without it, nobody removes the folder

    def end(self) -> None:
        """Remove the folder, and wait for the watcher."""
        self._lock.close()
        if not self._kept:
            shutil.rmtree(self.path, ignore_errors=True)
        if self._watcher.stdin is not None:
            self._watcher.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._watcher.wait(_WATCHER_PATIENCE)


@contextmanager
def throwaway(folder: Path) -> Iterator[Throwaway]:
    """Make a private folder in `folder` and remove it afterwards."""
    path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))  # mkdtemp makes it 0700
    held = Throwaway(path, _locked(path / LOCK_FILE))
    try:
        yield held
    finally:
        held.end()


def memory_folder() -> Path | None:
    """Return a folder whose files stay in memory, or `None` where the machine has none (macOS, Windows)."""
    for folder in _memory_folders():
        if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return None


def ordinary_folder() -> Path:
    """Return the system's folder for temporary files, which is usually on the disk."""
    return Path(tempfile.gettempdir())


def sweep() -> int:
    """Remove what a killed program left behind, and return how many folders that were."""
    removed = 0
    for folder in dict.fromkeys((*_memory_folders(), ordinary_folder())):
        with suppress(OSError):
            for path in folder.glob(f"{PREFIX}*"):
                removed += _removed(path)
    return removed


def _memory_folders() -> list[Path]:
    if not sys.platform.startswith("linux"):
        return []
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return [Path("/dev/shm"), *([Path(runtime)] if runtime else [])]  # noqa: S108 - a private folder is made inside


def _removed(path: Path) -> bool:
    """Remove one folder if it is ours and nobody holds it."""
    lock = path / LOCK_FILE
    if path.is_symlink() or not lock.is_file():
        return False
    if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
        return False
    if os.name == "nt":
        try:
            lock.unlink()  # refused while its owner has it open
        except OSError:
            return False
    else:
        with lock.open("rb") as file:
            if not _lock(file):
                return False
    shutil.rmtree(path, ignore_errors=True)
    return True


def _locked(path: Path) -> BinaryIO:
    file = path.open("xb")
    _lock(file)
    return file


def _lock(file: BinaryIO) -> bool:
    if os.name == "nt":
        return True  # there, an open file cannot be removed: that is the lock
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _watch(path: Path) -> "subprocess.Popen[bytes]":
    """Start a process that removes the folder when our end of its standard input closes."""
    new_group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        [sys.executable, "-I", "-S", str(_WATCHER), str(path), LOCK_FILE],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",  # ctrl+c and a closing terminal are for the owner
        creationflags=new_group,
    )
