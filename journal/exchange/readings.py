"""What comes out of a file that is imported, one value at a time."""

from dataclasses import dataclass

from journal.choices import Choices
from journal.entries import Entry, Revision
from journal.letters import Letter
from journal.moods import Checkin, Scale
from journal.questions import Questions
from journal.streaks import Counter, Event


@dataclass(frozen=True, slots=True)
class EarlierRevision:
    """Content that an entry had before; `entry_id` is the entry's."""

    entry_id: str
    revision: Revision


@dataclass(frozen=True, slots=True)
class Trashed:
    """An entry that was in the trash; its `trashed_at` is set."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not imported. `line` counts from 1; `file` is given when a folder was imported.

    The reason is a clause in plain words, `its mood is not a number from 1 to 5`, and holds nothing of the content.
    """

    line: int
    reason: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A sentence about the file as a whole that the person may want to know. Nothing was left out."""

    text: str


Reading = (
    Entry
    | EarlierRevision
    | Trashed
    | Checkin
    | Scale
    | Questions
    | Choices
    | Counter
    | Event
    | Letter
    | Skipped
    | Noted
)
