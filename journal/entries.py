"""Entries: what a person writes, and what follows from it. Values and pure functions; no files, no clock."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from journal.errors import NothingToKeep
from journal.moments import Moment

LOWEST_MOOD, HIGHEST_MOOD = 1, 5
MOODS = range(LOWEST_MOOD, HIGHEST_MOOD + 1)

_TAG_IN_TEXT = re.compile(r"(?<![\w#&/])#(?P<tag>[^\W\d_][\w-]*)")
_COLOUR = re.compile(r"(?=[a-f]*\d)[0-9a-f]{6}")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_NOT_IN_TAGS = re.compile(r"[^\w-]+")


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
