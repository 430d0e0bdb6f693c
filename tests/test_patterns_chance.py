"""How often patterns are found where there are none, and where there are: small simulations with fixed seeds.

The full ones are in benchmarks/patterns.py. Bounds are what is promised plus two or three binomial deviations.
"""

# ruff: noqa: S311 - made-up days need no secure randomness
import math
from datetime import date, timedelta
from itertools import permutations
from random import Random

import pytest

from journal.days import Day
from journal.patterns import TagFinding, Trend, find_patterns
from journal.patterns.autocorrelation import effective, inflation, lag_one, mean_correlation, persistence, summed
from journal.patterns.chance import ORDERS, Shuffled, bits, reach, share_as_far, standing_out
from journal.patterns.pairs import pair_finding
from journal.patterns.spread import mixed, spread_test, turned
from journal.patterns.tags import with_claims
from journal.patterns.trends import trend

FIRST = date(2025, 1, 6)
TAGS_ALONE = frozenset({"pair", "trend", "weekday", "time"})


def leaning(random: Random, days: int, phi: float) -> list[float]:
    values = [random.gauss(0, 1)]
    for _ in range(days - 1):
        values.append(phi * values[-1] + math.sqrt(1 - phi * phi) * random.gauss(0, 1))
    return values


def moods(random: Random, days: int, phi: float) -> list[int]:
    return [tapped(value) for value in leaning(random, days, phi)]


def tapped(value: float) -> int:
    return min(max(round(3 + value), 1), 5)


def clumped(random: Random, days: int, share: float, clumps: float) -> list[bool]:
    while True:
        has = [random.random() < share]
        while len(has) < days:
            has.append(random.random() < share + clumps * (has[-1] - share))
        if 8 <= sum(has) <= days - 8:
            return has


def most(share: float, cases: int, deviations: float = 3) -> float:
    """The highest share of cases that a true `share` of them lets expect."""
    return share + deviations * math.sqrt(share * (1 - share) / cases)


# --- what is wrongly found -------------------------------------------------------------------------------------------


def test_tags_that_mean_nothing_seldom_stand_out() -> None:
    random, journals, below, shown, tests = Random(1), 40, 0, 0, 0
    for _ in range(journals):
        values, cravings = moods(random, 60, 0.6), leaning(random, 60, 0.6)
        tags = {f"t{number}": clumped(random, 60, 0.25, 0.4) for number in range(20)}
        days = [
            Day(
                FIRST + timedelta(n), values[n], craving=min(max(round(3 + 2 * cravings[n]), 0), 10),
                tags=frozenset(tag for tag, has in tags.items() if has[n]),
            )
            for n in range(60)
        ]  # fmt: skip
        found = find_patterns(days, today=days[-1].date, off=TAGS_ALONE)
        tests += len(found.tags)
        below += sum(one.p <= 0.05 for one in found.tags)
        shown += any(one.claim for one in found.tags)
    assert tests == 40 * journals
    assert below / tests <= most(0.05, tests)
    assert below / tests >= 0.02  # or the test would find nothing at all
    assert shown / journals <= most(0.10, journals, deviations=2)


def test_numbers_that_lean_on_their_own_past_seldom_go_together() -> None:
    random, journals, beyond = Random(2), 400, 0
    for _ in range(journals):
        found = pair_finding("sleep", "mood", list(zip(moods(random, 60, 0.7), moods(random, 60, 0.7), strict=True)))
        beyond += found.low > 0 or found.high < 0
    assert beyond / journals <= most(0.05, journals)


def test_a_mood_that_wanders_without_aim_seldom_has_a_trend() -> None:
    random, journals, claims = Random(3), 400, 0
    for _ in range(journals):
        days = [Day(FIRST + timedelta(n), mood) for n, mood in enumerate(moods(random, 60, 0.5))]
        found = trend(days, "mood", days[-1].date)
        assert isinstance(found, Trend)
        claims += found.claim
    assert claims / journals <= most(0.03, journals)


def test_weekdays_that_are_alike_seldom_differ() -> None:
    random, journals, beyond = Random(4), 40, 0
    for _ in range(journals):
        values = moods(random, 7 * 10, 0.5)
        groups = [tuple(enumerate(values[start : start + 7])) for start in range(0, 70, 7)]
        beyond += spread_test(groups, turned, lambda: None).p <= 0.05
    assert beyond / journals <= most(0.05, journals)


# --- what is found when it is there ----------------------------------------------------------------------------------


@pytest.mark.parametrize("others", [0, 19])
def test_a_tag_that_goes_with_a_point_more_is_mostly_found(others: int) -> None:
    random, journals, claims, held = Random(5), 30, 0, 0
    for _ in range(journals):
        chosen = set(random.sample(range(60), 20))
        values = [tapped(value + (n in chosen)) for n, value in enumerate(leaning(random, 60, 0.4))]
        tags = {f"t{number}": clumped(random, 60, 0.25, 0.4 * (number % 2)) for number in range(others)}
        days = [
            Day(
                FIRST + timedelta(n), values[n],
                tags=frozenset({tag for tag, has in tags.items() if has[n]} | ({"walk"} if n in chosen else set())),
            )
            for n in range(60)
        ]  # fmt: skip
        [walk] = [one for one in find_patterns(days, today=days[-1].date, off=TAGS_ALONE).tags if one.tag == "walk"]
        claims += walk.claim
        held += walk.low <= 0.95 <= walk.high  # a point, less what the ends of the scale cut off
    assert claims / journals >= 1 - most(1 - 0.60, journals, deviations=1)
    assert 1 - held / journals <= most(0.05, journals)


def test_two_numbers_that_go_together_are_mostly_found_in_half_a_year() -> None:
    random, journals, beyond = Random(6), 100, 0
    for _ in range(journals):
        nights = leaning(random, 180, 0.3)
        values = [
            tapped(0.3 * night + 0.954 * own) for night, own in zip(nights, leaning(random, 180, 0.3), strict=True)
        ]
        beyond += pair_finding("sleep", "mood", list(zip(nights, values, strict=True))).low > 0
    assert beyond / journals > 0.8


# --- the parts -------------------------------------------------------------------------------------------------------


def test_sums_over_bits_are_sums_over_days() -> None:
    values = [5, 0, 17, 255, 3, 1]
    shuffled = Shuffled(values)
    assert shuffled.sums(bits([True] * 6)) == [sum(values)] * ORDERS
    assert shuffled.sums(bits([False] * 6)) == [0] * ORDERS
    single = shuffled.sums(bits([False, True, False, False, False, False]))
    assert {value: round(6 * single.count(value) / ORDERS, 0) for value in values} == dict.fromkeys(values, 1)
    pairs = set(shuffled.sums(bits([True, True, False, False, False, False])))
    assert pairs == {one + two for one, two in permutations(values, 2)}


def test_of_each_order_all_days_are_there_once() -> None:
    shuffled = Shuffled([1, 2, 4, 8])
    rows = [shuffled.sums(bits([day == chosen for day in range(4)])) for chosen in range(4)]
    assert {tuple(sorted(order)) for order in zip(*rows, strict=True)} == {(1, 2, 4, 8)}
    assert len(set(zip(*rows, strict=True))) == 24


def test_p_counts_what_was_observed_among_the_chances() -> None:
    assert share_as_far([0, 1, 2, 3], 2) == 3 / 5
    assert share_as_far([0, 1, 2, 3], 4) == 1 / 5


def test_what_is_beyond_the_range_is_what_has_a_low_p() -> None:
    by_chance = [float(number) for number in range(ORDERS)]
    edge = reach(by_chance)
    low = [number for number in by_chance[1890:] if share_as_far(by_chance, number) <= 0.05]
    assert edge < min(low) <= edge + 2


def test_standing_out_as_in_the_paper() -> None:
    # The example of Benjamini and Hochberg 1995, section 3.2: four of fifteen at 5 %.
    ps = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]  # fmt: skip
    assert standing_out(ps, 0.05) == [True] * 4 + [False] * 11
    assert standing_out(ps[::-1], 0.05) == [False] * 11 + [True] * 4
    assert standing_out([], 0.05) == []
    assert standing_out([0.04, 0.05], 0.05) == [True, True]  # a later one carries an earlier one


def test_many_tests_in_agreement_do_not_carry_one_whose_range_holds_0() -> None:
    findings = [
        TagFinding(f"t{n}", "mood", 0.5, 0.5 - 100 * p, 1, 20, 40, p, False) for n, p in enumerate([0.004, 0.08])
    ]
    assert standing_out([one.p for one in findings], 0.10) == [True, True]
    assert [one.claim for one in with_claims(findings)] == [True, False]


def test_sixty_leaning_days_are_fewer() -> None:
    assert effective(60, 0.25) == pytest.approx(36)
    assert effective(60, -0.5) == 60
    assert effective(60, 0.99) == 5


def test_the_lean_of_one_day_on_the_next() -> None:
    assert lag_one([1, 1, 1]) == 0
    assert lag_one([1, 2, 1, 2]) == pytest.approx(-0.75)
    random = Random(7)
    short = [leaning(random, 30, 0.5) for _ in range(600)]
    assert sum(map(lag_one, short)) / 600 < 0.45
    assert sum(map(persistence, short)) / 600 == pytest.approx(0.5, abs=0.03)


def test_the_variance_of_a_contrast_of_leaning_days() -> None:
    weights = [0.5, -1, 0.25, 0.25]
    by_hand = sum(one * two * 0.6 ** abs(i - j) for i, one in enumerate(weights) for j, two in enumerate(weights))
    assert summed(weights, 0.6) == pytest.approx(by_hand)
    assert mean_correlation(3, 0.5) == pytest.approx((0.5 + 0.5 + 0.25) / 3)
    clump, apart = [1 / 8] * 8 + [-1 / 8] * 8, [1 / 8, -1 / 8] * 8
    assert inflation(clump, 0.5, mean_correlation(16, 0.5)) > 2
    assert inflation(apart, 0.5, mean_correlation(16, 0.5)) == 1


@pytest.mark.parametrize("count", range(2, 6))
def test_orders_of_a_group(count: int) -> None:
    assert len(set(turned(count))) == count
    assert len(set(mixed(count))) == math.factorial(count)
    assert all(sorted(order) == list(range(count)) for order in [*turned(count), *mixed(count)])


def test_labels_are_measured_against_their_own_group() -> None:
    # The second group lies a hundred higher; within both, label 4 is two above label 0.
    found = spread_test([((0, 1), (4, 3)), ((0, 101), (4, 103))] * 20, mixed, lambda: None)
    assert (found.gap, found.highest, found.lowest) == (2, 4, 0)
    assert found.p == pytest.approx(1 / (ORDERS + 1))
    assert 0 < found.by_chance < 0.6
