from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journal.insights import (
    BANDS,
    COMMITMENT_STATES,
    SHAPES,
    WISHES,
    FeedItem,
    FeedReply,
    FeedWords,
    commitment_state,
    in_reading_order,
    is_over,
    month_of,
)
from journal.shapes import sharing_words
from tests.sharing.people import NOW


def item(number: int, seen: datetime = NOW, **changed: object) -> FeedItem:
    given_: dict[str, object] = {"id": f"{number:032x}", "kind": "insight", "author": "Wren", "first_seen": seen}
    return FeedItem(**{**given_, **changed})  # type: ignore[arg-type]


def reply(*, mine: bool) -> FeedReply:
    return FeedReply("a" * 32, "Moss", verified=True, mine=mine, body="Yes.", first_seen=NOW)


def test_what_waits_comes_first_and_oldest_first_then_the_answered_newest_first() -> None:
    earlier, later = NOW - timedelta(days=1), NOW
    old, new = item(1, earlier), item(2, later)
    answered_old = item(3, earlier, replies=(reply(mine=True),))
    answered_new = item(4, later, encouragements=(FeedWords("me", "with you", mine=True),))
    assert in_reading_order([answered_old, new, answered_new, old]) == ((old, new), (answered_new, answered_old))


def test_a_call_for_support_stands_before_everything_else() -> None:
    old, call = item(1, NOW - timedelta(days=1)), item(2, kind="support")
    assert in_reading_order([old, call])[0] == (call, old)


def test_a_peers_item_is_answered_by_me_alone_and_mine_by_anybody_else() -> None:
    assert not item(1, replies=(reply(mine=False),)).answered
    assert item(1, replies=(reply(mine=True),)).answered
    assert item(1, mine=True, replies=(reply(mine=False),)).answered
    assert not item(1, mine=True, replies=(reply(mine=True),)).answered


def test_nothing_of_mine_and_of_nobody_muted_waits() -> None:
    assert not item(1, mine=True).waits_for_a_word
    assert not item(1, muted=True).waits_for_a_word
    assert item(1).waits_for_a_word


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.booleans(), st.booleans()), max_size=12))
def test_every_item_is_in_one_of_the_two_parts(rows: list[tuple[int, int, bool, bool]]) -> None:
    items = [
        item(place * 10 + number, NOW + timedelta(days=day), mine=mine, muted=muted)
        for place, (number, day, mine, muted) in enumerate(rows)
    ]
    waiting, rest = in_reading_order(items)
    assert sorted(one.id for one in (*waiting, *rest)) == sorted(one.id for one in items)


def test_an_item_is_shown_to_the_end_of_its_last_day() -> None:
    last = item(1, expires=date(2026, 3, 10))
    assert not is_over(last, date(2026, 3, 10))
    assert is_over(last, date(2026, 3, 11))
    assert not is_over(item(1), date(9999, 1, 1))


def test_a_month_is_all_that_is_said_of_a_day() -> None:
    assert month_of(date(2026, 3, 10)) == "2026-03"
    assert month_of(date(987, 3, 10)) == "0987-03"


def test_a_commitment_stands_as_its_author_said_last() -> None:
    assert commitment_state("Wren", []) == "open"
    said = [("Wren", "changed"), ("Moss", "kept"), ("Wren", None)]
    assert commitment_state("Wren", said) == "changed"
    assert commitment_state("Wren", [*said, ("Wren", "kept")]) == "kept"


def test_the_topics_of_an_item_are_one_line() -> None:
    assert item(1, topics=("a death", "hospital")).note == "a death, hospital"


def test_every_shape_wish_band_and_state_has_its_words() -> None:
    words = sharing_words()
    assert tuple(words.shapes) == SHAPES
    assert tuple(words.wishes) == WISHES
    assert tuple(words.bands) == BANDS
    assert tuple(words.commitments) == COMMITMENT_STATES
    assert all(shape.name and shape.prompt and shape.hint for shape in words.shapes.values())


def test_the_words_to_send_are_few_and_fit() -> None:
    words = sharing_words()
    assert 5 <= len(words.encouragements) <= 12
    assert all(1 <= len(word) <= 40 for word in (*words.encouragements, *words.topics))
