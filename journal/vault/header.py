"""The header of a journal: what `vault.json` says, as values, and nothing but what it may say.

Three things guard it. Its form is fixed to the byte, so a file that differs anywhere is damaged. `sum` shows damage to
anybody. `mac` is made with the data key and shows, after opening, what somebody without that key changed.

The values are named tuples: `journal add` waits for this file, and Python needs 1 ms to make a dataclass, a sixth of
that for a named tuple.
"""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias, TypeVar

from journal.errors import HeaderDamaged, NewerFormat
from journal.vault.homes import is_database_name
from journal.vault.policy import KdfPolicy

FORMAT: Final = "recovery-journal"
VERSION: Final = 1
CIPHER: Final = "sqlcipher-4"
NONCE_BYTES: Final = 12
SALT_BYTES: Final = 16
INBOX_PUBLIC_BYTES: Final = 1184 + 32  # ML-KEM-768, then X25519
INBOX_PRIVATE_BYTES: Final = 64 + 32  # the seed of the first, then the second
MOST_RETIRED: Final = 16

_LARGEST_FILE = 64 * 1024
_TAG_BYTES = 16
_WRAPPED_BYTES = 32 + _TAG_BYTES
_VAULT_ID_BYTES = 16
_SLOT_ID_BYTES = 8
_ARGON2_VERSION = 19
_HIGHEST_NUMBER = 2**53 - 1

Json: TypeAlias = "str | int | list[Json] | dict[str, Json]"
_Kind = TypeVar("_Kind")


class SlotType(StrEnum):
    """What a slot is opened with."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, no secret
    RECOVERY = "recovery"
    KEYRING = "keyring"


class Sealed(NamedTuple):
    """Something under AES-256-GCM."""

    nonce: bytes
    ciphertext: bytes

    def fields(self, name: str) -> dict[str, Json]:
        """Return it as the header writes it, the ciphertext under `name`."""
        return {"nonce": _base64(self.nonce), name: _base64(self.ciphertext)}


class Argon2(NamedTuple):
    """Argon2id for what a person can remember."""

    salt: bytes
    policy: KdfPolicy

    def fields(self) -> dict[str, Json]:
        """Return it as the header writes it."""
        return {
            "name": "argon2id",
            "version": _ARGON2_VERSION,
            "memory_kib": self.policy.memory_kib,
            "passes": self.policy.passes,
            "lanes": self.policy.lanes,
            "salt": _base64(self.salt),
        }


class Hkdf(NamedTuple):
    """HKDF-SHA256 for secrets that nobody can guess."""

    salt: bytes

    def fields(self) -> dict[str, Json]:
        """Return it as the header writes it."""
        return {"name": "hkdf-sha256", "salt": _base64(self.salt)}


class Slot(NamedTuple):
    """One way to the data key: how the secret becomes a key, and the data key wrapped under that."""

    id: str
    type: SlotType
    kdf: Argon2 | Hkdf
    wrapped: Sealed

    def fields(self) -> dict[str, Json]:
        """Return it as the header writes it."""
        return {"id": self.id, "type": self.type.value, "kdf": self.kdf.fields(), **self.wrapped.fields("wrapped")}


class Header(NamedTuple):
    """All of `vault.json`. It holds no secret that is not wrapped."""

    vault_id: str
    generation: int
    database: str
    database_salt: bytes
    inbox_key: bytes
    retired_inbox_keys: Sealed
    slots: tuple[Slot, ...]
    mac: bytes = b""

    def slot(self, kind: SlotType) -> Slot | None:
        """Return the slot of a kind; there is at most one of each."""
        return next((slot for slot in self.slots if slot.type is kind), None)

    def with_slot(self, new: Slot) -> "Header":
        """Return the header with this slot in the place of the one of its kind."""
        return self._replace(slots=(*(slot for slot in self.slots if slot.type is not new.type), new))

    def without_slot(self, kind: SlotType) -> "Header":
        """Return the header without the slot of a kind."""
        return self._replace(slots=tuple(slot for slot in self.slots if slot.type is not kind))

    def signed(self, mac_key: bytes) -> "Header":
        """Return the header with the MAC that fits its content."""
        return self._replace(mac=self._mac(mac_key))

    def is_genuine(self, mac_key: bytes) -> bool:
        """Return whether whoever wrote this header had the data key."""
        return hmac.compare_digest(self.mac, self._mac(mac_key))

    def to_bytes(self) -> bytes:
        """Return the one form that the file may have."""
        fields = self._content()
        fields["mac"] = _base64(self.mac)
        fields["sum"] = _sum(fields)
        return json.dumps(fields, indent=1, sort_keys=True).encode("ascii") + b"\n"

    def _mac(self, mac_key: bytes) -> bytes:
        return hmac.digest(mac_key, canonical(self._content()), "sha256")

    def _content(self) -> dict[str, Json]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "vault_id": self.vault_id,
            "generation": self.generation,
            "cipher": CIPHER,
            "database": self.database,
            "database_salt": self.database_salt.hex(),
            "inbox_key": _base64(self.inbox_key),
            "retired_inbox_keys": self.retired_inbox_keys.fields("sealed"),
            "slots": [slot.fields() for slot in self.slots],
        }


def parse_header(data: bytes) -> Header:
    """Return the header that a file holds. Nothing is derived or allocated at its bidding.

    Raises:
        HeaderDamaged: it is not, to the byte, what this program writes.
        NewerFormat: it is whole, and of a format that this program does not know.
    """
    if len(data) > _LARGEST_FILE:
        raise HeaderDamaged("it is far too large")
    fields = _whole_fields(data)
    if _field(fields, "format", str) != FORMAT:
        raise HeaderDamaged("it belongs to something else")
    version = _field(fields, "version", int)
    if version > VERSION:
        raise NewerFormat(version)
    header = _header(fields)
    # Unknown and doubled fields, other spellings of a number, other white space: none of them come out the same again.
    if header.to_bytes() != data:
        raise HeaderDamaged("it is not in the form this program writes")
    return header


def canonical(value: Json) -> bytes:
    """Return JSON with sorted keys and no white space: what sums and MACs are made of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def _whole_fields(data: bytes) -> dict[str, Json]:
    try:
        fields: Json = json.loads(data.decode("ascii"))
        if not isinstance(fields, dict):
            raise HeaderDamaged("it has no fields")
        expected = _sum({name: value for name, value in fields.items() if name != "sum"})
    except (ValueError, RecursionError) as error:
        raise HeaderDamaged("it is not JSON") from error
    if _field(fields, "sum", str) != expected:
        raise HeaderDamaged("its sum does not fit")
    return fields


def _header(fields: Mapping[str, Json]) -> Header:
    header = Header(
        vault_id=_hex(fields, "vault_id", _VAULT_ID_BYTES),
        generation=_number(fields, "generation"),
        database=_field(fields, "database", str),
        database_salt=bytes.fromhex(_hex(fields, "database_salt", SALT_BYTES)),
        inbox_key=_raw(fields, "inbox_key", INBOX_PUBLIC_BYTES),
        retired_inbox_keys=_retired(_field(fields, "retired_inbox_keys", dict)),
        slots=tuple(_slot(slot) for slot in _field(fields, "slots", list)),
        mac=_raw(fields, "mac", hashlib.sha256().digest_size),
    )
    if not is_database_name(header.database):
        raise HeaderDamaged("the name of the database")
    kinds = [slot.type for slot in header.slots]
    if len(set(kinds)) != len(kinds) or not {SlotType.PASSPHRASE, SlotType.RECOVERY} <= set(kinds):
        raise HeaderDamaged("its slots")
    return header


def _retired(fields: Mapping[str, Json]) -> Sealed:
    sealed = Sealed(_raw(fields, "nonce", NONCE_BYTES), _raw(fields, "sealed"))
    keys, rest = divmod(len(sealed.ciphertext) - _TAG_BYTES, INBOX_PRIVATE_BYTES)
    if rest or not 0 <= keys <= MOST_RETIRED:
        raise HeaderDamaged("the length of retired_inbox_keys")
    return sealed


def _slot(fields: Json) -> Slot:
    if not isinstance(fields, dict):
        raise HeaderDamaged("a slot")
    try:
        kind = SlotType(_field(fields, "type", str))
    except ValueError as error:
        raise HeaderDamaged("the type of a slot") from error
    return Slot(
        id=_hex(fields, "id", _SLOT_ID_BYTES),
        type=kind,
        kdf=_kdf(_field(fields, "kdf", dict), kind),
        wrapped=Sealed(_raw(fields, "nonce", NONCE_BYTES), _raw(fields, "wrapped", _WRAPPED_BYTES)),
    )


def _kdf(fields: Mapping[str, Json], kind: SlotType) -> Argon2 | Hkdf:
    salt = _raw(fields, "salt", SALT_BYTES)
    if kind is not SlotType.PASSPHRASE:
        return Hkdf(salt)
    # A passphrase is never taken through the fast way, whatever the file says.
    policy = KdfPolicy(_number(fields, "memory_kib"), _number(fields, "passes"), _number(fields, "lanes"))
    return Argon2(salt, policy)


def _field(fields: Mapping[str, Json], name: str, kind: type[_Kind]) -> _Kind:
    value = fields.get(name)
    if type(value) is not kind:  # exactly: `true` counts as a number otherwise
        raise HeaderDamaged(name)
    return value


def _number(fields: Mapping[str, Json], name: str) -> int:
    number = _field(fields, name, int)
    if not 1 <= number <= _HIGHEST_NUMBER:
        raise HeaderDamaged(name)
    return number


def _hex(fields: Mapping[str, Json], name: str, length: int) -> str:
    text = _field(fields, name, str)
    if len(text) != 2 * length or set(text) - set("0123456789abcdef"):
        raise HeaderDamaged(name)
    return text


def _raw(fields: Mapping[str, Json], name: str, length: int | None = None) -> bytes:
    try:
        data = b64decode(_field(fields, name, str), validate=True)
    except ValueError as error:
        raise HeaderDamaged(name) from error
    if length is not None and len(data) != length:
        raise HeaderDamaged(name)
    return data


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _sum(fields: dict[str, Json]) -> str:
    return hashlib.sha256(canonical(fields)).hexdigest()
