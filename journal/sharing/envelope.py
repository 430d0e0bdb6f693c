"""The envelope: a payload with its author's signature, padded, and sealed to its readers.

Inside a DSSE envelope (pre-authentication encoding), outside age: age keeps others out and proves no sender. Nothing is
compressed, because lengths would then tell of the content.
Source: DSSE v1.0.2, protocol and envelope; age-encryption.org/v1.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from journal.sharing.age import LARGEST_SHARE, open_sealed, seal_to
from journal.sharing.armour import armoured as in_armour
from journal.sharing.identity import Identity, Person, is_id
from journal.sharing.padding import padded, unpadded
from journal.sharing.refusals import BadForm, NewerShare, WrongSignature, WrongType
from journal.sharing.strict_json import read_object

SHARE_TYPE = "application/vnd.recovery-journal.share.v1+json"

_ANY_SHARE = "application/vnd.recovery-journal.share.v"
_SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Signed:
    """A payload and its signature, not checked yet. `by` is whom it says it is from: a person's id."""

    content: bytes = field(repr=False)
    by: str
    signature: bytes = field(repr=False)


def seal(payload: bytes, me: Identity, readers: Sequence[Person], *, armoured: bool = False) -> bytes:
    """Return the payload signed by `me`, padded and sealed to the readers and dummies: the bytes of an `.age` file.

    The limits of `bodies` and `payload` keep it below the 256 KiB that readers accept.

    Raises:
        ValueError: the payload was not made by `write_payload` and is too large.
    """
    sealed = seal_to(padded(sign(payload, me)), [one.recipient for one in readers], with_dummies=True)
    if len(sealed) > LARGEST_SHARE:
        raise ValueError("That payload is larger than anything a reader accepts.")
    return in_armour(sealed) if armoured else sealed


def unseal(data: bytes, mine: Iterable[Identity]) -> tuple[Identity, Signed]:
    """Return which of the identities a file is addressed to, and what is inside; the signature is not checked yet.

    Raises:
        TooLarge, NotShared, HeaderTooLong, NeedsPassphrase, NotForMe, ShareDamaged: as `age.open_sealed`.
        BadPadding: what fills it up is not what it has to be.
        BadForm: there is no envelope inside.
        NewerShare: a newer version of this program wrote it.
        WrongType: it is signed as something else.
    """
    me, inside = open_sealed(data, mine)
    return me, read_envelope(unpadded(inside))


def sign(payload: bytes, me: Identity) -> bytes:
    """Return a DSSE envelope around the payload."""
    signature = me.sign(pre_authentication_encoding(SHARE_TYPE, payload))
    envelope = {
        "payloadType": SHARE_TYPE,
        "payload": base64.b64encode(payload).decode("ascii"),
        "signatures": [{"keyid": me.person.id, "sig": base64.b64encode(signature).decode("ascii")}],
    }
    return json.dumps(envelope, separators=(",", ":")).encode("ascii")


def read_envelope(data: bytes) -> Signed:
    """Return what a DSSE envelope holds.

    Raises:
        BadForm, NewerShare, WrongType: as `unseal`.
    """
    envelope = read_object(data)
    kind, signatures = envelope.get("payloadType"), envelope.get("signatures")
    if not isinstance(kind, str):
        raise BadForm
    if kind != SHARE_TYPE:
        raise NewerShare if kind.startswith(_ANY_SHARE) else WrongType
    if not isinstance(signatures, list) or len(signatures) != 1 or not isinstance(signatures[0], dict):
        raise BadForm
    by, signature = signatures[0].get("keyid"), _bytes(signatures[0].get("sig"))
    if not is_id(by) or len(signature) != _SIGNATURE_BYTES:
        raise BadForm
    return Signed(_bytes(envelope.get("payload")), str(by), signature)


def verify(signed: Signed, author: Person) -> bytes:
    """Return the payload, once it is known to be by this person.

    Raises:
        WrongSignature: it is not.
    """
    try:
        Ed25519PublicKey.from_public_bytes(author.signing_key).verify(
            signed.signature, pre_authentication_encoding(SHARE_TYPE, signed.content)
        )
    except (InvalidSignature, ValueError) as error:
        raise WrongSignature from error
    return signed.content


def pre_authentication_encoding(kind: str, payload: bytes) -> bytes:
    """Return the bytes that are signed: type and payload, each with its length, so that neither can pass for both."""
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode("ascii"), len(payload), payload)


def _bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise BadForm
    try:
        return base64.b64decode(value.encode("ascii"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadForm from error
