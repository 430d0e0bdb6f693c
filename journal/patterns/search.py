"""All patterns of some days, in one go, beside a live screen."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from journal.days import Day
from journal.moods import Point
from journal.patterns import pairs, tags, times, trends
from journal.patterns.chance import ORDERS, STEP
from journal.patterns.findings import (
    NotEnough,
    PairFinding,
    Patterns,
    PatternsCancelled,
    TimeFinding,
    Trend,
    WeekdayFinding,
)

OUTCOMES = ("mood", "craving")
ALWAYS_NAMED = ("tags:mood", "trend:mood", "weekday")


def find_patterns(
    days: Sequence[Day],
    points: Sequence[Point] = (),
    *,
    today: date,
    off: frozenset[str] = frozenset(),
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Patterns:
    """Look for what went together, under the rules of docs/patterns.md. The same input gives the same answer.

    `days` are those of the range that the person looks at, oldest first; days without a check-in are absent. `points`
    are the check-ins of the same range, for the time of day. `today` ends the later window of the trends.

    `off` holds the keys of analyses that are switched off: of one finding (`tag:walk:mood`), of several (`tag:walk`,
    `pair`, `trend`), or `tags` for all tags. They are neither reckoned nor counted.

    It may take a second: `progress` is given the share that is done, rising from 0 to 1, and `cancelled` is asked
    often whether to stop.

    Raises:
        ValueError: a date comes twice, or the days are not oldest first.
        PatternsCancelled: `cancelled` said yes.
    """
    if any(one.date >= other.date for one, other in pairwise(days)):
        raise ValueError("Days come oldest first, each date once.")
    return _Search(days, points, today, off, progress, cancelled).patterns()


class _Search:
    """One run: the input, what waits for more days, and how far it is."""

    def __init__(
        self,
        days: Sequence[Day],
        points: Sequence[Point],
        today: date,
        off: frozenset[str],
        progress: Callable[[float], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.days = days
        self.points = points
        self.today = today
        self.off = off
        self.progress = progress
        self.cancelled = cancelled
        self.waiting: list[NotEnough] = []
        self.done = 0
        self.steps = 1

    def patterns(self) -> Patterns:
        chosen, rare = self.eligible_tags()
        each = ORDERS // STEP
        self.steps = 1 + sum(each + len(names) for _, names in chosen if names) + 2 * each
        self.tick()
        tested = [one for noted, names in chosen for one in tags.tag_findings(noted, names, self.tick)]
        found = Patterns(
            tags=tags.with_claims(tested),
            pairs=self.pairs(),
            trends=self.trends(),
            weekday=self.weekday(),
            time_of_day=self.time_of_day(),
            not_enough=tuple(self.waiting),
            rare_tags=rare,
        )
        if self.progress is not None:
            self.progress(1.0)
        return found

    def tick(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise PatternsCancelled
        if self.progress is not None:
            self.progress(min(self.done / self.steps, 1.0))
        self.done += 1

    def is_off(self, key: str) -> bool:
        return any(key == one or key.startswith(f"{one}:") for one in self.off)

    def eligible_tags(self) -> tuple[list[tuple[tags.Rated, list[str]]], int]:
        """Return the tags to test for each outcome, and how many others stand on too few days."""
        chosen = []
        used: set[str] = set()
        for of in OUTCOMES:
            if self.is_off(f"tags:{of}"):
                continue
            noted = tags.rated(self.days, of)
            if len(noted.days) < tags.FEWEST_DAYS:
                self.wait(NotEnough(f"tags:{of}", len(noted.days), tags.FEWEST_DAYS))
                continue
            counts = {tag: n for tag, n in tags.tags_of(noted).items() if not self.is_off(f"tag:{tag}:{of}")}
            used |= counts.keys()
            chosen.append((noted, [tag for tag, n in counts.items() if tags.is_eligible(n, len(noted.days))]))
        return chosen, len(used - {tag for _, names in chosen for tag in names})

    def pairs(self) -> tuple[PairFinding, ...]:
        tested = []
        for pair, of in pairs.PAIRS:
            key = f"pair:{pair}:{of}"
            if self.is_off(key):
                continue
            numbers = pairs.couples(self.days, pair, of)
            if len(numbers) < pairs.FEWEST_PAIRS:
                self.wait(NotEnough(key, len(numbers), pairs.FEWEST_PAIRS, "nights"))
            else:
                tested.append(pairs.pair_finding(pair, of, numbers))
        return pairs.with_claims(tested)

    def trends(self) -> tuple[Trend, ...]:
        found = []
        for of in OUTCOMES:
            if not self.is_off(f"trend:{of}"):
                result = trends.trend(self.days, of, self.today)
                if isinstance(result, NotEnough):
                    self.wait(result)
                else:
                    found.append(result)
        return tuple(found)

    def weekday(self) -> WeekdayFinding | None:
        if self.is_off("weekday"):
            return None
        result = times.weekday_finding(self.days, self.tick)
        if isinstance(result, NotEnough):
            self.wait(result)
            return None
        return result

    def time_of_day(self) -> TimeFinding | None:
        if self.is_off("time"):
            return None
        result = times.time_finding(self.points, self.tick)
        if isinstance(result, NotEnough):
            self.wait(result)
            return None
        return result

    def wait(self, result: NotEnough) -> None:
        """Note what waits for more days; but what somebody never notes at all waits for nothing."""
        if result.have or result.key in ALWAYS_NAMED:
            self.waiting.append(result)
