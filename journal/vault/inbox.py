"""The inbox: notes that were written while the journal was locked.

Anybody who may write into the folder can seal a note, and only the opened journal can read it. Each note is a file of
its own, so that any number of programs can write at once. The import of this file is quick on purpose.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journal.errors import HeaderDamaged, NotReadable
from journal.paths import Paths
from journal.vault.files import OnStep, erase, no_step, private_folder, read_regular, write_private
from journal.vault.header_file import read_header
from journal.vault.homes import files_in

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey, Suite

SMALLEST_NOTE: Final = 1024

_MAGIC = b"recovery-journal note 1\n"
_LABEL = b"recovery-journal/1/note/"
_SUFFIX = ".sealed"
_NOTE_ID = re.compile(r"[0-9a-f]{32}")
_LENGTH = struct.Struct(">Q")
_MLKEM_PUBLIC = 1184
_MLKEM_SEED = 64


@dataclass(frozen=True, slots=True)
class SealedNote:
    """A note from the inbox, opened. It is erased once its content is filed."""

    id: str
    content: bytes = field(repr=False)
    path: Path


@dataclass(frozen=True, slots=True)
class UnreadableNote:
    """A file in the inbox that does not open: damaged, renamed, or sealed for another journal. It stays where it is."""

    path: Path


def seal_note(home: Path, note_id: str, content: bytes, *, on_step: OnStep = no_step) -> None:
    """Put one note into the inbox of a locked journal; when this returns, it is on the disk.

    The header is trusted as far as its sum goes: its MAC can only be checked when the journal is opened.

    Raises:
        ValueError: the id is not one of `journal.ids`.
        NoJournal: there is no journal in the folder; `HeaderMissing`, `HeaderDamaged`, `NewerFormat`, `NotAJournal`,
            `NotReadable` as when opening.
        DiskFull: there is no space for it.
        NotWritable: the folder may not be written.
    """
    if not _NOTE_ID.fullmatch(note_id):
        raise ValueError("A note's id is 32 hex digits.")
    paths = Paths(home)
    header = read_header(paths).header
    sealed = _suite().encrypt(_padded(content), _public_key(header.inbox_key), info=_context(header.vault_id, note_id))
    private_folder(paths.inbox)
    write_private(paths.inbox / f"{note_id}{_SUFFIX}", _MAGIC + sealed, on_step=on_step)


def waiting_notes(home: Path) -> int:
    """Return how many notes wait in the inbox."""
    return len(note_files(home))


def note_files(home: Path) -> tuple[Path, ...]:
    """Return the notes in the inbox, oldest id first."""
    inbox = Paths(home).inbox
    return tuple(
        inbox / name for name in sorted(files_in(inbox)) if name.endswith(_SUFFIX) and not name.startswith(".")
    )


def erase_note(path: Path) -> None:
    """Remove a note that has been filed; one that is gone already is no error.

    Raises:
        NotWritable: the folder may not be written.
    """
    erase(path)


def open_notes(home: Path, vault_id: str, keys: Iterable[bytes]) -> Iterator[SealedNote | UnreadableNote]:
    """Open the notes that wait, one at a time, with the inbox's private key and those it had before."""
    private_keys = [_private_key(key) for key in keys]
    for path in note_files(home):
        try:
            data = read_regular(path)
        except FileNotFoundError:
            continue  # another program has just filed it
        except NotReadable:
            yield UnreadableNote(path)
            continue
        content = _opened(data, private_keys, _context(vault_id, path.name.removesuffix(_SUFFIX)))
        yield UnreadableNote(path) if content is None else SealedNote(path.name.removesuffix(_SUFFIX), content, path)


def public_bytes(private: bytes) -> bytes:
    """Return the public key that belongs to the inbox's private key, as the header stores it."""
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    mlkem = MLKEM768PrivateKey.from_seed_bytes(private[:_MLKEM_SEED])
    x25519 = X25519PrivateKey.from_private_bytes(private[_MLKEM_SEED:])
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def padded_length(length: int) -> int:
    """Return the length after padding: at least 1 KiB, then Padmé, which lets a note grow by at most 12 %.

    Source: Nikitin et al., Reducing Metadata Leakage from Encrypted Files (PETS 2019), section 4.
    """
    length = max(length, SMALLEST_NOTE)
    exponent = length.bit_length() - 1
    unit = 1 << exponent - exponent.bit_length()
    return -(-length // unit) * unit


def _padded(content: bytes) -> bytes:
    whole = _LENGTH.pack(len(content)) + content
    return whole.ljust(padded_length(len(whole)), b"\0")


def _unpadded(whole: bytes) -> bytes | None:
    if len(whole) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(whole)
    end = _LENGTH.size + length
    return whole[_LENGTH.size : end] if end <= len(whole) else None


def _opened(data: bytes, keys: Iterable["MLKEM768X25519PrivateKey"], context: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag

    if not data.startswith(_MAGIC):
        return None
    suite, sealed = _suite(), data[len(_MAGIC) :]
    for key in keys:
        try:
            return _unpadded(suite.decrypt(sealed, key, info=context))
        except (InvalidTag, ValueError):
            continue
    return None


def _context(vault_id: str, note_id: str) -> bytes:
    return _LABEL + f"{vault_id}/{note_id}".encode()


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _public_key(data: bytes) -> "MLKEM768X25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey

    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(data[:_MLKEM_PUBLIC])
    except ValueError as error:
        raise HeaderDamaged("inbox_key") from error
    return MLKEM768X25519PublicKey(mlkem, X25519PublicKey.from_public_bytes(data[_MLKEM_PUBLIC:]))


def _private_key(data: bytes) -> "MLKEM768X25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

    mlkem = MLKEM768PrivateKey.from_seed_bytes(data[:_MLKEM_SEED])
    return MLKEM768X25519PrivateKey(mlkem, X25519PrivateKey.from_private_bytes(data[_MLKEM_SEED:]))
