"""From what a person wrote to what they might share: coarse, with nothing added by itself. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from journal.cleaning import clean_line, clean_text
from journal.entries import Entry
from journal.insights import SHARED_FOR, Insight, month_of
from journal.peers import Remembered
from journal.redaction import Redaction, Replacement, reviewed


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


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An insight with its words replaced, and what to look at once more in its title and its text."""

    insight: Insight
    title: Redaction
    body: Redaction
    others: tuple[Redaction, ...] = ()

    @property
    def replaced(self) -> tuple[tuple[str, str], ...]:
        """What was replaced, and by what, in order; each pair once."""
        pieces = (piece for part in (self.title, self.body, *self.others) for piece in part.pieces)
        return tuple(dict.fromkeys((piece.was, piece.text) for piece in pieces if piece.was is not None))

    @property
    def suggestions(self) -> tuple[tuple[str, str], ...]:
        """What might still say too much, and why, in order; each pair once. It asks, and blocks nothing."""
        found = (one for part in (self.title, self.body, *self.others) for one in part.suggestions)
        return tuple(dict.fromkeys((one.text, one.why) for one in found))


def review(insight: Insight, words: Iterable[Remembered]) -> Reviewed:
    """Return an insight with words replaced wherever they stand: in title, text, themes, topics and time.

    Raises:
        CircularReplacements: the replacements lead in a circle.
    """
    rules = tuple(Replacement(one.old, one.new) for one in words)
    title, body = reviewed(clean_line(insight.title), rules), reviewed(clean_text(insight.body), rules)
    themes = tuple(reviewed(clean_line(word), rules) for word in insight.themes)
    topics = tuple(reviewed(clean_line(word), rules) for word in insight.topics)
    by = reviewed(clean_line(insight.by), rules)
    changed = replace(
        insight,
        title=title.text,
        body=body.text,
        themes=tuple(one.text for one in themes),
        topics=tuple(one.text for one in topics),
        by=by.text,
    )
    return Reviewed(changed, title, body, (*themes, *topics, by))
