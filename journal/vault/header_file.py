"""The header on disk: `vault.json` and a second copy of it, read and written together."""

from contextlib import suppress
from typing import NamedTuple

from journal.errors import Damaged, HeaderDamaged, HeaderMissing, JournalError, NewerFormat, NoJournal, NotReadable
from journal.paths import Paths
from journal.vault.files import OnStep, discard, no_step, place, read_regular, stage, write_private
from journal.vault.header import Header, parse_header
from journal.vault.homes import HomeState, home_state


class FoundHeader(NamedTuple):
    """A header, and what was wrong with `vault.json` if it had to be read from the copy."""

    header: Header
    problem: str = ""

    @property
    def from_copy(self) -> bool:
        """Whether `vault.json` was of no use."""
        return bool(self.problem)


def read_header(paths: Paths) -> FoundHeader:
    """Return the header, from its copy when `vault.json` is missing or damaged.

    Raises:
        NoJournal: neither is there, and no database.
        HeaderMissing: neither is there, and yet a database is.
        HeaderDamaged: neither can be used.
        NewerFormat: a newer program wrote it.
        NotAJournal: the path is not a folder.
        NotReadable: the files may not be read.
    """
    first_error: JournalError | None = None
    try:
        return FoundHeader(parse_header(read_regular(paths.header)))
    except FileNotFoundError:
        state = home_state(paths.home)
        if state is not HomeState.JOURNAL:
            raise _nothing_there(paths, state) from None
        problem = "missing"
    except HeaderDamaged as error:
        problem, first_error = "damaged", error
    except NotReadable as error:
        problem, first_error = "not readable", error
    try:
        return FoundHeader(parse_header(read_regular(paths.header_copy)), problem)
    except FileNotFoundError:
        if first_error is not None:
            raise first_error from None
        raise _nothing_there(paths, home_state(paths.home)) from None
    except (HeaderDamaged, NotReadable) as error:
        raise first_error or error from None


def write_header(paths: Paths, header: Header, *, new: bool = False, on_step: OnStep = no_step) -> None:
    """Write `vault.json` and its copy. The rename of the first is the moment at which the change holds.

    Both are on the disk under other names before that, so that a full disk is noticed while nothing has changed yet.
    Steps: `header written`, `header synced`, `copy written`, `copy synced`, `header named`, `header settled`,
    `copy named`, `copy settled`.

    Raises:
        FileExistsError: `new` was asked for, and there is one.
        DiskFull: there is no space for it.
        NotWritable: the folder may not be written.
    """

    def of(file: str) -> OnStep:
        return lambda step: on_step(f"{file} {step}")

    data = header.to_bytes()
    staged = stage(paths.header, data, on_step=of("header"))
    try:
        staged_copy = stage(paths.header_copy, data, on_step=of("copy"))
    except BaseException:
        discard(staged)
        raise
    try:
        place(staged, paths.header, replace=not new, on_step=of("header"))
    except BaseException:
        discard(staged_copy)
        raise
    with suppress(JournalError):  # the change holds already; the next unlock renews the copy
        place(staged_copy, paths.header_copy, on_step=of("copy"))


def renew_copy(paths: Paths) -> None:
    """Make the copy the same as `vault.json`. An old one would still open with an old passphrase.

    Raises:
        DiskFull: there is no space for it.
        NotWritable: the folder may not be written.
    """
    copied = None
    while copied != (data := read_regular(paths.header)):  # another program may have changed it meanwhile
        write_private(paths.header_copy, data)
        copied = data


def copies_agree(paths: Paths) -> bool:
    """Return whether both files are there and the same."""
    try:
        return read_regular(paths.header) == read_regular(paths.header_copy)
    except (FileNotFoundError, NotReadable):
        return False


def repaired(paths: Paths, found: FoundHeader) -> tuple[str, ...]:
    """Make both files whole again from a header that proved genuine, and return sentences on what was wrong."""
    try:
        if found.from_copy:
            return _main_repaired(paths, found)
        return _copy_repaired(paths, found.header)
    except JournalError as error:  # reading goes on where writing cannot
        return (f"A copy of the journal's header could not be renewed. {error}",)


def _main_repaired(paths: Paths, found: FoundHeader) -> tuple[str, ...]:
    told = f"The journal's header, vault.json, was {found.problem}. Its copy, vault.json.bak, opened the journal"
    try:
        write_private(paths.header, found.header.to_bytes())
    except JournalError as error:
        return (f"{told}; vault.json could not be written anew. {error}",)
    return (f"{told}, and vault.json was written anew from it.",)


def _copy_repaired(paths: Paths, header: Header) -> tuple[str, ...]:
    told: tuple[str, ...] = ()
    try:
        copy = parse_header(read_regular(paths.header_copy))
        if copy == header:
            return ()
        if copy.generation > header.generation:
            return _older_than_copy()
        if copy.generation == header.generation:
            told = ("The copy of the header, vault.json.bak, was not as expected. It was written anew.",)
    except NewerFormat:
        return _older_than_copy()
    except FileNotFoundError:
        pass  # a crash between the two writes leaves it so; the journal was never at risk
    except (Damaged, NotReadable):
        told = ("The copy of the header, vault.json.bak, was damaged. It was written anew.",)
    renew_copy(paths)
    return told


def _older_than_copy() -> tuple[str, ...]:
    return (
        "The journal's header, vault.json, is older than its copy, as if an earlier one was put back. "
        "If that was not you, change the passphrase.",
    )


def _nothing_there(paths: Paths, state: HomeState) -> JournalError:
    return HeaderMissing(paths.home) if state is HomeState.HEADER_MISSING else NoJournal(paths.home)
