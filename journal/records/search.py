# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Full-text search: the best first, or, where that would take too long, the newest.

A word that is in a thousand entries says little about which is meant, and ranking them costs a look at each. So more
than `MOST_RANKED` are listed newest first; numbers of entries grow with time, so the index gives them in that order.

A word of which only the first letters are typed is worse: the index must join the lists of all words that begin so.
But then nearly every entry has such a word, and looking through the newest few finds enough (`_among_newest`).
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from journal.finding import Found, Hit, Selection
from journal.records.connections import Connection
from journal.records.engine import Engine
from journal.records.faults import SearchCancelled
from journal.records.filters import Filter, filter_for
from journal.records.queries import Query, match_of, parsed
from journal.records.selections import source
from journal.records.shapes import LINE, line_of
from journal.records.snippets import Marker
from journal.records.text import read

MOST_RANKED = 1000
FEW = 300  # are ranked faster than the index sorts them
NEWEST = 300
FEW_LETTERS = 3
SNIPPET_FROM, SNIPPET_AT_MOST = 20_000, 200_000  # characters of a long text that are looked through

Ranks = dict[int, float]


@dataclass(frozen=True, slots=True)
class _Matches:
    """Numbers of entries in the order they are shown, and how many there are."""

    ranks: Ranks
    total: int
    exact: bool = True
    ranked: bool = True


class Search:
    """One search at a time: a newer one ends the one before."""

    def __init__(self, engine: Engine) -> None:
        """Search through these connections."""
        self._engine = engine
        self._lock = threading.Lock()
        self._running: Connection | None = None
        self._turn = 0

    def interrupt(self) -> None:
        """End the search that runs, if one does."""
        self._next_turn()

    def search(self, text: str, selection: Selection, limit: int) -> Found:
        """Return what matches the text.

        Raises:
            SearchCancelled: a newer search began, or `interrupt` was called.
        """
        query = parsed(text)
        turn = self._next_turn()
        if query.empty:
            return Found((), 0)
        selection = replace(selection, tags=(*selection.tags, *query.tags))
        marker = Marker(query.terms)
        with self._engine.snapshot() as connection, self._interruptible(connection, turn):
            matches = _matches(connection, query, selection, marker, limit)
            self._still(turn)
            hits = _hits(connection, dict(islice(matches.ranks.items(), limit)), marker)
            self._still(turn)
        if not matches.ranked:
            hits.sort(key=lambda hit: (hit.line.created_at, hit.line.id), reverse=True)
        return Found(tuple(hits), matches.total, matches.exact, matches.ranked)

    def _next_turn(self) -> int:
        with self._lock:
            self._turn += 1
            if self._running is not None:
                self._running.interrupt()
            return self._turn

    @contextmanager
    def _interruptible(self, connection: Connection, turn: int) -> Iterator[None]:
        with self._lock:
            self._still(turn)
            self._running = connection
        try:
            yield
        finally:
            with self._lock:
                if self._running is connection:
                    self._running = None

    def _still(self, turn: int) -> None:
        if turn != self._turn:
            raise SearchCancelled


def _matches(connection: Connection, query: Query, selection: Selection, marker: Marker, limit: int) -> _Matches:
    if not query.terms:
        return _tagged(connection, selection, limit)
    chosen = filter_for(connection, selection)
    if chosen.nothing:
        return _Matches({}, 0)
    last = query.terms[-1]
    if not last.unspaced and last.unfinished and len("".join(last.letters)) <= FEW_LETTERS:
        found = _among_newest(connection, query, selection, chosen, marker, limit)
        if found is not None:
            return found
    return _indexed(connection, query, chosen, limit)


def _tagged(connection: Connection, selection: Selection, limit: int) -> _Matches:
    """Return what has the tags, when there are no words: newest first, as a list is."""
    place = source(connection, selection)
    rows = connection.execute(
        f"SELECT e.number FROM {place.tables} WHERE {place.where} ORDER BY {place.time} DESC, e.id DESC LIMIT ?",
        (*place.parameters, max(limit, MOST_RANKED + 1)),
    ).fetchall()
    return _Matches(dict.fromkeys((row[0] for row in rows), 0.0), *_capped(len(rows)), ranked=False)


def _capped(found: int) -> tuple[int, bool]:
    return min(found, MOST_RANKED), found <= MOST_RANKED


def _indexed(connection: Connection, query: Query, chosen: Filter, limit: int) -> _Matches:
    """Ask the index."""
    table, where, parameters = _question(query)
    where, parameters = f"{where}{chosen.where}", (*parameters, *chosen.parameters)

    def ask(columns: str, end: str, most: int) -> list[tuple[int, float]]:
        sql = f"SELECT {columns} FROM {table} WHERE {where} {end} LIMIT ?"
        return [(row[0], -row[-1]) for row in connection.execute(sql, (*parameters, most)).fetchall()]

    ranks = bool(query.words or query.long_unspaced)
    if ranks and len(ask("f.rowid", "", FEW + 1)) <= FEW:
        few = ask("f.rowid, f.rank", "", FEW)
        return _Matches(dict(sorted(few, key=lambda match: -match[1])), len(few))
    total, exact = _capped(len(ask("f.rowid", "", MOST_RANKED + 1)))
    if ranks and exact:
        return _Matches(dict(ask("f.rowid, f.rank", "ORDER BY f.rank", limit)), total)
    newest = [number for number, _ in ask("f.rowid", "ORDER BY f.rowid DESC", limit)]
    return _Matches(dict.fromkeys(newest, 0.0), total, exact, ranked=False)


def _question(query: Query) -> tuple[str, str, tuple[object, ...]]:
    """Return the table to go through and the conditions: the word index if it knows a word, then the others."""
    conditions, parameters = list[str](), list[object]()
    words, threes = query.words, query.long_unspaced
    table = "entry_text f" if words else "entry_threes f" if threes else "entry f"
    if words:
        conditions.append("entry_text MATCH ?")
        parameters.append(match_of(words))
    if threes:
        inner = "entry_threes MATCH ?"
        conditions.append(f"+f.rowid IN (SELECT rowid FROM entry_threes WHERE {inner})" if words else inner)
        parameters.append(" ".join(f'"{term.text}"' for term in threes))
    if not words and not threes:
        table, conditions = "entry f INDEXED BY entry_in_unspaced", ["f.trashed_us IS NULL AND f.unspaced = 1"]
    for term in query.short_unspaced:
        inside = "instr(e.title, ?) OR instr(e.body, ?) OR instr(e.all_tags, ?)"
        conditions.append(f"EXISTS (SELECT 1 FROM entry e WHERE e.number = f.rowid AND ({inside}))")
        parameters += [term.text] * 3
    return table, " AND ".join(conditions), tuple(parameters)


def _among_newest(
    connection: Connection, query: Query, selection: Selection, chosen: Filter, marker: Marker, limit: int
) -> _Matches | None:
    """Look through the newest entries for the beginning of a word; return nothing when the index must be asked."""
    finished = replace(query, terms=query.terms[:-1])
    if finished.terms:
        table, where, parameters = _question(finished)
        newest = (
            f"SELECT f.rowid AS number FROM {table} WHERE {where}{chosen.where} ORDER BY f.rowid DESC LIMIT {NEWEST}"
        )
        sql = (
            f"SELECT e.number, e.title, e.body, e.all_tags FROM ({newest}) AS f"
            " CROSS JOIN entry e ON e.number = f.number ORDER BY f.number DESC"
        )
        parameters = (*parameters, *chosen.parameters)
    else:
        place = source(connection, selection)
        sql = (
            f"SELECT e.number, e.title, e.body, e.all_tags FROM {place.tables}"
            f" WHERE {place.where} ORDER BY {place.time} DESC, e.id DESC"
        )
        parameters = place.parameters
    found, looked_at = Ranks(), 0
    for number, title, body, tags in connection.execute(f"{sql} LIMIT {NEWEST}", parameters):
        looked_at += 1
        text = read(body) if finished.terms else read(body)[:SNIPPET_FROM]  # what ends here without them is no answer
        if marker.all_in(read(title), text, tags):
            found[number] = 0.0
            if len(found) >= limit and not finished.terms:
                return _Matches(found, len(found), exact=False, ranked=False)
    if looked_at == NEWEST and len(found) >= limit:
        return _Matches(found, len(found), exact=False, ranked=False)
    if looked_at == NEWEST or not finished.words:
        return None
    # All that have the finished words were seen: only their ranks are missing.
    everything = _indexed(connection, finished, chosen, NEWEST)
    return _Matches(
        {n: rank for n, rank in everything.ranks.items() if n in found}, len(found), ranked=everything.ranked
    )


def _hits(connection: Connection, ranks: Ranks, marker: Marker) -> list[Hit]:
    hits = dict[int, Hit]()
    for row in connection.execute(_LINES, (json.dumps(list(ranks)),)).fetchall():
        number, body, was_cut = row[-3], read(row[-2]), row[-1]
        if was_cut and not marker.found_in(body):
            longer = connection.execute(_LONGER, (number,)).fetchone()
            body = read(longer[0]) if longer else body
        hits[number] = Hit(line_of(row), marker.snippet(body), ranks[number])
    return [hits[number] for number in ranks if number in hits]


_LINES = f"""
    SELECT {LINE},
        CASE WHEN octet_length(e.body) > {SNIPPET_FROM} THEN substr(e.body, 1, {SNIPPET_FROM}) ELSE e.body END,
        octet_length(e.body) > {SNIPPET_FROM}
    FROM json_each(?) AS wanted CROSS JOIN entry e ON e.number = wanted.value
"""
_LONGER = f"SELECT substr(e.body, 1, {SNIPPET_AT_MOST}) FROM entry e WHERE e.number = ?"
