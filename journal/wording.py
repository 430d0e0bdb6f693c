"""Days and times as this journal says them. English, and the same on every machine, whatever its locale."""

from datetime import date, datetime, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

MOOD_GLYPHS = ("▁", "▂", "▄", "▆", "█")
MOOD_WORDS = ("heavy", "low", "level", "good", "bright")
NO_MOOD = "·"
_SAME_MONTH_IS_FAR = 300


def day_and_month(day: date) -> str:
    """Return `Tuesday 10 March`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_heading(day: date, today: date) -> str:
    """Return a day as a heading: `Today · Tuesday 10 March`; the year only when it is not this one."""
    text = day_and_month(day)
    if day.year != today.year:
        text = f"{text} {day.year}"
    if day == today:
        return f"Today · {text}"
    if day == today - timedelta(days=1):
        return f"Yesterday · {text}"
    return text


def day_in_line(day: date, today: date) -> str:
    """Return a day inside a line, 10 or 15 cells wide: `Tue 10 Mar`, `Tue 10 Mar 2024`."""
    text = f"{WEEKDAYS[day.weekday()][:3]} {day.day:>2} {MONTHS[day.month - 1][:3]}"
    return text if day.year == today.year else f"{text} {day.year}"


def day_in_words(day: date, today: date) -> str:
    """Return a day in a sentence: `10 March`; with the year where it is months away: `3 June 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]}{_year_of(day, today)}"


def day_in_margin(day: date, today: date) -> str:
    """Return a day beside a line, 6 or 11 cells wide: `10 Mar`, ` 9 Feb`, ` 3 Jun 2024`."""
    return f"{day.day:>2} {MONTHS[day.month - 1][:3]}{_year_of(day, today)}"


def _year_of(day: date, today: date) -> str:
    """Return the year where the month alone could be another one: `18 November` in March is the last one."""
    near = abs((day - today).days) <= _SAME_MONTH_IS_FAR
    return "" if near or day.year == today.year else f" {day.year}"


def moment_in_line(moment: datetime, today: date) -> str:
    """Return `Tue 10 March, 18:20`; the year only when it is not this one."""
    year = "" if moment.year == today.year else f" {moment.year}"
    return f"{WEEKDAYS[moment.weekday()][:3]} {moment.day} {MONTHS[moment.month - 1]}{year}, {moment:%H:%M}"


def said_in_line(moment: datetime, today: date) -> str:
    """Return a moment as one would say it: `today, 18:20`, `yesterday, 18:20`, else as `moment_in_line`."""
    days_ago = (today - moment.date()).days
    if days_ago in (0, 1):
        return f"{'yesterday' if days_ago else 'today'}, {moment:%H:%M}"
    return moment_in_line(moment, today)


def greeting(moment: datetime, name: str = "") -> str:
    """Return the greeting for a time of day, to a name where there is one."""
    to_name = f", {name}" if name else ""
    if 5 <= moment.hour < 12:
        return f"Good morning{to_name}."
    if 12 <= moment.hour < 18:
        return f"Good afternoon{to_name}."
    if 18 <= moment.hour < 23:
        return f"Good evening{to_name}."
    return f"It is late{to_name}. Good that you are here."


def ago(seconds: float) -> str:
    """Return how long ago something was, in one word and a number: `3 s ago`, `4 min ago`."""
    if seconds < 60:
        return f"{max(0, int(seconds))} s ago"
    if seconds < 3600:
        return f"{int(seconds // 60)} min ago"
    return f"{int(seconds // 3600)} h ago"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return `1 entry`, `1,284 entries`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
