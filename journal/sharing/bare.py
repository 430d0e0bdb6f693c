"""Plain age files, for somebody who has the `age` tool and not this program. Nothing inside says who made them."""

from collections.abc import Iterable, Sequence

from journal.sharing.age import open_sealed, seal_to
from journal.sharing.identity import Identity

LARGEST_BARE = 64 * 1024 * 1024


def seal_bare(content: bytes, recipients: Sequence[str], *, armoured: bool = False) -> bytes:
    """Return the content sealed to `age1…` recipients: `age --decrypt -i KEYFILE` opens it.

    It is neither signed nor padded: the content comes out as it went in.

    Raises:
        BadRecipient: one of them is no age recipient.
    """
    return seal_to(content, recipients, armoured=armoured)


def open_bare(data: bytes, mine: Iterable[Identity]) -> bytes:
    """Return what somebody sealed with `age -r` to one of the person's recipients. Nobody knows who made it.

    Raises:
        TooLarge, NotShared, HeaderTooLong, NeedsPassphrase, NotForMe, ShareDamaged: as `age.open_sealed`.
    """
    return open_sealed(data, mine, largest=LARGEST_BARE)[1]
