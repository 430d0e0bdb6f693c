"""Who I am to others and who they are to me: making a card, adding a peer, comparing words, and what follows."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal.cleaning import clean_line, clean_peer_name
from journal.errors import PeerNotFound
from journal.peers import Peer, Self
from journal.sharing.cards import SECRET_BYTES, card_text, new_card, read_card
from journal.sharing.circles import Pair
from journal.sharing.declined import NamelessPeer, NamelessSelf, OtherKeysOnCard
from journal.sharing.identity import SEED_BYTES, Identity, Person, pair_identity
from journal.sharing.words import safety_words
from journal.storage import Storage

Random = Callable[[int], bytes]
LONGEST_LOCAL_NAME = 40
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class MyCard:
    """A card that was made: the one line to hand over, and until when it is good."""

    text: str = field(repr=False)
    pseudonym: str = field(repr=False)
    expires: datetime


@dataclass(frozen=True, slots=True)
class PeerAdded:
    """Who was added; `new` is false when the person was among the peers already."""

    peer: Peer
    new: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Six words each: what I read aloud, and what the peer is to read aloud to me."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]


def make_card(
    storage: Storage,
    now: datetime,
    *,
    pseudonym: str | None = None,
    number: int = 1,
    random: Random = secrets.token_bytes,
) -> MyCard:
    """Return a fresh card; the first one makes the person's keys.

    `pseudonym` is what others read; without one it is the one of before. `number` 2 and up are further identities, for
    keeping parts of a life apart.

    Raises:
        NamelessSelf: there is no pseudonym yet, and none was given.
    """
    before = next((one.pseudonym for one in storage.peers.selves() if one.number == number), "")
    name = clean_peer_name(pseudonym) if pseudonym and pseudonym.strip() else before
    if not name:
        raise NamelessSelf
    seed = storage.peers.begin(random(SEED_BYTES), number, name, now)
    card = new_card(pair_identity(seed, number).person, name, random(SECRET_BYTES), now)
    storage.peers.card_given(card.secret, number, now, card.expires)
    return MyCard(card_text(card), name, card.expires)


def add_peer(
    storage: Storage,
    card: str,
    now: datetime,
    *,
    name: str | None = None,
    number: int = 1,
    random: Random = secrets.token_bytes,
) -> PeerAdded:
    """Add whose card it is, known to the person as `name`, else by the pseudonym on it. The same card twice is once.

    Whoever was removed is there again, with everything that is known. `number`: which own identity they know.

    Raises:
        NotACard, MistypedCard, NewerCard, CardExpired: the card cannot be used.
        OwnCard: it is the person's own.
        OtherKeysOnCard: it names somebody who is here, with another key to receive with.
        NameTaken: somebody else is called so.
    """
    own = tuple(identity.person for identity in identities(storage).values())
    found = read_card(card, now, own)
    person, known = found.person, _known(storage, found.person.id)
    if known is not None and known.receiving_key != person.receiving_key:
        raise OtherKeysOnCard
    if not any(one.number == number for one in storage.peers.selves()):
        storage.peers.begin(random(SEED_BYTES), number, "", now)
    called = local_name(name or "") or (known.name if known else person.name)
    if known is not None:
        peer = replace(known, name=called, pseudonym=person.name)
    else:
        peer = Peer(person.id, called, person.name, person.signing_key, person.receiving_key, now, number)
    added = storage.peers.add(peer, found.secret)
    return PeerAdded(added, known is None or known.removed_at is not None)


def words_of(storage: Storage, peer: Peer) -> Words:
    """Return the words of both; about a fifth of a second."""
    pair = pair_with(storage, peer)
    return Words(safety_words(pair.me.person), safety_words(pair.peer))


def mark_verified(storage: Storage, peer: Peer, now: datetime, *, verified: bool = True) -> Peer:
    """Keep that the words were compared and are the same, or that this is not certain any more."""
    return storage.peers.change(replace(peer, verified_at=now if verified else None))


def mute(storage: Storage, peer: Peer, *, muted: bool = True) -> Peer:
    """Show nothing of a peer in the feed, or show it again. They never learn of it."""
    return storage.peers.change(replace(peer, muted=muted))


def note_about(storage: Storage, peer: Peer, note: str) -> Peer:
    """Keep a note about a peer. It goes nowhere."""
    return storage.peers.change(replace(peer, note=note[:LONGEST_NOTE]))


def call(storage: Storage, peer: Peer, name: str) -> Peer:
    """Call a peer by another name. They never learn of it.

    Raises:
        NameTaken: somebody else is called so. `NamelessPeer`: nothing is left of the name.
    """
    called = local_name(name)
    if not called:
        raise NamelessPeer
    return storage.peers.change(replace(peer, name=called))


def remove(storage: Storage, peer: Peer, now: datetime) -> Peer:
    """Share with a peer no more: their pages are not shown and not taken in; adding their card brings all back."""
    return storage.peers.change(replace(peer, removed_at=now))


def identities(storage: Storage) -> dict[int, Identity]:
    """Return the person's own keys, by the number of the identity."""
    seed = storage.peers.seed()
    return {} if seed is None else {one.number: pair_identity(seed, one.number) for one in storage.peers.selves()}


def self_called(storage: Storage, pseudonym: str) -> Self:
    """Return the own identity with a pseudonym.

    Raises:
        PeerNotFound: there is none.
    """
    wanted = clean_peer_name(pseudonym).casefold()
    for one in storage.peers.selves():
        if one.pseudonym.casefold() == wanted:
            return one
    raise PeerNotFound


def pair_with(storage: Storage, peer: Peer) -> Pair:
    """Return the own keys that a peer knows, and theirs."""
    return Pair(identities(storage)[peer.identity], person_of(peer))


def person_of(peer: Peer) -> Person:
    """Return a peer as the keys they are."""
    return Person(peer.signing_key, peer.receiving_key, peer.pseudonym)


def local_name(name: str) -> str:
    """Return what a person calls a peer, on one line."""
    return clean_line(name, LONGEST_LOCAL_NAME)


def _known(storage: Storage, peer_id: str) -> Peer | None:
    try:
        return storage.peers.get(peer_id)
    except PeerNotFound:
        return None
