"""Keys and what is done with them. The whole of the cryptography on a header is in this file and in `inbox.py`.

The data key is random and never leaves the vault; every use of it has a key of its own, made by HKDF with a label.
"""

import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal.vault.header import INBOX_PRIVATE_BYTES, NONCE_BYTES, Argon2, Hkdf, Sealed
from journal.vault.stretching import KEY_BYTES, Stretch, stretched

_LABEL = "recovery-journal/1/"


class CannotOpen(Exception):
    """The key does not fit what is to be opened. The caller knows which sentence the person needs."""


class DataKey:
    """The key that everything hangs on. `wipe` overwrites it, as far as Python lets one."""

    def __init__(self, data: bytes | bytearray) -> None:
        """Take a copy of the 32 bytes."""
        self._data = bytearray(data)

    @classmethod
    def new(cls) -> "DataKey":
        """Return a fresh random key."""
        return cls(os.urandom(KEY_BYTES))

    def database_key(self) -> bytes:
        """Return the 32 bytes that SQLCipher takes as its raw key."""
        return self._derived("database", KEY_BYTES)

    def mac_key(self) -> bytes:
        """Return the key of the header's MAC."""
        return self._derived("header mac", KEY_BYTES)

    def inbox_key(self) -> bytes:
        """Return the private key of the inbox: the seed of ML-KEM-768, then that of X25519."""
        return self._derived("inbox", INBOX_PRIVATE_BYTES)

    def retired_keys_key(self) -> bytes:
        """Return the key under which inbox keys from before a rotation are kept."""
        return self._derived("retired inbox keys", KEY_BYTES)

    def wrapped(self, key: bytearray, context: bytes) -> Sealed:
        """Return this key sealed under another one."""
        return seal(key, bytes(self._data), context)

    def wipe(self) -> None:
        """Overwrite the key; it cannot be used any more."""
        self._data[:] = bytes(len(self._data))
        self._data.clear()

    def _derived(self, use: str, length: int) -> bytes:
        if not self._data:
            raise ValueError("This vault is closed.")
        return _hkdf(bytes(self._data), None, use, length)


def passphrase_bytes(passphrase: str) -> bytes:
    """Return what is derived from: NFC, because keyboards differ in how they write an accented letter."""
    # A terminal that is not UTF-8 can hand over lone surrogates; they are as good a secret as any other character.
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def wrapping_key(secret: bytes, kdf: Argon2 | Hkdf, stretch: Stretch = stretched) -> bytearray:
    """Return the key that a secret leads to. For Argon2id the caller has checked the settings.

    Raises:
        ParametersRefused: the machine does not have the memory that the settings ask for.
    """
    if isinstance(kdf, Hkdf):
        return bytearray(_hkdf(secret, kdf.salt, "slot", KEY_BYTES))
    return stretch(secret, kdf.salt, kdf.policy)


def seal(key: bytes | bytearray, content: bytes, context: bytes) -> Sealed:
    """Return the content under AES-256-GCM; `context` is bound to it and has to be the same on opening."""
    nonce = os.urandom(NONCE_BYTES)  # 96 random bits: a key seals a handful of times, not billions
    return Sealed(nonce, AESGCM(key).encrypt(nonce, content, context))


def unseal(key: bytes | bytearray, sealed: Sealed, context: bytes) -> bytes:
    """Return the content of what `seal` made.

    Raises:
        CannotOpen: key, content or context differ.
    """
    try:
        return AESGCM(key).decrypt(sealed.nonce, sealed.ciphertext, context)
    except InvalidTag as error:
        raise CannotOpen from error


def _hkdf(secret: bytes, salt: bytes | None, use: str, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=(_LABEL + use).encode("ascii")).derive(secret)
