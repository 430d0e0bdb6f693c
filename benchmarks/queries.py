"""Every query of a screen beside the raw driver, on the same encrypted file, in turns.

The raw driver runs one plain statement for the same answer on a connection with the same settings, and its rows become
the same values: what is compared is everything else that we do. (Bare rows would be faster still. A page of fifty lines
takes about 0.1 ms as rows, and the values that screens need from it about 0.15 ms more, whoever makes them.)
Search as you type is measured letter by letter, with words of every frequency.
"""

# ruff: noqa: S608 - statements are made of constants
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.corpus import MARKER
from benchmarks.figures import Figure, paired_ratio, percentile
from benchmarks.journals import PASSPHRASE, Sample
from journal.finding import Cursor, Found, Hit, Selection, Snippet, TagCount
from journal.onthisday import same_days
from journal.records.connections import Connection, connect
from journal.records.entries import EntryBook
from journal.records.shapes import ENTRY, LINE, entry_of, line_of
from journal.records.times import microseconds
from journal.storage import Storage
from journal.vault import Passphrase, unlock

MOST_OVER_RAW = 1.5
MOST_GROWTH = 1.1
MOST_WHILE_TYPING = 35.0  # milliseconds, of the 50 from a key to results
MARKS = ("\x02", "\x03")
REPEATED = 8  # a call within each turn: one alone is near the clock's own noise

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pair:
    """One query: the raw driver's statement, and the book's method."""

    raw: Call
    book: Call
    grows: bool = False  # whether the promise about growth is not about it: a count of rows grows with them


def of_each_query(small: Sample, large: Sample, rounds: int) -> Iterator[Figure]:
    """Measure all queries at both sizes."""
    with opened(small) as few, opened(large) as many:
        raws = [connect(place.vault.database, place.vault.database_key_hex) for place in (few, many)]
        try:
            few_pairs, many_pairs = pairs(few.entries, raws[0]), pairs(many.entries, raws[1])
            for name, pair in many_pairs.items():
                ours, theirs, before = in_turns(rounds, pair.book, pair.raw, few_pairs[name].book)
                detail = f"{statistics.median(ours):.2f} ms beside {statistics.median(theirs):.2f}"
                yield Figure(f"{name}: beside the raw driver", paired_ratio(ours, theirs), "x", MOST_OVER_RAW, detail)
                if not pair.grows:
                    growth = paired_ratio(ours, before)
                    detail = f"{statistics.median(before):.2f} ms at {small.size:,}"
                    yield Figure(f"{name}: beside {small.size:,} entries", growth, "x", MOST_GROWTH, detail)
        finally:
            for raw in raws:
                raw.close()
        yield from typing(many.entries)


def opened(sample: Sample) -> Storage:
    """Open the journal of a sample."""
    return Storage.open(unlock(sample.home, Passphrase(PASSPHRASE)))


def pairs(book: EntryBook, raw: Connection) -> dict[str, Pair]:
    """Return each query twice."""
    ids = [line.id for line in book.page(limit=200)]
    tag = book.tags()[0].tag
    common = words_by_frequency(book)[40]
    middle = book.page(Selection(until=date(2018, 6, 30)), limit=1)[0]
    place = Cursor(middle.created_at, middle.id)
    key = (microseconds(place.created_at), place.id)
    numbers = iter(range(10**9))

    live = "FROM entry e WHERE e.trashed_us IS NULL"
    order = "ORDER BY e.created_us DESC, e.id DESC LIMIT 50"
    found = (
        f"SELECT {LINE}, f.rank, snippet(entry_text, 1, ?, ?, '…', 14)"
        " FROM entry_text f JOIN entry e ON e.number = f.rowid WHERE entry_text MATCH ? ORDER BY f.rank LIMIT 50"
    )
    tagged = (
        f"SELECT {LINE} FROM tagging t CROSS JOIN entry e ON e.number = t.entry"
        " WHERE t.tag = (SELECT number FROM tag WHERE name = ?) ORDER BY t.created_us DESC, e.id DESC LIMIT 50"
    )
    one = f"SELECT {ENTRY} FROM entry e WHERE e.id = ?"
    year = "SELECT count(*) FROM entry WHERE trashed_us IS NULL AND local_date BETWEEN ? AND ?"

    def sql(text: str, *parameters: object) -> Call:
        return lambda: raw.execute(text, parameters).fetchall()

    def lines_by(text: str, *parameters: object) -> Call:
        return lambda: tuple([line_of(row) for row in raw.execute(text, parameters).fetchall()])

    def hits_by(text: str, word: str) -> Call:
        def search() -> object:
            rows = raw.execute(text, (*MARKS, f'"{word}"')).fetchall()
            hits = [Hit(line_of(row), Snippet(tuple(split_at_marks(row[-1]))), -row[-2]) for row in rows]
            return Found(tuple(hits), len(hits))

        return search

    def counts_by(text: str) -> Call:
        return lambda: tuple([TagCount(*row) for row in raw.execute(text, ()).fetchall()])

    def one_by(text: str) -> Call:
        def get() -> object:
            row = raw.execute(text, (any_id(),)).fetchone()
            return row and entry_of(row)

        return get

    def any_id() -> str:
        return ids[next(numbers) % len(ids)]

    days = same_days(date(2024, 3, 10), book.first_day())
    dates = [day.isoformat() for day in days]
    of_days = f"AND e.local_date IN ({', '.join('?' * len(dates))}) ORDER BY e.created_us DESC, e.id DESC LIMIT 200"
    in_2018 = Selection(since=date(2018, 1, 1), until=date(2018, 12, 31))
    return {
        "page": Pair(lines_by(f"SELECT {LINE} {live} {order}"), lambda: book.page()),
        "page from the middle": Pair(
            lines_by(f"SELECT {LINE} {live} AND (e.created_us, e.id) < (?, ?) {order}", *key),
            lambda: book.page(after=place),
        ),
        "page of a tag": Pair(lines_by(tagged, tag), lambda: book.page(Selection(tags=(tag,)))),
        "get": Pair(one_by(one), lambda: book.get(any_id())),
        "search, rare word": Pair(hits_by(found, MARKER), lambda: book.search(f"{MARKER} "), grows=True),
        "search, common word": Pair(hits_by(found, common), lambda: book.search(f"{common} ")),
        "count": Pair(sql("SELECT count(*) FROM entry WHERE trashed_us IS NULL"), lambda: book.count()),
        "count of a year": Pair(sql(year, "2018-01-01", "2018-12-31"), lambda: book.count(in_2018), grows=True),
        "on this day": Pair(
            lines_by(f"SELECT {LINE} {live} {of_days}", *dates), lambda: book.on_days(days), grows=True
        ),
        "tags": Pair(counts_by("SELECT name, entries FROM tag ORDER BY entries DESC, name"), lambda: book.tags()),
    }


def split_at_marks(marked: str) -> Iterator[tuple[str, bool]]:
    """Split what the index marked into what was a hit and what was not."""
    before, *hits = marked.replace("\n", " ").split(MARKS[0])
    yield before, False
    for hit in hits:
        word, after = hit.split(MARKS[1])
        yield word, True
        yield after, False


def in_turns(rounds: int, *calls: Call) -> tuple[list[float], ...]:
    """Return the milliseconds that each call took, taken in turns."""
    times: tuple[list[float], ...] = tuple([] for _ in calls)
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            start = time.perf_counter()
            for _ in range(REPEATED):
                call()
            taken.append((time.perf_counter() - start) * 1000 / REPEATED)
    return times


def typing(book: EntryBook) -> Iterator[Figure]:
    """Type words of every frequency letter by letter, alone, after a common word and after a rare one."""
    ranked = words_by_frequency(book)
    words = [*ranked[:60], *ranked[60::60], *ranked[-40:], MARKER]
    times: dict[str, list[float]] = {}
    for before in ("", f"{ranked[10]} ", f"{MARKER} "):
        for word in words:
            for length in range(1, len(word) + 1):
                start = time.perf_counter()
                book.search(before + word[:length])
                taken = (time.perf_counter() - start) * 1000
                times.setdefault("letter by letter", []).append(taken)
                times.setdefault(f"{length} typed" if length < 5 else "5 or more typed", []).append(taken)
    for name, all_taken in sorted(times.items(), key=lambda item: item[0] != "letter by letter"):
        detail = f"median {statistics.median(all_taken):.1f} ms, worst {max(all_taken):.1f}, {len(all_taken)} searches"
        value = percentile(all_taken, 0.95)
        yield Figure(f"search as you type, {name}, 95 in 100", value, "ms", MOST_WHILE_TYPING, detail)


def words_by_frequency(book: EntryBook) -> list[str]:
    """Return the words of the newest thousand entries, the most used first."""
    counts: Counter[str] = Counter()
    for line in book.page(limit=1000):
        counts.update(book.get(line.id).body.lower().replace(".", " ").split())
    return [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
