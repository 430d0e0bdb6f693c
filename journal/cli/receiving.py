"""`journal import` of what a peer handed over: a file, or a folder of files, sealed to this person."""

from pathlib import Path
from typing import TYPE_CHECKING

from journal.cli.exits import DONE, exit_code
from journal.cli.output import clean_line, say

if TYPE_CHECKING:
    from journal.sharing.receiving import Received, Refusal
    from journal.storage import Storage

_LARGEST = 512 * 1024  # more than any page has, in armour, too: what is larger is refused by its size
_BEGINNINGS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_SUFFIX = ".age"

_KINDS = {
    "insight": "An insight",
    "reply": "A reply",
    "encourage": "Warm words",
    "support": "A call for support",
    "retract": "A page is taken back",
    "bye": "A last page",
}


def shared_files(path: Path) -> list[Path]:
    """Return the files of peers that a path names: itself, or what a folder of nothing but such files holds."""
    try:
        if path.is_dir():
            files = [one for one in sorted(path.iterdir()) if one.is_file() and not one.name.startswith(".")]
            return files if files and all(one.suffix == _SUFFIX for one in files) else []
        with path.open("rb") as file:
            beginning = file.read(64).lstrip(b" \t\r\n")
    except OSError:
        return []  # the usual way says what is wrong with it
    return [path] if beginning.startswith(_BEGINNINGS) else []


def take_in(storage: "Storage", files: list[Path], *, dry_run: bool) -> int:
    """Take in files of peers, say what became of each, and return the exit code: that of the first refusal, if any."""
    from journal.dates import now_here
    from journal.sharing.receiving import Refusal, receive_all
    from journal.sharing.refusals import AlreadyHere

    code = DONE
    found = receive_all(storage, (_read(path) for path in files), now_here().at, keep=not dry_run)
    for path, one in zip(files, found, strict=True):
        name = f"{clean_line(path.name)}: " if len(files) > 1 else ""
        if isinstance(one, Refusal):
            say(f"{name}{one.why}")
            _say_whose(one)
            if not isinstance(one.why, AlreadyHere):
                code = code or exit_code(one.why)
        else:
            say(name + _words(one, dry_run=dry_run))
    return code


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST)


def _words(one: "Received", *, dry_run: bool) -> str:
    mark = "" if one.peer.verified else " (words not compared yet)"
    words = f"{_KINDS[one.kind]} from {clean_line(one.peer.name)}{mark}."
    if dry_run:
        return f"{words} Nothing was stored."
    if one.kind == "bye":
        words += " They share no more with you."
    if one.clock_ahead:
        words += " Its date lies more than a day ahead."
    if one.new_feed:
        words += " They have seen pages of yours that are not here: a new row of pages begins."
    return words


def _say_whose(refusal: "Refusal") -> None:
    from journal.sharing.refusals import UnknownSender

    if refusal.peer is not None:
        name = clean_line(refusal.peer.name)
        if refusal.peer.removed_at is not None:
            say(f"It seems to be from {name}, whom you removed. Adding their card again brings them back.")
        else:
            say(f"It is from {name}.")
    elif isinstance(refusal.why, UnknownSender):
        say("If you know who sent it: ask for their card, `journal peer add CARD`, then import the file again.")
