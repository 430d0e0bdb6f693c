"""`journal demo`: the interface on made-up months."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.opening import require_terminal
from journal.cli.output import say
from journal.cli.tree import command

if TYPE_CHECKING:
    from journal.storage import Storage


@command("demo")
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Try the journal on made-up months. Nothing is kept: it is gone when you leave, even after a crash."""
    require_terminal()
    from journal import app
    from journal.cli.privacy import no_core_dumps
    from journal.cli.throwaway import memory_folder, ordinary_folder, sweep, throwaway

    no_core_dumps()
    sweep()
    say("Preparing a few made-up months.")
    with throwaway(memory_folder() or ordinary_folder()) as folder:
        home = folder.path / "demo"
        with _made_up_journal(home) as storage:
            code = app.run(home, open_as=storage)
    ctx.exit(code)


@contextmanager
def _made_up_journal(home: Path) -> Iterator["Storage"]:
    """Fill a journal with made-up months. Nobody knows its passphrase."""
    from journal.dates import now_here
    from journal.demo import demo_checkins, demo_entries, demo_histories
    from journal.storage import Storage
    from journal.vault import prepare

    with Storage.create(home, prepare(secrets.token_hex())) as storage:
        now = now_here()
        storage.entries.add_many(demo_entries(now))
        storage.moods.add_many(demo_checkins(now))
        histories = demo_histories(now)
        storage.streaks.add_many(history.counter for history in histories)
        storage.streaks.add_events(event for history in histories for event in history.events)
        yield storage
