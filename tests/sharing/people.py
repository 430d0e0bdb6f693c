"""Made-up people who share with each other, for the tests. Every key follows from a fixed seed."""

from datetime import UTC, date, datetime
from typing import Any

from journal.insights import Insight, Shared
from journal.sharing.accepting import Accepted, FeedState, accept_file
from journal.sharing.circles import Pair
from journal.sharing.envelope import seal
from journal.sharing.identity import Identity, Person, pair_identity
from journal.sharing.payload import OwnFeed, digest_of, next_payload, write_payload

NOW = datetime(2026, 3, 10, 14, 30, tzinfo=UTC)


def identity(number: int, which: int = 1) -> Identity:
    return pair_identity(bytes([number]) * 32, which)


def named(one: Identity, name: str) -> Person:
    return Person(one.person.signing_key, one.person.receiving_key, name)


WREN, MOSS, KESTREL, NETTLE = identity(1), identity(2), identity(3), identity(4)
MOSS_ASIDE = identity(2, which=2)


def insight(**changed: Any) -> Insight:
    given: dict[str, Any] = {
        "shape": "helped",
        "month": "2026-03",
        "expires": date(2026, 6, 8),
        "title": "One person who knows is enough",
        "body": "I used to plan for everyone.\n\nNow I tell *one* person before I walk in.",
        "themes": ("parties", "asking"),
        "topics": ("alcohol",),
        "wish": "ideas-welcome",
    }
    return Insight(**{**given, **changed})


class Sender:
    """Somebody who writes to one peer, page after page."""

    def __init__(self, me: Identity, peer: Identity, feed: str = "f" * 32) -> None:
        self.me, self.pair = me, Pair(me, peer.person)
        self.feed = OwnFeed(feed)

    def payload(self, content: Shared, now: datetime = NOW) -> bytes:
        """The next page, signed by nobody yet; it counts as sent."""
        payload = next_payload(self.pair.circle, self.feed, f"{self.feed.seq + 1:032x}", now, content)
        written = write_payload(payload)
        self.feed = self.feed.after(payload, digest_of(written))
        return written

    def digest_of_next(self, content: Shared) -> str:
        """Send the next page to nowhere and return its hash."""
        return digest_of(self.payload(content))

    def file(self, content: Shared, now: datetime = NOW) -> bytes:
        return seal(self.payload(content, now), self.me, [self.pair.peer])


class Reader:
    """Somebody who takes in files of their peers, and remembers what is known of each feed."""

    def __init__(self, *meetings: tuple[Identity, Identity]) -> None:
        self.pairs = [Pair(me, peer.person) for me, peer in meetings]
        self.states: dict[tuple[str, str], FeedState] = {}

    def state(self, pair: Pair, feed: str) -> FeedState:
        return self.states.get((pair.peer.id, feed), FeedState())

    def take(self, data: bytes, now: datetime = NOW) -> Accepted:
        accepted = accept_file(data, self.pairs, self.state, now)
        key = (accepted.author.id, accepted.payload.feed)
        self.states[key] = self.states.get(key, FeedState()).after(accepted.learned)
        return accepted
