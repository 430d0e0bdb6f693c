# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Reading the feed: which items stand on a page of it, and everything that hangs on them."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from journal.entries import normal_tag
from journal.insights import FeedItem, FeedReply, FeedWords
from journal.peers import FeedCursor, FeedPage
from journal.records.connections import Connection
from journal.records.ranking import MUTED, REST, WAITING, WAITING_SUPPORT
from journal.records.shared_rows import ANSWER, ITEM, item_of, reply_of, words_of
from journal.records.text import read
from journal.records.times import microseconds, moment

MOST_ANSWERS = 2000
SHARED = "shared s LEFT JOIN peer p ON p.number = s.peer"

_NOT_OVER = "(s.expires IS NULL OR s.expires >= ?)"


def page_of_feed(
    connection: Connection,
    today: date,
    *,
    after: FeedCursor | None,
    limit: int,
    peer: str | None,
    mine: bool,
    theme: str | None,
    hidden_themes: Sequence[str],
) -> FeedPage:
    """Return a page of the feed, as `InsightBook.page` describes it."""
    ranks = (WAITING_SUPPORT, WAITING, REST, *((MUTED,) if peer else ()))
    where, bound = [_NOT_OVER], list[object]([today.isoformat()])
    index = "shared_in_order"
    if mine or peer is not None:
        index = "shared_by_peer"
        where.append("s.peer IS NULL" if mine else "s.peer = (SELECT number FROM peer WHERE id = ?)")
        bound += [] if mine else [peer]
    if theme is not None:
        where.append("EXISTS (SELECT 1 FROM shared_theme t WHERE t.theme = ? AND t.item = s.number)")
        bound.append(normal_tag(theme))
    if hidden := [normal_tag(word) for word in hidden_themes]:
        where.append(
            "NOT EXISTS (SELECT 1 FROM shared_theme t WHERE t.item = s.number"
            " AND t.theme IN (SELECT value FROM json_each(?)))"
        )
        bound.append(json.dumps(hidden))
    found = list[tuple[int, int, int, str]]()
    for rank in ranks:
        if after is not None and rank < after.rank:
            continue
        found += _of_rank(connection, rank, after, limit + 1 - len(found), index, where, bound)
        if len(found) > limit:
            break
    items = items_of(connection, [number for number, *_ in found[:limit]])
    last = found[limit - 1] if len(found) > limit else None
    return FeedPage(items, None if last is None else FeedCursor(last[1], moment(last[2]), last[3]))


def items_of(connection: Connection, numbers: Sequence[int]) -> tuple[FeedItem, ...]:
    """Return the items with these numbers, in this order, with what came back."""
    if not numbers:
        return ()
    wanted = json.dumps(list(numbers))
    identity = connection.execute("SELECT pseudonym FROM identity ORDER BY number LIMIT 1").fetchone()
    me = read(identity[0]) if identity else ""
    rows = {
        number: rest
        for number, *rest in connection.execute(
            f"SELECT s.number, {ITEM} FROM {SHARED} WHERE s.number IN (SELECT value FROM json_each(?))", (wanted,)
        )
    }
    replies, words = _answers(connection, json.dumps([rows[number][0] for number in numbers]), me)
    sending = _sending(connection, wanted)
    found = []
    for number in numbers:
        row = rows[number]
        more: dict[str, Any] = {
            "replies": tuple(replies.get(row[0], ())),
            "encouragements": tuple(words.get(row[0], ())),
        }
        if row[2] is None:
            more |= _state(sending.get(number, []), taken_back=row[8] is not None)
        found.append(item_of(row, me, **more))
    return tuple(found)


def _of_rank(
    connection: Connection,
    rank: int,
    after: FeedCursor | None,
    limit: int,
    index: str,
    where: list[str],
    bound: list[object],
) -> list[tuple[int, int, int, str]]:
    oldest_first = rank < REST
    condition, place = "", list[object]()
    if after is not None and rank == after.rank:
        condition = f" AND (s.seen_us, s.id) {'>' if oldest_first else '<'} (?, ?)"
        place = [microseconds(after.first_seen), after.id]
    order = "s.seen_us, s.id" if oldest_first else "s.seen_us DESC, s.id DESC"
    rows = connection.execute(
        f"SELECT s.number, s.seen_us, s.id FROM shared s INDEXED BY {index}"
        f" WHERE s.rank = ? AND {' AND '.join(where)}{condition} ORDER BY {order} LIMIT ?",
        (rank, *bound, *place, limit),
    ).fetchall()
    return [(number, rank, seen, item_id) for number, seen, item_id in rows]


def _answers(
    connection: Connection, ids: str, me: str
) -> tuple[dict[str, list[FeedReply]], dict[str, list[FeedWords]]]:
    """Return replies and warm words by the item they hang on, oldest first; those of muted people stay out."""
    replies, words = dict[str, list[FeedReply]](), dict[str, list[FeedWords]]()
    for row in connection.execute(
        f"SELECT {ANSWER} FROM {SHARED} WHERE s.root IN (SELECT value FROM json_each(?)) AND s.taken_back_us IS NULL"
        " AND (p.number IS NULL OR (p.muted = 0 AND p.removed_us IS NULL)) ORDER BY s.seen_us, s.number LIMIT ?",
        (ids, MOST_ANSWERS),
    ):
        if row[2] == "reply":
            replies.setdefault(row[0], []).append(reply_of(row, me))
        elif row[2] == "encourage":
            words.setdefault(row[0], []).append(words_of(row, me))
    return replies, words


def _sending(connection: Connection, numbers: str) -> dict[int, list[tuple[str, int, bool]]]:
    found = dict[int, list[tuple[str, int, bool]]]()
    for item, name, leaves, handed in connection.execute(
        "SELECT o.item, p.name, o.leaves_us, o.handed_us IS NOT NULL FROM sending o JOIN peer p ON p.number = o.peer"
        " WHERE o.item IN (SELECT value FROM json_each(?)) ORDER BY p.number",
        (numbers,),
    ):
        found.setdefault(item, []).append((read(name), leaves, handed == 1))
    return found


def _state(sending: list[tuple[str, int, bool]], *, taken_back: bool) -> dict[str, Any]:
    waiting = [leaves for _, leaves, handed in sending if not handed]
    state = "unshared" if taken_back else "waiting" if waiting else "sent"
    leaves_at = moment(min(waiting)) if waiting and not taken_back else None
    return {"sending": state, "leaves_at": leaves_at, "recipients": tuple([name for name, *_ in sending])}
