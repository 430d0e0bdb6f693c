"""How long commands take, and whether a large journal makes them slower."""

from collections.abc import Iterator
from statistics import median

from benchmarks.corpus import MARKER
from benchmarks.figures import Figure, milliseconds, paired_ratio
from benchmarks.journals import Sample


def writing_while_locked(sample: Sample, rounds: int) -> Iterator[Figure]:
    """`journal add` without a passphrase: what a person waits for most often. The notes are taken out again."""
    inbox = sample.home / "inbox"
    before = set(inbox.iterdir())
    sample.run("add", "A first one, so that all is compiled.", locked=True)
    runs = [sample.run("add", f"Slept well, number {number}.", locked=True) for number in range(rounds)]
    sample.run("mood", "3", locked=True)
    noted = [sample.run("mood", "4", locked=True) for _ in range(rounds)]
    notes = set(inbox.iterdir()) - before
    if len(notes) != 2 * rounds + 2:
        raise RuntimeError(f"{2 * rounds + 2} notes were written, {len(notes)} are in the inbox")
    for note in notes:
        note.unlink()
    sample.run("help-now", locked=True)
    helped = [sample.run("help-now", locked=True) for _ in range(rounds)]
    for name, most, taken in (
        ("add while locked", 0.15, runs),
        ("mood while locked", 0.15, noted),
        ("help-now", 0.3, helped),
    ):
        cpu = [run.cpu for run in taken]
        yield Figure(f"journal {name}, processor time", median(cpu), "s", most, milliseconds(cpu))
    yield Figure("journal add while locked, on the clock", median(run.wall for run in runs), "s")


def reading(small: Sample, large: Sample, rounds: int) -> Iterator[Figure]:
    """`list`, `show` and `search` on the small and the large journal, in turn."""
    commands = {
        "list": (("list",), ("list",)),
        "show": (("show", small.newest()["id"]), ("show", large.newest()["id"])),
        "search, a rare word": (("search", MARKER), ("search", MARKER)),
        "search, a common word": (("search", common_word(small)), ("search", common_word(large))),
    }
    for name, (on_small, on_large) in commands.items():
        small.run(*on_small)
        large.run(*on_large)
        pairs = [(small.run(*on_small), large.run(*on_large)) for _ in range(rounds)]
        ratio = paired_ratio([large_run.wall for _, large_run in pairs], [small_run.wall for small_run, _ in pairs])
        detail = " / ".join(milliseconds([pair[side].wall for pair in pairs]) for side in (1, 0))
        yield Figure(f"journal {name}: {large.size:,} / {small.size:,}", ratio, "x", 1.1, detail)


def common_word(sample: Sample) -> str:
    """Return the word that the newest entry begins with, most likely one of the commonest."""
    return sample.newest()["body"].split()[0].strip(".").lower()
