"""`journal import` and `journal export`: files in and out, entry by entry."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.choosing import full_ids, selection, selection_options
from journal.cli.delivery import Page, private_file, standard_page
from journal.cli.exits import FAILED
from journal.cli.given import Given
from journal.cli.output import STANDARD_STREAM, say, to_a_terminal
from journal.cli.progress import counted_off, progress
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.finding import Selection
from journal.wording import counted

if TYPE_CHECKING:
    from journal.moods import Checkin
    from journal.storage import Storage

KINDS = ("auto", "journal", "jrnl", "markdown")
FORMATS = ("markdown", "json", "jsonl")


@command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--from", "kind", type=click.Choice(KINDS), default="auto", show_default=True, help="What wrote the file."
)
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@click.pass_context
def import_file(ctx: click.Context, file: Path, kind: str, dry_run: bool) -> None:
    """Bring in entries and check-ins from a file, or entries from a folder of Markdown files.

    The same file twice adds nothing. Lines that cannot be read are left out and named; the rest comes in.
    """
    from journal.dates import now_here
    from journal.exchange.intake import Intake

    doing = "Looking" if dry_run else "Importing"
    with opened(ctx.ensure_object(Given)) as storage, progress(doing) as tell:
        intake = Intake(file, kind, now_here(), say=say, tell=tell)
        taken = intake.rehearsed_with(storage) if dry_run else intake.into(storage)
    say(taken.words(dry_run=dry_run))
    if not taken.anything:
        ctx.exit(FAILED)


@command("export")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="markdown", show_default=True, help="The format.")
@selection_options
@click.option("--id", "ids", multiple=True, metavar="ID", help="Only this entry; may be given several times.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file that only you may read."
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@click.pass_obj
def export(
    given: Given,
    kind: str,
    since: str | None,
    until: str | None,
    tags: tuple[str, ...],
    ids: tuple[str, ...],
    output: Path | None,
    force: bool,
) -> None:
    """Write entries as plain, readable text: what comes out is not encrypted.

    Without a selection, json and jsonl hold the whole journal, with check-ins, counters, earlier versions and
    the trash, and `journal import` brings it back unchanged. A selection holds the chosen entries as they stand now,
    oldest first, and one of days alone their check-ins, too. Markdown holds entries.
    """
    if output == Path(STANDARD_STREAM):
        output = None
    chosen = selection(since, until, tags)
    with opened(given) as storage:
        if ids:
            chosen = Selection(chosen.since, chosen.until, chosen.tags, ids=full_ids(storage, ids, trashed=False))
        total = storage.entries.count(chosen)
        if output is None:
            noted = _write(storage, chosen, kind, standard_page(is_json=kind != "markdown"), lambda _done: None)
        else:
            with private_file(output, force=force) as page, progress("Exporting", total) as tell:
                noted = _write(storage, chosen, kind, page, tell)
    where = f" in {output}" if output is not None else ""
    if output is not None or not to_a_terminal():
        also = f" and {counted(noted, 'check-in')}" if noted else ""
        say(f"{counted(total, 'entry', 'entries')}{also} exported{where}, readable by anyone who gets hold of it.")


def _write(storage: "Storage", chosen: Selection, kind: str, page: Page, tell: Callable[[int], None]) -> int:
    """Write what was chosen, and return how many check-ins were in it."""
    from journal.exchange.documents import Contents, write_json, write_jsonl, write_markdown

    entries = counted_off(storage.entries.each(chosen), tell)
    if kind == "markdown":
        write_markdown(page, entries)
        return 0
    checkins = _Counted(_checkins(storage, chosen))
    if chosen.everything:
        contents = Contents(
            entries,
            storage.entries.each_revision(),
            storage.entries.each(Selection(), trashed=True),
            storage.scales.all(),
            checkins,
            storage.preferences.questions(),
            storage.preferences.choices(),
            storage.streaks.counters(put_away=True),
            storage.streaks.each_event(),
            storage.letters.each(),
        )
    elif _of_days_alone(chosen):
        contents = Contents(entries, scales=storage.scales.all(), checkins=checkins)
    else:
        contents = Contents(entries)
    (write_json if kind == "json" else write_jsonl)(page, contents)
    return checkins.number


def _of_days_alone(chosen: Selection) -> bool:
    return chosen == Selection(since=chosen.since, until=chosen.until)


def _checkins(storage: "Storage", chosen: Selection) -> Iterator["Checkin"]:
    """Yield check-ins that say more than the mood of an entry, oldest first; those of entries in the trash are last."""
    from journal.errors import CheckinNotFound

    for checkin in storage.moods.each(chosen.since, chosen.until):
        if checkin.says_more or not checkin.of_entry:
            yield checkin
    if not chosen.everything:
        return
    for entry in storage.entries.each(Selection(), trashed=True):
        with suppress(CheckinNotFound):
            checkin = storage.moods.get(entry.id)
            if checkin.says_more:
                yield checkin


class _Counted:
    """Check-ins on their way, and how many there were."""

    def __init__(self, checkins: Iterable["Checkin"]) -> None:
        self._checkins = checkins
        self.number = 0

    def __iter__(self) -> Iterator["Checkin"]:
        for checkin in self._checkins:
            self.number += 1
            yield checkin
