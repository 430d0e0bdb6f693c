"""What a share leaves out by itself, unless somebody adds it by hand."""

from collections.abc import Collection
from enum import StrEnum


class Part(StrEnum):
    """Something the journal knows about an entry or its author, in the word that a page shows for it."""

    MOOD = "mood"
    DAY_COUNT = "day count"
    EXACT_DATE = "exact date"
    PLACE = "place"
    FILE_NAMES = "file names"
    REAL_NAME = "real name"


def left_out(added: Collection[Part] = ()) -> tuple[Part, ...]:
    """Return what is left out when `added` was put in by hand, always in the same order.

    This is about what the journal would add. What somebody wrote into the text themselves is what `suggestions` finds.
    """
    return tuple(part for part in Part if part not in added)
