"""The made-up journal that `journal demo` shows: the same for the same moment and seed."""

import random
import tomllib
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files

from journal.entries import Entry, new_entry
from journal.ids import id_from_content
from journal.moments import Moment, zone_info

_MOST_MINUTES_APART = 12
_LAST_ENTRY_IS_OVER = timedelta(minutes=20)


def demo_entries(now: Moment, seed: int = 1) -> tuple[Entry, ...]:
    """Return about five months of entries that end at `now`, oldest first. The seed moves their times by minutes."""
    content = tomllib.loads(files("journal").joinpath("content", "demo.toml").read_text("utf-8"))
    chance = random.Random(seed)  # noqa: S311 - it moves clocks in a story
    entries = (_entry(given, now, chance) for given in content["entry"])
    return tuple(sorted(entries, key=lambda entry: entry.created_at))


def _entry(given: dict[str, object], now: Moment, chance: random.Random) -> Entry:
    day = now.at.date() - timedelta(days=int(str(given["days_ago"])))
    clock = time.fromisoformat(str(given["time"]))
    minutes = chance.randint(-_MOST_MINUTES_APART, _MOST_MINUTES_APART)
    wall = datetime.combine(day, clock, tzinfo=zone_info(now.zone)) + timedelta(minutes=minutes)
    instant = min(wall.astimezone(UTC), now.at.astimezone(UTC) - _LAST_ENTRY_IS_OVER)
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
