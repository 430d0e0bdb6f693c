"""What the circle and a page before it leaves look like. Look at a change, then keep it with --snapshot-update."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from journal.app import JournalApp, Outcome
from journal.insights import Encouragement
from journal.peers import Remembered
from journal.screens.places import CIRCLE, JOURNAL
from journal.sharing import post
from journal.storage import Storage
from tests.screens.circle import Feed, page, told
from tests.screens.conftest import NOW, clock, made_up_entry
from tests.screens.looking import sees

Compare = Callable[..., bool]
DOOR = (
    "I used to plan for everyone. Now I tell one person before I walk in, and the room gets smaller. "
    "What do others say at the door?"
)
YARD = (
    "Around four it got loud. I went down to the yard at Brennan & Sons and counted the bricks in the arch. Sixty-one. "
    "By the time I was back at my desk it was still there but it had sat down.\n\n"
    "What slowed it was that I moved before I decided anything. And that Jo would pick up."
)


@pytest.fixture
def room(open_journal: Storage) -> Storage:
    """A small circle: what waits for a word, what was answered, one page in the hold."""
    told(open_journal)
    feed = Feed(open_journal, now=NOW.at - timedelta(days=2))
    feed.me()
    kestrel, moss, wren = (feed.peer(name) for name in ("Kestrel", "Moss", "Wren"))
    tidewater = feed.peer("Tidewater", verified=False)
    bricks = feed.mine(
        page("Counting bricks", "I move first and decide later. Sixty-one bricks in the arch.", themes=("urges",)),
        wren, moss, kestrel,
    )  # fmt: skip
    feed.answers(moss, bricks, "I do ceiling tiles. It is the counting, I think.")
    feed.answers(wren, bricks, "Stealing this for the tram.", words="with you")
    feed.answers(kestrel, bricks, words="this helped me")
    sister = "I asked her not to ask. She asked what to do instead."
    [told_her] = feed.comes(
        kestrel, page("What I told my sister", sister, month="2026-02", themes=("family", "asking"))
    )
    said = post.prepare(
        open_journal, Encouragement(told_her, "with you"), [kestrel], feed.now, about=told_her, root=told_her
    )
    post.share(open_journal, said, feed.now)
    for one in open_journal.insights.outgoing():
        post.hand_over(open_journal, one, feed.now)
    feed.comes(wren, page("One person who knows is enough", DOOR, themes=("parties", "asking"), wish="ideas-welcome"))
    feed.comes(tidewater, page("The first week after", "…", themes=("grief",), topics=("a death", "hospital")))
    open_journal.insights.seen([bricks, told_her])
    return open_journal


@pytest.fixture
def entry(room: Storage) -> Storage:
    room.entries.add(made_up_entry("2026-03-10T18:20", "Counting bricks", YARD, 4, ("urges",)))
    room.replacements.remember([Remembered("Jo", "a friend"), Remembered("Brennan & Sons", "work")])
    return room


async def the_feed(pilot: Pilot[Outcome]) -> None:
    await sees(pilot, "Waiting for a word", "That is everything.", "Ideas welcome")
    await pilot.pause()


async def the_share(pilot: Pilot[Outcome]) -> None:
    await sees(pilot, "1 entry")
    await pilot.press("s")
    await sees(pilot, "Exactly what leaves", "sealed for 3 people", "Jo → a friend")
    await pilot.pause()


def test_the_circle(snap_compare: Compare, tmp_path: Path, room: Storage) -> None:
    app = JournalApp(tmp_path / "home", storage=room, first=CIRCLE, clock=clock)
    assert snap_compare(app, terminal_size=(100, 36), run_before=the_feed)


def test_the_circle_at_80_by_24_without_colour(
    snap_compare: Compare, tmp_path: Path, room: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = JournalApp(tmp_path / "home", storage=room, first=CIRCLE, clock=clock)

    async def steps(pilot: Pilot[Outcome]) -> None:
        await sees(pilot, "Waiting for a word", "Ideas welcome")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=steps)


def test_before_it_leaves(snap_compare: Compare, tmp_path: Path, entry: Storage) -> None:
    app = JournalApp(tmp_path / "home", storage=entry, first=JOURNAL, clock=clock)
    assert snap_compare(app, terminal_size=(100, 30), run_before=the_share)
