"""Days with a tag beside days without it (rule "tags" of docs/patterns.md)."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from journal.days import Day
from journal.patterns.autocorrelation import inflation, mean_correlation, persistence
from journal.patterns.chance import Shuffled, bits, reach, share_as_far, standing_out, two_sided
from journal.patterns.findings import TagFinding

FEWEST_DAYS = 30
FEWEST_EACH = 8  # with fewer, chance differences of a whole point are common
FALSE_SHARE = 0.10
MOST_ALONE = 0.05
HALVES = 2  # the middle of a day's numbers may be a half; doubled, all sums are whole and exact


@dataclass(frozen=True, slots=True)
class Rated:
    """The days on which a number was noted, oldest first."""

    of: str
    days: tuple[Day, ...]
    values: tuple[float, ...]


def rated(days: Sequence[Day], of: str) -> Rated:
    """Pick the days that have a number for `of`, a field of `Day`."""
    chosen = [(day, float(value)) for day in days if (value := getattr(day, of)) is not None]
    return Rated(of, tuple(day for day, _ in chosen), tuple(value for _, value in chosen))


def tags_of(noted: Rated) -> dict[str, int]:
    """Return on how many of the days each tag stands, by name."""
    counts: dict[str, int] = {}
    for day in noted.days:
        for tag in day.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return dict(sorted(counts.items()))


def is_eligible(count: int, days: int) -> bool:
    """Whether a tag on `count` of `days` days has enough days with and without it."""
    return days >= FEWEST_DAYS and count >= FEWEST_EACH and days - count >= FEWEST_EACH


def tag_findings(noted: Rated, tags: Sequence[str], tick: Callable[[], None] = lambda: None) -> list[TagFinding]:
    """Compare the days with each of the eligible tags to the other days. `claim` is left false: see `with_claims`.

    `tick` is called often, and may raise to end it.
    """
    if not tags:
        return []
    test = _Test(noted, tick)
    return [test.of(tag, tick) for tag in tags]


def with_claims(findings: Sequence[TagFinding]) -> tuple[TagFinding, ...]:
    """Decide which findings stand out among all that were tested, mood and craving together; the clearest first."""
    chosen = standing_out([one.p for one in findings], FALSE_SHARE)
    decided = [
        TagFinding(
            one.tag, one.of, one.difference, one.low, one.high, one.n_with, one.n_without, one.p,
            stands_out and one.p <= MOST_ALONE,
        )
        for one, stands_out in zip(findings, chosen, strict=True)
    ]  # fmt: skip
    return tuple(sorted(decided, key=lambda one: (not one.claim, one.p, one.key)))


class _Test:
    """What all tags of one outcome share: its values, shuffled; and the same values without their straight line."""

    def __init__(self, noted: Rated, tick: Callable[[], None]) -> None:
        doubled = [round(HALVES * value) for value in noted.values]
        lowest = min(doubled)
        self.noted = noted
        self.unit = math.gcd(*(value - lowest for value in doubled)) or 1  # small numbers are summed faster
        self.values = [(value - lowest) // self.unit for value in doubled]
        self.total = sum(self.values)
        self.shuffled = Shuffled(self.values, tick)
        self.persistence = persistence(self.values)
        self.likeness = mean_correlation(len(self.values), self.persistence)
        self.line = _Line([day.date.toordinal() for day in noted.days])
        self.level = self.line.taken_out(self.values)
        self.level_persistence = persistence(self.level)
        self.level_likeness = mean_correlation(len(self.values), self.level_persistence)

    def of(self, tag: str, tick: Callable[[], None]) -> TagFinding:
        tick()
        has = [tag in day.tags for day in self.noted.days]
        n, n_with = len(has), sum(has)
        contrast = [1 / n_with if one else -1 / (n - n_with) for one in has]
        # In whole numbers: n times the sum over the tag's days, minus what it would be if no day differed.
        observed = n * sum(value for value, one in zip(self.values, has, strict=True) if one) - n_with * self.total
        wider = math.sqrt(inflation(contrast, self.persistence, self.likeness))
        by_chance = [wider * abs(n * one - n_with * self.total) for one in self.shuffled.sums(bits(has))]
        within = reach(by_chance)
        points = HALVES / self.unit * n_with * (n - n_with)
        return TagFinding(
            tag=tag,
            of=self.noted.of,
            difference=observed / points,
            low=(observed - within) / points,
            high=(observed + within) / points,
            n_with=n_with,
            n_without=n - n_with,
            p=max(share_as_far(by_chance, abs(observed)), self._beside_the_line(contrast)),
            claim=False,
        )

    def _beside_the_line(self, contrast: list[float]) -> float:
        """Return p of the same difference when a straight line over the days is taken out of values and tag.

        A tag that began in spring and a mood that rose all year would go together without any link.
        """
        beside = self.line.taken_out(contrast)
        square = math.fsum(one * one for one in beside)
        spread = math.fsum(one * one for one in self.level)
        product = math.fsum(one * two for one, two in zip(beside, self.level, strict=True))
        if square <= 0 or spread < 1e-9:
            return 1.0
        unexplained = (spread - product * product / square) / (len(beside) - 3)
        if unexplained < 1e-9:
            return 0.0
        wider = inflation(beside, self.level_persistence, self.level_likeness)
        return two_sided(product / math.sqrt(unexplained * square * wider))


class _Line:
    """A straight line over dates."""

    def __init__(self, dates: Sequence[int]) -> None:
        middle = math.fsum(dates) / len(dates)
        off = [date - middle for date in dates]
        length = math.sqrt(math.fsum(one * one for one in off))
        self._along = [one / length for one in off]

    def taken_out(self, values: Sequence[float]) -> list[float]:
        """Return what is left of values without their mean and their straight line over the dates."""
        middle = math.fsum(values) / len(values)
        slope = math.fsum(value * one for value, one in zip(values, self._along, strict=True))
        return [value - middle - slope * one for value, one in zip(values, self._along, strict=True)]
