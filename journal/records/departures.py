# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Keeping what the person shares until it is handed over. Every function works inside a transaction of the caller."""

from datetime import datetime

from sqlmodel import Session, select

from journal.errors import ChangedElsewhere, PeerNotFound, SharedNotFound
from journal.insights import Insight, Retract
from journal.peers import Handed, LogLine, Outgoing, OwnPage
from journal.records.arrivals import say_how_it_went
from journal.records.connections import Connection
from journal.records.engine import Engine
from journal.records.ranking import rank_of_item
from journal.records.shared_rows import PEER, content_from, content_to, kind_of, peer_of, themes_of
from journal.records.tables import ExportLogRow, FeedRow, KnownPageRow, PeerRow, SendingRow, SharedRow, SharedThemeRow
from journal.records.text import read
from journal.records.times import microseconds, moment

_OUTGOING = (
    f"SELECT s.id, s.kind, s.content, s.written_us, o.leaves_us, o.handed_us, o.payload, f.id, o.seq, {PEER}"
    " FROM sending o JOIN shared s ON s.number = o.item JOIN peer p ON p.number = o.peer"
    " LEFT JOIN feed f ON f.number = o.feed"
)


def keep_own(session: Session, page: OwnPage) -> None:
    """Keep something the person shares, for each of those it goes to.

    Raises:
        PeerNotFound: one of them is no peer any more.
    """
    content = page.content
    row = SharedRow(
        id=page.id,
        named=page.id,
        kind=kind_of(content),
        about=page.about,
        root=page.root,
        seen_us=microseconds(page.written_at),
        written_us=microseconds(page.written_at),
        expires=content.expires.isoformat() if isinstance(content, Insight) else None,
        commitment="open" if isinstance(content, Insight) and content.shape == "commitment" else None,
        content=content_to(content),
    )
    session.add(row)
    session.flush()
    number = row.number or 0
    for theme in themes_of(content):
        session.add(SharedThemeRow(theme=theme, item=number))
    for peer_id in dict.fromkeys(page.to):
        peer = session.exec(select(PeerRow).where(PeerRow.id == peer_id)).first()
        if peer is None:
            raise PeerNotFound
        session.add(SendingRow(item=number, peer=peer.number or 0, leaves_us=microseconds(page.leaves_at)))
    session.flush()
    connection = Engine.driver_of(session)
    rank_of_item(connection, page.id)
    if page.root:
        rank_of_item(connection, page.root)
        say_how_it_went(connection, page.root)


def outgoing(connection: Connection, *, item: str | None, by: datetime | None, handed: bool) -> tuple[Outgoing, ...]:
    """Return own pages on their way, in the order they were meant to leave.

    Of one item or of all; those that may leave `by` a moment, or all that wait; `handed`: those that left already.
    """
    where, bound = ["o.handed_us IS NOT NULL" if handed else "o.handed_us IS NULL"], list[object]()
    if item is not None:
        where.append("s.id = ?")
        bound.append(item)
    if by is not None:
        where.append("o.leaves_us <= ?")
        bound.append(microseconds(by))
    rows = connection.execute(
        f"{_OUTGOING} WHERE {' AND '.join(where)} ORDER BY o.leaves_us, s.number, p.number", bound
    ).fetchall()
    found = []
    for item_id, kind, content, written, leaves, at, payload, feed, seq, *peer in rows:
        found.append(
            Outgoing(
                item=item_id,
                kind=kind,
                peer=peer_of(peer),
                content=content_from(kind, read(content)),
                written_at=moment(written),
                leaves_at=moment(leaves),
                handed_at=None if at is None else moment(at),
                payload=None if payload is None else bytes(payload),
                feed=feed,
                seq=seq,
            )
        )
    return tuple(found)


def hand(session: Session, handed: Handed, log: LogLine) -> None:
    """Keep that an own page was sealed for a peer: its number is used up from now on, whatever becomes of the file.

    Raises:
        ChangedElsewhere: another program used the number at the same moment; nothing left.
        SharedNotFound: it was brought back meanwhile.
    """
    row = session.exec(
        select(SendingRow).where(
            SendingRow.item == select(SharedRow.number).where(SharedRow.id == handed.item).scalar_subquery(),
            SendingRow.peer == select(PeerRow.number).where(PeerRow.id == handed.peer).scalar_subquery(),
        )
    ).first()
    if row is None:
        raise SharedNotFound
    feed = session.exec(select(FeedRow).where(FeedRow.peer == row.peer, FeedRow.id == handed.feed)).one()
    number = feed.number or 0
    if row.handed_us is not None or session.get(KnownPageRow, (number, handed.seq)) is not None:
        raise ChangedElsewhere
    session.add(KnownPageRow(feed=number, seq=handed.seq, digest=handed.digest, how="here"))
    row.handed_us, row.feed, row.seq, row.payload = microseconds(handed.at), number, handed.seq, handed.payload
    session.add(log_row(log))


def bring_back(session: Session, item_id: str, now: datetime) -> int:
    """Let an own page go to nobody it has not gone to yet, and return how many those were. Its words stay here."""
    row = _own(session, item_id)
    connection = Engine.driver_of(session)
    stopped = connection.execute("DELETE FROM sending WHERE item = ? AND handed_us IS NULL", (row.number,)).rowcount
    left = connection.execute("SELECT count(*) FROM sending WHERE item = ?", (row.number,)).fetchone()
    if stopped and left == (0,):
        _withdrawn(session, row, now)
    return stopped


def withdraw(session: Session, item_id: str, retract: OwnPage | None, now: datetime) -> None:
    """Take an own page back: it goes to nobody any more, and those who have it are told by `retract`."""
    row = _own(session, item_id)
    connection = Engine.driver_of(session)
    connection.execute("DELETE FROM sending WHERE item = ? AND handed_us IS NULL", (row.number,))
    connection.execute(
        "UPDATE known_page SET how = 'gone' WHERE (feed, seq) IN (SELECT feed, seq FROM sending WHERE item = ?)",
        (row.number,),
    )
    _withdrawn(session, row, now)
    if retract is not None:
        keep_own(session, retract)


def log_row(line: LogLine) -> ExportLogRow:
    """Return a line of the log as a new row."""
    return ExportLogRow(
        at_us=microseconds(line.at),
        what=line.what,
        item=line.item,
        digest=line.digest,
        size=line.size,
        whom=line.whom,
    )


def _withdrawn(session: Session, row: SharedRow, now: datetime) -> None:
    row.taken_back_us = microseconds(now)
    session.flush()
    connection = Engine.driver_of(session)
    if row.root:
        rank_of_item(connection, row.root)
        say_how_it_went(connection, row.root)


def _own(session: Session, item_id: str) -> SharedRow:
    row = session.exec(select(SharedRow).where(SharedRow.id == item_id, SharedRow.kind != kind_of(Retract("")))).first()
    if row is None or row.peer is not None:
        raise SharedNotFound
    return row
