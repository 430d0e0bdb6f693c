# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""The book of peers: the person's own identities, who they share with, and where each feed between them stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from journal.errors import NameTaken, PeerNotFound
from journal.peers import FeedPlace, KnownPage, Peer, Self
from journal.records.engine import Engine
from journal.records.ranking import rank_of_peer
from journal.records.shared_rows import PEER, no_hash, peer_of
from journal.records.tables import CardRow, FeedRow, IdentityRow, PeerRow, SecretRow
from journal.records.text import read
from journal.records.times import microseconds, moment

_SEED = "root-seed"
MOST_GONE = 500


class PeerBook:
    """Who the person is to others, and who they are. Everything also raises what the database does (`EntryBook`)."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    # --- the person ------------------------------------------------------------------------------------------------

    def seed(self) -> bytes | None:
        """Return the root seed, a secret; `None` before the first card was made."""
        with self._engine.reading() as connection:
            row = connection.execute("SELECT value FROM secret WHERE name = ?", (_SEED,)).fetchone()
        return bytes(row[0]) if row else None

    def selves(self) -> tuple[Self, ...]:
        """Return the person's identities, in order of their numbers."""
        with self._engine.reading() as connection:
            rows = connection.execute("SELECT number, pseudonym, made_us FROM identity ORDER BY number").fetchall()
        return tuple([Self(number, read(name), moment(made)) for number, name, made in rows])

    def begin(self, fresh_seed: bytes, number: int, pseudonym: str, now: datetime) -> bytes:
        """Keep an identity under a pseudonym, and return the root seed: the one that is here, else the fresh one."""
        with self._engine.writing() as session:
            secret = session.get(SecretRow, _SEED)
            if secret is None:
                secret = SecretRow(name=_SEED, value=fresh_seed)
                session.add(secret)
            identity = session.get(IdentityRow, number)
            if identity is None:
                session.add(IdentityRow(number=number, made_us=microseconds(now), pseudonym=pseudonym))
            else:
                identity.pseudonym = pseudonym
            return bytes(secret.value)

    def card_given(self, secret: bytes, number: int, now: datetime, ends: datetime) -> None:
        """Remember the one-time secret of a card that was made; those of cards that have run out go."""
        with self._engine.writing() as session:
            session.exec(delete(CardRow).where(col(CardRow.ends_us) < microseconds(now)))
            session.add(CardRow(secret=secret, identity=number, made_us=microseconds(now), ends_us=microseconds(ends)))

    # --- peers -----------------------------------------------------------------------------------------------------

    def all(self, *, removed: bool = False) -> tuple[Peer, ...]:
        """Return the peers by name; with `removed`, also those that were removed."""
        where = "" if removed else " WHERE p.removed_us IS NULL"
        with self._engine.reading() as connection:
            rows = connection.execute(f"SELECT {PEER} FROM peer p{where}").fetchall()
        return tuple(sorted((peer_of(row) for row in rows), key=lambda peer: (peer.name.casefold(), peer.id)))

    def get(self, peer_id: str) -> Peer:
        """Return a peer, removed or not.

        Raises:
            PeerNotFound: there is none with this id.
        """
        with self._engine.reading() as connection:
            row = connection.execute(f"SELECT {PEER} FROM peer p WHERE p.id = ?", (peer_id,)).fetchone()
        if row is None:
            raise PeerNotFound
        return peer_of(row)

    def named(self, name: str) -> Peer:
        """Return the peer that the person calls so, whatever the capitals.

        Raises:
            PeerNotFound: nobody is.
        """
        wanted = " ".join(name.split()).casefold()
        for peer in self.all():
            if peer.name.casefold() == wanted:
                return peer
        raise PeerNotFound

    def add(self, peer: Peer, card_secret: bytes) -> Peer:
        """Add a peer and return them; one who is here already, removed or not, is there again and keeps what is known.

        Raises:
            NameTaken: somebody else is called so.
        """
        with self._engine.writing() as session:
            row = _row(session, peer.id)
            _check_name(session, peer.name, row)
            if row is None:
                session.add(_new_row(peer, card_secret))
                session.flush()
            else:
                row.name, row.pseudonym, row.card_secret = peer.name, peer.pseudonym, card_secret
                row.removed_us = row.left_us = None
                session.flush()
                rank_of_peer(Engine.driver_of(session), row.number or 0)
        return self.get(peer.id)

    def change(self, peer: Peer) -> Peer:
        """Keep what the person changed about a peer: name, note, verified, muted, removed; and whether they left.

        Raises:
            PeerNotFound: there is none with this id.
            NameTaken: somebody else is called so.
        """
        with self._engine.writing() as session:
            row = _row(session, peer.id)
            if row is None:
                raise PeerNotFound
            _check_name(session, peer.name, row)
            for name, value in _changeable(peer).items():
                setattr(row, name, value)
            session.flush()
            rank_of_peer(Engine.driver_of(session), row.number or 0)
        return peer

    # --- feeds -----------------------------------------------------------------------------------------------------

    def own_feed(self, peer_id: str, fresh_id: str, now: datetime) -> FeedPlace:
        """Return where the own feed to a peer stands; a new one begins, under the fresh id, where there is none."""
        found = self._own_feed(peer_id)
        if found is None:
            self.begin_feed(peer_id, fresh_id, now)
            found = self._own_feed(peer_id)
        assert found is not None  # noqa: S101 - feeds never go
        return found

    def begin_feed(self, peer_id: str, fresh_id: str, now: datetime) -> None:
        """Begin a new own feed to a peer: after a backup was restored, the numbers of the one before may be used up."""
        with self._engine.writing() as session:
            peer = _found(session, peer_id)
            session.add(FeedRow(id=fresh_id, peer=peer.number or 0, mine=1, begun_us=microseconds(now)))

    def known_pages(self, peer_id: str, feed_id: str) -> Mapping[int, KnownPage]:
        """Return what is known of a peer's feed, by number; nothing of one that was never seen."""
        with self._engine.reading() as connection:
            rows = connection.execute(
                "SELECT k.seq, k.digest, k.how FROM peer p JOIN feed f ON f.peer = p.number AND f.mine = 0"
                " JOIN known_page k ON k.feed = f.number WHERE p.id = ? AND f.id = ?",
                (peer_id, feed_id),
            ).fetchall()
        return {seq: KnownPage(digest, how) for seq, digest, how in rows}

    def feeds_of(self, peer_id: str) -> tuple[FeedPlace, ...]:
        """Return where the feeds of a peer stand, the newest first: the highest number here, and its hash."""
        with self._engine.reading() as connection:
            rows = connection.execute(
                "SELECT f.id, k.seq, k.digest FROM peer p JOIN feed f ON f.peer = p.number AND f.mine = 0"
                " JOIN known_page k ON k.feed = f.number WHERE p.id = ? AND k.seq ="
                " (SELECT max(seq) FROM known_page WHERE feed = f.number AND how = 'here') ORDER BY f.number DESC",
                (peer_id,),
            ).fetchall()
        return tuple([FeedPlace(feed, seq, digest) for feed, seq, digest in rows])

    def refused(self, peer_id: str, why: str) -> bool:
        """Remember why a page of a peer was refused, and return whether that is news."""
        with self._engine.writing() as session:
            peer = _found(session, peer_id)
            feed = session.exec(
                select(FeedRow)
                .where(FeedRow.peer == peer.number, FeedRow.mine == 0)
                .order_by(col(FeedRow.number).desc())
            ).first()
            if feed is None or feed.refusal == why:
                return feed is None
            feed.refusal = why
            return True

    def refusal(self, peer_id: str) -> str | None:
        """Return why the last page of a peer's newest feed was refused; `None` once a page fits again."""
        with self._engine.reading() as connection:
            row = connection.execute(
                "SELECT f.refusal FROM peer p JOIN feed f ON f.peer = p.number AND f.mine = 0"
                " WHERE p.id = ? ORDER BY f.number DESC LIMIT 1",
                (peer_id,),
            ).fetchone()
        return str(row[0]) if row and row[0] else None

    def _own_feed(self, peer_id: str) -> FeedPlace | None:
        with self._engine.snapshot() as connection:
            feed = connection.execute(
                "SELECT f.number, f.id FROM peer p JOIN feed f ON f.peer = p.number AND f.mine = 1"
                " WHERE p.id = ? ORDER BY f.number DESC LIMIT 1",
                (peer_id,),
            ).fetchone()
            if feed is None:
                return None
            number, feed_id = feed
            last = connection.execute(
                "SELECT seq, digest FROM known_page WHERE feed = ? ORDER BY seq DESC LIMIT 1", (number,)
            ).fetchone()
            gone = connection.execute(
                "SELECT seq, digest FROM known_page WHERE feed = ? AND how = 'gone' ORDER BY seq DESC LIMIT ?",
                (number, MOST_GONE),
            ).fetchall()
        seq, head = last or (0, no_hash())
        return FeedPlace(feed_id, seq, head, dict(gone))


def _row(session: Session, peer_id: str) -> PeerRow | None:
    return session.exec(select(PeerRow).where(PeerRow.id == peer_id)).first()


def _found(session: Session, peer_id: str) -> PeerRow:
    row = _row(session, peer_id)
    if row is None:
        raise PeerNotFound
    return row


def _check_name(session: Session, name: str, row: PeerRow | None) -> None:
    others = session.exec(select(PeerRow).where(col(PeerRow.removed_us).is_(None))).all()
    if any(other.name.casefold() == name.casefold() for other in others if row is None or other.id != row.id):
        raise NameTaken


def _changeable(peer: Peer) -> dict[str, Any]:
    return {
        "name": peer.name,
        "note": peer.note,
        "muted": int(peer.muted),
        **{
            column: None if at is None else microseconds(at)
            for column, at in (
                ("verified_us", peer.verified_at), ("removed_us", peer.removed_at), ("left_us", peer.left_at),
            )
        },
    }  # fmt: skip


def _new_row(peer: Peer, card_secret: bytes) -> PeerRow:
    return PeerRow(
        id=peer.id,
        signing_key=peer.signing_key,
        receiving_key=peer.receiving_key,
        card_secret=card_secret,
        identity=peer.identity,
        added_us=microseconds(peer.added_at),
        pseudonym=peer.pseudonym,
        **_changeable(peer),
    )
