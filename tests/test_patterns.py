"""The rules of docs/patterns.md, a test or two for each."""

# ruff: noqa: S311 - made-up days need no secure randomness
import math
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journal.day_parts import PARTS, part_of
from journal.days import Day
from journal.moods import Point
from journal.patterns import NotEnough, PairFinding, Patterns, PatternsCancelled, TagFinding, find_patterns

FIRST = date(2025, 1, 6)  # a Monday
TAGS_ALONE = frozenset({"pair", "trend", "weekday", "time"})
WALK = frozenset({"walk"})
NONE: frozenset[str] = frozenset()


def on(number: int) -> date:
    return FIRST + timedelta(number)


def days_with(moods: Iterable[float | None], tagged: Callable[[int], bool] = lambda _: False) -> list[Day]:
    return [Day(on(n), mood=mood, tags=WALK if tagged(n) else NONE) for n, mood in enumerate(moods)]


def found_in(days: Sequence[Day], points: Sequence[Point] = (), *, off: frozenset[str] = NONE) -> Patterns:
    return find_patterns(days, points, today=days[-1].date if days else FIRST, off=off)


def walk(days: Sequence[Day]) -> TagFinding:
    [finding] = found_in(days, off=TAGS_ALONE).tags
    return finding


def waiting(found: Patterns) -> dict[str, tuple[int, int, str]]:
    return {one.key: (one.have, one.need, one.unit) for one in found.not_enough}


def scattered(days: int, seed: int = 1, lowest: int = 1, highest: int = 5) -> list[int]:
    random = Random(seed)
    return [random.randint(lowest, highest) for _ in range(days)]


# --- tags ------------------------------------------------------------------------------------------------------------


def test_tags_are_looked_at_from_thirty_rated_days_on() -> None:
    moods = scattered(30)
    few = found_in(days_with(moods[:29], lambda n: n % 3 == 0))
    assert few.tags == ()
    assert waiting(few)["tags:mood"] == (29, 30, "days")
    assert [one.key for one in found_in(days_with(moods, lambda n: n % 3 == 0)).tags] == ["tag:walk:mood"]


def test_days_without_a_mood_are_not_rated_days() -> None:
    days = days_with([*scattered(29), *[None] * 40], lambda n: n % 3 == 0)
    assert waiting(found_in(days))["tags:mood"] == (29, 30, "days")


@pytest.mark.parametrize(("tagged", "looked_at"), [(7, False), (8, True), (32, True), (33, False)])
def test_a_tag_needs_eight_days_with_it_and_eight_without(tagged: int, looked_at: bool) -> None:
    found = found_in(days_with(scattered(40), lambda n: n < tagged))
    assert (len(found.tags), found.rare_tags) == ((1, 0) if looked_at else (0, 1))


def test_the_difference_is_that_of_the_means_to_the_half_point() -> None:
    moods = [4.5 if n % 4 == 0 else 3 - n % 2 for n in range(40)]
    finding = walk(days_with(moods, lambda n: n % 4 == 0))
    without = [mood for n, mood in enumerate(moods) if n % 4]
    assert finding.difference == pytest.approx(4.5 - sum(without) / len(without))
    assert (finding.n_with, finding.n_without, finding.claim) == (10, 30, True)
    assert 0 < finding.low < finding.difference < finding.high


def test_craving_is_looked_at_as_mood_is() -> None:
    cravings = scattered(40, highest=4)
    days = [
        Day(on(n), craving=craving + 5 * (n % 4 == 0), tags=WALK if n % 4 == 0 else NONE)
        for n, craving in enumerate(cravings)
    ]
    finding = walk(days)
    assert (finding.key, finding.claim) == ("tag:walk:craving", True)
    assert finding.difference > 3


def test_a_tag_that_came_with_a_slow_rise_is_no_pattern() -> None:
    # All days of the tag lie in the later half of a mood that rose all along: their means differ, and nothing more.
    random = Random(4)
    moods = [min(max(round(1.5 + 3 * n / 79 + random.gauss(0, 0.7)), 1), 5) for n in range(80)]
    began = [n >= 40 and random.random() < 0.6 for n in range(80)]
    finding = walk(days_with(moods, lambda n: began[n]))
    assert finding.low > 0
    assert finding.p > 0.05
    assert not finding.claim


def test_a_range_is_wider_where_a_tag_and_the_moods_come_in_spells() -> None:
    moods = [1, 2, 2, 3, 4, 4, 5, 4, 3, 3, 2, 1] * 4
    spells = walk(days_with(moods, lambda n: n % 12 < 3))
    apart = walk(days_with(moods, lambda n: n % 4 == 0))
    assert spells.n_with == apart.n_with
    assert spells.high - spells.low > 1.1 * (apart.high - apart.low)


def test_mood_and_craving_are_one_family() -> None:
    moods = [mood + (n % 3 == 0) for n, mood in enumerate(scattered(60, seed=9, highest=4))]
    alone = [Day(on(n), mood=mood, tags=WALK if n % 3 == 0 else NONE) for n, mood in enumerate(moods)]
    assert 0.005 < walk(alone).p < 0.05
    assert walk(alone).claim
    random = Random(8)
    cravings = scattered(60, highest=10)
    crowded = [
        Day(
            day.date, day.mood, craving=cravings[n],
            tags=day.tags | {f"t{number}" for number in range(12) if random.random() < 0.4},
        )
        for n, day in enumerate(alone)
    ]  # fmt: skip
    found = found_in(crowded, off=TAGS_ALONE)
    assert {one.p for one in found.tags if one.key == "tag:walk:mood"} == {walk(alone).p}
    assert len(found.tags) == 26
    assert not found.claims
    assert (found.tags_that_stood_out, found.tags_without_pattern) == (0, 13)


def test_the_clearest_tags_come_first() -> None:
    random = Random(2)
    days = [
        Day(on(n), mood=5 if n % 3 == 0 else 2, tags=frozenset({"meeting"} if n % 3 == 0 else NONE) | noise)
        for n, noise in enumerate([WALK if random.random() < 0.5 else NONE for _ in range(60)])
    ]
    found = found_in(days, off=TAGS_ALONE)
    assert [(one.tag, one.claim) for one in found.tags] == [("meeting", True), ("walk", False)]
    assert (found.tags_that_stood_out, found.tags_without_pattern) == (1, 1)


# --- pairs -----------------------------------------------------------------------------------------------------------


def nights_and_moods(days: int, seed: int = 1) -> list[Day]:
    """Days whose mood is that of the night before them; every night is by chance."""
    hours = [number / 2 for number in scattered(days, seed, 8, 18)]
    return [
        Day(on(n), mood=1 + (night >= 5) + (night >= 7) + (night >= 8), sleep=night) for n, night in enumerate(hours)
    ]


def pair(found: Patterns, key: str) -> PairFinding:
    [finding] = [one for one in found.pairs if one.key == key]
    return finding


def test_both_ways_round_are_looked_at_each_with_its_own_night() -> None:
    found = found_in(nights_and_moods(100))
    before, after = pair(found, "pair:sleep:mood"), pair(found, "pair:mood:sleep")
    assert before.claim
    assert before.correlation > 0.9
    assert before.low > 0.85
    assert not after.claim
    assert after.low < 0 < after.high
    assert (before.n, after.n) == (100, 99)


def test_the_night_after_is_that_of_the_very_next_date() -> None:
    days = [day for n, day in enumerate(nights_and_moods(300)) if n % 3 != 2]  # every third date is absent
    assert pair(found_in(days), "pair:mood:sleep").n == 100


def test_pairs_wait_for_sixty_nights() -> None:
    found = found_in(nights_and_moods(59))
    assert found.pairs == ()
    assert waiting(found)["pair:sleep:mood"] == (59, 60, "nights")
    assert waiting(found)["pair:mood:sleep"] == (58, 60, "nights")
    assert len(found_in(nights_and_moods(61)).pairs) == 2


def test_what_is_never_noted_waits_for_nothing() -> None:
    found = found_in(days_with(scattered(20)))
    assert set(waiting(found)) == {"tags:mood", "trend:mood", "weekday"}
    assert set(waiting(found_in([]))) == {"tags:mood", "trend:mood", "weekday"}


def test_ranks_share_their_mean_where_numbers_are_equal() -> None:
    from journal.patterns.pairs import pair_finding

    couples = [(1.0, 2.0), (1.0, 1.0), (2.0, 3.0), (3.0, 3.0)] * 15
    # Ranks 1.5 1.5 3 4 and 2 1 3.5 3.5, fifteen times over: 4 / sqrt(4.5 * 4.5).
    assert pair_finding("sleep", "mood", couples).correlation == pytest.approx(4 / 4.5)


# --- the trend -------------------------------------------------------------------------------------------------------


def test_the_windows_are_thirty_calendar_days_each() -> None:
    days = days_with([5, *[1] * 30, *[3] * 30, 5])
    [trend] = find_patterns(days, today=on(60)).trends
    assert (trend.difference, trend.n_last, trend.n_before, trend.claim) == (2, 30, 30, True)


@pytest.mark.parametrize(("after", "claim"), [(3.5, False), (4, True), (2.5, False), (2, True)])
def test_up_to_half_a_point_is_about_the_same(after: float, claim: bool) -> None:
    [trend] = found_in(days_with([*[3] * 30, *[after] * 30])).trends
    assert trend.claim is claim


def test_more_than_half_a_point_that_its_range_does_not_bear_out_is_about_the_same() -> None:
    swinging = [1, 1, 1, 5, 5, 5] * 5
    [trend] = found_in(days_with([*swinging, *[min(value + 1, 5) for value in swinging[:24]], *[4] * 6])).trends
    assert trend.difference > 0.5
    assert trend.low < 0
    assert not trend.claim


def test_a_trend_waits_for_fifteen_days_in_either_window() -> None:
    moods: list[float | None] = [*[None] * 16, *scattered(44)]
    found = found_in(days_with(moods))
    assert found.trends == ()
    assert waiting(found)["trend:mood"] == (29, 30, "days")
    moods[0] = 3
    assert len(found_in(days_with(moods)).trends) == 1


# --- weekdays and times of day ---------------------------------------------------------------------------------------


def weeks(number: int, weekend: int = 2) -> list[Day]:
    noise = scattered(7 * number, highest=3)
    return days_with([value + weekend * (n % 7 == 5) for n, value in enumerate(noise)])


def test_weekdays_wait_for_eight_weeks() -> None:
    assert found_in(weeks(7)).weekday is None
    assert waiting(found_in(weeks(7)))["weekday"] == (7, 8, "weeks")
    finding = found_in(weeks(8)).weekday
    assert finding is not None
    assert finding.claim
    assert (finding.highest, finding.weeks) == (5, 8)


def test_weeks_with_a_single_mood_say_nothing_about_weekdays() -> None:
    days = [day for n, day in enumerate(weeks(20)) if n < 49 or n % 7 == 5]
    assert waiting(found_in(days))["weekday"] == (7, 8, "weeks")


def test_a_few_bright_sundays_are_not_compared() -> None:
    days = [Day(on(n), 5 if n % 7 == 6 else n % 3 + 1) for n in range(84) if n % 7 != 6 or n > 62]
    finding = found_in(days).weekday
    assert finding is not None
    assert (finding.highest == 6, finding.claim) == (False, False)


def test_a_few_bright_nights_are_not_compared() -> None:
    points = [*checkins(60, [(8, 3), (20, 3)]), *(Point(on(n), 1380, 5) for n in range(7))]
    finding = found_in(days_with(scattered(60)), points).time_of_day
    assert finding is not None
    assert (finding.highest == 4, finding.claim) == (False, False)


def test_weekdays_by_chance_show_no_pattern_and_the_gap_that_chance_makes() -> None:
    finding = found_in(weeks(12, weekend=0)).weekday
    assert finding is not None
    assert not finding.claim
    # Means of twelve numbers with variance 2/3, seven of them: their range is 2.70 deviations of a mean (Tippett).
    assert finding.by_chance == pytest.approx(2.7 * math.sqrt(2 / 3 / 12), rel=0.15)


def test_a_bad_month_is_not_a_bad_weekday() -> None:
    # For a month, moods were noted on Mondays to Wednesdays and low; later on all other days and high.
    days = [Day(on(n), mood=2 if n < 63 else 4) for n in range(126) if (n % 7 < 3) == (n < 63)]
    finding = found_in(days).weekday
    assert finding is not None
    assert (finding.spread, finding.claim) == (0, False)


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, 4), (4, 4), (5, 0), (10, 0), (11, 1), (13, 1), (14, 2), (17, 2), (18, 3), (21, 3), (22, 4), (23, 4)],
)
def test_the_parts_of_a_day(hour: int, part: int) -> None:
    assert part_of(60 * hour) == part_of(60 * hour + 59) == part
    assert PARTS[part] == ("morning", "midday", "afternoon", "evening", "night")[part]


def checkins(days: int, each: Sequence[tuple[int, int]], swing: int = 1) -> list[Point]:
    noise = iter(scattered(days * len(each), lowest=0, highest=swing))
    return [Point(on(n), 60 * hour, mood + next(noise)) for n in range(days) for hour, mood in each]


def test_times_of_day_wait_for_thirty_days_in_eight_weeks() -> None:
    days = days_with(scattered(60))
    both = [(8, 2), (20, 4)]
    assert waiting(found_in(days, checkins(29, both)))["time"] == (29, 30, "days")
    assert waiting(found_in(days, checkins(49, both)))["time"] == (7, 8, "weeks")
    finding = found_in(days, checkins(56, both)).time_of_day
    assert finding is not None
    assert (finding.claim, finding.lowest, finding.highest, finding.days) == (True, 0, 3, 56)
    assert finding.spread == pytest.approx(2, abs=0.4)


def test_days_with_one_checkin_say_nothing_about_the_time_of_day() -> None:
    # Good days begin with a check-in, bad ones end with one: the day differs, not the hour.
    single = [Point(on(n), 480, 5) if n % 2 else Point(on(n), 1200, 1) for n in range(200)]
    found = found_in(days_with(scattered(200)), single)
    assert found.time_of_day is None
    assert "time" not in waiting(found)
    both = checkins(60, [(8, 3), (20, 3)])
    finding = found_in(days_with(scattered(300)), [*both, *(one for one in single if one.date >= on(60))]).time_of_day
    assert finding is not None
    assert (finding.days, finding.claim) == (60, False)


# --- all of them -----------------------------------------------------------------------------------------------------


def full(days: int = 70, seed: int = 3) -> tuple[list[Day], list[Point]]:
    random = Random(seed)
    many = [
        Day(
            on(n), random.randint(1, 5), craving=random.randint(0, 10), sleep=random.randint(8, 18) / 2,
            tags=frozenset(tag for tag in ("walk", "meeting", "café") if random.random() < 0.4),
        )
        for n in range(days)
    ]  # fmt: skip
    return many, [Point(on(n), minute, random.randint(1, 5)) for n in range(days) for minute in (500, 1200)]


def test_each_analysis_can_be_switched_off() -> None:
    days, points = full()
    keys = {one.key for one in found_in(days, points).findings}
    assert keys >= {"tag:walk:mood", "tag:walk:craving", "pair:craving:sleep", "trend:craving", "weekday", "time"}
    for key in sorted(keys)[::2]:
        assert {one.key for one in found_in(days, points, off=frozenset({key})).findings} == keys - {key}


@pytest.mark.parametrize(
    ("family", "beginning"), [("tags", "tag:"), ("tag:walk", "tag:walk:"), ("pair", "pair:"), ("trend", "trend:")]
)
def test_several_can_be_switched_off_at_once(family: str, beginning: str) -> None:
    days, points = full()
    keys = {one.key for one in found_in(days, points).findings}
    left = {one.key for one in found_in(days, points, off=frozenset({family})).findings}
    assert left == {key for key in keys if not key.startswith(beginning)}


def test_what_is_switched_off_does_not_wait_either() -> None:
    off = frozenset({"tags", "trend", "weekday", "pair", "time"})
    assert found_in(days_with(scattered(5)), off=off) == Patterns()


def test_a_tag_that_is_switched_off_is_not_counted() -> None:
    days = [Day(on(n), mood=mood, tags=frozenset({"rare"}) if n < 3 else NONE) for n, mood in enumerate(scattered(40))]
    assert found_in(days).rare_tags == 1
    assert found_in(days, off=frozenset({"tag:rare"})).rare_tags == 0


def test_the_same_days_give_the_same_answer_in_every_process() -> None:
    code = (
        "from datetime import date, timedelta; from random import Random\n"
        "from journal.days import Day; from journal.patterns import find_patterns\n"
        "random = Random(1)\n"
        "days = [Day(date(2025, 1, 6) + timedelta(n), random.randint(1, 5), craving=random.randint(0, 10),"
        " tags=frozenset(tag for tag in 'abcdef' if random.random() < 0.4)) for n in range(60)]\n"
        "print(*((one.key, one) for one in find_patterns(days, today=days[-1].date).findings))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", f"import os\n{code}"],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
            capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(answers) == 1
    assert "TagFinding" in answers.pop()


def test_progress_rises_to_one() -> None:
    days, points = full()
    shares: list[float] = []
    find_patterns(days, points, today=days[-1].date, progress=shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(shares) > 40
    assert shares[-2] > 0.8


def test_it_stops_when_nobody_waits_any_more() -> None:
    days, points = full()
    asked = iter([False] * 30)
    with pytest.raises(PatternsCancelled):
        find_patterns(days, points, today=days[-1].date, cancelled=lambda: next(asked, True))


@pytest.mark.parametrize("dates", [(0, 0), (1, 0)])
def test_each_date_comes_once_and_the_oldest_first(dates: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="oldest first"):
        find_patterns([Day(on(number), mood=3) for number in dates], today=FIRST)


def test_four_thousand_days_can_be_looked_at() -> None:
    finding = walk(days_with(scattered(4_000), lambda n: n % 5 == 0))
    assert (finding.n_with, finding.n_without) == (800, 3_200)
    assert abs(finding.difference) < 0.2


@pytest.mark.parametrize("first", [date.min, date.max - timedelta(99)])
def test_the_ends_of_the_calendar_are_days_too(first: date) -> None:
    days, points = full(100)
    moved = [
        Day(first + timedelta(n), day.mood, craving=day.craving, sleep=day.sleep, tags=day.tags)
        for n, day in enumerate(days)
    ]
    late = [point._replace(date=first + (point.date - FIRST)) for point in points]
    assert len(found_in(moved, late).findings) == len(found_in(days, points).findings)
    assert find_patterns([], today=first).findings == ()


@pytest.mark.parametrize("tagged", [lambda n: True, lambda n: n % 2 == 0, lambda n: n > 30])
@pytest.mark.parametrize("mood", [1, 3.5, 5])
def test_moods_that_never_change_show_no_pattern(mood: float, tagged: Callable[[int], bool]) -> None:
    days = [
        Day(day.date, mood, craving=0, sleep=7.5, tags=day.tags) for day in days_with([mood] * 70, tagged)
    ]  # fmt: skip
    points = [Point(day.date, minute, 3) for day in days for minute in (500, 1200)]
    found = found_in(days, points)
    assert found.claims == ()
    assert len(found.pairs) == 4
    assert len(found.trends) == 2


# --- whatever the days are -------------------------------------------------------------------------------------------

halves = st.integers(2, 10).map(lambda number: number / 2)
some_tags = st.frozensets(st.sampled_from(["walk", "meeting", "rain"]))


@st.composite
def any_days(draw: st.DrawFn) -> list[Day]:
    kinds = draw(st.sampled_from([st.none() | halves, halves, st.just(3.0), st.sampled_from([1.0, 5.0])]))
    long = draw(st.booleans())  # left to itself, Hypothesis makes few days, and few days are never looked at
    gaps = draw(st.lists(st.sampled_from([1, 1, 1, 1, 2, 9]), min_size=75 * long, max_size=90 if long else 40))
    day, days = FIRST, []
    for gap in gaps:
        day += timedelta(gap)
        days.append(
            Day(
                day,
                mood=draw(kinds),
                craving=draw(st.none() | st.integers(0, 20).map(lambda number: number / 2)),
                sleep=draw(st.none() | st.integers(0, 48).map(lambda number: number / 2)),
                tags=draw(some_tags),
            )
        )
    return days


any_points = st.lists(
    st.builds(Point, st.integers(0, 400).map(on), st.integers(0, 1439), st.none() | st.integers(1, 5)), max_size=150
)


@settings(max_examples=15)
@given(any_days(), any_points)
def test_any_days_give_findings_that_keep_their_rules(days: list[Day], points: list[Point]) -> None:
    found = found_in(days, points)
    for tag in found.tags:
        assert tag.n_with >= 8
        assert tag.n_without >= 8
        assert tag.n_with + tag.n_without >= 30
        assert tag.low <= tag.difference <= tag.high
        assert 0 < tag.p <= 1
        assert not tag.claim or tag.low > 0 or tag.high < 0
    for one in found.pairs:
        assert one.n >= 60
        assert -1 <= one.low <= one.correlation <= one.high <= 1
        assert not one.claim or one.low > 0 or one.high < 0
    for trend in found.trends:
        assert min(trend.n_last, trend.n_before) >= 15
        assert not trend.claim or (abs(trend.difference) > 0.5 and (trend.low > 0 or trend.high < 0))
    assert found.weekday is None or found.weekday.weeks >= 8
    assert found.time_of_day is None or found.time_of_day.days >= 30
    assert all(isinstance(one, NotEnough) and one.have < one.need for one in found.not_enough)


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.sampled_from([0.5, 1, 3]))
def test_a_constant_added_to_all_moods_changes_nothing(seed: int, more: float) -> None:
    days, _ = full(40, seed)
    moved = [Day(day.date, (day.mood or 0) + more, tags=day.tags) for day in days]
    before = [Day(day.date, day.mood, tags=day.tags) for day in days]
    assert found_in(moved, off=TAGS_ALONE).tags == found_in(before, off=TAGS_ALONE).tags


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.permutations(["walk", "meeting", "café"]))
def test_the_names_of_tags_do_not_matter(seed: int, names: list[str]) -> None:
    days, _ = full(40, seed)
    renamed = dict(zip(["walk", "meeting", "café"], names, strict=True))
    others = [
        Day(day.date, day.mood, craving=day.craving, tags=frozenset(renamed[tag] for tag in day.tags)) for day in days
    ]
    before = {(renamed[one.tag], one.of): (one.difference, one.p, one.claim) for one in found_in(days).tags}
    assume(before)
    assert {(one.tag, one.of): (one.difference, one.p, one.claim) for one in found_in(others).tags} == before
