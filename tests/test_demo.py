import re
from datetime import UTC, datetime, timedelta

import pytest

from journal.counting import standing
from journal.demo import demo_checkins, demo_entries, demo_histories
from journal.entries import Entry
from journal.moments import Moment, zone_of
from journal.moods import checked

NOW = Moment.of(datetime(2026, 3, 10, 18, 30, tzinfo=UTC), "Europe/Berlin")
# The language of docs and screens; the made-up person keeps to it as well, so that the demo shows what is meant.
NOT_OUR_WORDS = re.compile(
    r"relaps|\bclean|\bdirty|fail|\baddict|alcoholic|\bab?users?\b|\bab?using\b|\bhabit|\bwagon|back to zero|\bmissed\b"
    r"|overdue|complian|suicid|\bshould\b|\bmust\b|\bjust\b|\bonly\b|trigger|!",
    re.IGNORECASE,
)
NAMES_OF_TIMES = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|april|june|july|august|september|october"
    r"|november|december|spring|summer|autumn|winter|snow|christmas|easter)\b",
    re.IGNORECASE,
)
DETAILS = re.compile(r"\b(?:wine|beer|vodka|whisky|gin|rum|litres?|units|pints?|promille)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return demo_entries(NOW, 7)


def test_about_five_months_of_entries_come_oldest_first(entries: tuple[Entry, ...]) -> None:
    assert len(entries) >= 60
    times = [entry.created_at for entry in entries]
    assert times == sorted(times)
    assert timedelta(days=140) < NOW.at - times[0] < timedelta(days=160)
    assert times[-1].date() == NOW.at.date()


def test_the_same_moment_and_seed_give_the_same_entries(entries: tuple[Entry, ...]) -> None:
    assert demo_entries(NOW, 7) == entries
    other = demo_entries(NOW, 8)
    assert [entry.body for entry in other] == [entry.body for entry in entries]
    assert [entry.created_at for entry in other] != [entry.created_at for entry in entries]


def test_every_entry_is_different_and_of_a_length_that_people_write(entries: tuple[Entry, ...]) -> None:
    assert len({entry.body for entry in entries}) == len({entry.id for entry in entries}) == len(entries)
    assert {entry.id: entry.words for entry in entries if not 30 <= entry.words <= 150} == {}


def test_it_shows_what_a_journal_can_hold(entries: tuple[Entry, ...]) -> None:
    assert {entry.mood for entry in entries} == {1, 2, 3, 4, 5}
    assert 5 <= sum(entry.starred for entry in entries) <= len(entries) / 4
    assert all(entry.tags for entry in entries)
    assert any(entry.all_tags != entry.tags for entry in entries)
    assert any(not entry.title for entry in entries)
    text = "\n".join(entry.body for entry in entries)
    for form in (r"^- ", r"^1\. ", r"^> ", r"\*\*\w", r"(?<!\*)\*\w", r"^- \[x\] "):
        assert re.search(form, text, re.MULTILINE), form


@pytest.mark.parametrize("unwanted", [NOT_OUR_WORDS, NAMES_OF_TIMES, DETAILS], ids=["blame", "times", "details"])
def test_it_speaks_as_the_program_does_and_fits_every_day_of_the_year(
    entries: tuple[Entry, ...], unwanted: re.Pattern[str]
) -> None:
    found = {match[0] for entry in entries for match in unwanted.finditer(f"{entry.title}\n{entry.body}")}
    assert found == set()


@pytest.mark.parametrize("clock", ["00:01", "06:00", "12:00", "23:59"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC", "-03:30"])
def test_no_entry_is_from_the_future_at_any_hour_anywhere(clock: str, zone: str) -> None:
    now = Moment.of(datetime.fromisoformat(f"2026-10-25T{clock}:00+00:00"), zone)
    entries = demo_entries(now, 1)
    assert max(entry.created_at for entry in entries) < now.at
    assert {zone_of(entry.created_at) for entry in entries} == {zone_of(now.at)}
    assert {entry.zone for entry in entries} == {zone}


@pytest.mark.parametrize("clock", ["00:01", "12:00", "23:59"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_check_ins_are_ones_a_person_could_have_made(clock: str, seed: int) -> None:
    now = Moment.of(datetime.fromisoformat(f"2026-10-25T{clock}:00+00:00"), "Europe/Berlin")
    checkins = demo_checkins(now, seed)
    assert demo_checkins(now, seed) == checkins
    assert [checked(one) for one in checkins] == list(checkins)
    assert len({one.id for one in checkins}) == len(checkins) > 100
    assert max(one.at for one in checkins) < now.at
    assert {one.mood for one in checkins} == {1, 2, 3, 4, 5}
    days = {one.local_date for one in checkins}
    assert 90 < len(days) < 153  # gaps are part of it


@pytest.mark.parametrize("clock", ["00:01", "12:00", "23:59"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Europe/Berlin", "America/Los_Angeles"])
def test_what_is_counted_fits_the_story_at_any_hour_anywhere(clock: str, zone: str) -> None:
    now = Moment.of(datetime.fromisoformat(f"2026-10-25T{clock}:00+00:00"), zone)
    histories = demo_histories(now)
    assert demo_histories(now) == histories
    main, group, coffee = (standing(history.counter, history.events, now.at) for history in histories)
    assert (main.total, main.total_of, main.current, main.slips, main.undecided) == (149, 150, 95, 1, ())
    assert (group.total, group.total_of) == (17, 19)
    assert (coffee.total, coffee.total_of) == (38, 40)
    events = [event for history in histories for event in history.events]
    assert max(event.noted_at for event in events) < now.at
    assert len({event.id for event in events}) == len(events)


def test_what_is_counted_speaks_as_the_program_does() -> None:
    events = [event for history in demo_histories(NOW) for event in history.events]
    said = " ".join([event.note + " " + " ".join(answer for _, answer in event.answers) for event in events])
    for unwanted in (NOT_OUR_WORDS, NAMES_OF_TIMES, DETAILS):
        assert not unwanted.search(said)
