"""What a weekly or monthly review is made of, asked of the open journal. It may take a second: screens use a worker.

`facts_for` is what the forms of both reviews show above their questions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from journal.counting import Standing, standing
from journal.daily import slips
from journal.days import days_of
from journal.entries import normal_tag
from journal.finding import Selection
from journal.forms import load_forms
from journal.moments import zone_info
from journal.open_card import load_card
from journal.pattern_words import sentence
from journal.patterns import find_patterns
from journal.reflections import Form, Question, answers_from_body, ratings_in
from journal.reviews import (
    DIMENSIONS,
    LENGTHS,
    USUAL_DAYS,
    FactLine,
    Kind,
    Material,
    OnGoal,
    Reached,
    Review,
    UrgeLog,
    fact_lines,
    review,
    span,
)
from journal.streaks import Counter, beginning_of

if TYPE_CHECKING:
    from journal.storage import Storage

FORMS: dict[Kind, str] = {"week": "weekly-review", "month": "monthly-review"}
URGE_LOG, ACTED, SIDES = "urge-log", "acted", "sides"
"""The form and the questions whose answers are facts here. Where a person changed them, there is no such fact."""
_PATTERN_DAYS = 365
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form shows above its questions: a heading, the days that are meant, and the facts."""

    heading: str
    days: str
    lines: tuple[FactLine, ...] = field(repr=False)


def facts_for(storage: "Storage", kind: Kind, now: datetime) -> Facts:
    """Return the facts of the week or the month that ends today."""
    found = gather(storage, kind, now.date(), now)
    words = storage.preferences.questions().mood_words
    hidden = storage.preferences.choices().numbers_hidden
    return Facts(f"The {kind}, as you recorded it", found.name, fact_lines(found, words, numbers_hidden=hidden))


def gather(storage: "Storage", kind: Kind, until: date, now: datetime) -> Review:
    """Return the review of the days that end on `until`; on today, that is until `now`."""
    since, _ = span(kind, until)
    forms = load_forms(storage.vault.home)
    counted = tuple(_counters(storage, until, now))
    given = Material(
        written=storage.entries.per_day(since, until),
        days=days_of(storage.moods.points(until - timedelta(days=USUAL_DAYS - 1), until)),
        urge_logs=_urge_logs(storage, forms.get(URGE_LOG), since, until),
        used=storage.moods.used(since),
        together=[one.local_date for one in storage.moods.each(since, until) if one.together],
        people=_people(storage, since, until),
        counters=[one for counter, stands in counted if (one := _on_goal(counter, stands, kind))],
        slips=[day for day, _ in slips(storage)],
        letters=storage.letters.opened_on(since, until),
        reached=[Reached(counter.name, one.name, one.day) for counter, stands in counted for one in stands.reached],
    )
    if kind == "month":
        given = _with_a_pattern(storage, _with_last_time(storage, given, forms.get(FORMS[kind]), until), until)
    return review(kind, until, given)


def _urge_logs(storage: "Storage", form: Form | None, since: date, until: date) -> Iterator[UrgeLog]:
    if form is not None:
        for entry in storage.entries.each(Selection(since, until, (form.own_tag,))):
            yield UrgeLog(entry.local_date, answers_from_body(form, entry.body).answers.get(ACTED, ""))


def _people(storage: "Storage", since: date, until: date) -> Iterator[str]:
    """Yield those on the open card whose name is a tag of these days, or stands in what was done."""
    tags = set[str]().union(*storage.moods.tags_by_day(since, until).values())
    acts = " ".join(one.name for one in storage.moods.used(since) if one.at.date() <= until).casefold().split()
    for person in load_card(storage.vault.home).card.people:
        first = person.name.split()[:1]
        if {normal_tag(person.name), *map(normal_tag, first)} & tags or {name.casefold() for name in first} & {*acts}:
            yield person.name


def _counters(storage: "Storage", until: date, now: datetime) -> Iterator[tuple[Counter, Standing]]:
    """Yield the counters that are shown, as they stood at the end of a day at their home, or stand now."""
    for history in storage.streaks.histories():
        counter = history.counter
        if counter.visible:
            over = beginning_of(until + _A_DAY, zone_info(counter.zone)) - timedelta(microseconds=1)
            yield counter, standing(counter, history.events, min(now, over))


def _on_goal(counter: Counter, stands: Standing, kind: Kind) -> OnGoal | None:
    """Return the last settled days (or weeks) on goal: today is among them once it is settled. `since` has no such."""
    if counter.goal == "since":
        return None
    share = stands.last(LENGTHS[kind] // stands.days_a_unit)
    return OnGoal(counter.name, *share, "week" if stands.days_a_unit > 1 else "day")


def _with_last_time(storage: "Storage", given: Material, form: Form | None, until: date) -> Material:
    """Return it with the numbers of the four sides as they were noted in the monthly review before."""
    sides: Question | None = form.question(SIDES) if form else None
    if form is None or sides is None:
        return given
    before = Selection(until=until - _A_DAY, tags=(form.own_tag,))
    for line in storage.entries.page(before, limit=1):
        entry = storage.entries.get(line.id)
        numbers, _ = ratings_in(sides, answers_from_body(form, entry.body).answers.get(SIDES, ""))
        known = {name: numbers[name] for name in DIMENSIONS if name in numbers}
        return replace(given, before=known, before_on=entry.local_date if known else None)
    return given


def _with_a_pattern(storage: "Storage", given: Material, until: date) -> Material:
    """Return it with the one thing that stood out most, if the rules of the patterns let anything stand out."""
    since = until - timedelta(days=_PATTERN_DAYS - 1)
    points = storage.moods.points(since, until)
    days = days_of(points, storage.moods.tags_by_day(since, until))
    found = find_patterns(days, points, today=until, off=storage.preferences.questions().patterns_off)
    first = next(iter(found.claims), None)
    pattern = None if first is None else (first, sentence(first))
    return replace(given, pattern=pattern, patterns_looked_at=len(found.findings))
