"""The last 30 days beside the 30 before (rule "trend" of docs/patterns.md)."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import NormalDist, fmean

from journal.days import Day
from journal.patterns.autocorrelation import effective, mean_correlation, unbiased
from journal.patterns.findings import NotEnough, Trend

WINDOW = 30
FEWEST_EACH = 15  # of the 30 days on either side; 30 together
LEAST_POINTS = 0.5  # with nothing changed, the means of 30 days differ by half a point in one case of five
LIKELY = 0.975  # two are looked at, mood and craving: together at most one journal in twenty shows what is not there
WIDE = NormalDist().inv_cdf((1 + LIKELY) / 2)


def trend(days: Sequence[Day], of: str, today: date) -> Trend | NotEnough:
    """Compare two windows of 30 calendar days, the later one ending today. `of` is a field of `Day`.

    A claim takes a difference of more than half a point whose interval leaves out 0.
    """
    last, before = _window(days, of, today, ago=0), _window(days, of, today, ago=WINDOW)
    have = min(len(last), FEWEST_EACH) + min(len(before), FEWEST_EACH)
    if have < 2 * FEWEST_EACH:
        return NotEnough(f"trend:{of}", have, 2 * FEWEST_EACH)
    difference = fmean(last) - fmean(before)
    within = _reach(last, before)
    low, high = difference - within, difference + within
    claim = abs(difference) > LEAST_POINTS and (low > 0 or high < 0)
    return Trend(of, difference, low, high, len(last), len(before), claim)


def _window(days: Sequence[Day], of: str, today: date, ago: int) -> list[float]:
    """Return the numbers of the 30 dates that end `ago` days before today."""
    end = today.toordinal() - ago
    return [
        float(value)
        for day in days
        if end - WINDOW < day.date.toordinal() <= end and (value := getattr(day, of)) is not None
    ]


def _reach(*windows: list[float]) -> float:
    """Return half the width of the interval of a difference of means, by the effective number of days."""
    rows = [[value - fmean(window) for value in window] for window in windows]
    square = math.fsum(one * one for row in rows for one in row)
    if square == 0:
        return 0.0
    shared = math.fsum(one * two for row in rows for one, two in pairwise(row))
    lean = unbiased(shared / square, min(len(row) for row in rows))
    # Days that lean on each other lie closer together than they vary in the long run.
    likeness = mean_correlation(min(len(row) for row in rows), lean)
    variance = square / (sum(len(row) for row in rows) - 2) / (1 - likeness)
    counts = [effective(len(row), lean) for row in rows]
    return _students(sum(counts) - 2) * math.sqrt(variance * math.fsum(1 / count for count in counts))


def _students(freedom: float) -> float:
    """Return the quantile of Student's t in place of `WIDE`, by the first terms of its expansion.

    Abramowitz and Stegun 26.7.5; `freedom` may be a fraction.
    """
    z = WIDE
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2
