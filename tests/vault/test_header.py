import json
from collections.abc import Callable

import pytest

from journal.errors import HeaderDamaged
from journal.vault import Secret, Vault
from journal.vault.header import parse_header

Open = Callable[[Secret | str], Vault]
Rewrite = Callable[[Callable[[dict[str, object]], None]], None]


def test_a_header_comes_back_as_it_was_written(vault: Vault) -> None:
    data = vault.paths.header.read_bytes()
    assert parse_header(data).to_bytes() == data
    assert vault.paths.header_copy.read_bytes() == data


def test_every_flipped_bit_is_seen_and_told_as_damage(vault: Vault) -> None:
    whole = vault.paths.header.read_bytes()
    for position in range(len(whole)):
        for bit in range(8):
            flipped = bytearray(whole)
            flipped[position] ^= 1 << bit
            with pytest.raises(HeaderDamaged):
                parse_header(bytes(flipped))


def test_every_cut_and_every_doubled_byte_is_seen(vault: Vault) -> None:
    whole = vault.paths.header.read_bytes()
    for position in range(len(whole)):
        with pytest.raises(HeaderDamaged):
            parse_header(whole[:position])
        with pytest.raises(HeaderDamaged):
            parse_header(whole[:position] + whole[position : position + 1] + whole[position:])


def test_flipped_bits_in_the_file_are_told_as_damage_when_there_is_no_copy(vault: Vault, open_with: Open) -> None:
    vault.paths.header_copy.unlink()
    whole = vault.paths.header.read_bytes()
    for position in range(0, len(whole), 41):
        flipped = bytearray(whole)
        flipped[position] ^= 1
        vault.paths.header.write_bytes(flipped)
        with pytest.raises(HeaderDamaged):
            open_with("first words")
    vault.paths.header.write_bytes(whole)
    assert open_with("first words")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"[]",
        b"null",
        b"1",
        b"{}",
        b'{"sum": 1}',
        b"[" * 60_000,
        b"{" * 60_000,
        b'{"a":' * 10_000,
        b"9" * 9000,
        b"\x00" * 100,
        b"NaN",
        b'{"sum": NaN, "version": 1e999}',
        b'"\\ud800"',
        b" " * 70_000,
    ],
)
def test_whatever_else_the_file_holds_is_told_as_damage(data: bytes, vault: Vault, open_with: Open) -> None:
    vault.paths.header.write_bytes(data)
    vault.paths.header_copy.write_bytes(data)
    with pytest.raises(HeaderDamaged):
        open_with("first words")


def test_a_doubled_field_is_seen(vault: Vault) -> None:
    text = vault.paths.header.read_text()
    with pytest.raises(HeaderDamaged, match="form"):
        parse_header(text.replace(' "generation": 1,', ' "generation": 2,\n "generation": 1,').encode())


def test_another_spelling_of_the_same_content_is_seen(vault: Vault) -> None:
    text = vault.paths.header.read_text()
    for other in (
        json.dumps(json.loads(text)),
        text.replace("\n", "\r\n"),
        text + "\n",
        text.replace("jou", "\\u006aou"),
    ):
        with pytest.raises(HeaderDamaged, match="form"):
            parse_header(other.encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields.update(unknown=1),
        lambda fields: fields.update(generation=0),
        lambda fields: fields.update(generation=True),
        lambda fields: fields.update(generation=1.0),
        lambda fields: fields.update(generation="1"),
        lambda fields: fields.update(generation=10**400),
        lambda fields: fields.update(version=0),
        lambda fields: fields.update(version=None),
        lambda fields: fields.update(format="something else"),
        lambda fields: fields.update(cipher="rot13"),
        lambda fields: fields.update(database="../journal-1.db"),
        lambda fields: fields.update(database="/etc/passwd"),
        lambda fields: fields.update(database="journal-1.db-wal"),
        lambda fields: fields.update(database="vault.json"),
        lambda fields: fields.update(database_salt="00" * 15),
        lambda fields: fields.update(database_salt="0G" * 16),
        lambda fields: fields.update(inbox_key="AAAA"),
        lambda fields: fields.update(mac="not base64"),
        lambda fields: fields.update(retired_inbox_keys={"nonce": "AAAA", "sealed": "AAAA"}),
        lambda fields: fields.update(slots={}),
        lambda fields: fields.update(slots=[]),
        lambda fields: fields.update(slots=[1, 2]),
        lambda fields: fields["slots"].pop(),
        lambda fields: fields["slots"].append(fields["slots"][0]),
        lambda fields: fields["slots"][0].update(type="fingerprint"),
        lambda fields: fields["slots"][0].update(unknown=1),
        lambda fields: fields["slots"][0].update(id=""),
        lambda fields: fields["slots"][0]["kdf"].update(name="scrypt"),
        lambda fields: fields["slots"][0]["kdf"].update(version=16),
        lambda fields: fields["slots"][0]["kdf"].update(salt="AAAA"),
        lambda fields: fields["slots"][0]["kdf"].update(passes=-1),
        lambda fields: fields["slots"][0].update(kdf=fields["slots"][1]["kdf"]),
        lambda fields: fields["slots"][1].update(kdf=fields["slots"][0]["kdf"]),
        lambda fields: fields.pop("mac"),
    ],
)
def test_a_field_of_another_kind_is_told_as_damage_even_when_the_sum_fits(
    change: Callable[[dict[str, object]], None], rewrite_header: Rewrite, open_with: Open
) -> None:
    rewrite_header(change)
    with pytest.raises(HeaderDamaged):
        open_with("first words")
