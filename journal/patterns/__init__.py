"""Patterns: what went together over the days, and what showed no clear pattern. Values and pure functions.

The rules, their sources and how often they are wrong: docs/patterns.md. Sentences: `journal.pattern_words`.
"""

from journal.patterns.findings import (
    Finding,
    NotEnough,
    PairFinding,
    Patterns,
    PatternsCancelled,
    TagFinding,
    TimeFinding,
    Trend,
    WeekdayFinding,
)
from journal.patterns.search import find_patterns

__all__ = [
    "Finding",
    "NotEnough",
    "PairFinding",
    "Patterns",
    "PatternsCancelled",
    "TagFinding",
    "TimeFinding",
    "Trend",
    "WeekdayFinding",
    "find_patterns",
]
