"""Sealing pages for peers, taking them in, and refusing those that are made to take long."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from statistics import median

from benchmarks.figures import Figure, milliseconds
from journal.insights import Insight
from journal.sharing.accepting import FeedState, Known, accept_file
from journal.sharing.age import seal_to
from journal.sharing.circles import Pair
from journal.sharing.envelope import seal
from journal.sharing.identity import pair_identity
from journal.sharing.payload import OwnFeed, digest_of, next_payload, write_payload
from journal.sharing.refusals import HeaderTooLong, NeedsPassphrase, Refused, TooLarge
from journal.sharing.words import safety_words

NOW = datetime(2026, 3, 10, 14, 30, tzinfo=UTC)
WREN, MOSS = pair_identity(bytes([1]) * 32), pair_identity(bytes([2]) * 32)
TEXT = "I move first and decide later. Sixty-one bricks in the arch. " * 10
PAGES = 1_000


def of_sharing(rounds: int) -> Iterator[Figure]:
    """A page of 600 characters, a feed of a thousand, files that are made to harm, words, and the first import."""
    insight = Insight("story", "2026-03", date(2026, 6, 8), title="Counting bricks", body=TEXT)
    sending, peers = Pair(WREN, MOSS.person), [Pair(MOSS, WREN.person)]
    feed, sealed, sealing = OwnFeed("f" * 32), [], []
    for number in range(PAGES):
        begun = time.perf_counter()
        payload = next_payload(sending.circle, feed, f"{number:032x}", NOW, insight)
        written = write_payload(payload)
        sealed.append(seal(written, WREN, [MOSS.person]))
        sealing.append(time.perf_counter() - begun)
        feed = feed.after(payload, digest_of(written))
    yield Figure("sealing a page", median(sealing) * 1000, "ms", 10, milliseconds(sealing))

    known: dict[int, Known] = {}
    accepting = []
    for data in sealed:
        begun = time.perf_counter()
        known.update(accept_file(data, peers, lambda *_: FeedState(known), NOW).learned)
        accepting.append(time.perf_counter() - begun)
    yield Figure("taking one in", median(accepting) * 1000, "ms", 10, milliseconds(accepting))
    yield Figure(f"taking in {PAGES:,} pages of one feed", sum(accepting), "s", 5)

    many = seal_to(b"", [MOSS.person.recipient] * 300)
    scrypt = b"age-encryption.org/v1\n-> scrypt Py55xMOgCuuTvLwWRV2Pjg 22\n" + b"x" * 43 + b"\n--- x\n"
    for name, data, cause in (
        ("a file of 100 MB", b"age-encryption.org/v1\n" + b"A" * 100_000_000, TooLarge),
        ("300 recipients", many, HeaderTooLong),
        ("a passphrase of 2^22", scrypt, NeedsPassphrase),
    ):
        runs = [_seconds(partial(_refused, data, peers, cause)) for _ in range(rounds)]
        yield Figure(f"refusing {name}", median(runs) * 1000, "ms", 10, milliseconds(runs))

    runs = [_seconds(partial(safety_words, WREN.person)) for _ in range(rounds)]
    yield Figure("six safety words", median(runs) * 1000, "ms", None, milliseconds(runs))
    code = (
        "import time; a = time.perf_counter(); import journal.sharing.accepting, pyrage; print(time.perf_counter() - a)"
    )
    runs = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(rounds)]
    yield Figure("importing what shares", median(runs) * 1000, "ms", None, milliseconds(runs))


def _seconds(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


def _refused(data: bytes, peers: list[Pair], cause: type[Refused]) -> None:
    try:
        accept_file(data, peers, lambda *_: FeedState(), NOW)
    except cause:
        return
    raise AssertionError(f"{cause.__name__} was expected")
