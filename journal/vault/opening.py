"""Opening a journal with a secret, and telling apart why it does not open."""

from contextlib import suppress
from pathlib import Path

from journal.errors import (
    DatabaseMissing,
    HeaderTampered,
    JournalError,
    KeyringUnavailable,
    ParametersRefused,
    WrongPassphrase,
    WrongRecoveryKey,
)
from journal.paths import Paths
from journal.vault import recovery_key, system_keyring
from journal.vault.files import rename
from journal.vault.header import Argon2, Header, SlotType
from journal.vault.header_file import read_header, repaired
from journal.vault.homes import unfinished_databases
from journal.vault.keys import CannotOpen, DataKey, passphrase_bytes
from journal.vault.policy import LIMITS, KdfLimits
from journal.vault.secret import Passphrase, RecoveryKey, Secret
from journal.vault.slots import open_slot
from journal.vault.stretching import Stretch, stretched
from journal.vault.vault import Vault


def unlock(home: Path, secret: Secret, *, limits: KdfLimits = LIMITS, stretch: Stretch = stretched) -> Vault:
    """Open the journal in a folder. `Vault.warnings` says what was found wrong, and put right, on the way.

    `stretch` is where the slow derivation from a passphrase is done: here, or in a process of its own.

    Raises:
        NoJournal, NotAJournal, NotReadable: there is nothing to open.
        HeaderMissing, HeaderDamaged, NewerFormat, ParametersRefused: the header cannot be used.
        WrongPassphrase, WrongRecoveryKey, MistypedRecoveryKey, KeyringUnavailable: the secret does not open it.
        HeaderTampered: the secret is right, and the header was changed without it.
        DatabaseMissing: the database that the header names is gone.
        NotWritable: a creation that was interrupted cannot be completed.
    """
    paths = Paths(home)
    found = read_header(paths)
    _check_settings(found.header, limits)
    data_key = _data_key(found.header, secret, stretch)
    if not found.header.is_genuine(data_key.mac_key()):
        raise HeaderTampered
    _settle_database(paths, found.header)
    return Vault(home, found.header, data_key, repaired(paths, found))


def _check_settings(header: Header, limits: KdfLimits) -> None:
    for slot in header.slots:
        objection = limits.objection_to(slot.kdf.policy) if isinstance(slot.kdf, Argon2) else None
        if objection:
            raise ParametersRefused(objection)


def _data_key(header: Header, secret: Secret, stretch: Stretch) -> DataKey:
    match secret:
        case Passphrase(text):
            return _from_slot(header, SlotType.PASSPHRASE, passphrase_bytes(text), WrongPassphrase(), stretch)
        case RecoveryKey(text):
            return _from_slot(header, SlotType.RECOVERY, recovery_key.read(text), WrongRecoveryKey())
        case _:
            slot = header.slot(SlotType.KEYRING)
            if slot is None:
                raise KeyringUnavailable
            return _from_slot(header, slot.type, system_keyring.recall(slot.id), KeyringUnavailable())


def _from_slot(
    header: Header, kind: SlotType, secret: bytes, refusal: JournalError, stretch: Stretch = stretched
) -> DataKey:
    slot = header.slot(kind)
    if slot is None:
        raise refusal
    try:
        return open_slot(header.vault_id, slot, secret, stretch)
    except CannotOpen as error:
        raise refusal from error


def _settle_database(paths: Paths, header: Header) -> None:
    """Complete a creation that was interrupted between writing the header and naming the database."""
    database = paths.database(header.database)
    if database.exists():
        return
    for unfinished in unfinished_databases(paths.home, header.database):
        if _starts_with(unfinished, header.database_salt):  # SQLCipher writes the salt in front
            with suppress(FileNotFoundError):  # another program is doing the same
                rename(unfinished, database)
    if not database.exists():
        raise DatabaseMissing(database)


def _starts_with(path: Path, start: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(start)) == start
    except OSError:
        return False
