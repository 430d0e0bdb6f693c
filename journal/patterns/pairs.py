"""Sleep beside mood and craving, both ways round (rule "pairs" of docs/patterns.md)."""

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import NormalDist

from journal.days import Day
from journal.patterns.autocorrelation import effective, lag_one
from journal.patterns.chance import LIKELY, standing_out, two_sided
from journal.patterns.findings import PairFinding

FEWEST_PAIRS = 60
FALSE_SHARE = 0.05
PAIRS = (("sleep", "craving"), ("sleep", "mood"), ("craving", "sleep"), ("mood", "sleep"))
"""What came first, and what came after it."""

SPREAD = 1.06  # the variance of Spearman's coefficient on Fisher's scale: Fieller, Hartley and Pearson 1957
WIDE = NormalDist().inv_cdf((1 + LIKELY) / 2)
Couple = tuple[float, float]


def couples(days: Sequence[Day], first: str, then: str) -> list[Couple]:
    """Return the numbers that belong together, oldest first.

    A day's sleep is the night that ended on it. So the night before a day is on the same `Day`, and the night after it
    is on the next date, if that one was noted.
    """
    if first == "sleep":
        return [
            (float(night), float(value))
            for day in days
            if (night := day.sleep) is not None and (value := getattr(day, then)) is not None
        ]
    nights = {day.date.toordinal(): day.sleep for day in days}
    return [
        (float(value), float(night))
        for day in days
        if (value := getattr(day, first)) is not None and (night := nights.get(day.date.toordinal() + 1)) is not None
    ]


def pair_finding(pair: str, of: str, numbers: Sequence[Couple]) -> PairFinding:
    """Return Spearman's correlation with an interval by the effective number of days. `claim` is left false."""
    one, two = (_ranks([couple[side] for couple in numbers]) for side in (0, 1))
    correlation = _correlation(one, two)
    days = effective(len(numbers), lag_one(one) * lag_one(two))
    deviation = math.sqrt(SPREAD / (days - 3))
    z = math.atanh(min(max(correlation, -0.999999), 0.999999))
    low, high = (math.tanh(z + side * WIDE * deviation) for side in (-1, 1))
    return PairFinding(pair, of, correlation, low, high, len(numbers), two_sided(z / deviation), claim=False)


def with_claims(findings: Sequence[PairFinding]) -> tuple[PairFinding, ...]:
    """Decide which pairs stand out among all that were tested."""
    chosen = standing_out([one.p for one in findings], FALSE_SHARE)
    return tuple(replace(one, claim=stands_out) for one, stands_out in zip(findings, chosen, strict=True))


def _ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value; equal ones share their mean rank."""
    ordered = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(ordered)))}
    last = {value: place for place, value in enumerate(ordered)}
    return [(first[value] + last[value]) / 2 for value in values]


def _correlation(one: Sequence[float], two: Sequence[float]) -> float:
    """Return Pearson's correlation of ranks; 0 when all of one side are the same, for then nothing can go together."""
    middle = (len(one) - 1) / 2
    square_one = math.fsum((value - middle) ** 2 for value in one)
    square_two = math.fsum((value - middle) ** 2 for value in two)
    if square_one == 0 or square_two == 0:
        return 0.0
    both = math.fsum((left - middle) * (right - middle) for left, right in zip(one, two, strict=True))
    return both / math.sqrt(square_one * square_two)
