"""The open card: readable before the passphrase, never in the way, never overwritten while it is damaged."""

import json
import os
import stat
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal import open_card
from journal.errors import NotWritable
from journal.open_card import FILE, SET_ASIDE, Card, Person, card_path, load_card, save_card
from journal.vault import HomeState, home_state

JO = Person("Jo", "020 915 0142", "ring, even at three")
MAREN = Person("Maren", "020 917 0188")
FULL = Card("IE", (JO, MAREN), ("Alone: the arch", "Ask: Jo"), date(2026, 3, 2), told=True)


def written(home: Path, text: str | bytes) -> None:
    card_path(home).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_card_comes_back_as_it_was(tmp_path: Path) -> None:
    save_card(tmp_path, FULL)
    assert load_card(tmp_path).card == FULL
    assert load_card(tmp_path).problems == ()


def test_without_a_card_nothing_is_on_it_and_nothing_is_made(tmp_path: Path) -> None:
    assert load_card(tmp_path / "nowhere").card == Card()
    assert load_card(None).card == Card()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes there")
def test_the_file_is_for_its_owner_and_nothing_else_is_left(tmp_path: Path) -> None:
    home = tmp_path / "home"
    before = os.umask(0)
    try:
        save_card(home, FULL)
        save_card(home, Card("NZ"))
    finally:
        os.umask(before)
    assert [path.name for path in home.iterdir()] == [FILE]
    assert stat.S_IMODE(card_path(home).stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_folder_with_a_card_alone_is_still_a_place_for_a_new_journal(tmp_path: Path) -> None:
    save_card(tmp_path / "home", FULL)
    assert home_state(tmp_path / "home") is HomeState.EMPTY


def test_the_last_thing_off_the_card_takes_the_file_away(tmp_path: Path) -> None:
    save_card(tmp_path, FULL)
    save_card(tmp_path, Card(told=True))
    assert list(tmp_path.iterdir()) == []
    save_card(tmp_path, Card())
    assert list(tmp_path.iterdir()) == []


def test_fields_of_a_later_version_stay(tmp_path: Path) -> None:
    written(tmp_path, '{"colour": "sand", "people": []}')
    save_card(tmp_path, Card(people=(JO,)))
    assert json.loads(card_path(tmp_path).read_text("utf-8"))["colour"] == "sand"
    save_card(tmp_path, Card())
    assert json.loads(card_path(tmp_path).read_text("utf-8"))["colour"] == "sand"


def test_what_is_damaged_is_named_and_the_rest_is_there(tmp_path: Path) -> None:
    written(
        tmp_path,
        json.dumps(
            {
                "country": "Ireland",
                "people": [{"name": "Jo"}, 7, {"note": "nobody"}, {"name": ["x"]}, {"number": "1"}],
                "plan": ["one", 2, "  "],
                "plan_looked_at": "soon",
            }
        ),
    )
    loaded = load_card(tmp_path)
    assert loaded.card == Card(people=(Person("Jo"), Person("", "1")), plan=("one",))
    assert [problem.split(": ", 1)[1].split(" could")[0] for problem in loaded.problems] == [
        "country is two capital letters; it was passed over.",
        "person 2",
        "person 3",
        "person 4",
        "line 2 of the plan",
        "plan_looked_at is a day such as 2026-03-01; it was passed over.",
    ]
    assert not any("nobody" in problem or "Ireland" in problem for problem in loaded.problems)


@pytest.mark.parametrize("damage", ['{"people": [', "", "7", "[]", "[" * 100_000, "\xff", '{"a":' + "9" * 9_999 + "}"])
def test_a_card_that_cannot_be_read_is_named_and_set_aside_before_a_new_one(tmp_path: Path, damage: str) -> None:
    written(tmp_path, damage)
    loaded = load_card(tmp_path)
    assert loaded.card == Card()
    assert "card.json" in loaded.problems[0]
    save_card(tmp_path, Card(people=(JO,)))
    assert load_card(tmp_path).card.people == (JO,)
    assert (tmp_path / SET_ASIDE).read_text("utf-8") == damage
    written(tmp_path, "again")
    save_card(tmp_path, Card(people=(JO,)))
    assert (tmp_path / f"{SET_ASIDE}-2").read_text("utf-8") == "again"


def test_the_line_of_the_damage_is_named(tmp_path: Path) -> None:
    written(tmp_path, '{\n"people": [\n{"name": Jo}]}')
    assert load_card(tmp_path).problems == ("card.json, line 3: the card could not be read. It is still there.",)


def test_a_card_too_large_or_no_file_at_all_does_not_stop_anything(tmp_path: Path) -> None:
    written(tmp_path, b" " * 300_000)
    assert load_card(tmp_path).problems == ("card.json is larger than 256 KB and was left alone.",)
    card_path(tmp_path).unlink()
    card_path(tmp_path).mkdir()
    assert load_card(tmp_path).problems == ("card.json could not be read.",)
    with pytest.raises(NotWritable):
        save_card(tmp_path, FULL)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_in_its_place_makes_nobody_wait(tmp_path: Path) -> None:
    os.mkfifo(card_path(tmp_path))
    assert load_card(tmp_path).problems == ("card.json could not be read.",)


def test_a_very_long_list_is_cut_and_named(tmp_path: Path) -> None:
    written(tmp_path, json.dumps({"people": [{"name": f"N{number}"} for number in range(500)]}))
    loaded = load_card(tmp_path)
    assert len(loaded.card.people) == 60
    assert loaded.problems == ("card.json: people has 500 lines; the first 60 are shown.",)


def test_what_stands_on_it_cannot_move_the_cursor(tmp_path: Path) -> None:
    written(tmp_path, json.dumps({"people": [{"name": "\x1b[2JJo\n", "number": "1\u202e2"}], "plan": ["a\tb"]}))
    assert load_card(tmp_path).card == Card(people=(Person("Jo", "12"),), plan=("a b",))


def test_nobody_on_it_is_named_by_accident() -> None:
    assert "Jo" not in repr(FULL)
    assert "arch" not in repr(FULL)


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5).map(
        lambda value: json.dumps({"people": value, "plan": value, "country": value, "plan_looked_at": value}).encode()
    )
)
def test_no_content_of_a_file_makes_reading_fail(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder), data)
        assert open_card._read(Path(folder))[1] == load_card(Path(folder))  # not what stands in for a mistake
