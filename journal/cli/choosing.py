"""Options that choose entries, the same on every command that has them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from journal.entries import normal_tags
from journal.finding import Selection

if TYPE_CHECKING:
    from journal.storage import Storage

_Function = TypeVar("_Function", bound=Callable[..., None])

DEFAULT_NUMBER = 50
DEFAULT_JSON_NUMBER = 1000  # a program reads more than a person, and would not miss what it does not see


def number_option(function: _Function) -> _Function:
    """Add `-n`."""
    return click.option(
        "-n",
        "--number",
        type=click.IntRange(min=0),
        metavar="N",
        help=f"How many at most; 0 means all. Without it {DEFAULT_NUMBER}, with --json {DEFAULT_JSON_NUMBER}.",
    )(function)


def at_most(number: int | None, *, as_json: bool) -> int:
    """Return how many are meant; 0 means all."""
    if number is not None:
        return number
    return DEFAULT_JSON_NUMBER if as_json else DEFAULT_NUMBER


def selection_options(function: _Function) -> _Function:
    """Add `--since`, `--until` and `--tag`."""
    for option in (
        click.option(
            "--tag", "tags", multiple=True, metavar="TAG", help="Only with this tag; several mean all of them."
        ),
        click.option("--until", metavar="DAY", help="Only up to this day, included."),
        click.option("--since", metavar="DAY", help="Only from this day on: 2026-03-01, yesterday, 3 weeks ago."),
    ):
        function = option(function)
    return function


def json_option(function: _Function) -> _Function:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(function)


def selection(
    since: str | None, until: str | None, tags: tuple[str, ...], *, starred: bool = False, ids: tuple[str, ...] = ()
) -> Selection:
    """Return the selection that these options mean.

    Raises:
        UnreadableDate: a day could not be understood.
        UsageError: a tag has no letters in it.
    """
    if since is None and until is None:
        first = last = None
    else:
        from journal.dates import now_here, parse_day

        here = now_here()
        first = parse_day(since, here) if since is not None else None
        last = parse_day(until, here) if until is not None else None
    normal = normal_tags(tags)
    if tags and not normal:
        raise click.UsageError("a tag needs letters or digits.")
    return Selection(since=first, until=last, tags=normal, starred=starred, ids=ids)


def full_ids(storage: "Storage", prefixes: tuple[str, ...], *, trashed: bool | None = None) -> tuple[str, ...]:
    """Return the ids that beginnings of them mean, each once, in the order given.

    Raises:
        EntryNotFound: none begins like that.
        AmbiguousId: several do.
        UnreadableId: it cannot be one.
    """
    return tuple(dict.fromkeys(storage.entries.find_id(prefix, trashed=trashed) for prefix in prefixes))
