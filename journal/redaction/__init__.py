"""Before anything leaves: what is replaced, what might still say too much, and what is left out by itself.

Values and pure functions: no files, no clock, no chance. Nothing here decides or refuses; it shows, and asks.
"""

from journal.redaction.leaving_out import Part, left_out
from journal.redaction.replacing import CircularReplacements, Piece, Replacement, pieces_of, text_of
from journal.redaction.reviewing import Redaction, reviewed
from journal.redaction.telling import Kind, Suggestion, suggestions

__all__ = [
    "CircularReplacements",
    "Kind",
    "Part",
    "Piece",
    "Redaction",
    "Replacement",
    "Suggestion",
    "left_out",
    "pieces_of",
    "reviewed",
    "suggestions",
    "text_of",
]
