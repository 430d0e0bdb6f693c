"""Writing private files so that a crash leaves the old content or the new, and nothing in between.

Modes are given when a file is made, never left to the umask. Windows has no such modes: there the user's own folder,
which other users may not read, is the protection.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from journal.errors import DiskFull, NotReadable, NotWritable

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, *([errno.EDQUOT] if hasattr(errno, "EDQUOT") else [])}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES}

OnStep = Callable[[str], None]
"""Called with the name of each step of a write; tests use it to end the process there."""


def no_step(_step: str) -> None:
    """Do nothing: what `on_step` is outside tests."""


def write_private(path: Path, data: bytes, *, replace: bool = True, on_step: OnStep = no_step) -> None:
    """Write a file that only its owner may read, whole or not at all, and down to the disk.

    Steps: `written`, `synced`, `named`, `settled`.

    Raises:
        FileExistsError: there is one already, and `replace` is false.
        DiskFull: there is no space for it.
        NotWritable: the folder or the file may not be written.
    """
    place(stage(path, data, on_step=on_step), path, replace=replace, on_step=on_step)


def stage(path: Path, data: bytes, *, on_step: OnStep = no_step) -> Path:
    """Write what is to become the file `path` under a name of its own in the same folder, and return that name.

    Raises:
        DiskFull: there is no space for it.
        NotWritable: the folder may not be written.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    with _write_errors(path), _removed_on_failure(temporary):
        _write_new(temporary, data, on_step)
    return temporary


def place(temporary: Path, path: Path, *, replace: bool = True, on_step: OnStep = no_step) -> None:
    """Give a staged file its name, down to the disk.

    Raises:
        FileExistsError: there is one already, and `replace` is false.
        NotWritable: the folder or the file may not be written.
    """
    with _write_errors(path, expected=FileExistsError), _removed_on_failure(temporary):
        if replace:
            _replace(temporary, path)
        else:
            _name_new(temporary, path)
        on_step("named")
        sync_folder(path.parent)
        on_step("settled")


def discard(temporary: Path) -> None:
    """Remove a staged file that is not wanted any more. Where that fails, sweeping does it later."""
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def private_folder(path: Path) -> None:
    """Make a folder that only its owner may enter, with the folders above it. One that is empty is made private, too.

    Raises:
        NotWritable: it cannot be made, or is not a folder.
        DiskFull: there is no space for it.
    """
    with _write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.mkdir(mode=PRIVATE_FOLDER)
        except FileExistsError:
            if not path.is_dir():
                raise NotWritable(path) from None
            if not any(path.iterdir()):
                path.chmod(PRIVATE_FOLDER)
        else:
            sync_folder(path.parent)


def rename(old: Path, new: Path) -> None:
    """Give a file another name, down to the disk, replacing what had that name.

    Raises:
        FileNotFoundError: it is not there any more.
        NotWritable: the folder may not be written.
        DiskFull: there is no space for it.
    """
    with _write_errors(new, expected=FileNotFoundError):
        _replace(old, new)
        sync_folder(new.parent)


def erase(path: Path) -> None:
    """Remove a file, down to the disk; one that is gone already is no error.

    Raises:
        NotWritable: the folder may not be written.
    """
    with _write_errors(path):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


def read_regular(path: Path) -> bytes:
    """Return the content of a regular file; a pipe or a device in its place would make the reader wait.

    Raises:
        FileNotFoundError: there is none.
        NotReadable: it may not be read, or is not a regular file.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotReadable(path)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(path) from error
    except OSError as error:
        raise NotReadable(path) from error


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder down to the disk, where the platform can: a rename is not safe before that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:  # some network file systems know no such thing
            raise
    finally:
        os.close(descriptor)


def _write_new(path: Path, data: bytes, on_step: OnStep) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        on_step("written")
        _sync(file.fileno())
    on_step("synced")


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # network volumes know only the plain kind
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync of macOS stops at the drive's cache
            return
    os.fsync(descriptor)


def _replace(old: Path, new: Path) -> None:
    for pause in (0.01, 0.05, 0.2):
        try:
            old.replace(new)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)  # Windows refuses while another program, such as a virus scanner, has it open
        else:
            return
    old.replace(new)


def _name_new(temporary: Path, path: Path) -> None:
    if os.name == "nt":
        temporary.rename(path)  # refuses on Windows when there is one
        return
    try:
        path.hardlink_to(temporary)  # the one way to name a file that never replaces another
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        if path.exists():
            raise FileExistsError(path) from error
        temporary.replace(path)
    else:
        temporary.unlink()


@contextmanager
def _removed_on_failure(temporary: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        discard(temporary)
        raise


@contextmanager
def _write_errors(path: Path, *, expected: type[OSError] | None = None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if expected and isinstance(error, expected):
            raise
        if error.errno in _NO_SPACE:
            raise DiskFull from error
        raise NotWritable(path) from error
