"""Entries: what a person writes, and what follows from it. Values and pure functions; no files, no clock."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

from journal.errors import NothingToKeep

LOWEST_MOOD, HIGHEST_MOOD = 1, 5
MOODS = range(LOWEST_MOOD, HIGHEST_MOOD + 1)

_TAG_IN_TEXT = re.compile(r"(?<![\w#&/])#(?P<tag>[^\W\d_][\w-]*)")
_COLOUR = re.compile(r"(?=[a-f]*\d)[0-9a-f]{6}")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_NOT_IN_TAGS = re.compile(r"[^\w-]+")
_FIXED_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)(?::(?P<seconds>\d\d))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of writing as it stands now.

    `created_at` is aware and in the zone where it was written; `zone` names that zone (IANA, or an offset such as
    `+02:00`). `tags` are those that were typed as tags, in normal form and sorted; `all_tags` adds `#tags` in the text.
    `revision` names this very content, `parent` the content before it.
    """

    id: str
    created_at: datetime
    zone: str
    updated_at: datetime
    title: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    mood: int | None = None
    starred: bool = False
    trashed_at: datetime | None = None
    revision: str = ""
    parent: str | None = None

    @property
    def local_date(self) -> date:
        """The day it belongs to, where it was written."""
        return self.created_at.date()

    @property
    def all_tags(self) -> tuple[str, ...]:
        """Typed tags and `#tags` of the text, sorted, each once."""
        return merged_tags(self.tags, self.body)

    @property
    def words(self) -> int:
        """The number of words in the text."""
        return count_words(self.body)


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
class Revision:
    """An entry's content as it was from `made_at` on."""

    id: str
    parent: str | None
    made_at: datetime
    title: str = field(repr=False)
    body: str = field(repr=False)
    tags: tuple[str, ...] = field(repr=False)
    mood: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished writing. `id` is the entry it becomes or changes; `base` the revision that is being changed."""

    id: str
    created_at: datetime
    zone: str
    saved_at: datetime
    title: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    mood: int | None = None
    base: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it that could be lost."""
        return not (self.title.strip() or self.body.strip() or self.tags or self.mood)


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit sets; `None` leaves a part as it is. `clear_mood` takes the mood away."""

    title: str | None = field(default=None, repr=False)
    body: str | None = field(default=None, repr=False)
    tags: tuple[str, ...] | None = field(default=None, repr=False)
    mood: int | None = None
    clear_mood: bool = False
    starred: bool | None = None

    def applied_to(self, entry: Entry) -> Entry:
        """Return the entry with the changed parts."""
        return replace(
            entry,
            title=entry.title if self.title is None else self.title,
            body=entry.body if self.body is None else self.body,
            tags=entry.tags if self.tags is None else normal_tags(self.tags),
            mood=None if self.clear_mood else (entry.mood if self.mood is None else checked_mood(self.mood)),
            starred=entry.starred if self.starred is None else self.starred,
        )


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many entries carry it."""

    tag: str
    count: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time together with the zone the person is in."""

    at: datetime
    zone: str

    @classmethod
    def of(cls, instant: datetime, zone: str) -> Self:
        """Return the instant as the clocks of the zone show it."""
        return cls(instant.astimezone(zone_info(zone)), zone)


def new_entry(
    entry_id: str,
    moment: Moment,
    now: datetime,
    *,
    title: str = "",
    body: str = "",
    tags: Iterable[str] = (),
    mood: int | None = None,
    starred: bool = False,
) -> Entry:
    """Return an entry written at `moment`.

    Raises:
        NothingToKeep: neither text, title nor mood was given.
        ValueError: the mood is not 1 to 5.
    """
    if not (title.strip() or body.strip() or mood):
        raise NothingToKeep
    return Entry(
        id=entry_id,
        created_at=moment.at,
        zone=moment.zone,
        updated_at=now.astimezone(UTC),
        title=title,
        body=body,
        tags=normal_tags(tags),
        mood=checked_mood(mood),
        starred=starred,
        revision=entry_id,
    )


def checked_mood(mood: int | None) -> int | None:
    """Return the mood.

    Raises:
        ValueError: it is not a whole number from 1 to 5.
    """
    if mood is not None and (type(mood) is not int or mood not in MOODS):
        raise ValueError(f"A mood is a number from {LOWEST_MOOD} to {HIGHEST_MOOD}.")
    return mood


def normal_tag(tag: str) -> str:
    """Return a tag as it is stored: lower case, without `#`, spaces as `-`. It may come out empty."""
    text = unicodedata.normalize("NFC", tag).strip().lstrip("#").casefold()
    return _NOT_IN_TAGS.sub("-", text).strip("-")


def normal_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags in normal form, sorted, each once."""
    return tuple(sorted({normal for tag in tags if (normal := normal_tag(tag))}))


def tags_in_text(body: str) -> tuple[str, ...]:
    """Return the `#tags` written in the text, in normal form and sorted. Code and colours such as #f0f0f0 are none."""
    if "#" not in body:
        return ()
    found = (match["tag"] for match in _TAG_IN_TEXT.finditer(_CODE.sub(" ", body)))
    return normal_tags(tag for tag in found if not _COLOUR.fullmatch(tag.lower()))


def merged_tags(typed: Iterable[str], body: str) -> tuple[str, ...]:
    """Return typed tags and those of the text, sorted, each once."""
    return tuple(sorted({*typed, *tags_in_text(body)}))


def count_words(body: str) -> int:
    """Return how many words, separated by white space, the text has."""
    return len(body.split())


def zone_info(zone: str) -> tzinfo:
    """Return the zone for an IANA name or an offset such as `+02:00`; an unknown name counts as UTC."""
    if fixed := _FIXED_OFFSET.fullmatch(zone):
        size = timedelta(hours=int(fixed["hours"]), minutes=int(fixed["minutes"]), seconds=int(fixed["seconds"] or 0))
        return timezone(-size if fixed["sign"] == "-" else size)
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return UTC


def zone_of(moment: datetime) -> str:
    """Return a name for an aware moment's zone: its IANA key, or its offset."""
    key = getattr(moment.tzinfo, "key", None)
    return key if isinstance(key, str) else offset_name(moment.utcoffset() or timedelta())


def offset_name(offset: timedelta) -> str:
    """Return an offset as ISO 8601 writes it: `+02:00`, `-00:01:15`."""
    total = round(offset.total_seconds())
    hours, rest = divmod(abs(total), 3600)
    minutes, seconds = divmod(rest, 60)
    text = f"{'-' if total < 0 else '+'}{hours:02d}:{minutes:02d}"
    return f"{text}:{seconds:02d}" if seconds else text
