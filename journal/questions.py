"""Which questions a check-in asks, in which words, and whether it asks at all. Values and pure functions."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from journal.moods import HALT, MORE_HALT
from journal.wording import MOOD_WORDS

LINES = (
    "energy", "craving", "strongest", "halt", "sleep", "feelings", "triggers", "coping", "together", "medication",
    "tags", "note",
)  # fmt: skip
"""Every line of a check-in but the mood, in their order. Each can be left out."""
OFF_AT_FIRST = frozenset({"medication"})
WITH_A_COUNTER = frozenset({"craving", "strongest"})
"""Lines that are asked once somebody counts something or has noted a craving lately, unless they chose otherwise."""
LONGEST_MOOD_WORD = 10


@dataclass(frozen=True, slots=True)
class Questions:
    """What a person chose. `paused_since` is set while they do not want to be asked at all.

    `patterns_off` holds the keys of analyses (see `journal.patterns`) that are not to be made. `on` holds the lines
    that were switched on by the person. `counting` is no choice: the journal clears it while nothing is counted.
    """

    off: frozenset[str] = OFF_AT_FIRST
    more_halt: tuple[str, ...] = ()
    mood_words: tuple[str, ...] = field(default=MOOD_WORDS, repr=False)
    paused_since: date | None = None
    patterns_off: frozenset[str] = field(default=frozenset(), repr=False)
    on: frozenset[str] = frozenset()
    counting: bool = field(default=True, compare=False)

    @property
    def halt(self) -> tuple[str, ...]:
        """The words of the HALT line."""
        return (*HALT, *(word for word in MORE_HALT if word in self.more_halt))

    def asks(self, line: str) -> bool:
        """Return whether a line is asked."""
        if line in WITH_A_COUNTER and not self.counting and line not in self.on:
            return False
        return line not in self.off

    def without(self, line: str) -> "Questions":
        """Return the same without a line, or with it again."""
        if self.asks(line):
            return replace(self, off=self.off | {line}, on=self.on - {line})
        return replace(self, off=self.off - {line}, on=self.on | {line})

    def paused(self, since: date | None) -> "Questions":
        """Return the same, paused since a day, or asking again."""
        return replace(self, paused_since=since)

    def with_pattern(self, key: str) -> "Questions":
        """Return the same with one analysis turned off, or on again."""
        return replace(self, patterns_off=self.patterns_off ^ {key})


def questions_to(questions: Questions) -> str:
    """Return the choice as JSON."""
    return json.dumps(
        {
            "off": sorted(questions.off),
            "more_halt": list(questions.more_halt),
            "mood_words": list(questions.mood_words),
            "paused_since": questions.paused_since.isoformat() if questions.paused_since else None,
            "patterns_off": sorted(questions.patterns_off),
            "on": sorted(questions.on),
        }
    )


def questions_from(text: str) -> Questions:
    """Return the choice that a JSON text holds; anything missing or strange has its default."""
    usual = Questions()
    try:
        found = json.loads(text)
    except ValueError:
        return usual
    if not isinstance(found, dict):
        return usual
    words = _words(found, "mood_words")
    off = frozenset(_words(found, "off")) & frozenset(LINES) if "off" in found else usual.off
    on = frozenset(_words(found, "on")) & frozenset(LINES) - off
    if "off" in found and "on" not in found:  # chosen when these lines were asked in any case
        on = WITH_A_COUNTER - off
    return Questions(
        off=off,
        on=on,
        more_halt=tuple(word for word in MORE_HALT if word in _words(found, "more_halt")),
        mood_words=checked_mood_words(words) or usual.mood_words,
        paused_since=_day(found.get("paused_since")),
        patterns_off=frozenset(_words(found, "patterns_off")),
    )


def checked_mood_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return five words for the moods, each short, or nothing where they are not five."""
    tidy = tuple(" ".join(word.split())[:LONGEST_MOOD_WORD].strip() for word in words)
    return tidy if len(tidy) == len(MOOD_WORDS) and all(tidy) else ()


def _words(found: dict[str, Any], name: str) -> tuple[str, ...]:
    value = found.get(name)
    return tuple(word for word in value if isinstance(word, str)) if isinstance(value, list) else ()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
