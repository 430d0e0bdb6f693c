"""Journals with cheap key settings, passed in openly, opened in this process or by a program that is then killed."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from journal.entries import Entry, new_entry
from journal.ids import new_id
from journal.moments import Moment
from journal.storage import Storage
from journal.vault import KdfLimits, KdfPolicy, Passphrase, RecoveryKey, prepare, unlock

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
FIRST = "first words"
NOW = datetime(2026, 3, 10, 18, 20, tzinfo=UTC)

Write = Callable[..., Entry]
Opened = Callable[..., Storage]
Victim = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def cheap() -> KdfPolicy:
    return CHEAP


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def make(home: Path) -> Iterator[Callable[[], Storage]]:
    """Make a journal that the first words open."""
    made: list[Storage] = []

    def storage() -> Storage:
        made.append(Storage.create(home, prepare(FIRST, strength=CHEAP)))
        return made[-1]

    yield storage
    for one in made:
        one.close()


@pytest.fixture
def storage(make: Callable[[], Storage]) -> Storage:
    return make()


@pytest.fixture
def opened(home: Path) -> Iterator[Opened]:
    """Unlock and open a journal, as another start of the program would."""
    open_now: list[Storage] = []

    def storage(secret: str | RecoveryKey = FIRST, where: Path | None = None) -> Storage:
        given = Passphrase(secret) if isinstance(secret, str) else secret
        open_now.append(Storage.open(unlock(where or home, given, limits=KdfLimits(CHEAP, CHEAP))))
        return open_now[-1]

    yield storage
    for one in open_now:
        one.close()


@pytest.fixture(scope="session")
def entry() -> Write:
    minutes = count()

    def make_entry(body: str = "words", **parts: object) -> Entry:
        moment = Moment.of(NOW + timedelta(minutes=next(minutes)), "Europe/Berlin")
        return new_entry(new_id(moment.at), moment, moment.at, body=body, **parts)  # type: ignore[arg-type]

    return make_entry


@pytest.fixture
def victim(home: Path) -> Victim:
    """Start a program that does something to the journal and reports what it has done, a line each."""

    def start(action: str, *arguments: object) -> "subprocess.Popen[str]":
        command = [sys.executable, str(Path(__file__).with_name("victim.py")), action, str(home)]
        return subprocess.Popen([*command, *map(str, arguments)], stdout=subprocess.PIPE, text=True)

    return start
