"""A journal's folder with cheap key settings, passed in openly. Some tests use the real ones, and wait for them."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from journal.vault import KdfLimits, KdfPolicy, NewVault, Passphrase, Secret, Vault, prepare, unlock

Rewrite = Callable[[Callable[[dict[str, object]], None]], None]


@pytest.fixture(scope="session")
def cheap() -> KdfPolicy:
    return KdfPolicy(memory_kib=64, passes=1, lanes=1)


@pytest.fixture(scope="session")
def limits(cheap: KdfPolicy) -> KdfLimits:
    return KdfLimits(floor=cheap, ceiling=KdfPolicy(memory_kib=256, passes=4, lanes=4))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def new_vault(cheap: KdfPolicy) -> NewVault:
    return prepare("first words", strength=cheap)


@pytest.fixture
def vault(home: Path, new_vault: NewVault) -> Vault:
    """A saved journal that "first words" opens. Its database is a few bytes behind the right salt."""
    saved = new_vault.save(home)
    saved.database.write_bytes(saved.database_key[32:] + b"entries")
    return saved


@pytest.fixture
def open_with(vault: Vault, home: Path, limits: KdfLimits) -> Callable[[Secret | str], Vault]:
    def opened(secret: Secret | str) -> Vault:
        return unlock(home, Passphrase(secret) if isinstance(secret, str) else secret, limits=limits)

    return opened


@pytest.fixture
def rewrite_header(vault: Vault) -> Rewrite:
    """Change the header as somebody would who knows the format and not the key: its sum fits, and no copy is left."""

    def rewrite(change: Callable[[dict[str, object]], None]) -> None:
        import hashlib

        fields = json.loads(vault.paths.header.read_text())
        del fields["sum"]
        change(fields)
        plain = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
        fields["sum"] = hashlib.sha256(plain).hexdigest()
        vault.paths.header.write_text(json.dumps(fields, indent=1, sort_keys=True) + "\n")
        vault.paths.header_copy.unlink()

    return rewrite


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach; those of pytest are root's when root runs the tests."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def as_read_only() -> Callable[[Path], AbstractContextManager[None]]:
    """Make a folder read-only, and be somebody whom that stops: root is not."""

    @contextmanager
    def read_only(folder: Path) -> Iterator[None]:
        root = os.geteuid() == 0
        folder.chmod(0o555)
        if root:
            os.seteuid(65534)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)

    return read_only
