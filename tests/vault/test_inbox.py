import base64
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.errors import HeaderDamaged, HeaderMissing, NoJournal, NotAJournal
from journal.ids import new_id
from journal.vault import (
    HomeState,
    KdfPolicy,
    SealedNote,
    Secret,
    UnreadableNote,
    Vault,
    erase_note,
    home_state,
    prepare,
    seal_note,
    waiting_notes,
)
from journal.vault.inbox import padded_length

Open = Callable[[Secret | str], Vault]
FIRST, SECOND = "0" * 31 + "1", "0" * 31 + "2"


def contents(vault: Vault) -> dict[str, bytes]:
    return {note.id: note.content for note in vault.notes() if isinstance(note, SealedNote)}


def unreadable(vault: Vault) -> list[Path]:
    return [note.path for note in vault.notes() if isinstance(note, UnreadableNote)]


def note_file(home: Path, note_id: str) -> Path:
    return home / "inbox" / f"{note_id}.sealed"


def test_a_note_is_sealed_without_any_secret_and_read_with_one(vault: Vault, home: Path, open_with: Open) -> None:
    vault.close()
    seal_note(home, FIRST, b"written while locked")
    assert contents(open_with("first words")) == {FIRST: b"written while locked"}


@pytest.mark.parametrize("length", [0, 1, 1015, 1016, 1017, 100_000, 10_000_000])
def test_notes_of_any_length_come_back_to_the_byte(length: int, vault: Vault, home: Path) -> None:
    content = os.urandom(length)
    seal_note(home, FIRST, content)
    assert contents(vault) == {FIRST: content}


def test_content_that_ends_in_zeros_keeps_them(vault: Vault, home: Path) -> None:
    seal_note(home, FIRST, b"\0\0\0")
    assert contents(vault) == {FIRST: b"\0\0\0"}


def test_no_byte_of_a_note_is_in_the_folder_in_plain(vault: Vault, home: Path) -> None:
    marker = "Rhabarberkompott"
    seal_note(home, FIRST, (marker * 50).encode())
    forms = [marker.encode(), marker.encode("utf-16-le"), marker.encode("utf-16-be"), marker.encode().hex().encode()]
    forms += [base64.b64encode(("x" * shift + marker * 3).encode())[8:40] for shift in range(3)]
    everything = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert len(everything) == 4
    for form in forms:
        assert not any(form in data for data in everything)


def test_the_same_note_looks_different_every_time(vault: Vault, home: Path) -> None:
    for note_id in (FIRST, SECOND):
        seal_note(home, note_id, b"the same")
    first, second = (note_file(home, note_id).read_bytes() for note_id in (FIRST, SECOND))
    assert first != second
    assert len(first) == len(second)


def test_short_notes_all_have_one_length(vault: Vault, home: Path) -> None:
    sizes = set()
    for number, length in enumerate((0, 1, 17, 300, 1016)):
        seal_note(home, f"{number:032x}", b"x" * length)
        sizes.add(note_file(home, f"{number:032x}").stat().st_size)
    assert len(sizes) == 1


@settings(deadline=None)
@given(st.integers(0, 2**40))
def test_padding_hides_the_length_and_costs_little(length: int) -> None:
    padded = padded_length(length)
    assert length <= padded
    assert padded == 1024 if length <= 1024 else padded <= length * 1.12
    assert padded_length(padded) == padded
    assert padded_length(length + 1) >= padded


def test_padded_lengths_are_few(vault: Vault) -> None:
    assert len({padded_length(length) for length in range(100_000)}) < 120


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_notes_are_private_whatever_the_umask_and_even_when_the_folder_has_to_be_made(vault: Vault, home: Path) -> None:
    vault.paths.inbox.rmdir()
    before = os.umask(0)
    try:
        seal_note(home, FIRST, b"x")
    finally:
        os.umask(before)
    assert vault.paths.inbox.stat().st_mode & 0o777 == 0o700
    assert note_file(home, FIRST).stat().st_mode & 0o777 == 0o600


def test_notes_that_changed_places_are_refused(vault: Vault, home: Path) -> None:
    for note_id in (FIRST, SECOND):
        seal_note(home, note_id, note_id.encode())
    first, second = note_file(home, FIRST), note_file(home, SECOND)
    first.rename(home / "aside")
    second.rename(first)
    (home / "aside").rename(second)
    assert contents(vault) == {}
    assert unreadable(vault) == [first, second]


def test_a_note_for_another_journal_is_refused(vault: Vault, home: Path, tmp_path: Path, cheap: KdfPolicy) -> None:
    prepare("their words", strength=cheap).save(tmp_path / "other")
    seal_note(tmp_path / "other", FIRST, b"x")
    note_file(tmp_path / "other", FIRST).rename(note_file(home, FIRST))
    assert unreadable(vault) == [note_file(home, FIRST)]


def test_a_flipped_bit_anywhere_in_a_note_is_seen(vault: Vault, home: Path) -> None:
    seal_note(home, FIRST, b"x")
    path = note_file(home, FIRST)
    whole = path.read_bytes()
    for position in (*range(30), *range(30, len(whole), 7), len(whole) - 1):
        flipped = bytearray(whole)
        flipped[position] ^= 1 << position % 8
        path.write_bytes(flipped)
        assert list(vault.notes()) == [UnreadableNote(path)]


def test_damaged_notes_are_reported_and_kept_and_stop_no_other(vault: Vault, home: Path) -> None:
    seal_note(home, SECOND, b"whole")
    seal_note(home, "3" * 32, b"cut")
    cut = note_file(home, "3" * 32)
    whole = cut.read_bytes()
    damaged = {}
    for number, data in enumerate((b"", b"x", whole[:24], whole[:1000], whole[:-1], whole + b"x", os.urandom(5000))):
        damaged[note_file(home, f"{number + 16:032x}")] = data
    for path, data in damaged.items():
        path.write_bytes(data)
    note_file(home, "not an id").write_bytes(whole)
    note_file(home, "4" * 32).mkdir()
    assert contents(vault) == {SECOND: b"whole", "3" * 32: b"cut"}
    assert set(unreadable(vault)) == {*damaged, note_file(home, "not an id"), note_file(home, "4" * 32)}
    assert {path: path.read_bytes() for path in damaged} == damaged


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_in_the_inbox_keeps_nobody_waiting(vault: Vault, home: Path) -> None:
    os.mkfifo(note_file(home, FIRST))
    assert unreadable(vault) == [note_file(home, FIRST)]


def test_an_erased_note_is_gone_and_erasing_twice_is_no_error(vault: Vault, home: Path) -> None:
    seal_note(home, FIRST, b"x")
    (note,) = vault.notes()
    assert waiting_notes(home) == 1
    erase_note(note.path)
    erase_note(note.path)
    assert waiting_notes(home) == 0
    assert list(vault.notes()) == []


def test_a_note_erased_by_another_program_meanwhile_is_passed_over(vault: Vault, home: Path) -> None:
    for note_id in (FIRST, SECOND):
        seal_note(home, note_id, note_id.encode())
    notes = vault.notes()
    assert next(notes).path == note_file(home, FIRST)
    erase_note(note_file(home, SECOND))
    assert list(notes) == []


def test_only_finished_notes_wait(vault: Vault, home: Path) -> None:
    (home / "inbox" / f".{FIRST}.sealed.00aa.tmp").touch()
    (home / "inbox" / f".{FIRST}.sealed").touch()
    (home / "inbox" / "readme.txt").touch()
    assert waiting_notes(home) == 0
    assert waiting_notes(home / "nowhere") == 0
    assert list(vault.notes()) == []


@pytest.mark.parametrize("note_id", ["", "../../vault.json", "0" * 31, "0" * 33, "G" * 32, "0" * 32 + "\n"])
def test_a_note_without_a_proper_id_is_a_mistake_of_the_program(note_id: str, vault: Vault, home: Path) -> None:
    with pytest.raises(ValueError, match="32 hex digits"):
        seal_note(home, note_id, b"x")
    assert waiting_notes(home) == 0


def test_nothing_is_sealed_where_there_is_no_journal(tmp_path: Path, vault: Vault, home: Path) -> None:
    (tmp_path / "file").touch()
    for path, cause in ((tmp_path / "nowhere", NoJournal), (tmp_path / "file", NotAJournal)):
        with pytest.raises(cause):
            seal_note(path, FIRST, b"x")
    assert home_state(tmp_path / "nowhere") is HomeState.EMPTY
    vault.paths.header.unlink()
    seal_note(home, FIRST, b"through the copy")
    assert contents(vault) == {FIRST: b"through the copy"}
    vault.paths.header_copy.write_bytes(b"damaged")
    with pytest.raises(HeaderDamaged):
        seal_note(home, SECOND, b"x")
    vault.paths.header_copy.unlink()
    with pytest.raises(HeaderMissing):
        seal_note(home, SECOND, b"x")


def test_many_programs_seal_at_once_and_every_note_is_kept(vault: Vault, home: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom journal.vault import seal_note\n"
        "for number in range(5): seal_note(Path(sys.argv[1]), f'{sys.argv[2]}{number:04x}', sys.argv[2].encode())\n"
    )
    names = [f"{number:028x}" for number in range(6)]
    running = [subprocess.Popen([sys.executable, "-c", program, str(home), name]) for name in names]
    assert [process.wait() for process in running] == [0] * len(names)
    assert contents(vault) == {f"{name}{number:04x}": name.encode() for name in names for number in range(5)}


def test_ids_of_entries_are_ids_of_notes(vault: Vault, home: Path) -> None:
    from datetime import UTC, datetime

    note_id = new_id(datetime.now(UTC))
    seal_note(home, note_id, b"x")
    assert contents(vault) == {note_id: b"x"}
