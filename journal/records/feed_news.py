"""What is new in the feed, and which themes there are: small questions that must not cost what reading a page does."""

from collections.abc import Sequence
from datetime import date

from journal.entries import normal_tag
from journal.insights import FeedItem
from journal.records.connections import Connection
from journal.records.feed import items_of
from journal.records.ranking import REST, WAITING, WAITING_SUPPORT
from journal.records.text import read

MOST_THEMES = 200
_SHOWN = f"rank IN ({WAITING_SUPPORT}, {WAITING}, {REST})"
_NOT_OVER = "(expires IS NULL OR expires >= ?)"

# The themes are walked one by one through the index: a feed of any length has few of them.
_THEMES = f"""
    WITH RECURSIVE found (theme) AS (
        SELECT min(theme) FROM shared_theme
        UNION ALL
        SELECT (SELECT min(theme) FROM shared_theme WHERE theme > found.theme) FROM found WHERE found.theme IS NOT NULL
        LIMIT {MOST_THEMES}
    )
    SELECT theme FROM found WHERE theme IS NOT NULL AND EXISTS (
        SELECT 1 FROM shared_theme t JOIN shared ON shared.number = t.item
        WHERE t.theme = found.theme AND {_SHOWN} AND {_NOT_OVER}
    )
"""  # noqa: S608 - made of our own constants
_NEW_PAGE = f"""
    SELECT number FROM shared INDEXED BY shared_unread
    WHERE unread = 1 AND kind IN ('insight', 'support') AND {_SHOWN} AND {_NOT_OVER}
"""  # noqa: S608
_NEW_ANSWER = f"""
    SELECT 1 FROM shared a INDEXED BY shared_unread
    JOIN peer ON peer.number = a.peer JOIN shared ON shared.id = a.root
    WHERE a.unread = 1 AND a.kind IN ('reply', 'encourage') AND a.taken_back_us IS NULL
        AND peer.muted = 0 AND peer.removed_us IS NULL
        AND shared.{_SHOWN} AND (shared.expires IS NULL OR shared.expires >= ?)
    LIMIT 1
"""  # noqa: S608

_NEWEST = f"""
    SELECT seen_us, number FROM shared INDEXED BY shared_unread
    WHERE unread = 1 AND kind = ? AND rank = ? AND {_NOT_OVER} AND folded = 0 ORDER BY seen_us DESC LIMIT 20
"""  # noqa: S608


def themes(connection: Connection, today: date) -> tuple[str, ...]:
    """Return the themes of what is shown, in order of the alphabet."""
    return tuple([read(theme) for (theme,) in connection.execute(_THEMES, (today.isoformat(),))])


def has_news(connection: Connection, today: date) -> bool:
    """Whether anything came from others that was not on the screen yet: a page, or an answer."""
    bound = (today.isoformat(),)
    if connection.execute(f"{_NEW_PAGE} LIMIT 1", bound).fetchone():
        return True
    return connection.execute(_NEW_ANSWER, bound).fetchone() is not None


def newest_unseen(connection: Connection, today: date, hidden_themes: Sequence[str]) -> FeedItem | None:
    """Return the newest page of a peer that was not looked at yet, without those folded or of a hidden theme."""
    hidden = {normal_tag(theme) for theme in hidden_themes}
    # Each kind and rank apart, the newest of it first: the index knows them in this order, and nothing is sorted.
    found = list[tuple[int, int]]()
    for kind in ("support", "insight"):
        for rank in (WAITING_SUPPORT, WAITING, REST):
            found += connection.execute(_NEWEST, (kind, rank, today.isoformat())).fetchall()
    for item in items_of(connection, [number for _, number in sorted(found, reverse=True)]):
        if not hidden.intersection(normal_tag(theme) for theme in item.themes):
            return item
    return None
