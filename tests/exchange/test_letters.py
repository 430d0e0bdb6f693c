"""Letters go out with the journal and come back: the same letters, and from those the same bytes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange.readings import Skipped
from journal.ids import new_id
from journal.letters import Letter
from journal.moments import zone_info
from tests.exchange.samples import INSTANTS, WRITING, ZONES, exported, plain, read

GIVEN = {"written_at": "2026-03-10T21:14:00+00:00", "due": "2027-06-01", "title": "A letter", "body": "Hold on."}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("letters") / "export.txt"


@st.composite
def letters(draw: st.DrawFn) -> Letter:
    """Any letter that the journal can hold."""
    written = draw(INSTANTS)
    zone = draw(st.sampled_from(ZONES))
    due = draw(st.none() | st.dates())
    entry = draw(st.sampled_from(["", new_id(written)]))
    return Letter(
        id=new_id(written),
        written_at=written.astimezone(zone_info(zone)),
        zone=zone,
        updated_at=draw(INSTANTS),
        title="" if entry else draw(WRITING.filter(str.strip)),
        body="" if entry else draw(WRITING),
        due=due,
        counter="" if due else new_id(written),
        milestone="" if due else "30d",
        sealed=draw(st.booleans()),
        opened_at=draw(st.none() | INSTANTS),
        entry=entry,
    )


@pytest.mark.parametrize("form", ["json", "jsonl"])
@given(data=st.data())
def test_letters_come_back_and_give_the_same_bytes_again(file: Path, form: str, data: st.DataObject) -> None:
    written = data.draw(st.lists(letters(), max_size=3))
    document = exported(form, [plain()], letters=written)
    back = [reading for reading in read(file, document) if isinstance(reading, Letter)]
    assert back == written
    assert exported(form, [plain()], letters=back) == document


def test_a_letter_of_ones_own_making_needs_a_time_its_words_and_a_day(file: Path) -> None:
    (letter,) = read(file, json.dumps({"letters": [GIVEN]}))
    assert isinstance(letter, Letter)
    assert (letter.due, letter.sealed, letter.body, letter.opened_at) == (date(2027, 6, 1), True, "Hold on.", None)
    assert letter.updated_at == datetime(2026, 3, 10, 21, 14, tzinfo=UTC)
    assert read(file, json.dumps({"letters": [GIVEN]})) == [letter]
    assert replace(letter, id="") != letter


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"written_at": None}, "it has no written_at"),
        ({"due": None}, "a letter needs a day to come on"),
        ({"due": "in spring"}, "its due is not a day"),
        ({"due": 7}, "its due is not a day"),
        ({"title": " ", "body": ""}, "there was nothing to keep"),
        ({"body": 7}, "its body is not text"),
        ({"sealed": "yes"}, "its sealed is neither true nor false"),
        ({"milestone": "x" * 99}, "its milestone is not a short name"),
        ({"opened_at": "later"}, "its opened_at is not a time"),
        ({"entry": {}}, "its id is neither"),
    ],
    ids=str,
)
def test_a_broken_letter_is_left_out_with_its_line_and_the_others_come(
    file: Path, parts: dict[str, object], reason: str
) -> None:
    readings = read(file, json.dumps({"letters": [{**GIVEN, **parts}, GIVEN]}, indent=1))
    skipped = [reading for reading in readings if isinstance(reading, Skipped)]
    assert len([reading for reading in readings if isinstance(reading, Letter)]) == (1 if skipped else 2)
    assert skipped
    assert skipped[0].reason.startswith(reason)
    assert skipped[0].line == 3
