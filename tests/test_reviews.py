"""Reviews: facts as they were recorded, nothing set against the week before, nothing said of what was not noted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.days import Day
from journal.moods import Used
from journal.pattern_words import Piece
from journal.patterns import Trend
from journal.reviews import (
    Kind,
    Material,
    OnGoal,
    Reached,
    Review,
    UrgeLog,
    day_span,
    fact_lines,
    review,
    review_object,
    span,
)
from journal.wording import MOOD_WORDS

UNTIL = date(2026, 3, 10)


def back(days: int) -> date:
    return UNTIL - timedelta(days=days)


def felt(*moods: float | None, before: int = 0) -> list[Day]:
    """Days with these moods, the last of them so many days before the review ends."""
    first = len(moods) - 1 + before
    return [Day(back(first - number), mood=mood) for number, mood in enumerate(moods) if mood is not None]


def used(name: str, helped: int | None, days_ago: int = 1) -> Used:
    return Used(name, helped, datetime.combine(back(days_ago), datetime.min.time(), UTC))


def facts(kind: Kind = "week", *, hidden: bool = False, **given: Any) -> dict[str, str]:
    found = review(kind, UNTIL, Material(**given))
    return {line.label: line.text for line in fact_lines(found, MOOD_WORDS, numbers_hidden=hidden)}


def test_a_week_is_the_seven_days_that_end_on_the_day_and_a_month_is_thirty() -> None:
    assert span("week", UNTIL) == (date(2026, 3, 4), UNTIL)
    assert span("month", UNTIL) == (date(2026, 2, 9), UNTIL)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2026, 3, 4), UNTIL, "4 to 10 March"),
        (date(2026, 2, 9), UNTIL, "9 February to 10 March"),
        (date(2025, 12, 27), date(2026, 1, 2), "27 December 2025 to 2 January 2026"),
    ],
)
def test_the_days_are_said_as_one_says_them(since: date, until: date, said: str) -> None:
    assert day_span(since, until) == said


@pytest.mark.parametrize("kind", ["week", "month"])
def test_of_days_with_nothing_nothing_is_said(kind: Kind) -> None:
    assert facts(kind) == {}


def test_what_lies_outside_of_the_days_is_not_counted() -> None:
    outside = back(7)
    found = facts(
        written=[outside],
        days=felt(1, 1, 1, before=7),
        urge_logs=[UrgeLog(outside)],
        used=[used("a walk", 3, 7)],
        together=[outside],
        slips=[outside],
    )
    assert found == {}


# --- mood ------------------------------------------------------------------------------------------------------------


def test_the_week_is_a_middle_and_a_range_in_words_with_how_many_days() -> None:
    week = facts(days=felt(3, 2, 1, 4, None, 3, 4))
    assert week == {"Mood": "▄  ▂  ▁  ▆  ·  ▄  ▆  level", "": "between heavy and good · 6 days"}
    assert facts(days=felt(4, 4, 4)) == {"Mood": "·  ·  ·  ·  ▆  ▆  ▆  good", "": "3 days"}


def test_below_three_days_there_is_no_middle() -> None:
    assert facts(days=felt(2, 5)) == {"Mood": "·  ·  ·  ·  ·  ▂  █  low and bright", "": "2 days"}


def test_what_is_usual_is_said_from_thirty_days_on() -> None:
    week = felt(3, 3, 3, 3, 3, 3, 3)
    assert "as usual" not in facts(days=[*felt(*[3] * 22, before=7), *week])["Mood"]
    assert "level, as usual" in facts(days=[*felt(*[3] * 23, before=7), *week])["Mood"]


def test_a_week_unlike_the_last_90_days_is_described_beside_them_and_never_compared() -> None:
    found = facts(days=[*felt(*[4, 4, 5] * 20, before=7), *felt(2, 2, 2, 2, 2, 2, 2)])
    assert found["Mood"].endswith("low")
    assert found["Usually"] == "good, mostly between good and bright · 67 of the last 90 days"


@given(st.lists(st.none() | st.integers(1, 5), min_size=90, max_size=90), st.lists(st.integers(1, 5), min_size=7))
def test_no_fact_says_that_it_went_up_or_down(last_90: list[int | None], week: list[int]) -> None:
    said = " ".join(facts(days=[*felt(*last_90[:83], before=7), *felt(*week[:7])]).values())
    assert not {"higher", "lower", "better", "worse", "more", "less", "than", "up", "down"} & set(said.split())


@given(st.lists(st.none() | st.integers(1, 5), min_size=7, max_size=7))
def test_every_day_has_its_place_and_gaps_stay_gaps(moods: list[int | None]) -> None:
    found = review("week", UNTIL, Material(days=felt(*moods)))
    assert list(found.moods) == moods
    assert found.mood.days == sum(mood is not None for mood in moods)


# --- what else -------------------------------------------------------------------------------------------------------


def test_days_of_writing_are_counted_once_and_a_month_has_no_target() -> None:
    written = [back(0), back(0), back(3)]
    assert facts(written=written)["Wrote"] == "2 of 7 days"
    assert facts("month", written=written)["Wrote"] == "on 2 days"


def test_urges_that_were_not_acted_on_were_ridden_out_and_the_others_are_not_named() -> None:
    logs = [UrgeLog(back(1), "no"), UrgeLog(back(2), "yes"), UrgeLog(back(2), "partly"), UrgeLog(back(3))]
    assert facts(urge_logs=logs)["Urges"] == "4 noted, 1 ridden out"
    assert facts(urge_logs=logs[1:])["Urges"] == "3 noted"


def test_cravings_of_zero_are_none() -> None:
    days = [
        Day(back(0), craving=0, strongest=0),
        Day(back(1), craving=4, strongest=6),
        Day(back(2), craving=2, strongest=2),
    ]
    assert facts(days=days)["Cravings"] == "on 2 days, 6 of 10 at the strongest"
    assert facts(days=days[:1]) == {}


def test_what_helped_is_named_newest_first_and_what_did_not_is_left_out() -> None:
    acts = [used("music", 0, 0), used("a walk", 2, 1), used("tea", 3, 2), used("sleep", None, 3)]
    assert facts(used=acts)["Helped"] == "a walk, tea"


def test_people_are_named_and_days_in_touch_counted() -> None:
    together = [back(0), back(0), back(2)]
    assert facts(people=["Jo", "Maren", "Jo"], together=together)["People"] == (
        "Jo, Maren · in touch with somebody on 2 days"
    )
    assert facts(together=together)["People"] == "in touch with somebody on 2 days"


def test_slips_are_counted_without_a_word_more() -> None:
    assert facts(slips=[back(1)])["Slips"] == "1 noted. The other days stay as they were."


def test_counters_stand_for_themselves_and_hidden_numbers_are_not_met_here() -> None:
    given: dict[str, Any] = {
        "counters": [OnGoal("Alcohol-free", 6, 7), OnGoal("Meetings", 1, 1, "week"), OnGoal("New", 0, 0)],
        "reached": [Reached("Alcohol-free", "30 days", back(4))],
    }
    lines = fact_lines(review("month", UNTIL, Material(**given)), MOOD_WORDS)
    assert [line.text for line in lines] == [
        "Alcohol-free: 6 of 7 days on goal",
        "Meetings: 1 of 1 week on goal",
        "Alcohol-free: 30 days · 6 March",
    ]
    assert facts("month", hidden=True, **given) == {}


def test_a_month_has_more_than_a_week() -> None:
    trend = Trend("mood", 0.1, -0.2, 0.4, 28, 27, False)
    given: dict[str, Any] = {
        "reached": [Reached("Alcohol-free", "30 days", back(4)), Reached("Alcohol-free", "24 hours", back(40))],
        "letters": [back(3)],
        "before": {"home": 6, "health": 4},
        "before_on": back(31),
        "pattern": (trend, (Piece("On 9 "), Piece("#walk", "tag"), Piece(" days …"))),
    }
    assert facts(**given) == {}
    month = facts("month", **given)
    assert month["Last time"] == "health 4 · home 6 · 7 February"
    assert month["Together"] == "On 9 #walk days …"
    assert month["Letters"] == "1 came back to you"
    assert month["Reached"] == "Alcohol-free: 30 days · 6 March"


def test_no_clear_pattern_is_a_result_too() -> None:
    assert facts("month", patterns_looked_at=4)["Together"] == (
        "4 things looked at, no clear pattern. That is a result, too."
    )


def test_the_words_of_a_person_are_marked_as_such_for_those_who_show_them() -> None:
    found = review(
        "week", UNTIL, Material(used=[used("[/b]", 2)], people=["\x1b[31mJo"], counters=[OnGoal("[red]", 1, 1)])
    )
    kinds = {part.text: part.kind for line in fact_lines(found, MOOD_WORDS) for part in line.parts}
    assert (kinds["[/b]"], kinds["\x1b[31mJo"], kinds["[red]"]) == ("own", "person", "own")


def test_nothing_of_a_review_is_in_its_repr() -> None:
    found: Review = review("week", UNTIL, Material(used=[used("secret act", 2)], people=["Maren"]))
    lines: Sequence[object] = fact_lines(found, MOOD_WORDS)
    assert "secret" not in repr(found) + repr(lines)
    assert "Maren" not in repr(found) + repr(lines)


def test_as_data_every_part_is_there() -> None:
    found = review_object(review("month", UNTIL, Material(days=felt(3, None, 4))))
    assert found["mood"]["by_day"] == [*[None] * 27, 3, None, 4]
    assert (found["mood"]["middle"], found["mood"]["days"]) == (None, 2)
    assert found["usual"] is found["pattern"] is found["last_time"] is None
    assert found["wrote"] == {"days": 0, "of": 30}
    names = "kind since until wrote mood usual urges cravings helped people counters slips milestones letters last_time"
    assert set(found) == {*names.split(), "pattern"}


def test_the_same_review_of_another_day_is_another_review() -> None:
    one = review("week", UNTIL, Material(written=[UNTIL]))
    assert replace(one, until=back(1)) != one
    assert review("week", back(1), Material(written=[UNTIL])).written == 0
