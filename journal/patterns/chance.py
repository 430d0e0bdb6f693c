"""What chance alone does: values in many shuffled orders, and how many findings are too many. Pure Python.

The orders come from a fixed seed: the same days give the same answer, in every process, so that no sentence flickers.
"""

import math
from collections.abc import Callable, Sequence
from random import Random

SEED = 20_250_301
ORDERS = 2_000
LIKELY = 0.95  # a range holds what chance does in 95 of 100 cases
STEP = 100  # orders between two looks at whether anybody still waits


class Shuffled:
    """The values of days in 2,000 random orders, ready to be summed over the days of any tag.

    Whole numbers of a few bits are held upside down: for each order one long integer of all lowest bits (a bit a day),
    one of all second bits, and so on. A tag is such an integer too, a bit for each of its days. The sum of its days in
    an order is then a handful of `&` and `bit_count` instead of a loop over days, which makes fifty tags cheap.
    """

    def __init__(self, values: Sequence[int], tick: Callable[[], None] = lambda: None) -> None:
        """Shuffle whole numbers from 0 to 255. `tick` is called after every 100 orders."""
        self.values = tuple(values)
        draw = Random(SEED).random  # noqa: S311 - no secret; and of all generators `random()` alone never changes
        # A number for each bit of the highest value: which of the 256 bytes have that bit.
        tables = [
            bytes(48 + (byte >> bit & 1) for byte in range(256)) for bit in range(max(values, default=0).bit_length())
        ]
        self._planes: list[list[int]] = [[] for _ in tables]
        for number in range(ORDERS):
            order = bytes(sorted(values, key=lambda _: draw()))
            for table, plane in zip(tables, self._planes, strict=True):
                plane.append(int(order.translate(table), 2))
            if number % STEP == STEP - 1:
                tick()

    def sums(self, days: int) -> list[int]:
        """Return the sum over some days in each order; `days` has a bit for each, as `bits` makes them."""
        totals = [0] * ORDERS
        for plane in reversed(self._planes):
            totals = [total + total + (one & days).bit_count() for total, one in zip(totals, plane, strict=True)]
        return totals


def bits(chosen: Sequence[bool]) -> int:
    """Return an integer with a bit for each day that is chosen; the first day is the highest bit."""
    return int("0" + "".join("1" if one else "0" for one in chosen), 2)


def share_as_far(by_chance: Sequence[float], observed: float) -> float:
    """Return p: the share of chance results at least as far as the observed one, which counts as one of them."""
    return (sum(one >= observed for one in by_chance) + 1) / (len(by_chance) + 1)


def reach(by_chance: Sequence[float]) -> float:
    """Return what 95 of 100 chance results stay within. An observed value with p <= 0.05 is beyond it."""
    return sorted(by_chance)[math.ceil(LIKELY * len(by_chance)) - 1]


def two_sided(z: float) -> float:
    """Return p of a normal deviate."""
    return math.erfc(abs(z) / math.sqrt(2))


def standing_out(ps: Sequence[float], level: float) -> list[bool]:
    """Say which of many p values stand out, so that at most `level` of those said are expected to be false.

    Benjamini and Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x.
    """
    ranked = sorted(ps)
    passed = [p for rank, p in enumerate(ranked, 1) if p <= level * rank / len(ps)]
    most = max(passed, default=-1.0)
    return [p <= most for p in ps]
