"""Two people who have met, with journals on a disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sharing.journals import Person


@pytest.fixture
def robin(tmp_path: Path) -> Iterator[Person]:
    person = Person.new(tmp_path, "Robin")
    yield person
    person.storage.close()


@pytest.fixture
def wren(tmp_path: Path) -> Iterator[Person]:
    person = Person.new(tmp_path, "Wren")
    yield person
    person.storage.close()


@pytest.fixture
def moss(tmp_path: Path) -> Iterator[Person]:
    person = Person.new(tmp_path, "Moss")
    yield person
    person.storage.close()


@pytest.fixture
def met(robin: Person, wren: Person) -> tuple[Person, Person]:
    """Robin and Wren, who have added each other's card."""
    robin.meets(wren)
    return robin, wren
