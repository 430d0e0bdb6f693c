"""Removing what a crash left behind: files that were being written, and databases that no header names."""

import time
from pathlib import Path

from journal.errors import JournalError
from journal.paths import Paths
from journal.vault.files import erase, read_regular
from journal.vault.header import Header, parse_header
from journal.vault.header_file import copies_agree
from journal.vault.homes import database_of, files_in, is_unfinished

STALE_AFTER_SECONDS = 3600  # a younger one may be another program's, at this moment


def sweep(paths: Paths, mac_key: bytes) -> tuple[Path, ...]:
    """Remove stale files and return them; nothing while there is any doubt which database is the journal.

    Raises:
        NotWritable: the folder may not be written.
    """
    header = _undoubted_header(paths, mac_key)
    if header is None or not paths.database(header.database).exists():
        return ()
    left_over = [
        paths.home / name
        for name in sorted(files_in(paths.home))
        if database_of(name) not in (None, header.database) or (is_unfinished(name) and _is_stale(paths.home / name))
    ]
    left_over += [
        paths.inbox / name
        for name in sorted(files_in(paths.inbox))
        if name.startswith(".") and name.endswith(".tmp") and _is_stale(paths.inbox / name)
    ]
    for path in left_over:
        erase(path)
    return tuple(left_over)


def _undoubted_header(paths: Paths, mac_key: bytes) -> Header | None:
    try:
        header = parse_header(read_regular(paths.header))
    except (JournalError, FileNotFoundError):
        return None
    return header if header.is_genuine(mac_key) and copies_agree(paths) else None


def _is_stale(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > STALE_AFTER_SECONDS
    except OSError:
        return False
