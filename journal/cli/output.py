"""Words for people and data for programs.

Data goes to standard output, narration to standard error. Whatever comes from the person passes the one cleaning
function on its way to a page of text; JSON carries it exactly.
"""

import json
import os
import sys
from collections.abc import Iterable
from datetime import datetime

UNTITLED = "(no words)"
STANDARD_STREAM = "-"
_LINE_LIMIT = 200


def clean_text(text: str) -> str:
    """Return text of the person as a page may show it."""
    from journal import cleaning  # its patterns take a moment to build; a sealed `add` shows no text

    return cleaning.clean_text(text)


def clean_line(text: str, limit: int | None = None) -> str:
    """Return text of the person as a page may show it on one line."""
    from journal import cleaning

    return cleaning.clean_line(text, limit)


def say(words: str) -> None:
    """Tell the person something, on standard error."""
    if not words.replace("\n", "").isprintable():
        words = clean_text(words)
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def put(text: str = "", *, newline: bool = True) -> None:
    """Write a piece of a page on standard output. Colours stay only where a terminal shows them."""
    import click  # it knows what each system's terminals need; `journal add` writes no page, and does without

    click.echo(text, nl=newline)


def to_a_terminal() -> bool:
    """Return whether a person's terminal shows the standard output."""
    return sys.stdout.isatty()


def colours_wanted() -> bool:
    """Return whether colours may be shown: on a terminal that can, unless `NO_COLOR` or `--no-color` says otherwise."""
    import click

    ctx = click.get_current_context(silent=True)
    refused = ctx is not None and ctx.color is False
    return to_a_terminal() and not refused and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, *, bold: bool = False, dim: bool = False, colour: str | None = None) -> str:
    """Return clean text with colour, where colours are wanted."""
    if not colours_wanted() or not text:
        return text
    import click

    return click.style(text, fg=colour, bold=bold or None, dim=dim or None)


def json_text(value: object) -> str:
    """Return a value as JSON. On a terminal, and for lone surrogates, which UTF-8 cannot carry, as plain ASCII."""
    text = json.dumps(value, ensure_ascii=to_a_terminal())
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True)
    return text


def put_json(value: object) -> None:
    """Write one JSON document on standard output."""
    sys.stdout.write(json_text(value) + "\n")


def put_json_list(key: str, values: Iterable[object], **more: object) -> None:
    """Write one JSON document, an object with a list in it, value by value, so that none needs to fit in memory."""
    extra = "".join(f"{json.dumps(name)}: {json_text(value)}, " for name, value in more.items())
    sys.stdout.write(f"{{{extra}{json.dumps(key)}: [")
    for number, value in enumerate(values):
        sys.stdout.write(("," if number else "") + "\n" + json_text(value))
    sys.stdout.write("]}\n")


def moment(at: datetime) -> str:
    """Return a time as a page shows it: `2026-03-10 18:20`."""
    return f"{at.year:04d}-{at:%m-%d %H:%M}"


def mood_words(mood: int) -> str:
    """Return a mood as a page shows it: `▆ good`."""
    from journal.wording import MOOD_GLYPHS, MOOD_WORDS  # not for a sealed `add`, which shows no mood

    return f"{MOOD_GLYPHS[mood - 1]} {MOOD_WORDS[mood - 1]}"


def headline(title: str, preview: str) -> str:
    """Return the clean title, or the beginning of the text where there is none."""
    return clean_line(title, _LINE_LIMIT) or clean_line(preview, _LINE_LIMIT) or UNTITLED


def tag_words(tags: Iterable[str]) -> str:
    """Return tags as a page shows them: `#walk #sleep`."""
    return " ".join(f"#{clean_line(tag)}" for tag in tags)
