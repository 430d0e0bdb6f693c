"""`journal help-now`: numbers, people and steps. The page is made in help_page.py; most lines never come this way."""

import click

from journal.cli.choosing import json_option
from journal.cli.given import Given
from journal.cli.tree import command


@command("help-now")
@click.option("--country", metavar="CC", default="", help="Two letters such as IE, or a name; else the one you chose.")
@json_option
@click.pass_context
def help_now(ctx: click.Context, country: str, as_json: bool) -> None:
    """Print numbers, your people and steps for a hard moment. Needs no passphrase, no journal and no network."""
    from journal.cli.help_page import Asked, show

    ctx.exit(show(Asked(ctx.ensure_object(Given), country, as_json)))
