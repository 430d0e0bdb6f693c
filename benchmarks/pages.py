"""A sealed page of a year: how long sealing and opening take. And how long looking over a long text takes."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.corpus import VOCABULARY, sentences, vocabulary, zipf
from benchmarks.figures import Figure, milliseconds
from journal.entries import Entry, new_entry
from journal.exchange.html_out import Shown, pieces
from journal.moments import Moment
from journal.redaction import Replacement, reviewed
from journal.sharing.sealed_page import RANDOM_BYTES, sealed_page

A_YEAR, WORDS_A_DAY = 365, 250
WORDS = ("unpeeled", "landscape", "chaplain", "starved", "ungodly", "bagel")
FIRST_DAY = datetime(2025, 1, 1, 20, 0, tzinfo=UTC)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# From enter to the moment at which Chromium has painted the page.
OPEN = """
const [words, done] = arguments;
document.getElementById("words").value = words;
const started = performance.now();
new MutationObserver((_, watcher) => {
  if (document.getElementById("close").hidden) return;
  watcher.disconnect();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
}).observe(document.getElementById("close"), {attributes: true});
document.getElementById("ask").requestSubmit();
"""
LONG = 200_000
# Texts that patterns take longest for: each begins what some pattern looks for, again and again, and never ends it.
TIRING = (
    "A. ", "one ", "1 Aa ", "a@", "a.", "www.", "hundred and ", "+1-", "rue de la ", "Jo-", "9", "\n", "* ",
    "I met Jo on 10 March, 47 days in, at 22 Baker Street. ",
)  # fmt: skip


def of_pages(rounds: int) -> Iterator[Figure]:
    """Sealing a year, opening it, and looking over a long text."""
    rounds = max(3, rounds // 3)
    sealing = []
    for _ in range(rounds):
        started = time.perf_counter()
        page = sealed_page("".join(pieces(_a_year(), Shown())), WORDS, bytes(RANDOM_BYTES))
        sealing.append(time.perf_counter() - started)
    what = f"a page of {A_YEAR} entries of {WORDS_A_DAY} words"
    yield Figure(f"sealing {what}", median(sealing), "s", 3, f"{milliseconds(sealing)}, {len(page) / 1e6:.1f} MB")
    opening = _opened(page, rounds)
    if opening:
        yield Figure("opening it in Chromium, to the paint", median(opening), "s", 1.5, milliseconds(opening))
    yield _looking_over()


def _a_year() -> Iterator[Entry]:
    chance = Random(365)
    words, weights = vocabulary(chance), zipf(VOCABULARY)
    for number in range(A_YEAR):
        at = FIRST_DAY + timedelta(days=number)
        body = sentences(chance.choices(words, cum_weights=weights, k=WORDS_A_DAY))
        yield new_entry(f"{number:032x}", Moment.of(at, "Europe/Berlin"), at, title="A day", body=body, tags=("walk",))


def _opened(page: str, rounds: int) -> list[float]:
    """Return how many seconds opening took each time, or nothing where there is no Chromium to ask."""
    program, driver_path = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver_path:
        sys.stderr.write("Chromium or chromedriver is not there: opening a page was not measured.\n")
        return []
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    taken = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        options = webdriver.ChromeOptions()
        options.binary_location = program
        for flag in (*FLAGS, f"--user-data-dir={folder}/profile"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(driver_path))
        try:
            for _ in range(rounds + 1):
                driver.get(path.as_uri())
                taken.append(float(driver.execute_async_script(OPEN, " ".join(WORDS))) / 1000)
        finally:
            driver.quit()
    return taken[1:]  # the first one also starts what Chromium starts once


def _looking_over() -> Figure:
    rules = [Replacement("Jo", "a friend"), *(Replacement(f"Person {number}", "somebody") for number in range(50))]
    slowest = max((_seconds(text * (LONG // len(text)), rules), text) for text in TIRING)
    name = f"looking over {LONG:,} characters, processor time"
    return Figure(name, slowest[0], "s", 5, f"the slowest of {len(TIRING)} texts: {slowest[1].strip()!r}")


def _seconds(text: str, rules: list[Replacement]) -> float:
    started = time.process_time()
    reviewed(text, rules)
    return time.process_time() - started
