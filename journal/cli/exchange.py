"""`journal import` and `journal export`: files in and out, entry by entry."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journal.cli.age_export import export_sealed
from journal.cli.choosing import full_ids, selection, selection_options
from journal.cli.delivery import Page, private_file, standard_page
from journal.cli.exits import FAILED
from journal.cli.given import Given
from journal.cli.html_export import NothingToSeal, PageWanted, page_options, write_page
from journal.cli.output import STANDARD_STREAM, put, say, to_a_terminal
from journal.cli.progress import counted_off, progress
from journal.cli.receiving import shared_files, take_in
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.finding import Selection
from journal.wording import counted

if TYPE_CHECKING:
    from journal.moods import Checkin
    from journal.storage import Storage

KINDS = ("auto", "journal", "jrnl", "markdown")
FORMATS = ("markdown", "html", "json", "jsonl", "age")
PAGES = ("markdown", "html")


@command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--from", "kind", type=click.Choice(KINDS), default="auto", show_default=True, help="What wrote the file."
)
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@click.pass_context
def import_file(ctx: click.Context, file: Path, kind: str, dry_run: bool) -> None:
    """Bring in entries and check-ins from a file, entries from a folder of Markdown files, or what a peer handed over.

    The same file twice adds nothing. Lines that cannot be read are left out and named; the rest comes in.
    """
    from journal.dates import now_here
    from journal.exchange.intake import Intake

    if kind == "auto" and (shared := shared_files(file)):
        with opened(ctx.ensure_object(Given)) as storage:
            ctx.exit(take_in(storage, shared, dry_run=dry_run))
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
@click.option(
    "--to", multiple=True, metavar="RECIPIENT", help="With age: a peer, or a recipient age1...; again for another."
)
@page_options
@click.pass_obj
def export(
    given: Given,
    /,
    kind: str,
    since: str | None,
    until: str | None,
    tags: tuple[str, ...],
    ids: tuple[str, ...],
    output: Path | None,
    force: bool,
    to: tuple[str, ...],
    **page_asked: Any,
) -> None:
    """Write entries as plain, readable text: what comes out is not encrypted, except with --sealed and as age.

    Without a selection, json and jsonl hold the whole journal, with check-ins, counters, earlier versions and
    the trash, and `journal import` brings it back unchanged. A selection holds the chosen entries as they stand now,
    oldest first, and one of days alone their check-ins, too. Markdown holds entries. html is a page for reading and
    printing: one file for any browser, that loads nothing. Sealed, it opens with six words, which are printed once and
    kept nowhere. age is Markdown sealed to those after --to, for the `age` tool; without a file it is printed in
    letters.
    """
    if output == Path(STANDARD_STREAM):
        output = None
    if bool(to) != (kind == "age"):
        raise click.UsageError("--format age and --to RECIPIENT go together.")
    wanted = PageWanted(**page_asked)
    wanted.checked_for(kind, output)
    chosen = selection(since, until, tags)
    with opened(given) as storage:
        if ids:
            chosen = Selection(chosen.since, chosen.until, chosen.tags, ids=full_ids(storage, ids, trashed=False))
        if kind == "age":
            export_sealed(storage, chosen, storage.entries.each(chosen), to, output, force=force)
            return
        total = storage.entries.count(chosen)
        if wanted.sealed and not total:
            raise NothingToSeal
        if output is None:
            done = _write(storage, chosen, kind, standard_page(is_json=kind not in PAGES), wanted, lambda _done: None)
        else:
            with private_file(output, force=force) as page, progress("Exporting", total) as tell:
                done = _write(storage, chosen, kind, page, wanted, tell)
    if wanted.sealed:
        put(done.words)
        say(f"{counted(total, 'entry', 'entries')} sealed in {output}. {wanted.left_out}")
        say("The words above open it, and are kept nowhere. Tell them another way than the file goes.")
        return
    where = f" in {output}" if output is not None else ""
    if output is not None or not to_a_terminal():
        also = f" and {counted(done.checkins, 'check-in')}" if done.checkins else ""
        say(f"{counted(total, 'entry', 'entries')}{also} exported{where}, readable by anyone who gets hold of it.")


@dataclass(frozen=True, slots=True)
class _Done:
    """How many check-ins were written, and the words that open a sealed page."""

    checkins: int = 0
    words: str = field(default="", repr=False)


def _write(
    storage: "Storage", chosen: Selection, kind: str, page: Page, wanted: PageWanted, tell: Callable[[int], None]
) -> _Done:
    """Write what was chosen."""
    from journal.exchange.documents import Contents, write_json, write_jsonl, write_markdown

    entries = counted_off(storage.entries.each(chosen), tell)
    if kind == "markdown":
        write_markdown(page, entries)
        return _Done()
    if kind == "html":
        return _Done(words=write_page(storage, chosen, entries, wanted, page))
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
    return _Done(checkins.number)


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
