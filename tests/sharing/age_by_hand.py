"""Age files from the pages of the format alone, with every random byte given: for test vectors that can be made again.

Source: C2SP, age-encryption.org/v1.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024


class Chance:
    """Bytes that look random and are the same every time."""

    def __init__(self, name: str) -> None:
        self._name, self._count = name.encode(), 0

    def bytes(self, length: int) -> bytes:
        self._count += 1
        return hashlib.shake_256(self._name + b"/%d" % self._count).digest(length)


def seal(content: bytes, keys: Iterable[bytes], chance: Chance, more_stanzas: bytes = b"") -> bytes:
    """Return an age file for X25519 keys of 32 bytes; `more_stanzas` stand before theirs."""
    file_key = chance.bytes(16)
    stanzas = more_stanzas + b"".join(x25519_stanza(file_key, key, chance) for key in keys)
    header = b"age-encryption.org/v1\n" + stanzas + b"---"
    mac = hmac.digest(_hkdf(file_key, b"", b"header"), header, "sha256")
    nonce = chance.bytes(16)
    return header + b" " + _base64(mac) + b"\n" + nonce + stream(_hkdf(file_key, nonce, b"payload"), content)


def x25519_stanza(file_key: bytes, key: bytes, chance: Chance) -> bytes:
    ephemeral = X25519PrivateKey.from_private_bytes(chance.bytes(32))
    share = ephemeral.public_key().public_bytes_raw()
    secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(key))
    wrapping = _hkdf(secret, share + key, b"age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    return b"-> X25519 " + _base64(share) + b"\n" + _base64(body) + b"\n"


def stream(key: bytes, content: bytes) -> bytes:
    chunks = [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)] or [b""]
    cipher = ChaCha20Poly1305(key)
    return b"".join(
        cipher.encrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
