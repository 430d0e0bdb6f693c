from collections.abc import Callable

import pytest

from journal.errors import ChangedElsewhere, HeaderDamaged, HeaderTampered, WrongPassphrase, WrongRecoveryKey
from journal.vault import KdfPolicy, NewVault, RecoveryKey, Secret, Vault

Open = Callable[[Secret | str], Vault]


def test_a_new_passphrase_opens_and_the_old_one_does_not(vault: Vault, open_with: Open, cheap: KdfPolicy) -> None:
    vault.change_passphrase("second words", strength=cheap)
    assert open_with("second words").database_key_hex == vault.database_key_hex
    with pytest.raises(WrongPassphrase):
        open_with("first words")


def test_the_old_passphrase_does_not_open_through_the_copy_either(
    vault: Vault, open_with: Open, cheap: KdfPolicy
) -> None:
    vault.change_passphrase("second words", strength=cheap)
    vault.paths.header.unlink()
    with pytest.raises(WrongPassphrase):
        open_with("first words")
    assert open_with("second words")


def test_the_recovery_key_outlives_a_change_of_passphrase(
    vault: Vault, new_vault: NewVault, open_with: Open, cheap: KdfPolicy
) -> None:
    vault.change_passphrase("second words", strength=cheap)
    assert open_with(RecoveryKey(new_vault.recovery_key))


def test_a_new_recovery_key_opens_and_the_old_one_does_not(vault: Vault, new_vault: NewVault, open_with: Open) -> None:
    renewed = vault.renew_recovery_key()
    assert open_with(RecoveryKey(renewed))
    assert open_with("first words")
    with pytest.raises(WrongRecoveryKey):
        open_with(RecoveryKey(new_vault.recovery_key))


def test_every_change_counts_one_generation(vault: Vault, open_with: Open, cheap: KdfPolicy) -> None:
    assert vault.generation == 1
    vault.change_passphrase("second words", strength=cheap)
    vault.renew_recovery_key()
    assert vault.generation == open_with("second words").generation == 3


def test_new_slots_take_the_settings_of_the_program_and_not_those_of_the_header(vault: Vault) -> None:
    vault.change_passphrase("second words")
    assert '"memory_kib": 65536' in vault.paths.header.read_text()


def test_a_change_by_another_program_is_kept(vault: Vault, open_with: Open, cheap: KdfPolicy) -> None:
    here, there = open_with("first words"), open_with("first words")
    there.change_passphrase("second words", strength=cheap)
    renewed = here.renew_recovery_key()
    assert open_with("second words").generation == open_with(RecoveryKey(renewed)).generation == 3


def test_a_key_changed_by_another_program_is_told_as_that(vault: Vault, open_with: Open, cheap: KdfPolicy) -> None:
    here, there = open_with("first words"), open_with("first words")
    rotation = there.prepare_rotation("second words", strength=cheap)
    rotation.database.write_bytes(bytes.fromhex(rotation.database_key_hex)[32:])
    rotated = there.complete_rotation(rotation)
    for change in (
        lambda: here.change_passphrase("third words", strength=cheap),
        here.renew_recovery_key,
        here.keyring_off,
        lambda: here.prepare_rotation("third words", strength=cheap),
    ):
        with pytest.raises(ChangedElsewhere):
            change()
    assert here.sweep() == ()
    assert rotated.database.exists()
    assert open_with("second words").generation == 2


def test_an_older_header_put_back_while_open_is_not_built_upon(vault: Vault, cheap: KdfPolicy) -> None:
    old = vault.paths.header.read_bytes()
    vault.change_passphrase("second words", strength=cheap)
    vault.paths.header.write_bytes(old)
    with pytest.raises(HeaderTampered):
        vault.renew_recovery_key()
    assert vault.paths.header.read_bytes() == old


def test_a_header_damaged_while_open_is_read_from_the_copy_and_written_whole(
    vault: Vault, open_with: Open, cheap: KdfPolicy
) -> None:
    vault.paths.header.write_bytes(b"")
    vault.change_passphrase("second words", strength=cheap)
    assert open_with("second words").warnings == ()


def test_a_header_beyond_reading_is_not_replaced_from_memory(vault: Vault) -> None:
    vault.paths.header.write_bytes(b"")
    vault.paths.header_copy.write_bytes(b"")
    with pytest.raises(HeaderDamaged):
        vault.renew_recovery_key()
    assert vault.paths.header.read_bytes() == b""
