"""What a file is, told from how it begins."""

from pathlib import Path

import pytest

from journal.errors import NotReadable, UnreadableFile
from journal.exchange.reading import KINDS, detect, read_any
from tests.exchange.samples import HERE, exported, plain

ENTRY = '{"created_at": "2026-03-08T21:05", "body": "x"}'


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("x.json", exported("json", [plain()]), "journal"),
        ("x", exported("json", []), "journal"),
        ("x.txt", exported("jsonl", [plain()]), "journal"),
        ("x", ENTRY, "journal"),
        ("x", f"\n [\n{ENTRY}]", "journal"),
        ("x", f"\ufeffbroken first line\n{ENTRY}\n", "journal"),
        ("x.jsonl", "broken", "journal"),
        ("x.txt", "[2026-03-08 21:05] Title.\n", "jrnl"),
        ("x.txt", "Preface\r\n[2026-03-08 21:05] Title.\r\n", "jrnl"),
        ("x.md", "[2026-03-08 21:05] Title.\n", "jrnl"),
        ("x.md", "{not json}", "markdown"),
        ("x.MD", "Words", "markdown"),
        ("x.txt", exported("markdown", [plain()]), "markdown"),
    ],
)
def test_a_file_is_known_by_how_it_begins(tmp_path: Path, name: str, content: str, kind: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert detect(path) == kind
    assert kind in KINDS


def test_a_wide_encoding_does_not_hide_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(ENTRY, encoding="utf-16")
    assert detect(path) == "journal"


@pytest.mark.parametrize("content", [b"", b" \n\n", b"Only words.\n", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe"])
def test_what_is_nothing_of_ours_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"^x\.txt is .* Nothing was added\.$"):
        list(read_any(path, "auto", HERE))


@pytest.mark.parametrize("kind", ["auto", *KINDS])
def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path: Path, kind: str) -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        list(read_any(tmp_path / "nowhere", kind, HERE))


@pytest.mark.parametrize("kind", ["journal", "jrnl"])
def test_a_folder_where_a_file_is_meant_is_said_in_a_sentence(tmp_path: Path, kind: str) -> None:
    with pytest.raises(UnreadableFile, match="is a folder"):
        list(read_any(tmp_path, kind, HERE))


@pytest.mark.parametrize("kind", ["jrnl", "markdown", "journal"])
def test_a_picture_is_refused_as_every_kind(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\xff")
    with pytest.raises(UnreadableFile):
        list(read_any(path, kind, HERE))


def test_a_file_that_may_not_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 5000)  # a name that no system opens, so that it also holds for the administrator
    with pytest.raises(NotReadable):
        list(read_any(path, "jrnl", HERE))
