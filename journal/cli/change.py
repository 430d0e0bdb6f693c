"""`journal edit`: change an entry; the earlier version is kept."""

from typing import TYPE_CHECKING

import click

from journal.cli.given import Given
from journal.cli.output import STANDARD_STREAM, say
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.cli.write import read_standard_input
from journal.entries import HIGHEST_MOOD, LOWEST_MOOD, Change, Entry, normal_tags, tags_in_text

if TYPE_CHECKING:
    from journal.storage import Storage


@command("edit")
@click.argument("entry_id", metavar="ID")
@click.option("-t", "--title", help="A new title.")
@click.option("--body", metavar="TEXT|-", help="A new text; `-` reads it from standard input, to the byte.")
@click.option("--editor", is_flag=True, help="Change the text in $VISUAL or $EDITOR. It may keep copies of its own.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Add a tag; may be given several times.")
@click.option("--untag", "untags", multiple=True, metavar="TAG", help="Take a tag away; may be given several times.")
@click.option("-m", "--mood", type=click.IntRange(LOWEST_MOOD, HIGHEST_MOOD), metavar="1-5", help="A new mood.")
@click.option("--no-mood", is_flag=True, help="Take the mood away.")
@click.option("--star/--unstar", default=None, help="Star it, or take the star away.")
@click.pass_context
def edit(
    ctx: click.Context,
    entry_id: str,
    title: str | None,
    body: str | None,
    editor: bool,
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    mood: int | None,
    no_mood: bool,
    star: bool | None,
) -> None:
    """Change an entry. The earlier version stays in its history. The beginning of its ID is enough."""
    nothing_set = title is None and body is None and mood is None and star is None
    if nothing_set and not (editor or tags or untags or no_mood):
        raise click.UsageError("say what to change: --title, --body, --editor, --tag, --untag, --mood or --star.", ctx)
    if editor and body is not None:
        raise click.UsageError("--body and --editor do not go together.", ctx)
    if no_mood and mood is not None:
        raise click.UsageError("--mood and --no-mood do not go together.", ctx)
    if body == STANDARD_STREAM:
        body = read_standard_input()
    with opened(ctx.ensure_object(Given)) as storage:
        entry = storage.entries.get(storage.entries.find_id(entry_id, trashed=False))
        change = Change(
            title=title,
            body=body,
            tags=_tags(entry, tags, untags) if tags or untags else None,
            mood=mood,
            clear_mood=no_mood,
            starred=star,
        )
        if editor:
            _edit_text(storage, entry, change)
        else:
            _save(storage, entry, change)


def _tags(entry: Entry, added: tuple[str, ...], removed: tuple[str, ...]) -> tuple[str, ...]:
    gone = set(normal_tags(removed))
    for tag in sorted(gone & set(tags_in_text(entry.body))):
        say(f"#{tag} is written in the text, so it stays there.")
    return normal_tags({*entry.tags, *normal_tags(added)} - gone)


def _edit_text(storage: "Storage", entry: Entry, change: Change) -> None:
    from dataclasses import replace

    from journal.cli.editor import edited, editor_command, folder_for_text
    from journal.cli.throwaway import throwaway

    command_line = editor_command()
    with throwaway(folder_for_text()) as folder:
        text = edited(entry.body, command_line, folder)
        try:
            _save(storage, entry, replace(change, body=text))
        except Exception:
            folder.keep()
            say(f"Your text is still in {folder.path}. Copy it from there; nobody removes it.")
            raise


def _save(storage: "Storage", entry: Entry, change: Change) -> None:
    from journal.dates import now_here

    saved = storage.entries.edit(entry.id, change, now_here().at, base=entry.revision)
    if saved.changed_elsewhere:
        say("It was changed elsewhere meanwhile. This version is the newest; the other one is in its history.")
    if saved.entry == entry:
        say("Nothing changed: it was like that already.")
    else:
        say("Changed. The earlier version is in its history.")
