"""What people share with each other, and what follows from it: insights, answers, the feed. Values and pure functions.

Nothing here knows how an item travels (`sharing/`) or where it is kept (`records/`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

SHAPES = ("story", "victory", "hard", "helped", "question", "commitment")
WISHES = ("just-sharing", "listen-only", "ideas-welcome")
BANDS = ("first-weeks", "first-months", "first-years", "many-years")
COMMITMENT_STATES = ("open", "kept", "changed", "let-go")
SENDING_STATES = ("waiting", "sent", "unshared")
SHARED_FOR = timedelta(days=90)
HOLD = timedelta(minutes=20)

LONGEST_TITLE = 120
LONGEST_BODY = 20_000
LONGEST_REPLY = 4_000
LONGEST_WORDS = 120
LONGEST_TAG = 40
MOST_TAGS = 12


@dataclass(frozen=True, slots=True)
class Insight:
    """Something a person chose to share: one of `SHAPES`, in coarse terms.

    `month` is `YYYY-MM`, never a day; `expires` is the last day it is shown. `topics` are neutral notes of one or two
    words ("a death", "hospital") by which a reader may fold it. `band` is one of `BANDS` or not said. `by` is when a
    commitment is for, in the person's own words. `may_keep`: readers may keep a copy among what helps them.
    """

    shape: str
    month: str
    expires: date
    title: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    themes: tuple[str, ...] = field(default=(), repr=False)
    topics: tuple[str, ...] = field(default=(), repr=False)
    wish: str = "just-sharing"
    band: str | None = None
    by: str = field(default="", repr=False)
    may_keep: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to the item with the id `to`.

    `state` is one of `COMMITMENT_STATES` when the author of a commitment says how it went; from anybody else it means
    nothing. Nobody is ever asked for it.
    """

    to: str
    body: str = field(default="", repr=False)
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Encouragement:
    """A few warm words for the item with the id `to`: one of the small set in `content/shapes.toml`, or own ones."""

    to: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Support:
    """“I need support now”, with whatever the person wants to add. It is sent without a hold."""

    body: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Retract:
    """The author takes the item with the id `of` back. Whoever read it may have kept it."""

    of: str


@dataclass(frozen=True, slots=True)
class Bye:
    """The sender stops sharing with this person."""


Shared = Insight | Reply | Encouragement | Support | Retract | Bye
"""What an object can carry between two people."""


@dataclass(frozen=True, slots=True)
class FeedReply:
    """An answer as the feed shows it."""

    id: str
    author: str = field(repr=False)
    verified: bool
    mine: bool
    body: str = field(repr=False)
    first_seen: datetime
    state: str | None = None


@dataclass(frozen=True, slots=True)
class FeedWords:
    """An encouragement as the feed shows it. Only the author of an item ever gets to see any."""

    author: str = field(repr=False)
    words: str = field(repr=False)
    mine: bool = False


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An insight or a call for support as the feed shows it, with what came back.

    `kind` is `insight` or `support`. `first_seen` is when it came here, or when it was written for an own one.
    Own items have `sending` (one of `SENDING_STATES`), `leaves_at` while they wait in the hold, and the names of their
    `recipients`.
    `commitment` is one of `COMMITMENT_STATES` for a commitment. `folded` items show their topics only, until opened.
    `muted`: its author is. `clock_ahead`: its date lay more than a day ahead when it came.
    """

    id: str
    kind: str
    author: str = field(repr=False)
    first_seen: datetime
    verified: bool = False
    mine: bool = False
    title: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    themes: tuple[str, ...] = field(default=(), repr=False)
    topics: tuple[str, ...] = field(default=(), repr=False)
    shape: str | None = None
    wish: str = "just-sharing"
    month: str = ""
    band: str | None = None
    by: str = field(default="", repr=False)
    expires: date | None = None
    may_keep: bool = False
    replies: tuple[FeedReply, ...] = ()
    encouragements: tuple[FeedWords, ...] = ()
    sending: str | None = None
    leaves_at: datetime | None = None
    recipients: tuple[str, ...] = field(default=(), repr=False)
    commitment: str | None = None
    muted: bool = False
    folded: bool = False
    unread: bool = False
    clock_ahead: bool = False

    @property
    def answered(self) -> bool:
        """Whether somebody has said something to it: for a peer's item whether I have, for mine whether anybody has."""
        said = any(reply.mine != self.mine for reply in self.replies)
        return said or any(words.mine != self.mine for words in self.encouragements)

    @property
    def waits_for_a_word(self) -> bool:
        """Whether it stands in the upper part of the feed: somebody else wrote it, and I have not answered."""
        return not self.mine and not self.answered and not self.muted

    @property
    def note(self) -> str:
        """The topics on one line."""
        return ", ".join(self.topics)


def in_reading_order(items: Iterable[FeedItem]) -> tuple[tuple[FeedItem, ...], tuple[FeedItem, ...]]:
    """Return what waits for a word, oldest first, and everything else, newest first.

    Calls for support stand before the rest of what waits. Order follows when an item was first seen here, never the
    date it claims.
    """
    waiting = [item for item in items if item.waits_for_a_word]
    rest = [item for item in items if not item.waits_for_a_word]
    waiting.sort(key=lambda item: (item.kind != "support", item.first_seen, item.id))
    rest.sort(key=lambda item: (item.first_seen, item.id), reverse=True)
    return tuple(waiting), tuple(rest)


def month_of(day: date) -> str:
    """Return the month of a day as an insight names it."""
    return day.isoformat()[:7]


def is_over(item: FeedItem, today: date) -> bool:
    """Whether an item has come to the last day it was shared for, and is shown no more."""
    return item.expires is not None and item.expires < today


def commitment_state(author: str, replies: Iterable[tuple[str, str | None]]) -> str:
    """Return how a commitment stands: what its author said last in (author, state) pairs in order, else `open`."""
    said = [state for who, state in replies if who == author and state is not None]
    return said[-1] if said else "open"
