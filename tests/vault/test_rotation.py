import os
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.errors import DatabaseDamaged, DatabaseMissing, WrongPassphrase, WrongRecoveryKey
from journal.vault import (
    KdfPolicy,
    NewVault,
    RecoveryKey,
    Rotation,
    SealedNote,
    Secret,
    UnreadableNote,
    Vault,
    seal_note,
)

Open = Callable[[Secret | str], Vault]
HOURS_AGO = 7200


def fill(rotation: Rotation) -> None:
    rotation.database.write_bytes(bytes.fromhex(rotation.database_key_hex)[32:] + b"entries")


def rotate(vault: Vault, passphrase: str, strength: KdfPolicy) -> tuple[Vault, str]:
    rotation = vault.prepare_rotation(passphrase, strength=strength)
    fill(rotation)
    return vault.complete_rotation(rotation), rotation.recovery_key


def contents(vault: Vault) -> list[bytes]:
    return [note.content for note in vault.notes() if isinstance(note, SealedNote)]


def test_after_a_rotation_only_the_new_secrets_open(
    vault: Vault, new_vault: NewVault, open_with: Open, cheap: KdfPolicy
) -> None:
    rotated, recovery_key = rotate(vault, "second words", cheap)
    assert rotated.database_key_hex != vault.database_key_hex
    for secret in ("second words", RecoveryKey(recovery_key)):
        assert open_with(secret).database_key_hex == rotated.database_key_hex
    with pytest.raises(WrongPassphrase):
        open_with("first words")
    with pytest.raises(WrongRecoveryKey):
        open_with(RecoveryKey(new_vault.recovery_key))


def test_preparing_a_rotation_changes_nothing_on_disk(vault: Vault, home: Path, cheap: KdfPolicy) -> None:
    before = {path: path.read_bytes() for path in home.iterdir() if path.is_file()}
    vault.prepare_rotation("second words", strength=cheap)
    assert {path: path.read_bytes() for path in home.iterdir() if path.is_file()} == before


def test_the_key_is_not_switched_before_the_new_database_is_there(
    vault: Vault, open_with: Open, cheap: KdfPolicy
) -> None:
    rotation = vault.prepare_rotation("second words", strength=cheap)
    with pytest.raises(DatabaseMissing):
        vault.complete_rotation(rotation)
    rotation.database.write_bytes(b"SQLite format 3\0 in plain")
    with pytest.raises(DatabaseDamaged):
        vault.complete_rotation(rotation)
    assert open_with("first words").database == vault.database


def test_the_new_database_has_a_name_that_no_file_has(vault: Vault, home: Path, cheap: KdfPolicy) -> None:
    (home / "journal-4.db-wal").touch()
    (home / ".journal-7.db.0a1b.tmp").touch()
    assert vault.prepare_rotation("second words", strength=cheap).database_name == "journal-8.db"


def test_a_rotation_keeps_changes_that_another_program_made_meanwhile_from_coming_back(
    vault: Vault, open_with: Open, cheap: KdfPolicy
) -> None:
    rotation = vault.prepare_rotation("second words", strength=cheap)
    open_with("first words").change_passphrase("third words", strength=cheap)
    fill(rotation)
    assert vault.complete_rotation(rotation).generation == 3
    for passphrase in ("first words", "third words"):
        with pytest.raises(WrongPassphrase):
            open_with(passphrase)


def test_notes_sealed_before_a_rotation_are_read_after_it(
    vault: Vault, home: Path, open_with: Open, cheap: KdfPolicy
) -> None:
    written = []
    for number in range(4):
        written.append(f"note {number}".encode())
        seal_note(home, f"{number:032x}", written[-1])
        vault, _ = rotate(vault, f"words {number}", cheap)
    assert contents(vault) == contents(open_with("words 3")) == written


def test_a_note_sealed_with_the_header_of_before_the_rotation_is_read(
    vault: Vault, home: Path, open_with: Open, cheap: KdfPolicy
) -> None:
    before = vault.paths.header.read_bytes()
    rotate(vault, "second words", cheap)
    after = vault.paths.header.read_bytes()
    vault.paths.header.write_bytes(before)  # what another program had read a moment ago
    seal_note(home, "0" * 32, b"just in time")
    vault.paths.header.write_bytes(after)
    assert contents(open_with("second words")) == [b"just in time"]


def test_only_the_latest_keys_of_the_inbox_are_kept(vault: Vault, home: Path, cheap: KdfPolicy) -> None:
    seal_note(home, "0" * 32, b"long ago")
    for number in range(17):
        vault, _ = rotate(vault, f"words {number}", cheap)
        assert bool(contents(vault)) == (number < 16)
    assert [type(note) for note in vault.notes()] == [UnreadableNote]
    assert vault.paths.header.stat().st_size < 8000


def test_sweeping_removes_databases_that_no_header_names_and_stale_temporary_files(
    vault: Vault, home: Path, cheap: KdfPolicy
) -> None:
    rotated, _ = rotate(vault, "second words", cheap)
    for name in ("journal-1.db-wal", "journal-1.db-shm", "journal-9.db", "journal-2.db-wal"):
        (home / name).touch()
    stale = [
        ".vault.json.0a1b2c3d.tmp",
        ".vault.json.bak.0a1b2c3d.tmp",
        ".journal-3.db.0a1b.tmp",
        ".settings.toml.00.tmp",
    ]
    stale += [f"inbox/.{'0' * 32}.sealed.0a1b2c3d.tmp"]
    for name in stale:
        (home / name).touch()
        os.utime(home / name, (0, 0))
    kept = ["journal-2.db", "journal-2.db-wal", "vault.json", "vault.json.bak", "card.json", "journal-1.db.before-2"]
    kept += [".vault.json.ffffffff.tmp", ".other.ffffffff.tmp", f"inbox/{'1' * 32}.sealed"]
    for name in kept:
        (home / name).touch()
    swept = {path.relative_to(home).as_posix() for path in rotated.sweep()}
    assert swept == {"journal-1.db", "journal-1.db-wal", "journal-1.db-shm", "journal-9.db", *stale}
    left = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert left == set(kept)


@pytest.mark.parametrize("doubt", ["header damaged", "copy damaged", "copy older", "database missing", "tampered"])
def test_nothing_is_swept_while_there_is_doubt(doubt: str, vault: Vault, home: Path, cheap: KdfPolicy) -> None:
    older = vault.paths.header.read_bytes()
    rotated, _ = rotate(vault, "second words", cheap)
    match doubt:
        case "header damaged":
            vault.paths.header.write_bytes(older[:-9])
        case "copy damaged":
            vault.paths.header_copy.write_bytes(older[:-9])
        case "copy older":
            vault.paths.header_copy.write_bytes(older)
        case "database missing":
            rotated.database.unlink()
        case "tampered":
            vault.paths.header.write_bytes(older)
            vault.paths.header_copy.write_bytes(older)
    assert rotated.sweep() == ()
    assert (home / "journal-1.db").exists()


def test_unlocking_after_a_crash_between_switch_and_copy_renews_the_copy_so_that_sweeping_works(
    vault: Vault, open_with: Open, cheap: KdfPolicy
) -> None:
    older = vault.paths.header.read_bytes()
    rotate(vault, "second words", cheap)
    vault.paths.header_copy.write_bytes(older)
    opened = open_with("second words")
    assert opened.warnings == ()
    assert [path.name for path in opened.sweep()] == ["journal-1.db"]


def test_many_random_secrets_stay_apart(vault: Vault, open_with: Open, cheap: KdfPolicy) -> None:
    words = "first words"
    for _ in range(10):
        new = secrets.token_hex(8)
        open_with(words).change_passphrase(new, strength=cheap)
        with pytest.raises(WrongPassphrase):
            open_with(words)
        words = new
    assert open_with(words).generation == 11
