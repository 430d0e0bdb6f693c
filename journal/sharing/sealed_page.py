"""A sealed page: one HTML file that any browser opens, offline, with words that were told by another way.

For a peer who has no program but a browser. How it is built: docs/file-format.md. Whoever can change the file on its
way can also change the script in it that asks for the words; docs/security.md says so.
"""

import json
import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from journal.errors import JournalError
from journal.html_frame import content, head
from journal.sharing.padding import padded

VERSION = 1
ROUNDS = 1_000_000
SALT_BYTES, NONCE_BYTES = 16, 12
RANDOM_BYTES = SALT_BYTES + NONCE_BYTES
NEUTRAL_TITLE = "A sealed page"
LARGEST = 8 << 20
"""Bytes of HTML, some ten years of a page a day: what a browser shows before its reader gives up."""
FEWEST_LETTERS = 20

_NOT_A_LETTER = re.compile("[^a-z]")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class TooMuchForAPage(JournalError):
    """More was chosen than a browser can open in one go: choose fewer days."""

    def __init__(self) -> None:
        super().__init__(
            "That is more than one sealed page can hold. Nothing was written. Choose fewer days with --since and "
            "--until, or make several pages."
        )


def sealed_page(html: str, words: Sequence[str], random_bytes: bytes) -> str:
    """Return the whole file. `html` is what stands inside its `<body>` once it is open; `words` open it.

    `random_bytes` are 28 fresh ones, for the salt and the nonce. The same bytes with other content would give the
    content away, so they are never used twice.

    Raises:
        TooMuchForAPage: `html` is larger than 8 MiB.
        ValueError: too few letters in the words to keep anybody out, or not 28 random bytes.
    """
    if len(letters(words)) < FEWEST_LETTERS or len(random_bytes) != RANDOM_BYTES:
        raise ValueError("A sealed page takes words of 20 letters or more, and 28 random bytes.")
    inside = json.dumps({"html": html}, ensure_ascii=False).encode()
    if len(inside) > LARGEST:
        raise TooMuchForAPage
    salt, nonce = random_bytes[:SALT_BYTES], random_bytes[SALT_BYTES:]
    parameters = json.dumps(
        {
            "cipher": "aes-256-gcm",
            "format": "sealed-page",
            "hash": "sha-256",
            "kdf": "pbkdf2-hmac",
            "nonce": _base64(nonce),
            "rounds": ROUNDS,
            "salt": _base64(salt),
            "version": VERSION,
        }
    )
    key = PBKDF2HMAC(SHA256(), length=32, salt=salt, iterations=ROUNDS).derive(letters(words).encode())
    ciphertext = _base64(AESGCM(key).encrypt(nonce, padded(inside), parameters.encode()))
    total = sha256(f"{parameters}\n{ciphertext}".encode()).hexdigest()
    sealed = json.dumps({"parameters": parameters, "sum": total, "ciphertext": ciphertext})
    template = content("sealed-page.html")
    script = _SCRIPT.search(template)
    assert script is not None  # noqa: S101 - for the type checker; the template is tested
    return (
        f"{head(NEUTRAL_TITLE, script=script[1])}{template}"
        f'<script type="application/json" id="sealed">{sealed}</script>\n</body>\n</html>\n'
    )


def gathered(pieces: Iterable[str]) -> str:
    """Return the pieces of a page together, for `sealed_page`.

    Raises:
        TooMuchForAPage: they are more than it takes; the rest is not even looked at.
    """
    taken, length = [], 0
    for piece in pieces:
        taken.append(piece)
        length += len(piece)
        if length > LARGEST:
            raise TooMuchForAPage
    return "".join(taken)


def letters(words: Sequence[str]) -> str:
    """Return what of the words counts: their letters a to z, whatever the case and whatever stands between them."""
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", "".join(words)).lower())


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
