"""The circle, driven by keys: what waits for a word, answers that travel as files, and what is not to be seen."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from journal.app import JournalApp
from journal.insights import Support
from journal.screens.places import CIRCLE, TODAY
from journal.storage import Storage
from journal.widgets.feed_list import FeedList
from tests.made import MadeHome
from tests.screens.circle import Feed, Friend, met, page, told
from tests.screens.conftest import NOW
from tests.screens.looking import Seen, rows, sees, sees_no, text, types, until

Make = Callable[..., JournalApp]
SIZE = (100, 30)


@pytest.fixture
def feed(empty_storage: Storage) -> Feed:
    told(empty_storage)
    lying = Feed(empty_storage)
    lying.me()
    return lying


@pytest.fixture
def wren(tmp_path: Path, made_home: MadeHome) -> Iterator[Friend]:
    with made_home.opened_in(tmp_path / "wren") as storage:
        yield Friend(storage, "Wren")


def circle(app_of: Make, storage: Storage) -> JournalApp:
    return app_of(storage, first=CIRCLE)


async def test_an_empty_circle_says_how_to_begin(app_of: Make, empty_storage: Storage) -> None:
    async with circle(app_of, empty_storage).run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Nobody has shared yet. It can stay that way.", "v your card", "o open a file")


async def test_a_page_comes_as_a_file_and_the_answer_goes_back_as_one(
    app_of: Make, empty_storage: Storage, wren: Friend, tmp_path: Path
) -> None:
    met(empty_storage, wren)
    told(empty_storage)
    theirs = wren.sends(page("One person who knows is enough", "What do others say at the door?"), tmp_path)
    folder = tmp_path / "to hand over"
    folder.mkdir()
    async with circle(app_of, empty_storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("o")
        await sees(pilot, "Open a file that somebody gave you")
        await types_exactly(pilot, str(theirs))
        await pilot.press("enter")
        await sees(pilot, "A page from Wren: “One person who knows is enough”.")
        await pilot.press("escape")
        await sees(pilot, "Waiting for a word", "Wren ◆ verified", "What do others say at the door?")
        await pilot.press("r")
        await sees(pilot, "To Wren")
        await types(pilot, "I say I am driving")
        await pilot.press("f5")
        await sees(pilot, "Exactly what leaves", "sealed for 1 person", "Nothing has been sent yet.")
        assert not empty_storage.insights.outgoing()
        await pilot.press("enter")
        await sees(pilot, "Answered, and your own", "Alder you  I say I am driving", "1 ready to hand over")
        await pilot.press("h")
        await sees(pilot, "for Wren", "your answer: “I say I am driving”")
        await pilot.press("tab", "ctrl+u")
        await types_exactly(pilot, str(folder))
        await pilot.press("enter")
        await sees(pilot, "Saved 1 file. Give each to the person it is for.")
    [file] = folder.iterdir()
    assert file.name.startswith("page-")
    assert file.stat().st_mode & 0o077 == 0
    wren.takes(file)
    [item] = wren.storage.insights.page(NOW.at.date()).items
    assert [(reply.author, reply.body) for reply in item.replies] == [("Alder", "I say I am driving")]


async def test_a_file_that_is_refused_says_why_where_it_was_asked(
    app_of: Make, empty_storage: Storage, wren: Friend, tmp_path: Path
) -> None:
    met(empty_storage, wren)
    cut = wren.sends(page("Cut on its way"), tmp_path)
    cut.write_bytes(cut.read_bytes()[:-20])
    async with circle(app_of, empty_storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "Nobody has shared yet")
        await pilot.press("o")
        await types_exactly(pilot, str(cut))
        await pilot.press("enter")
        await sees(pilot, "That file was changed or cut on its way. Nothing was stored.")
        assert pilot.app.screen.query_one("#state").has_class("trouble")
        await pilot.press("ctrl+u")
        await types_exactly(pilot, str(tmp_path / "nothing"))
        await pilot.press("enter")
        await sees(pilot, "There is no such file")
    assert not empty_storage.insights.page(NOW.at.date()).items


async def test_what_waits_for_a_word_stands_first_oldest_first_and_there_is_an_end(app_of: Make, feed: Feed) -> None:
    moss, wren = feed.peer("Moss"), feed.peer("Wren", verified=False)
    own = feed.mine(page("Counting bricks"), moss)
    feed.comes(wren, page("The older one", wish="ideas-welcome"))
    feed.comes(moss, page("The newer one"))
    feed.comes(moss, Support("It is loud tonight."))
    feed.answers(moss, own, "I do ceiling tiles.", words="with you")
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "That is everything. Nothing older is hidden.", "Your people")
        shown = text(pilot.app)  # type: ignore[arg-type]
        order = ["Waiting for a word", "asks for support", "The older one", "The newer one", "Answered, and your own"]
        places = [shown.index(words) for words in [*order, "Counting bricks", "That is everything"]]
        assert places == sorted(places)
        assert "◇ words not compared yet" in shown
        assert "│ Moss ◆  I do ceiling tiles." in shown
        assert "“with you” from Moss" in shown
        assert "Ideas welcome" in shown


async def test_a_folded_page_shows_what_it_mentions_until_enter_opens_it(app_of: Make, feed: Feed) -> None:
    [item] = feed.comes(feed.peer("Wren"), page("The first week after", "We sang.", topics=("a death", "hospital")))
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "› Folded. It mentions: a death, hospital.  enter opens it")
        assert "We sang." not in text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("enter")
        await sees(pilot, "We sang.")
        await until(pilot, lambda: not feed.storage.insights.get(item).folded)


async def test_new_pages_mark_the_place_without_a_count_until_they_were_on_the_screen(app_of: Make, feed: Feed) -> None:
    wren = feed.peer("Wren")
    feed.comes(wren, *(page(f"Page {number}") for number in range(3)))
    async with app_of(feed.storage, first=TODAY).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: rows(pilot.app)[0].count("6 Circle •") == 1)  # type: ignore[arg-type]
        await sees(pilot, "From your circle · new since Thursday", "Page 2", "Wren ◆ verified")
        await pilot.press("6")
        await sees(pilot, "new · March", "That is everything")
        await until(pilot, lambda: "•" not in rows(pilot.app)[0])  # type: ignore[arg-type]
        assert "new · March" in text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("1")
        await sees(pilot, "How is it right now?")
        await sees_no(pilot, "From your circle")
    assert not any(item.unread for item in feed.storage.insights.page(NOW.at.date()).items)


async def test_a_warm_word_is_chosen_and_can_be_brought_back_before_it_leaves(app_of: Make, feed: Feed) -> None:
    feed.comes(feed.peer("Wren"), page("One person who knows is enough"))
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "One person who knows")
        await pilot.press("w")
        await sees(pilot, "A word for Wren", "“with you”", "Nobody counts them.")
        await pilot.press("enter")
        await sees(pilot, "“with you” from you", "1 ready to hand over")
        await pilot.press("u")
        await sees(pilot, "Waiting for a word")
        await sees_no(pilot, "“with you” from you")
    assert not feed.storage.insights.outgoing()


async def test_muting_somebody_takes_their_pages_away_and_the_end_says_so(app_of: Make, feed: Feed) -> None:
    feed.comes(feed.peer("Wren"), page("From Wren"))
    feed.comes(feed.peer("Moss"), page("From Moss"))
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "From Wren", "From Moss", "Your people")
        await pilot.press("m")
        await sees(pilot, "Wren       muted", "That is everything. Not shown: Wren.")
        await sees_no(pilot, "From Wren")
        await pilot.press("p", "down", "down", "down", "enter")  # everybody, what you shared, Moss, Wren
        await sees(pilot, "From Wren.  esc shows everything", "Wren ◆ verified   muted")
        await pilot.press("m", "escape")
        await sees(pilot, "From Moss", "That is everything. Nothing older is hidden.")


async def test_a_theme_can_be_looked_at_alone_and_hidden(app_of: Make, feed: Feed) -> None:
    wren = feed.peer("Wren")
    feed.comes(wren, page("About grief", themes=("grief",)))
    feed.comes(wren, page("About urges", themes=("urges",)))
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "About grief", "About urges", "#grief #urges")
        await pilot.press("f")
        await sees(pilot, "Hidden themes stay out of the feed")
        await pilot.press("space")
        await sees(pilot, "□ #grief   hidden")
        await pilot.press("escape")
        await sees(pilot, "That is everything. Not shown: #grief.")
        await sees_no(pilot, "About grief")
        await pilot.press("f", "enter")
        await sees(pilot, "About #grief.  esc shows everything", "About grief")
        await sees_no(pilot, "About urges")
        await pilot.press("escape")
        await sees(pilot, "About urges")
    assert feed.storage.preferences.sharing().themes_hidden == ("grief",)


async def test_own_pages_say_where_they_are(app_of: Make, feed: Feed) -> None:
    wren = feed.peer("Wren")
    feed.mine(page("Gone already"), wren)
    feed.mine(page("Ready to go"), wren, handed=False)
    feed.now = NOW.at
    feed.mine(page("Still here"), wren, hold=timedelta(minutes=20))
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "Held until 21:35, for Wren.", "Ready for Wren.", "Sent to Wren", "1 leaves at 21:35")
        await pilot.press("u")
        await sees(pilot, "Taken back. It went to nobody.")
        await pilot.press("G", "d")
        await sees(pilot, "Take “Gone already” back?")
        await pilot.press("enter")  # what keeps it stands first
        await sees(pilot, "Sent to Wren")
        await pilot.press("d", "down", "enter")
        await sees(pilot, "Whoever already read it may have kept it.")


async def test_a_strategy_can_be_kept_and_a_commitment_marked(app_of: Make, feed: Feed) -> None:
    wren = feed.peer("Wren")
    feed.comes(wren, page("Cold water", "Hands under the tap.", shape="helped", may_keep=True))
    feed.mine(page("I will leave by ten", shape="commitment", by="Saturday night"), wren)
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "Cold water", "what helped · March", "By Saturday night · open")
        await pilot.press("a")
        await sees(pilot, "You keep this among what may help.")
        await pilot.press("down", "e")
        await sees(pilot, "How did “I will leave by ten” go?", "All of these are fine.")
        await pilot.press("down", "enter")
        await sees(pilot, "By Saturday night · changed")
    assert [(kept.name, kept.author) for kept in feed.storage.insights.kept()] == [("Cold water", "Wren")]


async def test_an_answer_that_was_begun_is_kept_and_gone_on_with(app_of: Make, feed: Feed) -> None:
    feed.comes(feed.peer("Wren"), page("One person who knows is enough"))
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "One person who knows")
        await pilot.press("r")
        await types(pilot, "I once")
        await pilot.press("escape")
        await sees(pilot, "You began an answer. r goes on with it.")
        assert [draft.body for draft in feed.storage.drafts.all()] == ["I once"]
        await pilot.press("r")
        await sees(pilot, "To Wren", "I once")
        await types(pilot, " too")
        await pilot.press("f5")
        await sees(pilot, "Exactly what leaves")
        await pilot.press("enter")
        await sees(pilot, "Alder you  I once too")
        await until(pilot, lambda: not feed.storage.drafts.all())


async def test_a_long_feed_is_held_in_pages_and_reaches_its_end_and_its_beginning(app_of: Make, feed: Feed) -> None:
    wren = feed.peer("Wren")
    for first in range(0, 420, 60):
        feed.comes(wren, *(page(f"Page {number:03}") for number in range(first, first + 60)))
    async with circle(app_of, feed.storage).run_test(size=SIZE) as pilot:
        await sees(pilot, "Page 000")
        listed = pilot.app.screen.query_one(FeedList)
        for _ in range(40):
            if "That is everything" in text(pilot.app):  # type: ignore[arg-type]
                break
            before = listed.selected
            await pilot.press("G")
            await until(pilot, lambda before=before: listed.selected != before or "Page 419" in text(pilot.app))  # type: ignore[misc, arg-type]
            await pilot.pause(0.05)
        await sees(pilot, "Page 419", "That is everything")
        assert listed.held <= 250
        await pilot.press("g")
        await sees(pilot, "Page 000", "Waiting for a word")


async def types_exactly(pilot: Seen, words: str) -> None:
    """Paste words, as one does with the path of a file."""
    from textual import events

    pilot.app.screen.focused.post_message(events.Paste(words))  # type: ignore[union-attr]
    await pilot.pause()
