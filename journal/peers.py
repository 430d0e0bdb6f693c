"""The people somebody shares with, what is kept about the sharing, and what left. Values and pure functions.

Keys are bytes here and mean nothing: `sharing/` alone knows what to do with them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from journal.insights import HOLD, FeedItem, Shared

How = Literal["here", "gone", "expected"]
MOST_HOLD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Self:
    """One of a person's own identities: its number, and the pseudonym others know it by."""

    number: int
    pseudonym: str = field(repr=False)
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody whose card was added.

    `id` follows from the signing key. `name` is what the person calls them, `pseudonym` what their card said.
    `identity` is the number of the own identity that they know. `verified_at`: since when the words were compared.
    `note` is the person's own and goes nowhere. `left_at`: since when they share no more, as they said themselves.
    """

    id: str
    name: str = field(repr=False)
    pseudonym: str = field(repr=False)
    signing_key: bytes = field(repr=False)
    receiving_key: bytes = field(repr=False)
    added_at: datetime
    identity: int = 1
    verified_at: datetime | None = None
    muted: bool = False
    note: str = field(default="", repr=False)
    removed_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def verified(self) -> bool:
        """Whether the words were compared."""
        return self.verified_at is not None


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is known of one number of a feed: the hash of its page, and whether it is here, taken back, or expected."""

    digest: str
    how: How


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """Where a feed stands: its last number and that one's hash, and the numbers that were taken back."""

    id: str
    seq: int
    head: str
    gone: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A page of a peer that passed every rule, to be kept. `size` is that of the file, in bytes.

    `learned` is what it teaches about its feed, `taken_back` the numbers whose pages go with it.
    """

    peer: str
    feed: str
    seq: int
    digest: str
    id: str
    written_at: datetime
    content: Shared = field(repr=False)
    size: int
    learned: Mapping[int, KnownPage]
    taken_back: tuple[int, ...] = ()
    clock_ahead: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Something the person shares: what it is, for whom (ids of peers), and from when on it may be handed over.

    `about` is the id of the page it answers or takes back, `root` that of the insight it hangs on.
    """

    id: str
    content: Shared = field(repr=False)
    written_at: datetime
    to: tuple[str, ...]
    leaves_at: datetime
    about: str | None = None
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An own page on its way to one peer. `payload` is the signed content once it was handed over."""

    item: str
    kind: str
    peer: Peer
    content: Shared = field(repr=False)
    written_at: datetime
    leaves_at: datetime
    handed_at: datetime | None = None
    payload: bytes | None = field(default=None, repr=False)
    feed: str | None = None
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """Who something in the feed is between. Peers are named by their ids.

    `root` is the id of the insight it hangs on or is, `named` what its author calls it, `author` a peer or, for an own
    page, `None`. `to` are those an own page goes to, `handed` those of them who have it.
    """

    id: str
    kind: str
    root: str
    named: str
    author: str | None
    to: tuple[str, ...]
    handed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """An own page as it was sealed for one peer: its number in the own feed, what was signed, and the file's size."""

    item: str
    peer: str
    feed: str
    seq: int
    digest: str
    payload: bytes = field(repr=False)
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that left: `what` (insight, reply …, export, page), to whom, and its SHA-256 and size.

    `item` is the id of a shared page. `whom` is a name at the time, or an age recipient.
    """

    at: datetime
    what: str
    whom: str = field(repr=False)
    digest: str
    size: int
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A strategy of a peer, kept among what may help: a name for it, the whole text, and whose it was."""

    item: str
    name: str = field(repr=False)
    body: str = field(repr=False)
    author: str = field(repr=False)
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Remembered:
    """A word that is replaced whenever something is shared, and what stands in its place."""

    old: str = field(repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FeedCursor:
    """The last item of a page of the feed: after it the next page begins."""

    rank: int
    first_seen: datetime
    id: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some items in reading order; `after` asks for more, and is `None` at the end."""

    items: tuple[FeedItem, ...]
    after: FeedCursor | None


@dataclass(frozen=True, slots=True)
class SharingChoices:
    """What a person chose about sharing, and what they were told once.

    `hold_minutes` is how long a page can be brought back. `themes_hidden` are themes the feed does not show.
    """

    hold_minutes: int = int(HOLD.total_seconds()) // 60
    themes_hidden: tuple[str, ...] = field(default=(), repr=False)
    told_legal: bool = False
    told_others: bool = False

    @property
    def hold(self) -> timedelta:
        """How long a page can be brought back."""
        return timedelta(minutes=self.hold_minutes)


def sharing_choices_to(choices: SharingChoices) -> str:
    """Return the choices as JSON."""
    return json.dumps(asdict(choices))


def sharing_choices_from(text: str) -> SharingChoices:
    """Return the choices that a JSON text holds; anything missing or strange has its default."""
    try:
        found = json.loads(text)
    except ValueError:
        return SharingChoices()
    if not isinstance(found, dict):
        return SharingChoices()
    usual = SharingChoices()
    minutes = found.get("hold_minutes")
    themes = found.get("themes_hidden")
    if type(minutes) is not int or not 0 <= minutes <= MOST_HOLD.total_seconds() // 60:
        minutes = usual.hold_minutes
    return SharingChoices(
        hold_minutes=minutes,
        themes_hidden=tuple(word for word in themes if isinstance(word, str)) if isinstance(themes, list) else (),
        told_legal=found.get("told_legal") is True,
        told_others=found.get("told_others") is True,
    )
