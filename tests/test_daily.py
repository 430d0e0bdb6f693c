"""What a day offers, and what reviews are made of, asked of a real journal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from journal.choices import Choices
from journal.daily import daily, memory_of
from journal.entries import new_entry
from journal.forms import load_forms
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import Coped, new_checkin
from journal.open_card import Card, Person, save_card
from journal.reflections import Filled, answers_to_body, ratings_text, tags_with, title_of
from journal.review_facts import facts_for, gather
from journal.storage import Storage
from journal.streaks import new_counter, new_event
from tests.made import MadeHome

NOW = datetime(2026, 3, 10, 21, 14, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def storage(home: Path, made_home: MadeHome) -> Iterator[Storage]:
    with made_home.opened_in(home) as opened:
        yield opened


def written(storage: Storage, at: datetime, body: str = "By the water.", **more: Any) -> str:
    entry = new_entry(new_id(at), Moment(at, "UTC"), at, body=body, **more)
    storage.entries.add(entry)
    return entry.id


def noted(storage: Storage, at: datetime, **answers: Any) -> None:
    storage.moods.add(replace(new_checkin(new_id(at), Moment(at, "UTC"), at), **answers))


def slipped(storage: Storage, at: datetime, noted_at: datetime = NOW) -> None:
    counter = new_counter(new_id(NOW), "Alcohol-free", at.date() - timedelta(days=50), "UTC", NOW)
    storage.streaks.add(counter)
    storage.streaks.note(new_event(counter, new_id(noted_at), "slip", Moment(at, "UTC"), noted_at))


def a_year_ago(hour: int = 12, *, days: int = 0) -> datetime:
    return datetime(2025, 3, 10, hour, tzinfo=UTC) + timedelta(days=days)


# --- the day ---------------------------------------------------------------------------------------------------------


def test_an_ordinary_day_has_a_question_and_a_rhythm_and_no_old_page_unless_it_was_asked_for(storage: Storage) -> None:
    written(storage, a_year_ago())
    written(storage, NOW - timedelta(days=2))
    found = daily(storage, NOW)
    assert found.prompt is not None
    assert not found.gently
    assert str(found.rhythm) == "1 of the last 7"
    assert found.memory is None
    storage.preferences.choose(Choices(on_this_day=True))
    assert daily(storage, NOW).memory is not None


def test_questions_that_are_switched_off_are_not_asked(storage: Storage) -> None:
    storage.preferences.choose(Choices(prompts=False))
    assert daily(storage, NOW).prompt is None
    assert not daily(storage, NOW).gently


@pytest.mark.parametrize("hours_ago", [1, 20, 44])
def test_on_the_day_of_a_slip_and_the_day_after_there_is_nothing(storage: Storage, hours_ago: int) -> None:
    storage.preferences.choose(Choices(on_this_day=True))
    written(storage, a_year_ago())
    slipped(storage, NOW - timedelta(hours=hours_ago), NOW - timedelta(hours=hours_ago))
    found = daily(storage, NOW)
    assert (found.gently, found.prompt, found.memory) == (True, None, None)
    assert not daily(storage, NOW + timedelta(days=2)).gently


def test_a_slip_of_some_days_ago_that_was_noted_today_makes_today_gentle(storage: Storage) -> None:
    slipped(storage, NOW - timedelta(days=6))
    assert daily(storage, NOW).gently


def test_a_page_tagged_slip_makes_its_day_and_the_next_gentle_without_any_counter(storage: Storage) -> None:
    written(storage, NOW - timedelta(days=1), tags=("slip",))
    assert daily(storage, NOW).gently
    assert not daily(storage, NOW + timedelta(days=1)).gently


def test_after_a_very_low_check_in_there_is_nothing_until_another_one(storage: Storage) -> None:
    noted(storage, NOW - timedelta(hours=2), mood=1)
    assert daily(storage, NOW).gently
    noted(storage, NOW - timedelta(hours=1), mood=3)
    assert not daily(storage, NOW).gently


# --- on this day -----------------------------------------------------------------------------------------------------


def test_a_page_of_this_day_a_year_ago_is_found(storage: Storage) -> None:
    wanted = written(storage, a_year_ago())
    written(storage, a_year_ago(days=1))
    memory = memory_of(storage, TODAY)
    assert memory is not None
    assert memory.id == wanted


def test_around_an_old_slip_the_pages_stay_closed(storage: Storage) -> None:
    written(storage, a_year_ago())
    slipped(storage, a_year_ago(days=-1), a_year_ago(20, days=-1))
    assert memory_of(storage, TODAY) is None


def test_a_day_with_a_check_in_of_the_lowest_mood_stays_closed(storage: Storage) -> None:
    written(storage, a_year_ago(), mood=5)
    noted(storage, a_year_ago(23), mood=1)
    assert memory_of(storage, TODAY) is None


def test_a_page_in_the_trash_is_not_met_again(storage: Storage) -> None:
    storage.entries.trash(written(storage, a_year_ago()), NOW)
    assert memory_of(storage, TODAY) is None


# --- reviews ---------------------------------------------------------------------------------------------------------


def fill_in(storage: Storage, form_id: str, at: datetime, **answers: str) -> None:
    form = load_forms().get(form_id)
    assert form is not None
    filled = Filled(answers)
    written(storage, at, answers_to_body(form, filled), title=title_of(form, filled), tags=tags_with(form))


def test_a_week_is_gathered_from_all_books(storage: Storage, home: Path) -> None:
    save_card(home, Card(people=(Person("Jo Brand", "1"), Person("Ilse", "2"))))
    for days_ago in (0, 1, 3):
        at = NOW - timedelta(days=days_ago, hours=1)
        noted(storage, at, mood=3 + (days_ago == 1), craving=2, together=True, coping=(Coped("ringing Jo", 2),))
    fill_in(storage, "urge-log", NOW - timedelta(days=2), strength="6 of 10", acted="no")
    fill_in(storage, "urge-log", NOW - timedelta(days=9), strength="6 of 10", acted="no")
    slipped(storage, NOW - timedelta(days=3))
    facts = facts_for(storage, "week", NOW)
    assert (facts.heading, facts.days) == ("The week, as you recorded it", "4 to 10 March")
    assert {line.label: line.text for line in facts.lines} == {
        "Mood": "·  ·  ·  ▄  ·  ▆  ▄  level",
        "": "between level and good · 3 days",
        "Urges": "1 noted, 1 ridden out",
        "Cravings": "on 3 days, 2 of 10 at the strongest",
        "Helped": "ringing Jo",
        "People": "Jo Brand · in touch with somebody on 3 days",
        "Wrote": "1 of 7 days",
        "Counted": "Alcohol-free: 6 of 7 days on goal",
        "Slips": "1 noted. The other days stay as they were.",
    }


def test_a_week_that_is_over_is_reviewed_as_it_stood_at_its_end(storage: Storage) -> None:
    slipped(storage, NOW - timedelta(days=3))
    before = gather(storage, "week", TODAY - timedelta(days=4), NOW)
    assert [(one.on, one.of) for one in before.counters] == [(7, 7)]
    assert before.slips == 0


def test_a_month_knows_what_was_said_a_month_before(storage: Storage) -> None:
    form = load_forms().get("monthly-review")
    assert form is not None
    sides = form.question("sides")
    assert sides is not None
    for days_ago, home_number in ((62, 3), (31, 6), (0, 9)):
        said = ratings_text(sides, {"home": home_number, "health": 5})
        fill_in(storage, "monthly-review", NOW - timedelta(days=days_ago), sides=said, keep="One evening.")
    found = gather(storage, "month", TODAY, NOW)
    assert dict(found.before) == {"health": 5, "home": 6}
    assert found.before_on == TODAY - timedelta(days=31)


def test_a_month_tells_the_one_thing_that_stood_out_and_a_switched_off_pattern_is_not_made(storage: Storage) -> None:
    for days_ago in range(60):
        walked = days_ago % 3 == 0
        noted(storage, NOW - timedelta(days=days_ago), mood=5 if walked else 2, tags=("walk",) if walked else ())
    found = gather(storage, "month", TODAY, NOW)
    assert found.pattern is not None
    assert found.pattern[0].key == "tag:walk:mood"
    questions = storage.preferences.questions()
    storage.preferences.ask(questions.with_pattern("tag:walk"))
    again = gather(storage, "month", TODAY, NOW)
    assert again.pattern is None or again.pattern[0].key != "tag:walk:mood"


def test_the_form_of_each_review_is_there_and_asks_for_its_facts() -> None:
    forms = load_forms()
    for form_id, facts in (("weekly-review", "week"), ("monthly-review", "month")):
        form = forms.get(form_id)
        assert form is not None
        assert form.facts == facts
        assert form.question("plan") is not None
