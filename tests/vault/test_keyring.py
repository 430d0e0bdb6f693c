import sys
from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as ForgetfulKeyring
from keyring.errors import PasswordDeleteError

from journal.errors import KeyringUnavailable, WrongPassphrase
from journal.vault import FromKeyring, KdfPolicy, Secret, Vault

Open = Callable[[Secret | str], Vault]


class MemoryKeyring(KeyringBackend):
    """A keyring that ends with the test."""

    priority: float = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


class BrokenKeyring(MemoryKeyring):
    """A keyring whose service went away; backends raise whatever their libraries raise."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("no session bus")

    def delete_password(self, service: str, username: str) -> None:
        raise OSError("no session bus")


class PlainTextKeyring(MemoryKeyring):
    """As those of keyrings.alt, which keep secrets in a file in plain."""

    priority = 0.5


@pytest.fixture
def system() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    kept = MemoryKeyring()
    keyring.set_keyring(kept)
    yield kept
    keyring.set_keyring(before)


def test_the_keyring_opens_the_journal_once_it_is_turned_on(
    vault: Vault, open_with: Open, system: MemoryKeyring
) -> None:
    assert not vault.has_keyring
    vault.keyring_on()
    assert vault.has_keyring
    opened = open_with(FromKeyring())
    assert opened.database_key_hex == vault.database_key_hex
    assert opened.has_keyring
    assert open_with("first words")


def test_the_entry_says_nothing_of_a_journal(vault: Vault, system: MemoryKeyring) -> None:
    vault.keyring_on()
    ((service, account),) = system.kept
    assert service == "local-vault"
    assert len(account) == 16
    assert set(account) <= set("0123456789abcdef")
    assert len(system.kept[service, account]) == 64


def test_turned_off_it_opens_nothing_and_leaves_no_entry(vault: Vault, open_with: Open, system: MemoryKeyring) -> None:
    vault.keyring_on()
    entry = dict(system.kept)
    vault.keyring_off()
    assert system.kept == {}
    system.kept.update(entry)
    with pytest.raises(KeyringUnavailable):
        open_with(FromKeyring())
    assert not open_with("first words").has_keyring


def test_turned_off_twice_nothing_changes(vault: Vault, system: MemoryKeyring) -> None:
    before = vault.paths.header.read_bytes()
    vault.keyring_off()
    assert vault.paths.header.read_bytes() == before


def test_turned_on_twice_the_first_entry_is_replaced(vault: Vault, open_with: Open, system: MemoryKeyring) -> None:
    vault.keyring_on()
    first = dict(system.kept)
    vault.keyring_on()
    assert len(system.kept) == 1
    assert system.kept != first
    assert open_with(FromKeyring())


def test_a_lost_or_changed_entry_leaves_the_passphrase(vault: Vault, open_with: Open, system: MemoryKeyring) -> None:
    vault.keyring_on()
    (place,) = system.kept
    for value in ("00" * 32, "not hex", ""):
        system.kept[place] = value
        with pytest.raises(KeyringUnavailable, match="passphrase still does"):
            open_with(FromKeyring())
    system.kept.clear()
    with pytest.raises(KeyringUnavailable):
        open_with(FromKeyring())
    assert open_with("first words")


@pytest.mark.parametrize("backend", [NoKeyring, ForgetfulKeyring, BrokenKeyring, PlainTextKeyring])
def test_without_a_keyring_that_is_safe_and_keeps_its_word_nothing_changes(
    backend: Callable[[], KeyringBackend], vault: Vault, open_with: Open, system: MemoryKeyring
) -> None:
    before = vault.paths.header.read_bytes()
    keyring.set_keyring(backend())
    with pytest.raises(KeyringUnavailable):
        vault.keyring_on()
    assert vault.paths.header.read_bytes() == before
    assert open_with("first words")


def test_without_the_extra_installed_the_passphrase_still_opens(
    vault: Vault, open_with: Open, system: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.keyring_on()
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(KeyringUnavailable, match="passphrase still does"):
        open_with(FromKeyring())
    with pytest.raises(KeyringUnavailable):
        vault.keyring_on()
    assert open_with("first words")


def test_it_can_be_turned_off_when_the_keyring_is_gone(vault: Vault, open_with: Open, system: MemoryKeyring) -> None:
    vault.keyring_on()
    keyring.set_keyring(BrokenKeyring())
    with pytest.raises(KeyringUnavailable):
        open_with(FromKeyring())
    vault.keyring_off()
    assert not open_with("first words").has_keyring


def test_a_change_of_passphrase_leaves_the_keyring_on(
    vault: Vault, open_with: Open, system: MemoryKeyring, cheap: KdfPolicy
) -> None:
    vault.keyring_on()
    vault.change_passphrase("second words", strength=cheap)
    assert open_with(FromKeyring()).has_keyring


def test_a_rotation_turns_the_keyring_off(
    vault: Vault, open_with: Open, system: MemoryKeyring, cheap: KdfPolicy
) -> None:
    vault.keyring_on()
    entry = dict(system.kept)
    rotation = vault.prepare_rotation("second words", strength=cheap)
    rotation.database.write_bytes(bytes.fromhex(rotation.database_key_hex)[32:])
    assert not vault.complete_rotation(rotation).has_keyring
    assert system.kept == {}
    system.kept.update(entry)
    with pytest.raises(KeyringUnavailable):
        open_with(FromKeyring())
    with pytest.raises(WrongPassphrase):
        open_with("first words")
