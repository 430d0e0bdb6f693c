from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest

from journal.entries import Change, Draft, Entry
from journal.errors import JournalBusy, JournalError, WrongPassphrase, WrongRecoveryKey
from journal.ids import new_id
from journal.storage import Storage
from journal.vault import KdfPolicy, RecoveryKey

Write = Callable[..., Entry]
Opened = Callable[..., Storage]


def test_a_new_passphrase_opens_and_the_old_one_does_not(
    storage: Storage, opened: Opened, entry: Write, cheap: KdfPolicy
) -> None:
    storage.entries.add(entry())
    storage.change_passphrase("second words", strength=cheap)
    storage.entries.add(entry())
    storage.close()
    with pytest.raises(WrongPassphrase):
        opened()
    assert opened("second words").entries.count() == 2


def test_a_new_recovery_key_opens_the_journal(storage: Storage, opened: Opened, entry: Write) -> None:
    storage.entries.add(entry())
    first, second = storage.renew_recovery_key(), storage.renew_recovery_key()
    assert opened(RecoveryKey(second)).entries.count() == 1
    with pytest.raises(WrongRecoveryKey):
        opened(RecoveryKey(first))


def test_rotating_keeps_everything_under_a_new_key(
    storage: Storage, home: Path, opened: Opened, entry: Write, cheap: KdfPolicy, now: datetime
) -> None:
    kept, edited, gone = entry("kept 今日は良い"), entry("first"), entry("gone")
    storage.entries.add_many([kept, edited, gone])
    storage.entries.edit(edited.id, Change(body="second"), now)
    storage.entries.trash(gone.id, now)
    draft = Draft(new_id(now), now, "UTC", now, body="unfinished")
    storage.drafts.save(draft)
    pulse = storage.pulse()
    key = storage.vault.database_key_hex
    books = storage.entries, storage.drafts

    recovery = storage.rotate("second words", strength=cheap)

    assert (storage.entries, storage.drafts) == books
    for one in (storage, opened("second words"), opened(RecoveryKey(recovery))):
        assert one.entries.get(kept.id) == kept
        assert [revision.body for revision in one.entries.history(edited.id)] == ["second", "first"]
        assert one.entries.count(trashed=True) == 1
        assert one.drafts.all() == (draft,)
        assert (one.entries.search("kept").total, one.entries.search("良い").total) == (1, 1)
        assert one.check() == ()
    assert storage.vault.database_key_hex != key
    assert [path.name for path in home.glob("*.db")] == ["journal-2.db"]
    with pytest.raises(WrongPassphrase):
        opened()
    storage.entries.add(entry())
    storage.pulse()
    assert pulse is not None


def test_rotating_needs_the_journal_to_itself(
    storage: Storage, home: Path, opened: Opened, entry: Write, cheap: KdfPolicy
) -> None:
    other = opened()
    storage.entries.add(entry())
    with pytest.raises(JournalBusy):
        storage.rotate("second words", strength=cheap)
    other.entries.add(entry())
    assert storage.entries.count() == 2
    assert [path.name for path in home.glob("*.db")] == ["journal-1.db"]
    other.close()
    storage.rotate("second words", strength=cheap)
    assert storage.entries.count() == 2


def test_a_rotation_that_has_no_space_leaves_everything_as_it_was(
    storage: Storage, home: Path, opened: Opened, entry: Write, cheap: KdfPolicy
) -> None:
    storage.entries.add(entry())

    def fail(step: str) -> None:
        if step == "exported":
            raise OSError(28, "No space left on device")

    with pytest.raises(Exception, match="full"):
        storage.rotate("second words", strength=cheap, on_step=fail)
    storage.entries.add(entry())
    assert [path.name for path in home.glob("*.db")] == ["journal-1.db"]
    assert opened().entries.count() == 2


def test_a_rotation_that_fails_after_the_switch_leaves_a_whole_journal(
    storage: Storage, opened: Opened, entry: Write, cheap: KdfPolicy
) -> None:
    storage.entries.add(entry())

    def fail(step: str) -> None:
        if step == "header settled":
            raise OSError(5, "Input/output error")

    with pytest.raises(JournalError):
        storage.rotate("second words", strength=cheap, on_step=fail)
    storage.close()
    again = opened("second words")
    assert again.entries.count() == 1
    assert again.check() == ()


def test_nobody_writes_while_the_header_changes(storage: Storage, opened: Opened, entry: Write) -> None:
    other, order = opened(), list[str]()

    def write() -> None:
        other.entries.add(entry())
        order.append("written")

    thread = Thread(target=write)
    with storage.alone():
        thread.start()
        with suppress(TimeoutError):
            thread.join(0.3)
        order.append("changed")
    thread.join()
    assert order == ["changed", "written"]


def test_changes_of_the_header_by_two_programs_build_on_each_other(
    storage: Storage, opened: Opened, cheap: KdfPolicy
) -> None:
    other = opened()
    recovery = other.renew_recovery_key()
    storage.change_passphrase("second words", strength=cheap)
    assert opened("second words").entries.count() == 0
    assert opened(RecoveryKey(recovery)).entries.count() == 0
