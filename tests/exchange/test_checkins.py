"""Check-ins, scales and questions in files: what goes out comes back, and what anybody wrote is read with care."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.choices import Choices
from journal.exchange.readings import Reading
from journal.ids import new_id
from journal.moments import zone_info
from journal.moods import HALT, LONGEST_WORD, MEDICATION, MORE_HALT, Checkin, Coped, Scale, checked, checked_scale
from journal.questions import LINES, WITH_A_COUNTER, Questions
from journal.wording import MOOD_WORDS
from tests.exchange.samples import INSTANTS, TAGS, WRITING, ZONES, exported, plain, read, skipped_of

T = TypeVar("T", Checkin, Scale, Questions, Choices)
AT = "2026-03-08T21:05:00+01:00"
FIVE = st.none() | st.integers(1, 5)
TENTHS = st.none() | st.integers(0, 10)
WORDS = st.lists(st.sampled_from(["calm", "Calm", "at  ease"]) | WRITING, max_size=3).map(tuple)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("checkins") / "export.txt"


@st.composite
def checkins(draw: st.DrawFn) -> Checkin:
    """Any check-in that the journal can hold; the mood is there, so that none is empty."""
    at = draw(INSTANTS)
    zone = draw(st.sampled_from(ZONES))
    return checked(
        Checkin(
            id=new_id(at),
            at=at.astimezone(zone_info(zone)),
            zone=zone,
            noted_at=draw(INSTANTS),
            updated_at=draw(INSTANTS),
            mood=draw(st.integers(1, 5)),
            energy=draw(FIVE),
            craving=draw(TENTHS),
            strongest=draw(TENTHS),
            halt=tuple(draw(st.sets(st.sampled_from([*HALT, *MORE_HALT])))),
            sleep=draw(st.none() | st.floats(0, 24)),
            quality=draw(FIVE),
            emotions=draw(WORDS),
            triggers=draw(WORDS),
            coping=tuple(Coped(word, draw(st.none() | st.integers(0, 3))) for word in draw(WORDS)),
            together=draw(st.none() | st.booleans()),
            medication=draw(st.none() | st.sampled_from(MEDICATION)),
            note=draw(WRITING),
            tags=tuple(draw(TAGS)),
            scales=tuple(draw(st.dictionaries(WRITING, st.integers(0, 100), max_size=2)).items()),
            of_entry=draw(st.booleans()),
        )
    )


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Any scale that the journal can hold."""
    low = draw(st.integers(0, 99))
    return checked_scale(
        Scale(
            id=draw(st.uuids()).hex,
            name=draw(WRITING)[:LONGEST_WORD].strip() or "x",
            lowest=low,
            highest=draw(st.integers(low + 1, 100)),
            low_word=draw(WRITING)[:LONGEST_WORD],
            high_word=draw(WRITING)[:LONGEST_WORD],
            better=draw(st.sampled_from([-1, 0, 1])),
            put_away=draw(st.booleans()),
        )
    )


def of_kind(readings: list[Reading], kind: type[T]) -> list[T]:
    return [reading for reading in readings if isinstance(reading, kind)]


def line(**parts: object) -> str:
    return json.dumps({"at": AT, "mood": 4, **parts})


def only(file: Path, content: str) -> Checkin:
    readings = read(file, content)
    assert skipped_of(readings) == []
    (checkin,) = of_kind(readings, Checkin)
    return checkin


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_somebody_wants_to_be_shown_comes_back(file: Path, form: str) -> None:
    chosen = Choices(called="Robin \ud800", numbers_hidden=True, topics_off=frozenset({"loss"}), on_this_day=True)
    written = exported(form, [plain()], choices=chosen)
    readings = read(file, written)
    assert skipped_of(readings) == []
    assert of_kind(readings, Choices) == [chosen]
    assert exported(form, [plain()], choices=chosen) == written
    assert "choices" not in exported(form, [plain()])


@pytest.mark.parametrize("form", ["json", "jsonl"])
@settings(max_examples=30)
@given(data=st.data())
def test_check_ins_scales_and_questions_come_back_and_give_the_same_bytes_again(
    file: Path, form: str, data: st.DataObject
) -> None:
    noted = data.draw(st.lists(checkins(), max_size=3))
    made = data.draw(st.lists(scales(), max_size=2))
    chosen = data.draw(
        st.builds(
            Questions,
            off=st.frozensets(st.sampled_from([line for line in LINES if line != "energy"])),
            more_halt=st.sampled_from([(), MORE_HALT[:1], MORE_HALT]),
            mood_words=st.sampled_from([MOOD_WORDS, ("a", "b \ud800", "c", "d", "e")]),
            paused_since=st.none() | st.dates(),
            patterns_off=st.frozensets(WRITING, max_size=2),
            on=st.frozensets(st.sampled_from(["energy"]), max_size=1),
        )
    )
    written = exported(form, [plain()], scales=made, checkins=noted, questions=chosen)
    readings = read(file, written)
    assert skipped_of(readings) == []
    assert of_kind(readings, Checkin) == noted
    assert of_kind(readings, Scale) == made
    assert of_kind(readings, Questions) == ([] if chosen == Questions() else [chosen])
    back = exported(form, [plain()], scales=made, checkins=of_kind(readings, Checkin), questions=chosen)
    assert back == written


def test_the_plain_keys_are_enough_and_an_id_is_made_of_what_is_said(file: Path) -> None:
    given: dict[str, Any] = {
        "at": AT, "mood": 4, "energy": None, "craving": 2, "sleep_hours": 6.6, "emotions": ["calm"], "halt": ["tired"],
        "note": "x",
    }  # fmt: skip
    first = only(file, json.dumps({"checkins": [given]}))
    assert (first.at.isoformat(), first.zone, first.mood, first.craving, first.sleep) == (AT, "+01:00", 4, 2, 6.5)
    assert (first.emotions, first.halt, first.note, first.later) == (("calm",), ("tired",), "x", False)
    assert first.noted_at == first.updated_at == datetime(2026, 3, 8, 20, 5, tzinfo=UTC)
    for content in (
        json.dumps({"checkins": [given]}, indent=2),
        json.dumps(given),
        json.dumps({"type": "checkin", **given}),
        json.dumps({**given, "mood": 4.0, "noted_at": None, "later": True, "unknown": 1}, indent=1),
        json.dumps([given]),
    ):
        assert only(file, content) == first
    others: list[dict[str, Any]] = [{"mood": 3}, {"note": "y"}, {"at": "2026-03-08T21:05:01+01:00"}]
    assert len({first.id, *(only(file, json.dumps({**given, **other})).id for other in others)}) == 4


def test_two_equal_check_ins_both_arrive_and_the_file_twice_adds_nothing(file: Path) -> None:
    ids = [one.id for one in of_kind(read(file, f"{line()}\n{line()}\n"), Checkin)]
    assert len(set(ids)) == 2
    assert [one.id for one in of_kind(read(file, f"{line()}\n{line()}\n"), Checkin)] == ids


def test_times_of_a_check_in_are_read_as_those_of_an_entry(file: Path) -> None:
    here = only(file, line(at="2026-07-08T21:05", id="note-17"))
    assert (here.at.isoformat(), here.zone) == ("2026-07-08T21:05:00+02:00", "Europe/Berlin")
    tokyo = only(file, line(at="2026-07-08 21:05", zone="Asia/Tokyo", noted_at="2026-07-08T22:00", id="note-17"))
    assert tokyo.at.isoformat() == "2026-07-08T21:05:00+09:00"
    assert tokyo.noted_at - tokyo.at == timedelta(minutes=55)
    assert tokyo.later


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"at": None}, "it has no at"),
        ({"at": 17}, "its at is not a time such as 2026-03-10T21:05:00+01:00"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "its time lies outside the calendar"),
        ({"noted_at": "0001-01-01T00:00:00+14:00"}, "its time lies outside the calendar"),
        ({"updated_at": "soon"}, "its updated_at is not a time such as 2026-03-10T21:05:00+01:00"),
        ({"mood": 9}, "a mood is a whole number from 1 to 5"),
        ({"mood": True}, "its mood is not a whole number"),
        ({"mood": None}, "there is nothing in it"),
        ({"craving": 10**400}, "a craving is a whole number from 0 to 10"),
        ({"sleep_hours": 10**400}, "a number in it is too large"),
        ({"sleep_hours": float("nan")}, "hours of sleep are a number from 0 to 24, such as 6.5"),
        ({"halt": ["sad"]}, "HALT takes hungry, angry, lonely, tired; and stressed, in-pain, bored"),
        ({"emotions": "calm"}, "its emotions is not a list of words"),
        ({"coping": [{"name": "a walk", "helped": 9}]}, "how much something helped is a whole number from 0 to 3"),
        ({"together": 1}, "its together is neither true nor false"),
        ({"medication": "secret"}, "medication as planned is yes, partly, no, or left out"),
        ({"scales": [1]}, "its scales is not an object of numbers"),
        ({"id": [1]}, "its id is neither 32 hex digits nor another short name"),
    ],
)
def test_a_check_in_with_a_wrong_part_is_skipped_with_the_reason(
    file: Path, parts: dict[str, object], reason: str
) -> None:
    wrong = json.dumps({"type": "checkin", "at": AT, "mood": 4, **parts})
    readings = read(file, f"{line(note='before')}\n{wrong}\n{line(note='after')}\n")
    said = [(number, text[:1].lower() + text[1:]) for number, text in skipped_of(readings)]
    assert said == [(2, reason[:1].lower() + reason[1:])]
    assert [one.note for one in of_kind(readings, Checkin)] == ["before", "after"]


def test_a_scale_that_is_none_is_skipped_and_strange_questions_are_as_usual(file: Path) -> None:
    good = {"id": "a", "name": " Body  pain "}
    document = {
        "scales": [
            good,
            {"id": "b"},
            {"name": "x"},
            {**good, "id": "\ud800"},
            {**good, "lowest": 9, "highest": 3},
            {**good, "better": 0.5},
            7,
        ],
        "questions": {"off": "all", "mood_words": ["one"], "paused_since": 7},
    }
    readings = read(file, json.dumps({"format": "recovery-journal", **document}, indent=1))
    assert [reason for _, reason in skipped_of(readings)] == [
        "a scale needs a name",
        "its id is no short name",
        "its id is no short name",
        "the ends of a scale are whole numbers from 0 to 100, the lower one first",
        "its better is not a whole number",
        "it is not an object with keys",
    ]
    assert of_kind(readings, Scale) == [Scale("a", "Body pain")]
    assert of_kind(readings, Questions) == [replace(Questions(), off=frozenset(), on=WITH_A_COUNTER)]
