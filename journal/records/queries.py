"""What a person typed into the search box. It is data: nothing in it is an operator, and nothing in it is an error.

Words must all occur, the last one may be unfinished. "Quoted words" stand together. `#tag` asks for the tag.
"""

import re
from dataclasses import dataclass, field

from journal.entries import normal_tag
from journal.records.unspaced import has_unspaced

LONGEST, MOST_WORDS = 1000, 32
THREE = 3  # characters that the index of unspaced scripts needs

_PIECE = re.compile(r'"(?P<phrase>[^"]*)(?P<closed>")?|(?P<word>[^\s"]+)')
_LETTERS = re.compile(r"[^\W_]+")
_UNTYPED = re.compile("[\0\ud800-\udfff]")  # no query can hold them, and no index does


@dataclass(frozen=True, slots=True)
class Term:
    """One word or quoted phrase.

    `unfinished`: more letters may follow. `unspaced`: its script has no spaces, so that a word index does not have it.
    """

    text: str = field(repr=False)
    unfinished: bool = False
    unspaced: bool = False

    @property
    def letters(self) -> tuple[str, ...]:
        """The parts that consist of letters and digits."""
        return tuple(_LETTERS.findall(self.text))

    @property
    def match(self) -> str:
        """The term as the full-text index is asked for it: quoted, so that nothing in it is an operator."""
        return f'"{self.text}"{" *" if self.unfinished else ""}'


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find and tags to have."""

    terms: tuple[Term, ...] = ()
    tags: tuple[str, ...] = field(default=(), repr=False)

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.terms and not self.tags

    @property
    def words(self) -> tuple[Term, ...]:
        """Terms for the word index."""
        return tuple(term for term in self.terms if not term.unspaced)

    @property
    def long_unspaced(self) -> tuple[Term, ...]:
        """Terms for the index of threes of characters."""
        return tuple(term for term in self.terms if term.unspaced and len(term.text) >= THREE)

    @property
    def short_unspaced(self) -> tuple[Term, ...]:
        """Terms that are too short for any index."""
        return tuple(term for term in self.terms if term.unspaced and len(term.text) < THREE)


def match_of(terms: tuple[Term, ...]) -> str:
    """Return terms as one question to a full-text index: all of them."""
    return " ".join(term.match for term in terms)


def parsed(text: str) -> Query:
    """Return what the text asks for; any text will do."""
    text = _UNTYPED.sub(" ", text[:LONGEST])
    terms, tags = list[Term](), list[str]()
    for piece in list(_PIECE.finditer(text))[:MOST_WORDS]:
        word = piece["word"]
        # A space after the word, or the closing quote, says that it is finished.
        unfinished = piece.end() == len(text) and not piece["closed"]
        if word and word.startswith("#") and normal_tag(word):
            tags.append(normal_tag(word))
            continue
        content = (word if word is not None else piece["phrase"]).strip()
        term = Term(content, unfinished and not (word is None and content != piece["phrase"]), has_unspaced(content))
        if term.letters and term not in terms:
            terms.append(term)
    return Query(tuple(terms), tuple(dict.fromkeys(tags)))
