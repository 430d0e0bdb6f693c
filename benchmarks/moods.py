"""The Moods place on a journal of ten years with five check-ins a day."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median

from benchmarks.figures import Figure, milliseconds
from benchmarks.interface import WIDTH, last_change, opened, shows, unlock
from benchmarks.journals import CORPORA, PASSPHRASE, Sample
from benchmarks.terminal import Terminal

YEARS, A_DAY = 10, 5
TAGS = 50
WHOLE = slice(0, WIDTH)
MOODS, NEXT_VIEW, LAST_VIEW = "3", "\x1b[C", "\x1b[D"


def of_moods(rounds: int) -> Iterator[Figure]:
    """From the key that asks for the place to its line and bars, for others to their last change; and the commands."""
    sample = _ten_years()
    drawn: list[float] = []
    year: list[float] = []
    everything: list[float] = []
    for _ in range(rounds):
        with opened(sample) as terminal:
            unlock(terminal, 0.06)
            terminal.wait_for("How is it right now?")
            terminal.settle()
            pressed = terminal.press(MOODS)
            drawn.append(
                terminal.wait_for(lambda screen: shows(screen, "half of the days") and shows(screen, "night")) - pressed
            )
            terminal.settle()
            year += _until_still(terminal, NEXT_VIEW)
            terminal.press(LAST_VIEW)
            terminal.settle()
            for _ in range(2):  # from 90 days to a year to all of them
                terminal.press("r")
                terminal.settle()
            everything += _until_still(terminal, "r")
            terminal.settle()
    yield Figure("the Moods place, first drawn", median(drawn) * 1000, "ms", 150, milliseconds(drawn))
    yield Figure("its year", median(year) * 1000, "ms", None, milliseconds(year))
    if everything:
        yield Figure("another range of its line", median(everything) * 1000, "ms", None, milliseconds(everything))
    for command in (("moods",), ("patterns", "--days", "365")):
        runs = [sample.run(*command).wall for _ in range(max(3, rounds // 3))]
        yield Figure(f"journal {' '.join(command)}", median(runs), "s", None, milliseconds(runs))


def _until_still(terminal: Terminal, key: str) -> list[float]:
    before = tuple(terminal.screen.display)
    pressed = terminal.press(key)
    return last_change(before, terminal.frames(), pressed, WHOLE)


def _ten_years() -> Sample:
    """Return the journal, made with the program's own import and kept for the next run."""
    CORPORA.mkdir(exist_ok=True)
    number = YEARS * 365 * A_DAY
    home, corpus = CORPORA / "moods.home", CORPORA / "moods.json"
    sample = Sample(number, home, corpus, CORPORA / "passphrase.txt")
    sample.passphrase_file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    sample.passphrase_file.chmod(0o600)
    whole = home.with_suffix(".whole")
    if not whole.exists():
        chance = Random(7)
        now = datetime.now(UTC).replace(microsecond=0)
        tags = [f"tag{number}" for number in range(TAGS)]
        checkins = [
            {
                "at": (now - timedelta(hours=24 / A_DAY * index + 1)).isoformat(),
                "mood": min(5, max(1, round(chance.gauss(3, 1)))),
                "energy": chance.randint(1, 5),
                "craving": chance.randint(0, 10),
                "sleep_hours": chance.randint(8, 18) / 2 if index % A_DAY == 0 else None,
                "tags": chance.sample(tags, 4),
                "coping": [{"name": "a walk", "helped": chance.randint(0, 3)}],
            }
            for index in range(number)
        ]
        corpus.write_text(json.dumps({"entries": [], "checkins": checkins}), encoding="utf-8")
        sample.run("init")
        sample.run("import", str(corpus))
        whole.write_text("", encoding="utf-8")
    return sample
