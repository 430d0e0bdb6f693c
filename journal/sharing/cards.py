"""Cards: one line of text by which two people meet. It names the keys of one of them, and it says nothing else.

`RJ1:` and base32 of: version (1 byte), signing key (32), receiving key (32), one-time secret (16), end (4, seconds
since 1970, big-endian), name (UTF-8), checksum (4). Capital letters and digits only, so that a QR code stays small.
"""

import base64
import binascii
import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from journal.cleaning import clean_peer_name
from journal.sharing.identity import KEY_BYTES, Person
from journal.sharing.refusals import CardExpired, MistypedCard, NewerCard, NotACard, OwnCard

LASTS = timedelta(days=7)
SECRET_BYTES = 16

_SIGN = "RJ1:"
_ANY_VERSION = re.compile(r"RJ(?P<version>\d+):")
_VERSION = 1
_SUM_BYTES = 4
_SUM_LABEL = b"recovery-journal/1/share/card/"
_FIXED = struct.Struct(f">B{KEY_BYTES}s{KEY_BYTES}s{SECRET_BYTES}sI")
_LONGEST = 1024
_QUIET = 4  # light cells around a QR code, as its standard asks for


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. `secret` is random and for one use; `expires` is aware, to the second."""

    person: Person
    secret: bytes = field(repr=False)
    expires: datetime


def new_card(person: Person, name: str, secret: bytes, now: datetime) -> Card:
    """Return a card for somebody under a pseudonym, good for seven days; `secret` is 16 random bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("The secret of a card has 16 bytes.")
    named = Person(person.signing_key, person.receiving_key, clean_peer_name(name))
    return Card(named, secret, (now + LASTS).astimezone(UTC).replace(microsecond=0))


def card_text(card: Card) -> str:
    """Return the card as one line."""
    person = card.person
    fixed = _FIXED.pack(_VERSION, person.signing_key, person.receiving_key, card.secret, int(card.expires.timestamp()))
    content = fixed + person.name.encode("utf-8")
    return _SIGN + _base32(content + _sum(content))


def read_card(text: str, now: datetime, own: tuple[Person, ...] = ()) -> Card:
    """Return what a card says; spaces, line breaks and case do not matter. `own` are the person's own identities.

    Raises:
        NotACard: it does not begin like one.
        NewerCard: a newer version of this program made it.
        MistypedCard: the check characters do not fit, or its keys cannot be used.
        OwnCard: it is the person's own.
        CardExpired: its seven days are over.
    """
    line = "".join(text.split()).upper()
    if not (found := _ANY_VERSION.match(line)):
        raise NotACard
    if found[0] != _SIGN:
        raise NewerCard
    content = _checked(line.removeprefix(_SIGN))
    version, signing, receiving, secret, end = _FIXED.unpack_from(content)
    if version != _VERSION:
        raise NewerCard
    name = content[_FIXED.size :].decode("utf-8", "replace")
    card = Card(Person(signing, receiving, clean_peer_name(name)), secret, datetime.fromtimestamp(end, UTC))
    if not _can_receive(receiving):
        raise MistypedCard
    if any(card.person.id == me.id for me in own):
        raise OwnCard
    if now >= card.expires:
        raise CardExpired
    return card


def qr_rows(text: str) -> tuple[str, ...]:
    """Return a QR code as rows of half blocks: what is drawn is dark, what is left blank is light.

    A card of the usual length takes 49 cells by 25 rows, its quiet edge counted in. To be shown black on white.
    """
    import segno

    code = segno.make(text, error="l", micro=False, boost_error=False)
    cells = [bytes(row) for row in code.matrix_iter(border=_QUIET)]
    return tuple(_half_blocks(cells))


def _half_blocks(cells: list[bytes]) -> Iterator[str]:
    below_all = bytes(len(cells[0]))
    for top, bottom in zip(cells[::2], [*cells[1::2], below_all], strict=False):
        yield "".join(" ▀▄█"[bool(upper) + 2 * bool(lower)] for upper, lower in zip(top, bottom, strict=True))


def _checked(letters: str) -> bytes:
    if len(letters) > _LONGEST:
        raise MistypedCard
    try:
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError) as error:
        raise MistypedCard from error
    content, given = whole[:-_SUM_BYTES], whole[-_SUM_BYTES:]
    if len(content) < _FIXED.size or _sum(content) != given or _base32(whole) != letters:
        raise MistypedCard
    return content


def _base32(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").rstrip("=")


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(_SUM_LABEL + content).digest()[:_SUM_BYTES]


def _can_receive(key: bytes) -> bool:
    """Whether something sealed to the key can be opened by its owner alone: a few points of the curve give it away."""
    try:
        X25519PrivateKey.from_private_bytes(bytes(range(32))).exchange(X25519PublicKey.from_public_bytes(key))
    except ValueError:
        return False
    return True
