"""The armoured form of an age file: base64 between two lines, for places that take text and no files.

Source: the age format, C2SP, "ASCII armor". Read strictly, so that one file has one form.
"""

import base64
import binascii

from journal.sharing.refusals import ShareDamaged

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64


def is_armoured(data: bytes) -> bool:
    """Whether the bytes begin like an armoured age file, white space before it aside."""
    return data.lstrip(b" \t\r\n")[: len(_BEGIN)] == _BEGIN


def armoured(data: bytes) -> bytes:
    """Return the armoured form of an age file."""
    text = base64.b64encode(data)
    lines = [text[start : start + _COLUMNS] for start in range(0, len(text), _COLUMNS)]
    return b"\n".join([_BEGIN, *lines, _END, b""])


def unarmoured(data: bytes) -> bytes:
    """Return the age file inside.

    Raises:
        ShareDamaged: a line is missing or too long, or it is not base64.
    """
    lines = data.strip(b" \t\r\n").replace(b"\r\n", b"\n").split(b"\n")
    content = lines[1:-1]
    whole = all(len(line) == _COLUMNS for line in content[:-1]) and all(0 < len(line) <= _COLUMNS for line in content)
    if lines[0] != _BEGIN or lines[-1] != _END or not whole:
        raise ShareDamaged
    try:
        return base64.b64decode(b"".join(content), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ShareDamaged from error
