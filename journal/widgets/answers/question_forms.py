"""The fields for what has words: the moods, and a person's own scales."""

from dataclasses import replace

from journal.moods import Scale, checked_scale
from journal.questions import LONGEST_MOOD_WORD, checked_mood_words
from journal.widgets.answers.form import Field, Form
from journal.widgets.answers.marks import Choice
from journal.wording import MOOD_GLYPHS, MOOD_WORDS

_BETTER = (Choice(1, "h", "higher"), Choice(-1, "l", "lower"))


def mood_form(words: tuple[str, ...]) -> Form:
    """Return fields for the five words; the usual ones stand in those that are empty."""
    fields = [
        Field(
            str(number), f"{number + 1} {MOOD_GLYPHS[number]}", "" if word == usual else word, usual, LONGEST_MOOD_WORD
        )
        for number, (word, usual) in enumerate(zip(words, MOOD_WORDS, strict=True))
    ]
    return Form("Your words for the moods, from heavy to bright. Empty is the usual one.", fields)


def mood_words_from(kept: Form.Kept) -> tuple[str, ...]:
    """Return the five words of the fields."""
    words = tuple(kept.texts[str(number)] or usual for number, usual in enumerate(MOOD_WORDS))
    return checked_mood_words(words) or MOOD_WORDS


def scale_form(scale: Scale, title: str) -> Form:
    """Return fields for a scale."""
    fields = [
        Field("name", "Name", scale.name, "what it is about"),
        Field("lowest", "Lowest", str(scale.lowest), "0", 3),
        Field("highest", "Highest", str(scale.highest), "10", 3),
        Field("low_word", "Low means", scale.low_word, "what the lowest means"),
        Field("high_word", "High means", scale.high_word, "what the highest means"),
    ]
    return Form(title, fields, _BETTER, choice_label="Welcome", chosen=scale.better or None)


def scale_from(scale: Scale, kept: Form.Kept) -> Scale:
    """Return the scale as the fields have it.

    Raises:
        OutOfRange: it has no name, or its ends are not in order.
    """
    texts = kept.texts
    ends = [int(text) if text.isascii() and text.isdecimal() else -1 for text in (texts["lowest"], texts["highest"])]
    return checked_scale(
        replace(
            scale,
            name=texts["name"],
            lowest=ends[0],
            highest=ends[1],
            low_word=texts["low_word"],
            high_word=texts["high_word"],
            better=kept.choice or 0,
        )
    )
