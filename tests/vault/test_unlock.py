import os
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from journal.errors import (
    DatabaseMissing,
    HeaderDamaged,
    HeaderMissing,
    HeaderTampered,
    JournalError,
    KeyringUnavailable,
    MistypedRecoveryKey,
    NewerFormat,
    NoJournal,
    NotAJournal,
    ParametersRefused,
    WrongPassphrase,
    WrongRecoveryKey,
)
from journal.vault import (
    STANDARD,
    FromKeyring,
    KdfLimits,
    KdfPolicy,
    NewVault,
    Passphrase,
    RecoveryKey,
    Secret,
    Vault,
    prepare,
    unlock,
)

AsReadOnly = Callable[[Path], AbstractContextManager[None]]
Open = Callable[[Secret | str], Vault]
Rewrite = Callable[[Callable[[dict[str, object]], None]], None]


def test_the_recovery_key_opens_in_any_case_and_spacing(vault: Vault, new_vault: NewVault, open_with: Open) -> None:
    for typed in (new_vault.recovery_key.lower(), new_vault.recovery_key.replace("-", "  "), new_vault.recovery_key):
        assert open_with(RecoveryKey(typed)).database_key_hex == vault.database_key_hex


def test_an_accent_opens_however_the_keyboard_composes_it(home: Path, cheap: KdfPolicy, limits: KdfLimits) -> None:
    composed, apart = unicodedata.normalize("NFC", "café"), unicodedata.normalize("NFD", "café")
    assert composed != apart
    prepare(apart, strength=cheap).save(home).database.touch()
    assert unlock(home, Passphrase(composed), limits=limits)
    assert unlock(home, Passphrase(apart), limits=limits)


def test_spaces_and_case_count_in_a_passphrase(open_with: Open) -> None:
    for text in ("First words", "first words ", " first words", "first  words", ""):
        with pytest.raises(WrongPassphrase):
            open_with(text)


def test_a_passphrase_from_a_terminal_that_is_not_utf8_works(home: Path, cheap: KdfPolicy, limits: KdfLimits) -> None:
    prepare("caf\udce9", strength=cheap).save(home).database.touch()
    assert unlock(home, Passphrase("caf\udce9"), limits=limits)
    with pytest.raises(WrongPassphrase):
        unlock(home, Passphrase("caf\udce8"), limits=limits)


def test_a_wrong_passphrase_is_told_as_that_and_changes_nothing(home: Path, open_with: Open) -> None:
    before = {path: path.read_bytes() for path in home.iterdir() if path.is_file()}
    with pytest.raises(WrongPassphrase, match="did not open"):
        open_with("other words")
    assert {path: path.read_bytes() for path in home.iterdir() if path.is_file()} == before


def test_a_wrong_passphrase_is_told_as_that_under_the_real_settings(home: Path) -> None:
    prepare("first words").save(home).database.touch()
    with pytest.raises(WrongPassphrase):
        unlock(home, Passphrase("other words"))


def test_the_recovery_key_of_another_journal_is_told_as_that(open_with: Open, cheap: KdfPolicy) -> None:
    with pytest.raises(WrongRecoveryKey):
        open_with(RecoveryKey(prepare("first words", strength=cheap).recovery_key))


def test_a_typing_slip_in_the_recovery_key_is_told_as_that(new_vault: NewVault, open_with: Open) -> None:
    key = new_vault.recovery_key
    with pytest.raises(MistypedRecoveryKey, match="typing slip"):
        open_with(RecoveryKey(key[:-1] + ("0" if key[-1] != "0" else "1")))
    with pytest.raises(MistypedRecoveryKey, match="this has 27"):
        open_with(RecoveryKey(key[:-1]))


def test_a_keyring_that_was_never_turned_on_is_told_as_that(open_with: Open) -> None:
    with pytest.raises(KeyringUnavailable):
        open_with(FromKeyring())


def test_where_nothing_is_there_is_no_journal(tmp_path: Path, limits: KdfLimits) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for name, cause in (("missing", NoJournal), ("empty", NoJournal), ("file", NotAJournal), ("file/in", NotAJournal)):
        with pytest.raises(cause):
            unlock(tmp_path / name, Passphrase("first words"), limits=limits)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file"]


def test_a_lost_header_is_told_apart_from_no_journal(vault: Vault, open_with: Open) -> None:
    vault.paths.header.unlink()
    vault.paths.header_copy.unlink()
    with pytest.raises(HeaderMissing):
        open_with("first words")


def test_a_lost_database_is_an_error_and_never_a_fresh_empty_one(vault: Vault, open_with: Open) -> None:
    vault.database.unlink()
    with pytest.raises(DatabaseMissing, match=r"journal-1\.db"):
        open_with("first words")
    assert not vault.database.exists()


@pytest.mark.parametrize("damage", ["cut", "emptied", "zeroed", "removed", "a folder", "not text"])
def test_the_copy_opens_the_journal_when_the_header_is_damaged_and_this_is_said(
    damage: str, vault: Vault, open_with: Open
) -> None:
    whole = vault.paths.header.read_bytes()
    _damage(vault.paths.header, damage)
    opened = open_with("first words")
    assert opened.database_key_hex == vault.database_key_hex
    (warning,) = opened.warnings
    assert "vault.json.bak, opened the journal" in warning
    if damage != "a folder":
        assert vault.paths.header.read_bytes() == whole
        assert open_with("first words").warnings == ()


@pytest.mark.parametrize("damage", ["cut", "emptied", "zeroed", "not text"])
def test_a_header_whose_copy_is_damaged_too_is_told_as_damaged(damage: str, vault: Vault, open_with: Open) -> None:
    _damage(vault.paths.header, damage)
    _damage(vault.paths.header_copy, damage)
    with pytest.raises(HeaderDamaged):
        open_with("first words")


def test_a_damaged_copy_is_renewed_and_this_is_said(vault: Vault, open_with: Open) -> None:
    _damage(vault.paths.header_copy, "cut")
    (warning,) = open_with("first words").warnings
    assert "vault.json.bak, was damaged" in warning
    assert vault.paths.header_copy.read_bytes() == vault.paths.header.read_bytes()


def test_a_missing_copy_is_renewed_without_a_word(vault: Vault, open_with: Open) -> None:
    vault.paths.header_copy.unlink()
    assert open_with("first words").warnings == ()
    assert vault.paths.header_copy.read_bytes() == vault.paths.header.read_bytes()


def test_an_older_header_put_in_its_place_is_noticed_by_the_copy(
    vault: Vault, open_with: Open, cheap: KdfPolicy
) -> None:
    old = vault.paths.header.read_bytes()
    vault.change_passphrase("second words", strength=cheap)
    newer = vault.paths.header_copy.read_bytes()
    vault.paths.header.write_bytes(old)
    (warning,) = open_with("first words").warnings
    assert "older than its copy" in warning
    assert vault.paths.header_copy.read_bytes() == newer


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize(
    ("file", "told"),
    [
        (None, ()),
        ("vault.json", ("opened the journal; vault.json could not be written anew",)),
        ("vault.json.bak", ("could not be renewed",)),
    ],
)
def test_in_a_read_only_folder_the_journal_opens_and_what_could_not_be_repaired_is_said(
    file: str | None,
    told: tuple[str, ...],
    open_folder: Path,
    as_read_only: AsReadOnly,
    cheap: KdfPolicy,
    limits: KdfLimits,
) -> None:
    home = open_folder / "journal"
    prepare("first words", strength=cheap).save(home).database.touch()
    for path in home.glob("vault.json*"):
        path.chmod(0o644)
    if file:
        (home / file).write_bytes(b"damaged")
    with as_read_only(home):
        warnings = unlock(home, Passphrase("first words"), limits=limits).warnings
    assert len(warnings) == len(told)
    for warning, part in zip(warnings, told, strict=True):
        assert part in warning


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_settings_that_the_machine_has_no_memory_for_are_refused(rewrite_header: Rewrite, home: Path) -> None:
    import resource

    asked = {"memory_kib": 4 * 1024 * 1024, "passes": 3, "lanes": 4}
    rewrite_header(lambda fields: fields["slots"][0]["kdf"].update(asked))  # type: ignore[index]
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (4 * 1024**3, hard))
    try:
        with pytest.raises(ParametersRefused, match="more than there is"):
            unlock(home, Passphrase("first words"))
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@pytest.mark.parametrize(
    ("field", "value"),
    [("generation", 9), ("database", "journal-2.db"), ("database_salt", "00" * 16), ("vault_id", None), ("mac", None)],
)
def test_a_header_changed_without_the_key_is_never_used(
    field: str, value: object, rewrite_header: Rewrite, open_with: Open
) -> None:
    def change(fields: dict[str, object]) -> None:
        text = str(fields[field])
        fields[field] = value if value is not None else ("0" if text[0] != "0" else "1") + text[1:]

    rewrite_header(change)
    # Another vault id makes every slot one of another journal, so the passphrase cannot open it any more.
    with pytest.raises(WrongPassphrase if field == "vault_id" else HeaderTampered):
        open_with("first words")


def test_another_inbox_key_in_the_header_is_noticed_at_the_next_unlock(
    rewrite_header: Rewrite, open_with: Open, cheap: KdfPolicy, tmp_path: Path
) -> None:
    other = prepare("their words", strength=cheap).save(tmp_path / "other")
    stolen = other.paths.header.read_text().split('"inbox_key": "')[1].split('"')[0]
    rewrite_header(lambda fields: fields.update(inbox_key=stolen))
    with pytest.raises(HeaderTampered):
        open_with("first words")


def test_slots_in_another_order_are_noticed(rewrite_header: Rewrite, open_with: Open) -> None:
    rewrite_header(lambda fields: fields["slots"].reverse())  # type: ignore[attr-defined]
    with pytest.raises(HeaderTampered):
        open_with("first words")


@pytest.mark.parametrize(
    "settings",
    [
        {"memory_kib": 65535},
        {"passes": 2},
        {"lanes": 17},
        {"memory_kib": 4 * 1024 * 1024 + 1},
        {"memory_kib": 2**40},
        {"passes": 17},
    ],
)
def test_settings_below_the_floor_or_above_the_ceiling_are_refused(
    settings: dict[str, int], rewrite_header: Rewrite, home: Path
) -> None:
    asked = {"memory_kib": STANDARD.memory_kib, "passes": STANDARD.passes, "lanes": STANDARD.lanes} | settings
    rewrite_header(lambda fields: fields["slots"][0]["kdf"].update(asked))  # type: ignore[index]
    for secret in (Passphrase("first words"), RecoveryKey("0" * 28)):
        with pytest.raises(ParametersRefused):
            unlock(home, secret)


def test_cheap_settings_never_open_without_being_asked_for(vault: Vault, home: Path) -> None:
    with pytest.raises(ParametersRefused):
        unlock(home, Passphrase("first words"))


def test_settings_changed_within_the_limits_do_not_open(rewrite_header: Rewrite, open_with: Open) -> None:
    rewrite_header(lambda fields: fields["slots"][0]["kdf"].update(memory_kib=128))  # type: ignore[index]
    with pytest.raises(WrongPassphrase):
        open_with("first words")


@pytest.mark.parametrize("fields", [{"version": 2}, {"version": 99, "slots": "of another kind", "new": 1}])
def test_a_newer_format_is_told_as_that(fields: dict[str, object], rewrite_header: Rewrite, open_with: Open) -> None:
    rewrite_header(lambda header: header.update(fields))
    with pytest.raises(NewerFormat, match="Update the program"):
        open_with("first words")


def test_no_failure_holds_what_was_typed(open_with: Open) -> None:
    for secret in (Passphrase("SECRETWORDS"), RecoveryKey("SECRETWORDS")):
        with pytest.raises(JournalError) as caught:
            open_with(secret)
        assert "SECRETWORDS" not in f"{caught.value!r} {caught.value}"


def _damage(path: Path, damage: str) -> None:
    whole = path.read_bytes()
    path.unlink()
    match damage:
        case "cut":
            path.write_bytes(whole[: len(whole) // 2])
        case "emptied":
            path.touch()
        case "zeroed":
            path.write_bytes(bytes(len(whole)))
        case "a folder":
            path.mkdir()
        case "not text":
            path.write_bytes(b"\xff\xfe" * 100)
