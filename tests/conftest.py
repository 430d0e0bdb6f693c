"""What holds for every test: no test sees the person's own journal, keyring, terminal or clock speed."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from textual import constants

if TYPE_CHECKING:
    from tests.made import MadeHome

# Set before anything of the project is imported, and inherited by every program that a test starts.
_NOWHERE = Path(tempfile.gettempdir()) / "no-journal-is-here"
os.environ.update(
    JOURNAL_HOME=str(_NOWHERE),
    PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
    TEXTUAL_ANIMATIONS="none",
    PYTHONUTF8="1",
)
vars(constants)["TEXTUAL_ANIMATIONS"] = "none"  # a plugin of pytest has read the environment before it was set
for _name in (
    "JOURNAL_PASSPHRASE_FILE",
    "JOURNAL_PASSPHRASE_COMMAND",
    "NO_COLOR",
    "LANG",  # Help now guesses a country from these
    "LC_ALL",
    "LC_MESSAGES",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "EDITOR",
    "VISUAL",
):
    os.environ.pop(_name, None)

# A slow machine is no defect. The same change gets the same verdict in CI; at a desk every run looks somewhere new.
settings.register_profile(
    "everywhere",
    deadline=None,
    derandomize="CI" in os.environ,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
settings.load_profile("everywhere")


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> "MadeHome":
    """An empty journal, made once for all tests of a process. Tests copy it."""
    from tests.made import made_in  # after the environment above is set

    return made_in(tmp_path_factory.mktemp("made") / "home")
