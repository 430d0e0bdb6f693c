"""`journal delete`, `trash`, `restore-entry` and `purge`: the trash first, then really gone."""

import sys

import click

from journal.cli.choosing import at_most, full_ids, json_option, number_option
from journal.cli.given import Given
from journal.cli.output import put_json_list, say
from journal.cli.pages import full_object
from journal.cli.read import lines, put_lines
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.errors import EntryNotFound, JournalError
from journal.finding import Selection
from journal.wording import counted

ids_argument = click.argument("ids", metavar="ID...", nargs=-1, required=True)


class NotInTrash(JournalError):
    """Only what is in the trash can be erased."""

    def __init__(self) -> None:
        super().__init__("That entry is not in the trash. Nothing was erased. `journal delete` moves it there first.")


class NotErased(JournalError):
    """The question was answered with no."""

    def __init__(self) -> None:
        super().__init__("Nothing was erased.")


@command("delete")
@ids_argument
@click.pass_obj
def delete(given: Given, ids: tuple[str, ...]) -> None:
    """Move entries to the trash. `journal restore-entry` brings them back."""
    from journal.dates import now_here

    with opened(given) as storage:
        chosen = full_ids(storage, ids, trashed=False)
        for entry_id in chosen:
            storage.entries.trash(entry_id, now_here().at)
    say(f"{counted(len(chosen), 'entry', 'entries')} in the trash now. `journal restore-entry ID` brings back.")


@command("trash")
@number_option
@json_option
@click.pass_obj
def trash(given: Given, number: int | None, as_json: bool) -> None:
    """List what is in the trash, the latest first."""
    most = at_most(number, as_json=as_json)
    with opened(given) as storage:
        if as_json:
            pages = lines(storage, Selection(), most, trashed=True)
            put_json_list("entries", (full_object(storage.entries.get(line.id)) for page in pages for line in page))
            return
        if not put_lines(storage, lines(storage, Selection(), most, trashed=True)):
            say("The trash is empty.")


@command("restore-entry")
@ids_argument
@click.pass_obj
def restore_entry(given: Given, ids: tuple[str, ...]) -> None:
    """Bring entries back from the trash."""
    with opened(given) as storage:
        chosen = full_ids(storage, ids, trashed=True)
        for entry_id in chosen:
            storage.entries.restore(entry_id)
    say(f"{counted(len(chosen), 'entry', 'entries')} back in the journal.")


@command("purge")
@click.argument("ids", metavar="ID...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Everything that is in the trash.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask first. Without a terminal nothing is asked anyway.")
@click.pass_context
def purge(ctx: click.Context, ids: tuple[str, ...], everything: bool, yes: bool) -> None:
    """Erase entries in the trash for good, with their earlier versions. Nothing brings them back."""
    if bool(ids) == everything:
        raise click.UsageError("give the ids of entries in the trash, or --all.", ctx)
    with opened(ctx.ensure_object(Given)) as storage:
        if everything:
            number = storage.entries.count(trashed=True)
            if number and not yes:
                _ask(number)
            number = storage.entries.purge_trash()
        else:
            try:
                chosen = full_ids(storage, ids, trashed=True)
            except EntryNotFound:
                full_ids(storage, ids)  # is there one that is not in the trash?
                raise NotInTrash from None
            number = len(chosen)
            if not yes:
                _ask(number)
            for entry_id in chosen:
                storage.entries.purge(entry_id)
    say(f"{counted(number, 'entry', 'entries')} erased." if number else "The trash is empty.")


def _ask(number: int) -> None:
    # A script that says `purge ID` has decided already; a person at a terminal may still change their mind.
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    question = f"Erase {counted(number, 'entry', 'entries')} for good?"
    if not click.confirm(question, default=False, err=True):
        raise NotErased
