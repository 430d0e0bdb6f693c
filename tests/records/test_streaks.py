"""Counters in the database: nothing that happened is overwritten, and a file brings them in as often as it likes."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from journal.counting import standing
from journal.errors import OutOfRange
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import new_checkin
from journal.records.answers import Added
from journal.records.engine import Engine
from journal.records.moods import MoodBook
from journal.records.preferences import PreferenceBook
from journal.records.streaks import StreakBook
from journal.streaks import (
    Counter,
    CounterNotFound,
    Event,
    EventNotFound,
    History,
    NamelessCounter,
    NameTaken,
    SeveralCounters,
    UnknownZone,
    new_counter,
    new_event,
)

DUBLIN = "Europe/Dublin"


@pytest.fixture
def streaks(engine: Engine) -> StreakBook:
    return StreakBook(engine)


def counter(now: datetime, name: str = "Alcohol-free", **changes: Any) -> Counter:
    return replace(new_counter(new_id(now), name, date(2025, 11, 18), DUBLIN, now), **changes)


def event(of: Counter, now: datetime, kind: str = "slip", *, ago: timedelta = timedelta(), **more: Any) -> Event:
    return new_event(of, new_id(now), kind, Moment.of(now - ago, DUBLIN), now, **more)


@pytest.fixture
def kept(streaks: StreakBook, now: datetime) -> Counter:
    made = counter(now)
    assert streaks.add(made)
    return made


def test_a_counter_and_what_happened_come_back_as_they_were(streaks: StreakBook, kept: Counter, now: datetime) -> None:
    slip = event(kept, now, ago=timedelta(days=2), note="a line\n\ud800", answers=[("before", "tired")])
    note = event(kept, now, "note", ago=timedelta(days=9), note="earlier")
    assert streaks.note(slip)
    assert streaks.note(note)
    assert streaks.get(kept.id) == kept
    assert streaks.histories() == (History(kept, (note, slip)),)
    assert streaks.events(kept.id) == (note, slip)
    assert streaks.any()


def test_a_new_journal_counts_nothing(streaks: StreakBook, now: datetime) -> None:
    assert streaks.histories() == ()
    assert not streaks.any()
    assert not streaks.slipped_lately(now)


def test_the_same_counter_and_the_same_event_twice_are_one(streaks: StreakBook, kept: Counter, now: datetime) -> None:
    assert not streaks.add(replace(kept, name="Another"))
    slip = event(kept, now)
    assert streaks.note(slip)
    assert not streaks.note(replace(slip, note="other words"))
    assert streaks.events(kept.id) == (slip,)
    assert streaks.get(kept.id).name == "Alcohol-free"


def test_two_slips_in_one_minute_are_two_events(streaks: StreakBook, kept: Counter, now: datetime) -> None:
    for _ in range(2):
        streaks.note(event(kept, now))
    assert standing(kept, streaks.events(kept.id), now).slips == 2


def test_a_change_keeps_the_history_and_says_when(streaks: StreakBook, kept: Counter, now: datetime) -> None:
    streaks.note(event(kept, now))
    later = now + timedelta(hours=1)
    changed = streaks.change(replace(kept, name="Dry", money_per_day=None), later)
    assert (changed.name, changed.updated_at) == ("Dry", later)
    assert streaks.get(kept.id) == changed
    assert len(streaks.events(kept.id)) == 1
    back = streaks.change(replace(changed, name="Drier"), now - timedelta(days=400))
    assert back.updated_at == later


def test_what_a_counter_cannot_be_is_refused_and_nothing_changes(
    streaks: StreakBook, kept: Counter, now: datetime
) -> None:
    wrong: list[tuple[type[Exception], dict[str, Any]]] = [
        (NamelessCounter, {"name": " "}),
        (UnknownZone, {"zone": "Mars/Olympus"}),
        (OutOfRange, {"goal": "win"}),
    ]
    for error, changes in wrong:
        with pytest.raises(error):
            streaks.change(replace(kept, **changes), now)
        with pytest.raises(error):
            streaks.add(replace(counter(now, "Other"), **changes))
    assert streaks.counters() == (kept,)


def test_two_counters_of_one_name_are_refused_unless_one_is_put_away(
    streaks: StreakBook, kept: Counter, now: datetime
) -> None:
    with pytest.raises(NameTaken):
        streaks.add(counter(now, "ALCOHOL-free"))
    streaks.put_away(kept.id, now)
    other = counter(now, "Alcohol-Free")
    assert streaks.add(other)
    assert streaks.named("alcohol-free") == other
    with pytest.raises(NameTaken):
        streaks.put_away(kept.id, now, away=False)


def test_a_counter_that_was_put_away_keeps_everything(streaks: StreakBook, kept: Counter, now: datetime) -> None:
    streaks.note(event(kept, now))
    streaks.put_away(kept.id, now)
    assert streaks.histories() == ()
    assert not streaks.any()
    (found,) = streaks.histories(put_away=True)
    assert (found.counter.archived, len(found.events)) == (True, 1)
    streaks.put_away(kept.id, now, away=False)
    assert streaks.counters()[0].name == "Alcohol-free"


def test_a_counter_is_found_by_its_name_or_how_it_begins(streaks: StreakBook, kept: Counter, now: datetime) -> None:
    other = counter(now, "Alcohol at home")
    streaks.add(other)
    assert streaks.named("  alcohol-FREE ") == kept
    assert streaks.named("alcohol at") == other
    assert streaks.named(kept.id) == kept
    with pytest.raises(SeveralCounters):
        streaks.named("alc")
    for unknown in ("coffee", "", "%"):
        with pytest.raises(CounterNotFound):
            streaks.named(unknown)


def test_erasing_takes_the_counter_its_history_and_its_draft(streaks: StreakBook, kept: Counter, now: datetime) -> None:
    streaks.note(event(kept, now))
    streaks.keep_draft(kept.id, {"do": "walk"})
    streaks.erase(kept.id)
    assert streaks.histories(put_away=True) == ()
    assert streaks.drafts() == frozenset()
    assert list(streaks.each_event()) == []
    for gone in (streaks.erase, streaks.get):
        with pytest.raises(CounterNotFound):
            gone(kept.id)
    with pytest.raises(CounterNotFound):
        streaks.note(event(kept, now))


def test_what_was_noted_last_can_be_taken_back_and_nothing_before_it(
    streaks: StreakBook, kept: Counter, now: datetime
) -> None:
    first, second = event(kept, now, ago=timedelta(days=1)), event(kept, now, ago=timedelta(days=5))
    streaks.note(first)
    streaks.note(second)
    with pytest.raises(EventNotFound):
        streaks.take_back(first.id)
    streaks.take_back(second.id)
    assert streaks.events(kept.id) == (first,)
    with pytest.raises(EventNotFound):
        streaks.take_back(second.id)


def test_a_draft_of_a_slip_is_kept_until_the_slip_is(streaks: StreakBook, kept: Counter, now: datetime) -> None:
    assert streaks.draft(kept.id) == {}
    streaks.keep_draft(kept.id, {"do": "walk", "away": " ", "note": "\ud800"})
    assert streaks.draft(kept.id) == {"do": "walk", "note": "\ud800"}
    assert streaks.drafts() == {kept.id}
    streaks.note(event(kept, now, "note", note="x"))
    assert streaks.drafts() == {kept.id}
    streaks.note(event(kept, now))
    assert streaks.drafts() == frozenset()
    streaks.keep_draft(kept.id, {"do": "walk"})
    streaks.keep_draft(kept.id, {"do": ""})
    assert streaks.drafts() == frozenset()


def test_a_check_in_asks_about_cravings_while_something_is_counted_or_after_one_was_noted(
    engine: Engine, streaks: StreakBook, now: datetime
) -> None:
    preferences, moods = PreferenceBook(engine), MoodBook(engine)
    assert not preferences.questions().asks("craving")
    made = counter(now)
    streaks.add(made)
    assert preferences.questions().asks("craving")
    streaks.put_away(made.id, now)
    assert not preferences.questions().asks("craving")
    moods.add(replace(new_checkin(new_id(now), Moment.of(now, DUBLIN), now), craving=0))
    assert preferences.questions().asks("craving")
    preferences.ask(preferences.questions().without("craving"))
    assert not preferences.questions().asks("craving")


def test_a_slip_is_recent_on_its_day_and_on_the_day_it_was_noted(
    streaks: StreakBook, kept: Counter, now: datetime
) -> None:
    streaks.note(event(kept, now, "note", note="x"))
    assert not streaks.slipped_lately(now)
    streaks.note(event(kept, now, ago=timedelta(days=10)))
    assert streaks.slipped_lately(now)
    assert streaks.slipped_lately(now + timedelta(hours=5))
    assert not streaks.slipped_lately(now + timedelta(hours=6))
    assert streaks.slipped_lately(now - timedelta(days=10))


def test_a_file_brings_counters_in_once_and_the_one_changed_later_holds(
    streaks: StreakBook, kept: Counter, now: datetime
) -> None:
    other = counter(now, "Alcohol-free")  # of the same name: nothing that was counted is left out
    assert streaks.add_many([kept, other]) == Added(added=1, known=1)
    assert streaks.add_many([kept, other]) == Added(known=2)
    newer = replace(kept, name="Dry", updated_at=now + timedelta(days=1))
    older = replace(kept, name="Wet", updated_at=now - timedelta(days=1))
    assert streaks.add_many([newer]) == Added(changed=1)
    assert streaks.add_many([older, kept]) == Added(known=2)
    assert streaks.get(kept.id).name == "Dry"


def test_events_of_a_file_come_in_once_stay_as_they_are_and_strangers_are_counted(
    streaks: StreakBook, kept: Counter, now: datetime
) -> None:
    slip, later = event(kept, now, note="ours"), event(kept, now, "note", note="n")
    streaks.note(slip)
    stranger = replace(later, id=new_id(now), counter_id="f" * 32)
    changed = replace(slip, note="theirs")
    assert streaks.add_events([changed, later, later, stranger]) == (Added(added=1, known=2), 1)
    assert streaks.add_events([later]) == (Added(known=1), 0)
    assert {one.note for one in streaks.events(kept.id)} == {"ours", "n"}
