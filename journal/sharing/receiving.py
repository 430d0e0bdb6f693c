"""What came from peers: files taken in under the rules of `accepting.py`, each on its own.

A file that is refused stores nothing and stands in nobody else's way. Files come in any order: a page may be ahead of
others that are still to come; the gap shows (`missing`) until they are here.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from journal.ids import HEX_DIGITS
from journal.insights import Insight, Retract, Shared
from journal.peers import Arrived, KnownPage, Peer
from journal.sharing.accepting import Accepted, FeedState, Known, accept_file, own_feed_is_ahead
from journal.sharing.bodies import kind_of
from journal.sharing.circles import Pair
from journal.sharing.declined import TooMuch
from journal.sharing.envelope import unseal, verify
from journal.sharing.meeting import identities, person_of
from journal.sharing.refusals import NotForMe, Refused, UnknownSender
from journal.storage import Storage

MOST_OF_A_PEER = 10 * 1024 * 1024
SHOWN_A_DAY = 50
_TOGETHER = 200  # pages kept in one transaction


@dataclass(frozen=True, slots=True)
class Received:
    """A page that was taken in: whose, what kind, the id it has here, and what it answers if it answers something.

    `new_feed`: the peer has seen pages that are not here, so a backup was restored, and a new feed has begun.
    """

    peer: Peer
    kind: str
    id: str
    content: Shared = field(repr=False)
    clock_ahead: bool = False
    new_feed: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was refused: why, and who it seems to be from when that is known. `news`: it was not said before."""

    why: Refused
    peer: Peer | None = None
    news: bool = True


@dataclass(frozen=True, slots=True)
class Missing:
    """Numbers of a peer's feed that have not come, as (first, last) pairs: on their way still, or withheld."""

    peer: Peer
    numbers: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        """How many pages that is."""
        return sum(last - first + 1 for first, last in self.numbers)


def receive(storage: Storage, data: bytes, now: datetime) -> Received:
    """Take in one file.

    Raises:
        Refused: it was not taken in; the class says why (`refusals.py`), and nothing was stored.
        CameMeanwhile: another program took in pages of the same peer at the same moment.
    """
    [found] = receive_all(storage, [data], now)
    if isinstance(found, Refusal):
        raise found.why
    return found


def receive_all(
    storage: Storage, files: Iterable[bytes], now: datetime, *, keep: bool = True
) -> tuple[Received | Refusal, ...]:
    """Take in files one by one, and return what became of each; a refused one does not stop the others.

    Without `keep` it is a rehearsal: everything is looked at, and nothing is stored.
    """
    return _Intake(storage, now, keep=keep).all(files)


def missing(storage: Storage) -> tuple[Missing, ...]:
    """Return what has not come of the feeds of peers, for each peer of whom something has not."""
    found = []
    for peer in storage.peers.all():
        for place in storage.peers.feeds_of(peer.id):
            gaps = _state(storage.peers.known_pages(peer.id, place.id)).gaps
            if gaps:
                found.append(Missing(peer, gaps))
    return tuple(found)


class _Intake:
    """Files on their way in. What is known of a feed stays in mind between them; it is written together."""

    def __init__(self, storage: Storage, now: datetime, *, keep: bool) -> None:
        self._storage, self._now, self._keeps = storage, now, keep
        self._mine = identities(storage)
        self._peers = {peer.id: peer for peer in storage.peers.all(removed=True)}
        present = [peer for peer in self._peers.values() if peer.removed_at is None and peer.identity in self._mine]
        self._pairs = tuple(Pair(self._mine[peer.identity], person_of(peer)) for peer in present)
        self._states = dict[tuple[str, str], _Running]()
        self._sizes = dict[str, int]()
        self._today = dict[str, int]()
        self._waiting = list[tuple[int, Accepted, Arrived]]()
        self._found = dict[int, Received | Refusal]()

    def all(self, files: Iterable[bytes]) -> tuple[Received | Refusal, ...]:
        for number, data in enumerate(files):
            try:
                self._take(number, data)
            except Refused as why:
                self._found[number] = self._refusal(data, why)
            if len(self._waiting) >= _TOGETHER:
                self._keep()
        self._keep()
        return tuple(self._found[number] for number in sorted(self._found))

    def _take(self, number: int, data: bytes) -> None:
        try:
            accepted = accept_file(data, self._pairs, self._state_of, self._now)
        except NotForMe:
            unseal(data, self._mine.values())  # addressed to an identity that nobody, or nobody any more, goes with
            raise UnknownSender from None
        peer, payload = accepted.author.id, accepted.payload
        size = self._sizes.get(peer)
        if size is None:
            size = self._storage.insights.stored_bytes(peer)
        is_small = isinstance(payload.content, Retract)
        if size + len(data) > MOST_OF_A_PEER and not is_small:
            raise TooMuch
        self._sizes[peer] = size + len(data)
        key = (peer, payload.feed)
        self._states[key] = self._states[key].learning(accepted)
        arrived = Arrived(
            peer=peer,
            feed=payload.feed,
            seq=payload.seq,
            digest=accepted.digest,
            id=payload.id,
            written_at=payload.written_at,
            content=payload.content,
            size=len(data),
            learned={seq: KnownPage(known.digest, known.how) for seq, known in accepted.learned.items()},
            taken_back=accepted.taken_back,
            clock_ahead=accepted.clock_ahead,
            folded=isinstance(payload.content, Insight) and self._is_flood(peer),
        )
        self._waiting.append((number, accepted, arrived))

    def _keep(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        arrivals = [arrived for *_, arrived in waiting]
        ids = self._storage.insights.take_in(arrivals, self._now) if self._keeps else [None] * len(arrivals)
        for (number, accepted, arrived), item_id in zip(waiting, ids, strict=True):
            peer = self._peers[arrived.peer]
            self._found[number] = Received(
                peer,
                kind_of(arrived.content),
                item_id or arrived.id,
                arrived.content,
                arrived.clock_ahead,
                self._began_anew(peer, accepted),
            )

    def _began_anew(self, peer: Peer, accepted: Accepted) -> bool:
        if not accepted.payload.seen or not self._keeps:
            return False
        own = self._storage.peers.own_feed(peer.id, secrets.token_hex(HEX_DIGITS // 2), self._now)
        if not own_feed_is_ahead(accepted.payload.seen, own.id, own.seq):
            return False
        self._storage.peers.begin_feed(peer.id, secrets.token_hex(HEX_DIGITS // 2), self._now)
        return True

    def _is_flood(self, peer: str) -> bool:
        count = self._today.get(peer)
        if count is None:
            day = self._now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
            count = self._storage.insights.arrived_since(peer, day)
        self._today[peer] = count + 1
        return count >= SHOWN_A_DAY

    def _state_of(self, pair: Pair, feed: str) -> FeedState:
        key = (pair.peer.id, feed)
        if key not in self._states:
            self._states[key] = _state(self._storage.peers.known_pages(*key))
        return self._states[key]

    def _refusal(self, data: bytes, why: Refused) -> Refusal:
        """Say who it seems to be from: somebody who was removed, or a peer whose signature is on it."""
        try:
            _, signed = unseal(data, self._mine.values())
            peer = self._peers.get(signed.by)
            if peer is None:
                return Refusal(why)
            verify(signed, person_of(peer))
        except Refused:
            return Refusal(why)
        if isinstance(why, UnknownSender):
            return Refusal(why, peer)
        if not self._keeps:
            return Refusal(why, peer)
        return Refusal(why, peer, self._storage.peers.refused(peer.id, type(why).__name__))


@dataclass(frozen=True)
class _Running(FeedState):
    """What is known of a feed while many of its pages come in: it knows its highest number without looking for it."""

    highest: int = 0

    @property
    def seq(self) -> int:
        return self.highest

    def learning(self, accepted: Accepted) -> "_Running":
        return _Running({**self.known, **accepted.learned}, max(self.highest, accepted.payload.seq))


def _state(known: Mapping[int, KnownPage]) -> _Running:
    state = FeedState({seq: Known(page.digest, page.how) for seq, page in known.items()})
    return _Running(state.known, state.seq)
