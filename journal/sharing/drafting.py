"""From what a person wrote to what they might share: coarse, with nothing added by itself. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from journal.entries import Entry
from journal.insights import SHARED_FOR, Insight, month_of


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of writing to share from: an entry, an answer of a form, a review, a milestone."""

    day: date
    title: str = field(default="", repr=False)
    body: str = field(default="", repr=False)


def passage_of(entry: Entry) -> Passage:
    """Return an entry as a passage: without its mood, its tags and its time."""
    return Passage(entry.local_date, entry.title, entry.body)


def draft_of(
    passages: Sequence[Passage],
    today: date,
    *,
    shape: str = "story",
    title: str | None = None,
    body: str | None = None,
    themes: Iterable[str] = (),
    topics: Iterable[str] = (),
    wish: str = "just-sharing",
    band: str | None = None,
    by: str = "",
    may_keep: bool = False,
    expires: date | None = None,
) -> Insight:
    """Return an insight from passages, in the order given, with `title` and `body` in the place of theirs.

    Of a date it names the month, that of the latest passage. Tags, moods, numbers and days of the passages stay out.
    """
    days = [passage.day for passage in passages] or [today]
    titles = [passage.title for passage in passages if passage.title.strip()]
    bodies = [passage.body.strip("\n") for passage in passages if passage.body.strip()]
    return Insight(
        shape=shape,
        month=month_of(max(days)),
        expires=expires or today + SHARED_FOR,
        title=title if title is not None else titles[0] if titles else "",
        body=body if body is not None else "\n\n".join(bodies),
        themes=tuple(dict.fromkeys(themes)),
        topics=tuple(dict.fromkeys(topics)),
        wish=wish,
        band=band,
        by=by,
        may_keep=may_keep,
    )
