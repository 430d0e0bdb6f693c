"""Check-ins in the database. An entry's mood and its check-in are one thing, whoever writes and in whatever order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.entries import Change, Entry
from journal.errors import CheckinNotFound, OutOfRange
from journal.finding import Cursor
from journal.ids import new_id
from journal.moments import Moment
from journal.moods import Checkin, Coped, Point, Scale, Used, UsedWords, new_checkin
from journal.questions import Questions
from journal.records.checks import problems_in
from journal.records.engine import Engine, open_engine
from journal.records.entries import EntryBook
from journal.records.migrations import MIGRATIONS, create_database, migrate
from journal.records.moods import MoodBook
from journal.records.preferences import PreferenceBook
from journal.records.scales import ScaleBook

Write = Callable[..., Entry]
ZONE = "Europe/Berlin"
EVERYTHING: dict[str, Any] = {
    "mood": 4,
    "energy": 3,
    "craving": 0,
    "strongest": 10,
    "halt": ("angry", "tired"),
    "sleep": 6.5,
    "quality": 2,
    "emotions": ("tender", "saudade \ud800"),
    "triggers": ("An argument",),
    "coping": (Coped("a walk", 2), Coped("tea")),
    "together": False,
    "medication": "partly",
    "note": "a line\n\ud800",
    "tags": ("people", "plan"),
    "scales": (("s1", 3),),
}


@pytest.fixture
def moods(engine: Engine) -> MoodBook:
    return MoodBook(engine)


def checkin(now: datetime, *, ago: timedelta = timedelta(), zone: str = ZONE, **answers: Any) -> Checkin:
    at = now - ago
    return replace(new_checkin(new_id(at), Moment.of(at, zone), now), **answers)


def test_everything_that_was_answered_comes_back(moods: MoodBook, now: datetime) -> None:
    said = checkin(now, **EVERYTHING)
    assert moods.add(said)
    assert moods.get(said.id) == said
    assert not moods.add(replace(said, mood=1))
    assert moods.get(said.id) == said
    assert list(moods.each()) == list(moods.page()) == list(moods.on(said.local_date)) == [said]
    assert moods.points() == (Point(said.local_date, 19 * 60 + 20, 4, 3, 0, 10, 6.5, 2),)


def test_an_answer_out_of_bounds_never_reaches_the_database(moods: MoodBook, now: datetime) -> None:
    with pytest.raises(OutOfRange):
        moods.add(checkin(now, mood=6))
    assert moods.count() == 0


def test_two_check_ins_in_one_minute_are_two(moods: MoodBook, now: datetime) -> None:
    moods.add(checkin(now, mood=2))
    moods.add(checkin(now, mood=4))
    assert sorted(one.mood or 0 for one in moods.on(now.date())) == [2, 4]


# --- an entry's mood and its check-in are one thing ------------------------------------------------------------------


def test_an_entrys_mood_is_one_check_in(moods: MoodBook, book: EntryBook, write: Write, now: datetime) -> None:
    entry = write("words", mood=4)
    write("words without a mood")
    (found,) = moods.page()
    assert (found.id, found.mood, found.at, found.of_entry) == (entry.id, 4, entry.created_at, True)
    book.edit(entry.id, Change(mood=2), now)
    assert [one.mood for one in moods.page()] == [2]
    book.edit(entry.id, Change(clear_mood=True), now)
    assert moods.count() == 0


def test_changing_the_check_in_changes_the_entry_and_its_history_knows(
    moods: MoodBook, book: EntryBook, write: Write, now: datetime
) -> None:
    entry = write("words", mood=4)
    moods.change(replace(moods.get(entry.id), mood=1, energy=2, note="a word"), now)
    assert book.get(entry.id).mood == 1
    assert [revision.mood for revision in book.history(entry.id)] == [1, 4]
    assert (moods.get(entry.id).energy, moods.count()) == (2, 1)
    moods.change(replace(moods.get(entry.id), mood=None), now)
    assert (book.get(entry.id).mood, moods.get(entry.id).note) == (None, "a word")
    book.edit(entry.id, Change(mood=5), now)
    assert (moods.get(entry.id).mood, moods.get(entry.id).energy, moods.count()) == (5, 2, 1)


def test_the_mood_of_an_entry_in_the_trash_is_not_counted(
    moods: MoodBook, book: EntryBook, engine: Engine, write: Write, now: datetime
) -> None:
    entry = write("words", mood=4)
    moods.change(replace(moods.get(entry.id), craving=6), now)
    book.trash(entry.id, now)
    assert (moods.count(), moods.points(), moods.page(), list(moods.each())) == (0, (), (), [])
    book.restore(entry.id)
    assert moods.get(entry.id).craving == 6
    assert problems_in(engine) == ()
    book.purge(entry.id)
    with pytest.raises(CheckinNotFound):
        moods.get(entry.id)


def test_removing_the_check_in_of_an_entry_leaves_its_words(
    moods: MoodBook, book: EntryBook, engine: Engine, write: Write, now: datetime
) -> None:
    entry = write("words that stay", mood=4)
    said = replace(moods.get(entry.id), note="more")
    moods.change(said, now)
    moods.remove(entry.id, now)
    assert (book.get(entry.id).body, book.get(entry.id).mood, moods.count()) == ("words that stay", None, 0)
    moods.change(said, now)  # undone
    assert moods.get(entry.id).note == "more"
    with pytest.raises(CheckinNotFound):
        moods.remove("f" * 32, now)


def test_many_entries_at_once_bring_their_moods(moods: MoodBook, book: EntryBook, engine: Engine, entry: Write) -> None:
    entries = [entry(f"number {number}", mood=1 + number % 5 if number % 2 else None) for number in range(200)]
    book.add_many(entries)
    assert moods.count() == 100
    book.add_many(entries)
    assert (moods.count(), problems_in(engine)) == (100, ())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["mood", "clear", "trash", "restore", "answer", "unanswer"]), max_size=10))
def test_whatever_is_done_both_say_the_same(
    moods: MoodBook, book: EntryBook, engine: Engine, write: Write, now: datetime, steps: list[str]
) -> None:
    entry = write("words", mood=3)
    for number, step in enumerate(steps):
        if step == "mood":
            book.edit(entry.id, Change(mood=1 + number % 5), now)
        elif step == "clear":
            book.edit(entry.id, Change(clear_mood=True), now)
        elif step == "trash":
            book.trash(entry.id, now)
        elif step == "restore":
            book.restore(entry.id)
        elif found := [one for one in moods.page() if one.id == entry.id]:
            moods.change(replace(found[0], energy=2 if step == "answer" else None, mood=1 + number % 5), now)
    assert problems_in(engine) == ()
    assert moods.count() == sum(book.get(one.id).mood is not None or one.says_more for one in moods.each())


# --- finding ---------------------------------------------------------------------------------------------------------


def test_pages_go_back_in_time_without_a_gap(moods: MoodBook, now: datetime) -> None:
    said = [checkin(now, ago=timedelta(hours=number // 2), mood=3) for number in range(9)]
    assert moods.add_many(said).added == 9
    found: list[Checkin] = []
    while page := moods.page(after=Cursor(found[-1].at, found[-1].id) if found else None, limit=4):
        found += page
    assert sorted(one.id for one in found) == sorted(one.id for one in said)
    assert [one.at for one in found] == sorted((one.at for one in said), reverse=True)
    assert [one.id for one in moods.each()] == [one.id for one in reversed(found)]


def test_days_are_those_of_the_persons_own_clocks(moods: MoodBook, now: datetime) -> None:
    here = checkin(now, mood=1)  # 10 March in Berlin
    there = checkin(now, mood=5, zone="Pacific/Auckland")  # 11 March there, at the same instant
    moods.add_many([here, there])
    assert list(moods.each(date(2026, 3, 10), date(2026, 3, 10))) == [here]
    assert [point.mood for point in moods.points(since=date(2026, 3, 11))] == [5]
    assert (moods.count(until=date(2026, 3, 10)), moods.count(), moods.count(since=date(2026, 3, 12))) == (1, 2, 0)


def test_more_check_ins_than_fit_in_memory_at_once_are_gone_through(moods: MoodBook, now: datetime) -> None:
    moods.add_many(checkin(now, ago=timedelta(minutes=number), mood=3) for number in range(2300))
    assert sum(1 for _ in moods.each()) == moods.count() == 2300


def test_the_tags_of_a_day_are_those_of_entries_check_ins_and_triggers(
    moods: MoodBook, book: EntryBook, write: Write, now: datetime
) -> None:
    write("a #river", at=now, tags=("walk",))
    gone = write("another", at=now, tags=("gone",))
    book.trash(gone.id, now)
    moods.add(checkin(now, mood=3, tags=("plan",), triggers=("An argument",)))
    moods.add(checkin(now, ago=timedelta(days=1), mood=3, tags=("yesterday",)))
    today = now.date()
    assert moods.tags_by_day(since=today) == {today: frozenset({"river", "walk", "plan", "an-argument"})}
    assert moods.tags_by_day(until=today - timedelta(days=1)) == {today - timedelta(days=1): frozenset({"yesterday"})}


def test_what_was_done_and_which_words_were_used_come_newest_first(moods: MoodBook, now: datetime) -> None:
    first = checkin(now, ago=timedelta(days=1), coping=(Coped("a walk", 3), Coped("tea")), emotions=("wary", "calm"))
    second = checkin(now, coping=(Coped("A walk", 0),), emotions=("Wary",), triggers=("work",))
    moods.add_many([first, second])
    assert moods.used() == (
        Used("A walk", 0, second.at),
        Used("a walk", 3, first.at),
        Used("tea", None, first.at),
    )
    assert moods.used(since=now.date(), limit=5) == (Used("A walk", 0, second.at),)
    assert moods.words() == UsedWords(("Wary", "calm"), ("work",), ("A walk", "tea"))


# --- from files ------------------------------------------------------------------------------------------------------


def test_the_same_check_ins_again_change_nothing(moods: MoodBook, now: datetime) -> None:
    said = [checkin(now, ago=timedelta(hours=number), **EVERYTHING) for number in range(3)]
    moods.add_many(said)
    again = moods.add_many([*said, *said])
    assert (again.added, again.known, again.changed) == (0, 6, 0)


def test_a_known_check_in_takes_over_newer_answers_and_keeps_newer_ones(moods: MoodBook, now: datetime) -> None:
    said = checkin(now, mood=3, note="first")
    moods.add(said)
    assert moods.add_many([replace(said, note="by hand")]).changed == 1
    older = replace(said, note="older", updated_at=said.updated_at - timedelta(days=1))
    assert moods.add_many([older]).known == 1
    assert moods.get(said.id).note == "by hand"


def test_the_answers_to_an_entrys_mood_come_back_whichever_comes_first(
    moods: MoodBook, book: EntryBook, engine: Engine, entry: Write, now: datetime
) -> None:
    written = entry("words", mood=4)
    answers = replace(checkin(now, mood=4, energy=2, note="more"), id=written.id, at=written.created_at, of_entry=True)
    moods.add_many([answers])
    assert not moods.get(written.id).of_entry
    book.add(written)
    assert (moods.count(), moods.get(written.id).of_entry, moods.get(written.id).note) == (1, True, "more")
    book.purge(written.id)
    book.add(written)
    moods.add_many([answers])
    assert (moods.count(), moods.get(written.id).of_entry, moods.get(written.id).note) == (1, True, "more")
    assert problems_in(engine) == ()


# --- own scales, choices, the older format ---------------------------------------------------------------------------


def test_a_scale_that_was_put_away_stays_readable_with_its_answers(
    moods: MoodBook, engine: Engine, now: datetime
) -> None:
    scales = ScaleBook(engine)
    pain = scales.save(Scale("s1", " Pain ", 0, 4, "none", "strong \ud800", -1))
    scales.save(Scale("s2", "Focus"))
    moods.add(checkin(now, scales=(("s1", 3), ("s2", 9))))
    scales.save(replace(pain, put_away=True))
    assert [(one.name, one.put_away, one.high_word) for one in scales.all()] == [
        ("Pain", True, "strong \ud800"),
        ("Focus", False, ""),
    ]
    assert moods.page()[0].scales == (("s1", 3), ("s2", 9))
    with pytest.raises(OutOfRange):
        scales.save(Scale("s3", "Upside down", 9, 2))


def test_what_a_person_chose_is_kept(engine: Engine) -> None:
    chosen = PreferenceBook(engine)
    assert chosen.questions() == Questions()
    chosen.ask(Questions(off=frozenset({"sleep"}), paused_since=date(2026, 3, 10)))
    chosen.ask(chosen.questions().with_pattern("weekday"))
    assert chosen.questions() == Questions(
        frozenset({"sleep"}), (), Questions().mood_words, date(2026, 3, 10), frozenset({"weekday"})
    )


def test_the_moods_of_an_older_journal_are_check_ins(tmp_path: Path, key: str, entry: Write, now: datetime) -> None:
    path = tmp_path / "journal-1.db"
    create_database(path, key, migrations=MIGRATIONS[:1])
    with open_engine(path, key) as engine:
        book = EntryBook(engine)
        kept, bare, thrown = entry("a", mood=4), entry("b"), entry("c", mood=2)
        for one in (kept, bare, thrown):
            book.add(one)
        book.trash(thrown.id, now)
        migrate(engine, key)
        moods = MoodBook(engine)
        assert [(one.id, one.mood, one.at) for one in moods.page()] == [(kept.id, 4, kept.created_at)]
        book.restore(thrown.id)
        assert moods.get(thrown.id).mood == 2
        assert problems_in(engine) == ()
