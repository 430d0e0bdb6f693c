"""Peers and what is shared: from rows to values and back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from journal.entries import normal_tags
from journal.insights import (
    Bye,
    Encouragement,
    FeedItem,
    FeedReply,
    FeedWords,
    Insight,
    Reply,
    Retract,
    Shared,
    Support,
)
from journal.peers import Peer
from journal.records.text import read
from journal.records.times import moment

PEER = (
    "p.id, p.name, p.pseudonym, p.signing_key, p.receiving_key, p.added_us, p.identity, p.verified_us, p.muted, p.note,"
    " p.removed_us, p.left_us"
)
ITEM = (
    "s.id, s.kind, s.peer, s.seen_us, s.commitment,"
    " (s.peer IS NOT NULL AND s.unread) OR EXISTS (SELECT 1 FROM shared a JOIN peer ap ON ap.number = a.peer WHERE"
    " a.root = s.id AND a.unread = 1 AND a.taken_back_us IS NULL AND a.kind IN ('reply', 'encourage') AND ap.muted = 0"
    " AND ap.removed_us IS NULL),"
    " s.folded, s.clock_ahead, s.taken_back_us, s.content,"
    " p.name, p.verified_us IS NOT NULL, p.muted"
)
ANSWER = "s.root, s.id, s.kind, s.peer, s.seen_us, s.content, p.name, p.verified_us IS NOT NULL"

KINDS: dict[str, type[Shared]] = {
    "insight": Insight,
    "reply": Reply,
    "encourage": Encouragement,
    "support": Support,
    "retract": Retract,
    "bye": Bye,
}
"""Kinds as the database names them."""

Row = Sequence[Any]


def no_hash() -> str:
    """Return the hash that stands where there is no page before."""
    return "0" * 64


def peer_of(row: Row) -> Peer:
    """Return the peer, from the columns `PEER`."""
    (
        peer_id, name, pseudonym, signing, receiving, added, identity, verified, muted, note, removed, left,
    ) = row  # fmt: skip
    return Peer(
        id=peer_id,
        name=read(name),
        pseudonym=read(pseudonym),
        signing_key=bytes(signing),
        receiving_key=bytes(receiving),
        added_at=moment(added),
        identity=identity,
        verified_at=None if verified is None else moment(verified),
        muted=muted == 1,
        note=read(note),
        removed_at=None if removed is None else moment(removed),
        left_at=None if left is None else moment(left),
    )


def kind_of(shared: Shared) -> str:
    """Return the name of a value's kind."""
    return next(name for name, kind in KINDS.items() if isinstance(shared, kind))


def content_to(shared: Shared) -> str:
    """Return what is shared as JSON: plain ASCII, so that any text survives."""
    return json.dumps({one.name: _plain(getattr(shared, one.name)) for one in fields(shared)})


def content_from(kind: str, text: str) -> Shared:
    """Return what is shared, from its kind and its JSON."""
    found = json.loads(text)
    if kind == "insight":
        found["expires"] = date.fromisoformat(found["expires"])
        found["themes"], found["topics"] = tuple(found["themes"]), tuple(found["topics"])
    return KINDS[kind](**found)


def themes_of(shared: Shared) -> tuple[str, ...]:
    """Return the themes in the form in which they are compared."""
    return normal_tags(shared.themes) if isinstance(shared, Insight) else ()


def item_of(row: Row, me: str, **more: Any) -> FeedItem:
    """Return the item, from the columns `ITEM` and what else is known of it; `me` is the person's own name there."""
    (
        item_id, kind, peer, seen, commitment, unread, folded, clock_ahead, taken_back, content, name, verified, muted,
    ) = row  # fmt: skip
    mine = peer is None
    shown = _shown(kind, read(content), gone=taken_back is not None and not mine)
    return FeedItem(
        id=item_id,
        kind=kind,
        author=me if mine else read(name),
        first_seen=moment(seen),
        verified=mine or verified == 1,
        mine=mine,
        commitment=commitment,
        muted=muted == 1,
        folded=folded == 1,
        unread=unread == 1,
        clock_ahead=clock_ahead == 1,
        **shown,
        **more,
    )


def reply_of(row: Row, me: str) -> FeedReply:
    """Return the reply, from the columns `ANSWER`."""
    _, item_id, _, peer, seen, content, name, verified = row
    said = content_from("reply", read(content))
    assert isinstance(said, Reply)  # noqa: S101 - for the type checker
    mine = peer is None
    author = me if mine else read(name)
    return FeedReply(item_id, author, mine or verified == 1, mine, said.body, moment(seen), said.state)


def words_of(row: Row, me: str) -> FeedWords:
    """Return the encouragement, from the columns `ANSWER`."""
    said = content_from("encourage", read(row[5]))
    assert isinstance(said, Encouragement)  # noqa: S101 - for the type checker
    return FeedWords(me if row[3] is None else read(row[6]), said.words, row[3] is None)


def _shown(kind: str, content: str, *, gone: bool) -> Mapping[str, Any]:
    if gone:
        return {}
    said = content_from(kind, content)
    if isinstance(said, Insight):
        return {one.name: getattr(said, one.name) for one in fields(said)}
    return {"body": said.body} if isinstance(said, Support) else {}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
