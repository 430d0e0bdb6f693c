"""Questions to write from, a day's worth at a time, from `content/prompts.toml`; and when none is asked.

The day alone decides which one it is, so that it is the same on every machine and after every start. The questions come
in the order of the file, a topic a day, and none comes back before all have had their turn.
"""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import chain, zip_longest
from typing import Any

from journal.choices import Choices
from journal.moods import Point

VERY_LOW, LOW, HIGH_CRAVING = 1, 2, 7
QUIET_AFTER_SLIP = timedelta(days=1)
QUIET_AFTER_LOW = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question. `friend` asks the same from a step away, where there is such a form; `deeper` ones want more room."""

    topic: str
    ask: str
    friend: str = ""
    deeper: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions about one thing, the lighter ones first."""

    id: str
    name: str
    prompts: tuple[Prompt, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """Return all topics, in the order of the file, which is read once."""
    content = tomllib.loads(files("journal").joinpath("content", "prompts.toml").read_text("utf-8"))
    return tuple(
        Topic(
            topic, given["name"], (*_prompts(topic, given["lighter"]), *_prompts(topic, given["deeper"], deeper=True))
        )
        for topic, given in content.items()
    )


def prompt_of_day(all_topics: Iterable[Topic], day: date, skipped: int, choices: Choices) -> Prompt | None:
    """Return the question of a day, or the one after so many were passed over; none when every topic is off.

    Where the person chose deeper ones, each topic's questions are lighter and deeper in turn; else they are lighter.
    """
    chosen = [topic for topic in all_topics if choices.prompts and topic.id not in choices.topics_off]
    turn = _turn(chosen, deeper=choices.deeper)
    if not turn:
        return None
    place = day.toordinal() % len(turn)
    # Another one is taken from the far half of the round: the days before and after this one keep theirs.
    far = place + len(turn) // 2 + 1
    others = [turn[(far + number) % len(turn)] for number in range(len(turn)) if (far + number - place) % len(turn)]
    return [turn[place], *others][skipped % len(turn)]


def may_prompt(now: datetime, slip_days: Collection[date], points: Iterable[Point]) -> bool:
    """Return whether a question may be asked by itself. `points` are those of today and yesterday, oldest first.

    Not on the day of a slip or the day after: the first 24 hours after one are the time to help, and a question about
    oneself invites blame. Not for 24 hours after a check-in of the lowest mood, nor after one of the two lowest with a
    craving of 7 or more, until another check-in says otherwise: then the next minutes matter, and grounding is offered
    (recovery.md, sections 1 and 4). A check-in without a mood says nothing about it.
    """
    today = now.date()
    if any(timedelta() <= today - day <= QUIET_AFTER_SLIP for day in slip_days):
        return False
    last = next((point for point in reversed(tuple(points)) if point.mood is not None), None)
    return last is None or not is_very_low(last) or now.replace(tzinfo=None) - _when(last) > QUIET_AFTER_LOW


def is_very_low(point: Point) -> bool:
    """Return whether a check-in says that it is very hard."""
    if point.mood is None or point.mood > LOW:
        return False
    return point.mood == VERY_LOW or (point.craving or 0) >= HIGH_CRAVING


def answered(prompt: Prompt | None, text: str) -> str:
    """Return what was written, below the question as a quote. A question without an answer is no writing."""
    return f"> {prompt.ask}\n\n{text}" if prompt is not None and text.strip() else text


def _when(point: Point) -> datetime:
    """Return when it was, as the clocks of the person showed it."""
    return datetime.combine(point.date, time()) + timedelta(minutes=point.minute)


def _turn(chosen: list[Topic], *, deeper: bool) -> list[Prompt]:
    """Return the questions of one round, a topic after the other."""
    rows = []
    for topic in chosen:
        light = [prompt for prompt in topic.prompts if not prompt.deeper]
        deep = [prompt for prompt in topic.prompts if prompt.deeper] if deeper else []
        rows.append([prompt for prompt in chain(*zip_longest(light, deep)) if prompt])
    return [prompt for prompt in chain(*zip_longest(*rows)) if prompt]


def _topic(topic: str, given: dict[str, Any]) -> Topic:
    lighter, deeper = _prompts(topic, given["lighter"]), _prompts(topic, given["deeper"], deeper=True)
    return Topic(topic, given["name"], (*lighter, *deeper))


def _prompts(topic: str, given: Iterable[str | dict[str, str]], *, deeper: bool = False) -> tuple[Prompt, ...]:
    return tuple(
        Prompt(topic, one, deeper=deeper)
        if isinstance(one, str)
        else Prompt(topic, one["ask"], one.get("friend", ""), deeper)
        for one in given
    )
