import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.entries import Entry
from journal.errors import DatabaseDamaged, DatabaseMissing, HeaderMissing, JournalExists, NewerFormat
from journal.records.connections import connect
from journal.storage import Filed, Storage
from journal.vault import HomeState, KdfPolicy, RecoveryKey, home_state, prepare

Write = Callable[..., Entry]
Opened = Callable[..., Storage]


def test_a_new_journal_is_empty_whole_and_private(storage: Storage, home: Path) -> None:
    assert (storage.entries.count(), storage.entries.page(), storage.drafts.all()) == (0, (), ())
    assert storage.filed == Filed()
    assert storage.warnings == ()
    assert storage.check() == ()
    if sys.platform != "win32":
        modes = {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()}
        assert modes.pop("inbox") == 0o700
        assert set(modes.values()) == {0o600}, modes
        assert home.stat().st_mode & 0o777 == 0o700


def test_what_was_saved_is_there_at_the_next_start(storage: Storage, opened: Opened, entry: Write) -> None:
    written = entry("words")
    storage.entries.add(written)
    storage.close()
    assert opened().entries.get(written.id) == written


def test_both_secrets_open_the_same_entries(home: Path, cheap: KdfPolicy, opened: Opened, entry: Write) -> None:
    new = prepare("first words", strength=cheap)
    with Storage.create(home, new) as storage:
        storage.entries.add(entry())
    assert opened(RecoveryKey(new.recovery_key)).entries.count() == 1


def test_closing_leaves_three_files_and_no_log(storage: Storage, home: Path, entry: Write) -> None:
    storage.entries.add(entry())
    storage.pulse()
    storage.close()
    storage.close()
    assert sorted(path.name for path in home.iterdir()) == ["inbox", "journal-1.db", "vault.json", "vault.json.bak"]


def test_a_journal_is_never_made_over_another(storage: Storage, home: Path, cheap: KdfPolicy, entry: Write) -> None:
    storage.entries.add(entry())
    with pytest.raises(JournalExists):
        Storage.create(home, prepare("other", strength=cheap))
    assert storage.entries.count() == 1
    assert not list(home.glob("*.tmp"))


def test_a_database_without_a_header_is_not_replaced(storage: Storage, home: Path, cheap: KdfPolicy) -> None:
    storage.close()
    for header in ("vault.json", "vault.json.bak"):
        (home / header).unlink()
    before = (home / "journal-1.db").read_bytes()
    with pytest.raises(HeaderMissing):
        Storage.create(home, prepare("other", strength=cheap))
    assert (home / "journal-1.db").read_bytes() == before


def test_a_folder_that_cannot_be_made_a_journal_stays_as_it_was(tmp_path: Path, cheap: KdfPolicy) -> None:
    (tmp_path / "file").write_text("something else")
    with pytest.raises(Exception, match="not a journal"):
        Storage.create(tmp_path / "file", prepare("words", strength=cheap))
    assert (tmp_path / "file").read_text() == "something else"


def test_a_missing_database_is_never_replaced_by_an_empty_one(storage: Storage, home: Path, opened: Opened) -> None:
    storage.close()
    (home / "journal-1.db").rename(home / "elsewhere")
    with pytest.raises(DatabaseMissing):
        opened()
    assert home_state(home) is HomeState.JOURNAL
    assert not (home / "journal-1.db").exists()


def test_a_database_that_was_emptied_is_not_taken_for_a_new_one(storage: Storage, home: Path, opened: Opened) -> None:
    storage.close()
    (home / "journal-1.db").write_bytes(b"")
    with pytest.raises(DatabaseMissing):
        opened()


def test_another_journals_database_is_damage(storage: Storage, home: Path, opened: Opened, tmp_path: Path) -> None:
    storage.close()
    with Storage.create(tmp_path / "other", prepare("words", strength=KdfPolicy(64, 1, 1))):
        pass
    (home / "journal-1.db").write_bytes((tmp_path / "other" / "journal-1.db").read_bytes())
    with pytest.raises(DatabaseDamaged):
        opened()


def test_a_newer_format_is_left_alone(storage: Storage, home: Path, opened: Opened) -> None:
    key = storage.vault.database_key_hex
    storage.close()
    connection = connect(home / "journal-1.db", key)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    with pytest.raises(NewerFormat):
        opened()


def test_opening_sweeps_what_a_crash_left(storage: Storage, home: Path, opened: Opened, entry: Write) -> None:
    storage.entries.add(entry())
    storage.close()
    for name in ("journal-7.db", "journal-7.db-wal"):
        (home / name).write_bytes(b"of a rotation that was interrupted")
    assert opened().entries.count() == 1
    assert not list(home.glob("journal-7*"))


def test_a_damaged_header_is_told_and_the_copy_opens(storage: Storage, home: Path, opened: Opened) -> None:
    storage.close()
    (home / "vault.json").write_bytes(b"{")
    assert "vault.json" in opened().warnings[0]


def test_two_starts_at_once_share_the_journal(storage: Storage, opened: Opened, entry: Write) -> None:
    other = opened()
    before = storage.pulse()
    assert storage.pulse() == before
    written = entry()
    other.entries.add(written)
    assert storage.pulse() != before
    assert storage.entries.get(written.id) == written


def test_the_pulse_stays_while_nothing_happens_and_answers_every_commit(
    storage: Storage, opened: Opened, entry: Write
) -> None:
    other = opened()
    seen = {storage.pulse()}
    for _ in range(5):
        other.entries.add(entry())
        assert storage.pulse() not in seen
        seen.add(storage.pulse())
    other.entries.page()
    other.entries.search("words")
    assert storage.pulse() in seen
