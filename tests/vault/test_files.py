import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from journal.errors import DiskFull, NotReadable, NotWritable
from journal.vault import KdfPolicy, Vault, seal_note, waiting_notes
from journal.vault.files import erase, private_folder, read_regular, rename, write_private

AsReadOnly = Callable[[Path], AbstractContextManager[None]]

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these modes nor these limits")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond `size`: what a full disk does, without filling one."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_is_written_whole_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, b"one")
    write_private(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@posix
def test_a_file_is_private_even_when_it_replaces_one_that_was_not(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    path.chmod(0o666)
    write_private(path, b"content")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_must_be_new_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, b"one", replace=False)
    with pytest.raises(FileExistsError):
        write_private(path, b"two", replace=False)
    assert path.read_bytes() == b"one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_where_there_are_no_hard_links_a_new_file_still_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "no hard links on this file system", str(path))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_private(tmp_path / "file", b"one", replace=False)
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "file", b"two", replace=False)
    assert (tmp_path / "file").read_bytes() == b"one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_until_the_rename_the_old_content_stands_and_after_it_the_new(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    seen = {}
    write_private(path, b"new", on_step=lambda step: seen.update({step: path.read_bytes()}))
    assert seen == {"written": b"old", "synced": b"old", "named": b"new", "settled": b"new"}


def test_a_failure_leaves_the_old_content_and_no_temporary_file(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(step: str) -> None:
        if step == "synced":
            raise Stop

    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(Stop):
        write_private(path, b"new", on_step=stop)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@posix
def test_a_full_disk_is_told_as_that_and_the_old_content_stands(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with largest_file(1000), pytest.raises(DiskFull, match="disk is full"):
        write_private(path, b"new" * 1000)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@posix
def test_a_passphrase_is_not_changed_on_a_full_disk(vault: Vault, home: Path, cheap: KdfPolicy) -> None:
    before = vault.paths.header.read_bytes()
    with largest_file(1000), pytest.raises(DiskFull):
        vault.change_passphrase("second words", strength=cheap)
    assert vault.paths.header.read_bytes() == vault.paths.header_copy.read_bytes() == before
    assert not list(home.glob(".*"))
    with largest_file(1000), pytest.raises(DiskFull):
        seal_note(home, "0" * 32, b"x")
    assert waiting_notes(home) == 0


@posix
def test_a_read_only_folder_is_told_as_that(open_folder: Path, as_read_only: AsReadOnly) -> None:
    with as_read_only(open_folder):
        with pytest.raises(NotWritable, match="Reading still works"):
            write_private(open_folder / "file", b"x")
        for folder in (open_folder / "folder", open_folder / "folder" / "below"):
            with pytest.raises(NotWritable):
                private_folder(folder)


@posix
def test_erasing_and_renaming_in_a_read_only_folder_are_told_as_that(
    open_folder: Path, as_read_only: AsReadOnly
) -> None:
    (open_folder / "file").touch()
    with as_read_only(open_folder):
        with pytest.raises(NotWritable):
            erase(open_folder / "file")
        with pytest.raises(NotWritable):
            rename(open_folder / "file", open_folder / "other")
    assert [entry.name for entry in open_folder.iterdir()] == ["file"]


@posix
def test_a_file_that_may_not_be_read_is_told_as_that(open_folder: Path, as_read_only: AsReadOnly) -> None:
    path = open_folder / "file"
    path.touch()
    path.chmod(0)
    with as_read_only(open_folder), pytest.raises(NotReadable):
        read_regular(path)


def test_renaming_what_is_gone_is_told_apart_from_not_being_allowed_to(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rename(tmp_path / "gone", tmp_path / "other")


def test_a_file_in_the_place_of_a_folder_is_told_as_not_writable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable):
        private_folder(tmp_path / "file")
    with pytest.raises(NotWritable):
        private_folder(tmp_path / "file" / "below")
    with pytest.raises(NotWritable):
        write_private(tmp_path / "file" / "below", b"x")


@posix
def test_a_folder_with_something_in_it_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "something").touch()
    private_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o755


@posix
def test_a_link_in_the_place_of_the_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"untouched")
    link.symlink_to(target)
    write_private(link, b"content")
    assert target.read_bytes() == b"untouched"
    assert not link.is_symlink()
