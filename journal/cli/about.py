"""`journal where` and `journal doctor`: where things are, and how they are. Neither needs the passphrase."""

import sys
from pathlib import Path

import click

from journal.cli.choosing import json_option
from journal.cli.exits import FAILED
from journal.cli.given import Given
from journal.cli.output import clean_line, paint, put, put_json
from journal.cli.tree import command
from journal.errors import JournalError
from journal.paths import Paths

_COLOURS = {"ok": "green", "note": "yellow", "problem": "red"}


@command("where")
@json_option
@click.pass_obj
def where(given: Given, as_json: bool) -> None:
    """Print every path in use."""
    found = _paths(given.folder)
    if as_json:
        put_json({name: None if path is None else str(path) for name, path in found.items()})
        return
    width = max(map(len, found)) + 2
    for name, path in found.items():
        put(f"{name.replace('_', ' '):{width}}{'none yet' if path is None else clean_line(str(path))}")


@command("doctor")
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check the terminal, the keyring, the disk and the files of the journal. Changes nothing."""
    from journal.cli.checkup import State, checks, versions

    found = list(checks(ctx.ensure_object(Given).folder))
    healthy = all(check.state is not State.PROBLEM for check in found)
    if as_json:
        listed = [{"name": check.name, "state": check.state.value, "text": check.text} for check in found]
        put_json({"healthy": healthy, "checks": listed, "versions": versions()})
    else:
        width = max(len(check.name) for check in found) + 2
        for check in found:
            state = paint(f"{check.state.value:9}", colour=_COLOURS[check.state.value])
            put(f"{state}{check.name:{width}}{clean_line(check.text)}")
    if not healthy:
        ctx.exit(max(check.code for check in found) or FAILED)


def _paths(home: Path) -> dict[str, Path | None]:
    from journal.cli.throwaway import memory_folder, ordinary_folder

    paths = Paths(home.absolute())
    return {
        "home": paths.home,
        "header": paths.header,
        "header_copy": paths.header_copy,
        "database": _database(paths),
        "inbox": paths.inbox,
        "settings": paths.settings,
        "temporary": memory_folder() or ordinary_folder(),
        "program": Path(__file__).resolve().parent.parent,
        "python": Path(sys.executable),
    }


def _database(paths: Paths) -> Path | None:
    """Return the database that the header names; without a readable header nobody knows."""
    from journal.vault.header_file import read_header

    try:
        return paths.database(read_header(paths).header.database)
    except JournalError:
        return None
