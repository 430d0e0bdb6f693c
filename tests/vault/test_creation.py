import os
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from journal.errors import DatabaseMissing, HeaderMissing, JournalExists, NotAJournal
from journal.vault import (
    HIGH,
    STANDARD,
    HomeState,
    KdfLimits,
    KdfPolicy,
    NewVault,
    Passphrase,
    RecoveryKey,
    Vault,
    home_state,
    prepare,
    unlock,
)


def test_a_new_journal_opens_with_its_passphrase_and_its_recovery_key_under_the_real_settings(home: Path) -> None:
    new = prepare("correct horse")
    new.save(home).database.write_bytes(b"")
    by_passphrase = unlock(home, Passphrase("correct horse"))
    by_recovery_key = unlock(home, RecoveryKey(new.recovery_key))
    assert by_passphrase.database_key_hex == by_recovery_key.database_key_hex == new.database_key_hex
    assert by_passphrase.warnings == ()


def test_the_stronger_settings_open_under_the_real_limits_too(home: Path) -> None:
    prepare("correct horse", strength=HIGH).save(home).database.write_bytes(b"")
    assert unlock(home, Passphrase("correct horse")).generation == 1
    assert f'"memory_kib": {HIGH.memory_kib}' in (home / "vault.json").read_text()
    assert HIGH.memory_kib > STANDARD.memory_kib


def test_nothing_is_written_before_saving(home: Path, new_vault: NewVault) -> None:
    assert new_vault.recovery_key
    assert home_state(home) is HomeState.EMPTY
    assert not home.exists()


def test_two_new_journals_share_no_key(cheap: KdfPolicy) -> None:
    one, other = prepare("same words", strength=cheap), prepare("same words", strength=cheap)
    assert one.database_key_hex != other.database_key_hex
    assert one.recovery_key != other.recovery_key


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_folders_and_files_are_private_whatever_the_umask(tmp_path: Path, new_vault: NewVault) -> None:
    home = tmp_path / "above" / "journal"
    before = os.umask(0)
    try:
        new_vault.save(home)
    finally:
        os.umask(before)
    modes = {path.relative_to(home).as_posix(): path.stat().st_mode & 0o777 for path in (home, *home.iterdir())}
    assert modes == {".": 0o700, "inbox": 0o700, "vault.json": 0o600, "vault.json.bak": 0o600}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_an_empty_folder_is_made_private(home: Path, new_vault: NewVault) -> None:
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    new_vault.save(home)
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_journal_is_never_overwritten(vault: Vault, home: Path, cheap: KdfPolicy) -> None:
    before = {path: path.read_bytes() for path in home.iterdir() if path.is_file()}
    with pytest.raises(JournalExists):
        prepare("other words", strength=cheap).save(home)
    assert {path: path.read_bytes() for path in home.iterdir() if path.is_file()} == before


def test_a_journal_with_only_the_copy_of_its_header_is_not_overwritten(
    vault: Vault, home: Path, cheap: KdfPolicy
) -> None:
    vault.paths.header.unlink()
    with pytest.raises(JournalExists):
        prepare("other words", strength=cheap).save(home)


def test_a_database_without_a_header_is_left_alone(home: Path, new_vault: NewVault) -> None:
    home.mkdir()
    (home / "journal-3.db").write_bytes(b"years of somebody's life")
    assert home_state(home) is HomeState.HEADER_MISSING
    with pytest.raises(HeaderMissing):
        new_vault.save(home)
    assert [path.name for path in home.iterdir()] == ["journal-3.db"]


def test_other_files_in_the_folder_make_no_journal(home: Path, new_vault: NewVault) -> None:
    home.mkdir()
    for name in ("notes.txt", "journal.db", "journal-1.db.old", ".journal-1.db.0a1b.tmp"):
        (home / name).touch()
    assert home_state(home) is HomeState.EMPTY
    new_vault.save(home)
    assert home_state(home) is HomeState.JOURNAL


def test_a_file_is_not_a_journal(home: Path, new_vault: NewVault) -> None:
    home.write_text("something else")
    with pytest.raises(NotAJournal):
        home_state(home)
    with pytest.raises(NotAJournal):
        new_vault.save(home)
    assert home.read_text() == "something else"


def test_of_several_creations_at_once_exactly_one_wins(home: Path, cheap: KdfPolicy, limits: KdfLimits) -> None:
    words = [f"words {number}" for number in range(6)]
    candidates = [prepare(text, strength=cheap) for text in words]
    start, made, refused = threading.Barrier(len(words)), [], []

    def create(text: str, new: NewVault) -> None:
        start.wait()
        try:
            new.save(home)
        except JournalExists:
            refused.append(text)
        else:
            made.append(text)

    threads = [threading.Thread(target=create, args=pair) for pair in zip(words, candidates, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(refused) == len(words) - 1
    (home / "journal-1.db").touch()
    assert unlock(home, Passphrase(made[0]), limits=limits).warnings == ()
    assert not list(home.glob(".*.tmp"))


@pytest.mark.parametrize("last", ["copy written", "header named", "header settled"])
def test_a_creation_that_fails_leaves_no_header_behind(last: str, home: Path, new_vault: NewVault) -> None:
    def fail(step: str) -> None:
        if step == last:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        new_vault.save(home, on_step=fail)
    assert home_state(home) is HomeState.EMPTY
    assert [path.name for path in home.iterdir()] == ["inbox"]
    assert new_vault.save(home)


def test_unlocking_completes_a_creation_that_was_interrupted(
    home: Path, new_vault: NewVault, limits: KdfLimits
) -> None:
    salt = bytes.fromhex(new_vault.database_key_hex)[32:]
    home.mkdir()
    (home / ".journal-1.db.00aa.tmp").write_bytes(b"left by another attempt")
    (home / ".journal-1.db.00bb.tmp").write_bytes(salt + b"mine")
    (home / ".journal-1.db.00bb.tmp-wal").touch()
    new_vault.save(home)
    opened = unlock(home, Passphrase("first words"), limits=limits)
    assert opened.database.read_bytes() == salt + b"mine"
    assert (home / ".journal-1.db.00aa.tmp").exists()


def test_an_unfinished_database_of_another_attempt_is_not_taken(
    home: Path, new_vault: NewVault, limits: KdfLimits
) -> None:
    home.mkdir()
    (home / ".journal-1.db.00aa.tmp").write_bytes(b"left by another attempt")
    new_vault.save(home)
    with pytest.raises(DatabaseMissing):
        unlock(home, Passphrase("first words"), limits=limits)


def test_the_key_is_one_that_sqlcipher_takes_and_its_salt_is_in_front_of_the_file(vault: Vault) -> None:
    vault.database.unlink()
    connection = dbapi2.connect(vault.database)
    connection.execute(f"PRAGMA key=\"x'{vault.database_key_hex}'\"")
    connection.execute("CREATE TABLE entry (body)")
    connection.commit()
    connection.close()
    assert vault.database.read_bytes().startswith(vault.database_key[32:])
    assert len(vault.database_key_hex) == 96


def test_what_is_printed_of_a_vault_says_nothing_of_its_keys(
    vault: Vault, new_vault: NewVault, cheap: KdfPolicy
) -> None:
    rotation = vault.prepare_rotation("next words", strength=cheap)
    for thing in (vault, new_vault, rotation, Passphrase("first words"), RecoveryKey(new_vault.recovery_key)):
        for secret in (vault.database_key_hex, rotation.database_key_hex, "words", new_vault.recovery_key):
            assert secret not in repr(thing)
        assert rotation.recovery_key not in repr(thing)


def test_a_closed_vault_gives_no_key(vault: Vault) -> None:
    vault.close()
    vault.close()
    with pytest.raises(ValueError, match="closed"):
        vault.database_key_hex  # noqa: B018 - reading it is the point
