"""A check-in in words: when, how it was, and whatever else was said."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from journal.cleaning import clean_line, clean_text
from journal.moods import Checkin, Coped, Scale
from journal.vocabulary import vocabulary
from journal.wording import MOOD_GLYPHS, MOOD_WORDS, NO_MOOD

HELPED = ("did not help", "helped a little", "helped", "helped a lot")
_MEDICATION = {
    "yes": "medication as planned",
    "partly": "medication partly as planned",
    "no": "medication not as planned",
}
_TIME = 7
_MOOD = 11
_BESIDE_FROM = 56

Part = tuple[str, str]


def mood_of_checkin(mood: int | None, words: Sequence[str] = MOOD_WORDS) -> Content:
    """Return the glyph in its colour and the word; an empty mark where no mood was noted."""
    if mood is None:
        return Content.styled(NO_MOOD, "$muted")
    return Content.assemble((MOOD_GLYPHS[mood - 1], f"$mood{mood}"), (f" {clean_line(words[mood - 1])}", "$ink"))


def checkin_lines(
    checkin: Checkin, width: int, words: Sequence[str] = MOOD_WORDS, scales: Mapping[str, Scale] | None = None
) -> list[Content]:
    """Return a check-in in lines of at most `width` cells. What was not said is not mentioned."""
    head = Content.styled(f"{checkin.at:%H:%M}".ljust(_TIME), "$muted") + mood_of_checkin(checkin.mood, words)
    facts = _joined(_facts(checkin, scales or {}))
    margin = _TIME + _MOOD if width >= _BESIDE_FROM else _TIME
    folded = facts.wrap(max(10, width - margin)) if facts.plain else []
    lines = [head]
    if margin > _TIME and folded:
        lines = [head.pad_right(max(1, margin - head.cell_length)) + folded.pop(0)]
    lines += [Content(" " * margin) + line for line in folded]
    note = Content.styled(clean_text(checkin.note).strip(), "$ink")
    if note.plain:
        lines += [Content(" " * margin) + line for line in note.wrap(max(10, width - margin))]
    return lines


def coped_words(coped: Coped) -> str:
    """Return `a walk (helped a lot)`."""
    name = clean_line(coped.name)
    return name if coped.helped is None else f"{name} ({HELPED[coped.helped]})"


def _facts(checkin: Checkin, scales: Mapping[str, Scale]) -> list[Part]:
    """Return what was said besides mood and note, each with its style."""
    found: list[str] = []
    if checkin.energy is not None:
        found.append(f"energy {vocabulary().energy[checkin.energy - 1]}")
    if checkin.craving is not None:
        found.append(f"craving {checkin.craving}" + _and(", strongest", checkin.strongest))
    elif checkin.strongest is not None:
        found.append(f"strongest craving {checkin.strongest}")
    if checkin.sleep is not None:
        found.append(f"slept {checkin.sleep:g} h" + _and(", quality", checkin.quality))
    elif checkin.quality is not None:
        found.append(f"sleep quality {checkin.quality}")
    found += [word.replace("-", " ") for word in checkin.halt]
    found += map(clean_line, (*checkin.emotions, *checkin.triggers))
    found += map(coped_words, checkin.coping)
    if checkin.together is not None:
        found.append("together" if checkin.together else "not together")
    if checkin.medication is not None:
        found.append(_MEDICATION[checkin.medication])
    for scale_id, number in checkin.scales:
        if scale := scales.get(scale_id):
            found.append(f"{clean_line(scale.name)} {number}")
    if checkin.later:
        found.append("noted later")
    parts = [(fact, "$muted") for fact in found]
    return parts + [(f"#{clean_line(tag)}", "$sand") for tag in checkin.tags]


def _joined(parts: list[Part]) -> Content:
    return Content.styled(" · ", "$muted").join([Content.styled(text, style) for text, style in parts])


def _and(word: str, number: int | None) -> str:
    return "" if number is None else f"{word} {number}"
