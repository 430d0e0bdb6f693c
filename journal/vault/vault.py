"""An opened journal's keys, and every change to its header."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from journal.errors import ChangedElsewhere, DatabaseDamaged, DatabaseMissing, HeaderTampered, KeyringUnavailable
from journal.paths import Paths
from journal.vault import recovery_key, system_keyring
from journal.vault.files import OnStep, no_step
from journal.vault.header import Header, SlotType
from journal.vault.header_file import read_header, write_header
from journal.vault.inbox import SealedNote, UnreadableNote, open_notes
from journal.vault.keys import DataKey
from journal.vault.policy import STANDARD, KdfPolicy
from journal.vault.rotation import Rotation, new_rotation, retired_inbox_keys, switched
from journal.vault.slots import keyring_slot, passphrase_slot, recovery_slot
from journal.vault.sweeping import sweep


class Vault:
    """The keys of a journal that has been opened.

    Whoever changes the header holds the database's write lock meanwhile, so that two programs never do so at once.
    """

    def __init__(self, home: Path, header: Header, data_key: DataKey, warnings: tuple[str, ...] = ()) -> None:
        """Take over the data key. Journals are opened with `unlock` and made with `prepare`."""
        self.home = home
        self.paths = Paths(home)
        self.warnings = warnings
        self._header = header
        self._data_key = data_key

    def __repr__(self) -> str:
        """Return where it is, and nothing of the keys."""
        return f"Vault({str(self.home)!r}, generation={self.generation})"

    @property
    def generation(self) -> int:
        """A number that grows with every change of the header."""
        return self._header.generation

    @property
    def database(self) -> Path:
        """The database that the header names."""
        return self.paths.database(self._header.database)

    @property
    def database_key(self) -> bytes:
        """The raw key and the salt of the database, 32 and 16 bytes."""
        return self._data_key.database_key() + self._header.database_salt

    @property
    def database_key_hex(self) -> str:
        """The raw key and the salt of the database as 96 hex digits."""
        return self.database_key.hex()

    @property
    def has_keyring(self) -> bool:
        """Whether the system keyring can open this journal."""
        return self._header.slot(SlotType.KEYRING) is not None

    def notes(self) -> Iterator[SealedNote | UnreadableNote]:
        """Open the notes that wait in the inbox, one at a time. What does not open is reported and stays."""
        keys = (self._data_key.inbox_key(), *retired_inbox_keys(self._header, self._data_key))
        return open_notes(self.home, self._header.vault_id, keys)

    def change_passphrase(self, new: str, *, strength: KdfPolicy = STANDARD, on_step: OnStep = no_step) -> None:
        """Let a new passphrase open the journal, and the old one no more. The entries are not touched.

        Raises:
            HeaderTampered: the header on disk was changed without the key; `HeaderDamaged`, `HeaderMissing` likewise.
            ChangedElsewhere: another program gave the journal a new key.
            DiskFull: there is no space for it.
            NotWritable: the folder may not be written.
        """
        slot = passphrase_slot(self._header.vault_id, new, strength, self._data_key)
        self._write(self._current().with_slot(slot), on_step)

    def renew_recovery_key(self, *, on_step: OnStep = no_step) -> str:
        """Return a new recovery key; the one before opens nothing any more.

        Raises:
            HeaderTampered: as `change_passphrase`, and everything else.
        """
        recovery = recovery_key.new_key()
        slot = recovery_slot(self._header.vault_id, recovery.secret, self._data_key)
        self._write(self._current().with_slot(slot), on_step)
        return recovery.text

    def keyring_on(self, *, on_step: OnStep = no_step) -> None:
        """Let the system keyring open the journal, too.

        Raises:
            KeyringUnavailable: there is no keyring, or none that is safe. The others as `change_passphrase`.
        """
        current = self._current()
        secret = os.urandom(32)
        slot = keyring_slot(current.vault_id, secret, self._data_key)
        system_keyring.keep(slot.id, secret)
        on_step("kept")
        self._write(current.with_slot(slot), on_step)
        _forget_keyring_entry(current)

    def keyring_off(self, *, on_step: OnStep = no_step) -> None:
        """Let the system keyring open the journal no more.

        Raises:
            HeaderTampered: as `change_passphrase`, and everything else.
        """
        current = self._current()
        if current.slot(SlotType.KEYRING) is not None:
            self._write(current.without_slot(SlotType.KEYRING), on_step)
            _forget_keyring_entry(current)

    def prepare_rotation(self, passphrase: str, *, strength: KdfPolicy = STANDARD) -> Rotation:
        """Return a new data key and what goes with it. Nothing on disk changes.

        Raises:
            HeaderTampered: as `change_passphrase`, and everything else.
        """
        return new_rotation(self.home, self._current(), passphrase, strength)

    def complete_rotation(self, rotation: Rotation, *, on_step: OnStep = no_step) -> "Vault":
        """Switch to the new key, once the new database is complete and on the disk.

        The keyring slot is not taken over. The old database is the caller's to erase; `sweep` does it after a crash.

        Raises:
            DatabaseMissing: the new database is not there.
            DatabaseDamaged: the file is not the one that the rotation's key was meant for.
            HeaderTampered: as `change_passphrase`, and everything else.
        """
        current = self._current()
        _check_salt(rotation.database, rotation.header.database_salt)
        header = switched(current, self._data_key, rotation)
        write_header(self.paths, header, on_step=on_step)
        _forget_keyring_entry(current)
        return Vault(self.home, header, rotation.data_key, self.warnings)

    def sweep(self) -> tuple[Path, ...]:
        """Remove what a crash left behind, and return it. The caller holds the database's write lock.

        Nothing is removed unless both copies of the header are whole, the same, and made with this very key.
        """
        return sweep(self.paths, self._data_key.mac_key())

    def close(self) -> None:
        """Overwrite the key, as far as Python lets one. Nothing works afterwards; twice is once."""
        self._data_key.wipe()

    def _current(self) -> Header:
        """Return the header as it is on disk now, proven genuine: another program may have changed it."""
        header = read_header(self.paths).header
        if not header.is_genuine(self._data_key.mac_key()):
            moved = header.vault_id == self._header.vault_id and header.database != self._header.database
            raise ChangedElsewhere if moved else HeaderTampered
        if header.generation < self.generation:
            raise HeaderTampered  # an older one was put back
        return header

    def _write(self, header: Header, on_step: OnStep) -> None:
        header = header._replace(generation=header.generation + 1).signed(self._data_key.mac_key())
        write_header(self.paths, header, on_step=on_step)
        self._header = header


def _forget_keyring_entry(header: Header) -> None:
    slot = header.slot(SlotType.KEYRING)
    if slot is not None:
        with suppress(KeyringUnavailable):  # its slot is gone from the header: what may be left there opens nothing
            system_keyring.forget(slot.id)


def _check_salt(database: Path, salt: bytes) -> None:
    try:
        with database.open("rb") as file:
            start = file.read(len(salt))
    except OSError as error:
        raise DatabaseMissing(database) from error
    if start != salt:  # SQLCipher writes the salt in front
        raise DatabaseDamaged
