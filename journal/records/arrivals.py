# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Keeping what came from peers. Every function works inside a transaction that the caller holds."""

import hashlib
from datetime import datetime

from journal.errors import PeerNotFound, TryAgain
from journal.insights import Bye, Encouragement, Insight, Reply, Retract, Support
from journal.peers import Arrived
from journal.records.connections import Connection
from journal.records.ranking import rank_of_item
from journal.records.shared_rows import content_to, kind_of, themes_of
from journal.records.times import microseconds

_COLUMNS = (
    "id, named, kind, peer, about, root, seen_us, written_us, expires, commitment, unread, folded, clock_ahead, feed,"
    " seq, digest, size, content"
)
_INSERT = f"INSERT INTO shared ({_COLUMNS}) VALUES ({', '.join('?' * len(_COLUMNS.split(',')))})"


class CameMeanwhile(TryAgain):
    """Another program took in pages of the same feed at the same moment."""

    def __init__(self) -> None:
        super().__init__("Another program took in pages of the same person just now. Nothing was stored. Try again.")


def keep(connection: Connection, arrived: Arrived, now: datetime) -> str | None:
    """Keep what arrived, and return the id it has here; `None` when it was here already.

    Raises:
        PeerNotFound: its author is no peer any more.
        CameMeanwhile: the feed is not what it was when the page was looked at.
    """
    row = connection.execute("SELECT number FROM peer WHERE id = ? AND removed_us IS NULL", (arrived.peer,)).fetchone()
    if row is None:
        raise PeerNotFound
    peer = int(row[0])
    feed = _feed(connection, peer, arrived.feed, now)
    if not _learn(connection, feed, arrived):
        return None
    for seq in arrived.taken_back:
        rows = connection.execute("SELECT id FROM shared WHERE feed = ? AND seq = ?", (feed, seq)).fetchall()
        for (item,) in rows:
            erase(connection, item, now)
    match arrived.content:
        case Retract(of):
            for (item,) in connection.execute(
                "SELECT id FROM shared WHERE named = ? AND peer = ?", (of, peer)
            ).fetchall():
                erase(connection, item, now)
            return arrived.id
        case Bye():
            connection.execute("UPDATE peer SET left_us = ? WHERE number = ?", (microseconds(now), peer))
            return arrived.id
    return _insert(connection, peer, feed, arrived, now)


def erase(connection: Connection, item_id: str, now: datetime) -> None:
    """Erase the words of a peer's item that its author took back; that there was one stays known."""
    connection.execute(
        "UPDATE shared SET content = '{}', taken_back_us = ?, expires = NULL, unread = 0 WHERE id = ?",
        (microseconds(now), item_id),
    )
    connection.execute("DELETE FROM shared_theme WHERE item = (SELECT number FROM shared WHERE id = ?)", (item_id,))
    rank_of_item(connection, item_id)


def _top_of(connection: Connection, named: str, peer: int) -> str | None:
    """Return the insight that an answer hangs on; `None` while it, or what lies between, has not come.

    A peer can answer what they wrote themselves and what was shared with them: never a page of somebody else.
    """
    row = connection.execute(
        "SELECT CASE WHEN s.rank IS NULL THEN s.root ELSE s.id END FROM shared s WHERE s.named = ? AND (s.peer = ?"
        " OR (s.peer IS NULL AND EXISTS"
        " (SELECT 1 FROM sending WHERE sending.item = s.number AND sending.peer = ?)))",
        (named, peer, peer),
    ).fetchone()
    return None if row is None or row[0] is None else str(row[0])


def _feed(connection: Connection, peer: int, feed_id: str, now: datetime) -> int:
    connection.execute(
        "INSERT INTO feed (id, peer, mine, begun_us) VALUES (?, ?, 0, ?) ON CONFLICT (peer, id) DO NOTHING",
        (feed_id, peer, microseconds(now)),
    )
    connection.execute("UPDATE feed SET refusal = NULL WHERE peer = ? AND refusal IS NOT NULL", (peer,))
    row = connection.execute("SELECT number FROM feed WHERE peer = ? AND id = ?", (peer, feed_id)).fetchone()
    assert row is not None  # noqa: S101 - it was there, or is now
    return int(row[0])


def _learn(connection: Connection, feed: int, arrived: Arrived) -> bool:
    known = connection.execute(
        "SELECT digest, how FROM known_page WHERE feed = ? AND seq = ?", (feed, arrived.seq)
    ).fetchone()
    if known is not None and known[1] != "expected":
        if known[0] == arrived.digest:
            return False
        raise CameMeanwhile
    for seq, page in arrived.learned.items():
        connection.execute(
            "INSERT INTO known_page (feed, seq, digest, how) VALUES (?, ?, ?, ?) ON CONFLICT (feed, seq) DO UPDATE"
            " SET digest = excluded.digest, how = excluded.how WHERE how <> 'gone'"
            " AND (how = 'expected' OR excluded.how = 'gone')",
            (feed, seq, page.digest, page.how),
        )
    return True


def _insert(connection: Connection, peer: int, feed: int, arrived: Arrived, now: datetime) -> str:
    content, item_id = arrived.content, _free_id(connection, arrived)
    about = content.to if isinstance(content, Reply | Encouragement) else None
    root = _top_of(connection, about, peer) if about is not None else None
    connection.execute(
        _INSERT,
        (
            item_id, arrived.id, kind_of(content), peer, about, root, microseconds(now),
            microseconds(arrived.written_at), content.expires.isoformat() if isinstance(content, Insight) else None,
            "open" if isinstance(content, Insight) and content.shape == "commitment" else None, 1,
            int(arrived.folded or (isinstance(content, Insight) and bool(content.topics))), int(arrived.clock_ahead),
            feed, arrived.seq, arrived.digest, arrived.size, content_to(content),
        ),
    )  # fmt: skip
    if isinstance(content, Insight | Support):
        connection.executemany(
            "INSERT INTO shared_theme (theme, item) SELECT ?, number FROM shared WHERE id = ?",
            [(theme, item_id) for theme in themes_of(content)],
        )
        rank_of_item(connection, item_id)
        _adopt(connection, peer, arrived.id, item_id)
    elif root is not None:
        _adopt(connection, peer, arrived.id, root)
        say_how_it_went(connection, root)
    return item_id


def _adopt(connection: Connection, peer: int, named: str, root: str) -> None:
    """Hang the answers that came before what they answer where they belong."""
    found = connection.execute(
        "UPDATE shared SET root = ? WHERE peer = ? AND about = ? AND root IS NULL RETURNING named", (root, peer, named)
    ).fetchall()
    for (answer,) in found:
        _adopt(connection, peer, answer, root)
    if found:
        say_how_it_went(connection, root)


def say_how_it_went(connection: Connection, root: str) -> None:
    """Keep what the author of a commitment said last about how it went."""
    connection.execute(
        "UPDATE shared SET commitment = coalesce((SELECT json_extract(a.content, '$.state') FROM shared a"
        " WHERE a.root = shared.id AND a.kind = 'reply' AND a.peer IS shared.peer AND a.taken_back_us IS NULL"
        " AND json_extract(a.content, '$.state') IS NOT NULL"
        " ORDER BY a.written_us DESC, a.number DESC LIMIT 1), 'open')"
        " WHERE id = ? AND commitment IS NOT NULL",
        (root,),
    )


def _free_id(connection: Connection, arrived: Arrived) -> str:
    """Return the id its author gave it, or another one where somebody else's page has that already."""
    if connection.execute("SELECT 1 FROM shared WHERE id = ?", (arrived.id,)).fetchone() is None:
        return arrived.id
    digest = hashlib.sha256(f"{arrived.peer}/{arrived.feed}/{arrived.seq}".encode("ascii"))
    return digest.hexdigest()[:32]
