"""The piece of an entry around what was found, with the hits marked.

The index could cut it, too, at the price of reading each text through its tokenizer again; and it has no word for
the case where newest entries are shown without asking it.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from journal.finding import Snippet
from journal.records.queries import Term

WIDTH = 84
BEFORE = 24  # characters of context in front of the first hit
MOST_LOOKED_AT = 40

_SPACE = re.compile(r"\s+")
_UNEVEN = re.compile(r"\s{2}|[^\S ]")


class _Folding(dict[int, str]):
    """Each character without case and accents, always one for one, so that places stay the same."""

    def __missing__(self, code: int) -> str:
        lower = chr(code).lower()
        base = unicodedata.normalize("NFD", lower)[:1] if lower else ""
        folded = base if base and not unicodedata.combining(base) else chr(code)
        self[code] = folded
        return folded


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Return the text as the word index compares it: no case, no accents, the same length."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


class Marker:
    """Finds the terms of one query in texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Prepare for the terms."""
        self._each = [_Finder(term) for term in terms if term.letters]

    def all_in(self, *texts: str) -> bool:
        """Return whether every term is in one of the texts."""
        together = [folded(text) for text in texts]
        return all(any(finder.first(text) is not None for text in together) for finder in self._each)

    def found_in(self, text: str) -> bool:
        """Return whether one of the terms is in the text."""
        plain = folded(text)
        return any(finder.first(plain) is not None for finder in self._each)

    def snippet(self, body: str) -> Snippet:
        """Return one line of the text around the hits; its beginning when there is none."""
        plain = folded(body)
        start, end = _window(body, self._best(plain))
        parts = [("…", False)] if start else []
        at = start
        hits = [span for finder in self._each for span in finder.spans(plain, start, end)]
        for hit_start, hit_end in hits if len(self._each) == 1 else sorted(hits):
            if hit_start >= at and hit_end > hit_start:
                parts += [(body[at:hit_start], False), (body[hit_start:hit_end], True)]
                at = hit_end
        parts.append((body[at:end], False))
        if end < len(body.rstrip()):
            parts.append(("…", False))
        if _UNEVEN.search(body, start, end):
            parts = [(_SPACE.sub(" ", text), hit) for text, hit in parts]
        return Snippet(tuple([part for part in parts if part[0]]))

    def _best(self, plain: str) -> int | None:
        """Return the place of the hit that has the most terms near it."""
        if len(self._each) == 1:
            return self._each[0].first(plain)
        places = [start for finder in self._each for start, _ in islice(finder.spans(plain), MOST_LOOKED_AT)]

        def terms_near(place: int) -> int:
            return sum(finder.first(plain, place, place + WIDTH - BEFORE) is not None for finder in self._each)

        return max(sorted(places), key=terms_near, default=None)


class _Finder:
    """Finds one term in folded text. The beginning of a word is checked by hand: a look back makes a search slow."""

    def __init__(self, term: Term) -> None:
        self._inside_words = term.unspaced
        if term.unspaced:
            self._plain = self._accented = re.compile(re.escape(folded(term.text)))
            return
        words = [folded(unicodedata.normalize("NFC", word)) for word in term.letters]
        end = (r"[^\W_]*" if term.unfinished else "") + r"(?![^\W_])"  # the whole word is marked
        between = r"[\W_]+"
        self._plain = re.compile(between.join(map(re.escape, words)) + end)
        # An accent may be a character of its own after its letter.
        spelled = ["".join(re.escape(letter) + "[\u0300-\u036f]*" for letter in word) for word in words]
        self._accented = re.compile(between.join(spelled) + end)

    def spans(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[int, int]]:
        """Go through the places of the term."""
        pattern = self._plain if text.isascii() else self._accented
        for match in pattern.finditer(text, start, end):
            at = match.start()
            if self._inside_words or at == 0 or not text[at - 1].isalnum():
                yield match.span()

    def first(self, text: str, start: int = 0, end: int = sys.maxsize) -> int | None:
        """Return where the term comes first."""
        pattern = self._plain if text.isascii() else self._accented
        match = pattern.search(text, start, end)
        while match is not None:
            at = match.start()
            if self._inside_words or at == 0 or not text[at - 1].isalnum():
                return at
            match = pattern.search(text, match.end(), end)
        return None


def _window(body: str, place: int | None) -> tuple[int, int]:
    start = max(0, (place or 0) - BEFORE)
    if start:
        start = body.find(" ", start, place or 0) + 1 or start
    end = min(len(body), start + WIDTH)
    if end < len(body):
        space_at = max(body.rfind(" ", start + WIDTH // 2, end), body.rfind("\n", start + WIDTH // 2, end))
        end = space_at if space_at > (place or 0) + BEFORE else end
    return start, end
