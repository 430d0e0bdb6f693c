"""`journal add`: quick capture. It never asks for a passphrase and never loses a word."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from journal.cli.given import Given, keyring_slot
from journal.cli.output import STANDARD_STREAM, put_json, say
from journal.cli.tree import command
from journal.entries import HIGHEST_MOOD, LOWEST_MOOD, Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an entry: filed, or waiting in the inbox; `trouble` is the exit code of what went wrong."""

    filed: bool
    words: str
    trouble: int = 0


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
    if not text and sys.stdin.isatty() and not (title or mood):
        _open_writing_screen(ctx, given, options_given=bool(tags or when or as_json))
    entry = _entry(text, title, tags, mood, when)
    kept = _keep(given, entry)
    if as_json:
        put_json({"id": entry.id, "filed": kept.filed})
    say(kept.words)
    ctx.exit(kept.trouble)


def text_of(data: bytes) -> str:
    """Return bytes as text that carries every one of them: UTF-8, with lone surrogates where it is not."""
    for errors in ("strict", "surrogatepass"):
        try:
            return data.decode("utf-8", errors)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "surrogateescape")


def read_standard_input() -> str:
    """Return all of standard input, exactly: line ends and a missing last one included."""
    return text_of(sys.stdin.buffer.read())


def _open_writing_screen(ctx: click.Context, given: Given, *, options_given: bool) -> None:
    if options_given:
        raise click.UsageError("these options need a text. `journal add` alone opens the writing screen.", ctx)
    from journal.cli.interface import open_interface

    ctx.exit(open_interface(given, writing=True))


def _entry(text: tuple[str, ...], title: str, tags: tuple[str, ...], mood: int | None, when: str | None) -> Entry:
    from journal.dates import now_here, parse_when
    from journal.entries import new_entry
    from journal.ids import new_id

    here = now_here()
    moment = here if when is None else parse_when(when, here)  # before reading, so that no text is taken in vain
    body = " ".join(text)
    if text == (STANDARD_STREAM,) or not (text or sys.stdin.isatty()):
        body = read_standard_input()
    return new_entry(new_id(here.at), moment, here.at, title=title, body=body, tags=tags, mood=mood)


def _keep(given: Given, entry: Entry) -> Kept:
    """File the entry where a secret is at hand, else seal it. If filing fails, it is sealed all the same."""
    home = given.folder
    if not _secret_named(given, home):
        _seal(home, entry)
        return Kept(filed=False, words="Kept. It waits, sealed, until the journal is next opened.")

    from journal.cli.exits import exit_code
    from journal.cli.unlocking import opened
    from journal.errors import HeaderTampered, JournalBusy, JournalError

    try:
        with opened(given) as storage:
            storage.entries.add(entry)
    except HeaderTampered:
        raise  # the inbox key may be somebody else's now: nothing is sealed to it
    except JournalError as error:
        try:
            _seal(home, entry)
        except JournalError:
            raise error from None
        words = "Your entry was kept: it waits, sealed, until the journal is next opened."
        if isinstance(error, JournalBusy):
            return Kept(filed=False, words=words)
        return Kept(filed=False, words=f"{error}\n{words}", trouble=exit_code(error))
    return Kept(filed=True, words="Kept.")


def _secret_named(given: Given, home: Path) -> bool:
    return given.recovery_key_file is not None or any(given.where_passphrase_is) or keyring_slot(home)


def _seal(home: Path, entry: Entry) -> None:
    from journal.notes import note_from_entry
    from journal.vault.inbox import seal_note

    seal_note(home, entry.id, note_from_entry(entry))
