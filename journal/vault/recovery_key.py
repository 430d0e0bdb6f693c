"""The recovery key: 128 random bits on paper, as 28 letters and digits in groups of four.

26 characters of Crockford's base32 carry the bits, two more are a Reed-Solomon check over the field of 32 elements.
Any one or two wrong characters, so also any two that changed places, are always noticed; more are missed once in 1,024
times, and then the slot does not open.
"""

import os
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from journal.errors import RECOVERY_KEY_LETTERS, MistypedRecoveryKey

SECRET_BYTES: Final = 16

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—−_.·]+")
_GROUP = 4
_CHECKS = 2
_SPARE_BITS = 5 * (RECOVERY_KEY_LETTERS - _CHECKS) - 8 * SECRET_BYTES


@dataclass(frozen=True, slots=True)
class NewKey:
    """A recovery key: its bytes, and the same as it is shown."""

    secret: bytes = field(repr=False)
    text: str = field(repr=False)


def new_key() -> NewKey:
    """Return a fresh random recovery key."""
    secret = os.urandom(SECRET_BYTES)
    return NewKey(secret, written(secret))


def written(secret: bytes) -> str:
    """Return the bytes of a recovery key as 7 groups of 4 with dashes."""
    number = int.from_bytes(secret, "big") << _SPARE_BITS
    values = [number >> 5 * place & 31 for place in reversed(range(RECOVERY_KEY_LETTERS - _CHECKS))]
    letters = "".join(_ALPHABET[value] for value in (*values, *_checks(values)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def read(typed: str) -> bytes:
    """Return the bytes of a recovery key as a person typed it: any case and spacing, O for 0, I and L for 1.

    Raises:
        MistypedRecoveryKey: letters are missing or too many, or one is wrong.
    """
    letters = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(_LOOK_ALIKES)
    if len(letters) != RECOVERY_KEY_LETTERS or set(letters) - set(_ALPHABET):
        raise MistypedRecoveryKey(len(letters))
    values = [_ALPHABET.index(letter) for letter in letters]
    number = 0
    for value in values[:-_CHECKS]:
        number = number << 5 | value
    if any(_checks(values)) or number & (1 << _SPARE_BITS) - 1:
        raise MistypedRecoveryKey(len(letters))
    return (number >> _SPARE_BITS).to_bytes(SECRET_BYTES, "big")


def _checks(values: list[int]) -> tuple[int, int]:
    """Return what is left after division by (x + 1)(x + 2) over GF(32), whose polynomial is x⁵ + x² + 1.

    For 26 values these are the check characters; for all 28 of a whole key they are 0, 0.
    """
    high = low = 0
    for value in values:
        carry = high ^ value
        doubled = carry << 1 ^ (0b100101 if carry & 16 else 0)
        high, low = low ^ doubled ^ carry, doubled
    return high, low
