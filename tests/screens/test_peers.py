"""Meeting somebody, driven by keys: a card each, six words each, and what is kept about them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events

from journal.app import JournalApp
from journal.insights import Bye
from journal.screens.places import CIRCLE
from journal.sharing import meeting, receiving
from journal.storage import Storage
from tests.made import MadeHome
from tests.screens.circle import Feed, Friend, met, page, told
from tests.screens.conftest import NOW
from tests.screens.looking import Seen, sees, sees_no, text, types, until

Make = Callable[..., JournalApp]
SIZE = (100, 30)


@pytest.fixture
def wren(tmp_path: Path, made_home: MadeHome) -> Iterator[Friend]:
    with made_home.opened_in(tmp_path / "wren") as storage:
        yield Friend(storage, "Wren")


async def pastes(pilot: Seen, words: str) -> None:
    pilot.app.screen.focused.post_message(events.Paste(words))  # type: ignore[union-attr]
    await pilot.pause()


async def test_two_people_meet_and_compare_their_words(app_of: Make, empty_storage: Storage, wren: Friend) -> None:
    async with app_of(empty_storage, first=CIRCLE).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("v")
        await sees(pilot, "Nobody is here yet.", "c your card")
        await pilot.press("c")
        await sees(pilot, "Choose a pseudonym")
        await types(pilot, "Alder")
        await pilot.press("enter")
        await sees(pilot, "RJ1:", "It says Alder", "█▀▀▀▀▀█")
        line = pilot.app.screen.query_one("#line").visual.plain  # type: ignore[attr-defined]
        me = wren.adds(line)
        await pilot.press("escape", "n")
        await sees(pilot, "Add somebody by their card")
        card = wren.card()
        await pastes(pilot, f"{card[:60]}\n{card[60:]}\n")  # as messengers break it
        await pilot.press("enter")
        await sees(pilot, "Wren is here.", "◇ not compared", "could be writing in their name.")
        await pilot.press("v")
        await sees(pilot, "Compare words with Wren", "You read these aloud", "All six the same: y")
        theirs = meeting.words_of(wren.storage, me)
        assert all(word in text(pilot.app) for word in (*theirs.mine, *theirs.theirs))  # type: ignore[arg-type]
        await pilot.press("y")
        await sees(pilot, "Wren is verified.", "◆ verified")
    [peer] = empty_storage.peers.all()
    assert peer.verified
    assert peer.pseudonym == "Wren"


async def test_a_card_that_cannot_be_used_says_why_and_adds_nobody(
    app_of: Make, empty_storage: Storage, wren: Friend
) -> None:
    async with app_of(empty_storage, first=CIRCLE).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("v", "n")
        await sees(pilot, "Add somebody by their card")
        await pastes(pilot, "hello")
        await pilot.press("enter")
        await sees(pilot, "That is not a card.")
        await pilot.press("ctrl+u")
        await pastes(pilot, wren.card()[:-1])
        await pilot.press("enter")
        await sees(pilot, "A letter of that card is off")
        assert pilot.app.screen.query_one("#state").has_class("trouble")
    assert not empty_storage.peers.all()


async def test_other_words_leave_somebody_unverified(app_of: Make, empty_storage: Storage, wren: Friend) -> None:
    met(empty_storage, wren)
    async with app_of(empty_storage, first=CIRCLE).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("v")
        await sees(pilot, "◆ verified")
        await pilot.press("v")
        await sees(pilot, "You compared them before.")
        await pilot.press("x")
        await sees(pilot, "Wren is not verified. Share nothing with them until the words are the same.")
    assert not empty_storage.peers.all()[0].verified


async def test_a_page_that_has_not_come_shows_as_a_gap(
    app_of: Make, empty_storage: Storage, wren: Friend, tmp_path: Path
) -> None:
    met(empty_storage, wren)
    wren.sends(page("Lost on its way"), tmp_path)
    receiving.receive(empty_storage, wren.sends(page("The one after it"), tmp_path).read_bytes(), NOW.at)
    async with app_of(empty_storage, first=CIRCLE).run_test(size=SIZE) as pilot:
        await sees(pilot, "The one after it")
        await pilot.press("v")
        await sees(pilot, "1 page of theirs has not come")


async def test_a_name_and_a_note_are_the_persons_own(app_of: Make, empty_storage: Storage) -> None:
    feed = Feed(empty_storage)
    feed.me()
    feed.peer("Moss")
    feed.peer("Wren")
    async with app_of(empty_storage, first=CIRCLE).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("v")
        await sees(pilot, "Your people", "Wren")
        await pilot.press("j", "e")
        await sees(pilot, "About Wren", "goes nowhere")
        await pilot.press("ctrl+u")
        await types(pilot, "Moss")
        await pilot.press("enter")
        await sees(pilot, "Somebody else among your peers has that name already.")
        await pilot.press("ctrl+u")
        await types(pilot, "Wren from Tuesdays")
        await pilot.press("down")
        await types(pilot, "likes the river")
        await pilot.press("enter")
        await sees(pilot, "Kept.", "calls themselves Wren", "likes the river")
    assert [peer.name for peer in empty_storage.peers.all()] == ["Moss", "Wren from Tuesdays"]


async def test_removing_somebody_asks_and_stands_on_what_keeps_them(app_of: Make, empty_storage: Storage) -> None:
    told(empty_storage)
    feed = Feed(empty_storage)
    feed.me()
    feed.peer("Wren")
    async with app_of(empty_storage, first=CIRCLE).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("v")
        await sees(pilot, "Your people")
        await pilot.press("d")
        await sees(pilot, "Remove Wren?", "cancel, everything stays")
        await pilot.press("enter")
        await sees_no(pilot, "Remove Wren?")
        assert len(empty_storage.peers.all()) == 1
        await pilot.press("d")
        await sees(pilot, "Remove Wren?")
        await pilot.press("down", "down", "enter")
        await sees(pilot, "Nobody is here yet.")
        await until(pilot, lambda: not empty_storage.peers.all())
    [goodbye] = empty_storage.insights.outgoing(by=NOW.at)
    assert isinstance(goodbye.content, Bye)
