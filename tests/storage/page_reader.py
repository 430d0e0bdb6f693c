"""Reads the pages of a database with the documented format alone: nothing of the project, nothing of SQLCipher.

This is what docs/file-format.md promises can be done: a raw key of 32 bytes and a salt of 16; pages of 4096 bytes, of
which the last 80 are an initialisation vector of 16 and an HMAC-SHA512 of 64; AES-256 in CBC mode.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16
WAL_HEADER, FRAME_HEADER = 32, 24


def pages(path: Path, key_hex: str) -> Iterator[bytes]:
    """Decrypt every page of a database, the free ones included; the salt in front becomes SQLite's own first words."""
    data = path.read_bytes()
    for number, start in enumerate(range(0, len(data), PAGE), 1):
        yield page(data[start : start + PAGE], number, key_hex)


def wal_pages(path: Path, key_hex: str) -> Iterator[bytes]:
    """Decrypt every page in a write-ahead log, also those that were written over by newer ones."""
    data = path.read_bytes() if path.exists() else b""
    for start in range(WAL_HEADER, len(data), FRAME_HEADER + PAGE):
        frame = data[start : start + FRAME_HEADER + PAGE]
        if len(frame) == FRAME_HEADER + PAGE:
            yield page(frame[FRAME_HEADER:], int.from_bytes(frame[:4], "big"), key_hex)


def page(stored: bytes, number: int, key_hex: str) -> bytes:
    """Decrypt one page.

    Raises:
        ValueError: its seal does not fit.
    """
    key, salt = bytes.fromhex(key_hex[:64]), bytes.fromhex(key_hex[64:])
    first = SALT if number == 1 else 0
    seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    sealed = stored[first : PAGE - RESERVED + IV]
    seal = stored[PAGE - RESERVED + IV :]
    if not hmac.compare_digest(hmac.digest(seal_key, sealed + number.to_bytes(4, "little"), "sha512"), seal):
        raise ValueError(f"The seal of page {number} does not fit.")
    cipher = Cipher(algorithms.AES(key), modes.CBC(stored[PAGE - RESERVED : PAGE - RESERVED + IV])).decryptor()
    plain = cipher.update(stored[first : PAGE - RESERVED]) + cipher.finalize()
    return (b"SQLite format 3\0" if number == 1 else b"") + plain


def plain_database(path: Path, key_hex: str) -> bytes:
    """Return the whole file as an ordinary SQLite database."""
    return b"".join(plain + bytes(RESERVED) for plain in pages(path, key_hex))
