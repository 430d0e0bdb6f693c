"""A new journal's keys."""

import os
from contextlib import suppress
from pathlib import Path

from journal.errors import HeaderMissing, JournalExists
from journal.paths import Paths
from journal.vault.files import OnStep, no_step, private_folder
from journal.vault.header import SALT_BYTES, Header
from journal.vault.header_file import write_header
from journal.vault.homes import HomeState, home_state
from journal.vault.inbox import public_bytes
from journal.vault.keys import DataKey
from journal.vault.policy import STANDARD, KdfPolicy
from journal.vault.rotation import sealed_inbox_keys
from journal.vault.slots import first_slots
from journal.vault.vault import Vault

_FIRST_DATABASE = "journal-1.db"


class NewVault:
    """A journal that exists in memory only. The person sees its recovery key before anything is written."""

    def __init__(self, header: Header, data_key: DataKey, recovery_key: str) -> None:
        """Take over the data key; `prepare` makes one of these."""
        self._header = header
        self._data_key = data_key
        self.recovery_key = recovery_key

    def __repr__(self) -> str:
        """Return nothing of the keys."""
        return "NewVault()"

    @property
    def database_name(self) -> str:
        """The name that the database is to have. It is free: `save` refuses a folder with a database in it."""
        return self._header.database

    @property
    def database_key_hex(self) -> str:
        """Key and salt of the database as 96 hex digits."""
        return (self._data_key.database_key() + self._header.database_salt).hex()

    def save(self, home: Path, *, on_step: OnStep = no_step) -> Vault:
        """Write the header; from its rename on there is a journal. The folders are made where they are missing.

        Steps: `folders`, and those of writing a header.

        Raises:
            JournalExists: there is one already.
            HeaderMissing: there is a database without a header, which a backup might still open.
            NotAJournal: the path is not a folder.
            DiskFull: there is no space for it.
            NotWritable: the folder may not be written.
        """
        check_free(home)
        paths = Paths(home)
        private_folder(home)
        private_folder(paths.inbox)
        on_step("folders")
        try:
            write_header(paths, self._header, new=True, on_step=on_step)
        except FileExistsError as error:  # another program was a moment faster
            raise JournalExists(home) from error
        except BaseException:
            self._withdraw(paths)  # whoever is told of a failure throws the database away
            raise
        return Vault(home, self._header, self._data_key)

    def _withdraw(self, paths: Paths) -> None:
        for path in (paths.header_copy, paths.header):
            with suppress(OSError):
                if path.read_bytes() == self._header.to_bytes():
                    path.unlink()


def prepare(passphrase: str, *, strength: KdfPolicy = STANDARD) -> NewVault:
    """Return the keys of a new journal: a random data key, and its two slots. This takes as long as unlocking."""
    data_key = DataKey.new()
    vault_id = os.urandom(16).hex()
    slots, recovery = first_slots(vault_id, passphrase, strength, data_key)
    header = Header(
        vault_id=vault_id,
        generation=1,
        database=_FIRST_DATABASE,
        database_salt=os.urandom(SALT_BYTES),
        inbox_key=public_bytes(data_key.inbox_key()),
        retired_inbox_keys=sealed_inbox_keys(vault_id, (), data_key),
        slots=slots,
    )
    return NewVault(header.signed(data_key.mac_key()), data_key, recovery.text)


def check_free(home: Path) -> None:
    """Make sure that a journal can be made in the folder.

    Raises:
        JournalExists: there is one already.
        HeaderMissing: there is a database without a header.
        NotAJournal: the path is not a folder.
    """
    state = home_state(home)
    if state is HomeState.JOURNAL:
        raise JournalExists(home)
    if state is HomeState.HEADER_MISSING:
        raise HeaderMissing(home)
