"""What is new in the circle, on a real database: pages and answers of others, until they were on the screen."""

from datetime import timedelta
from pathlib import Path

import pytest

from journal.insights import Support
from journal.peers import Peer
from journal.sharing import meeting
from journal.storage import Storage
from tests.made import MadeHome
from tests.screens.circle import TODAY, Feed, page


@pytest.fixture
def feed(tmp_path: Path, made_home: MadeHome) -> Feed:
    lying = Feed(made_home.opened_in(tmp_path / "home"))
    lying.me()
    return lying


@pytest.fixture
def wren(feed: Feed) -> Peer:
    return feed.peer("Wren")


def news(storage: Storage) -> bool:
    return storage.insights.has_news(TODAY)


def test_a_page_is_news_until_it_was_seen(feed: Feed, wren: Peer) -> None:
    assert not news(feed.storage)
    [item] = feed.comes(wren, page("One person who knows is enough"))
    assert news(feed.storage)
    feed.storage.insights.seen([item])
    assert not news(feed.storage)


def test_an_answer_to_an_own_page_is_news_until_the_page_was_seen_again(feed: Feed, wren: Peer) -> None:
    own = feed.mine(page("Counting bricks"), wren)
    assert not news(feed.storage)
    feed.answers(wren, own, "I do ceiling tiles.")
    assert news(feed.storage)
    assert feed.storage.insights.get(own).unread
    feed.storage.insights.seen([own])
    assert not news(feed.storage)
    assert not feed.storage.insights.get(own).unread
    feed.answers(wren, own, words="with you")
    assert news(feed.storage)


def test_whoever_is_muted_brings_no_news(feed: Feed, wren: Peer) -> None:
    own = feed.mine(page("Counting bricks"), wren)
    feed.comes(wren, page("One person who knows is enough"))
    feed.answers(wren, own, "I do ceiling tiles.")
    meeting.mute(feed.storage, wren)
    assert not news(feed.storage)
    assert feed.storage.insights.newest_unseen(TODAY) is None
    meeting.mute(feed.storage, feed.storage.peers.get(wren.id), muted=False)
    assert news(feed.storage)


def test_what_is_over_is_no_news(feed: Feed, wren: Peer) -> None:
    feed.comes(wren, page("Until yesterday", expires=TODAY - timedelta(days=1), themes=("old",)))
    assert not news(feed.storage)
    assert feed.storage.insights.themes(TODAY) == ()
    assert feed.storage.insights.newest_unseen(TODAY) is None


def test_the_newest_unseen_page_is_neither_folded_nor_of_a_hidden_theme(feed: Feed, wren: Peer) -> None:
    feed.comes(wren, page("The older one"))
    feed.comes(wren, page("Shown", themes=("asking",)))
    feed.comes(wren, page("Hidden", themes=("Grief",)))
    feed.comes(wren, page("Folded", topics=("a death",)))
    newest = feed.storage.insights.newest_unseen(TODAY, ("grief",))
    assert newest is not None
    assert newest.title == "Shown"
    feed.storage.insights.seen([newest.id])
    older = feed.storage.insights.newest_unseen(TODAY, ("grief",))
    assert older is not None
    assert older.title == "The older one"


def test_a_call_for_support_counts_by_its_time_like_any_other_page(feed: Feed, wren: Peer) -> None:
    feed.comes(wren, Support("It is loud tonight."))
    feed.comes(wren, page("A page after it"))
    newest = feed.storage.insights.newest_unseen(TODAY)
    assert newest is not None
    assert newest.title == "A page after it"


def test_themes_are_those_of_what_is_shown_each_once(feed: Feed, wren: Peer) -> None:
    feed.comes(wren, page("One", themes=("Urges", "asking")), page("Two", themes=("urges",)))
    feed.mine(page("Mine", themes=("family",)), wren)
    assert feed.storage.insights.themes(TODAY) == ("asking", "family", "urges")
    meeting.mute(feed.storage, wren)
    assert feed.storage.insights.themes(TODAY) == ("family",)
