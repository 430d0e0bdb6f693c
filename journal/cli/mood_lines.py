"""Check-ins as lines for people. Everything that comes from the person is cleaned here."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from journal.cli.output import clean_line, moment, paint, tag_words, to_a_terminal
from journal.days import Day
from journal.lookback import level_of
from journal.moods import Checkin
from journal.wording import MOOD_GLYPHS, MOOD_WORDS, NO_MOOD

COLOURS = ("magenta", "blue", "cyan", "green", "yellow")
LATER = "noted later"
_NARROW = 72
_GAP = "  "
_NO_BREAK = "\u00a0"
_MEDICATION = {
    "yes": "medication as planned",
    "partly": "medication partly as planned",
    "no": "medication not as planned",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the words and ids in a check-in are called: its moods, a person's own scales, the entries beside them."""

    moods: Sequence[str] = field(default=MOOD_WORDS, repr=False)
    scales: Mapping[str, str] = field(default_factory=dict, repr=False)
    entries: Mapping[str, str] = field(default_factory=dict)


def page_width() -> int | None:
    """Return how many cells a line has, or nothing where no terminal shows it: a line is as long as it is then."""
    return shutil.get_terminal_size().columns if to_a_terminal() else None


def wrapped(text: str, width: int | None, *, set_in: int = 2) -> list[str]:
    """Return text in lines of at most `width` cells, all but the first set in.

    A dot between two facts stands at the end of a line, not at the beginning of the next.
    """
    if width is None:
        return [text]
    rows = wrap(text.replace(" · ", f"{_NO_BREAK}· "), width, subsequent_indent=" " * set_in, break_on_hyphens=False)
    return [row.replace(_NO_BREAK, " ") for row in rows]


def checkin_lines(checkin: Checkin, names: Names, width: int | None) -> Iterator[str]:
    """Yield a check-in: when, how it was, and all else that was said."""
    longest = max(len(word) for word in names.moods) + 2
    plain = f"{moment(checkin.at)}{_GAP}{mood_cell(checkin.mood, names.moods)}"
    missing = " " * (longest - len(plain) + len(f"{moment(checkin.at)}{_GAP}"))
    head = paint(moment(checkin.at), dim=True) + _GAP + painted_mood(checkin.mood, names.moods)
    facts = " · ".join(_facts(checkin, names))
    if not facts:
        yield head
    elif width is None:
        yield f"{head}{missing}{_GAP}{facts}"
    else:
        beside = width >= _NARROW
        indent = len(plain) + len(missing) + len(_GAP) if beside else 4
        rows = wrapped(facts, max(20, width - indent), set_in=0)
        yield f"{head}{missing}{_GAP}{rows.pop(0)}" if beside else head
        yield from (" " * indent + row for row in rows)


def mood_cell(mood: int | None, words: Sequence[str]) -> str:
    """Return a mood as a glyph and its word: `▆ good`."""
    return NO_MOOD if mood is None else f"{MOOD_GLYPHS[mood - 1]} {clean_line(words[mood - 1])}"


def painted_mood(mood: int | None, words: Sequence[str]) -> str:
    """Return the same with the glyph in its colour, where colours are wanted."""
    if mood is None:
        return paint(NO_MOOD, dim=True)
    return f"{painted_glyph(mood)} {clean_line(words[mood - 1])}"


def painted_glyph(level: int) -> str:
    """Return the glyph of a level, 1 to 5, in its colour."""
    return paint(MOOD_GLYPHS[level - 1], colour=COLOURS[level - 1])


def day_cell(day: Day | None) -> str:
    """Return a day as one cell; one without a mood is a small dot."""
    if day is None or day.mood is None:
        return paint(NO_MOOD, dim=True)
    return painted_glyph(level_of(day.mood))


def number_words(number: float) -> str:
    """Return a middle as a page shows it: `3`, `3.5`."""
    return f"{round(number, 1):g}"


def _facts(checkin: Checkin, names: Names) -> Iterator[str]:
    if checkin.energy is not None:
        yield f"energy {checkin.energy}"
    if checkin.craving is not None:
        strongest = "" if checkin.strongest is None else f", strongest {checkin.strongest}"
        yield f"craving {checkin.craving}{strongest}"
    elif checkin.strongest is not None:
        yield f"strongest craving {checkin.strongest}"
    if checkin.sleep is not None:
        quality = "" if checkin.quality is None else f", quality {checkin.quality}"
        yield f"slept {checkin.sleep:g} h{quality}"
    elif checkin.quality is not None:
        yield f"sleep quality {checkin.quality}"
    yield from _words(checkin, names)
    if checkin.later:
        yield LATER
    if entry := names.entries.get(checkin.id):
        yield f"with the entry {entry}"
    if note := clean_line(checkin.note):
        yield f"“{note}”"


def _words(checkin: Checkin, names: Names) -> Iterator[str]:
    for before, words in (("", checkin.emotions), ("", checkin.halt), ("around: ", checkin.triggers)):
        if words:
            yield before + ", ".join(map(clean_line, words))
    if checkin.coping:
        done = (
            clean_line(coped.name) + ("" if coped.helped is None else f" (helped {coped.helped} of 3)")
            for coped in checkin.coping
        )
        yield f"did: {', '.join(done)}"
    if checkin.together is not None:
        yield "together" if checkin.together else "not together"
    if checkin.medication is not None:
        yield _MEDICATION[checkin.medication]
    for scale_id, number in checkin.scales:
        yield f"{clean_line(names.scales.get(scale_id, 'a scale'))} {number}"
    if checkin.tags:
        yield tag_words(checkin.tags)
