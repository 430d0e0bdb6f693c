"""What the person sends: prepared and shown first, held for a while, then handed over as a file for each peer.

The words, the id and the time of a page are fixed when it is shown. What stands around them, the number in the feed and
the hashes of pages before, is what it will be if nothing else leaves before it; it counts from when it is handed over,
so that a page that was brought back leaves no gap for others to see.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from journal.cleaning import clean_line
from journal.errors import PeerNotFound
from journal.ids import HEX_DIGITS
from journal.insights import (
    COMMITMENT_STATES,
    Bye,
    Encouragement,
    FeedItem,
    Insight,
    Reply,
    Retract,
    Shared,
)
from journal.moods import LONGEST_WORD
from journal.peers import FeedPlace, Handed, Kept, LogLine, Outgoing, OwnPage, Peer
from journal.sharing.bodies import ready
from journal.sharing.declined import MayNotKeep, NobodyChosen, NotACommitment
from journal.sharing.envelope import seal
from journal.sharing.meeting import Random, pair_with
from journal.sharing.payload import OwnFeed, digest_of, next_payload, write_payload
from journal.storage import Storage

AT_ONCE = timedelta()


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as one peer gets it: the exact bytes that are signed. How long they are does not show from outside."""

    peer: Peer
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page that can be looked at before anything happens; `content` is as its readers will have it."""

    id: str
    content: Shared = field(repr=False)
    written_at: datetime
    copies: tuple[Copy, ...]
    about: str | None = None
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file for one peer. The name that stands for it is neutral: it tells nothing."""

    item: str
    kind: str
    peer: Peer
    data: bytes = field(repr=False)
    digest: str
    name: str


# --- before it leaves ------------------------------------------------------------------------------------------------


def prepare(
    storage: Storage,
    content: Shared,
    to: Sequence[Peer],
    now: datetime,
    *,
    about: str | None = None,
    root: str | None = None,
    random: Random = secrets.token_bytes,
) -> Prepared:
    """Return a page as it would leave. Nothing is kept of it, and nothing leaves.

    Raises:
        NobodyChosen: `to` is empty.
        NothingToShare, TooLong, ValueError: the content cannot be shared.
    """
    if not to:
        raise NobodyChosen
    page = OwnPage(
        random(HEX_DIGITS // 2).hex(), ready(content), now, tuple(peer.id for peer in to), now, about=about, root=root
    )
    copies = []
    for peer in to:
        payload = _payload(storage, page.id, page.content, page.written_at, peer, random)[1]
        copies.append(Copy(peer, payload))
    return Prepared(page.id, page.content, page.written_at, tuple(copies), about, root)


def share(storage: Storage, prepared: Prepared, now: datetime, *, hold: timedelta | None = None) -> OwnPage:
    """Keep what was prepared and shown. An insight leaves after the hold, the one the person chose; all else at once.

    Raises:
        PeerNotFound: somebody it goes to was removed meanwhile.
    """
    if not isinstance(prepared.content, Insight):
        hold = AT_ONCE
    leaves_at = now + (storage.preferences.sharing().hold if hold is None else hold)
    page = OwnPage(
        prepared.id,
        prepared.content,
        prepared.written_at,
        tuple(copy.peer.id for copy in prepared.copies),
        leaves_at,
        about=prepared.about,
        root=prepared.root,
    )
    storage.insights.add_own(page)
    return page


def bring_back(storage: Storage, item_id: str, now: datetime) -> int:
    """Let a page go to nobody it has not gone to yet, and return how many that were; its words stay in the feed.

    Raises:
        SharedNotFound: the person shared no such page.
    """
    return storage.insights.bring_back(item_id, now)


def due(storage: Storage, now: datetime) -> tuple[Outgoing, ...]:
    """Return what may be handed over now, one for each page and peer."""
    return storage.insights.outgoing(by=now)


# --- answers ---------------------------------------------------------------------------------------------------------


def prepare_reply(
    storage: Storage,
    item_id: str,
    text: str,
    now: datetime,
    *,
    state: str | None = None,
    random: Random = secrets.token_bytes,
) -> Prepared:
    """Return an answer to something in the feed as it would leave: to its author, or to all who have an own page.

    `state` says how an own commitment went.

    Raises:
        SharedNotFound: there is nothing with this id.
        NotACommitment: there is a state, and it is no commitment of the person's own.
        NobodyChosen: it is an own page that nobody has yet.
        NothingToShare, TooLong: the text cannot be shared.
    """
    parties = storage.insights.parties(item_id)
    if state is not None:
        item = storage.insights.get(parties.root)
        if state not in COMMITMENT_STATES or not item.mine or item.shape != "commitment":
            raise NotACommitment
    to = _peers(storage, (parties.author,) if parties.author else parties.handed)
    content = Reply(parties.named, text, state)
    return prepare(storage, content, to, now, about=parties.named, root=parties.root, random=random)


def prepare_words(
    storage: Storage, item_id: str, words: str, now: datetime, *, random: Random = secrets.token_bytes
) -> Prepared:
    """Return a few warm words for something in the feed as they would leave: to its author, who alone sees them.

    Raises:
        SharedNotFound: there is nothing with this id.
        NobodyChosen: it is the person's own.
        NothingToShare, TooLong: the words cannot be shared.
    """
    parties = storage.insights.parties(item_id)
    to = _peers(storage, (parties.author,) if parties.author else ())
    return prepare(
        storage, Encouragement(parties.named, words), to, now, about=parties.named, root=parties.root, random=random
    )


def reply(storage: Storage, item_id: str, text: str, now: datetime, *, state: str | None = None) -> OwnPage:
    """Answer something in the feed: `prepare_reply`, and share it. It may be handed over at once."""
    return share(storage, prepare_reply(storage, item_id, text, now, state=state), now)


def encourage(storage: Storage, item_id: str, words: str, now: datetime) -> OwnPage:
    """Send a few warm words: `prepare_words`, and share them. They may be handed over at once."""
    return share(storage, prepare_words(storage, item_id, words, now), now)


def say_how_it_went(storage: Storage, item_id: str, state: str, now: datetime, text: str = "") -> OwnPage:
    """Say of an own commitment that it was kept, changed or let go. Nobody asks for it."""
    return reply(storage, item_id, text, now, state=state)


def unshare(storage: Storage, item_id: str, now: datetime, *, random: Random = secrets.token_bytes) -> OwnPage | None:
    """Take an own page back, and return what tells those who have it; `None` when nobody has.

    It is removed from their feeds once they take that in. Whoever read it may have kept it.

    Raises:
        SharedNotFound: the person shared no such page.
    """
    parties = storage.insights.parties(item_id)
    to = tuple(peer.id for peer in _peers(storage, parties.handed))
    retract = OwnPage(random(HEX_DIGITS // 2).hex(), Retract(item_id), now, to, now, about=item_id) if to else None
    storage.insights.withdraw(item_id, retract, now)
    return retract


def say_goodbye(storage: Storage, peer: Peer, now: datetime, *, random: Random = secrets.token_bytes) -> OwnPage:
    """Tell a peer that the person shares no more with them. Removing a peer does not do it by itself."""
    return share(storage, prepare(storage, Bye(), [peer], now, random=random), now)


# --- handing over ----------------------------------------------------------------------------------------------------


def hand_over(storage: Storage, outgoing: Outgoing, now: datetime, *, random: Random = secrets.token_bytes) -> Parcel:
    """Return a page sealed for one peer, and keep that it left: after this it cannot be called back.

    It counts as handed over before the file is written anywhere: were it the other way round, a crash in between would
    give one number to two pages. `hand_over_again` makes the same page anew.

    Raises:
        ChangedElsewhere: another program handed something over at the same moment.
        SharedNotFound: it was brought back meanwhile.
    """
    pair = pair_with(storage, outgoing.peer)
    feed, payload = _payload(storage, outgoing.item, outgoing.content, outgoing.written_at, outgoing.peer, random)
    data = seal(payload, pair.me, [pair.peer])
    digest = digest_of(payload)
    handed = Handed(outgoing.item, outgoing.peer.id, feed.id, feed.seq + 1, digest, payload, len(data), now)
    storage.insights.hand(handed, LogLine(now, outgoing.kind, outgoing.peer.name, digest, len(data), outgoing.item))
    return Parcel(outgoing.item, outgoing.kind, outgoing.peer, data, digest, _neutral_name(random))


def hand_over_again(
    storage: Storage, outgoing: Outgoing, now: datetime, *, random: Random = secrets.token_bytes
) -> Parcel:
    """Return a page that was handed over before, sealed anew: the file was lost. Whoever has it takes it in once."""
    payload = outgoing.payload
    if payload is None:
        return hand_over(storage, outgoing, now, random=random)
    pair = pair_with(storage, outgoing.peer)
    data = seal(payload, pair.me, [pair.peer])
    digest = digest_of(payload)
    storage.insights.note_export(LogLine(now, outgoing.kind, outgoing.peer.name, digest, len(data), outgoing.item))
    return Parcel(outgoing.item, outgoing.kind, outgoing.peer, data, digest, _neutral_name(random))


def begin_anew(storage: Storage, now: datetime, *, random: Random = secrets.token_bytes) -> None:
    """Begin a new feed to everybody. To be called once after a backup was restored: numbers may be used up since."""
    for peer in storage.peers.all(removed=True):
        storage.peers.begin_feed(peer.id, random(HEX_DIGITS // 2).hex(), now)


# --- what a reader keeps ---------------------------------------------------------------------------------------------


def keep_strategy(storage: Storage, item: FeedItem, now: datetime, *, name: str | None = None) -> Kept:
    """Keep a peer's strategy among what may help, under a name or its title, with its author's pseudonym.

    It is offered among the things to do in a check-in. In the ledger of what has helped it comes once it did.

    Raises:
        MayNotKeep: its author did not say that it may be kept.
    """
    if item.mine or not item.may_keep:
        raise MayNotKeep
    first_line = item.title or next(iter(item.body.splitlines()), "")
    kept = Kept(item.id, clean_line(name or first_line, LONGEST_WORD), item.body, item.author, now)
    storage.insights.keep(kept)
    return kept


# --- parts -----------------------------------------------------------------------------------------------------------


def _payload(
    storage: Storage, item_id: str, content: Shared, written_at: datetime, peer: Peer, random: Random
) -> tuple[FeedPlace, bytes]:
    place = storage.peers.own_feed(peer.id, random(HEX_DIGITS // 2).hex(), written_at)
    feed = OwnFeed(place.id, place.seq, place.head, place.gone)
    theirs = storage.peers.feeds_of(peer.id)[:1]
    seen = {one.id: (one.seq, one.head) for one in theirs}
    payload = next_payload(pair_with(storage, peer).circle, feed, item_id, written_at, content, seen)
    return place, write_payload(payload)


def _peers(storage: Storage, ids: Sequence[str]) -> tuple[Peer, ...]:
    found = [storage.peers.get(peer_id) for peer_id in ids]
    if any(peer.removed_at is not None for peer in found) and len(found) == 1:
        raise PeerNotFound
    return tuple(peer for peer in found if peer.removed_at is None)


def _neutral_name(random: Random) -> str:
    return f"page-{random(3).hex()}.age"
