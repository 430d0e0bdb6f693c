"""Bech32, in which the age tools write keys: letters and digits with six check characters.

Source: BIP 173, without its limit of 90 characters, as age uses it.
"""

from collections.abc import Iterable

from journal.sharing.refusals import BadRecipient

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKS = 6


def encode(prefix: str, data: bytes) -> str:
    """Return the data with its prefix, in lower case."""
    values = _regrouped(data, 8, 5)
    checked = _polymod([*_expanded(prefix), *values, *[0] * _CHECKS]) ^ 1
    checks = [checked >> 5 * (_CHECKS - 1 - place) & 31 for place in range(_CHECKS)]
    return f"{prefix}1" + "".join(_ALPHABET[value] for value in [*values, *checks])


def decode(text: str) -> tuple[str, bytes]:
    """Return the prefix and the data.

    Raises:
        BadRecipient: it is not Bech32, or mistyped.
    """
    if not text.isascii() or text not in (text.lower(), text.upper()):
        raise BadRecipient
    prefix, one, tail = text.lower().rpartition("1")
    if not one or not prefix or len(tail) < _CHECKS or set(tail) - set(_ALPHABET):
        raise BadRecipient
    values = [_ALPHABET.index(character) for character in tail]
    if _polymod([*_expanded(prefix), *values]) != 1:
        raise BadRecipient
    data = values[:-_CHECKS]
    whole = bytes(_regrouped(data, 5, 8, whole_only=True))
    if _regrouped(whole, 8, 5) != data:
        raise BadRecipient  # bits left over that are not zero: another spelling of the same key
    return prefix, whole


def _polymod(values: Iterable[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            sum_ ^= generator if top >> place & 1 else 0
    return sum_


def _expanded(prefix: str) -> list[int]:
    return [*(ord(character) >> 5 for character in prefix), 0, *(ord(character) & 31 for character in prefix)]


def _regrouped(data: Iterable[int], old: int, new: int, *, whole_only: bool = False) -> list[int]:
    gathered, bits, groups = 0, 0, []
    for value in data:
        gathered, bits = gathered << old | value, bits + old
        while bits >= new:
            bits -= new
            groups.append(gathered >> bits & (1 << new) - 1)
    if bits and not whole_only:
        groups.append(gathered << new - bits & (1 << new) - 1)
    return groups
