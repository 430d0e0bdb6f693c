"""A reader written from docs/file-format.md alone: it imports nothing of the journal, and opens everything."""

import hashlib
import hmac
import json
import unicodedata
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal.vault import KdfPolicy, NewVault, Vault, seal_note

BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def hkdf(secret: bytes, use: str, length: int = 32, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), length, salt, f"recovery-journal/1/{use}".encode()).derive(secret)


def recovery_bytes(key: str) -> bytes:
    number = 0
    for letter in key.replace("-", "")[:26]:
        number = number * 32 + BASE32.index(letter)
    return (number >> 2).to_bytes(16, "big")


def data_key(header: dict[str, Any], kind: str, secret: bytes) -> bytes:
    (slot,) = (slot for slot in header["slots"] if slot["type"] == kind)
    kdf, salt = slot["kdf"], b64decode(slot["kdf"]["salt"])
    if kdf["name"] == "argon2id":
        derive = Argon2id(
            salt=salt, length=32, iterations=kdf["passes"], lanes=kdf["lanes"], memory_cost=kdf["memory_kib"]
        )
        key = derive.derive(secret)
    else:
        key = hkdf(secret, "slot", salt=salt)
    context = canonical([header["format"], header["version"], header["vault_id"], slot["id"], slot["type"], kdf])
    return AESGCM(key).decrypt(b64decode(slot["nonce"]), b64decode(slot["wrapped"]), context)


def open_note(header: dict[str, Any], private: bytes, path: Path) -> bytes:
    keys = MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(private[:64]), X25519PrivateKey.from_private_bytes(private[64:])
    )
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    sealed = path.read_bytes().removeprefix(b"recovery-journal note 1\n")
    info = f"recovery-journal/1/note/{header['vault_id']}/{path.stem}".encode()
    padded = suite.decrypt(sealed, keys, info=info)
    length = int.from_bytes(padded[:8], "big")
    return padded[8 : 8 + length]


@pytest.mark.parametrize("kind", ["passphrase", "recovery"])
def test_the_documented_format_opens_header_database_key_and_notes(
    kind: str, vault: Vault, new_vault: NewVault, home: Path, cheap: KdfPolicy
) -> None:
    seal_note(home, "0" * 32, b"before the rotation")
    rotation = vault.prepare_rotation("caf\u00e9", strength=cheap)
    rotation.database.write_bytes(bytes.fromhex(rotation.database_key_hex)[32:])
    vault.complete_rotation(rotation)
    seal_note(home, "1" * 32, b"after the rotation")

    header = json.loads((home / "vault.json").read_text())
    assert header.pop("sum") == hashlib.sha256(canonical(header)).hexdigest()
    secrets = {
        "passphrase": unicodedata.normalize("NFC", "cafe\u0301").encode(),
        "recovery": recovery_bytes(rotation.recovery_key),
    }
    key = data_key(header, kind, secrets[kind])
    mac = b64decode(header.pop("mac"))
    assert mac == hmac.digest(hkdf(key, "header mac"), canonical(header), "sha256")
    assert hkdf(key, "database").hex() + header["database_salt"] == rotation.database_key_hex

    retired = header["retired_inbox_keys"]
    before = AESGCM(hkdf(key, "retired inbox keys")).decrypt(
        b64decode(retired["nonce"]),
        b64decode(retired["sealed"]),
        canonical([header["format"], header["version"], header["vault_id"], "retired inbox keys"]),
    )
    assert open_note(header, before, home / "inbox" / f"{'0' * 32}.sealed") == b"before the rotation"
    assert open_note(header, hkdf(key, "inbox", 96), home / "inbox" / f"{'1' * 32}.sealed") == b"after the rotation"


def test_the_check_characters_are_the_documented_ones(new_vault: NewVault) -> None:
    def times(one: int, other: int) -> int:
        product = 0
        for bit in range(5):
            product ^= one << bit if other >> bit & 1 else 0
        for bit in range(9, 4, -1):
            product ^= 0b100101 << bit - 5 if product >> bit & 1 else 0
        return product

    at_one = at_two = 0
    for letter in new_vault.recovery_key.replace("-", ""):
        at_one ^= BASE32.index(letter)
        at_two = times(at_two, 2) ^ BASE32.index(letter)
    assert at_one == at_two == 0
