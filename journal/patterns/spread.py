"""How far several labels lie apart, beside what chance alone makes of it.

Used twice: weekdays within weeks, and parts of the day within days. Values are measured against their own group (week
or day) and change places within it alone, so neither slow changes nor weeks with gaps can pass for a pattern.

What is tested is the sum of the squares of all labels' means, as in an analysis of variance; what is shown is the gap
between the highest and the lowest. A test of the gap itself overlooks more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import lcm
from random import Random
from statistics import median

from journal.patterns.chance import ORDERS, SEED, STEP, share_as_far

Group = tuple[tuple[int, int], ...]
"""Pairs of a label, from 0, and a whole number from -255 to 255; each label once; at most seven."""

LABELS = 7
SCALE = lcm(*range(1, LABELS + 1))  # so that differences from the mean of any group are whole numbers
ABOVE_ZERO = 512 * SCALE
WIDTH = 40  # bits for the sum of one label: enough for half a million groups
MASK = (1 << WIDTH) - 1


@dataclass(frozen=True, slots=True)
class Spread:
    """`gap` and `by_chance` (its median over 2,000 rearrangements) are in the unit of the values."""

    gap: float
    by_chance: float
    p: float
    highest: int
    lowest: int


def turned(count: int) -> Iterator[tuple[int, ...]]:
    """Yield all orders that keep neighbours together: each begins at another place and goes round."""
    for start in range(count):
        yield tuple((start + place) % count for place in range(count))


def mixed(count: int) -> Iterator[tuple[int, ...]]:
    """Yield all orders."""
    yield from permutations(range(count))


def spread_test(
    groups: Sequence[Group], orders: Callable[[int], Iterator[tuple[int, ...]]], tick: Callable[[], None]
) -> Spread:
    """Compare the labels with those of 2,000 rearrangements within the groups; there has to be at least one group.

    `orders` are the orders in which chance may put a group: `turned` or `mixed`.
    """
    # All labels' sums are held in one long integer, a field for each: rearranging a group is then one addition.
    known: dict[Group, tuple[int, ...]] = {}
    choices = []
    for number, group in enumerate(groups):
        if group not in known:
            known[group] = tuple(_packed(group, order) for order in orders(len(group)))
        choices.append(known[group])
        if number % STEP == 0:
            tick()
    counts = {label: sum(label == one for group in groups for one, _ in group) for label in range(LABELS)}
    counts = {label: count for label, count in counts.items() if count}
    observed = _means(sum(one[0] for one in choices), counts)
    draw = Random(SEED).random  # noqa: S311 - no secret
    sized = [(one, len(one)) for one in choices]
    gaps, distances = [], []
    for number in range(ORDERS):
        means = _means(sum([one[int(draw() * size)] for one, size in sized]), counts)
        gaps.append(_gap(means))
        distances.append(_distance(means, counts))
        if number % STEP == 0:
            tick()
    highest, lowest = max(observed, key=observed.__getitem__), min(observed, key=observed.__getitem__)
    p = share_as_far(distances, _distance(observed, counts))
    return Spread(_gap(observed), median(gaps), p, highest, lowest)


def _packed(group: Group, order: tuple[int, ...]) -> int:
    """Return the group's values, in another order, each in the field of the label it comes to; none is negative."""
    total = sum(value for _, value in group)
    return sum(
        (SCALE * group[place][1] - SCALE // len(group) * total + ABOVE_ZERO) << (WIDTH * label)
        for (label, _), place in zip(group, order, strict=True)
    )


def _means(packed: int, counts: dict[int, int]) -> dict[int, float]:
    """Return the mean of each label, against the means of the groups."""
    return {label: ((packed >> (WIDTH * label) & MASK) / count - ABOVE_ZERO) / SCALE for label, count in counts.items()}


def _gap(means: dict[int, float]) -> float:
    return max(means.values()) - min(means.values())


def _distance(means: dict[int, float], counts: dict[int, int]) -> float:
    """Return the weighted sum of squares, rounded: equal distances are equal, however they came about."""
    return round(sum(count * means[label] ** 2 for label, count in counts.items()), 9)
