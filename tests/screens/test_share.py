"""Before it leaves, driven by keys: nothing goes that was not on the screen, to nobody who was not chosen."""

import json
from collections.abc import Callable

import pytest
from textual.widgets import Input

from journal.app import JournalApp
from journal.insights import Insight
from journal.peers import Remembered
from journal.screens.places import CIRCLE, REFLECT, STREAKS
from journal.screens.share import open_share
from journal.storage import Storage
from tests.screens.circle import Feed, told
from tests.screens.conftest import NOW, made_up_entry
from tests.screens.counters import add_alcohol_free
from tests.screens.looking import sees, sees_no, text, types, until

Make = Callable[..., JournalApp]
SIZE = (100, 30)
BRICKS = "I went down to the yard at Brennan & Sons and counted. Sixty-one.\n\nAnd that Jo would pick up."


@pytest.fixture
def feed(empty_storage: Storage) -> Feed:
    lying = Feed(empty_storage)
    lying.me()
    empty_storage.entries.add(made_up_entry("2026-03-10T18:20", "Counting bricks", BRICKS, 4, ("urges",)))
    return lying


def waiting(storage: Storage) -> list[tuple[str, str]]:
    """What waits in the hold: for whom, and the text."""
    found = storage.insights.outgoing()
    return [(one.peer.name, one.content.body) for one in found if isinstance(one.content, Insight)]


async def test_the_first_time_what_private_can_mean_is_said_once(app_of: Make, feed: Feed) -> None:
    feed.peer("Wren")
    async with app_of(feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "Counting bricks", "1 entry")
        await pilot.press("s")
        await sees(
            pilot, "Before you share for the first time", "can be demanded in court", "their story needs their yes"
        )
        await pilot.press("escape")
        await sees(pilot, "1 entry")
        await pilot.press("s")
        await sees(pilot, "can be demanded in court")
        await pilot.press("enter")
        await sees(pilot, "Exactly what leaves")
        await pilot.press("escape")
        await sees(pilot, "1 entry")
        await pilot.press("s")
        await sees(pilot, "Exactly what leaves")
    assert not waiting(feed.storage)


async def test_an_entry_is_held_with_its_names_replaced_and_comes_back(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.storage.replacements.remember([Remembered("Brennan & Sons", "work")])
    feed.peer("Wren")
    async with app_of(feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "Counting bricks", "1 entry")
        await pilot.press("s")
        await sees(pilot, "from     Alder", "when     March 2026", "Brennan & Sons → work", "the yard at work and")
        await sees(pilot, "“Sixty-one”  a number", "“Jo”  it could be a name", "■ Wren", "Held for 20 minutes")
        await sees(pilot, "mood, day count, exact date, place", "sealed for 1 person")
        await pilot.press("tab", "down", "x")
        await sees(pilot, "Replace a word", "■ from now on")
        await types(pilot, "a friend")
        await pilot.press("enter")
        await sees(pilot, "Jo → a friend", "And that a friend would pick up.")
        await pilot.press("space")  # the number may stay
        await sees_no(pilot, "Keep these?")
        assert not waiting(feed.storage)
        await pilot.press("enter")
        await sees(pilot, "It is held.", "Until 21:34 u brings it back.")
        [(whom, body)] = waiting(feed.storage)
        assert (whom, "Brennan" in body, "Jo" in body) == ("Wren", False, False)
        await pilot.press("u")
        await sees(pilot, "Brought back. It went to nobody.", "hold, then send")
        assert not waiting(feed.storage)
    assert [one.old for one in feed.storage.replacements.all()] == ["Brennan & Sons", "Jo"]


async def test_whoever_was_not_compared_is_never_ticked_by_itself(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Tidewater", verified=False)
    async with app_of(feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "1 entry")
        await pilot.press("s")
        await sees(pilot, "□ Tidewater   ◇ not compared", "for nobody yet")
        await pilot.press("enter")
        await sees(pilot, "It is for nobody yet: tab goes to the people, space ticks one.")
        assert not waiting(feed.storage)
        await pilot.press("tab", "tab", "space")
        await sees(pilot, "■ Tidewater", "sealed for 1 person")
        await pilot.press("enter")
        await sees(pilot, "It is held.")
    assert [whom for whom, _ in waiting(feed.storage)] == ["Tidewater"]


async def test_nothing_leaves_before_its_end_was_on_the_screen(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    long = "\n\n".join(f"Paragraph {number}." for number in range(30))
    feed.storage.entries.add(made_up_entry("2026-03-10T20:00", "A long one", long, None))
    async with app_of(feed.storage).run_test(size=(80, 24)) as pilot:
        await sees(pilot, "2 entries")
        await pilot.press("s")
        await sees(pilot, "A long one", "sealed for 1 person")
        await pilot.press("enter")
        await sees(pilot, "There is more of it: space shows the rest.")
        assert not waiting(feed.storage)
        await pilot.press("G")
        await sees(pilot, "Paragraph 29.")
        await pilot.press("enter")
        await sees(pilot, "It is held.")
    assert len(waiting(feed.storage)) == 1


async def test_the_very_bytes_are_those_that_are_signed(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    async with app_of(feed.storage).run_test(size=(140, 40)) as pilot:
        await sees(pilot, "1 entry")
        await pilot.press("s")
        await sees(pilot, "sealed for 1 person")
        await pilot.press("b")
        await sees(pilot, "The very bytes", '"kind":"insight"')
        box = pilot.app.screen.query_one("#box")
        shown = "".join(line.plain for line in box._lines)  # type: ignore[attr-defined]
        size = int(str(box.border_subtitle).split(" ")[0].replace(",", ""))
        assert len(shown.encode()) == size
        assert json.loads(shown)["body"]["title"] == "Counting bricks"
        await pilot.press("enter")
        await sees(pilot, "It is held.")
    [outgoing] = feed.storage.insights.outgoing()
    assert outgoing.item == json.loads(shown)["id"]
    assert isinstance(outgoing.content, Insight)
    assert outgoing.content.body == json.loads(shown)["body"]["body"]


async def test_marked_entries_are_shared_as_one_page_in_the_order_of_their_days(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    feed.storage.entries.add(made_up_entry("2026-03-08T22:05", "A quiet one", "Soup, radio.", 4))
    async with app_of(feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "2 entries")
        await pilot.press("space", "space")
        await sees(pilot, "2 marked", "■ A quiet one", "■ Counting bricks")
        await pilot.press("s")
        await sees(pilot, "Soup, radio.", "Exactly what leaves", "would pick up.")
        shown = text(pilot.app)  # type: ignore[arg-type]
        assert shown.index("Soup, radio.") < shown.index("I went down")
        await pilot.press("escape")
        await sees(pilot, "2 marked")
        await pilot.press("escape")
        await sees(pilot, "2 entries")


async def test_an_excerpt_changes_no_entry_and_what_is_said_about_it_can_be_chosen(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    async with app_of(feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "1 entry")
        await pilot.press("s")
        await sees(pilot, "Exactly what leaves", "would pick up.")
        await pilot.press("e")
        await sees(pilot, "Nothing is sent from here.")
        await pilot.press("f3", "ctrl+u")
        await types(pilot, "Bricks")
        await pilot.press("f5")
        await sees(pilot, "title    Bricks")
        await pilot.press("a")
        await sees(pilot, "About this page", "mentions    not said")
        await pilot.press("down", "down", "down", "enter")
        await sees(pilot, "What does it mention?", "□ alcohol")
        await pilot.press("space", "enter")
        await sees(pilot, "mentions    alcohol")
        await pilot.press("down", "enter")
        await sees(pilot, "What do you wish for?")
        await pilot.press("down", "down", "enter")
        await sees(pilot, "ideas welcome")
        await pilot.press("escape")
        await sees(pilot, "note     mentions alcohol", "wish     ideas welcome")
        await pilot.press("escape")
        await sees(pilot, "2 entries")  # the new title is a word the journal did not hold: it is kept
    assert not waiting(feed.storage)
    titles = sorted(line.title for line in feed.storage.entries.page())
    assert titles == ["Bricks", "Counting bricks"]


async def test_words_written_to_be_shared_can_be_kept_private_instead(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    async with app_of(feed.storage, first=CIRCLE).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("s")
        await sees(pilot, "What would you like to share?", "a small victory")
        await pilot.press("down", "enter")
        await sees(pilot, "What went a little better than it could have?")
        await types(pilot, "I walked home")
        await pilot.press("f5")
        await sees(pilot, "what     a small victory", "I walked home")
        await pilot.press("escape")
        await sees(pilot, "Nobody has shared yet")
        await until(pilot, lambda: feed.storage.entries.count() == 2)
    assert not feed.storage.drafts.all()
    assert not waiting(feed.storage)
    assert any(line.preview == "I walked home" for line in feed.storage.entries.page())


async def test_a_call_for_support_has_no_hold(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    async with app_of(feed.storage, first=CIRCLE).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("s", "up", "enter")
        await sees(pilot, "I need support now")
        await types(pilot, "It is loud")
        await pilot.press("f5")
        await sees(pilot, "asks     for support now", "It is loud", "A call for support may be handed")
        await pilot.press("enter")
        await sees(pilot, "It is on its way.")
        await pilot.press("escape")
        await sees(pilot, "Ready for Wren.", "1 ready to hand over")
    [outgoing] = feed.storage.insights.outgoing(by=NOW.at)
    assert outgoing.kind == "support"


async def test_a_page_that_is_being_written_goes_on_to_what_leaves(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    async with app_of(feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "1 entry")
        await pilot.press("n")
        await sees(pilot, "One line is enough.")
        await types(pilot, "Written a moment ago")
        await pilot.press("f6")
        await sees(pilot, "Exactly what leaves", "Written a moment ago")
        assert not pilot.app.screen.query(Input)
    assert feed.storage.entries.count() == 2
    assert not waiting(feed.storage)


async def test_an_entry_that_went_meanwhile_says_so_and_nothing_is_shared(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    app = app_of(feed.storage)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await sees(pilot, "1 entry")
        open_share(app, ("0" * 32,))
        await sees(pilot, "Nothing was shared")
        assert not app.screen.query("#box")


async def test_a_milestone_is_shared_without_its_number_and_its_name(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    add_alcohol_free(feed.storage)
    async with app_of(feed.storage, first=STREAKS).run_test(size=SIZE) as pilot:
        await sees(pilot, "110 of 112 days")
        await pilot.press("s")
        await sees(pilot, "Exactly what leaves", "I have come to a milestone, in the first weeks.", "a small victory")
        await sees_no(pilot, "Alcohol")


async def test_a_filled_form_is_shared_from_its_end_and_from_the_earlier_ones(app_of: Make, feed: Feed) -> None:
    told(feed.storage)
    feed.peer("Wren")
    async with app_of(feed.storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await sees(pilot, "Weekly review")
        await pilot.press("enter")
        await sees(pilot, "Question 1 of 8")
        await types(pilot, "Frost on the allotment.")
        await pilot.press("f8")
        await sees(pilot, "Kept. You can come back or not.", "s share")
        await pilot.press("s")
        await sees(pilot, "Exactly what leaves", "Frost on the allotment.")
        await pilot.press("escape")
        await sees(pilot, "Kept. You can come back or not.")
        await pilot.press("enter", "e")
        await sees(pilot, "s share", "Weekly review")
        await pilot.press("s")
        await sees(pilot, "Exactly what leaves", "Frost on the allotment.")
    assert not waiting(feed.storage)
