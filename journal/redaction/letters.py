"""Where a word begins and ends, and where a sentence does, in text of any script."""

import re
import unicodedata

JOINERS = "\u200c\u200d"
SKIN_TONES = "\U0001f3fb-\U0001f3ff"

_LOOK_BACK = 60
_END = "!.?…:。！？"
_GOES_ON = ",;"
_ABBREVIATIONS = ("dr", "mr", "mrs", "ms", "st", "prof")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_NUMBERED = re.compile(r"(?:^|\n)[ \t]*\d{1,3}\.$")


def marks_in(text: str) -> str:
    """Return the marks in a text that stand on other characters: accents written apart, vowel points, emoji forms.

    A pattern has no name for them, and asking for each of a million characters would take too long: so the few that
    occur are looked up.
    """
    return "".join(sorted(one for one in set(text) if not one.isascii() and unicodedata.category(one)[0] == "M"))


def word_class(text: str) -> str:
    """Return what a character class holds so that it fits everything a word of this text is made of."""
    return rf"\w{re.escape(marks_in(text))}{JOINERS}"


def starts_sentence(text: str, place: int) -> bool:
    """Whether a sentence, a paragraph, a heading or an item of a list begins at a place.

    A line that merely goes on is no beginning. `Dr. Miller` and `J. Miller` are one sentence.
    """
    start = max(0, place - _LOOK_BACK)
    at = place
    while at > start and not (text[at - 1].isalnum() or text[at - 1] in _END or text[at - 1] in _GOES_ON):
        at -= 1
        if text[at] == "\n":
            break
    if at == start:
        return start == 0
    between = text[at:place]  # spaces, quotation marks, the signs of a list or a heading
    if between.startswith("\n"):
        before = text[start:at].rstrip(" \t")
        return bool(between.strip()) or before[-1:] in ("", "\n") or before[-1] in _END
    if text[at - 1] not in _END:
        return False
    before = text[start:at]
    word = _LAST_WORD.search(before)
    short = word is not None and (word[1].lower() in _ABBREVIATIONS or (len(word[1]) == 1 and word[1] != "I"))
    return _NUMBERED.search(before) is not None or not short
