"""Exit codes. Scripts rely on them; `docs/commands.md` lists them."""

import errno

from journal.cli.opening import NoTerminal
from journal.errors import (
    Damaged,
    InTheFuture,
    JournalError,
    KeyringUnavailable,
    OutOfRange,
    TryAgain,
    UnreadableDate,
    WrongSecret,
)
from journal.streaks import NamelessCounter, NotYet, UnknownZone

DONE = 0
FAILED = 1
USAGE = 2
WRONG_SECRET = 3
DAMAGED = 4
TRY_AGAIN = 5
INTERRUPTED = 130  # 128 + SIGINT, as shells expect it

NO_SPACE = {errno.ENOSPC, errno.EFBIG, *([errno.EDQUOT] if hasattr(errno, "EDQUOT") else [])}

_CODES = (
    (WrongSecret, WRONG_SECRET),
    (Damaged, DAMAGED),
    (TryAgain, TRY_AGAIN),
    (UnreadableDate, USAGE),
    (InTheFuture, USAGE),
    (OutOfRange, USAGE),
    (NotYet, USAGE),
    (UnknownZone, USAGE),
    (NamelessCounter, USAGE),
)


def exit_code(error: JournalError) -> int:
    """Return the exit code for an error."""
    if isinstance(error, KeyringUnavailable):
        return FAILED  # only `journal keyring` ends with it; elsewhere the passphrase is asked instead
    if isinstance(error, NoTerminal):
        return USAGE
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    return FAILED
