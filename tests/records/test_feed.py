"""Pages of the feed: in reading order, by key, each item once; what hangs on an item comes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans, integers, lists, sampled_from, tuples

from journal.errors import AmbiguousShared, PeerNotFound, SharedNotFound
from journal.insights import Encouragement, Insight, Reply, Shared, Support, in_reading_order
from journal.peers import Arrived, KnownPage, OwnPage, Peer, Remembered
from journal.records.arrivals import CameMeanwhile
from journal.records.checks import problems_in
from journal.records.insights import InsightBook
from journal.records.peers import PeerBook
from journal.records.replacements import ReplacementBook
from tests.records.conftest import NOW

if TYPE_CHECKING:
    from journal.insights import FeedItem
    from journal.records.engine import Engine

TODAY = date(2026, 3, 10)
Arrive = "Callable[..., str]"


@pytest.fixture
def peers(engine: Engine) -> PeerBook:
    book = PeerBook(engine)
    book.begin(bytes(32), 1, "Robin", NOW)
    return book


@pytest.fixture
def feed(engine: Engine) -> InsightBook:
    return InsightBook(engine)


def peer(book: PeerBook, number: int, name: str = "") -> Peer:
    keys = bytes([number]) * 32
    return book.add(Peer(f"{number:032x}", name or f"Peer {number}", "x", keys, keys, NOW), b"secret")


class Writer:
    """Lets peers share, page after page, a minute apart."""

    def __init__(self, feed: InsightBook) -> None:
        self.feed, self.minutes, self.seq = feed, count(1), dict[str, int]()

    def page(self, author: Peer, content: Shared, **more: Any) -> Arrived:
        seq = self.seq[author.id] = self.seq.get(author.id, 0) + 1
        digest = f"{int(author.id, 16):032x}{seq:032x}"
        arrived = Arrived(
            author.id, "f" * 32, seq, digest, f"{int(author.id, 16):08x}{seq:024x}", NOW, content, 1_000,
            {seq: KnownPage(digest, "here")},
        )  # fmt: skip
        return replace(arrived, **more)

    def arrives(self, author: Peer, content: Shared, **more: Any) -> str:
        [item] = self.feed.take_in([self.page(author, content, **more)], self.now)
        assert item is not None
        return item

    def own(self, content: Shared, *to: Peer, **more: Any) -> str:
        at = self.now
        page = OwnPage(f"{next(self.minutes):032x}", content, at, tuple(one.id for one in to), at, **more)
        self.feed.add_own(page)
        return page.id

    @property
    def now(self) -> datetime:
        return NOW + timedelta(minutes=next(self.minutes))


@pytest.fixture
def writer(feed: InsightBook, peers: PeerBook) -> Writer:
    return Writer(feed)


def insight(title: str = "a page", *themes: str, expires: date = TODAY) -> Insight:
    return Insight("story", "2026-03", expires, title, "words", themes)


def everything(feed: InsightBook, limit: int, today: date = TODAY, **filters: Any) -> list[FeedItem]:
    found, after = list["FeedItem"](), None
    while True:
        page = feed.page(today, after=after, limit=limit, **filters)
        found += page.items
        if page.after is None:
            return found
        assert len(page.items) == limit
        after = page.after


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=lists(tuples(integers(0, 3), sampled_from(["insight", "support"]), booleans()), max_size=14),
    limit=integers(1, 5),
)
def test_pages_hold_each_item_once_in_the_order_of_the_rule(
    tmp_path_factory: pytest.TempPathFactory, empty_database: bytes, what: list[tuple[int, str, bool]], limit: int
) -> None:
    from journal.records.engine import open_engine
    from tests.records.conftest import KEY

    path = tmp_path_factory.mktemp("pages") / "journal-1.db"
    path.write_bytes(empty_database)
    with open_engine(path, KEY) as engine:
        book, feed = PeerBook(engine), InsightBook(engine)
        book.begin(bytes(32), 1, "Robin", NOW)
        people, writer = [peer(book, number) for number in (1, 2, 3)], Writer(feed)
        for who, kind, answered in what:
            content = insight() if kind == "insight" else Support("now")
            if who == 0:
                writer.own(content, people[0])
            else:
                item = writer.arrives(people[who - 1], content)
                if answered:
                    writer.own(Reply(item, "with you"), people[who - 1], about=item, root=item)
        found = everything(feed, limit)
        waiting, rest = in_reading_order(found)
        assert found == [*waiting, *rest]
        assert len({item.id for item in found}) == len(found) == len(what)


def test_an_item_comes_with_its_answers_oldest_first(feed: InsightBook, peers: PeerBook, writer: Writer) -> None:
    wren = peer(peers, 1, "Wren")
    own = writer.own(insight(), wren)
    replies = [writer.arrives(wren, Reply(own, body)) for body in ("one", "two")]
    writer.arrives(wren, Encouragement(own, "with you"))
    writer.own(Reply(replies[0], "three"), wren, about=replies[0], root=own)
    item = feed.get(own)
    assert [(reply.author, reply.body, reply.mine) for reply in item.replies] == [
        ("Wren", "one", False), ("Wren", "two", False), ("Robin", "three", True)
    ]  # fmt: skip
    assert [words.words for words in item.encouragements] == ["with you"]


def test_what_is_over_is_not_shown_and_erased_a_month_later(feed: InsightBook, peers: PeerBook, writer: Writer) -> None:
    wren = peer(peers, 1)
    gone = writer.arrives(wren, insight("short", expires=TODAY))
    writer.arrives(wren, insight("long", expires=TODAY + timedelta(days=40)))
    mine = writer.own(Reply(gone, "my own words"), wren, about=gone, root=gone)
    tomorrow = TODAY + timedelta(days=1)
    assert [item.title for item in everything(feed, 5)] == ["long", "short"]
    assert [item.title for item in everything(feed, 5, tomorrow)] == ["long"]
    assert feed.settle(tomorrow) == 0
    assert feed.get(gone).title == "short"  # a clock that was wrong for a day has erased nothing
    assert feed.settle(TODAY + timedelta(days=31)) == 1
    with pytest.raises(SharedNotFound):
        feed.get(gone)
    assert feed.find_id(mine) == mine  # the person's own words stay


def test_an_own_page_stays_after_its_last_day(feed: InsightBook, peers: PeerBook, writer: Writer) -> None:
    own = writer.own(insight(expires=TODAY), peer(peers, 1))
    assert feed.settle(TODAY + timedelta(days=400)) == 0
    assert feed.get(own).title == "a page"


def test_themes_are_compared_as_tags_are(feed: InsightBook, peers: PeerBook, writer: Writer) -> None:
    wren = peer(peers, 1)
    writer.arrives(wren, insight("one", "Days Off", "grief"))
    writer.arrives(wren, insight("two", "grief"))
    writer.arrives(wren, insight("three"))
    assert [item.title for item in everything(feed, 1, theme="#days off")] == ["one"]
    assert [item.title for item in everything(feed, 1, theme="Grief")] == ["one", "two"]
    assert [item.title for item in everything(feed, 1, hidden_themes=["GRIEF"])] == ["three"]
    assert [item.title for item in everything(feed, 1, theme="grief", hidden_themes=["days-off"])] == ["two"]


def test_one_person_or_the_own_pages_alone(feed: InsightBook, peers: PeerBook, writer: Writer) -> None:
    wren, moss = peer(peers, 1), peer(peers, 2)
    writer.arrives(wren, insight("by Wren"))
    writer.arrives(moss, insight("by Moss"))
    writer.own(insight("own"), wren)
    assert [item.title for item in everything(feed, 1, peer=moss.id)] == ["by Moss"]
    assert [item.title for item in everything(feed, 1, mine=True)] == ["own"]
    peers.change(replace(moss, muted=True))
    assert [item.title for item in everything(feed, 1)] == ["by Wren", "own"]
    assert [(item.title, item.muted) for item in everything(feed, 1, peer=moss.id)] == [("by Moss", True)]


def test_what_was_opened_stays_open_and_read(feed: InsightBook, peers: PeerBook, writer: Writer) -> None:
    wren = peer(peers, 1)
    item = writer.arrives(wren, replace(insight(), topics=("a death",)))
    assert (feed.get(item).folded, feed.get(item).unread) == (True, True)
    feed.seen([item])
    assert (feed.get(item).folded, feed.get(item).unread) == (True, False)
    feed.unfold(item)
    assert not feed.get(item).folded
    feed.unfold(item, folded=True)
    assert feed.get(item).folded


def test_a_page_that_another_program_took_in_meanwhile_is_not_stored_twice(
    feed: InsightBook, peers: PeerBook, writer: Writer
) -> None:
    wren = peer(peers, 1)
    page = writer.page(wren, insight())
    assert feed.take_in([page], NOW) == (page.id,)
    assert feed.take_in([page], NOW) == (None,)
    with pytest.raises(CameMeanwhile):
        feed.take_in([writer.page(wren, insight("fits")), replace(page, digest="0" * 64, id="a" * 32)], NOW)
    assert len(everything(feed, 5)) == 1  # all of it or nothing


def test_somebody_removed_meanwhile_stores_nothing(feed: InsightBook, peers: PeerBook, writer: Writer) -> None:
    wren = peer(peers, 1)
    peers.change(replace(wren, removed_at=NOW))
    with pytest.raises(PeerNotFound):
        feed.take_in([writer.page(wren, insight())], NOW)
    with pytest.raises(PeerNotFound):
        writer.own(insight(), replace(wren, id="9" * 32))
    assert everything(feed, 5) == []


def test_a_feed_whose_order_was_tampered_with_is_noticed(engine: Engine, peers: PeerBook, writer: Writer) -> None:
    item = writer.arrives(peer(peers, 1), insight())
    assert problems_in(engine) == ()
    with engine.writing() as session:
        engine.driver_of(session).execute("UPDATE shared SET rank = 2 WHERE id = ?", (item,))
    assert problems_in(engine) == ("The order of the feed is not what its answers say.",)


def test_the_beginning_of_an_id_is_enough_unless_several_begin_like_it(
    feed: InsightBook, peers: PeerBook, writer: Writer
) -> None:
    wren = peer(peers, 1)
    ids = [writer.arrives(wren, insight(), id=name) for name in ("ab" + "0" * 30, "ac" + "0" * 30)]
    assert feed.find_id("AB") == ids[0]
    with pytest.raises(AmbiguousShared):
        feed.find_id("a")
    with pytest.raises(SharedNotFound):
        feed.find_id("b")


def test_remembered_words_are_known_once_and_can_be_forgotten(engine: Engine) -> None:
    book = ReplacementBook(engine)
    book.remember([Remembered("Maren", "a friend"), Remembered("\ud800", "x")])
    book.remember([Remembered("Maren", "somebody")])
    assert book.all() == (Remembered("Maren", "somebody"), Remembered("\ud800", "x"))
    assert book.forget("Maren")
    assert not book.forget("Maren")


def test_values_show_no_words_of_anybody() -> None:
    shown = repr((
        Peer("1" * 32, "Wren", "Wren", b"k", b"k", NOW, note="met on a Tuesday"), Remembered("Maren", "a friend"),
        OwnPage("2" * 32, insight("private"), NOW, (), NOW),
    ))  # fmt: skip
    assert not [word for word in ("Wren", "Tuesday", "Maren", "friend", "private") if word in shown]
