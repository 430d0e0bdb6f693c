"""`journal mood`, `moods` and `patterns`: noting how it is, and looking back without verdicts."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from journal.checkin_json import checkin_object
from journal.cli.choosing import at_most, json_option, number_option, selection
from journal.cli.given import Given
from journal.cli.mood_note import Answers, checkin_of, note_down
from journal.cli.output import paint, put, put_json_list, say
from journal.cli.tree import command
from journal.cli.unlocking import opened, require_journal
from journal.dates import now_here
from journal.days import days_of
from journal.entries import HIGHEST_MOOD, LOWEST_MOOD
from journal.errors import JournalError
from journal.finding import Cursor, Selection
from journal.ledger import ledger
from journal.moods import HALT, HIGHEST_CRAVING, LONGEST_SLEEP, MEDICATION, MORE_HALT, Checkin
from journal.wording import counted

if TYPE_CHECKING:
    from journal.cli.mood_lines import Names
    from journal.storage import Storage

PAGE = 200
DAYS = 30
MORE_DAYS = 90
# How many days each picture shows, unless a range was given; 0: everything there is.
PICTURES = {
    "line": DAYS, "year": 365, "calendar": 365, "days": MORE_DAYS, "cravings": MORE_DAYS, "sleep": DAYS, "helped": 0,
}  # fmt: skip
TITLES = {
    "line": "The line of 7 days",
    "year": "A cell a day",
    "calendar": "Entries and check-ins",
    "days": "When",
    "cravings": "Cravings",
    "sleep": "Sleep, beside the mood of the day",
}
MOST_USED = 1_000_000
NONE_THEN = "No check-in in these days. `--since` looks further back."
_A_DAY = timedelta(days=1)
_LAST_DAY = date(9999, 12, 1)  # far enough from the end of the calendar for whole weeks

level = click.IntRange(LOWEST_MOOD, HIGHEST_MOOD)
craving_range = click.IntRange(0, HIGHEST_CRAVING)


class NothingChosen(JournalError):
    """The question was left without an answer."""

    def __init__(self) -> None:
        super().__init__("Nothing was kept.")


@command("mood")
@click.argument("mood", type=level, metavar="[1-5]", required=False)
@click.option("--energy", type=level, metavar="1-5", help="How much energy there is.")
@click.option("--craving", type=craving_range, metavar="0-10", help="How strong a craving is now; 0 is none.")
@click.option("--strongest", type=craving_range, metavar="0-10", help="How strong it was at its strongest.")
@click.option("--sleep", type=click.FloatRange(0, LONGEST_SLEEP), metavar="HOURS", help="Hours of sleep, such as 6.5.")
@click.option("--sleep-quality", type=level, metavar="1-5", help="How the sleep was.")
@click.option("--emotion", "emotions", multiple=True, metavar="WORD", help="A feeling, as often as you like.")
@click.option("--halt", multiple=True, metavar="WORDS", help=f"Any of {', '.join(HALT)}; also {', '.join(MORE_HALT)}.")
@click.option("--trigger", "triggers", multiple=True, metavar="WORD", help="What was around, as often as you like.")
@click.option("--coped", multiple=True, metavar="WORD[=0-3]", help='What you did, and how much it helped: "a walk=2".')
@click.option("--together/--not-together", default=None, help="Whether you were in touch with somebody supportive.")
@click.option("--medication", type=click.Choice(MEDICATION), help="Whether it was as planned.")
@click.option("--scale", "scales", multiple=True, metavar="NAME=N", help="A number on a scale of your own.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag, as often as you like.")
@click.option("--note", default="", metavar="TEXT", help="A few words; `-` reads standard input.")
@click.option("--when", metavar="WHEN", help="When it was: yesterday, monday 9pm, 3 hours ago.")
@click.option("--json", "as_json", is_flag=True, help="Print the new check-in's id, and whether it is filed yet.")
@click.pass_context
def mood(ctx: click.Context, /, **answered: Any) -> None:
    """Note how it is. No passphrase is asked for, and every answer can be left out.

    The number alone is enough, from 1 (heavy) to 5 (bright). Without any answer, on a terminal, it asks: one key is
    enough then, too. With a passphrase at hand (file, command or keyring) the check-in is filed at once. Else it is
    sealed so that only the journal can read it, and filed when the journal is next opened.
    """
    given = ctx.ensure_object(Given)
    answers = Answers(**answered)
    if answers.is_bare:
        answers = _asked(ctx, given, answers)
    ctx.exit(note_down(given, answers))


@command("moods")
@number_option
@click.option("--since", metavar="DAY", help="Only from this day on: 2026-03-01, yesterday, 3 weeks ago.")
@click.option("--until", metavar="DAY", help="Only up to this day, included.")
@click.option(
    "--picture",
    type=click.Choice(list(PICTURES)),
    help="One picture as text: the 7-day line, a year, a calendar, weekdays and times, cravings, sleep, what helped.",
)
@json_option
@click.pass_context
def moods(
    ctx: click.Context, number: int | None, since: str | None, until: str | None, picture: str | None, as_json: bool
) -> None:
    """Show check-ins, newest first, below a line of the days.

    Without days it shows the last 30, with --json everything. A day without a check-in is a small dot and counts for
    nothing. `--picture` shows what the interface draws, in numbers and words.
    """
    if as_json and picture:
        raise click.UsageError("--json prints the check-ins, and goes without --picture.", ctx)
    chosen = selection(since, until, ())
    with opened(ctx.ensure_object(Given)) as storage:
        if as_json:
            found = newest_first(storage, chosen.since, chosen.until)
            put_json_list("checkins", map(checkin_object, islice(found, at_most(number, as_json=True) or None)))
        elif picture is not None:
            _put_picture(storage, picture, chosen)
        else:
            _put_page(storage, chosen, at_most(number, as_json=False))


def newest_first(storage: "Storage", since: date | None, until: date | None) -> Iterator[Checkin]:
    """Yield the check-ins of some local dates, newest first, a page of them in memory at a time."""
    # Where the clocks are furthest apart, an instant is on two dates: a day more at either end, and a closer look.
    cursor = None
    if until is not None and until < _LAST_DAY:
        cursor = Cursor(datetime.combine(until, time.max, UTC) + _A_DAY, "")
    while page := storage.moods.page(after=cursor, limit=PAGE):
        for checkin in page:
            if since is not None and (since - checkin.local_date).days > 2:
                return
            if (since or date.min) <= checkin.local_date <= (until or date.max):
                yield checkin
        if len(page) < PAGE:
            return
        cursor = Cursor(page[-1].at, page[-1].id)


def _asked(ctx: click.Context, given: Given, answers: Answers) -> Answers:
    """Return the answers with a mood that was asked for. What would stand in its way is told before."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError("give a number from 1 to 5, or another answer.", ctx)
    require_journal(given.folder)
    checkin_of(replace(answers, mood=LOWEST_MOOD))  # is there such a time?
    from journal.cli.mood_ask import asked_mood

    chosen = asked_mood("How was it then?" if answers.when else "How is it right now?")
    if chosen is None:
        raise NothingChosen
    return replace(answers, mood=chosen)


def _put_page(storage: "Storage", chosen: Selection, most: int) -> None:
    """Write the line of the days, what they come to, and the check-ins."""
    from journal.cli.mood_lines import checkin_lines, page_width
    from journal.cli.mood_pictures import spark_rows, summary_lines

    today = now_here().at.date()
    since, until = _range(chosen, today, DAYS)
    days = days_of(storage.moods.points(since, until))
    if not days:
        say(NONE_THEN if storage.moods.count() else "Nothing here yet. `journal mood` notes how it is.")
        return
    width = page_width()
    since, until = max(since, days[0].date) if chosen.since else since, min(until, max(today, days[-1].date))
    for row in spark_rows({day.date: day for day in days}, since, until, width):
        put(row)
    spans = {"These days": days}
    if not (chosen.since or chosen.until):
        more = days_of(storage.moods.points(today - timedelta(days=MORE_DAYS - 1), until))
        spans = {f"The last {DAYS} days": days, f"The last {MORE_DAYS} days": more}
    for what, span in spans.items():
        for line in summary_lines(what, span, width):
            put(line)
    put()
    shown, found = 0, islice(newest_first(storage, since, until), most or None)
    while page := list(islice(found, PAGE)):
        names = _names(storage, page)
        for checkin in page:
            for line in checkin_lines(checkin, names, width):
                put(line)
        shown += len(page)
    if shown < (total := storage.moods.count(since, until)):
        say(f"{counted(shown, 'check-in')} of {total:,}. `-n 0` lists all.")


def _put_picture(storage: "Storage", picture: str, chosen: Selection) -> None:
    from journal.cli.mood_lines import page_width
    from journal.cli.mood_pictures import (
        calendar_picture,
        cravings_picture,
        helped_picture,
        line_picture,
        sleep_picture,
        when_picture,
        year_picture,
    )

    today, width = now_here().at.date(), page_width()
    if picture == "helped":
        put(paint("Things that have helped you", bold=True))
        used = storage.moods.used(chosen.since, limit=MOST_USED)
        lines = helped_picture(ledger(one for one in used if one.at.date() <= (chosen.until or date.max)), width)
    else:
        since, until = _range(chosen, today, PICTURES[picture])
        if picture in ("year", "calendar") and not chosen.since:
            since = date.fromordinal(since.toordinal() + 30).replace(day=1)  # twelve whole months
        points = storage.moods.points(date.fromordinal(max(1, since.toordinal() - 6)), until)
        days = days_of(points)
        inside = [day for day in days if day.date >= since]
        written = storage.entries.per_day(since, until) if picture == "calendar" else {}
        known = sorted({*written, *(day.date for day in inside)})
        if not known:
            say(NONE_THEN)
            return
        since, until = max(since, known[0]) if chosen.since else since, min(until, max(today, known[-1]))
        lines = {
            "line": lambda: line_picture(days, since, until),
            "year": lambda: year_picture(inside, since, until, storage.preferences.questions().mood_words),
            "calendar": lambda: calendar_picture({day.date for day in inside}, written, since, until),
            "days": lambda: when_picture(inside, [point for point in points if point.date >= since], width),
            "cravings": lambda: cravings_picture(inside, since, until),
            "sleep": lambda: sleep_picture(inside),
        }[picture]()
        put(paint(TITLES[picture], bold=True))
        put(paint(f"{since} to {until}", dim=True))
    for line in lines:
        put(line)


def _range(chosen: Selection, today: date, length: int) -> tuple[date, date]:
    """Return the days that are meant: those that were given, else so many that end today, or with the last given."""
    until = min(chosen.until or today + _A_DAY, _LAST_DAY)  # somebody who travelled may have noted something tomorrow
    last = min(until, today) if chosen.until is None else until
    return chosen.since or date.fromordinal(max(1, last.toordinal() - length + 1)), until


def _names(storage: "Storage", shown: list[Checkin]) -> "Names":
    from journal.cli.mood_lines import Names

    return Names(
        storage.preferences.questions().mood_words,
        {scale.id: scale.name for scale in storage.scales.all()} if any(one.scales for one in shown) else {},
        storage.entries.short_ids([one.id for one in shown if one.of_entry]),
    )
