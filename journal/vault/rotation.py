"""A new data key for a journal, prepared in memory: nothing on disk changes until the header is switched."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from journal.errors import HeaderDamaged
from journal.vault.header import (
    FORMAT,
    INBOX_PRIVATE_BYTES,
    MOST_RETIRED,
    SALT_BYTES,
    VERSION,
    Header,
    Json,
    Sealed,
    canonical,
)
from journal.vault.homes import free_database_name
from journal.vault.inbox import public_bytes
from journal.vault.keys import CannotOpen, DataKey, seal, unseal
from journal.vault.policy import KdfPolicy
from journal.vault.slots import first_slots


@dataclass(frozen=True, slots=True)
class Rotation:
    """What the journal gets: the database to export into, the key for it, and a new recovery key.

    `database_key_hex` is the raw key and the salt of the new database, 96 hex digits.
    """

    database: Path
    recovery_key: str = field(repr=False)
    header: Header = field(repr=False)
    data_key: DataKey = field(repr=False)

    @property
    def database_name(self) -> str:
        """The name of the new database."""
        return self.database.name

    @property
    def database_key_hex(self) -> str:
        """Key and salt of the new database as 96 hex digits."""
        return (self.data_key.database_key() + self.header.database_salt).hex()


def new_rotation(home: Path, header: Header, passphrase: str, strength: KdfPolicy) -> Rotation:
    """Return a new key with slots of its own, and a name for the database that no file in the folder has."""
    data_key = DataKey.new()
    slots, recovery = first_slots(header.vault_id, passphrase, strength, data_key)
    draft = header._replace(
        database=free_database_name(home),
        database_salt=os.urandom(SALT_BYTES),
        inbox_key=public_bytes(data_key.inbox_key()),
        slots=slots,
    )
    return Rotation(home / draft.database, recovery.text, draft, data_key)


def switched(current: Header, old_key: DataKey, rotation: Rotation) -> Header:
    """Return the header that takes the place of the current one.

    Notes may still be on their way into the inbox under the old public key, so the private key to it is handed on.
    """
    keys = [old_key.inbox_key(), *retired_inbox_keys(current, old_key)][:MOST_RETIRED]
    header = rotation.header._replace(
        generation=current.generation + 1,
        retired_inbox_keys=sealed_inbox_keys(current.vault_id, keys, rotation.data_key),
    )
    return header.signed(rotation.data_key.mac_key())


def sealed_inbox_keys(vault_id: str, keys: Sequence[bytes], data_key: DataKey) -> Sealed:
    """Return private keys of the inbox, newest first, sealed for the header."""
    return seal(data_key.retired_keys_key(), b"".join(keys), _context(vault_id))


def retired_inbox_keys(header: Header, data_key: DataKey) -> tuple[bytes, ...]:
    """Return the private keys that the inbox had before, newest first.

    Raises:
        HeaderDamaged: they do not open, which a genuine header rules out.
    """
    try:
        joined = unseal(data_key.retired_keys_key(), header.retired_inbox_keys, _context(header.vault_id))
    except CannotOpen as error:
        raise HeaderDamaged("retired_inbox_keys") from error
    return tuple(joined[start : start + INBOX_PRIVATE_BYTES] for start in range(0, len(joined), INBOX_PRIVATE_BYTES))


def _context(vault_id: str) -> bytes:
    context: list[Json] = [FORMAT, VERSION, vault_id, "retired inbox keys"]
    return canonical(context)
