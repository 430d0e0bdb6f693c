"""The made-up journal that `journal demo` shows: the same for the same moment and seed."""

import random
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from journal.entries import Entry, new_entry
from journal.ids import id_from_content
from journal.moments import Moment, zone_info
from journal.moods import Checkin, Coped, new_checkin
from journal.streaks import Counter, Event, History, checked_counter, new_counter, new_event
from journal.vocabulary import vocabulary, words_of

_MOST_MINUTES_APART = 12
_LAST_ENTRY_IS_OVER = timedelta(minutes=20)
_DAYS = 152
_FIRST_EVENING, _EVENING = time(18), time(22, 30)
_GAPS = 0.14
"""The share of days without a check-in. Gaps are part of any journal."""


def demo_entries(now: Moment, seed: int = 1) -> tuple[Entry, ...]:
    """Return about five months of entries that end at `now`, oldest first. The seed moves their times by minutes."""
    content = tomllib.loads(files("journal").joinpath("content", "demo.toml").read_text("utf-8"))
    chance = random.Random(seed)  # noqa: S311 - it moves clocks in a story
    entries = (_entry(given, now, chance) for given in content["entry"])
    return tuple(sorted(entries, key=lambda entry: entry.created_at))


def demo_checkins(now: Moment, seed: int = 1) -> tuple[Checkin, ...]:
    """Return the check-ins of the same months, oldest first: one or two a day, with gaps, drawn by lot.

    The mood follows its neighbours as real ones do, and is higher on days with a walk, so that there is one pattern.
    """
    chance = random.Random(seed)  # noqa: S311 - a story
    feelings, coping = vocabulary().feelings, words_of(vocabulary().coping)
    found, drift = list[Checkin](), -0.6
    for days_ago in range(_DAYS, -1, -1):
        drift = 0.6 * drift + chance.gauss(0.03, 0.7)
        if chance.random() < _GAPS:
            continue
        walked, slept = chance.random() < 0.4, round(2 * chance.gauss(6.6 + 0.4 * drift, 0.9)) / 2
        for time_of_day in chance.choice((("21:30",), ("08:10", "21:30"), ("13:20",))):
            level = 3 + drift + (0.9 if walked else -0.1) + chance.gauss(0, 0.4)
            mood = min(5, max(1, round(level)))
            urge = max(0, min(10, round(5 - 1.3 * level + 3 * days_ago / _DAYS + chance.gauss(0, 1.5))))
            instant = _instant(days_ago, time_of_day, now, chance)
            found.append(
                replace(
                    new_checkin(
                        id_from_content(instant, "check-in", time_of_day), Moment.of(instant, now.zone), instant
                    ),
                    mood=mood,
                    energy=min(5, max(1, round(level + chance.gauss(0, 0.8)))),
                    craving=urge,
                    sleep=min(10.0, max(3.0, slept)) if time_of_day < "12" or time_of_day == "13:20" else None,
                    halt=("tired",) if slept < 6 else (),
                    emotions=(chance.choice(feelings["calm" if mood > 3 else "anxious" if mood < 3 else "hopeful"]),),
                    coping=(Coped(chance.choice(coping), chance.randint(1, 3)),) if urge > 3 else (),
                    tags=("walk",) if walked else (),
                    together=chance.random() < 0.5,
                )
            )
    return tuple(sorted(found, key=lambda checkin: checkin.at))


def demo_histories(now: Moment) -> tuple[History, ...]:
    """Return what the same person counts, with all that happened along the way, up to `now`."""
    content = tomllib.loads(files("journal").joinpath("content", "demo.toml").read_text("utf-8"))
    return tuple(_history(given, now) for given in content["counter"])


def _history(given: dict[str, Any], now: Moment) -> History:
    begun = _evening(given["days_ago"], now, _FIRST_EVENING)
    counter = new_counter(
        id_from_content(begun.at, "counter", given["name"]),
        given["name"],
        begun.at.date(),
        now.zone,
        begun.at,
        given["goal"],
    )
    said = {name: given[name] for name in ("substance", "period", "most_per_day", "unit", "visible") if name in given}
    counter = checked_counter(replace(counter, **said))
    events: list[Event] = []
    for one in given.get("event", ()):
        about = next((event.id for event in reversed(events) if event.kind == "slip"), "")
        events.append(_event(counter, one, about if one["kind"] == "choice" else "", now))
    every = given.get("done_every", 0)
    for number in range(given["days_ago"] // every + 1 if every else 0):
        days_ago = given["days_ago"] - number * every
        if number not in given.get("left_out", ()) and days_ago:
            events.append(_event(counter, {"kind": "done", "days_ago": days_ago}, "", now))
    return History(counter, tuple(events))


def _event(counter: Counter, given: dict[str, Any], about: str, now: Moment) -> Event:
    at = _evening(given["days_ago"], now, _EVENING)
    noted = _evening(given["days_ago"] - given.get("noted", 0), now, _EVENING)
    return new_event(
        counter,
        id_from_content(at.at, counter.id, given["kind"]),
        given["kind"],
        at,
        noted.at,
        choice=given.get("choice", ""),
        about=about,
        note=given.get("note", ""),
        answers=tuple(given.get("answers", {}).items()),
    )


def _evening(days_ago: int, now: Moment, clock: time) -> Moment:
    """Return an evening some days ago, where the person is."""
    wall = datetime.combine(now.at.date() - timedelta(days=days_ago), clock, tzinfo=zone_info(now.zone))
    return Moment.of(wall.astimezone(UTC), now.zone)


def _instant(days_ago: int, time_of_day: str, now: Moment, chance: random.Random) -> datetime:
    """Return the moment some days ago, some minutes off, and never after the demo began."""
    day = now.at.date() - timedelta(days=days_ago)
    minutes = chance.randint(-_MOST_MINUTES_APART, _MOST_MINUTES_APART)
    wall = datetime.combine(day, time.fromisoformat(time_of_day), tzinfo=zone_info(now.zone))
    return min((wall + timedelta(minutes=minutes)).astimezone(UTC), now.at.astimezone(UTC) - _LAST_ENTRY_IS_OVER)


def _entry(given: dict[str, object], now: Moment, chance: random.Random) -> Entry:
    instant = _instant(int(str(given["days_ago"])), str(given["time"]), now, chance)
    moment = Moment.of(instant, now.zone)
    title, body = str(given.get("title", "")), str(given["body"]).strip()
    tags, mood = given.get("tags"), given.get("mood")
    return new_entry(
        id_from_content(instant, title, body),
        moment,
        instant,
        title=title,
        body=body,
        tags=tags if isinstance(tags, list) else (),
        mood=mood if isinstance(mood, int) else None,
        starred=given.get("starred") is True,
    )
