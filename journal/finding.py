"""Finding entries: which ones are meant, and what lists and searches show of them. Values only."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What a list shows of an entry. `preview` is the beginning of the text, one line, not cleaned for display."""

    id: str
    created_at: datetime
    title: str = field(repr=False)
    preview: str = field(repr=False)
    tags: tuple[str, ...] = field(repr=False)
    mood: int | None
    starred: bool
    words: int
    trashed_at: datetime | None = None

    @property
    def cursor(self) -> "Cursor":
        """Where this line stands in its list: by the time it was written, in the trash by the time it went there."""
        return Cursor(self.trashed_at or self.created_at, self.id)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between lines: newest first means descending `(created_at, id)`."""

    created_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which entries are meant. Dates are local and inclusive; an entry must have every tag. Empty means all."""

    since: date | None = None
    until: date | None = None
    tags: tuple[str, ...] = ()
    starred: bool = False
    mood: int | None = None
    ids: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of an entry around what was searched for: parts of text, and whether each is a hit."""

    parts: tuple[tuple[str, bool], ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The snippet without marks."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Hit:
    """A line found by a search. `rank` grows with the quality of the match; hits come best first."""

    line: EntryLine
    snippet: Snippet
    rank: float


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search. `ranked` is false when so many entries match that they are listed newest first."""

    hits: tuple[Hit, ...]
    total: int
    total_is_exact: bool = True
    ranked: bool = True


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many entries carry it."""

    tag: str
    count: int
