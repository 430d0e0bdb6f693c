"""Measure everything this project promises about speed, on this machine, in one run.

    python -m benchmarks                        both journals, all figures (about twenty minutes the first time)
    python -m benchmarks interface --rounds 5   some figures, fewer rounds
    python -m benchmarks patterns               how often the patterns are wrong (about twenty minutes)

Made-up journals of 10,000 and 100,000 entries are filled with the program's own `import` and kept in
benchmarks/corpora/. Figures that compare are taken in turns, so that a busy machine slows both sides.
"""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks import commands, feed, interface, moods, pages, patterns, queries, sharing
from benchmarks.figures import Figure
from benchmarks.journals import prepared

RESULTS = Path(__file__).with_name("results")
PARTS = ("filling", "commands", "interface", "queries", "moods", "pages", "patterns", "sharing", "feed")


def main() -> int:
    """Print the figures; return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="only these")
    parser.add_argument("--rounds", type=int, default=15, help="runs for each figure (default 15)")
    parser.add_argument("--small", type=int, default=10_000, help="entries in the small journal")
    parser.add_argument("--large", type=int, default=100_000, help="entries in the large journal")
    parser.add_argument(
        "--corpus-maker", type=Path, help="a program that takes a number and --output, and writes JSON lines"
    )
    parser.add_argument("--made-up", type=int, default=200, help="made-up journals for each figure of the patterns")
    parser.add_argument("--anew", action="store_true", help="fill the journals again")
    options = parser.parse_args()
    if sys.platform == "win32":
        sys.stderr.write("The benchmarks need a pseudo-terminal and run on Linux and macOS.\n")
        return 1

    # An installed program has its bytecode beside it; without it, each start would compile the whole program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parts = options.part or PARTS
    system = f"Python {platform.python_version()}, {platform.platform()}"
    print(f"{system}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    figures: list[Figure] = []
    for figure in measured(parts, options):
        print(figure.row, flush=True)
        figures.append(figure)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{time.strftime('%Y-%m-%d-%H%M%S')}.json"
    path.write_text(json.dumps([asdict(figure) for figure in figures], indent=1), encoding="utf-8")
    above = [figure.name for figure in figures if not figure.kept]
    print(f"\n{len(figures)} figures, {len(above)} above their promise. Kept in benchmarks/results/{path.name}.")
    return 1 if above else 0


def measured(parts: tuple[str, ...], options: argparse.Namespace) -> Iterator[Figure]:
    """Yield the figures of the parts."""
    if "patterns" in parts:
        yield from patterns.of_patterns(options.made_up)
    if "sharing" in parts:
        yield from sharing.of_sharing(options.rounds)
    if "feed" in parts:
        yield from feed.of_feed(options.rounds)
    if "moods" in parts:
        yield from moods.of_moods(options.rounds)
    if "pages" in parts:
        yield from pages.of_pages(options.rounds)
    if not {"filling", "commands", "interface", "queries"} & set(parts):  # the rest needs the filled journals
        return
    small, filled_small = prepared(options.small, options.corpus_maker, anew=options.anew)
    large, filled_large = prepared(options.large, options.corpus_maker, anew=options.anew)
    if "filling" in parts:
        for sample, filling in ((small, filled_small), (large, filled_large)):
            if filling is not None:
                yield Figure(f"journal import of {sample.size:,} entries", filling.wall, "s")
    rounds: int = options.rounds
    steps: tuple[tuple[str, Callable[[], Iterator[Figure]]], ...] = (
        ("commands", lambda: commands.writing_while_locked(large, rounds)),
        ("commands", lambda: commands.reading(small, large, rounds)),
        ("interface", lambda: interface.first_paint(large, rounds)),
        ("interface", lambda: interface.unlocking(large, rounds)),
        ("interface", lambda: interface.searching(large, words=rounds)),
        ("interface", lambda: interface.memory(large)),
        ("queries", lambda: queries.of_each_query(small, large, rounds)),
    )
    for part, step in steps:
        if part in parts:
            yield from step()


if __name__ == "__main__":
    sys.exit(main())
