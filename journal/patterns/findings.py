"""What was found, as values. The rules behind each number, with their sources: docs/patterns.md.

Every finding has a `key` that stays the same from day to day, such as `tag:walk:mood`: by it a person switches an
analysis off. Only a finding whose `claim` is true may become a sentence with "higher" or "lower" in it; the others are
results too, and are shown as "no clear pattern".
"""

from dataclasses import dataclass, field

from journal.errors import JournalError


class PatternsCancelled(JournalError):
    """Nobody waits for the patterns any more: the reckoning was ended on request, and nothing came of it."""


@dataclass(frozen=True, slots=True)
class TagFinding:
    """How days with a tag differ from the other days (rule "tags").

    `of` is `mood` or `craving`. `difference` is the mean of the days with the tag minus the mean of those without, in
    points; `low` and `high` are its range. `p` is how often chance alone comes this far.
    """

    tag: str = field(repr=False)
    of: str
    difference: float
    low: float
    high: float
    n_with: int
    n_without: int
    p: float
    claim: bool

    @property
    def key(self) -> str:
        """`tag:walk:mood`."""
        return f"tag:{self.tag}:{self.of}"


@dataclass(frozen=True, slots=True)
class PairFinding:
    """Whether two numbers went together over the days (rule "pairs").

    `pair` came first and `of` after it: `sleep` and `craving` is a night and the craving of the day after that night,
    `craving` and `sleep` a day's craving and the night after that day. `correlation` is Spearman's, from -1 to 1, with
    its range. `n` counts the nights that have both numbers.
    """

    pair: str
    of: str
    correlation: float
    low: float
    high: float
    n: int
    p: float
    claim: bool

    @property
    def key(self) -> str:
        """`pair:sleep:craving`."""
        return f"pair:{self.pair}:{self.of}"


@dataclass(frozen=True, slots=True)
class Trend:
    """The last 30 calendar days beside the 30 before (rule "trend"): the difference of their means, in points."""

    of: str
    difference: float
    low: float
    high: float
    n_last: int
    n_before: int
    claim: bool

    @property
    def key(self) -> str:
        """`trend:mood`."""
        return f"trend:{self.of}"


@dataclass(frozen=True, slots=True)
class WeekdayFinding:
    """Mood by weekday (rule "weekday"). Weekdays count from Monday, 0.

    `spread` is the gap in points between the highest and the lowest weekday, each day measured against its own week;
    `by_chance` is the gap that chance alone makes in half of all cases.
    """

    spread: float
    by_chance: float
    highest: int
    lowest: int
    weeks: int
    p: float
    claim: bool
    key: str = "weekday"


@dataclass(frozen=True, slots=True)
class TimeFinding:
    """Mood by part of the day (rule "time of day"). Parts are places in `journal.day_parts.PARTS`.

    As `WeekdayFinding`; each check-in is measured against the others of its own day, `days` counts the days used.
    """

    spread: float
    by_chance: float
    highest: int
    lowest: int
    days: int
    p: float
    claim: bool
    key: str = "time"


@dataclass(frozen=True, slots=True)
class NotEnough:
    """An analysis that waits for more: it has `have` of the `need` `unit` ("days", "nights", "weeks").

    `key` is that of the finding; for all tags of mood together it is `tags:mood`.
    """

    key: str
    have: int
    need: int
    unit: str = "days"


Finding = TagFinding | PairFinding | Trend | WeekdayFinding | TimeFinding


@dataclass(frozen=True, slots=True)
class Patterns:
    """All results: claims, what showed no clear pattern, and what waits for more days.

    `tags` has the clearest first. `rare_tags` counts the tags that are noted on too few days (or missing on too few) to
    be looked at.
    """

    tags: tuple[TagFinding, ...] = ()
    pairs: tuple[PairFinding, ...] = ()
    trends: tuple[Trend, ...] = ()
    weekday: WeekdayFinding | None = None
    time_of_day: TimeFinding | None = None
    not_enough: tuple[NotEnough, ...] = ()
    rare_tags: int = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was looked at."""
        times = (self.weekday, self.time_of_day)
        return (*self.tags, *self.pairs, *self.trends, *(one for one in times if one is not None))

    @property
    def claims(self) -> tuple[Finding, ...]:
        """What stood out."""
        return tuple(one for one in self.findings if one.claim)

    @property
    def tags_that_stood_out(self) -> int:
        """How many tags have a claim, for mood or for craving."""
        return len({one.tag for one in self.tags if one.claim})

    @property
    def tags_without_pattern(self) -> int:
        """How many tags were looked at and did not stand out."""
        return len({one.tag for one in self.tags}) - self.tags_that_stood_out
