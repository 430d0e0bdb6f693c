"""`journal streak edit`, `put-away` and `erase`: what a counter is, and whether it is there."""

import sys
from dataclasses import replace
from typing import Any

import click

from journal.cli.given import Given
from journal.cli.output import say
from journal.cli.streak_options import Fields, counter_options
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.errors import JournalError


class NotErased(JournalError):
    """The question was answered with no."""

    def __init__(self) -> None:
        super().__init__("Nothing was erased.")


@command("edit")
@click.argument("name")
@click.option("--name", "new_name", metavar="TEXT", help="A new name.")
@counter_options
@click.pass_context
def edit(ctx: click.Context, /, name: str, new_name: str | None, **said: Any) -> None:
    """Change what a counter is. What happened along its way stays, and every number follows.

    Another `--zone` moves its home: a start on a date keeps its date.
    """
    from journal.dates import now_here

    fields = Fields(**said)
    if new_name is None and fields == Fields():
        raise click.UsageError("say what to change; --help shows what there is.", ctx)
    here = now_here()
    with opened(ctx.ensure_object(Given)) as storage:
        counter = fields.put(storage.streaks.named(name), here)
        storage.streaks.change(counter if new_name is None else replace(counter, name=new_name), here.at)
    say("Changed.")


@command("put-away")
@click.argument("name")
@click.option("--bring-back", is_flag=True, help="Take it out again.")
@click.pass_obj
def put_away(given: Given, name: str, bring_back: bool) -> None:
    """Put a counter away, with all of its history. It is not shown any more, and can come back."""
    from journal.dates import now_here

    with opened(given) as storage:
        storage.streaks.put_away(storage.streaks.named(name).id, now_here().at, away=not bring_back)
    say("It is back." if bring_back else "Put away, with everything that belongs to it.")


@command("erase")
@click.argument("name")
@click.option("-y", "--yes", is_flag=True, help="Do not ask first. Without a terminal nothing is asked anyway.")
@click.pass_obj
def erase(given: Given, name: str, yes: bool) -> None:
    """Erase a counter and its history for good. `put-away` keeps them."""
    with opened(given) as storage:
        counter = storage.streaks.named(name)
        # A script that says `erase NAME` has decided already; a person at a terminal may still change their mind.
        asked = not yes and sys.stdin.isatty() and sys.stderr.isatty()
        if asked and not click.confirm("Erase this counter and its history for good?", default=False, err=True):
            raise NotErased
        storage.streaks.erase(counter.id)
    say("Erased.")
