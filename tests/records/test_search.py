from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.entries import Entry
from journal.finding import Found, Selection
from journal.records.entries import EntryBook
from journal.records.faults import SearchCancelled
from journal.records.search import MOST_RANKED

Write = Callable[..., Entry]


def bodies(book: EntryBook, query: str, selection: Selection = Selection()) -> list[str]:  # noqa: B008 - frozen
    return [book.get(hit.line.id).body for hit in book.search(query, selection).hits]


def marked(found: Found) -> list[list[str]]:
    return [[text for text, hit in one.snippet.parts if hit] for one in found.hits]


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["river", "RIVER", "riv", "cold river", "river cold", '"cold river"', '"cold riv', "  river  ", "cafe", "CAFÉ"],
)
def test_words_are_found_in_any_order_case_and_without_accents(book: EntryBook, write: Write, query: str) -> None:
    write("We sat by the cold river, near the café.")
    write("Nothing of that.")
    assert book.search(query).total == 1


@pytest.mark.parametrize("query", ["rive ", "river warm", '"river cold"', "iver", "#river", '"rive"'])
def test_other_words_are_not_found(book: EntryBook, write: Write, query: str) -> None:
    write("We sat by the cold river.")
    assert book.search(query).total == 0


@pytest.mark.parametrize(
    "query", ["", "   ", '"', '""', "#", "---", "*", "( )", "\0", "\ud800", "!!! ???", "^", '" "', "_"]
)
def test_a_query_without_words_finds_nothing(book: EntryBook, write: Write, query: str) -> None:
    write('* " ( ) # - ^ _ !')
    assert book.search(query) == Found((), 0)


@pytest.mark.parametrize(
    "query",
    ["river AND", "AND", "NOT river", "river OR", "NEAR(river", "body:river", "river*", "-river", "{title}: river",
     "river ^", "(river", "river)", '"river', 'ri"ver', "river + cold", "rowid:1", "a'b", "river\0", "\ud800river",
     "river;", "river\\", "river %", "it's", "#river #cold", "OR OR OR", '"river" * "cold"'],
)  # fmt: skip
def test_operators_are_words_like_others_and_never_an_error(book: EntryBook, write: Write, query: str) -> None:
    write("river cold and or near title body it's")
    book.search(query)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(st.characters(exclude_categories=()), max_size=40)
    | st.text(st.sampled_from('ab"*#:()-+^{}, ANDORNOT今日はก\0\ud800éß'), max_size=30)
)
def test_no_text_that_a_person_can_type_raises(book: EntryBook, query: str) -> None:
    found = book.search(query)
    assert found.total >= len(found.hits)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(word=st.text(st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x24F), min_size=1, max_size=12))
def test_every_word_that_was_written_is_found_whole_and_unfinished(book: EntryBook, entry: Write, word: str) -> None:
    written = entry(f"before {word} after")
    book.add(written)
    for query in (f"{word} ", word, word[: max(1, len(word) - 1)]):
        assert written.id in {hit.line.id for hit in book.search(query, limit=10_000).hits}


def test_a_page_pasted_into_the_search_box_is_no_burden(book: EntryBook, write: Write) -> None:
    write("river")
    book.search("river cold " * 100_000)
    book.search('"' * 100_000)
    book.search("r" * 100_000)


# --- scripts without spaces ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "今",
        "天気",
        "良い天気",
        "い天気で",
        "今日は良い天気です",
        "river 天気",
        "天気 river",
        "はな",
        "今日 散歩",
        "#散歩",
    ],
)
def test_words_inside_a_script_without_spaces_are_found(book: EntryBook, write: Write, query: str) -> None:
    write("今日は良い天気です。River はな #散歩")
    write("Nothing of that.")
    found = book.search(query)
    assert found.total == 1
    assert found.total_is_exact


@pytest.mark.parametrize("query", ["雨", "天の", "良い天候", "river 雨"])
def test_other_characters_of_such_a_script_are_not_found(book: EntryBook, write: Write, query: str) -> None:
    write("今日は良い天気です。River")
    assert book.search(query).total == 0


def test_thai_is_found_inside_its_sentences(book: EntryBook, write: Write) -> None:
    write("วันนี้อากาศดีมาก")
    assert book.search("อากาศ").total == 1
    assert book.search("ฝน").total == 0


def test_such_a_script_follows_edits_and_the_trash(book: EntryBook, write: Write, now: datetime) -> None:
    written = write("今日は良い天気")
    book.add_many([replace(written, body="plain words now")])
    assert [book.search(query).total for query in ("良い天気", "今日", "plain")] == [0, 0, 1]
    book.restore_revision(written.id, written.revision, now)
    assert [book.search(query).total for query in ("良い天気", "今日", "plain")] == [1, 1, 0]
    book.trash(written.id, now)
    assert [book.search(query).total for query in ("良い天気", "今日")] == [0, 0]


# --- the order -------------------------------------------------------------------------------------------------------


def test_the_best_match_comes_first_a_title_before_a_tag_before_the_text(book: EntryBook, write: Write) -> None:
    filling = " and other words" * 5
    write("river" + filling)
    write("nothing" + filling, tags=("river",))
    titled = write("nothing" + filling, title="River")
    for _ in range(20):
        write("something else" + filling)
    found = book.search("river ")
    assert found.ranked
    assert found.hits[0].line.id == titled.id
    assert [hit.line.tags for hit in found.hits] == [(), ("river",), ()]
    assert [hit.rank for hit in found.hits] == sorted((hit.rank for hit in found.hits), reverse=True)


@pytest.fixture
def crowd(book: EntryBook, entry: Write) -> list[Entry]:
    """More entries than are ranked, all with a common word, some with another."""
    chance = Random(3)  # noqa: S311 - a journal, no secret
    start = datetime(2020, 1, 1, tzinfo=UTC)
    made = [
        entry(
            f"common {'quiet' if number % 50 == 0 else 'zebra'} text",
            at=start + timedelta(hours=7 * number),
            tags=chance.sample(["walk", "sleep", "work"], chance.randrange(3)),
            mood=chance.choice([None, 1, 5]),
            starred=chance.random() < 0.2,
        )
        for number in range(MOST_RANKED + 400)
    ]
    book.add_many(chance.sample(made, len(made)))
    return made[::-1]


@pytest.mark.parametrize(
    "query", ["common ", "common", "c", "com", "common z", "common te", "zebra common", '"common zebra']
)
def test_where_very_many_match_the_newest_come_first(book: EntryBook, crowd: list[Entry], query: str) -> None:
    found = book.search(query, limit=40)
    assert not found.ranked
    assert not found.total_is_exact
    assert 40 <= found.total <= MOST_RANKED
    fitting = [one.id for one in crowd if "z" not in query or "zebra" in one.body]
    assert [hit.line.id for hit in found.hits] == fitting[:40]


def test_where_few_match_all_are_counted_and_ranked(book: EntryBook, crowd: list[Entry]) -> None:
    quiet = [one.id for one in crowd if "quiet" in one.body]
    for query in ("quiet ", "quiet", "qui", "q", "common q", "quiet com"):
        found = book.search(query, limit=1000)
        assert {hit.line.id for hit in found.hits} == set(quiet), query
        assert (found.total, found.total_is_exact) == (len(quiet), True)
    assert book.search("quiet ", limit=1000).ranked
    assert book.search("quiet c", limit=1000).ranked


@pytest.mark.parametrize(
    "selection",
    [
        Selection(since=date(2020, 7, 1)),
        Selection(until=date(2020, 7, 1)),
        Selection(since=date(2020, 3, 3), until=date(2020, 3, 9)),
        Selection(since=date(2031, 1, 1)),
        Selection(tags=("walk",)),
        Selection(tags=("walk", "sleep")),
        Selection(starred=True),
        Selection(mood=5),
        Selection(since=date(2020, 3, 1), until=date(2020, 12, 1), tags=("work",), starred=True, mood=1),
    ],
)
@pytest.mark.parametrize("query", ["common ", "quiet ", "z", "com"])
def test_filters_leave_exactly_what_fulfils_them(
    book: EntryBook, crowd: list[Entry], selection: Selection, query: str
) -> None:
    fitting = [
        one.id
        for one in crowd
        if query.strip() in one.body
        and (selection.since is None or one.local_date >= selection.since)
        and (selection.until is None or one.local_date <= selection.until)
        and set(selection.tags) <= set(one.all_tags)
        and (one.starred or not selection.starred)
        and (selection.mood is None or one.mood == selection.mood)
    ]
    found = book.search(query, selection, limit=2000)
    assert {hit.line.id for hit in found.hits} == set(fitting)
    assert found.total == min(len(fitting), MOST_RANKED)
    if not found.ranked:
        assert [hit.line.id for hit in found.hits] == fitting


def test_some_ids_can_be_searched_alone(book: EntryBook, crowd: list[Entry]) -> None:
    some = tuple(one.id for one in crowd[5:9])
    assert {hit.line.id for hit in book.search("common", Selection(ids=some)).hits} == set(some)


def test_days_are_exact_although_many_share_a_minute(book: EntryBook, entry: Write) -> None:
    evening = datetime(2024, 5, 5, 23, 50, tzinfo=UTC)
    book.add_many([entry(f"river {number}", at=evening, zone="UTC") for number in range(50)])
    book.add(entry("river", at=evening + timedelta(minutes=20), zone="UTC"))
    assert book.search("river ", Selection(until=date(2024, 5, 5))).total == 50
    assert book.search("river ", Selection(since=date(2024, 5, 6))).total == 1


def test_tags_in_the_query_are_filters(book: EntryBook, write: Write) -> None:
    one, two = write("river", tags=("walk",)), write("river #sleep")
    write("river")
    assert [hit.line.id for hit in book.search("river #walk").hits] == [one.id]
    assert [hit.line.id for hit in book.search("#sleep ").hits] == [two.id]
    assert book.search("#walk #sleep").total == 0
    assert book.search("river #walk", Selection(tags=("sleep",))).total == 0


# --- the snippet -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("riv", ["river", "Riverside"]),
        ("river ", ["river"]),
        ("cold river", ["cold", "river", "Riverside"]),
        ('"cold river"', ["cold river"]),
        ("cafe", ["Café"]),
        ("良い", ["良い"]),
        ("#walk", []),
    ],
)
def test_hits_are_marked_and_an_unfinished_word_is_marked_whole(
    book: EntryBook, write: Write, query: str, marks: list[str]
) -> None:
    write("The cold river at the Riverside Café 今日は良い天気", tags=("walk",))
    assert marked(book.search(query)) == [marks]


def test_a_snippet_is_one_short_line_around_the_hit(book: EntryBook, write: Write) -> None:
    write("word\n" * 300 + "\n  the needle\tin\r\nthe hay  " + "word " * 300)
    snippet = book.search("needle").hits[0].snippet
    assert "the needle in the hay" in snippet.text
    assert "\n" not in snippet.text
    assert 60 <= len(snippet.text) <= 100
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")


def test_a_snippet_shows_where_most_words_are_together(book: EntryBook, write: Write) -> None:
    write("red here. " + "word " * 100 + "a red and a blue ball. " + "word " * 100 + "blue there.")
    assert "red and a blue ball" in book.search("red blue ").hits[0].snippet.text


def test_a_hit_in_the_title_shows_the_beginning_of_the_text(book: EntryBook, write: Write) -> None:
    write("Once upon a time", title="River")
    assert book.search("river").hits[0].snippet.text == "Once upon a time"


def test_accents_that_are_characters_of_their_own_are_marked_too(book: EntryBook, write: Write) -> None:
    write("in the cafe\u0301 today")
    assert marked(book.search("café")) == [["cafe\u0301"]]


# --- ending a search -------------------------------------------------------------------------------------------------


def search_until_ended(book: EntryBook, ended: Event) -> None:
    try:
        while True:
            book.search("雨だ")
    except SearchCancelled:
        ended.set()


def test_a_search_can_be_ended_from_another_thread(book: EntryBook, entry: Write) -> None:
    # Two characters of a script without spaces: every such entry is looked at, one by one.
    book.add_many(entry("天気" * 10_000) for _ in range(100))
    ended = Event()

    thread = Thread(target=search_until_ended, args=(book, ended))
    thread.start()
    while not ended.wait(0.005):
        book.interrupt_search()
    thread.join()
    assert book.search("雨だ").total == 0


def test_a_newer_search_ends_the_one_before(book: EntryBook, entry: Write) -> None:
    book.add_many(entry("天気" * 10_000) for _ in range(100))
    ended = Event()

    thread = Thread(target=search_until_ended, args=(book, ended))
    thread.start()
    while not ended.wait(0.005):
        book.search("nothing")
    thread.join()
