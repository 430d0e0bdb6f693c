"""Counting: no order of slips, pauses, journeys and clocks loses a day, and every number adds up."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.counter_json import counter_object, event_object, stored_counter, stored_event
from journal.counting import Saved, Share, rhythm, standing
from journal.moments import zone_info
from journal.streaks import GOALS, Counter, Event, beginning_of, checked_counter, home_date, moved, new_counter

DUBLIN = "Europe/Dublin"
NOW = datetime(2026, 3, 10, 21, 14, tzinfo=UTC)
TODAY = date(2026, 3, 10)
START = date(2025, 11, 18)
HOMES = ("Europe/Dublin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC")
PLACES = (*HOMES, "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu")
BEGINNINGS = (
    datetime(2026, 3, 20, 22, 50, tzinfo=UTC),
    datetime(2026, 10, 20, 0, 10, tzinfo=UTC),
    datetime(2011, 12, 27, 9, 55, tzinfo=UTC),
    datetime(2018, 10, 30, 3, 0, tzinfo=UTC),
    datetime(2024, 2, 25, 12, 0, tzinfo=UTC),
)


def counter(start: date | datetime = START, zone: str = DUBLIN, **changes: Any) -> Counter:
    return checked_counter(replace(new_counter("c", "Alcohol-free", start, zone, NOW), **changes))


def event(day: date | datetime, kind: str = "slip", choice: str = "", event_id: str = "", **more: Any) -> Event:
    if not isinstance(day, datetime):
        day = datetime(day.year, day.month, day.day, 20, tzinfo=ZoneInfo(DUBLIN))
    choice = choice or ("later" if kind == "slip" else "")
    noted = more.pop("noted_at", day.astimezone(UTC))
    return Event(event_id or f"{kind} {day.isoformat()}", "c", kind, day, DUBLIN, noted, choice=choice, **more)


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(DUBLIN))


# --- the counter of the pictures --------------------------------------------------------------------------------------

PICTURE = (event(date(2026, 1, 20)), event(date(2026, 1, 21), choice="new-run"))


def test_the_counter_of_the_pictures() -> None:
    now = standing(counter(), PICTURE, NOW)
    assert (now.current, now.longest, now.total, now.total_of, now.days_since) == (47, 63, 110, 112, 112)
    assert (now.last(90), now.run.first, now.slips) == (Share(88, 90), date(2026, 1, 22), 2)
    assert [(run.first, run.on, run.of) for run in now.runs] == [
        (date(2025, 11, 18), 63, 65),
        (date(2026, 1, 22), 47, 47),
    ]
    assert now.next_milestone is not None
    assert (now.next_milestone.name, now.next_milestone.day) == ("60 days", date(2026, 3, 23))
    assert [day for day, mark in now.marks(90) if mark == "off"] == [date(2026, 1, 20), date(2026, 1, 21)]
    assert len(now.marks(90)) == 90


def test_a_restart_on_a_day_gives_the_same_picture() -> None:
    slips = [event(date(2026, 1, day), choice="keep-date") for day in (20, 21)]
    chosen = standing(counter(), [*slips, event(date(2026, 1, 22), "restart")], NOW)
    drawn = standing(counter(), PICTURE, NOW)
    for field in ("current", "longest", "total", "total_of", "restarts", "upcoming", "history"):
        assert getattr(chosen, field) == getattr(drawn, field)
    assert drawn.restarts == 1


def test_a_restart_on_the_day_of_a_slip_begins_on_the_next_day() -> None:
    happened = [event(at(date(2026, 3, 5), 9), choice="keep-date"), event(at(date(2026, 3, 5), 20), "restart")]
    now = standing(counter(), happened, NOW)
    assert (now.run.first, now.current, now.run.of, now.total) == (date(2026, 3, 6), 4, 4, 111)


def test_a_slip_from_before_a_start_that_was_moved_is_kept_and_ends_nothing() -> None:
    begun = at(date(2026, 3, 1), 8)
    slip = event(at(date(2026, 2, 28)), choice="new-run")
    now = standing(counter(begun), [slip], NOW)
    assert (now.slips, now.restarts, now.current, now.total_of) == (1, 0, 9, 9)
    assert now.hours == standing(counter(begun), [], NOW).hours


def test_keeping_the_date_keeps_the_run_and_counts_the_days_on_goal_in_it() -> None:
    slips = [event(date(2026, 1, day), choice="keep-date") for day in (20, 21)]
    now = standing(counter(), slips, NOW)
    assert (now.current, now.longest, now.total, now.total_of, now.days_since) == (110, 110, 110, 112, 112)
    assert (now.run.first, now.restarts, now.undecided, now.last(90)) == (START, 0, (), Share(88, 90))
    assert [one.key for one in now.reached] == ["24h", "30d", "60d", "90d"]


def test_until_it_is_decided_the_date_is_kept_and_the_day_is_off() -> None:
    slip = event(date(2026, 1, 20), event_id="s")
    now = standing(counter(), [slip], NOW)
    assert (now.undecided, now.current, now.total, now.total_of) == (("s",), 111, 111, 112)
    for choice, current, first in [("new-run", 48, date(2026, 1, 21)), ("keep-date", 111, START)]:
        decision = event(date(2026, 3, 1), "choice", choice, about="s")
        decided = standing(counter(), [slip, decision], NOW)
        assert (decided.undecided, decided.current, decided.total) == ((), current, 111)
        assert (decided.run.first, decided.slips) == (first, 1)
        again = event(date(2026, 3, 2), "choice", "later", about="s")
        assert standing(counter(), [slip, decision, again], NOW).undecided == ("s",)
        assert standing(counter(), [slip, decision], at(date(2026, 2, 28))).undecided == ("s",)


def test_two_slips_in_one_minute_are_one_day_off_and_two_events() -> None:
    minute = at(date(2026, 1, 20))
    one = event(minute, choice="new-run", event_id="a")
    now = standing(counter(), [one, replace(one, id="b")], NOW)
    assert (now.slips, now.total, now.total_of, now.restarts, now.longest) == (2, 111, 112, 1, 63)


def test_a_slip_today_takes_no_day_away_and_shows_at_once() -> None:
    before = standing(counter(), [], NOW)
    after = standing(counter(), [event(at(TODAY, 9), choice="new-run")], NOW)
    assert (before.total, before.total_of, before.last(90)) == (112, 112, Share(90, 90))
    assert (after.total, after.total_of, after.last(90)) == (112, 113, Share(89, 90))
    assert (after.current, after.longest) == (0, 112)
    assert after.run.first == TODAY + timedelta(days=1)
    tomorrow = standing(counter(), [event(at(TODAY, 9), choice="new-run")], NOW + timedelta(days=1))
    assert (tomorrow.total, tomorrow.total_of, tomorrow.last(90), tomorrow.current) == (112, 113, Share(89, 90), 0)
    assert standing(counter(), [event(at(TODAY, 9), choice="new-run")], NOW + timedelta(days=2)).current == 1


def test_a_young_counter_has_as_many_days_as_it_has() -> None:
    now = standing(counter(TODAY - timedelta(days=12)), [], NOW)
    assert (now.last(90), now.last(30), now.last(7), now.last(0)) == (Share(12, 12), Share(12, 12), Share(7, 7), (0, 0))
    assert standing(counter(TODAY), [], NOW).last(90) == Share(0, 0)


# --- every order of things --------------------------------------------------------------------------------------------


@st.composite
def lives(draw: st.DrawFn, most_days: int = 140) -> tuple[Counter, list[Event], datetime]:
    """A counter, a history noted in many places and at odd hours, and a time to look at it, maybe before it all."""
    home = draw(st.sampled_from(HOMES))
    start = draw(st.sampled_from(BEGINNINGS)) + timedelta(minutes=draw(st.integers(0, 3000)))
    begins = start if draw(st.booleans()) else start.astimezone(zone_info(home)).date()
    made = new_counter("c", "Free", begins, home, start, draw(st.sampled_from(GOALS)))
    made = replace(made, day_starts=draw(st.sampled_from([0, 0, 4])), period=draw(st.sampled_from(["day", "week"])))
    events: list[Event] = []
    things = st.tuples(
        st.integers(-3000, most_days * 1440),
        st.sampled_from(["slip", "slip", "slip", "pause", "resume", "restart", "done", "note"]),
        st.sampled_from(["new-run", "keep-date", "later"]),
        st.sampled_from(PLACES),
        st.sampled_from(["minute", "minute", "date"]),
        st.sampled_from([0, 0, 1, 20 * 1440]),
        st.sampled_from([None, None, "new-run", "keep-date"]),
        st.integers(0, 60 * 1440),
    )
    for number, (minutes, kind, choice, place, precision, late, decided, after) in enumerate(
        draw(st.lists(things, max_size=12))
    ):
        when = (start + timedelta(minutes=minutes)).astimezone(zone_info(place))
        if precision == "date":
            when = beginning_of(home_date(made, when), zone_info(home))
        noted = when.astimezone(UTC) + timedelta(minutes=late)
        choice = choice if kind == "slip" else ""
        events.append(Event(f"e{number}", "c", kind, when, place, noted, precision, choice))
        if choice == "later" and decided is not None:
            then = noted + timedelta(minutes=after)
            events.append(Event(f"d{number}", "c", "choice", then, place, then, "minute", decided, f"e{number}"))
    return made, events, start + timedelta(minutes=draw(st.integers(-6000, (most_days + 60) * 1440)))


@given(lives(), st.randoms(use_true_random=False))
def test_total_is_at_least_longest_is_at_least_current_and_the_runs_add_up(
    life: tuple[Counter, list[Event], datetime], order: random.Random
) -> None:
    made, events, now = life
    stand = standing(made, events, now)
    assert stand.total_of >= stand.total >= stand.longest >= stand.current >= 0
    assert sum(run.on for run in stand.runs) == stand.total
    assert sum(run.of for run in stand.runs) == stand.total_of
    assert all(earlier.first < later.first for earlier, later in pairwise(stand.runs))
    assert stand.starts_in >= 0
    assert stand.days_since >= 0
    assert stand.hours is None or stand.hours >= 0
    for number in (7, 30, 90, 365):
        share = stand.last(number)
        assert 0 <= share.on <= share.of <= number
        marks = [mark for _, mark in stand.marks(number)]
        assert (marks.count("on"), len(marks) - marks.count("paused")) == share
    assert stand.last(10_000) == (stand.total, stand.total_of)
    mixed = list(events)
    order.shuffle(mixed)
    assert standing(made, mixed, now) == stand


@given(lives(), st.sampled_from(PLACES))
def test_where_the_person_is_changes_nothing(life: tuple[Counter, list[Event], datetime], place: str) -> None:
    made, events, now = life
    elsewhere = [
        replace(one, zone=place, at=one.at.astimezone(zone_info(place)) if one.precision == "minute" else one.at)
        for one in events
    ]
    assert standing(made, elsewhere, now.astimezone(zone_info(place))) == standing(made, events, now)


@given(lives(), st.sampled_from(PLACES))
def test_another_home_keeps_the_date_of_the_start_and_every_sum(
    life: tuple[Counter, list[Event], datetime], home: str
) -> None:
    made, events, now = life
    away = moved(made, home)
    before, after = standing(made, events, now), standing(away, events, now)
    assert after.total_of >= after.total >= after.longest >= after.current >= 0
    assert sum(run.on for run in after.runs) == after.total
    assert made.precision == "minute" or away.first_day == made.first_day
    for one in events:
        assert one.precision == "minute" or home_date(away, one.at, "date") == home_date(made, one.at, "date")
    assert abs(after.days_since - before.days_since) <= 2  # the clocks of two homes are 26 hours apart at most
    assert after.slips == before.slips
    assert standing(moved(away, made.zone), events, now) == before


@given(lives(), st.lists(st.integers(0, 220 * 1440), min_size=2, max_size=6))
def test_time_that_goes_on_takes_no_day_away(life: tuple[Counter, list[Event], datetime], minutes: list[int]) -> None:
    made, events, _ = life
    start = made.started_at.astimezone(UTC)
    seen = [standing(made, events, start + timedelta(minutes=minute)) for minute in sorted(minutes)]
    for earlier, later in pairwise(seen):
        assert later.total >= earlier.total
        assert later.longest >= earlier.longest


@given(lives())
def test_what_comes_back_from_storage_counts_the_same(life: tuple[Counter, list[Event], datetime]) -> None:
    made, events, now = life
    counter_again = stored_counter(json.dumps(counter_object(made)))
    events_again = [stored_event(json.dumps(event_object(one))) for one in events]
    assert standing(counter_again, events_again, now) == standing(made, events, now)


@given(lives(), st.integers(0, 150 * 1440))
def test_clocks_set_back_show_what_was_then_and_set_forward_again_nothing_is_gone(
    life: tuple[Counter, list[Event], datetime], back: int
) -> None:
    made, events, now = life
    then = now - timedelta(minutes=back)
    earlier, later = standing(made, events, then), standing(made, events, now)
    assert earlier == standing(made, [one for one in events if one.at <= then], then)
    assert earlier.slips <= later.slips
    assert earlier.days_since <= later.days_since
    assert {one.key for one in earlier.reached} <= {one.key for one in later.reached}
    if made.goal in ("abstain", "limit", "reduce"):
        settled = len(earlier.history) - 1  # today may still be decided, and a pause may still end today
        assert all(mark != 1 or later.history[index] != 2 for index, mark in enumerate(earlier.history[:settled]))


@given(lives(), st.lists(st.integers(0, 200 * 1440), min_size=2, max_size=6))
def test_what_was_shown_as_reached_stays_reached_whatever_is_noted_or_decided_afterwards(
    life: tuple[Counter, list[Event], datetime], minutes: list[int]
) -> None:
    made, events, _ = life
    shown: set[str] = set()
    for minute in sorted(minutes):
        now = made.created_at + timedelta(minutes=minute)
        noted = [one for one in events if one.noted_at <= now and one.at >= made.started_at]
        reached = {one.key for one in standing(made, noted, now).reached}
        assert shown <= reached
        shown = reached


@given(lives(), st.integers(0, 190 * 1440), st.sampled_from(["new-run", "keep-date", "later"]))
def test_a_slip_costs_its_own_day_at_most_and_nothing_on_the_day_it_happens(
    life: tuple[Counter, list[Event], datetime], minute: int, choice: str
) -> None:
    made, events, now = life
    when = made.started_at.astimezone(UTC) + timedelta(minutes=minute)
    slip = Event("new", "c", "slip", when, "UTC", when, choice=choice)
    before, after = standing(made, events, now), standing(made, [*events, slip], now)
    assert before.total - 1 <= after.total <= before.total
    today = standing(made, events, when), standing(made, [*events, slip], when)
    assert today[0].total == today[1].total
    if not any(home_date(made, one.at, one.precision) == today[0].today and one.at < when for one in events):
        assert today[1].longest == today[0].longest
    assert today[1].slips == today[0].slips + 1
    assert {one.key for one in today[0].reached} <= {one.key for one in today[1].reached}


def walked(made: Counter, events: Sequence[Event], now: datetime) -> tuple[int, int, int, int]:
    """Current, longest, total and what it is out of, by walking through the days one after the other."""
    today = home_date(made, now)
    decided = {one.about: one.choice for one in sorted(events, key=lambda one: one.at.timestamp()) if one.at <= now}
    by_day: dict[date, list[Event]] = {}
    for one in sorted(events, key=lambda one: (one.at.timestamp(), one.noted_at, one.id)):
        if one.at <= now:
            by_day.setdefault(home_date(made, one.at, one.precision), []).append(one)
    day = min([made.first_day, *by_day])
    runs, out_of, paused, new_run = [0], 0, False, False
    while day <= today:
        if new_run and day > made.first_day:
            runs.append(0)
        whole_day_paused, slipped, new_run, restarted = paused, False, False, False
        for one in by_day.get(day, []):
            if one.kind == "slip":
                slipped = True
                new_run = new_run or decided.get(one.id, one.choice) == "new-run"
            elif one.kind == "restart":
                new_run, restarted = new_run or slipped, restarted or not slipped
            if one.kind in ("pause", "resume", "restart"):
                paused = one.kind == "pause"
                whole_day_paused = whole_day_paused and paused
        if restarted and day > made.first_day:
            runs.append(0)
        if made.first_day <= day and (day < today or slipped) and not whole_day_paused:
            out_of += 1
            runs[-1] += not slipped
        day += timedelta(days=1)
    if new_run:  # the next run begins tomorrow
        runs.append(0)
    return runs[-1], max(runs), sum(runs), out_of


@given(lives())
def test_the_numbers_are_what_a_walk_through_the_days_finds(life: tuple[Counter, list[Event], datetime]) -> None:
    made, events, now = life
    made = replace(made, goal="abstain")
    events = [one for one in events if home_date(made, one.at, one.precision) >= made.first_day]
    stand = standing(made, events, now)
    assert (stand.current, stand.longest, stand.total, stand.total_of) == walked(made, events, now)


# --- dates and hours --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_night_when_clocks_change_is_one_day(night: date) -> None:
    made = counter(night - timedelta(days=3))
    midnight = datetime(night.year, night.month, night.day, tzinfo=ZoneInfo(DUBLIN)).astimezone(UTC)
    length = 23 if night.month == 3 else 25
    assert [standing(made, [], midnight + timedelta(hours=hours)).current for hours in (0, length - 1)] == [3, 3]
    assert standing(made, [], midnight + timedelta(hours=length)).current == 4


def test_hours_are_hours_when_clocks_change() -> None:
    for start, hours in [(date(2026, 3, 28), 23), (date(2026, 10, 24), 25)]:
        begun, noon = at(start), at(start + timedelta(days=1))
        now = standing(counter(begun), [], noon)
        assert (now.hours, now.current) == (hours, 1)
        assert standing(counter(begun.date()), [], noon).hours is None


def test_in_the_hour_that_happens_twice_the_first_comes_first() -> None:
    first, second = (
        datetime(2026, 10, 25, 1, minute, tzinfo=ZoneInfo(DUBLIN), fold=fold) for minute, fold in ((50, 0), (10, 1))
    )
    assert standing(counter(), [event(first)], second).slips == 1
    assert standing(counter(), [event(second)], first).slips == 0
    pauses = [event(second, "resume"), event(first, "pause")]
    assert not standing(counter(), pauses, second + timedelta(hours=3)).paused


def test_where_clocks_turn_back_over_midnight_runs_follow_each_other() -> None:
    made = counter(date(2010, 11, 1), "America/St_Johns")
    sunday = datetime(2010, 11, 7, 2, 30, 30, tzinfo=UTC)  # 0:00:30 of the 7th; a minute later it is the 6th again
    assert home_date(made, sunday) > home_date(made, sunday + timedelta(minutes=10))
    restarts = [event(sunday, "restart"), event(sunday + timedelta(minutes=10), "restart")]
    now = standing(made, restarts, datetime(2010, 11, 9, 18, tzinfo=UTC))
    assert [(run.first.day, run.on) for run in now.runs] == [(1, 6), (7, 2)]


def test_hours_of_a_new_run_count_from_the_slip() -> None:
    made = counter(at(date(2026, 3, 1), 8))
    slip = event(at(date(2026, 3, 5), 22), choice="new-run")
    now = standing(made, [slip], at(date(2026, 3, 6), 22))
    assert (now.hours, now.current) == (24, 0)
    assert [(one.key, one.day) for one in now.reached] == [("24h", date(2026, 3, 2)), ("24h", date(2026, 3, 6))]
    roughly = replace(slip, precision="date")
    assert standing(made, [roughly], at(date(2026, 3, 6), 22)).hours is None


def test_the_friday_that_samoa_skipped_is_a_date_like_any_other() -> None:
    made = counter(date(2011, 12, 29), "Pacific/Apia")
    before = datetime(2011, 12, 30, 9, 59, tzinfo=UTC)
    assert standing(made, [], before).current == 0
    after = standing(made, [], before + timedelta(minutes=1))
    assert (after.today, after.current, after.total_of) == (date(2011, 12, 31), 2, 2)


def test_a_journey_from_one_end_of_the_world_to_the_other_changes_nothing() -> None:
    made = counter(date(2026, 3, 1), "Pacific/Kiritimati")
    now = datetime(2026, 3, 10, 11, tzinfo=UTC)  # the 11th at home, still the 9th at -12
    for place in ("Pacific/Kiritimati", "Etc/GMT+12"):
        assert standing(made, [], now.astimezone(ZoneInfo(place))).current == 10


def test_a_slip_belongs_to_the_day_at_home() -> None:
    there = datetime(2026, 3, 6, 8, tzinfo=ZoneInfo("Pacific/Auckland"))  # the 5th in Dublin
    now = standing(counter(date(2026, 3, 1)), [event(there, choice="new-run")], NOW)
    assert [day for day, mark in now.marks(90) if mark == "off"] == [date(2026, 3, 5)]
    assert (now.run.first, now.current) == (date(2026, 3, 6), 4)


def test_a_slip_at_two_belongs_to_the_evening_before_when_days_begin_at_four() -> None:
    slip = event(datetime(2026, 3, 7, 2, tzinfo=ZoneInfo(DUBLIN)), choice="keep-date")
    for hour, day in [(4, date(2026, 3, 6)), (0, date(2026, 3, 7))]:
        now = standing(counter(date(2026, 3, 1), day_starts=hour), [slip], NOW)
        assert [one for one, mark in now.marks(90) if mark == "off"] == [day]
    late = counter(date(2026, 3, 1), day_starts=4)
    assert standing(late, [], at(date(2026, 3, 3), 3)).current == 1
    assert standing(late, [], at(date(2026, 3, 3), 4)).current == 2


def test_a_leap_day_is_a_day() -> None:
    assert standing(counter(date(2024, 2, 28)), [], at(date(2024, 3, 1))).current == 2
    assert standing(counter(date(2023, 2, 28)), [], at(date(2023, 3, 1))).current == 1


def test_a_counter_can_begin_in_three_days() -> None:
    now = standing(counter(TODAY + timedelta(days=3)), [], NOW)
    assert (now.starts_in, now.days_since, now.current, now.longest, now.total) == (3, 0, 0, 0, 0)
    assert (now.last(90), now.marks(90), now.reached, now.restarts) == (Share(0, 0), (), (), 0)
    assert [one.key for one in now.upcoming] == ["24h", "30d", "60d"]
    exact = standing(counter(NOW + timedelta(hours=2)), [], NOW)
    assert (exact.starts_in, exact.hours) == (0, 0)


def test_a_clock_set_back_before_the_start_shows_no_negative_number() -> None:
    now = standing(counter(at(START)), PICTURE, NOW - timedelta(days=4000))
    assert (now.days_since, now.current, now.total, now.hours, now.slips) == (0, 0, 0, 0, 0)
    assert now.starts_in == 4000 - 112


# --- pauses -----------------------------------------------------------------------------------------------------------


def test_paused_days_are_neither_on_nor_off() -> None:
    pause, resume = event(date(2026, 2, 1), "pause"), event(date(2026, 2, 11), "resume")
    now = standing(counter(), [pause, resume], NOW)
    assert (now.total, now.total_of, now.current, now.days_since) == (103, 103, 103, 112)
    assert now.last(90) == Share(81, 81)
    assert not now.paused
    still = standing(counter(), [pause], at(date(2026, 2, 10)))
    assert (still.paused, still.paused_since, still.total) == (True, date(2026, 2, 1), 76)
    assert standing(counter(), [pause], at(date(2026, 2, 5))).total == 76


def test_the_days_of_pausing_and_resuming_count() -> None:
    pause, resume = event(date(2026, 2, 1), "pause"), event(date(2026, 2, 2), "resume")
    assert standing(counter(), [pause, resume], NOW).total == 112
    slip = event(at(date(2026, 2, 1), 9), choice="keep-date")
    assert standing(counter(), [slip, pause, event(date(2026, 2, 9), "resume")], NOW).last(90).of == 83
    assert standing(counter(), [slip, pause, event(date(2026, 2, 9), "resume")], NOW).last(90).on == 82


def test_a_slip_in_a_pause_is_kept_and_its_day_stays_neither() -> None:
    pause, resume = event(date(2026, 2, 1), "pause"), event(date(2026, 2, 11), "resume")
    now = standing(counter(), [pause, resume, event(date(2026, 2, 5), choice="keep-date")], NOW)
    assert (now.slips, now.total, now.total_of) == (1, 103, 103)


def test_a_slip_today_in_a_pause_leaves_today_out() -> None:
    pause = event(date(2026, 3, 5), "pause")
    now = standing(counter(), [pause, event(at(TODAY, 9), choice="keep-date")], NOW)
    assert (now.total, now.total_of) == (108, 108)


def test_a_restart_ends_a_pause() -> None:
    pause, restart = event(date(2026, 2, 1), "pause"), event(date(2026, 2, 11), "restart")
    now = standing(counter(), [pause, restart], NOW)
    assert (now.paused, now.total, now.current) == (False, 103, 27)


def test_pausing_twice_is_pausing_once() -> None:
    pauses = [event(date(2026, 2, day), "pause") for day in (1, 5)]
    resumes = [event(date(2026, 2, day), "resume") for day in (11, 20)]
    assert standing(counter(), [*pauses, *resumes], NOW).total == 103


# --- other goals ------------------------------------------------------------------------------------------------------


def test_in_recovery_since_never_begins_again() -> None:
    made = counter(date(2024, 6, 3), goal="since")
    what_happened = [event(TODAY - timedelta(days=9), choice="new-run"), event(date(2025, 1, 1), "restart")]
    now = standing(made, what_happened, NOW)
    assert (now.current, now.longest, now.total, now.total_of, now.days_since) == (645, 645, 645, 645, 645)
    assert (now.slips, now.restarts, now.undecided, now.run.first) == (1, 0, (), date(2024, 6, 3))
    assert now.last(90) == Share(90, 90)


@pytest.mark.parametrize("goal", ["limit", "reduce"])
def test_a_limit_counts_the_days_within_it(goal: str) -> None:
    made = counter(TODAY - timedelta(days=20), goal=goal)
    now = standing(made, [event(TODAY - timedelta(days=3), choice="keep-date")], NOW)
    assert (now.last(7), now.total) == (Share(6, 7), 19)


def test_something_done_counts_at_once_and_a_gap_ends_no_run() -> None:
    made = counter(TODAY - timedelta(days=10), goal="do")
    done = [event(TODAY - timedelta(days=back), "done") for back in (10, 9, 5, 1)]
    now = standing(made, done, NOW)
    assert (now.current, now.longest, now.total, now.last(7)) == (4, 4, 4, Share(2, 7))
    today = standing(made, [*done, event(at(TODAY), "done"), event(at(TODAY, 13), "done")], NOW)
    assert (today.current, today.total, today.total_of, today.last(7)) == (5, 5, 11, Share(3, 7))
    slip = event(TODAY - timedelta(days=1), choice="keep-date")
    assert standing(made, [*done, slip], NOW).total == 4


def test_something_done_each_week_is_counted_in_weeks_from_the_start() -> None:
    start = TODAY - timedelta(days=70)
    made = counter(start, goal="do", period="week")
    done = [event(start + timedelta(days=7 * week + week % 7), "done") for week in range(10) if week != 4]
    now = standing(made, done, NOW)
    assert (now.last(10), now.total, now.days_a_unit) == (Share(9, 10), 9, 7)
    assert (now.current_days, now.longest_days, now.total_days, now.last_days(70)) == (63, 63, 63, 63)
    assert (now.last_days(14), now.last_days(90)) == (14, 63)
    assert [day for day, mark in now.marks(10) if mark == "off"] == [start + timedelta(days=28)]
    this_week = standing(made, [*done, event(at(TODAY), "done")], NOW)
    assert (this_week.last(10), this_week.total, this_week.total_of) == (Share(9, 10), 10, 11)


def test_a_week_is_paused_when_all_of_it_is() -> None:
    start = TODAY - timedelta(days=70)
    made = counter(start, goal="do", period="week")
    pause, resume = event(start + timedelta(days=5), "pause"), event(start + timedelta(days=22), "resume")
    assert [mark for _, mark in standing(made, [pause, resume], NOW).marks(10)][:5] == [
        "off",
        "paused",
        "paused",
        "off",
        "off",
    ]
    done = event(start + timedelta(days=9), "done")
    assert standing(made, [pause, done, resume], NOW).marks(10)[1][1] == "on"


# --- milestones that stay ---------------------------------------------------------------------------------------------


def test_reached_milestones_stay_after_a_slip_and_the_new_run_has_its_own() -> None:
    now = standing(counter(), PICTURE, NOW)
    assert [(one.name, one.day, one.run) for one in now.reached] == [
        ("24 hours", date(2025, 11, 19), START),
        ("30 days", date(2025, 12, 18), START),
        ("60 days", date(2026, 1, 17), START),
        ("24 hours", date(2026, 1, 23), date(2026, 1, 22)),
        ("30 days", date(2026, 2, 21), date(2026, 1, 22)),
    ]


def test_a_milestone_on_the_day_of_a_slip_is_reached() -> None:
    made = counter(date(2026, 1, 1))
    slip = event(date(2026, 1, 31), choice="new-run")
    assert "30d" in {one.key for one in standing(made, [slip], at(date(2026, 2, 2))).reached}
    day_before = event(date(2026, 1, 30), choice="new-run")
    assert "30d" not in {one.key for one in standing(made, [day_before], at(date(2026, 2, 2))).reached}


def test_a_choice_made_late_takes_back_no_milestone_that_came_meanwhile() -> None:
    made = replace(counter(date(2026, 1, 1)), created_at=at(date(2026, 1, 1)))
    slip = event(date(2026, 1, 25), event_id="s")
    decision = event(date(2026, 2, 3), "choice", "new-run", about="s")
    before = standing(made, [slip, decision], at(date(2026, 2, 3), 10))
    after = standing(made, [slip, decision], at(date(2026, 2, 4)))
    assert (before.current, after.current) == (32, 9)
    assert {one.key for one in before.reached} == {one.key for one in after.reached} == {"24h", "30d"}
    early = event(date(2026, 1, 28), "choice", "new-run", about="s")
    assert "30d" not in {one.key for one in standing(made, [slip, early], at(date(2026, 2, 4))).reached}


def test_24_hours_end_with_the_run_and_stay_when_the_end_was_decided_later() -> None:
    begun = at(date(2026, 3, 1), 8)
    made = replace(counter(begun), created_at=begun.astimezone(UTC))
    later = at(date(2026, 3, 2), 17)
    ended = event(begun + timedelta(hours=10), choice="new-run")
    assert standing(made, [ended], later).reached == ()
    slip = event(begun + timedelta(hours=10), event_id="s")
    decision = event(begun + timedelta(hours=30), "choice", "new-run", about="s")
    [kept] = standing(made, [slip, decision], later).reached
    assert kept.at == begun + timedelta(hours=24)


def test_24_hours_that_came_stay_when_somebody_begins_again_the_same_day() -> None:
    made = counter(at(date(2026, 3, 1), 8))
    slip = event(at(date(2026, 3, 4), 10), choice="new-run")
    restart = event(at(date(2026, 3, 5), 20), "restart")
    now = standing(made, [slip, restart], NOW)
    assert [(one.key, one.at) for one in now.reached][1:] == [("24h", at(date(2026, 3, 5), 10))]
    assert (now.restarts, now.run.begun) == (1, restart.at)


def test_24_hours_within_the_longest_day_are_reached_on_it() -> None:
    begun = datetime(2026, 10, 25, 0, 10, tzinfo=ZoneInfo(DUBLIN))
    slip = event(begun, choice="new-run")
    evening = standing(counter(at(date(2026, 10, 1))), [slip], datetime(2026, 10, 25, 23, 30, tzinfo=ZoneInfo(DUBLIN)))
    assert [one.day for one in evening.reached] == [date(2026, 10, 2), date(2026, 10, 25)]


@pytest.mark.parametrize("days_later", [0, 2])
def test_what_is_told_of_the_time_before_the_counter_is_reckoned_as_it_was(days_later: int) -> None:
    made = counter(date(2025, 1, 1))  # created on 10 March 2026
    told = NOW + timedelta(days=days_later, minutes=1)
    slip = event(date(2025, 6, 1), choice="new-run", noted_at=told)
    assert "12m" in {one.key for one in standing(made, [], NOW).reached}
    reached = {one.key for one in standing(made, [slip], told + timedelta(days=1)).reached}
    assert reached == {"24h", "30d", "60d", "90d", "6m", "9m"}
    exact = counter(at(date(2025, 1, 1), 8))
    first_evening = event(at(date(2025, 1, 1), 18), choice="new-run", noted_at=told)
    assert [one.at for one in standing(exact, [first_evening], told).reached if one.key == "24h"] == [
        at(date(2025, 1, 2), 18)
    ]


# --- saved ------------------------------------------------------------------------------------------------------------


def test_savings_are_a_range_and_are_hidden_until_wanted() -> None:
    made = counter(TODAY - timedelta(days=47), money_per_day=Decimal("12.50"), minutes_per_day=90)
    assert standing(made, [], NOW).money is None
    assert standing(made, [], NOW).minutes is None
    shown = standing(replace(made, savings_shown=True), [], NOW)
    assert shown.money == Saved(Decimal(470), Decimal(710))  # 587.50, a fifth to either side
    assert shown.minutes == Saved(Decimal(3300), Decimal(5100))  # 4230
    assert standing(counter(savings_shown=True), [], NOW).money is None
    assert standing(replace(made, savings_shown=True), [], NOW - timedelta(days=47)).money is None


def test_a_slip_subtracts_nothing_unless_that_is_wanted() -> None:
    made = counter(TODAY - timedelta(days=10), money_per_day=Decimal(100), savings_shown=True)
    slips = [event(TODAY - timedelta(days=back), choice="new-run") for back in (0, 2, 4, 6, 8, 9)]
    assert standing(made, slips, NOW).money == standing(made, [], NOW).money == Saved(Decimal(800), Decimal(1200))
    asked = standing(replace(made, subtract_slips=True), slips, NOW)
    assert asked.money == Saved(Decimal(400), Decimal(600))


# --- rhythm -----------------------------------------------------------------------------------------------------------


def test_the_rhythm_is_so_many_of_the_last_seven() -> None:
    written = [TODAY - timedelta(days=back) for back in (0, 2, 3, 5, 6, 7, 30)]
    found = rhythm(written, TODAY)
    assert (found.written, found.rest, str(found)) == (5, 2, "5 of the last 7")
    assert found.days == (True, True, False, True, True, False, True)


def test_of_more_than_two_empty_days_nothing_is_said() -> None:
    assert (rhythm([], TODAY).written, rhythm([], TODAY).rest) == (0, 2)
    everyday = rhythm([TODAY - timedelta(days=back) for back in range(7)], TODAY)
    assert (everyday.written, everyday.rest) == (7, 0)


def test_events_of_another_counter_are_passed_over() -> None:
    other = replace(PICTURE[0], counter_id="d")
    assert standing(counter(), [other], NOW).total == 112
