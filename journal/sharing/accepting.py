"""Taking in what came from outside, under rules in a fixed order. Whatever fails raises, and nothing of it is returned.

size · age header · no passphrase · decrypt · unpad · type · signature · circle, epoch, roster, feed, number · the page
before it · fields · cleaning. What is cheap and stops much stands first; no field is believed before the signature.

Two ways in. `accept_at` reads a place that says which feed and number belong there: exactly that is taken.
`accept_file` reads a file that somebody handed over: files come in any order, come twice and get lost. So a number may
be ahead of the last one (the gap is noted, and closes when the file comes), and a number that is here already has to be
the very same page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from journal.sharing.circles import Circle, Pair
from journal.sharing.envelope import unseal, verify
from journal.sharing.identity import Identity, Person, is_id
from journal.sharing.payload import NO_HASH, Payload, Seen, digest_of, read_payload, read_version
from journal.sharing.refusals import (
    AlreadyHere,
    BadContent,
    Fork,
    Forwarded,
    OtherKeys,
    TakenBack,
    TooFarAhead,
    UnknownSender,
    WrongPlace,
)

CLOCK_MAY_BE_AHEAD = timedelta(hours=24)
MOST_AHEAD = 10_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one number of a feed: its hash, and whether the page is here, was taken back, or is yet to come.

    `expected`: a later page named its hash.
    """

    digest: str
    how: Literal["here", "gone", "expected"]


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a peer's feed, by number. An empty one is a feed that was never seen."""

    known: Mapping[int, Known] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        """The highest number that is here; 0 when none is."""
        return max((seq for seq, known in self.known.items() if known.how == "here"), default=0)

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """The numbers up to the highest that neither came nor were taken back, as (first, last) pairs."""
        settled = sorted(seq for seq, known in self.known.items() if known.how != "expected")
        pairs = zip([0, *settled], [*settled, self.seq], strict=True)
        return tuple((before + 1, after - 1) for before, after in pairs if after - before > 1)

    def after(self, learned: Mapping[int, Known]) -> "FeedState":
        """Return what is known once something was accepted."""
        return FeedState({**self.known, **learned})


@dataclass(frozen=True, slots=True)
class Accepted:
    """One payload that was taken in, cleaned and ready to be kept.

    `author` and `circle` say whose it is and where it belongs; an item is known by both and its id, because anybody can
    use an id again. `learned` is to be added to what is known of the feed, in the same transaction; `taken_back` are
    the numbers among those here whose items go now. `clock_ahead`: its time lies more than a day ahead.
    """

    author: Person
    circle: str
    payload: Payload = field(repr=False)
    digest: str
    learned: Mapping[int, Known]
    taken_back: tuple[int, ...] = ()
    clock_ahead: bool = False


def accept_file(
    data: bytes, pairs: Iterable[Pair], state_of: Callable[[Pair, str], FeedState], now: datetime
) -> Accepted:
    """Return what a file says that a peer handed over. `state_of` answers what is known of a peer's feed, by its id.

    Raises:
        TooLarge, NotShared, HeaderTooLong, NeedsPassphrase, NotForMe, ShareDamaged, BadPadding, BadForm, NewerShare,
            WrongType: as `envelope.unseal`.
        UnknownSender: no card of the sender was added for the identity that it is addressed to.
        WrongSignature: the sender did not sign it.
        Forwarded: it was written for somebody else.
        OtherKeys: it was written for other keys.
        AlreadyHere: the very same page is here.
        TakenBack: its author took it back.
        Fork: it contradicts what came before.
        TooFarAhead: its number is far beyond the last one.
        BadContent, UnknownKind: its fields are not what they have to be.
    """
    pairs = tuple(pairs)
    identities = tuple({pair.me.receiving_secret: pair.me for pair in pairs}.values())
    me, signed = unseal(data, identities)
    # Only the identity that opened it counts: what was written to one part of a life is not shown in another.
    pair = next((pair for pair in pairs if pair.peer.id == signed.by and pair.me == me), None)
    if pair is None:
        raise UnknownSender
    content = verify(signed, pair.peer)
    fields = read_version(content)
    _check_circle(fields, pair.circle)
    feed, seq, prev = _place(fields)
    state, digest = state_of(pair, feed), digest_of(content)
    learned = _fits(state, seq, digest, prev)
    return _accepted(fields, digest, pair.peer, state, learned, now)


def accept_at(
    data: bytes,
    me: Identity,
    circle: Circle,
    author: Person,
    place: tuple[str, int],
    state: FeedState,
    now: datetime,
) -> Accepted:
    """Return what stands in a place that is read: the given number of the given feed, right after the last one here.

    Raises:
        WrongPlace: what stands there belongs to another feed or number.
        Fork: it does not follow the last one here.
        TooLarge and the others: as `accept_file`.
    """
    _, signed = unseal(data, [me])
    content = verify(signed, author)
    fields = read_version(content)
    _check_circle(fields, circle)
    feed, seq, prev = _place(fields)
    if (feed, seq) != place or seq != state.seq + 1:
        raise WrongPlace
    digest = digest_of(content)
    learned = _fits(state, seq, digest, prev)
    return _accepted(fields, digest, author, state, learned, now)


def own_feed_is_ahead(seen: Seen, feed: str, seq: int) -> bool:
    """Whether a peer has seen more of an own feed than there is: a backup was restored, and a new feed has to begin."""
    return feed in seen and seen[feed][0] > seq


def _check_circle(fields: Mapping[str, Any], circle: Circle) -> None:
    if fields.get("circle") != circle.id:
        raise Forwarded
    if fields.get("epoch") != circle.epoch or fields.get("roster") != circle.roster:
        raise OtherKeys


def _place(fields: Mapping[str, Any]) -> tuple[str, int, str]:
    feed, seq, prev = fields.get("feed"), fields.get("seq"), fields.get("prev")
    if not is_id(feed) or not isinstance(seq, int) or isinstance(seq, bool) or seq < 1 or not isinstance(prev, str):
        raise BadContent
    return str(feed), seq, prev


def _fits(state: FeedState, seq: int, digest: str, prev: str) -> dict[int, Known]:
    """Return what a page teaches about its feed, once it contradicts nothing that is known."""
    if known := state.known.get(seq):
        if known.digest != digest:
            raise Fork
        if known.how == "here":
            raise AlreadyHere
        if known.how == "gone":
            raise TakenBack
    if seq > state.seq + MOST_AHEAD:
        raise TooFarAhead
    before = state.known.get(seq - 1)
    expected = NO_HASH if seq == 1 else prev if before is None else before.digest
    if prev != expected:
        raise Fork
    learned = {seq: Known(digest, "here")}
    if seq > 1 and before is None:
        learned[seq - 1] = Known(prev, "expected")
    return learned


def _accepted(
    fields: Mapping[str, Any],
    digest: str,
    author: Person,
    state: FeedState,
    learned: dict[int, Known],
    now: datetime,
) -> Accepted:
    payload = read_payload(fields)
    gone = _newly_gone(payload, state.after(learned))
    return Accepted(
        author=author,
        circle=payload.circle,
        payload=payload,
        digest=digest,
        learned={**learned, **gone},
        taken_back=tuple(sorted(seq for seq in gone if seq in state.known and state.known[seq].how == "here")),
        clock_ahead=payload.written_at - now > CLOCK_MAY_BE_AHEAD,
    )


def _newly_gone(payload: Payload, state: FeedState) -> dict[int, Known]:
    for seq, digest in payload.gone.items():
        if seq >= payload.seq:
            raise BadContent  # nobody can take back what comes later
        if seq in state.known and state.known[seq].digest != digest:
            raise Fork
    return {
        seq: Known(digest, "gone")
        for seq, digest in payload.gone.items()
        if seq not in state.known or state.known[seq].how != "gone"
    }
