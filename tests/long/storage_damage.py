"""One flipped bit in every page of a database, one page after the other: `python -m tests.long.storage_damage`."""

import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from journal.entries import new_entry
from journal.errors import DatabaseDamaged
from journal.ids import new_id
from journal.moments import Moment
from journal.storage import Storage
from journal.vault import KdfLimits, KdfPolicy, Passphrase, prepare, unlock

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
PAGE = 4096


def main() -> None:
    """Flip, look, put back."""
    seed = random.SystemRandom().randrange(10**6)
    dice = random.Random(seed)  # noqa: S311 - places, no secrets
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "journal"
        start = datetime(2026, 1, 1, tzinfo=UTC)
        with Storage.create(home, prepare("first words", strength=CHEAP)) as storage:
            moments = (Moment(start + timedelta(hours=number), "UTC") for number in range(2000))
            storage.entries.add_many(
                new_entry(new_id(moment.at), moment, moment.at, body=f"{dice.random()} 今日は #tag " * 12)
                for moment in moments
            )
            database = storage.vault.database
        whole = database.read_bytes()
        for number in range(len(whole) // PAGE):
            damaged = bytearray(whole)
            damaged[number * PAGE + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
            database.write_bytes(damaged)
            assert seen(home), (seed, number)
            database.write_bytes(whole)
        assert not seen(home)
        print(f"a flipped bit was seen in each of {len(whole) // PAGE} pages (seed {seed})")


def seen(home: Path) -> bool:
    """Return whether opening or the check notices."""
    try:
        with Storage.open(unlock(home, Passphrase("first words"), limits=KdfLimits(CHEAP, CHEAP))) as storage:
            return bool(storage.check())
    except DatabaseDamaged:
        return True


if __name__ == "__main__":
    main()
