"""The journals that are measured: made with the program's own commands, kept for the next run."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import MARKER, write_corpus

PASSPHRASE = "a lamp on the desk in the evening"
CORPORA = Path(__file__).with_name("corpora")
JOURNAL = (sys.executable, "-m", "journal")


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took: seconds on the clock, and seconds of processor time."""

    wall: float
    cpu: float
    output: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A journal of a known size, and what is needed to measure it."""

    size: int
    home: Path
    corpus: Path
    passphrase_file: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment in which commands open this journal without asking."""
        return {"JOURNAL_PASSPHRASE_FILE": str(self.passphrase_file)}

    def run(self, *arguments: str, locked: bool = False) -> Run:
        """Run a command on this journal."""
        return timed((*JOURNAL, "--home", str(self.home), *arguments), {} if locked else self.env)

    def newest(self) -> dict[str, str]:
        """The entry that stands first in the Timeline."""
        found: dict[str, list[dict[str, str]]] = json.loads(self.run("list", "-n", "1", "--json").output)
        return found["entries"][0]


def timed(command: tuple[str, ...], env: Mapping[str, str]) -> Run:
    """Run a program to its end.

    Raises:
        RuntimeError: it ended with an error.
    """
    clean = {key: value for key, value in os.environ.items() if not key.startswith("JOURNAL_")}
    before, started = _children(), time.perf_counter()
    ended = subprocess.run(
        command,
        env={**clean, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    wall, cpu = time.perf_counter() - started, _children() - before
    if ended.returncode:
        raise RuntimeError(f"{' '.join(command[2:])} ended with {ended.returncode}: {ended.stderr.strip()}")
    return Run(wall, cpu, ended.stdout)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def prepared(size: int, maker: Path | None, *, anew: bool) -> tuple[Sample, Run | None]:
    """Return the journal of a size, filled from a corpus; and what filling took, when it was done now.

    Raises:
        RuntimeError: a command failed, or the journal does not hold what the corpus holds.
    """
    CORPORA.mkdir(exist_ok=True)
    kind = maker.stem if maker else "own"
    corpus = CORPORA / f"{kind}-{size}.jsonl"
    sample = Sample(size, CORPORA / f"{kind}-{size}.home", corpus, CORPORA / "passphrase.txt")
    sample.passphrase_file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    sample.passphrase_file.chmod(0o600)
    if not corpus.exists():
        write_corpus(corpus, size, maker)
    whole = sample.home.with_suffix(".whole")  # put down last: a run that was stopped starts again
    if whole.exists() and not anew:
        return sample, None
    if sample.home.exists():
        sample.home.rename(sample.home.with_suffix(f".{time.time_ns()}.old"))
    sample.run("init")
    filling = sample.run("import", str(corpus))
    found = len(json.loads(sample.run("search", MARKER, "-n", str(size), "--json").output)["entries"])
    if found != size // 500:
        raise RuntimeError(f"a search for {MARKER} found {found} of {size // 500} entries")
    whole.write_text("", encoding="utf-8")
    return sample, filling
