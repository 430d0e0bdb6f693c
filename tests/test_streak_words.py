"""What counters say about themselves: true, kind, and never a zero in large letters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journal.counting import Standing, standing
from journal.streak_story import story
from journal.streak_words import (
    HIDDEN,
    STOPPING,
    TOLERANCE,
    headline,
    last_heading,
    list_lines,
    milestone_news,
    milestone_to_share,
    reached_today,
    saved_line,
    shown_on_today,
    slipped_lately,
    span,
    stopping_line,
    tolerance_line,
)
from journal.streaks import Counter, Event, History, checked_counter, new_counter

DUBLIN = "Europe/Dublin"
NOW = datetime(2026, 3, 10, 21, 14, tzinfo=UTC)
TODAY = date(2026, 3, 10)


def counter(start: date = date(2025, 11, 18), goal: str = "abstain", **changes: Any) -> Counter:
    return checked_counter(replace(new_counter("c", "Alcohol-free", start, DUBLIN, NOW, goal), **changes))


def event(day: date, kind: str = "slip", choice: str = "", **more: Any) -> Event:
    at = datetime(day.year, day.month, day.day, 20, tzinfo=ZoneInfo(DUBLIN))
    choice = choice or ("later" if kind == "slip" else "")
    return Event(f"{kind} {day}", "c", kind, at, DUBLIN, more.pop("noted_at", at), choice=choice, **more)


PICTURE = (
    event(date(2026, 1, 20), note="after the funeral", answers=(("slowed", "rang Jo"), ("do", "early bed"))),
    event(date(2026, 1, 21), choice="new-run"),
)


def now_of(made: Counter, events: Sequence[Event] = (), now: datetime = NOW) -> Standing:
    return standing(made, events, now)


def test_the_words_of_the_pictures() -> None:
    made = counter()
    stand = now_of(made, PICTURE)
    assert list_lines(made, stand) == ("47 days on goal", "88 of the last 90")
    said = headline(made, stand)
    assert (said.number, said.words) == (
        "47",
        ("days in this run, since 22 January", "110 of 112 days since 18 November", "longest run 63 days"),
    )
    assert last_heading(stand) == ("The last 90 days", "88 on goal", 90)
    since = counter(date(2024, 6, 3), "since")
    assert list_lines(since, now_of(since)) == ("1 year, 9 months", "since 3 June 2024 · never resets")
    limit = counter(goal="limit")
    within = now_of(limit, [event(TODAY - timedelta(days=3), choice="keep-date")])
    assert list_lines(limit, within) == ("6 of the last 7 days", "a limit, not an all or nothing")
    weekly = counter(TODAY - timedelta(days=70), "do", period="week")
    done = [event(TODAY - timedelta(days=70 - 7 * week), "done") for week in range(10) if week != 4]
    assert list_lines(weekly, now_of(weekly, done)) == ("9 of the last 10 weeks", "this week is open")
    assert list_lines(weekly, now_of(weekly, [*done, event(TODAY, "done", noted_at=NOW)]))[1] == "done this week"


def test_the_story_of_the_picture() -> None:
    made = counter()
    told = story(made, PICTURE, now_of(made, PICTURE))
    assert [(one.day, one.what, one.beside) for one in told] == [
        (date(2026, 1, 22), "a new run", "you chose this"),
        (date(2026, 1, 20), "a slip, two days", "after the funeral · not decided yet"),
        (date(2025, 11, 18), "the first run, 63 days", ""),
    ]
    assert told[1].more == (("What slowed it", "rang Jo"), ("Then", "early bed"))
    hidden = story(made, PICTURE, now_of(made, PICTURE), hidden=True)
    assert hidden[-1].what == "the first run"


def test_a_story_has_pauses_notes_and_the_persons_own_word() -> None:
    made = counter(slip_word="drank")
    happened = [
        event(date(2026, 2, 1), "pause", note="in hospital"),
        event(date(2026, 2, 5), "resume"),
        event(date(2026, 2, 7), "note", note="a good week\nand more"),
        event(date(2026, 2, 9)),
        replace(event(date(2026, 2, 9)), id="again"),
        event(date(2026, 4, 1), "note", note="not yet"),
    ]
    told = story(made, happened, now_of(made, happened))
    assert [one.what for one in told] == ["drank, two times", "a good week", "going on", "paused", "the beginning"]
    assert told[3].beside == "in hospital"
    own = replace(made, slip_word="")
    assert story(own, happened, now_of(own, happened))[0].what == "two slips"


@pytest.mark.parametrize("chosen", ["run", "since", "longest", "total", "last-30", "last-90", "last-365"])
@pytest.mark.parametrize("choice", ["new-run", "keep-date", "later"])
def test_no_number_in_large_letters_is_ever_a_zero(chosen: str, choice: str) -> None:
    for goal in ("abstain", "limit", "reduce", "do", "since"):
        for days in (-3, 0, 1, 2, 40):
            made = counter(TODAY - timedelta(days=days), goal, headline=chosen)
            slips = [event(TODAY - timedelta(days=back), choice=choice) for back in (0, 1, 2) if back <= days]
            said = headline(made, now_of(made, slips))
            assert said.number != "0"
            assert said.words
            assert all(said.words)
            assert " 0 " not in f" {said.words[0]} {list_lines(made, now_of(made, slips))[0]} "


def test_after_a_slip_what_was_done_stays_in_sight() -> None:
    made = counter()
    stand = now_of(made, [event(TODAY, choice="new-run")])
    assert headline(made, stand).number == "112"
    assert headline(made, stand).words == (
        "days on goal in all",
        "out of 113 since 18 November",
        "A new run begins tomorrow.",
    )
    assert list_lines(made, stand)[0] == "112 days on goal in all"


def test_the_first_day_has_words_and_no_number() -> None:
    made = counter(TODAY)
    assert headline(made, now_of(made)).number == ""
    assert headline(made, now_of(made)).words == ("Today is the first day.",)
    assert list_lines(made, now_of(made)) == ("Today is the first day.", "")
    assert last_heading(now_of(made))[2] == 0
    second = now_of(made, now=NOW + timedelta(days=1))
    assert headline(made, second).words[0] == "day in this run, since 10 March"
    assert last_heading(second) == ("The day so far", "1 on goal", 1)


def test_a_counter_that_has_not_begun_says_when_it_will() -> None:
    made = counter(TODAY + timedelta(days=3))
    assert list_lines(made, now_of(made)) == ("starts in 3 days", "on 13 March")
    assert headline(made, now_of(made)).words == ("days until it starts", "on 13 March")
    assert story(made, (), now_of(made)) == ()


def test_hidden_numbers_are_words() -> None:
    for goal in ("abstain", "since", "limit", "do"):
        made = counter(goal=goal)
        lines = list_lines(made, now_of(made, PICTURE), hidden=True)
        assert lines[0] == HIDDEN
        assert not any(character.isdigit() for character in "".join(lines))
    ahead = counter(TODAY + timedelta(days=3))
    assert list_lines(ahead, now_of(ahead), hidden=True)[0] == HIDDEN


def test_pauses_are_said_and_are_no_days_off() -> None:
    made = counter()
    stand = now_of(made, [event(date(2026, 2, 1), "pause")])
    assert list_lines(made, stand)[1] == "paused since 1 February"
    assert last_heading(stand) == ("The last 90 days", "54 on goal, 36 paused", 90)


def test_a_span_follows_the_calendar() -> None:
    assert span(date(2024, 6, 3), date(2026, 3, 2)) == "1 year, 8 months"
    assert span(date(2026, 1, 31), date(2026, 2, 28)) == "1 month"
    assert span(date(2024, 2, 29), date(2025, 2, 28)) == "1 year"
    assert span(date(2026, 2, 27), TODAY) == "11 days"


def test_savings_are_said_roughly_and_nothing_is_said_unasked() -> None:
    made = counter(TODAY - timedelta(days=47), money_per_day=Decimal("12.50"), minutes_per_day=90, currency="€")
    assert saved_line(made, now_of(made)) == ""
    shown = replace(made, savings_shown=True)
    assert saved_line(shown, now_of(shown)) == "Saved, roughly: 470 to 710 €, 55 to 85 hours"


# --- after a slip -----------------------------------------------------------------------------------------------------


def test_a_milestone_of_today_is_told_once_and_not_after_a_slip() -> None:
    made = counter(TODAY - timedelta(days=30))
    quiet = History(made)
    ((_, milestone),) = milestone_news([quiet], NOW)
    assert milestone.name == "30 days"
    assert milestone_news([quiet], NOW + timedelta(days=1)) == ()
    assert milestone_news([replace(quiet, counter=replace(made, visible=False))], NOW) == ()
    noted_today = event(TODAY - timedelta(days=5), choice="keep-date", noted_at=NOW)
    other = History(replace(made, id="c"), (noted_today,))
    assert slipped_lately([other], NOW)
    assert milestone_news([quiet, other], NOW) == ()
    assert not slipped_lately([quiet], NOW)


def test_a_milestone_of_an_earlier_run_is_no_news() -> None:
    made = counter(TODAY - timedelta(days=30))
    slip = event(TODAY - timedelta(days=1), choice="new-run")
    assert reached_today(now_of(made, [slip])) == ()


def test_today_shows_what_is_to_be_seen_there() -> None:
    shown, hidden, away = (
        History(counter(visible=visible, archived=archived))
        for visible, archived in ((True, False), (False, False), (True, True))
    )
    assert shown_on_today([hidden, away, shown]) == (shown,)


# --- the two safety lines ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("substance", "tolerance", "stopping"),
    [
        ("", True, True),
        ("alcohol", False, True),
        ("opioids", True, False),
        ("sedatives", True, True),
        ("unknown", True, True),
        ("other", False, False),
    ],
)
def test_the_safety_lines_stand_where_they_belong(substance: str, tolerance: bool, stopping: bool) -> None:
    made = counter(substance=substance)
    assert tolerance_line(made) == (TOLERANCE if tolerance else "")
    assert stopping_line(made) == (STOPPING if stopping else "")
    assert stopping_line(replace(made, goal="limit")) == ""
    assert tolerance_line(replace(made, goal="do")) == ""


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (date(2026, 1, 30), "in the first weeks"),
        (date(2025, 11, 18), "in the first months"),
        (date(2023, 3, 1), "in the first years"),
        (date(2001, 3, 1), "many years along"),
    ],
)
def test_a_milestone_is_told_to_others_without_a_number(start: date, words: str) -> None:
    told = milestone_to_share(standing(counter(start), (), NOW))
    assert told == f"I have come to a milestone, {words}."
    assert not any(letter.isdigit() for letter in told)
