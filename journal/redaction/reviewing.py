"""What the page before a share shows: the text that would leave, and what in it to look at once more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from journal.redaction.replacing import Piece, Replacement, pieces_of, text_of
from journal.redaction.telling import Suggestion, suggestions


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text with its remembered words replaced. The places of the suggestions are those in `text`."""

    pieces: tuple[Piece, ...] = field(repr=False)
    suggestions: tuple[Suggestion, ...]

    @property
    def text(self) -> str:
        """What would leave."""
        return text_of(self.pieces)


def reviewed(text: str, replacements: Iterable[Replacement] = ()) -> Redaction:
    """Return the text as it would leave, and what to look at once more. What was put in for a word is not asked about.

    Raises:
        CircularReplacements: the replacements lead in a circle.
    """
    rules = tuple(replacements)
    pieces = pieces_of(text, rules)
    found = suggestions(text_of(pieces), [rule.old for rule in rules])
    return Redaction(pieces, tuple(_not_put_in(found, pieces)))


def _not_put_in(found: Iterable[Suggestion], pieces: Iterable[Piece]) -> Iterator[Suggestion]:
    """Yield suggestions, in their order, without those that lie inside what was put in."""
    rest = _ends(pieces)
    end, replaced = next(rest, (0, False))
    for one in found:
        while end <= one.start:
            end, replaced = next(rest)
        if not (replaced and one.end <= end):
            yield one


def _ends(pieces: Iterable[Piece]) -> Iterator[tuple[int, bool]]:
    """Yield where each piece ends, and whether it was put in."""
    end = 0
    for piece in pieces:
        end += len(piece.text)
        yield end, piece.replaced
