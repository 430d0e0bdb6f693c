"""Names by their capitals: words that have one where a sentence would not give it to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from journal.redaction.letters import starts_sentence, word_class
from journal.wording import MONTHS, WEEKDAYS

# Words that begin sentences, and are nobody's name there. Short on purpose: a name that is also a word is asked about.
_COMMON = """
a about after again all almost also although always an and another any anyway are as at back be because before but
by can could day days did do does done down each even every everything few finally first for friday from get getting
going good got had has have having he hello her here him his how however i if in instead into is it its just last
later let like maybe me monday more most much my never next no nobody not nothing now of off okay on once one only
or other our out over perhaps please saturday she since slept so some somebody someone something sometimes soon
still sunday thank thanks that the their them then there these they things this those though through thursday time
to today together tomorrow tonight too tuesday under until up us very walked was we wednesday well went were what
whatever when where whether which while who why will with without woke work would yes yesterday yet you your
"""
_BEGINNINGS = frozenset(_COMMON.split())
_NEVER = frozenset(
    [
        *("i", "ok", "okay", "tv", "am", "pm", "mr", "mrs", "ms", "dr"),
        *(name.lower() for name in (*MONTHS, *WEEKDAYS)),
        *(name[:3].lower() for name in (*MONTHS, *WEEKDAYS)),
    ]
)
_PARTICLES = r"(?:(?:van|von|der|den|de|del|della|da|di|du|la|le|al|bin|of|the|&) ){0,3}"
_BETWEEN = re.compile(rf"[ \u00a0]{{1,2}}{_PARTICLES}|\.[ \u00a0]")
_TITLES = frozenset(["st", "dr", "mr", "mrs", "ms", "prof"])


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    key: str
    """The word in small letters, without what belongs to it by an apostrophe."""
    capital: bool
    loud: bool
    starts: bool = False
    name: bool = False


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names may stand, first to last; a first and a last name together.

    A capital inside a sentence makes a name of a word, wherever else it has one. At the beginning of sentences alone it
    takes two, and never the same word in small letters.
    """
    tokens = _tokens(text)
    known = {token.key for token in tokens if token.capital and not token.starts and token.key not in _NEVER}
    small = {token.key for token in tokens if not token.capital}
    often: dict[str, int] = {}
    for token in tokens:
        if token.capital and token.key not in _BEGINNINGS and token.key not in small and len(token.key) > 1:
            often[token.key] = often.get(token.key, 0) + 1
    known |= {key for key, times in often.items() if times > 1 and key not in _NEVER}
    for token in tokens:
        token.name = token.capital and token.key in known and not (token.starts and token.key in _BEGINNINGS)
    yield from _together(text, tokens)


def _tokens(text: str) -> list[_Token]:
    part = rf"[^\W\d_][{word_class(text)}]*"
    tokens: list[_Token] = []
    for match in re.finditer(rf"(?<!\w){part}(?:[-'’]{part}){{0,6}}", text):
        word = match[0]
        loud = len(word) > 1 and word == word.upper() != word.lower()
        token = _Token(match.start(), match.end(), _key(word), word[0].isupper() or word[0].istitle(), loud)
        token.starts = token.capital and starts_sentence(text, token.start)
        if loud and tokens and tokens[-1].loud and _BETWEEN.fullmatch(text, tokens[-1].end, token.start):
            tokens[-1].capital = token.capital = False  # A WHOLE LINE IN CAPITALS is loud, and no name
        tokens.append(token)
    return tokens


def _key(word: str) -> str:
    return (
        re.split("['’]", word, maxsplit=1)[0].casefold() if len(word) > 2 and word[1] not in "'’" else word.casefold()
    )


def _together(text: str, tokens: list[_Token]) -> Iterator[tuple[int, int]]:
    """Yield names that stand side by side as one: first and last name, `Dr. Weber`, `Brennan & Sons`."""
    start = end = -1
    for place, token in enumerate(tokens):
        joined = start >= 0 and token.capital and _BETWEEN.fullmatch(text, end, token.start) is not None
        if joined and text[end] == "." and tokens[place - 1].key not in _TITLES and end - tokens[place - 1].start > 1:
            joined = False
        if token.name and joined:
            end = token.end
            continue
        if token.name or _before_a_name(text, tokens, place):
            if start >= 0:
                yield start, end
            start, end = token.start, token.end
    if start >= 0:
        yield start, end


def _before_a_name(text: str, tokens: list[_Token], place: int) -> bool:
    """Whether a sentence begins with this word and a name follows it at once: `Maria Lopez called`."""
    token = tokens[place]
    title = token.capital and token.key in _TITLES
    first = token.capital and token.starts and token.key not in _BEGINNINGS and token.key not in _NEVER
    if not (title or first):
        return False
    if place + 1 == len(tokens) or not tokens[place + 1].name:
        return False
    between = text[token.end : tokens[place + 1].start]
    return between in (" ", "\u00a0") or (between == ". " and title)
