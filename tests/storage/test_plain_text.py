"""No word of the journal is in any byte of its folder or of the temporary folders, in any usual spelling."""

import base64
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from journal.entries import Change, Draft, Entry
from journal.finding import Selection
from journal.ids import new_id
from journal.notes import note_from_entry
from journal.storage import Storage
from journal.vault import KdfPolicy, seal_note

Write = Callable[..., Entry]

MARK = "xyzzyplugh{}zorkmid"
PLACES = ("title", "body", "typedtag", "bodytag", "draft", "query", "revision", "note", "trash", "import")


def spellings(mark: str) -> Iterator[bytes]:
    """Return what a scan looks for: the plain encodings, and base64 at each of its three alignments."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        data = mark.encode(encoding)
        yield data
        for shift in range(3):
            spelled = base64.b64encode(b"\0" * shift + data)
            yield spelled[4 if shift else 0 : len(spelled) // 4 * 4 - 4]


def leaks(*folders: Path) -> list[tuple[str, str]]:
    found = []
    wanted = {place: list(spellings(MARK.format(place))) for place in PLACES}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                low = data.lower()
                found += [
                    (path.name, place)
                    for place, forms in wanted.items()
                    if any(form in data or form.lower() in low for form in forms)
                ]
    return found


def test_the_scan_finds_every_spelling(tmp_path: Path) -> None:
    for number, encoding in enumerate(("utf-8", "utf-16-le")):
        for shift in range(3):
            data = b"." * shift + MARK.format("body").encode(encoding) + b"..."
            (tmp_path / f"{number}{shift}").write_bytes(b"--" + base64.b64encode(data))
    (tmp_path / "plain").write_bytes(MARK.format("title").upper().encode())
    assert len(leaks(tmp_path)) == 7


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def test_no_word_is_on_the_disk_while_open_or_after_closing(
    storage: Storage, home: Path, temporary: Path, entry: Write, now: datetime, cheap: KdfPolicy
) -> None:
    written = entry(
        f"{MARK.format('body')} #{MARK.format('bodytag')}",
        title=MARK.format("title"),
        tags=(MARK.format("typedtag"),),
    )
    storage.entries.add(written)
    storage.entries.edit(written.id, Change(body=MARK.format("revision")), now)
    storage.entries.edit(written.id, Change(body=written.body), now)
    storage.drafts.save(Draft(new_id(now), now, "UTC", now, body=MARK.format("draft")))
    storage.entries.search(MARK.format("query"))
    storage.entries.search(f'"{MARK.format("query")}', Selection(tags=(MARK.format("query"),)))
    gone = entry(MARK.format("trash"))
    storage.entries.add(gone)
    storage.entries.trash(gone.id, now)
    seal_note(home, new_id(now), note_from_entry(entry(MARK.format("note"))))
    assert leaks(home, temporary) == []
    storage.file_inbox()
    storage.entries.add_many(entry(f"{MARK.format('import')} {number} " * 100) for number in range(300))
    assert leaks(home, temporary) == []
    storage.check()
    storage.rotate("second words", strength=cheap)
    storage.entries.purge_trash()
    assert leaks(home, temporary) == []
    assert storage.entries.search(MARK.format("note")).total == 1
    storage.close()
    assert leaks(home, temporary) == []


def test_the_database_prints_nothing_of_its_own(storage: Storage, home: Path) -> None:
    """SQLCipher writes its errors to standard error unless told not to, over whatever is on the screen."""
    key = "f" * 96
    script = (
        "from pathlib import Path; from journal.records.engine import open_engine\n"
        "from journal.errors import DatabaseDamaged\n"
        f"try: open_engine(Path({str(home / 'journal-1.db')!r}), {key!r})\n"
        "except DatabaseDamaged: print('damaged')"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=os.environ, check=True)
    assert (ended.stdout, ended.stderr) == ("damaged\n", "")
