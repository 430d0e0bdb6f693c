"""How often the patterns are wrong, how often they find what is there, and how long they take.

Every figure comes from made-up journals with fixed seeds. Moods lean on the day before (an autoregressive process of
order one with persistence phi), are rounded, and end at 1 and 5. Where nothing is planted, every sentence is false.
What the figures mean: docs/patterns.md.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from benchmarks.figures import Figure
from journal.days import Day
from journal.moods import Point
from journal.patterns import PairFinding, Patterns, TagFinding, TimeFinding, Trend, WeekdayFinding, find_patterns

FIRST = date(2025, 1, 6)
TAGS = 20
MOST_FALSE_SENTENCES = 15.0  # of 100 journals, where none would be true
MOST_FALSE_TESTS = 7.0
MOST_OVERLOOKED = 40.0
MOST_SECONDS = 1.0
ONLY_TAGS = frozenset({"pair", "trend", "weekday", "time"})
MINUTES = (8 * 60, 15 * 60, 20 * 60)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a made-up journal is like. `persistence` is how much tag days clump; the rest is planted."""

    days: int = 60
    phi: float = 0.4
    persistence: float = 0.0
    tags: int = TAGS
    craving: bool = True
    others: bool = True
    planted: float = 0.0
    slow: float = 0.0
    rising: float = 0.0
    late: bool = False
    linked: float = 0.0
    stepped: float = 0.0
    weekend: float = 0.0
    evening: float = 0.0
    kept: float = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in one journal."""

    tests: int
    below: int
    tag: bool
    pair: bool
    trend: bool
    weekday: bool
    time: bool
    planted: TagFinding | None

    @property
    def anything(self) -> bool:
        """Whether there was any sentence at all."""
        return self.tag or self.pair or self.trend or self.weekday or self.time


def leaning(random: Random, days: int, phi: float) -> list[float]:
    """Return a stationary autoregressive process with variance 1."""
    values = [random.gauss(0, 1)]
    for _ in range(days - 1):
        values.append(phi * values[-1] + (1 - phi * phi) ** 0.5 * random.gauss(0, 1))
    return values


def clumped(random: Random, days: int, share: float, persistence: float) -> list[bool]:
    """Return tag days with at least 8 on either side; `persistence` is their own autocorrelation."""
    while True:
        has = [random.random() < share]
        while len(has) < days:
            has.append(random.random() < share + persistence * ((1 if has[-1] else 0) - share))
        if 8 <= sum(has) <= days - 8:
            return has


def begun_late(random: Random, days: int) -> list[bool]:
    """Return a tag that was not in use before some day."""
    while True:
        begin = random.randrange(days)
        has = [day >= begin and random.random() < 0.5 for day in range(days)]
        if 8 <= sum(has) <= days - 8:
            return has


def twenty_of(random: Random, days: int, persistence: float) -> list[bool]:
    """Return a tag on a third of the days, exactly."""
    while True:
        has = clumped(random, days, 1 / 3, persistence)
        if sum(has) == days // 3:
            return has


def scaled(value: float, middle: float, step: float, lowest: float, highest: float) -> int:
    """Return a latent value as somebody would tap it."""
    return int(min(max(round(middle + step * value), lowest), highest))


def made_up(shape: Shape, seed: int) -> tuple[list[Day], list[Point]]:
    """Return the days and check-ins of one journal."""
    random = Random(seed)
    n = shape.days
    latent = leaning(random, n, shape.phi)
    if shape.slow:
        wave = leaning(random, n, 0.95)
        latent = [(1 - shape.slow**2) ** 0.5 * one + shape.slow * two for one, two in zip(latent, wave, strict=True)]
    nights = leaning(random, n, 0.3)
    if shape.linked:
        rest = (1 - shape.linked**2) ** 0.5
        latent = [shape.linked * night + rest * one for night, one in zip(nights, latent, strict=True)]
    urges = leaning(random, n, shape.phi)
    tags = {
        f"tag{number:02}": begun_late(random, n) if shape.late else clumped(random, n, 0.25, shape.persistence)
        for number in range(shape.tags - bool(shape.planted))
    }
    if shape.planted:
        tags["planted"] = twenty_of(random, n, shape.persistence)
    days, points = [], []
    for number in range(n):
        day = FIRST + timedelta(number)
        if random.random() >= shape.kept:
            continue
        mood = latent[number] + shape.rising * (number / (n - 1) - 0.5)
        mood += shape.planted * (shape.planted > 0 and tags["planted"][number])
        mood += shape.stepped * (number >= n - 30) + shape.weekend * (day.weekday() >= 5)
        days.append(
            Day(
                day,
                mood=scaled(mood, 3, 1, 1, 5),
                craving=scaled(urges[number], 3, 2, 0, 10) if shape.craving else None,
                sleep=scaled(nights[number], 14, 2, 0, 48) / 2 if shape.others else None,
                tags=frozenset(tag for tag, has in tags.items() if has[number]),
            )
        )
        if shape.others:
            within = leaning(random, len(MINUTES), 0.3)
            for place, minute in enumerate(MINUTES):
                later = shape.evening * (place == len(MINUTES) - 1)
                points.append(Point(day, minute, scaled(0.8 * mood + 0.6 * within[place] + later, 3, 1, 1, 5)))
    return days, points


def outcome(shape: Shape, off: frozenset[str], seed: int) -> Outcome:
    """Look for patterns in one journal."""
    days, points = made_up(shape, seed)
    found: Patterns = find_patterns(days, points, today=FIRST + timedelta(shape.days - 1), off=off)
    kinds = {type(claim) for claim in found.claims}
    planted = [one for one in found.tags if one.key == "tag:planted:mood"]
    others = [one for one in found.tags if one.tag != "planted"]
    return Outcome(
        tests=len(others),
        below=sum(one.p <= 0.05 for one in others),
        tag=any(one.claim for one in others),
        pair=PairFinding in kinds,
        trend=Trend in kinds,
        weekday=WeekdayFinding in kinds,
        time=TimeFinding in kinds,
        planted=planted[0] if planted else None,
    )


class Workshop:
    """Looks into many journals at once, on every core."""

    def __init__(self, pool: ProcessPoolExecutor, journals: int) -> None:
        self.pool = pool
        self.journals = journals

    def outcomes(self, shape: Shape, off: frozenset[str] = frozenset()) -> list[Outcome]:
        """Return what was found in each journal of a shape."""
        return list(self.pool.map(partial(outcome, shape, off), range(self.journals), chunksize=5))


def of_patterns(journals: int) -> Iterator[Figure]:
    """Measure everything; `journals` made-up ones for each line."""
    yield from timings()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        workshop = Workshop(pool, journals)
        yield from with_nothing_planted(workshop)
        yield from with_misleading_days(workshop)
        yield from with_a_tag_planted(workshop)
        yield from with_others_planted(workshop)


def with_nothing_planted(workshop: Workshop) -> Iterator[Figure]:
    """Count false sentences over the grid of persistences and lengths."""
    everything: list[Outcome] = []
    for days in (60, 120):
        for phi in (0.3, 0.5, 0.7):
            for persistence in (0.0, 0.3, 0.4):
                found = workshop.outcomes(Shape(days, phi, persistence))
                everything += found
                name = f"{days} days, phi {phi}, " + (f"tags clump {persistence}" if persistence else "scattered tags")
                yield false_sentences(name, found)
                yield false_tests(name, found)
    yield false_tests("all of these", everything)
    yield false_sentences("all of these", everything)
    kinds: dict[str, Callable[[Outcome], bool]] = {
        "pair": lambda one: one.pair,
        "trend": lambda one: one.trend,
        "weekday": lambda one: one.weekday,
        "time of day": lambda one: one.time,
        "any at all": lambda one: one.anything,
    }
    for days in (60, 120):
        half = [one for number, one in enumerate(everything) if (number < len(everything) // 2) == (days == 60)]
        for name, test in kinds.items():
            yield Figure(f"false sentence, {name}, {days} days", share(half, test), "%", None, f"{len(half)} journals")


def with_misleading_days(workshop: Workshop) -> Iterator[Figure]:
    """Count false sentences where days are few, slow, rising or missing."""
    shapes = {
        "30 days": Shape(30, 0.5, 0.4),
        "365 days": Shape(365, 0.5, 0.4),
        "120 dates, half of them noted": Shape(120, 0.5, 0.4, kept=0.5),
        "90 days, tags in long spells (.8)": Shape(90, 0.5, 0.8),
        "90 days, a slow wave below": Shape(90, 0.3, 0.4, slow=0.6),
        "90 days, mood rises 1.5, tags begin late": Shape(90, 0.4, rising=1.5, late=True),
    }
    for name, shape in shapes.items():
        found = workshop.outcomes(shape, ONLY_TAGS)
        yield false_sentences(name, found)
        yield false_tests(name, found)


def with_a_tag_planted(workshop: Workshop) -> Iterator[Figure]:
    """Count how often a planted difference is overlooked: 60 days, 20 of them with the tag."""
    for points in (1.0, 0.5):
        for persistence in (0.0, 0.4):
            for phi in (0.3, 0.4, 0.6):
                for name, tags, craving in (
                    ("alone", 1, False),
                    ("among 19", TAGS, False),
                    ("among 19, craving too", TAGS, True),
                ):
                    shape = Shape(60, phi, persistence, tags, craving, planted=points)
                    yield overlooked(name, shape, workshop.outcomes(shape, ONLY_TAGS))


def overlooked(name: str, shape: Shape, found: Sequence[Outcome]) -> Figure:
    """Return how often the planted tag got no sentence; and how often its range held the true difference."""
    planted = [one.planted for one in found if one.planted is not None]
    truth = statistics.fmean(one.difference for one in planted)  # after rounding and clipping: somewhat below the shift
    held = 100 * statistics.fmean(one.low <= truth <= one.high for one in planted)
    tags = f"clump {shape.persistence}" if shape.persistence else "scattered"
    promised = shape.planted >= 1 and shape.persistence == 0 and not (shape.craving and shape.tags > 1)
    return Figure(
        f"overlooked, {shape.planted} point, {tags}, phi {shape.phi}, {name}",
        100 * statistics.fmean(not one.claim for one in planted),
        "%",
        MOST_OVERLOOKED if promised else None,
        f"range holds {truth:.2f} in {held:.0f} of 100",
    )


def with_others_planted(workshop: Workshop) -> Iterator[Figure]:
    """Count how often the other analyses find what is there."""
    tags_off = frozenset({"tags"})
    for linked in (0.3, 0.5):
        for days in (90, 180, 365):
            found = workshop.outcomes(Shape(days, linked=linked, tags=0), tags_off)
            yield Figure(
                f"overlooked, sleep and mood {linked}, {days} days", share(found, lambda one: not one.pair), "%"
            )
    for stepped in (0.75, 1.0, 1.5):
        found = workshop.outcomes(Shape(60, stepped=stepped, tags=0), tags_off)
        yield Figure(f"overlooked, last 30 days {stepped} higher", share(found, lambda one: not one.trend), "%")
    for weeks in (8, 12, 26):
        found = workshop.outcomes(Shape(7 * weeks, weekend=1.0, evening=0.5, tags=0), tags_off)
        weekday, part = share(found, lambda one: not one.weekday), share(found, lambda one: not one.time)
        yield Figure(f"overlooked, weekend 1.0 higher, {weeks} weeks", weekday, "%")
        yield Figure(f"overlooked, evening 0.5 higher, {weeks} weeks", part, "%")


def timings() -> Iterator[Figure]:
    """Time a year with fifty tags, mood, craving, sleep and three check-ins a day; and eleven years of the same."""
    for days, rounds in ((365, 5), (4_000, 2)):
        shape = Shape(days, 0.5, 0.3, tags=50)
        many, points = made_up(shape, 1)
        taken = []
        for _ in range(rounds):
            start = time.perf_counter()
            find_patterns(many, points, today=many[-1].date)
            taken.append(time.perf_counter() - start)
        most = MOST_SECONDS if days == 365 else None
        yield Figure(f"patterns of {days:,} days with 50 tags", statistics.median(taken), "s", most)


def false_sentences(name: str, found: Sequence[Outcome]) -> Figure:
    """Return how many of 100 journals show a sentence about a tag."""
    value = share(found, lambda one: one.tag)
    return Figure(f"false tag sentence, {name}", value, "%", MOST_FALSE_SENTENCES, f"{len(found)} journals")


def false_tests(name: str, found: Sequence[Outcome]) -> Figure:
    """Return how many of 100 single tests are at p <= 0.05."""
    tests = sum(one.tests for one in found)
    value = 100 * sum(one.below for one in found) / tests
    return Figure(f"false single test, {name}", value, "%", MOST_FALSE_TESTS, f"{tests:,} tests")


def share(found: Sequence[Outcome], test: Callable[[Outcome], bool]) -> float:
    """Return the percentage of journals that pass."""
    return 100 * statistics.fmean(test(one) for one in found)
