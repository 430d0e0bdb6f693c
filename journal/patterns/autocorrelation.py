"""Days lean on the days before them: how much, and how many independent days they come to. Pure functions.

A mood outlasts midnight, so sixty days say less than sixty independent numbers would; tests that forget it find
patterns in noise (https://pmc.ncbi.nlm.nih.gov/articles/PMC6999905, https://pmc.ncbi.nlm.nih.gov/articles/PMC5082548).
Neighbours are the noted days next to each other; a gap between them counts as one step, whatever its length.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

HIGHEST = 0.9  # above it, an effective number of days means nothing any more
FEWEST = 5.0  # with fewer effective days, the interval of a correlation covers nearly everything


def lag_one(values: Sequence[float]) -> float:
    """Return the autocorrelation of neighbours, -1 to 1; 0 when all values are the same."""
    middle = math.fsum(values) / len(values)
    off = [value - middle for value in values]
    square = math.fsum(one * one for one in off)
    return math.fsum(one * two for one, two in pairwise(off)) / square if square > 0 else 0.0


def persistence(values: Sequence[float]) -> float:
    """Return the autocorrelation of neighbours as it is likely to be in truth, 0 to 0.9.

    In a short row the plain figure comes out too low, by about (1 + 4 r) / n (Marriott and Pope 1954,
    https://doi.org/10.1093/biomet/41.3-4.390).
    """
    n = len(values)
    return unbiased(lag_one(values), n)


def unbiased(plain: float, n: int) -> float:
    """Return a plain autocorrelation of `n` values without its bias, 0 to 0.9."""
    return min(max((n * plain + 1) / (n - 4), 0.0), HIGHEST) if n > 4 else 0.0


def summed(weights: Sequence[float], persistence: float) -> float:
    """Return the variance of a weighted sum of days whose own variance is 1: sum of w_i w_j persistence^|i-j|."""
    total = reach = 0.0
    for weight in weights:
        reach = weight + persistence * reach
        total += weight * (2 * reach - weight)
    return total


def mean_correlation(n: int, persistence: float) -> float:
    """Return the mean correlation of two different days out of `n`."""
    return (summed([1.0] * n, persistence) - n) / (n * (n - 1))


def inflation(weights: Sequence[float], persistence: float, likeness: float) -> float:
    """Return how much more a contrast varies than it would over shuffled days; at least 1.

    `weights` sum to 0, `likeness` is the `mean_correlation`. It is near 1 for a tag that is scattered over the days,
    and large for one that comes in clumps.
    """
    square = math.fsum(weight * weight for weight in weights)
    return max(1.0, summed(weights, persistence) / (square * (1 - likeness)))


def effective(n: int, lean: float) -> float:
    """Return n (1 - lean) / (1 + lean), between 5 and n: how many independent days `n` days come to.

    `lean` is the product of two autocorrelations for a correlation. Negative ones add no days.
    """
    lean = min(max(lean, 0.0), HIGHEST)
    return min(max(n * (1 - lean) / (1 + lean), FEWEST), float(n))
