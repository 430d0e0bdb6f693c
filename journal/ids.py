"""Identifiers that sort by time and can be made on any machine."""

import hashlib
import secrets
from datetime import datetime

from journal.errors import UnreadableId

HEX_DIGITS = 32


def new_id(now: datetime) -> str:
    """Return a fresh UUIDv7 (RFC 9562, section 5.7) as 32 lower-case hex digits."""
    return _version_7(now, secrets.token_bytes(10))


def id_from_content(created_at: datetime, *parts: str) -> str:
    """Return the same UUIDv7 for the same moment and texts, so that importing a file twice adds nothing."""
    digest = hashlib.sha256()
    for part in (created_at.isoformat(), *parts):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return _version_7(created_at, digest.digest()[:10])


def normal_id(text: str) -> str:
    """Return an id or a beginning of one, typed by a person, as lower-case hex digits.

    Raises:
        UnreadableId: it holds something other than hex digits and dashes, or is too long.
    """
    digits = text.strip().replace("-", "").lower()
    if not digits or len(digits) > HEX_DIGITS or set(digits) - set("0123456789abcdef"):
        raise UnreadableId(text)
    return digits


def _version_7(moment: datetime, noise: bytes) -> str:
    # Diaries reach back before 1970; the 48 bits cannot be negative, and order comes from `created_at` anyway.
    milliseconds = max(0, int(moment.timestamp() * 1000)) & 0xFFFF_FFFF_FFFF
    number = int.from_bytes(milliseconds.to_bytes(6, "big") + noise, "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return f"{number:032x}"
