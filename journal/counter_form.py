"""What somebody types about a counter, and the counter that follows from it. Values and pure functions."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from journal.dates import parse_roughly
from journal.errors import OutOfRange
from journal.moments import Moment, zone_info
from journal.streaks import MILESTONE_SETS, Counter, beginning_of, checked_counter, moved, new_counter

_SEPARATORS = re.compile(r"[\s,;]+")


def start_from(typed: str, here: Moment) -> datetime | date:
    """Return a start: a date, or an instant where a time was given; today if nothing was typed.

    Raises:
        UnreadableDate: it could not be understood.
    """
    if not typed.strip():
        return here.at.date()
    moment, precision = parse_roughly(typed, here)
    return moment.at if precision == "minute" else moment.at.date()


def with_start(counter: Counter, start: datetime | date) -> Counter:
    """Return the counter with another start, on a date or to the minute."""
    if isinstance(start, datetime):
        return replace(counter, started_at=start, precision="minute")
    return replace(counter, started_at=beginning_of(start, zone_info(counter.zone)), precision="date")


def start_words(counter: Counter) -> str:
    """Return the start as it may be typed again."""
    at = counter.started_at
    return f"{counter.first_day}" if counter.precision == "date" else f"{at:%Y-%m-%d %H:%M}"


def amount(typed: str) -> Decimal:
    """Return money that was typed; a comma is taken for a point.

    Raises:
        OutOfRange: it is no number.
    """
    try:
        return Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        raise OutOfRange("Money a day is a number from 0 up, such as 12.50.") from None


def counter_from(said: Mapping[str, str], before: Counter | None, counter_id: str, here: Moment) -> Counter:
    """Return the counter that fields say, by the names of its own fields; what is empty is not said.

    `start`, `zone`, `money`, `minutes`, `milestones`, `own_days` are as they were typed; yes and no are `yes` and `no`.

    Raises:
        UnreadableDate: the start could not be understood. `UnknownZone`: the home is not known.
        NamelessCounter: it has no name. `OutOfRange`: a number or a word is none that its field takes.
    """
    goal = said.get("goal") or "abstain"
    zone = said.get("zone", "").strip()
    typed = said.get("start", "").strip()
    if before is None:
        counter = new_counter(
            counter_id, said.get("name", ""), start_from(typed, here), zone or here.zone, here.at, goal
        )
    else:
        counter = moved(before, zone) if zone and zone != before.zone else before
        if typed and typed != start_words(before):
            counter = with_start(counter, start_from(typed, here))
    money = said.get("money", "").strip()
    return checked_counter(
        replace(
            counter,
            name=said.get("name", ""),
            goal=goal,
            substance=said.get("substance", ""),
            slip_word=said.get("slip_word", ""),
            unit=said.get("unit", ""),
            most_per_day=_number(said, "most_per_day", "A limit for a day"),
            most_days=_number(said, "most_days", "A limit for a week"),
            period=said.get("period") or "day",
            money_per_day=amount(money) if money else None,
            currency=said.get("currency", ""),
            minutes_per_day=_number(said, "minutes", "Minutes a day"),
            savings_shown=said.get("savings_shown") == "yes",
            subtract_slips=said.get("subtract_slips") == "yes",
            visible=said.get("visible", "yes") != "no",
            headline=said.get("headline") or ("since" if goal == "since" else "run"),
            milestone_sets=tuple(one for one in MILESTONE_SETS if one in said.get("milestones", "").split()),
            own_days=tuple(
                [_whole(word, "An own milestone") for word in _SEPARATORS.split(said.get("own_days", "")) if word]
            ),
            leap_day=said.get("leap_day") or "02-28",
            day_starts=_number(said, "day_starts", "The hour a day begins") or 0,
        )
    )


def said_of(counter: Counter) -> dict[str, str]:
    """Return the fields that say this counter."""

    def number(value: object) -> str:
        return "" if value is None else str(value)

    def either(value: bool) -> str:
        return "yes" if value else "no"

    return {
        "name": counter.name,
        "goal": counter.goal,
        "start": start_words(counter),
        "zone": counter.zone,
        "substance": counter.substance,
        "slip_word": counter.slip_word,
        "unit": counter.unit,
        "most_per_day": number(counter.most_per_day),
        "most_days": number(counter.most_days),
        "period": counter.period,
        "money": number(counter.money_per_day),
        "currency": counter.currency,
        "minutes": number(counter.minutes_per_day),
        "savings_shown": either(counter.savings_shown),
        "subtract_slips": either(counter.subtract_slips),
        "visible": either(counter.visible),
        "headline": counter.headline,
        "milestones": " ".join(counter.milestone_sets),
        "own_days": ", ".join(map(str, counter.own_days)),
        "leap_day": counter.leap_day,
        "day_starts": number(counter.day_starts or None),
    }


def _number(said: Mapping[str, str], name: str, what: str) -> int | None:
    typed = said.get(name, "").strip()
    return _whole(typed, what) if typed else None


def _whole(typed: str, what: str) -> int:
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 9:
        raise OutOfRange(f"{what} is a whole number, such as 5.")
    return int(typed)
