from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.cleaning import MOST_LINES
from journal.insights import (
    BANDS,
    LONGEST_BODY,
    LONGEST_REPLY,
    LONGEST_TAG,
    LONGEST_TITLE,
    MOST_TAGS,
    SHAPES,
    WISHES,
    Bye,
    Encouragement,
    Insight,
    Reply,
    Retract,
    Shared,
    Support,
)
from journal.sharing.age import LARGEST_SHARE
from journal.sharing.bodies import KINDS, kind_of, read_body, ready, write_body
from journal.sharing.envelope import seal
from journal.sharing.payload import MOST_GONE, MOST_SEEN, OwnFeed, body_bytes, next_payload, write_payload
from journal.sharing.refusals import NothingToShare, NotToShare, TooLong, TooManyLines, TooManyNotes
from tests.sharing.people import MOSS, NOW, WREN, Sender, insight

ITEM = "0" * 32
TEXT = st.text(st.characters(), min_size=1, max_size=60)
INSIGHTS = st.builds(
    Insight,
    shape=st.sampled_from(SHAPES),
    month=st.dates(date(1, 1, 1)).map(lambda day: f"{day.year:04d}-{day.month:02d}"),
    expires=st.dates(),
    title=TEXT,
    body=TEXT,
    themes=st.lists(st.text(max_size=LONGEST_TAG), max_size=MOST_TAGS).map(tuple),
    topics=st.lists(st.text(max_size=LONGEST_TAG), max_size=MOST_TAGS).map(tuple),
    wish=st.sampled_from(WISHES),
    band=st.none() | st.sampled_from(BANDS),
    by=st.text(max_size=60),
    may_keep=st.booleans(),
)
ANYTHING: st.SearchStrategy[Shared] = (
    INSIGHTS
    | st.builds(Reply, st.just(ITEM), TEXT, st.sampled_from([None, "kept"]))
    | st.builds(Encouragement, st.just(ITEM), TEXT)
    | st.builds(Support, TEXT)
    | st.builds(Retract, st.just(ITEM))
    | st.just(Bye())
)


@given(ANYTHING)
def test_what_is_ready_arrives_unchanged(shared: Shared) -> None:
    try:
        prepared = ready(shared)
    except NothingToShare:
        return
    assert read_body(kind_of(shared), write_body(shared)) == prepared
    assert ready(prepared) == prepared


@given(ANYTHING)
def test_the_bytes_that_are_shown_stand_in_what_is_signed(shared: Shared) -> None:
    try:
        shown = body_bytes(shared)
    except NothingToShare:
        return
    assert Sender(WREN, MOSS).payload(shared).endswith(b'"body":' + shown + b"}")


def test_every_kind_has_its_name() -> None:
    values = (insight(), Reply(ITEM, "x"), Encouragement(ITEM, "x"), Support(), Retract(ITEM), Bye())
    assert [kind_of(value) for value in values] == list(KINDS)


@pytest.mark.parametrize(
    "empty",
    [
        insight(title="", body=" \n"),
        insight(title="\u200b", body="\x1b[0m"),
        Reply(ITEM, "\n"),
        Encouragement(ITEM, " "),
    ],
)
def test_what_says_nothing_is_not_sent(empty: Shared) -> None:
    with pytest.raises(NothingToShare):
        ready(empty)


def test_a_call_for_support_needs_no_words_and_news_of_a_commitment_neither() -> None:
    assert ready(Support()) == Support()
    assert ready(Reply(ITEM, state="kept")) == Reply(ITEM, state="kept")


@pytest.mark.parametrize(
    ("long", "cause"),
    [
        (insight(title="a" * (LONGEST_TITLE + 1)), TooLong),
        (insight(body="a" * (LONGEST_BODY + 1)), TooLong),
        (insight(body="\t" * LONGEST_BODY + "."), TooLong),
        (insight(body="a\n" * MOST_LINES + "a"), TooManyLines),
        (insight(themes=tuple(f"theme {number}" for number in range(MOST_TAGS + 1))), TooManyNotes),
        (insight(topics=("a" * (LONGEST_TAG + 1),)), TooLong),
        (Reply(ITEM, "a" * (LONGEST_REPLY + 1)), TooLong),
        (Support("a" * (LONGEST_REPLY + 1)), TooLong),
        (Encouragement(ITEM, "a" * 121), TooLong),
    ],
)
def test_what_readers_would_cut_is_refused_before_it_leaves(long: Shared, cause: type[NotToShare]) -> None:
    with pytest.raises(cause) as caught:
        ready(long)
    assert caught.type is cause
    assert "Nothing was sent." in str(caught.value)


def test_the_longest_text_leaves_and_arrives_whole() -> None:
    longest = insight(body="ü" * LONGEST_BODY, title="a" * LONGEST_TITLE)
    assert read_body("insight", write_body(longest)) == longest
    lines = insight(body="\n".join(["a"] * MOST_LINES))
    assert read_body("insight", write_body(lines)) == lines


def test_the_largest_page_is_smaller_than_what_readers_accept() -> None:
    feed = OwnFeed("f" * 32, 1_000, gone=dict.fromkeys(range(10**9, 10**9 + MOST_GONE), "a" * 64))
    seen = {f"{number:032x}": (10**9, "a" * 64) for number in range(MOST_SEEN)}
    largest = insight(body='"👨' * (LONGEST_BODY // 2), themes=("👨" * LONGEST_TAG,) * MOST_TAGS)
    payload = next_payload(Sender(WREN, MOSS).pair.circle, feed, ITEM, NOW, largest, seen)
    members = [MOSS.person] * 32
    assert len(seal(write_payload(payload), WREN, members)) <= LARGEST_SHARE


@pytest.mark.parametrize(
    "changed", [{"shape": "poem"}, {"wish": "x"}, {"month": "2026-03-10"}, {"band": "12 days"}], ids=str
)
def test_a_mistake_of_ours_does_not_leave(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cannot be shared"):
        ready(replace(insight(), **changed))
