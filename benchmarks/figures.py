"""What was measured, and how it is shown."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One result. `value` and `most` are in `unit`; `most` is the promise, if there is one."""

    name: str
    value: float
    unit: str
    most: float | None = None
    detail: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.most is None or self.value <= self.most

    @property
    def row(self) -> str:
        """The figure as a line of the table."""
        promise = "" if self.most is None else f"<= {shown(self.most, self.unit)}"
        verdict = "" if self.most is None else ("ok" if self.kept else "ABOVE")
        return f"{self.name:<52} {shown(self.value, self.unit):>11} {promise:>13} {verdict:<6} {self.detail}".rstrip()


def shown(value: float, unit: str) -> str:
    """Return a value with its unit."""
    digits = 2 if unit in ("x", "s") else 1
    return f"{value:.{digits}f} {unit}"


def percentile(values: Sequence[float], part: float) -> float:
    """Return the smallest value that is at least as large as `part` of all (nearest rank)."""
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


def paired_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios of neighbouring runs: what slows both runs of a pair cancels out."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def milliseconds(values: Sequence[float]) -> str:
    """Return the spread of some seconds: `median 12.3 ms, 10.1 to 19.9`."""
    low, middle, high = min(values) * 1000, statistics.median(values) * 1000, max(values) * 1000
    return f"median {middle:.1f} ms, {low:.1f} to {high:.1f}"
