"""Feeds as files carry them: in any order, twice, with some lost. And feeds in a place, which is read strictly."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.insights import Retract, Support
from journal.sharing.accepting import FeedState, Known, accept_at, own_feed_is_ahead
from journal.sharing.circles import Pair
from journal.sharing.envelope import seal
from journal.sharing.payload import MOST_GONE, OwnFeed
from journal.sharing.refusals import AlreadyHere, Fork, Forwarded, NotForMe, WrongPlace, WrongSignature
from tests.sharing.people import KESTREL, MOSS, NOW, WREN, Reader, Sender, insight

PAGES = 6


def pages() -> list[bytes]:
    sender = Sender(WREN, MOSS)
    return [sender.file(Support(f"Page {number}.")) for number in range(1, PAGES + 1)]


FILES = pages()


@settings(max_examples=40)  # each takes in up to eighteen files
@given(st.lists(st.integers(1, PAGES), max_size=3 * PAGES))
def test_files_in_any_order_end_in_what_came_and_nothing_twice(order: Sequence[int]) -> None:
    reader, came = Reader((MOSS, WREN)), set[int]()
    for number in order:
        if number in came:
            with pytest.raises(AlreadyHere):
                reader.take(FILES[number - 1])
        else:
            assert reader.take(FILES[number - 1]).payload.content == Support(f"Page {number}.")
        came.add(number)
        state = reader.state(reader.pairs[0], "f" * 32)
        missing = {n for first, last in state.gaps for n in range(first, last + 1)}
        assert state.seq == max(came)
        assert missing == set(range(1, max(came))) - came


def test_a_gap_of_millions_takes_no_room() -> None:
    state = FeedState({2_000_000: Known("a" * 64, "here"), 5: Known("b" * 64, "gone"), 7: Known("c" * 64, "expected")})
    assert state.gaps == ((1, 4), (6, 1_999_999))


def test_what_was_taken_back_is_no_gap() -> None:
    sender, reader = Sender(WREN, MOSS), Reader((MOSS, WREN))
    digest = sender.digest_of_next(insight())
    sender.feed = sender.feed.taking_back(1, digest)
    reader.take(sender.file(Retract("0" * 32)))
    assert reader.state(reader.pairs[0], "f" * 32).gaps == ()


def test_a_page_that_goes_is_named_once() -> None:
    sender, reader = Sender(WREN, MOSS), Reader((MOSS, WREN))
    payload = sender.payload(insight())
    reader.take(seal(payload, WREN, [MOSS.person]))
    sender.feed = sender.feed.taking_back(1, sender.feed.head)
    assert reader.take(sender.file(Retract("0" * 31 + "1"))).taken_back == (1,)
    assert reader.take(sender.file(Support("Later."))).taken_back == ()


def test_only_the_newest_of_what_was_taken_back_are_carried_along() -> None:
    feed = OwnFeed("f" * 32)
    for number in range(1, MOST_GONE + 3):
        feed = feed.taking_back(number, f"{number:064x}")
    assert (len(feed.gone), min(feed.gone)) == (MOST_GONE, 3)


def test_a_restored_backup_shows_as_a_fork_and_a_new_feed_mends_it() -> None:
    sender, reader = Sender(WREN, MOSS), Reader((MOSS, WREN))
    before = sender.feed
    reader.take(sender.file(insight()))
    sender.feed = before
    with pytest.raises(Fork):
        reader.take(sender.file(insight(title="Something else")))
    sender.feed = OwnFeed("e" * 32)
    reader.take(sender.file(insight(title="Something else")))


def test_a_feed_shows_to_be_behind_what_others_saw_of_it() -> None:
    assert own_feed_is_ahead({"f" * 32: (3, "a" * 64)}, "f" * 32, 2)
    assert not own_feed_is_ahead({"f" * 32: (3, "a" * 64)}, "f" * 32, 3)
    assert not own_feed_is_ahead({"e" * 32: (3, "a" * 64)}, "f" * 32, 2)


# --- a place that is read --------------------------------------------------------------------------------------------


class Place:
    """Moss reads Wren's feed, number after number."""

    def __init__(self) -> None:
        self.sender, self.pair = Sender(WREN, MOSS), Pair(MOSS, WREN.person)
        self.state = FeedState()

    def take(self, data: bytes, number: int, feed: str = "f" * 32, author: object = WREN.person) -> None:
        assert isinstance(author, type(WREN.person))
        place = (feed, number)
        accepted = accept_at(data, MOSS, self.pair.circle, author, place, self.state, NOW)
        self.state = self.state.after(accepted.learned)


def test_a_feed_is_read_number_after_number() -> None:
    place = Place()
    for number in (1, 2, 3):
        place.take(place.sender.file(insight()), number)
    assert place.state.seq == 3


def test_pages_that_changed_places_are_refused() -> None:
    place = Place()
    place.sender.file(insight())
    with pytest.raises(WrongPlace):
        place.take(place.sender.file(insight()), 1)


def test_a_page_played_again_at_the_next_number_is_refused() -> None:
    place = Place()
    first = place.sender.file(insight())
    place.take(first, 1)
    with pytest.raises(WrongPlace):
        place.take(first, 2)


def test_a_number_is_not_skipped_in_a_place() -> None:
    place = Place()
    place.take(place.sender.file(insight()), 1)
    place.sender.file(insight())
    with pytest.raises(WrongPlace):
        place.take(place.sender.file(insight()), 3)


def test_a_page_of_another_feed_of_the_same_person_is_refused() -> None:
    with pytest.raises(WrongPlace):
        Place().take(Sender(WREN, MOSS, feed="e" * 32).file(insight()), 1)


def test_a_page_of_another_person_is_refused() -> None:
    with pytest.raises(WrongSignature):
        Place().take(Sender(WREN, MOSS).file(insight()), 1, author=KESTREL.person)


def test_a_page_that_does_not_follow_the_last_one_is_a_fork() -> None:
    place, other = Place(), Sender(WREN, MOSS)
    place.take(place.sender.file(insight()), 1)
    other.file(insight(title="Another"))
    with pytest.raises(Fork):
        place.take(other.file(insight()), 2)


def test_a_page_for_another_circle_is_refused_although_its_reader_sealed_it_anew() -> None:
    passed_on = seal(Sender(WREN, KESTREL).payload(insight()), WREN, [MOSS.person])
    with pytest.raises(Forwarded):
        Place().take(passed_on, 1)


def test_a_page_for_others_does_not_open() -> None:
    with pytest.raises(NotForMe):
        Place().take(Sender(WREN, KESTREL).file(insight()), 1)
