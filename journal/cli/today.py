"""`journal today`: what this day offers, for shells and screen readers."""

from typing import TYPE_CHECKING

import click

from journal.cli.choosing import json_option
from journal.cli.given import Given
from journal.cli.mood_lines import page_width, wrapped
from journal.cli.output import headline, mood_words, paint, put, put_json, say
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.dates import now_here
from journal.onthisday import years_ago
from journal.wording import day_and_month

if TYPE_CHECKING:
    from journal.daily import Daily
    from journal.finding import EntryLine

NOTHING_ASKED = "Nothing is asked today. `journal help-now` is there if you want it."


@command("today")
@click.option("--another", type=click.IntRange(0, 1000), default=0, metavar="N", help="Pass over so many questions.")
@json_option
@click.pass_obj
def today(given: Given, another: int, as_json: bool) -> None:
    """Show a question to write from, a page of an earlier year, and the rhythm of writing.

    On the day of a slip and the day after, and after a check-in that says it is very hard, nothing is asked. Pages of
    earlier years are shown once you have switched that on in the settings, and never those you marked as heavy.
    """
    from journal.daily import daily

    now = now_here().at
    with opened(given) as storage:
        found = daily(storage, now, another)
        memory = found.memory
        short = storage.entries.short_ids([memory.id]).get(memory.id, "") if memory else ""
    if as_json:
        put_json(_object(found, now.date().isoformat()))
        return
    width = page_width()
    put(paint(day_and_month(now.date()), bold=True))
    if found.gently:
        say(NOTHING_ASKED)
    if found.prompt is not None:
        put()
        put(paint("Prompt of the day", bold=True))
        for line in wrapped(found.prompt.ask, width, set_in=0):
            put(line)
        if found.prompt.friend:
            for line in wrapped(f"Or: {found.prompt.friend}", width, set_in=0):
                put(paint(line, dim=True))
    if memory is not None:
        put()
        mood = f" · {mood_words(memory.mood)}" if memory.mood else ""
        put(f"{paint('On this day', bold=True)} · {years_ago(memory.created_at.date(), now.date())}{mood} · {short}")
        for line in wrapped(f"“{_excerpt(memory)}”", width, set_in=0):
            put(line)
    if found.rhythm.written:
        put()
        put(f"Wrote on {found.rhythm} days.")


def _excerpt(line: "EntryLine") -> str:
    return headline(line.preview, line.title)


def _object(found: "Daily", day: str) -> dict[str, object]:
    prompt, memory = found.prompt, found.memory
    return {
        "date": day,
        "gently": found.gently,
        "prompt": None
        if prompt is None
        else {"topic": prompt.topic, "text": prompt.ask, "friend": prompt.friend or None, "deeper": prompt.deeper},
        "on_this_day": None
        if memory is None
        else {
            "id": memory.id,
            "created_at": memory.created_at.isoformat(),
            "title": memory.title,
            "excerpt": memory.preview,
            "mood": memory.mood,
        },
        "rhythm": {
            "written": found.rhythm.written,
            "of": len(found.rhythm.days),
            "rest": found.rhythm.rest,
            "days": list(found.rhythm.days),
        },
    }
