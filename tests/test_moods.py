"""Check-ins as values: their bounds, their normal form, and the ledger of what has helped."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from journal.errors import InTheFuture, NothingToKeep, OutOfRange
from journal.ledger import ledger
from journal.moments import Moment
from journal.moods import Checkin, Coped, Scale, Used, checked, checked_answers, checked_scale, new_checkin
from journal.vocabulary import vocabulary, words_of

NOW = datetime(2026, 3, 10, 21, 14, tzinfo=UTC)
HERE = Moment.of(NOW, "Europe/London")
EMPTY = new_checkin("a" * 32, HERE, NOW)


def with_answers(**answers: Any) -> Checkin:
    return checked(replace(EMPTY, **answers))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"mood": 0}, "A mood is a whole number from 1 to 5."),
        ({"mood": 6}, "A mood is a whole number from 1 to 5."),
        ({"mood": True}, "A mood is"),
        ({"mood": 3.0}, "A mood is"),
        ({"energy": 9}, "Energy is a whole number from 1 to 5."),
        ({"craving": 11}, "A craving is a whole number from 0 to 10."),
        ({"strongest": -1}, "The strongest craving is"),
        ({"quality": 0}, "The quality of sleep is"),
        ({"sleep": 25}, "Hours of sleep are a number from 0 to 24"),
        ({"sleep": float("nan")}, "Hours of sleep are"),
        ({"coping": (Coped("a walk", 4),)}, "How much something helped is a whole number from 0 to 3."),
        ({"halt": ("thirsty",)}, "HALT takes hungry, angry"),
        ({"medication": "maybe"}, "Medication as planned is yes, partly, no"),
    ],
)
def test_an_answer_out_of_bounds_is_named(answers: dict[str, Any], words: str) -> None:
    with pytest.raises(OutOfRange, match=words.replace(".", r"\.")):
        with_answers(**answers)


def test_nothing_said_is_nothing_to_keep() -> None:
    with pytest.raises(NothingToKeep):
        with_answers(note="  ", emotions=("  ",))
    assert with_answers(craving=0).craving == 0
    assert with_answers(together=False).together is False


def test_answers_are_tidied_and_keep_their_order_and_spelling() -> None:
    found = with_answers(
        halt=("tired", "hungry", "in-pain"),
        emotions=("  wary ", "Wary", "at   ease", "saudade"),
        coping=(Coped("Rang Jo"), Coped("a walk", 1), Coped("rang jo", 3)),
        tags=("#Walk", "walk"),
        sleep=6.3,
    )
    assert found.halt == ("hungry", "tired", "in-pain")
    assert found.emotions == ("wary", "at ease", "saudade")
    assert found.coping == (Coped("Rang Jo", 3), Coped("a walk", 1))
    assert found.tags == ("walk",)
    assert found.sleep == 6.5


def test_a_time_that_has_not_come_is_refused_and_a_clock_a_minute_off_is_not() -> None:
    with pytest.raises(InTheFuture):
        new_checkin("b" * 32, Moment(HERE.at + timedelta(minutes=5), HERE.zone), NOW)
    assert new_checkin("b" * 32, Moment(HERE.at + timedelta(minutes=1), HERE.zone), NOW).mood is None


def test_what_was_noted_long_after_is_marked() -> None:
    earlier = new_checkin("b" * 32, Moment(HERE.at - timedelta(hours=5), HERE.zone), NOW)
    assert earlier.later
    assert not EMPTY.later


def test_a_check_in_tells_nobody_its_words_by_accident() -> None:
    secret = with_answers(note="secret", emotions=("secret",), triggers=("secret",), coping=(Coped("secret"),))
    assert "secret" not in repr(secret)


@pytest.mark.parametrize(
    "scale",
    [
        Scale("s", " "),
        Scale("s", "Pain", 5, 5),
        Scale("s", "Pain", -1, 5),
        Scale("s", "Pain", 0, 101),
        Scale("s", "Pain", better=2),
    ],
)
def test_a_scale_that_cannot_be_answered_is_refused(scale: Scale) -> None:
    with pytest.raises(OutOfRange):
        checked_scale(scale)


def test_an_answer_on_an_own_scale_has_the_bounds_of_that_scale() -> None:
    pain = checked_scale(Scale("s", "  Pain   today ", 0, 4))
    assert pain.name == "Pain today"
    checked_answers([("s", 4), ("put away long ago", 99)], {"s": pain})
    with pytest.raises(OutOfRange, match="Pain today is a whole number from 0 to 4"):
        checked_answers([("s", 5)], {"s": pain})


def test_the_ledger_shows_what_has_helped_newest_first() -> None:
    def used(name: str, helped: int | None, days_ago: int) -> Used:
        return Used(name, helped, NOW - timedelta(days=days_ago))

    lines = ledger(
        [used("Walk", None, 0), used("music", 0, 1), used("walk", 3, 2), used("tea", 1, 3), used("walk", 0, 4)]
    )
    assert [(line.name, line.times, line.helped) for line in lines] == [("Walk", 3, 1.5), ("tea", 1, 1)]
    assert lines[0].last == NOW - timedelta(days=2)


def test_there_are_48_feelings_in_8_groups_and_none_twice() -> None:
    feelings = vocabulary().feelings
    assert [len(group) for group in feelings.values()] == [6] * 8
    assert len(set(words_of(feelings))) == 48
    assert len(vocabulary().energy) == 5
    assert set(vocabulary().halt_acts) == {"hungry", "angry", "lonely", "tired", "stressed", "in-pain", "bored"}
