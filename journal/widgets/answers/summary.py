"""What a check-in says so far, in one sentence. Values and pure functions."""

from collections.abc import Sequence

from journal.cleaning import clean_line
from journal.moods import Checkin, Scale
from journal.questions import Questions
from journal.widgets.answers.marks import halt_word

SEPARATOR = " · "
_LONGEST_FACT = 24


def facts_of(checkin: Checkin, questions: Questions, scales: Sequence[Scale]) -> tuple[str, ...]:
    """Return what a check-in says, each answer in a word or two, in the order of its lines."""
    facts = [questions.mood_words[checkin.mood - 1]] if checkin.mood else []
    for name, number in (("energy", checkin.energy), ("craving", checkin.craving), ("strongest", checkin.strongest)):
        if number is not None:
            facts.append(f"{name} {number}")
    facts += [halt_word(word) for word in checkin.halt]
    if checkin.sleep is not None:
        facts.append(f"{checkin.sleep:g} h sleep")
    if checkin.quality is not None:
        facts.append(f"sleep quality {checkin.quality}")
    names = {scale.id: scale.name for scale in scales}
    facts += [f"{_short(names[scale_id])} {number}" for scale_id, number in checkin.scales if scale_id in names]
    facts += [_short(word) for word in (*checkin.emotions, *checkin.triggers)]
    facts += [_short(coped.name) for coped in checkin.coping]
    if checkin.together is not None:
        facts.append("spoke with someone" if checkin.together else "spoke with nobody yet")
    if checkin.medication is not None:
        facts.append(f"medication {'as planned' if checkin.medication == 'yes' else checkin.medication}")
    facts += [f"#{_short(tag)}" for tag in checkin.tags]
    if checkin.note.strip():
        facts.append("a note")
    return tuple(facts)


def fitting(facts: Sequence[str], room: int) -> str:
    """Return the facts that fit into so many cells, and how many are left over; the first one always."""
    whole = SEPARATOR.join(facts)
    if len(whole) <= room:
        return whole
    shown = list(facts[:1])
    for fact in facts[1:]:
        more = f"{SEPARATOR}and {len(facts) - len(shown) - 1} more"
        if len(SEPARATOR.join([*shown, fact])) + len(more) > room:
            break
        shown.append(fact)
    return SEPARATOR.join([*shown, f"and {len(facts) - len(shown)} more"])


def _short(words: str) -> str:
    return clean_line(words, _LONGEST_FACT)
