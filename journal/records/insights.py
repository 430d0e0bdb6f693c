# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""The book of insights: the feed, what of it the person shares, and what left."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import select

from journal.errors import AmbiguousShared, SharedNotFound
from journal.ids import normal_id
from journal.insights import FeedItem
from journal.peers import Arrived, FeedCursor, FeedPage, Handed, Kept, LogLine, Outgoing, OwnPage, Parties
from journal.records import arrivals, departures, feed_news
from journal.records.engine import Engine
from journal.records.erasing import empty_log
from journal.records.feed import SHARED, items_of, page_of_feed
from journal.records.tables import KeptStrategyRow, SharedRow
from journal.records.text import read
from journal.records.times import microseconds, moment

KEPT_FOR = timedelta(days=30)

_SAYABLE = "('insight', 'support', 'reply', 'encourage')"


class InsightBook:
    """The feed of a journal. Besides what is named, everything raises what the database does (see `EntryBook`)."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine

    # --- reading ---------------------------------------------------------------------------------------------------

    def page(
        self,
        today: date,
        *,
        after: FeedCursor | None = None,
        limit: int = 50,
        peer: str | None = None,
        mine: bool = False,
        theme: str | None = None,
        hidden_themes: Sequence[str] = (),
    ) -> FeedPage:
        """Return up to `limit` items in reading order, those behind `after`: first what waits for a word, oldest first.

        Of one peer (by id; then muted ones are shown, too), of the person, or with a theme; never with a hidden theme.
        """
        with self._engine.reading() as connection:
            return page_of_feed(
                connection,
                today,
                after=after,
                limit=limit,
                peer=peer,
                mine=mine,
                theme=theme,
                hidden_themes=hidden_themes,
            )

    def get(self, item_id: str) -> FeedItem:
        """Return an insight or a call for support with what came back.

        Raises:
            SharedNotFound: there is none with this id.
        """
        with self._engine.reading() as connection:
            row = connection.execute(
                "SELECT number FROM shared WHERE id = ? AND rank IS NOT NULL", (item_id,)
            ).fetchone()
            if row is None:
                raise SharedNotFound
            return items_of(connection, [row[0]])[0]

    def find_id(self, prefix: str, *, going_out: bool = False) -> str:
        """Return the id that begins like this: of an item or an answer in the feed; or of anything that goes to peers.

        Raises:
            SharedNotFound: none does. `AmbiguousShared`: several do. `UnreadableId`: it cannot be an id.
        """
        wanted, which = normal_id(prefix), "peer IS NULL" if going_out else f"kind IN {_SAYABLE}"
        with self._engine.reading() as connection:
            rows = connection.execute(
                f"SELECT id FROM shared WHERE id BETWEEN ? AND ? AND {which} LIMIT 2",
                (wanted, wanted + "g"),
            ).fetchall()
        if not rows:
            raise SharedNotFound
        if len(rows) > 1 and rows[0][0] != wanted:
            raise AmbiguousShared
        return str(rows[0][0])

    def top_of(self, item_id: str) -> str:
        """Return the id of the item that something in the feed is, or hangs on.

        Raises:
            SharedNotFound: there is none with this id, it has not come yet, or a peer took it back.
        """
        with self._engine.reading() as connection:
            row = connection.execute(
                "SELECT CASE WHEN rank IS NULL THEN root ELSE id END FROM shared"
                " WHERE id = ? AND (peer IS NULL OR taken_back_us IS NULL)",
                (item_id,),
            ).fetchone()
        if row is None or row[0] is None:
            raise SharedNotFound
        return str(row[0])

    def parties(self, item_id: str) -> Parties:
        """Return who something is between, for whoever answers it.

        Raises:
            SharedNotFound: there is none with this id, or its author took it back.
        """
        with self._engine.reading() as connection:
            row = connection.execute(
                f"SELECT s.number, coalesce(s.root, s.id), s.named, s.kind, p.id FROM {SHARED}"
                f" WHERE s.id = ? AND s.taken_back_us IS NULL AND s.kind IN {_SAYABLE}",
                (item_id,),
            ).fetchone()
            if row is None:
                raise SharedNotFound
            number, root, named, kind, author = row
            to = connection.execute(
                "SELECT p.id, o.handed_us IS NOT NULL FROM sending o JOIN peer p ON p.number = o.peer"
                " WHERE o.item = ? AND p.removed_us IS NULL",
                (number,),
            ).fetchall()
        everybody, handed = tuple([peer for peer, _ in to]), tuple([peer for peer, done in to if done])
        return Parties(item_id, kind, root, named, author, everybody, handed)

    def outgoing(self, *, item: str | None = None, by: datetime | None = None) -> tuple[Outgoing, ...]:
        """Return own pages that were not handed over yet: of one item or all, that may leave `by` a moment or later."""
        with self._engine.reading() as connection:
            return departures.outgoing(connection, item=item, by=by, handed=False)

    def handed(self, item: str) -> tuple[Outgoing, ...]:
        """Return those to whom an own page was handed over, with the very bytes that were signed."""
        with self._engine.reading() as connection:
            return departures.outgoing(connection, item=item, by=None, handed=True)

    def log(self, *, limit: int = 200) -> tuple[LogLine, ...]:
        """Return what left, newest first."""
        with self._engine.reading() as connection:
            rows = connection.execute(
                "SELECT at_us, what, whom, digest, size, item FROM export_log ORDER BY number DESC LIMIT ?", (limit,)
            ).fetchall()
        return tuple(
            [LogLine(moment(at), what, read(whom), digest, size, item) for at, what, whom, digest, size, item in rows]
        )

    def kept(self) -> tuple[Kept, ...]:
        """Return the strategies of peers that the person kept, newest first."""
        with self._engine.reading() as connection:
            rows = connection.execute(
                "SELECT item, name, body, author, kept_us FROM kept_strategy ORDER BY kept_us DESC, number DESC"
            ).fetchall()
        return tuple([Kept(item, read(name), read(body), read(who), moment(at)) for item, name, body, who, at in rows])

    def stored_bytes(self, peer: str) -> int:
        """Return how many bytes of a peer are kept here, counted as they came."""
        with self._engine.reading() as connection:
            row = connection.execute(
                "SELECT coalesce(sum(size), 0) FROM shared WHERE peer = (SELECT number FROM peer WHERE id = ?)", (peer,)
            ).fetchone()
        return int(row[0]) if row else 0

    def arrived_since(self, peer: str, since: datetime) -> int:
        """Return how many pages of a peer came since a moment."""
        with self._engine.reading() as connection:
            row = connection.execute(
                "SELECT count(*) FROM shared WHERE peer = (SELECT number FROM peer WHERE id = ?)"
                " AND rank IN (0, 1, 2, 3, 4) AND seen_us >= ?",
                (peer, microseconds(since)),
            ).fetchone()
        return int(row[0]) if row else 0

    def themes(self, today: date) -> tuple[str, ...]:
        """Return the themes of what the feed shows, in order of the alphabet."""
        with self._engine.reading() as connection:
            return feed_news.themes(connection, today)

    def has_news(self, today: date) -> bool:
        """Whether a page or an answer of somebody else was not on the screen yet."""
        with self._engine.reading() as connection:
            return feed_news.has_news(connection, today)

    def newest_unseen(self, today: date, hidden_themes: Sequence[str] = ()) -> FeedItem | None:
        """Return the newest page of a peer that was not on the screen yet; never a folded one."""
        with self._engine.reading() as connection:
            return feed_news.newest_unseen(connection, today, hidden_themes)

    # --- writing ---------------------------------------------------------------------------------------------------

    def take_in(self, arrived: Iterable[Arrived], now: datetime) -> tuple[str | None, ...]:
        """Keep what arrived, all of it or nothing, and return each one's id here; `None` for what was here already.

        Raises:
            PeerNotFound: an author is no peer any more.
            CameMeanwhile: another program took in the same feed at the same moment.
        """
        arrived = tuple(arrived)
        with self._engine.writing() as session:
            connection = Engine.driver_of(session)
            ids = tuple([arrivals.keep(connection, one, now) for one in arrived])
        if any(one.taken_back for one in arrived):
            empty_log(self._engine)
        return ids

    def add_own(self, page: OwnPage) -> None:
        """Keep something the person shares.

        Raises:
            PeerNotFound: one of those it goes to is no peer any more.
        """
        with self._engine.writing() as session:
            departures.keep_own(session, page)

    def hand(self, handed: Handed, log: LogLine) -> None:
        """Keep that an own page was sealed for a peer.

        Raises:
            ChangedElsewhere: another program did the same; `SharedNotFound`: it was brought back meanwhile.
        """
        with self._engine.writing() as session:
            departures.hand(session, handed, log)

    def bring_back(self, item_id: str, now: datetime) -> int:
        """Let an own page go to nobody it has not gone to yet, and return how many those were.

        Raises:
            SharedNotFound: no own page has this id.
        """
        with self._engine.writing() as session:
            return departures.bring_back(session, item_id, now)

    def withdraw(self, item_id: str, retract: OwnPage | None, now: datetime) -> None:
        """Take an own page back; `retract` tells those who have it. Its words stay here.

        Raises:
            SharedNotFound: no own page has this id.
        """
        with self._engine.writing() as session:
            departures.withdraw(session, item_id, retract, now)

    def note_export(self, line: LogLine) -> None:
        """Keep that something left the journal."""
        with self._engine.writing() as session:
            session.add(departures.log_row(line))

    def seen(self, items: Iterable[str]) -> None:
        """Keep that items were shown, with the answers to them. Nobody else ever learns of it."""
        with self._engine.writing() as session:
            for column in ("id", "root"):
                Engine.driver_of(session).execute(
                    f"UPDATE shared SET unread = 0 WHERE unread = 1 AND {column} IN (SELECT value FROM json_each(?))",
                    (json.dumps(list(items)),),
                )

    def unfold(self, item_id: str, *, folded: bool = False) -> None:
        """Keep that a folded item was opened, or folded again.

        Raises:
            SharedNotFound: there is none with this id.
        """
        with self._engine.writing() as session:
            row = session.exec(select(SharedRow).where(SharedRow.id == item_id)).first()
            if row is None:
                raise SharedNotFound
            row.folded, row.unread = int(folded), 0

    def keep(self, kept: Kept) -> None:
        """Keep a strategy among what may help; twice is once."""
        with self._engine.writing() as session:
            if session.exec(select(KeptStrategyRow).where(KeptStrategyRow.item == kept.item)).first() is None:
                session.add(
                    KeptStrategyRow(
                        item=kept.item,
                        kept_us=microseconds(kept.kept_at),
                        author=kept.author,
                        name=kept.name,
                        body=kept.body,
                    )
                )

    def let_go(self, item: str) -> None:
        """Keep a strategy no longer."""
        with self._engine.writing() as session:
            Engine.driver_of(session).execute("DELETE FROM kept_strategy WHERE item = ?", (item,))

    def settle(self, today: date) -> int:
        """Erase what peers shared until a day that is a month past, and return how many items that was.

        A month, because a clock may be wrong for a while. The person's own words stay.
        """
        if not self._engine.writable:
            return 0
        end = (today - KEPT_FOR).isoformat()
        with self._engine.reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM shared WHERE peer IS NOT NULL AND expires < ? LIMIT 1", (end,)
            ).fetchone()
        if found is None:
            return 0
        with self._engine.writing() as session:
            connection = Engine.driver_of(session)
            connection.execute(
                "DELETE FROM shared WHERE peer IS NOT NULL AND root IN"
                " (SELECT id FROM shared WHERE peer IS NOT NULL AND expires < ?)",
                (end,),
            )
            gone = connection.execute("DELETE FROM shared WHERE peer IS NOT NULL AND expires < ?", (end,)).rowcount
        empty_log(self._engine)
        return gone
