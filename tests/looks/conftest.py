"""Pictures are the same on every run: no blinking, no moving, one clock."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journal.app import JournalApp
from journal.ids import new_id
from journal.screens.places import JOURNAL
from journal.storage import Storage
from journal.streaks import new_counter
from tests.made import MadeHome
from tests.screens.conftest import MADE_UP, NOW, clock, made_up_entry


@pytest.fixture
def open_journal(tmp_path: Path, made_home: MadeHome) -> Iterator[Storage]:
    with made_home.opened_in(tmp_path / "home") as storage:
        yield storage


@pytest.fixture
def counting(open_journal: Storage) -> Storage:
    """Somebody counts something: then a check-in asks about cravings."""
    open_journal.streaks.add(new_counter(new_id(NOW.at), "Alcohol-free", NOW.at.date(), NOW.zone, NOW.at))
    return open_journal


@pytest.fixture
def journal_app(tmp_path: Path, open_journal: Storage, monkeypatch: pytest.MonkeyPatch) -> Callable[..., JournalApp]:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")

    def make(*, locked: bool = False, empty: bool = False) -> JournalApp:
        if not empty:
            for facts in MADE_UP:
                open_journal.entries.add(made_up_entry(*facts))
        return JournalApp(tmp_path / "home", storage=None if locked else open_journal, first=JOURNAL, clock=clock)

    return make
