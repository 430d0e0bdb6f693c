"""Run every check of the project, one after the other: `python tests/run.py`. What follows goes to pytest alone.

python tests/run.py                       everything, as it runs for each change
python tests/run.py tests/vault -k inbox  everything, with these tests only and no floor under the coverage
python tests/run.py tests                 the same for all tests: the coverage of the interface, too

Tracing costs the tests of the interface more than half of their time again (44 s of one file become 71 on Python
3.11), so they run without it, and the floor under the coverage holds for all rooms below the interface.
"""

import os
import re
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SCRIPTS = Path(sysconfig.get_path("scripts"))

BEFORE_THE_TESTS: tuple[tuple[str, Sequence[str]], ...] = (
    ("ruff check", (PYTHON, "-m", "ruff", "check", ".")),
    ("ruff format --check", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    ("mypy", (PYTHON, "-m", "mypy")),
    ("lint-imports", (str(SCRIPTS / "lint-imports"), "--no-logo", "--no-cache")),
)
INTERFACE = ("tests/screens", "tests/looks", "tests/widgets")
ROOMS_OF_THE_INTERFACE = "journal/app.py,journal/screens/*,journal/widgets/*"
CLOSING_LINE = re.compile(r"=* ?\d+ (?:passed|failed|skipped|errors?)\b.* in \d.*")


def main(arguments: Sequence[str]) -> int:
    """Run all checks; return 0 when every one of them is content."""
    os.chdir(ROOT)
    os.environ["PYTHONUTF8"] = "1"
    started = time.monotonic()
    unhappy = [name for name, command in BEFORE_THE_TESTS if not happy(name, command)]

    erase = (PYTHON, "-m", "coverage", "erase")
    subprocess.run(erase, check=True)
    traced = tuple(arguments) or tuple(f"--ignore={folder}" for folder in INTERFACE)
    failed, *closing_lines = tests("pytest", ("-m", "coverage", "run"), traced)
    if not arguments:
        failed_too, line = tests("pytest, the interface", (), INTERFACE)
        failed = failed or failed_too
        closing_lines.append(line)
    if failed:
        unhappy.append("pytest")
    subprocess.run((PYTHON, "-m", "coverage", "combine", "--quiet"), check=False)
    floor = ("--fail-under=0",) if arguments else (f"--omit={ROOMS_OF_THE_INTERFACE}",)
    if not happy("coverage", (PYTHON, "-m", "coverage", "report", *floor)):
        unhappy.append("coverage")

    heading(f"everything, in {time.monotonic() - started:.0f} s")
    print("Not in order: " + ", ".join(unhappy) if unhappy else "All in order.")
    print(*closing_lines, sep="\n", flush=True)
    return 1 if unhappy else 0


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n--- {text}", flush=True)


def happy(name: str, command: Sequence[str]) -> bool:
    """Run one check and say so; return whether it found nothing."""
    heading(name)
    return subprocess.run(command, check=False).returncode == 0


def tests(name: str, traced_by: Sequence[str], arguments: Sequence[str]) -> tuple[bool, str]:
    """Run pytest on all cores, under coverage or not; return whether it failed, and its closing line."""
    heading(name)
    workers = str((os.cpu_count() or 1) + 1)  # one more than cores: a test of a screen waits a third of its time
    command = (PYTHON, *traced_by, "-m", "pytest", "-n", workers, "--dist", "worksteal", *arguments)
    closing_line = "pytest ended without a closing line"
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace") as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if CLOSING_LINE.match(line.rstrip()):
                closing_line = line.rstrip()
    return process.returncode != 0, closing_line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
