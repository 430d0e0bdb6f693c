"""Slots: the ways to the data key, each made and opened here."""

import os
from typing import Final

from journal.vault import recovery_key
from journal.vault.header import FORMAT, SALT_BYTES, VERSION, Argon2, Hkdf, Json, Sealed, Slot, SlotType, canonical
from journal.vault.keys import DataKey, passphrase_bytes, unseal, wrapping_key
from journal.vault.policy import KdfPolicy
from journal.vault.stretching import Stretch, stretched

_NOTHING: Final = Sealed(b"", b"")


def passphrase_slot(vault_id: str, passphrase: str, strength: KdfPolicy, key: DataKey) -> Slot:
    """Return a slot for a passphrase. The settings are the program's, never those of an older slot."""
    return _new_slot(
        vault_id, SlotType.PASSPHRASE, Argon2(os.urandom(SALT_BYTES), strength), passphrase_bytes(passphrase), key
    )


def recovery_slot(vault_id: str, secret: bytes, key: DataKey) -> Slot:
    """Return a slot for the bytes of a recovery key."""
    return _new_slot(vault_id, SlotType.RECOVERY, Hkdf(os.urandom(SALT_BYTES)), secret, key)


def keyring_slot(vault_id: str, secret: bytes, key: DataKey) -> Slot:
    """Return a slot for the bytes that the system keyring keeps."""
    return _new_slot(vault_id, SlotType.KEYRING, Hkdf(os.urandom(SALT_BYTES)), secret, key)


def first_slots(
    vault_id: str, passphrase: str, strength: KdfPolicy, key: DataKey
) -> tuple[tuple[Slot, ...], recovery_key.NewKey]:
    """Return the two slots that every journal has, and the recovery key for the second."""
    recovery = recovery_key.new_key()
    slots = (
        passphrase_slot(vault_id, passphrase, strength, key),
        recovery_slot(vault_id, recovery.secret, key),
    )
    return slots, recovery


def open_slot(vault_id: str, slot: Slot, secret: bytes, stretch: Stretch = stretched) -> DataKey:
    """Return the data key behind a slot.

    Raises:
        CannotOpen: the secret is not the slot's, or the slot was changed.
        ParametersRefused: the machine does not have the memory that the slot asks for.
    """
    key = wrapping_key(secret, slot.kdf, stretch)
    try:
        return DataKey(unseal(key, slot.wrapped, _context(vault_id, slot)))
    finally:
        key[:] = bytes(len(key))


def _new_slot(vault_id: str, kind: SlotType, kdf: Argon2 | Hkdf, secret: bytes, data_key: DataKey) -> Slot:
    slot = Slot(os.urandom(8).hex(), kind, kdf, _NOTHING)
    key = wrapping_key(secret, kdf)
    try:
        return Slot(slot.id, kind, kdf, data_key.wrapped(key, _context(vault_id, slot)))
    finally:
        key[:] = bytes(len(key))


def _context(vault_id: str, slot: Slot) -> bytes:
    # A slot cannot be moved to another journal, take another's place, or be given other settings.
    context: list[Json] = [FORMAT, VERSION, vault_id, slot.id, slot.type.value, slot.kdf.fields()]
    return canonical(context)
