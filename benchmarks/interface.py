"""What a person sees and when: the real program in a terminal of its own."""

import random
import sys
from collections.abc import Iterator
from statistics import median

import pyte

from benchmarks.corpus import MARKER
from benchmarks.figures import Figure, milliseconds, paired_ratio, percentile
from benchmarks.journals import JOURNAL, PASSPHRASE, Sample
from benchmarks.terminal import Frame, Terminal, forget_peak_memory, painted, peak_memory

EMPTY_APP = (sys.executable, "-c", "from textual.app import App; App().run()")
WIDTH, HEIGHT = 100, 30
LIST_WIDTH = 44  # the list stands on the left, the page of the selected entry on the right
COVER = "•"  # stands for each letter of a passphrase
RESULTS = slice(5, HEIGHT - 2)  # below the places and the search, above the keys


def first_paint(sample: Sample, rounds: int) -> Iterator[Figure]:
    """From the start of the process to the first whole frame, beside an empty Textual app."""
    ours, empty = [], []
    for number in range(rounds + 1):
        with Terminal(EMPTY_APP, columns=WIDTH, rows=HEIGHT) as terminal:
            blank = terminal.wait_for(painted) - terminal.started
        with opened(sample) as terminal:
            locked = (
                terminal.wait_for(lambda screen: painted(screen) and shows(screen, "Passphrase")) - terminal.started
            )
        if number:  # the first round fills the caches of the disk
            ours.append(locked)
            empty.append(blank)
    detail = f"{milliseconds(ours)} / {milliseconds(empty)}"
    yield Figure("first paint / an empty Textual app", paired_ratio(ours, empty), "x", 1.3, detail)


def unlocking(sample: Sample, rounds: int) -> Iterator[Figure]:
    """From enter to Today with the newest entry's title on it."""
    title = beginning_of(sample.newest())
    for name, pause, most in (("typed at 60 ms a key", 0.06, 0.6), ("typed in no time", 0.0, None)):
        times = []
        for _ in range(rounds):
            with opened(sample) as terminal:
                pressed = unlock(terminal, pause)
                times.append(terminal.wait_for(title) - pressed)
        yield Figure(f"enter to a drawn Today, {name}", median(times), "s", most, milliseconds(times))


def searching(sample: Sample, words: int) -> Iterator[Figure]:
    """From a key in the search to the last change of the list that it causes, and of the page beside it."""
    newest = sample.newest()
    known = sorted({word.strip(".").lower() for word in newest["body"].split()})
    queries = [MARKER, *random.Random(7).sample(known, words)]
    listed: list[float] = []
    whole: list[float] = []
    with opened(sample) as terminal:
        unlock(terminal, 0.06)
        terminal.wait_for(beginning_of(newest))
        terminal.press("2")
        terminal.wait_for("entries")
        terminal.settle()
        terminal.press("/")
        terminal.settle()
        for query in queries:
            for letter in query:
                before = tuple(terminal.screen.display)
                pressed = terminal.press(letter)
                frames = terminal.frames()
                listed += last_change(before, frames, pressed, slice(0, LIST_WIDTH))
                whole += last_change(before, frames, pressed, slice(0, WIDTH))
            terminal.press("\x15")  # ctrl+u empties the field
            terminal.settle()
    yield Figure(
        "a key in the search to its results, 95th percentile",
        percentile(listed, 0.95) * 1000,
        "ms",
        50,
        f"{len(listed)} keys, {milliseconds(listed)}",
    )
    yield Figure("the same, with the page beside the list drawn", percentile(whole, 0.95) * 1000, "ms")


def last_change(before: tuple[str, ...], frames: list[Frame], pressed: float, columns: slice) -> list[float]:
    """Return how long after the key the results last changed; nothing when they stayed as they were."""
    found: list[float] = []
    then = [line[columns] for line in before[RESULTS]]
    for frame in frames:
        now = [line[columns] for line in frame.lines[RESULTS]]
        if now != then:
            then, found = now, [frame.at - pressed]
    return found


def memory(sample: Sample) -> Iterator[Figure]:
    """The most memory the interface holds while a person unlocks, leafs, reads, searches and goes to the end."""
    with opened(sample) as terminal:
        unlock(terminal, 0.06)
        terminal.wait_for(beginning_of(sample.newest()))
        unlocked = peak_memory(terminal.process.pid)
        forget_peak_memory(terminal.process.pid)
        for keys in ("2", *["\x1b[6~"] * 40, "\r", "\x1b", "G", "g", "/", *MARKER, "\x1b"):
            terminal.press(keys)
            terminal.settle(0.05)
        used = peak_memory(terminal.process.pid)
    if unlocked is not None and used is not None:
        detail = f"{unlocked / 2**20:.0f} while unlocking, {used / 2**20:.0f} afterwards"
        yield Figure("peak memory of the interface", max(unlocked, used) / 2**20, "MiB", 120, detail)


def beginning_of(entry: dict[str, str]) -> str:
    """Return the first words of an entry as its line in the Timeline shows them."""
    return " ".join((entry["title"] or entry["body"]).split()[:2])


def opened(sample: Sample) -> Terminal:
    """Start the interface on a journal."""
    return Terminal((*JOURNAL, "--home", sample.home), columns=WIDTH, rows=HEIGHT)


def unlock(terminal: Terminal, pause: float) -> float:
    """Type the passphrase and, once all of it stands in its field, press enter; return the moment of enter."""
    terminal.wait_for("Passphrase")
    terminal.type(PASSPHRASE, pause)
    terminal.wait_for(lambda screen: "".join(screen.display).count(COVER) >= len(PASSPHRASE))
    return terminal.press("\r")


def shows(screen: pyte.Screen, text: str) -> bool:
    """Whether a text is on the screen."""
    return text in "\n".join(screen.display)
