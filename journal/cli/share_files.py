"""Pages for peers as files: written whole or not at all, under names that say nothing."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.delivery import FileThere
from journal.cli.output import STANDARD_STREAM, clean_line, say
from journal.errors import JournalError, NotWritable
from journal.vault.files import write_private

if TYPE_CHECKING:
    from datetime import datetime

    from journal.peers import Outgoing
    from journal.sharing.post import Parcel
    from journal.storage import Storage


def hand_over_to(
    storage: "Storage", outgoing: Sequence["Outgoing"], output: Path, now: "datetime", *, force: bool
) -> list[tuple["Parcel", Path | None]]:
    """Hand over pages, each into a file of its own, and say which is for whom.

    One page goes into `output` itself; several get numbers; in a folder each has a name that says nothing. `-` is
    standard output, in armour.

    Raises:
        FileThere: there is such a file, and `force` is false. Nothing was handed over.
        DiskFull, NotWritable: a file could not be written; that page and those after it can be handed over again.
    """
    from journal.sharing.post import hand_over, hand_over_again

    places = _places(output, len(outgoing))
    for place in places:
        if place is not None and not place.parent.is_dir():
            raise NotWritable(place)
        if place is not None and place.exists() and not force:
            raise FileThere(place)
    written = list[tuple["Parcel", Path | None]]()
    for one, place in zip(outgoing, places, strict=True):
        parcel = (hand_over if one.handed_at is None else hand_over_again)(storage, one, now)
        path = place if place is not None or output == Path(STANDARD_STREAM) else output / parcel.name
        try:
            _write(parcel, path, force=force)
        except JournalError:
            say(f"`journal hand-over {parcel.item} --again -o FILE` writes this page once more.")
            raise
        written.append((parcel, path))
        where = f" in {path}" if path is not None else ""
        say(f"For {clean_line(parcel.peer.name)}{where}: hand it to them. From here on it cannot be called back.")
    return written


def _places(output: Path, count: int) -> list[Path | None]:
    if output == Path(STANDARD_STREAM) or output.is_dir():
        return [None] * count
    return [output if number == 1 else output.with_stem(f"{output.stem}-{number}") for number in range(1, count + 1)]


def _write(parcel: "Parcel", path: Path | None, *, force: bool) -> None:
    if path is None:
        from journal.sharing.armour import armoured

        sys.stdout.write(armoured(parcel.data).decode("ascii"))
        return
    try:
        write_private(path, parcel.data, replace=force)
    except FileExistsError as error:
        raise FileThere(path) from error
