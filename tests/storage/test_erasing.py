"""What was erased is gone from every page of the database and its log, read without any of our code."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

from journal.entries import Change, Draft, Entry
from journal.ids import new_id
from journal.storage import Storage

Write = Callable[..., Entry]
Opened = Callable[..., Storage]

MARKS = ("Quexotlwalk", "Zumbrinkfirst", "ヴヷ龘靐齉", "zibbletag", "Vlarmpdraft")


@pytest.fixture(scope="module")
def reader() -> ModuleType:
    place = Path(__file__).with_name("page_reader.py")
    spec = util.spec_from_file_location("page_reader", place)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def everything(reader: ModuleType) -> Callable[[Storage], bytes]:
    """Return all pages of a journal's database and its log, decrypted, one after the other."""

    def read(storage: Storage) -> bytes:
        path, key = storage.vault.database, storage.vault.database_key_hex
        log = path.with_name(path.name + "-wal")
        return b"".join([*reader.pages(path, key), *reader.wal_pages(log, key)])

    return read


def marks_in(pages: bytes) -> list[str]:
    """Return the marks of which there is a trace. An index leaves out what a word shares with the one before."""
    return [mark for mark in MARKS if any(form.encode() in pages for form in (mark, mark.lower()[2:]))]


def fill(storage: Storage, entry: Write) -> None:
    storage.entries.add_many(entry(f"ordinary words {number} #common " + "and more " * 60) for number in range(120))


def marked(storage: Storage, entry: Write, now: datetime) -> Entry:
    """Add an entry with marks in everything that is kept of it, in long and short texts."""
    written = entry(f"{MARKS[1]} and {MARKS[2]} here", title=MARKS[0], tags=(MARKS[3],))
    storage.entries.add(written)
    storage.entries.edit(written.id, Change(body=f"{MARKS[0]} {MARKS[2]} " + f"longer {MARKS[1]} " * 900), now)
    storage.drafts.save(Draft(written.id, now, "UTC", now, body=MARKS[4]))
    fill(storage, entry)
    return written


def test_the_reader_sees_every_mark_before_it_is_erased(
    storage: Storage, entry: Write, now: datetime, everything: Callable[[Storage], bytes]
) -> None:
    marked(storage, entry, now)
    assert marks_in(everything(storage)) == list(MARKS)


@pytest.mark.parametrize("through_the_trash", [True, False])
def test_a_purged_entry_is_in_no_page_and_not_in_the_log(
    storage: Storage,
    entry: Write,
    now: datetime,
    everything: Callable[[Storage], bytes],
    through_the_trash: bool,
) -> None:
    fill(storage, entry)
    written = marked(storage, entry, now)
    if through_the_trash:
        storage.entries.trash(written.id, now)
        storage.entries.purge_trash()
    else:
        storage.entries.purge(written.id)
    assert marks_in(everything(storage)) == []
    assert storage.entries.count() == 240
    assert storage.check() == ()


def test_a_discarded_draft_is_gone_after_closing(
    storage: Storage, home: Path, entry: Write, now: datetime, reader: ModuleType
) -> None:
    key = storage.vault.database_key_hex
    for saved in range(20):
        storage.drafts.save(Draft(new_id(now), now, "UTC", now, body=f"{MARKS[4]} {saved} " * 50))
    for draft in storage.drafts.all():
        storage.drafts.discard(draft.id)
    storage.close()
    assert marks_in(b"".join(reader.pages(home / "journal-1.db", key))) == []


def test_someone_reading_meanwhile_only_puts_it_off(
    storage: Storage, opened: Opened, entry: Write, now: datetime, everything: Callable[[Storage], bytes]
) -> None:
    written = marked(storage, entry, now)
    through = opened().entries.each()
    next(through)
    storage.entries.purge(written.id)
    assert storage.entries.count() == 120
    storage.entries.purge_trash()
    assert marks_in(everything(storage)) == []


def test_the_database_can_be_read_by_anybody_with_the_key_and_the_documented_format(
    storage: Storage, home: Path, entry: Write, reader: ModuleType, tmp_path: Path
) -> None:
    written = entry("words that are mine", title="Title", tags=("mine",), mood=4)
    storage.entries.add(written)
    key = storage.vault.database_key_hex
    storage.close()
    plain = bytearray(reader.plain_database(home / "journal-1.db", key))
    plain[18:20] = b"\1\1"  # an ordinary journal in place of the write-ahead log, which is empty
    (tmp_path / "plain.db").write_bytes(plain)
    found = sqlite3.connect(tmp_path / "plain.db")
    assert found.execute("SELECT id, title, body, tags, mood FROM entry").fetchall() == [
        (written.id, "Title", "words that are mine", "mine", 4)
    ]
    found.close()
