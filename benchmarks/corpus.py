"""A made-up journal of any size, the same one for the same seed: JSON lines that `journal import` reads.

An entry has a title, a text of about 120 words drawn by Zipf's law, two tags, and a mood or none. Every 500th entry
holds MARKER, a word that occurs nowhere else, so that a search for it must find exactly `number // 500` entries.
"""

import itertools
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypedDict

MARKER = "zephyrlantern"
MARKED_EVERY = 500
VOCABULARY = 8000
FIRST_DAY = datetime(2011, 1, 1, tzinfo=timezone(timedelta(hours=1)))
DAYS = 15 * 365
TAGS = (
    "sleep work family meeting exercise gratitude anxiety walk craving sponsor boredom friends health money "
    "reading cooking music therapy holiday milestone"
).split()
_ONSETS = "b br c d f fl g h j k l m n p qu r s st t v w".split()
_VOWELS = "a e i o u ea ou".split()
_ENDINGS = ["", "n", "r", "s", "t", "l", "nd", "ck"]


class Line(TypedDict):
    """One entry as a line of the file holds it."""

    created_at: str
    title: str
    body: str
    tags: list[str]
    mood: int | None


def vocabulary(chance: random.Random) -> list[str]:
    """Return made-up words that can be spoken, short ones first, as in any language."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = 1 + (len(words) > 200) + (len(words) > 3000)
        word = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
        words[word + chance.choice(_ENDINGS)] = None
    return list(words)


def zipf(size: int) -> list[float]:
    """Return running sums of 1 / rank, as `random.choices` wants them."""
    return list(itertools.accumulate(1 / rank for rank in range(1, size + 1)))


def entries(number: int, seed: int = 1660) -> Iterator[Line]:
    """Yield the entries of a made-up journal, oldest first."""
    chance = random.Random(seed)
    words, weights = vocabulary(chance), zipf(VOCABULARY)
    tag_weights = zipf(len(TAGS))
    seconds = sorted(chance.sample(range(DAYS * 86400), number))
    for index, second in enumerate(seconds):
        body = chance.choices(words, cum_weights=weights, k=min(400, max(15, round(chance.gauss(120, 45)))))
        if index % MARKED_EVERY == MARKED_EVERY // 2:
            body[chance.randrange(len(body))] = MARKER
        title = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(2, 6)))
        tags: set[str] = set()
        while len(tags) < 2:
            tags |= set(chance.choices(TAGS, cum_weights=tag_weights))
        yield Line(
            created_at=(FIRST_DAY + timedelta(seconds=second)).isoformat(),
            title=title.capitalize(),
            body=sentences(body),
            tags=sorted(tags),
            mood=chance.choice((None, 1, 2, 3, 3, 4, 4, 5)),
        )


def sentences(words: list[str]) -> str:
    """Return the words as sentences of a dozen, a paragraph after every eighth."""
    text = []
    for number, start in enumerate(range(0, len(words), 12)):
        text.append(" ".join(words[start : start + 12]).capitalize() + ("." if number % 8 != 7 else ".\n\n"))
    return " ".join(text).replace("\n\n ", "\n\n").strip()


def write_corpus(path: Path, number: int, maker: Path | None = None) -> None:
    """Write a corpus file; `maker` is another program that takes a number and `--output`."""
    unfinished = path.with_suffix(".part")
    if maker is not None:
        subprocess.run([sys.executable, maker, str(number), "--output", unfinished], check=True)
    else:
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries(number))
    unfinished.replace(path)
