"""Length ‖ content ‖ zeros: how long a text is does not show from outside."""

import struct

from journal.sharing.refusals import BadPadding
from journal.vault.inbox import padded_length

_LENGTH = struct.Struct(">I")


def padded(content: bytes) -> bytes:
    """Return four bytes of length, the content, and zeros up to a Padmé size of at least 1 KiB."""
    whole = _LENGTH.pack(len(content)) + content
    return whole.ljust(padded_length(len(whole)), b"\0")


def unpadded(whole: bytes) -> bytes:
    """Return the content.

    Raises:
        BadPadding: the length does not fit, what follows is not zeros, or there are too many or too few of them.
    """
    if len(whole) < _LENGTH.size:
        raise BadPadding
    (length,) = _LENGTH.unpack_from(whole)
    end = _LENGTH.size + length
    # Exactly the size that `padded` makes: one content has one form, and no room is left for anything beside it.
    if end > len(whole) or len(whole) != padded_length(end) or any(whole[end:]):
        raise BadPadding
    return whole[_LENGTH.size : end]
