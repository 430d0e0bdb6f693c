"""A journal made by the first version of this program, kept as files: it opens with every later one."""

import shutil
from pathlib import Path

import pytest

from journal.vault import Passphrase, RecoveryKey, SealedNote, Secret, unlock

KEPT = Path(__file__).with_name("format-1")
DATABASE_KEY = "cba8effbed710460a02bd103f3b908808ee818ff1c48c3f1b6e543d87cbcf396e9e7fdff9e542e7d5fb0fa6210bd6cef"


@pytest.mark.parametrize(
    "secret", [Passphrase("café und Brot"), RecoveryKey("59sy-0x1y-y1vb-ksf9-kzgk-m5eh-j41w")], ids=["words", "paper"]
)
def test_a_journal_of_format_1_opens_with_its_secrets_and_its_notes_are_read(secret: Secret, tmp_path: Path) -> None:
    home = shutil.copytree(KEPT, tmp_path / "journal")
    vault = unlock(home, secret)
    assert vault.warnings == ()
    assert vault.generation == 2
    assert vault.database_key_hex == DATABASE_KEY
    assert [note.content for note in vault.notes() if isinstance(note, SealedNote)] == [
        b"before the rotation",
        b"after the rotation",
    ]
