"""`journal review`: a week or a month as it was recorded, and the questions that go with it."""

from textwrap import wrap

import click

from journal.cli.choosing import json_option
from journal.cli.given import Given
from journal.cli.mood_lines import page_width, painted_glyph
from journal.cli.output import clean_line, paint, put, put_json, say
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.dates import now_here, parse_day
from journal.reviews import OWN, FactLine, Kind, Part, fact_lines, review_object
from journal.wording import MOOD_GLYPHS

_LABEL = 11


@command("review")
@click.argument("kind", type=click.Choice(["week", "month"]))
@click.option("--of", "day", metavar="DAY", help="The last day to look at, if not today: 2026-03-08, last sunday.")
@json_option
@click.pass_context
def review(ctx: click.Context, kind: Kind, day: str | None, as_json: bool) -> None:
    """Show what the last 7 or 30 days came to, as recorded, and the questions of the review.

    Facts first: what was written, how it felt, what helped, how counters stand. A week is never set against another
    week. What was not noted is not here. `journal reflect` fills in the questions.
    """
    now = now_here()
    until = now.at.date() if day is None else parse_day(day, now)
    if until > now.at.date():
        raise click.UsageError("that day has not come yet.", ctx)
    from journal.forms import load_forms
    from journal.review_facts import FORMS, gather

    with opened(ctx.ensure_object(Given)) as storage:
        found = gather(storage, kind, until, now.at)
        form = load_forms(storage.vault.home).get(FORMS[kind])
        words = storage.preferences.questions().mood_words
        hidden = storage.preferences.choices().numbers_hidden
    questions = form.questions if form else ()
    if as_json:
        asked = [{"id": one.id, "heading": one.heading, "ask": one.ask} for one in questions]
        put_json({**review_object(found), "questions": asked})
        return
    put(f"{paint(form.name if form else kind.capitalize(), bold=True)} · {found.name}")
    lines = fact_lines(found, words, numbers_hidden=hidden)
    for line in lines:
        _put_fact(line, page_width())
    if not lines:
        say("Nothing was noted in these days. Nothing to catch up on.")
    put()
    put(paint("Open questions", bold=True))
    for question in questions:
        put(f"- {question.heading}")


def _put_fact(line: FactLine, width: int | None) -> None:
    """Write a fact; a long one goes on below its own beginning."""
    plain = "".join(clean_line(part.text) if part.kind in OWN else part.text for part in line.parts)
    rows = [plain] if width is None else wrap(plain, max(20, width - _LABEL), break_on_hyphens=False)
    label = paint(line.label.ljust(_LABEL), dim=True)
    if len(rows) == 1:
        put(label + "".join(map(_painted, line.parts)))
        return
    for number, row in enumerate(rows):
        put((label if number == 0 else " " * _LABEL) + row)


def _painted(part: Part) -> str:
    match part.kind:
        case "mood":
            return painted_glyph(MOOD_GLYPHS.index(part.text) + 1)
        case "strong":
            return paint(part.text, bold=True)
        case "quiet":
            return paint(part.text, dim=True)
        case "tag":
            return paint(clean_line(part.text), colour="yellow")
    return clean_line(part.text) if part.kind in OWN else part.text
