"""Who somebody is to others: a key to sign with and a key to receive with, both from one root seed.

The seed is 32 random bytes inside the encrypted journal. Everything else follows from it by HKDF-SHA256, one label for
each key, so that keys of two identities cannot be linked.
"""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal.sharing import bech32
from journal.sharing.refusals import BadRecipient

SEED_BYTES = 32
KEY_BYTES = 32

_LABEL = "recovery-journal/1/share/"
_RECIPIENT = "age"
_PRIVATE = "age-secret-key-"
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Person:
    """What others know of somebody: the two public keys, 32 bytes each, and a pseudonym."""

    signing_key: bytes
    receiving_key: bytes
    name: str = field(default="", repr=False, compare=False)

    @property
    def id(self) -> str:
        """32 hex digits that follow from the signing key."""
        return hashlib.sha256(_LABEL.encode() + b"person/" + self.signing_key).hexdigest()[:32]

    @property
    def recipient(self) -> str:
        """The receiving key as the age tools take it: `age1…`."""
        return bech32.encode(_RECIPIENT, self.receiving_key)


@dataclass(frozen=True)
class Identity:
    """A person's own keys. Never leaves the process; `person` is the half for others."""

    signing_secret: bytes = field(repr=False)
    receiving_secret: bytes = field(repr=False)

    @cached_property
    def person(self) -> Person:
        """The public half, without a name."""
        receiving = X25519PrivateKey.from_private_bytes(self.receiving_secret)
        return Person(self._signing.public_key().public_bytes_raw(), receiving.public_key().public_bytes_raw())

    @cached_property
    def age_identity(self) -> str:
        """The receiving secret as the age tools take it: `AGE-SECRET-KEY-1…`. A secret."""
        return bech32.encode(_PRIVATE, self.receiving_secret).upper()

    def sign(self, content: bytes) -> bytes:
        """Return the 64 bytes of an Ed25519 signature."""
        return self._signing.sign(content)

    @cached_property
    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.signing_secret)


def pair_identity(seed: bytes, number: int = 1) -> Identity:
    """Return the identity for peers met one to one; number 2 and up keep further parts of a life apart."""
    return _identity(seed, f"pair/{number}")


def circle_identity(seed: bytes, circle: str) -> Identity:
    """Return the identity for one circle: two circles cannot be linked through their keys."""
    return _identity(seed, f"circle/{circle}")


def is_id(text: object) -> bool:
    """Whether something is an id as this program writes them: 32 lower-case hex digits."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def receiving_key(recipient: str) -> bytes:
    """Return the 32 bytes of a bare age recipient, `age1…`.

    Raises:
        BadRecipient: it is something else, or mistyped.
    """
    prefix, key = bech32.decode(recipient.strip())
    if prefix != _RECIPIENT or len(key) != KEY_BYTES:
        raise BadRecipient
    return key


def _identity(seed: bytes, use: str) -> Identity:
    if len(seed) != SEED_BYTES:
        raise ValueError("The root seed has 32 bytes.")
    return Identity(_derived(seed, f"{use}/sign"), _derived(seed, f"{use}/receive"))


def _derived(seed: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=(_LABEL + use).encode("ascii")).derive(seed)
