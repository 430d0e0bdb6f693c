"""What a program has to wait for, looked up in a fresh one."""

import subprocess
import sys

import pytest


def loaded_after(statement: str) -> set[str]:
    program = f"import sys\n{statement}\nprint(*sys.modules, sep='\\n')"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    )


@pytest.mark.parametrize(
    "statement",
    [
        "import journal.vault",
        "import journal.vault.inbox, pathlib\njournal.vault.inbox.waiting_notes(pathlib.Path('nowhere'))",
        "import journal.vault.files",
        "from pathlib import Path\nfrom journal.vault import home_state\nhome_state(Path('nowhere'))",
        "from journal.vault import STANDARD, HIGH, FromKeyring, HomeState, Passphrase, RecoveryKey",
    ],
)
def test_looking_at_a_folder_loads_no_cryptography(statement: str) -> None:
    assert not {"cryptography", "keyring"} & loaded_after(statement)


def test_opening_loads_no_keyring_unless_it_is_asked_for() -> None:
    loaded = loaded_after("from journal.vault import Vault, prepare, unlock")
    assert "cryptography" in loaded
    assert "keyring" not in loaded


def test_every_name_that_the_vault_offers_is_there() -> None:
    import journal.vault

    assert {name for name in journal.vault.__all__ if not hasattr(journal.vault, name)} == set()
    assert not hasattr(journal.vault, "nothing_of_the_kind")
