"""The age format outside: sealing to keys, opening with them, and what is looked at before opening.

The only file that imports pyrage, and only when something is sealed or opened.
"""

import re
from collections.abc import Iterable, Sequence
from types import ModuleType

from journal.sharing import bech32
from journal.sharing.armour import armoured as in_armour
from journal.sharing.armour import is_armoured, unarmoured
from journal.sharing.identity import Identity, receiving_key
from journal.sharing.refusals import (
    HeaderTooLong,
    NeedsPassphrase,
    NotForMe,
    NotShared,
    ShareDamaged,
    SharingUnavailable,
    TooLarge,
)

LARGEST_SHARE = 256 * 1024
LARGEST_HEADER = 8 * 1024
MOST_STANZAS = 48  # pyrage takes quadratic time: 800 take ten seconds
ROUND_UP_TO = 8

_VERSION_LINE = b"age-encryption.org/v1\n"
_STANZA = b"\n-> "
_LAST_LINE = b"\n---"
_SCRYPT = re.compile(rb"\n-> scrypt[ \n]")


def seal_to(content: bytes, recipients: Sequence[str], *, with_dummies: bool = False, armoured: bool = False) -> bytes:
    """Return an age file for `age1…` recipients; dummies fill them up to a multiple of eight, so that none can count.

    Raises:
        BadRecipient: one of them is no age recipient.
        SharingUnavailable: this installation has no pyrage.
        ValueError: there is none.
    """
    pyrage = _pyrage()
    if not recipients:
        raise ValueError("Nobody to seal to.")
    keys = [pyrage.x25519.Recipient.from_str(bech32.encode("age", receiving_key(text))) for text in recipients]
    if with_dummies:
        keys += [pyrage.x25519.Identity.generate().to_public() for _ in range(-len(keys) % ROUND_UP_TO)]
    sealed = pyrage.encrypt(content, keys)
    return in_armour(sealed) if armoured else sealed


def open_sealed(data: bytes, identities: Iterable[Identity], *, largest: int = LARGEST_SHARE) -> tuple[Identity, bytes]:
    """Return the identity that opens an age file, and what is inside; armoured files are opened too.

    The header is looked at before anything is computed with it.

    Raises:
        SharingUnavailable: this installation has no pyrage.
        TooLarge: it has more than `largest` bytes (in armour, a third more).
        NotShared: it is no age file.
        HeaderTooLong: the header has more than 8 KiB or 48 stanzas.
        NeedsPassphrase: it is sealed with a passphrase.
        NotForMe: none of the identities opens it.
        ShareDamaged: one of them does, and the content was changed.
    """
    if is_armoured(data):
        if len(data) > largest * 3 // 2:
            raise TooLarge
        data = unarmoured(data)
    if len(data) > largest:
        raise TooLarge
    _check_header(data)
    pyrage, damaged = _pyrage(), False
    for identity in identities:
        try:
            return identity, pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity.age_identity)])
        except pyrage.DecryptError as error:
            damaged = damaged or "No matching keys" not in str(error)
    raise ShareDamaged if damaged else NotForMe


def _pyrage() -> ModuleType:
    try:
        import pyrage
    except ImportError as error:  # there is no wheel for every system
        raise SharingUnavailable from error
    module: ModuleType = pyrage
    return module


def _check_header(data: bytes) -> None:
    if not data.startswith(_VERSION_LINE):
        raise NotShared
    end = data.find(_LAST_LINE, 0, LARGEST_HEADER)
    if end < 0:
        raise HeaderTooLong if len(data) >= LARGEST_HEADER else ShareDamaged
    header = data[:end]
    if header.count(_STANZA) > MOST_STANZAS:
        raise HeaderTooLong
    if _SCRYPT.search(data[: end + 1]):
        raise NeedsPassphrase
