"""`journal export --format age`: chosen entries as Markdown, sealed to peers or to bare age recipients.

Inside is what `journal export` writes, so that anybody with the `age` tool can read it, and `journal import` takes it
back after `age --decrypt`. It is not signed: nothing inside says who made it.
"""

import hashlib
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.delivery import FileThere
from journal.cli.output import clean_line, say
from journal.errors import JournalError
from journal.finding import Selection
from journal.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.entries import Entry
    from journal.storage import Storage

_BARE = "age1"


class NothingToSeal(JournalError):
    """No entry is like what was asked for."""

    def __init__(self) -> None:
        super().__init__("No entry is like that. Nothing was written.")


class TooMuchToSeal(JournalError):
    """What was chosen is larger than can be sealed at once."""

    def __init__(self) -> None:
        super().__init__("That is more than can be sealed at once (64 MiB). Nothing was written. Choose fewer entries.")


def export_sealed(
    storage: "Storage",
    chosen: Selection,
    entries: "Iterable[Entry]",
    to: tuple[str, ...],
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write entries sealed to everybody in `to`: into a file, or in letters to standard output.

    Raises:
        PeerNotFound, BadRecipient: somebody in `to` is neither a peer nor an age recipient.
        UsageError: it is for a peer, and no entries were chosen.
        NothingToSeal: there are no entries.
        FileThere: there is a file of that name already, and `force` is false.
    """
    from journal.cli.share_told import tell_once
    from journal.dates import now_here
    from journal.peers import LogLine
    from journal.sharing.bare import LARGEST_BARE, seal_bare

    names = [_recipient(storage, one) for one in to]
    if chosen.everything and any(not one.startswith(_BARE) for one in to):
        raise click.UsageError("say which entries are for a peer: --id, --tag, --since or --until.")
    if output is not None and output.exists() and not force:
        raise FileThere(output)
    content, count = _markdown(entries)
    if not count:
        raise NothingToSeal
    if len(content) > LARGEST_BARE:
        raise TooMuchToSeal
    sealed = seal_bare(content, [recipient for _, recipient in names], armoured=output is None)
    tell_once(storage)
    digest, now = hashlib.sha256(content).hexdigest(), now_here().at
    if storage.writable:
        for name, _ in names:
            storage.insights.note_export(LogLine(now, "export", name, digest, len(sealed)))
    _write(sealed, output, force=force)
    where = f" in {output}" if output is not None else ""
    whom = ", ".join(clean_line(name) for name, _ in names)
    say(f"{counted(count, 'entry', 'entries')} sealed{where} for {whom}. Nobody else can read it.")


def _recipient(storage: "Storage", text: str) -> tuple[str, str]:
    """Return a name and the age recipient for it."""
    if text.startswith(_BARE):
        from journal.sharing.identity import receiving_key

        receiving_key(text)
        return text, text
    from journal.sharing.meeting import person_of

    peer = storage.peers.named(text)
    return peer.name, person_of(peer).recipient


def _markdown(entries: "Iterable[Entry]") -> tuple[bytes, int]:
    from journal.exchange.documents import write_markdown

    page, count = io.StringIO(newline=""), 0

    def counted_entries() -> "Iterable[Entry]":
        nonlocal count
        for entry in entries:
            count += 1
            yield entry

    write_markdown(page, counted_entries())
    return page.getvalue().encode("utf-8", "surrogatepass"), count


def _write(sealed: bytes, output: Path | None, *, force: bool) -> None:
    from journal.vault.files import write_private

    if output is None:
        sys.stdout.write(sealed.decode("ascii"))
        return
    try:
        write_private(output, sealed, replace=force)
    except FileExistsError as error:
        raise FileThere(output) from error
