"""Remembered words are replaced wherever they stand as words: names, places, employers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from journal.errors import JournalError
from journal.redaction.letters import JOINERS, SKIN_TONES, marks_in, starts_sentence, word_class

OMITTED = "…"
"""Stands where a word is to go without another in its place."""
MOST_ROUNDS = 12
"""One replacement may bring a word that another one replaces. So often this may happen, one after the other."""


class CircularReplacements(JournalError):
    """Some replacements bring back what others take away: change one of them."""

    def __init__(self) -> None:
        super().__init__(
            "These replacements lead in a circle: one brings back a word that another replaces. Nothing was shared. "
            "Change one of them."
        )


@dataclass(frozen=True, slots=True)
class Replacement:
    """A word or some words, and what stands in their place; without `new` it is an ellipsis.

    `old` in small letters is found however it is written. With a capital it is a name: it is found as it stands and in
    capitals, so that “Will” is replaced and “will” is not.
    """

    old: str = field(repr=False)
    new: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text that leaves. `was` is what stood there before, where something was replaced."""

    text: str = field(repr=False)
    was: str | None = field(default=None, repr=False)

    @property
    def replaced(self) -> bool:
        """Whether something else stood here."""
        return self.was is not None


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    text: str
    was: str | None = None
    """What stood here before; None for a span that is to be replaced now."""


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the text that leaves."""
    return "".join(piece.text for piece in pieces)


def pieces_of(text: str, replacements: Iterable[Replacement]) -> tuple[Piece, ...]:
    """Return the text with everything replaced, in pieces: what was replaced, and what lies between.

    The longest fitting words go first. It goes on until nothing fits any more, so replacing twice is replacing once.
    Give it text that went through `clean_text`: invisible characters can hide a word from it.

    Raises:
        CircularReplacements: there is no end to it.
    """
    rules = _rules(replacements)
    pieces: tuple[Piece, ...] = (Piece(text),) if text else ()
    for _ in range(MOST_ROUNDS if rules else 0):
        whole = text_of(pieces)
        found = _found(whole, rules)
        if not found:
            return pieces
        pieces = _merged(whole, pieces, found)
    if rules and _found(text_of(pieces), rules):
        raise CircularReplacements
    return pieces


def places_of(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where any of these words stand, however they are written."""
    rules = _rules(Replacement(word.lower()) for word in words)
    for match in _pattern(text, rules).finditer(text) if rules else ():
        yield match.span()


def _rules(replacements: Iterable[Replacement]) -> list[Replacement]:
    """Return what there is to replace, longest first; of two for the same words the later one counts."""
    rules: dict[str, Replacement] = {}
    for one in replacements:
        old, new = " ".join(one.old.split()), one.new.strip() or OMITTED
        if old and old.casefold() != new.casefold():
            rules[unicodedata.normalize("NFC", old)] = Replacement(old, new)
    return sorted(rules.values(), key=lambda rule: len(rule.old), reverse=True)


def _found(text: str, rules: Sequence[Replacement]) -> list[_Span]:
    pattern = _pattern(text, rules)
    spans = []
    for match in pattern.finditer(text):
        rule = rules[int((match.lastgroup or "r0_0")[1:].split("_")[0])]
        new = _in_the_case_of(match[0], rule, starts=starts_sentence(text, match.start()))
        if new != match[0]:
            spans.append(_Span(match.start(), match.end(), new))
    return spans


def _pattern(text: str, rules: Sequence[Replacement]) -> re.Pattern[str]:
    """Return a pattern whose group `r7` or `r7_1` is rule number 7.

    A place in the text is compared with the rules of its first letter alone: two hundred rules take no longer than two.
    """
    word, marks = word_class(text), re.escape(marks_in(text))
    by_letter: dict[str, list[str]] = {}
    for number, rule in enumerate(rules):
        first, last = rule.old[0], rule.old[-1]
        begins = f"(?<![{word}])" if re.match(r"\w", first) else f"(?<![{JOINERS}])"
        # A mark that follows makes another letter of the last one, or another emoji.
        ends = f"(?![{word}])" if re.match(rf"[{word}]", last) else f"(?![{marks}{JOINERS}{SKIN_TONES}])"
        flag = "i" if rule.old == rule.old.lower() else ""
        forms: dict[str, set[str]] = {}
        for form in _forms(rule.old):
            forms.setdefault(form[0].lower(), set()).add(form)
        for place, (letter, written) in enumerate(forms.items()):
            words = "|".join(sorted(map(_spaced, written), key=len, reverse=True))
            part = f"(?P<r{number}_{place}>{begins}{_not_in_its_own_new(rule)}(?{flag}:{words}){ends})"
            by_letter.setdefault(letter, []).append(part)
    return re.compile(
        "|".join(f"(?=(?i:{re.escape(letter)}))(?:{'|'.join(parts)})" for letter, parts in by_letter.items())
    )


def _forms(old: str) -> set[str]:
    """Return the ways in which words may be written: accents apart or together; a name also in capitals."""
    cases = {old} if old == old.lower() else {old, old.upper()}
    return {unicodedata.normalize(form, one) for one in cases for form in ("NFC", "NFD")} | cases


def _spaced(words: str) -> str:
    """Return a pattern for words that may also stand on two lines."""
    return r"\s{1,8}".join(map(re.escape, words.split()))


def _not_in_its_own_new(rule: Replacement) -> str:
    """Return conditions under which `mum`, to be replaced by `my mum`, is not the one that stands there already."""
    conditions = []
    for match in re.finditer(re.escape(rule.old), rule.new, re.IGNORECASE):
        before, after = re.escape(rule.new[: match.start()]), re.escape(rule.new[match.start() :])
        conditions.append(f"(?:(?<!(?i:{before}))|(?!(?i:{after})))")
    return "".join(conditions)


def _in_the_case_of(found: str, rule: Replacement, *, starts: bool) -> str:
    """Return what replaces, with capitals where what stood there had them."""
    letters = [letter for letter in found if letter.isalpha()]
    if len(letters) > 1 and found == found.upper() != rule.old:
        return rule.new.upper()
    small = rule.old == rule.old.lower()
    if letters and found[0].isupper() and (starts or small):
        return rule.new[0].upper() + rule.new[1:]
    return rule.new


def _merged(text: str, pieces: Iterable[Piece], found: Iterable[_Span]) -> tuple[Piece, ...]:
    """Return new pieces. A piece that was replaced before, and is touched again, goes as a whole."""
    spans, place = list(found), 0
    for piece in pieces:
        if piece.was is not None:
            spans.append(_Span(place, place + len(piece.text), piece.text, piece.was))
        place += len(piece.text)
    spans.sort(key=lambda span: (span.start, span.end))
    result: list[Piece] = []
    place = 0
    for group in _overlapping(spans):
        if (start := group[0].start) > place:
            result.append(Piece(text[place:start]))
        place = max(span.end for span in group)
        fresh = [span for span in group if span.was is None]
        stood = [span for span in group if span.was is not None]
        was = _filled(text, start, place, [(span.start, span.end, span.was or "") for span in stood])
        result.append(
            Piece(_filled(text, start, place, [(span.start, span.end, span.text) for span in fresh or group]), was)
        )
    if place < len(text):
        result.append(Piece(text[place:]))
    return tuple(result)


def _overlapping(spans: Iterable[_Span]) -> Iterable[list[_Span]]:
    """Yield spans that overlap one another together, in order."""
    group: list[_Span] = []
    end = 0
    for span in spans:
        if group and span.start >= end:
            yield group
            group = []
        group.append(span)
        end = max(end, span.end)
    if group:
        yield group


def _filled(text: str, start: int, end: int, parts: Iterable[tuple[int, int, str]]) -> str:
    """Return a stretch of the text with some parts of it exchanged."""
    result = []
    for begins, ends, instead in parts:
        result += [text[start:begins], instead]
        start = ends
    return "".join([*result, text[start:end]])
