"""A program on a disk that fills up, or a folder that may not be written: `full_disk.py CASE HOME`.

`limit`: no file may grow beyond what it is now (the portable way to a full disk). `read-only`: nothing may be written,
also not by root, who is put into an ordinary user's place.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from journal.entries import Change, Draft, new_entry
from journal.errors import DiskFull, JournalError, NotWritable
from journal.ids import new_id
from journal.moments import Moment
from journal.storage import Storage
from journal.vault import KdfLimits, KdfPolicy, Passphrase, unlock

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
NOW = datetime(2026, 3, 10, tzinfo=UTC)


def main(case: str, home: Path) -> None:
    """Try everything that writes, then everything that reads."""
    limits = KdfLimits(CHEAP, CHEAP)
    # Opened once before: SQLAlchemy imports its dialect then, and nobody may not read a checkout of root's.
    Storage.open(unlock(home, Passphrase("first words"), limits=limits)).close()
    vault = unlock(home, Passphrase("first words"), limits=limits)
    if case == "read-only":
        become_nobody()
    storage = Storage.open(vault)
    before = [line.id for line in storage.entries.page()]
    if case == "limit":
        no_more_space(home)
    big = new_entry(new_id(NOW), Moment(NOW, "UTC"), NOW, body="big " * 400_000)
    draft = Draft(new_id(NOW), NOW, "UTC", NOW, body="big " * 400_000)
    writes: dict[str, Callable[[], object]] = {
        "add": lambda: storage.entries.add(big),
        "add_many": lambda: storage.entries.add_many([big]),
        "edit": lambda: storage.entries.edit(before[0], Change(body=big.body), NOW),
        "draft": lambda: storage.drafts.save(draft),
    }
    if case == "read-only":  # the other case limits single files, and the new one is no larger than the old
        writes["rotate"] = lambda: storage.rotate("second words", strength=CHEAP)
    for name, write in writes.items():
        report(name, write, DiskFull if case == "limit" else NotWritable)
    assert [line.id for line in storage.entries.page()] == before
    assert storage.entries.search("words").total == len(before)
    assert storage.entries.get(before[0]).body.startswith("words")
    assert storage.entries.count() == len(before)
    assert storage.file_inbox().count == 0
    assert storage.pulse() == storage.pulse()
    assert storage.writable == (case == "limit")
    assert bool(storage.warnings) == (case != "limit")
    storage.close()


def report(name: str, write: Callable[[], object], expected: type[JournalError]) -> None:
    """Make sure that it fails as it should."""
    try:
        write()
    except expected as error:
        sys.stdout.write(f"{name}: {error}\n")
    else:
        raise AssertionError(name)


def no_more_space(home: Path) -> None:
    """Let no file grow beyond the largest that is there."""
    import resource

    largest = max(path.stat().st_size for path in home.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 4096, resource.RLIM_INFINITY))


def become_nobody() -> None:
    """Give up the right to write everywhere."""
    if os.geteuid() == 0:
        os.seteuid(65534)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
