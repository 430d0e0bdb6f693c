"""How an item stands in the feed, and how the box shows what leaves: pure drawing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.cleaning import clean_peer_text
from journal.insights import FeedItem, FeedReply, FeedWords
from journal.redaction import Replacement, pieces_of, text_of
from journal.screens.leaving import _marked
from journal.screens.share_view import has_new_words
from journal.screens.share_write import Wording
from journal.widgets.circle_panel import Beside, panel_lines
from journal.widgets.feed_items import SHOWN_LINES, Shown, item_lines, month_name
from journal.widgets.leaving_box import LeavingPage, Part, page_lines, payload_lines
from tests.screens.conftest import NOW

ITEM = FeedItem(
    "1" * 32, "insight", "Wren", NOW.at, verified=True, title="One person who knows is enough",
    body="I tell one person.",
    themes=("parties",), shape="story", month="2026-03", wish="ideas-welcome",
)  # fmt: skip
MINE = replace(ITEM, author="Alder", mine=True, recipients=("Wren", "Moss"), sending="sent")


def drawn(item: FeedItem, width: int = 60, **shown: object) -> str:
    lines = item_lines(item, width, Shown(NOW.at, **shown))  # type: ignore[arg-type]
    return "\n".join(line.plain.rstrip() for line in lines)


def test_an_item_names_the_month_and_never_a_day() -> None:
    shown = drawn(ITEM)
    assert shown.splitlines()[0].endswith("  March")
    assert "10" not in shown
    assert month_name("2025-03", NOW.at) == "March 2025"


def test_a_shape_that_is_no_story_is_named_and_so_is_what_is_new() -> None:
    assert drawn(replace(ITEM, shape="question"), new=True).splitlines()[0].endswith("new · a question · March")


def test_a_page_without_a_title_is_called_by_its_shape() -> None:
    assert drawn(replace(ITEM, title="", shape="helped")).startswith("What helped")
    assert drawn(replace(ITEM, title="", shape="of a later version")).startswith("A page")


def test_whoever_was_not_compared_is_marked_by_a_shape_and_words() -> None:
    assert "Wren ◇ words not compared yet" in drawn(replace(ITEM, verified=False))


def test_a_folded_page_shows_no_word_of_its_text() -> None:
    folded = replace(ITEM, folded=True, topics=("a death", "hospital"))
    assert "I tell one person." not in drawn(folded)
    assert "› Folded. It mentions: a death, hospital.  enter opens it" in drawn(folded)
    assert "I tell one person." in drawn(folded, opened=True)
    assert "mentions a death, hospital" in drawn(folded, opened=True)


def test_of_a_long_text_the_beginning_is_shown_until_it_is_opened() -> None:
    long = replace(ITEM, body="\n".join(f"Line {number}.\n" for number in range(60)))
    assert "Line 59." not in drawn(long)
    assert "› It goes on.  enter reads it" in drawn(long)
    assert len(drawn(long).splitlines()) <= SHOWN_LINES + 3
    assert "Line 59." in drawn(long, opened=True)


def test_a_text_of_words_in_markup_stays_words() -> None:
    assert "[bold]loud [@click=app.quit]press[/]" in drawn(replace(ITEM, body="[bold]loud [@click=app.quit]press[/]"))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"sending": "sent"}, "Sent to Wren, Moss"),
        ({"sending": "waiting", "leaves_at": NOW.at + timedelta(minutes=20)}, "Held until 21:34, for Wren, Moss.  u"),
        ({"sending": "waiting", "leaves_at": NOW.at}, "Ready for Wren, Moss.  h saves it as a file"),
        ({"sending": "unshared"}, "Taken back. Whoever already read it may have kept it."),
        ({"sending": "unshared", "recipients": ()}, "Taken back. It went to nobody."),
    ],
)
def test_an_own_page_says_in_words_where_it_is(facts: dict[str, object], words: str) -> None:
    assert words in drawn(replace(MINE, **facts), 72)  # type: ignore[arg-type]


def test_answers_hang_on_a_hairline_and_older_ones_wait_behind_enter() -> None:
    replies = tuple(FeedReply(f"{number:032}", "Moss", True, False, f"Answer {number}.", NOW.at) for number in range(5))
    shown = drawn(replace(MINE, replies=replies))
    assert "│ Moss ◆  Answer 4." in shown
    assert "│ 2 answers before these.  enter shows them" in shown
    assert "Answer 0." not in shown
    assert "Answer 0." in drawn(replace(MINE, replies=replies), opened=True)


def test_warm_words_stand_with_their_names_and_without_a_count() -> None:
    words = (FeedWords("Wren", "with you"), FeedWords("Kestrel", "this helped me"))
    assert "“with you” from Wren, “this helped me” from Kestrel" in drawn(replace(MINE, encouragements=words))


def test_a_commitment_says_how_it_stands() -> None:
    promised = replace(ITEM, shape="commitment", by="Friday", commitment="let-go")
    assert "By Friday · let go" in drawn(promised)


@given(st.text(max_size=300), st.integers(34, 110))
def test_no_line_is_wider_than_its_place_whatever_the_words(text: str, width: int) -> None:
    wild = replace(
        ITEM, author=text, title=text, body=text, themes=(text,), topics=(text,), by=text, shape="commitment",
        replies=(FeedReply("2" * 32, text, False, False, text, NOW.at),), encouragements=(FeedWords(text, text),),
    )  # fmt: skip
    for item in (wild, replace(wild, folded=True), replace(wild, mine=True, sending="sent", recipients=(text,) * 6)):
        assert all(line.cell_length <= width for line in item_lines(item, width, Shown(NOW.at, opened=True)))
    beside = Beside(text, ((text, False, False), (text, True, True)), 2, NOW.at, 1, (text,), (text,))
    assert all(line.cell_length <= width for line in panel_lines(beside, width))


def test_the_column_says_who_is_there_what_has_not_gone_and_which_themes_there_are() -> None:
    beside = Beside("Alder", (("Wren", True, False), ("Tidewater", False, False)), 1, NOW.at, 1, ("urges",), ("grief",))
    shown = "\n".join(line.plain.rstrip() for line in panel_lines(beside, 26))
    for words in (
        "Wren       ◆ verified",
        "Tidewater  ◇ compare",
        "Alder      you",
        "v compare words",
        "1 leaves at 21:14",
    ):
        assert words in shown
    for words in ("u bring it back", "1 ready to hand over", "h save as a file", "#urges", "hidden\n#grief"):
        assert words in shown


# --- what leaves ----------------------------------------------------------------------------------------------------


@given(st.text(max_size=400), st.integers(20, 90))
def test_the_box_shows_every_letter_that_leaves(text: str, width: int) -> None:
    sent = clean_peer_text(text, 20_000)
    lines = page_lines(LeavingPage((("title", (Part("Bricks"),)),), (Part(sent),) if sent else ()), width)
    shown = "".join("".join(line.plain.split()) for line in lines)
    assert shown == "titleBricks" + "".join(sent.split())


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=300), st.integers(20, 90))
def test_the_bytes_are_shown_whole(payload: str, width: int) -> None:
    lines = payload_lines(LeavingPage((), (), payload), width)
    assert "".join(line.plain for line in lines) == payload
    assert all(line.cell_length <= width for line in lines)


@given(st.lists(st.sampled_from(["Jo", "work", " ", "rang. ", "Brennan & Sons", "\n", "me"]), max_size=12))
def test_what_was_put_in_is_marked_and_nothing_of_the_text_is_lost_by_it(words: list[str]) -> None:
    rules = [Replacement("Jo", "a friend"), Replacement("Brennan & Sons", "work")]
    pieces = pieces_of("".join(words), rules)
    sent = clean_peer_text(text_of(pieces), 1000)
    parts = _marked(sent, pieces)
    assert "".join(part.text for part in parts) == sent
    assert {part.text.strip().lower() for part in parts if part.put_in} <= {"a friend", "work"}


def test_an_excerpt_holds_no_new_words_and_a_changed_line_does() -> None:
    source = Wording("Counting bricks", "Around four it got loud.\n\nWhat slowed it was that I moved.")
    assert not has_new_words(Wording("", "What slowed it was that I moved."), source)
    assert not has_new_words(Wording("Counting bricks", "four it got loud."), source)
    assert has_new_words(Wording("Bricks in the arch", "Around four it got loud."), source)
    assert has_new_words(Wording("", "I walked home."), None)
    assert not has_new_words(Wording("", "  \n"), None)
