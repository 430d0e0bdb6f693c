"""Patterns as sentences, in pieces that a screen can colour and a shell can print. The rules: docs/patterns.md.

A sentence says what went together, never why, and always on how many days. Only a finding with a claim gets a "higher"
or a "lower".
"""

from dataclasses import dataclass, field
from typing import Literal

from journal.day_parts import PARTS
from journal.patterns import (
    Finding,
    NotEnough,
    PairFinding,
    Patterns,
    TagFinding,
    TimeFinding,
    Trend,
    WeekdayFinding,
)
from journal.wording import WEEKDAYS, counted

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
PAIRS = {
    "pair:sleep:craving": "Sleep and next-day craving",
    "pair:sleep:mood": "Sleep and next-day mood",
    "pair:craving:sleep": "Craving and the night after",
    "pair:mood:sleep": "Mood and the night after",
}
OTHERS = {
    "tags:mood": "Tags and mood",
    "tags:craving": "Tags and craving",
    "trend:mood": "Mood in the last 30 days",
    "trend:craving": "Craving in the last 30 days",
    "weekday": "Mood by weekday",
    "time": "Mood by time of day",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence: `strong` is what it says in short, `tag` a tag with its `#`, `quiet` numbers beside it.

    The text of a tag is a person's own, and is cleaned where it is shown.
    """

    text: str = field(repr=False)
    kind: Literal["plain", "strong", "tag", "quiet"] = "plain"


Sentence = tuple[Piece, ...]


def plain(pieces: Sentence) -> str:
    """Return a sentence as text."""
    return "".join(piece.text for piece in pieces)


def sentence(result: Finding | NotEnough) -> Sentence:
    """Return the sentence of one result, whether it stood out, showed no clear pattern, or waits for more days."""
    if isinstance(result, NotEnough):
        return _waiting(result)
    if isinstance(result, TagFinding):
        return _tag(result) if result.claim else _tag_without_pattern(result)
    if isinstance(result, PairFinding):
        return _pair(result) if result.claim else _pair_without_pattern(result)
    if isinstance(result, Trend):
        return _trend(result)
    return _spread(result)


NOTHING_TO_DO = "Nothing to do; it fills in as you write."


def in_short(result: NotEnough) -> Sentence:
    """Return what waits, for a list that `NOTHING_TO_DO` ends: `Tags and mood: 12 of 30 days so far`."""
    name = PAIRS.get(result.key) or OTHERS.get(result.key, "")
    return (
        Piece(f"{name}: " if name else ""),
        Piece(f"{result.have} of {result.need} {result.unit}", "quiet"),
        Piece(" so far"),
    )


def tags_without_pattern(found: Patterns) -> Sentence:
    """Return `Six other tags were looked at; none stood out.`; nothing when every tag stood out, or there was none."""
    number = found.tags_without_pattern
    if not number:
        return ()
    other = "other " if found.tags_that_stood_out else ""
    if number == 1:
        return (Piece(f"One {other}tag was looked at; it did not stand out."),)
    return (Piece(f"{spelled(number).capitalize()} {other}tags were looked at; none stood out."),)


def rare_tags(found: Patterns) -> Sentence:
    """Return `Three tags are on too few days to tell yet.`, counting those that are on nearly every day too."""
    number = found.rare_tags
    if not number:
        return ()
    tags = "tag is" if number == 1 else "tags are"
    return (Piece(f"{spelled(number).capitalize()} {tags} on too few days to tell yet, or on nearly all.", "quiet"),)


def spelled(number: int) -> str:
    """Return small numbers as words: `six`, `13`."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def _waiting(result: NotEnough) -> Sentence:
    name = PAIRS.get(result.key) or OTHERS.get(result.key, "")
    start = f"{name}: not" if name else "Not"
    return (
        Piece(f"{start} enough {result.unit} to tell yet "),
        Piece(f"({result.have} of {result.need})", "quiet"),
        Piece(f". {NOTHING_TO_DO}"),
    )


def _tag(finding: TagFinding) -> Sentence:
    days = "day" if finding.n_with == 1 else "days"
    return (
        Piece(f"On {finding.n_with:,} "),
        Piece(f"#{finding.tag}", "tag"),
        Piece(f" {days} {finding.of} was "),
        Piece(_by(finding.difference), "strong"),
        Piece(f" than on {finding.n_without:,} others "),
        Piece(_range(finding.low, finding.high, finding.difference), "quiet"),
        Piece("."),
    )


def _tag_without_pattern(finding: TagFinding) -> Sentence:
    return (
        Piece(f"#{finding.tag}", "tag"),
        Piece(f" and {finding.of}: no clear pattern "),
        Piece(f"({finding.n_with:,} days with it, {finding.n_without:,} without)", "quiet"),
        Piece("."),
    )


def _pair(finding: PairFinding) -> Sentence:
    higher = "higher" if finding.correlation > 0 else "lower"
    longer = "longer" if finding.correlation > 0 else "shorter"
    if finding.pair == "sleep":
        start, result, end = "Longer nights went together with ", f"{higher} {finding.of}", " the day after "
    else:
        start, result, end = f"Days of higher {finding.pair} went together with ", f"{longer} nights", " after them "
    # A correlation has no unit that a person could picture: how sure and how strong is said in numbers beside it.
    numbers = f"({counted(finding.n, 'night')}; correlation {finding.correlation:.2f}"
    reach = f", range {_two(finding.low, finding.correlation)} to {_two(finding.high, finding.correlation)})"
    return (Piece(start), Piece(result, "strong"), Piece(end), Piece(numbers + reach, "quiet"), Piece("."))


def _pair_without_pattern(finding: PairFinding) -> Sentence:
    return (Piece(f"{PAIRS[finding.key]}: no clear pattern in {counted(finding.n, 'night')}."),)


def _trend(finding: Trend) -> Sentence:
    if not finding.claim:
        return (Piece(f"{finding.of.capitalize()}: the last 30 days were about the same as the 30 before."),)
    return (
        Piece(f"{finding.of.capitalize()} was "),
        Piece(_by(finding.difference), "strong"),
        Piece(" in the last 30 days than in the 30 before "),
        Piece(_range(finding.low, finding.high, finding.difference), "quiet"),
        Piece("."),
    )


def _spread(finding: WeekdayFinding | TimeFinding) -> Sentence:
    if isinstance(finding, WeekdayFinding):
        what, span, names = "weekday", counted(finding.weeks, "week"), [f"on {day}s" for day in WEEKDAYS]
    else:
        what, span = "time of day", counted(finding.days, "day")
        names = ["at night" if part == "night" else f"at {part}" if part == "midday" else f"in the {part}"
                 for part in PARTS]  # fmt: skip
    chance = Piece(f"Chance alone moves these by about {finding.by_chance:.1f} in {span}.", "quiet")
    if not finding.claim:
        return (Piece(f"No clear pattern by {what}. "), chance)
    return (
        Piece("Mood was "),
        Piece(f"highest {names[finding.highest]}", "strong"),
        Piece(f" and lowest {names[finding.lowest]}, {finding.spread:.1f} apart. "),
        chance,
    )


def _by(difference: float) -> str:
    size = f"{abs(difference):.1f}"
    if size == "0.0":
        size = f"{abs(difference):.2f}"
    return f"{size} {'higher' if difference > 0 else 'lower'}"


def _range(low: float, high: float, difference: float) -> str:
    """Return `(range 0.2 to 1.4)`: of how much higher, or of how much lower, so that no minus sign is needed."""
    near, far = (low, high) if difference > 0 else (-high, -low)
    start = f"{near:.1f}"
    return f"(range {'above 0' if start == '0.0' else start} to {far:.1f})"


def _two(end: float, correlation: float) -> str:
    """Return one end of a range; a claim leaves out 0, and so do its words."""
    text = f"{end:.2f}"
    if text in ("0.00", "-0.00"):
        return "above 0" if correlation > 0 else "below 0"
    return text
