"""`journal patterns`: what went together, under the rules of docs/patterns.md."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from journal.cli.choosing import json_option
from journal.cli.given import Given
from journal.cli.mood_lines import page_width, wrapped
from journal.cli.output import clean_line, paint, put, put_json
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.dates import now_here
from journal.day_parts import PARTS
from journal.days import days_of
from journal.wording import WEEKDAYS, counted

if TYPE_CHECKING:
    from journal.pattern_words import Piece, Sentence
    from journal.patterns import Finding, Patterns

DAYS = 365
MOST_DAYS = 36_600
_ENDING = "What went together says nothing about why."
_SET_IN = "  "
_STYLES: dict[str, dict[str, Any]] = {"strong": {"bold": True}, "tag": {"colour": "yellow"}, "quiet": {"dim": True}}


@command("patterns")
@click.option(
    "--days",
    "length",
    type=click.IntRange(1, MOST_DAYS),
    default=DAYS,
    show_default=True,
    metavar="N",
    help="How many days to look at, up to today, such as 90.",
)
@json_option
@click.pass_obj
def patterns(given: Given, length: int, as_json: bool) -> None:
    """Show what went together over the days: tags, sleep, cravings, mood.

    A sentence stands here when there are enough days, and when chance alone rarely comes this far. All else that was
    looked at is here too, as "no clear pattern". What you switched off in the interface is left out.
    """
    from journal.patterns import find_patterns

    today = now_here().at.date()
    since = date.fromordinal(max(1, today.toordinal() - length + 1))
    with opened(given) as storage:
        points = storage.moods.points(since, today)
        days = days_of(points, storage.moods.tags_by_day(since, today))
        off = storage.preferences.questions().patterns_off
    found = find_patterns(days, points, today=today, off=off)
    if as_json:
        put_json(_object(found))
        return
    width = page_width()
    for line in wrapped(f"{since} to {today} · {counted(len(days), 'day')} with a check-in", width):
        put(paint(line, dim=True))
    for title, sentences in _sections(found):
        put()
        put(paint(title, bold=True))
        for pieces in sentences:
            for line in _wrapped(pieces, width):
                put(line)
    put()
    for line in wrapped(_ENDING, width):
        put(paint(line, dim=True))


def _sections(found: "Patterns") -> Iterator[tuple[str, list["Sentence"]]]:
    from journal.pattern_words import NOTHING_TO_DO, Piece, in_short, rare_tags, sentence, tags_without_pattern
    from journal.patterns import TagFinding

    others = [one for one in found.findings if not (one.claim or isinstance(one, TagFinding))]
    unclear = [*map(sentence, others), tags_without_pattern(found)]
    waiting = [*map(in_short, found.not_enough), rare_tags(found)]
    if found.not_enough:
        waiting.append((Piece(NOTHING_TO_DO),))
    for title, sentences in (
        ("What stood out", [*map(sentence, found.claims)]),
        ("No clear pattern", unclear),
        ("Not enough to tell yet", waiting),
    ):
        if said := [pieces for pieces in sentences if pieces]:
            yield title, said


def _wrapped(pieces: Iterable["Piece"], width: int | None) -> Iterator[str]:
    """Yield a sentence in lines of at most `width` cells, the second and later ones set in."""
    line, used = "", 0
    for word in _words(pieces):
        length = sum(len(text) for text, _ in word)
        if width is not None and used and used + 1 + length > width:
            yield line
            line, used = _SET_IN, len(_SET_IN)
        elif used:
            line, used = f"{line} ", used + 1
        line += "".join(paint(text, **_STYLES.get(kind, {})) for text, kind in word)
        used += length
    yield line


def _words(pieces: Iterable["Piece"]) -> Iterator[list[tuple[str, str]]]:
    """Yield the words of a sentence, each as its parts. A tag is a person's own, and is cleaned."""
    word: list[tuple[str, str]] = []
    for piece in pieces:
        first, *others = (clean_line(piece.text) if piece.kind == "tag" else piece.text).split(" ")
        word.append((first, piece.kind))
        for text in others:
            yield word
            word = [(text, piece.kind)]
    yield word


def _object(found: "Patterns") -> dict[str, object]:
    from journal.pattern_words import plain, rare_tags, sentence

    waiting = [plain(sentence(one)) for one in found.not_enough]
    rare = plain(rare_tags(found))
    weekday, time_of_day = found.weekday, found.time_of_day
    return {
        "patterns": [
            *(
                {
                    "tag": one.tag,
                    "of": one.of,
                    "difference": one.difference,
                    "range": [one.low, one.high],
                    "n_with": one.n_with,
                    "n_without": one.n_without,
                    **_said(one),
                }
                for one in found.tags
            ),
            *(
                {
                    "pair": one.pair,
                    "of": one.of,
                    "difference": one.correlation,
                    "range": [one.low, one.high],
                    "n_with": one.n,
                    "n_without": 0,
                    **_said(one),
                }
                for one in found.pairs
            ),
        ],
        "trends": [
            {
                "of": one.of,
                "difference": one.difference,
                "range": [one.low, one.high],
                "n_last": one.n_last,
                "n_before": one.n_before,
                **_said(one),
            }
            for one in found.trends
        ],
        "weekday": None
        if weekday is None
        else {
            "difference": weekday.spread,
            "by_chance": weekday.by_chance,
            "highest": WEEKDAYS[weekday.highest],
            "lowest": WEEKDAYS[weekday.lowest],
            "weeks": weekday.weeks,
            **_said(weekday),
        },
        "time_of_day": None
        if time_of_day is None
        else {
            "difference": time_of_day.spread,
            "by_chance": time_of_day.by_chance,
            "highest": PARTS[time_of_day.highest],
            "lowest": PARTS[time_of_day.lowest],
            "days": time_of_day.days,
            **_said(time_of_day),
        },
        "not_enough": [*waiting, *([rare] if rare else [])],
    }


def _said(finding: "Finding") -> dict[str, object]:
    from journal.pattern_words import plain, sentence

    return {"claim": finding.claim, "key": finding.key, "text": plain(sentence(finding))}
