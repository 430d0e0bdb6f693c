"""`journal add` as a command. The work is done in `write.py`."""

import sys

import click

from journal.cli.given import Given
from journal.cli.tree import command
from journal.cli.write import Addition, write
from journal.entries import HIGHEST_MOOD, LOWEST_MOOD


@command("add")
@click.argument("text", nargs=-1)
@click.option("-t", "--title", default="", help="A title.")
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    help="A tag, as often as you like. #tags in the text count too.",
)
@click.option(
    "-m",
    "--mood",
    type=click.IntRange(LOWEST_MOOD, HIGHEST_MOOD),
    metavar="1-5",
    help="How it is, 1 (heavy) to 5 (bright).",
)
@click.option("--when", metavar="WHEN", help="When it was: 2026-03-10 18:20, yesterday, monday 9pm, 3 days ago.")
@click.option("--json", "as_json", is_flag=True, help="Print the new entry's id, and whether it is filed yet.")
@click.pass_context
def add(
    ctx: click.Context,
    text: tuple[str, ...],
    title: str,
    tags: tuple[str, ...],
    mood: int | None,
    when: str | None,
    as_json: bool,
) -> None:
    """Write an entry. No passphrase is asked for.

    TEXT is the entry; `-` or a pipe reads it from standard input, to the byte. Without TEXT, on a terminal, the writing
    screen opens. With a passphrase at hand (file, command or keyring) the entry is filed at once. Else it is sealed so
    that only the journal can read it, and filed when the journal is next opened.
    """
    given = ctx.ensure_object(Given)
    addition = Addition(text, title, tags, mood, when, as_json)
    if addition.is_bare and sys.stdin.isatty():
        if tags or when or as_json:
            raise click.UsageError("these options need a text. `journal add` alone opens the writing screen.", ctx)
        from journal.cli.opening import open_interface

        ctx.exit(open_interface(given, writing=True))
    ctx.exit(write(given, addition))
