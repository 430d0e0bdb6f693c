"""A reader written from docs/file-format.md and the `age` tool alone: for reading it imports nothing of the journal."""

import hashlib
import json
from base64 import b32decode, b64decode
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal.insights import Reply
from journal.sharing import cards, envelope, words
from journal.sharing.age import seal_to
from journal.sharing.padding import padded
from tests.sharing import people
from tests.sharing.age_tool import age, key_file

LABEL = b"recovery-journal/1/share/"
TYPE = b"application/vnd.recovery-journal.share.v1+json"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

WREN_SEED, MOSS_SEED = bytes([1]) * 32, bytes([2]) * 32


@dataclass
class Public:
    signing: bytes
    receiving: bytes
    name: str = ""

    @property
    def id(self) -> str:
        return hashlib.sha256(LABEL + b"person/" + self.signing).hexdigest()[:32]


@dataclass
class Own:
    signing: bytes
    receiving: bytes

    @property
    def public(self) -> Public:
        return Public(
            Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw(),
            X25519PrivateKey.from_private_bytes(self.receiving).public_key().public_bytes_raw(),
        )


def own_keys(seed: bytes, number: int) -> Own:
    def derived(use: str) -> bytes:
        return HKDF(SHA256(), 32, None, LABEL + f"pair/{number}/{use}".encode()).derive(seed)

    return Own(derived("sign"), derived("receive"))


def age_identity(key: bytes) -> str:
    """BIP 173, for the one prefix that is needed."""

    def polymod(values: list[int]) -> int:
        total = 1
        for value in values:
            top, total = total >> 25, (total & 0x1FFFFFF) << 5 ^ value
            for place, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
                total ^= factor if top >> place & 1 else 0
        return total

    prefix = "age-secret-key-"
    bits = "".join(f"{byte:08b}" for byte in key) + "0000"
    values = [int(bits[start : start + 5], 2) for start in range(0, len(bits), 5)]
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = polymod(expanded + values + [0] * 6) ^ 1
    values += [check >> shift & 31 for shift in (25, 20, 15, 10, 5, 0)]
    return (prefix + "1" + "".join(BECH32[value] for value in values)).upper()


def read_card(line: str) -> Public:
    letters = line.removeprefix("RJ1:")
    whole = b32decode(letters + "=" * (-len(letters) % 8))
    content, check = whole[:-4], whole[-4:]
    assert hashlib.sha256(LABEL + b"card/" + content).digest()[:4] == check
    assert content[0] == 1
    return Public(content[1:33], content[33:65], content[85:].decode())


def safety_words(person: Public) -> list[str]:
    listed = files("xkcdpass").joinpath("static", "eff-long").read_text().split()
    keys, salt = person.signing + person.receiving, LABEL + b"safety words"
    number = int.from_bytes(hashlib.scrypt(keys, salt=salt, n=32768, r=8, p=1, dklen=32, maxmem=1 << 26), "big")
    found = []
    for _ in range(6):
        number, place = divmod(number, 7776)
        found.append(sorted(listed)[place])
    return found


def circle_of(one: Public, other: Public) -> tuple[str, str]:
    """The id and the roster of a pair."""
    both = sorted([one, other], key=lambda person: person.id)
    name = hashlib.sha256(LABEL + f"pair/{both[0].id}/{both[1].id}".encode()).hexdigest()[:32]
    keys = [[person.id, person.signing.hex(), person.receiving.hex()] for person in both]
    roster = json.dumps([name, 1, keys], separators=(",", ":")).encode()
    return name, hashlib.sha256(LABEL + b"roster/" + roster).hexdigest()


def padme(length: int) -> int:
    length = max(length, 1024)
    exponent = length.bit_length() - 1
    unit: int = 2 ** (exponent - exponent.bit_length())
    return (length + unit - 1) // unit * unit


def read_file(data: bytes, me: Own, author: Public, folder: Path) -> tuple[dict[str, Any], str]:
    """The payload and its hash."""
    inside = age("--decrypt", "-i", key_file(folder, age_identity(me.receiving)), content=data)
    end = 4 + int.from_bytes(inside[:4], "big")
    assert len(inside) == padme(end)
    assert not any(inside[end:])
    outer = json.loads(inside[4:end])
    assert outer["payloadType"].encode() == TYPE
    payload, [signature] = b64decode(outer["payload"]), outer["signatures"]
    assert signature["keyid"] == author.id
    signed = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE, len(payload), payload)
    Ed25519PublicKey.from_public_bytes(author.signing).verify(b64decode(signature["sig"]), signed)
    return json.loads(payload), hashlib.sha256(payload).hexdigest()


def wrens_card() -> str:
    return cards.card_text(cards.new_card(people.WREN.person, "Wren", bytes(16), people.NOW))


@pytest.mark.parametrize("armoured", [False, True], ids=["binary", "armoured"])
def test_the_documented_format_opens_shared_files(tmp_path: Path, armoured: bool) -> None:
    sender = people.Sender(people.WREN, people.MOSS)
    contents = (people.insight(), Reply("0" * 31 + "1", "Ja, gern. 👋"))
    sealed = [
        envelope.seal(sender.payload(content), people.WREN, [people.MOSS.person], armoured=armoured)
        for content in contents
    ]

    me, author = own_keys(MOSS_SEED, 1), read_card(wrens_card())
    (first, digest), (second, _) = (read_file(data, me, author, tmp_path) for data in sealed)
    assert (first["circle"], first["roster"]) == circle_of(me.public, author)
    assert (first["v"], first["epoch"], first["seq"], first["prev"]) == (1, 1, 1, "0" * 64)
    assert (second["seq"], second["prev"], second["feed"]) == (2, digest, first["feed"])
    assert first["ts"] % 60 == 0
    assert first["body"] == {
        "shape": "helped",
        "month": "2026-03",
        "expires": "2026-06-08",
        "title": "One person who knows is enough",
        "body": "I used to plan for everyone.\n\nNow I tell *one* person before I walk in.",
        "themes": ["parties", "asking"],
        "topics": ["alcohol"],
        "wish": "ideas-welcome",
        "by": "",
        "may_keep": False,
    }
    assert (second["kind"], second["body"]) == ("reply", {"to": first["id"], "body": "Ja, gern. 👋"})


def test_the_second_reader_notices_another_author(tmp_path: Path) -> None:
    payload = people.Sender(people.WREN, people.MOSS).payload(people.insight())
    me, author = own_keys(MOSS_SEED, 1), read_card(wrens_card())
    forged = envelope.sign(payload, people.KESTREL).replace(people.KESTREL.person.id.encode(), author.id.encode())
    with pytest.raises(InvalidSignature):
        read_file(seal_to(padded(forged), [people.MOSS.person.recipient]), me, author, tmp_path)


def test_the_documented_keys_are_those_of_the_card() -> None:
    card, own = read_card(wrens_card()), own_keys(WREN_SEED, 1)
    assert (card.signing, card.receiving, card.name) == (own.public.signing, own.public.receiving, "Wren")


def test_the_documented_safety_words_are_those_that_are_shown() -> None:
    assert tuple(safety_words(read_card(wrens_card()))) == words.safety_words(people.WREN.person)
