"""What a person chose to be shown comes back as it was, and anything strange has its default."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.choices import LONGEST_NAME, Choices, choices_from, choices_to
from journal.storage import Storage
from journal.vault import prepare

ANY_CHOICES = st.builds(
    Choices,
    called=st.text(max_size=60),
    numbers_hidden=st.booleans(),
    prompts=st.booleans(),
    deeper=st.booleans(),
    topics_off=st.frozensets(st.text(max_size=8), max_size=4),
    on_this_day=st.booleans(),
)


@given(ANY_CHOICES)
def test_choices_come_back_as_they_were(choices: Choices) -> None:
    assert choices_from(choices_to(choices)) == choices.tidy()


@pytest.mark.parametrize("text", ["", "[]", "not JSON", "null", '{"called": 3, "prompts": "yes", "topics_off": [1]}'])
def test_what_is_strange_has_its_default(text: str) -> None:
    assert choices_from(text) == Choices()


def test_what_a_later_version_added_is_passed_over() -> None:
    assert choices_from(json.dumps({"called": "Robin", "moons": 3})) == Choices(called="Robin")


def test_a_name_is_one_line_that_fits_a_greeting() -> None:
    assert Choices(called="  Robin\n  of the \t hill " + "x" * 99).tidy().called == ("Robin of the hill " + "x" * 22)
    assert len(Choices(called="x" * 99).tidy().called) == LONGEST_NAME


def test_choices_are_kept_in_the_journal(tmp_path: Path) -> None:
    with Storage.create(tmp_path / "home", prepare("a lamp on the desk")) as storage:
        assert storage.preferences.choices() == Choices()
        storage.preferences.choose(Choices(called=" Robin ", on_this_day=True))
        assert storage.preferences.choices() == Choices(called="Robin", on_this_day=True)
