"""Several programs write at once, and everything is kept."""

import subprocess
from collections.abc import Callable

from journal.entries import Entry
from journal.storage import Storage

Write = Callable[..., Entry]
Opened = Callable[..., Storage]
Victim = Callable[..., "subprocess.Popen[str]"]

WRITERS, EACH = 8, 4  # twenty-one programs write at once in tests/cli/test_adding.py


def test_eight_writers_at_once_are_all_kept(storage: Storage, opened: Opened, victim: Victim, entry: Write) -> None:
    before = storage.pulse()
    writers = [victim("write", EACH, f"writer{number}") for number in range(WRITERS)]
    outputs = [process.communicate()[0].split() for process in writers]
    assert all(lines[-1] == "done" for lines in outputs)
    assert storage.pulse() != before
    saved = [line for lines in outputs for line in lines[1:-1] if not line.startswith("-")]
    purged = {line[1:] for lines in outputs for line in lines if line.startswith("-")}
    assert len(saved) == WRITERS * EACH
    for entry_id in set(saved) - purged:
        assert storage.entries.get(entry_id)
    assert storage.entries.count() + storage.entries.count(trashed=True) == len(saved) - len(purged)
    storage.entries.add(entry())
    assert storage.check() == ()


def test_one_reads_on_while_another_imports(storage: Storage, victim: Victim) -> None:
    process = victim("import", 2000)
    assert process.stdout is not None
    seen = list[int]()
    while (line := process.stdout.readline().strip()) != "done":
        if line.isdigit():
            assert storage.entries.count() >= int(line)
            found = storage.entries.search("anchor ")
            assert found.total >= min(1000, int(line))
            assert len(storage.entries.page()) >= min(50, int(line))
            seen.append(int(line))
    process.wait()
    process.stdout.close()
    assert seen[-1] == 2000
