# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Where something shared stands in the feed: its `rank` (see `schema_4.py`), worked out anew whenever that may change.

What has come to its last day keeps its rank: the date is in the index beside it, and reading passes over it there.
"""

from journal.records.connections import Connection

WAITING_SUPPORT, WAITING, REST, MUTED, GONE = range(5)

RANK = f"""
    CASE
        WHEN kind NOT IN ('insight', 'support') THEN NULL
        WHEN peer IS NULL THEN {REST}
        WHEN taken_back_us IS NOT NULL THEN {GONE}
        WHEN (SELECT removed_us FROM peer WHERE peer.number = shared.peer) IS NOT NULL THEN {GONE}
        WHEN (SELECT muted FROM peer WHERE peer.number = shared.peer) THEN {MUTED}
        WHEN EXISTS (
            SELECT 1 FROM shared answer WHERE answer.root = shared.id AND answer.peer IS NULL
                AND answer.kind IN ('reply', 'encourage') AND answer.taken_back_us IS NULL
        ) THEN {REST}
        WHEN kind = 'support' THEN {WAITING_SUPPORT}
        ELSE {WAITING}
    END
"""


def rank_of_item(connection: Connection, item_id: str) -> None:
    """Give one item its rank."""
    connection.execute(f"UPDATE shared SET rank = {RANK} WHERE id = ?", (item_id,))


def rank_of_peer(connection: Connection, peer: int) -> None:
    """Give everything by a peer its rank: they were muted, removed, or are there again."""
    connection.execute(f"UPDATE shared SET rank = {RANK} WHERE peer = ? AND rank IS NOT NULL", (peer,))
