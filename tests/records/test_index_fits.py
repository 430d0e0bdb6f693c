"""Whatever is done in whatever order, the index and the counts say the same as the entries.

Words are repeated often on purpose: how FTS5 erases an old text depends on how often a word is in the new one.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from journal.entries import Change, Draft, Entry, new_entry
from journal.ids import new_id
from journal.moments import Moment
from journal.records.checks import problems_in
from journal.records.drafts import DraftBook
from journal.records.engine import open_engine
from journal.records.entries import EntryBook
from journal.records.migrations import create_database

KEY = "ab" * 48
WORDS = ("river", "walk", "night", "今日は", "良い天気")
START = datetime(2026, 1, 1, tzinfo=UTC)
texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([1, 2, 40, 70, 150])).map(lambda pair: f"{pair[0]} " * pair[1]),
    min_size=1,
    max_size=3,
).map("".join)
tags = st.lists(st.sampled_from(["one", "two"]), max_size=2).map(tuple)


class Journal(RuleBasedStateMachine):
    """A journal, and what should be in it."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "journal-1.db"
        create_database(path, KEY)
        self.engine = open_engine(path, KEY)
        self.book, self.drafts = EntryBook(self.engine), DraftBook(self.engine)
        self.live: dict[str, Entry] = {}
        self.gone: dict[str, Entry] = {}
        self.now = START

    def tick(self) -> datetime:
        self.now += timedelta(seconds=20)  # several in a minute
        return self.now

    def entry(self, body: str, some: tuple[str, ...]) -> Entry:
        now = self.tick()
        return new_entry(new_id(now), Moment(now, "UTC"), now, body=body, tags=some)

    @rule(target=ids, body=texts, some=tags)
    def add(self, body: str, some: tuple[str, ...]) -> str:
        entry = self.entry(body, some)
        self.book.add(entry)
        self.live[entry.id] = entry
        return entry.id

    @rule(body=texts, some=tags)
    def add_many(self, body: str, some: tuple[str, ...]) -> None:
        known = [replace(entry, body=entry.body + " " + body) for entry in list(self.live.values())[:3]]
        fresh = [self.entry(body, some) for _ in range(3)]
        self.book.add_many([*known, *fresh], batch=4)
        self.live |= {entry.id: entry for entry in [*known, *fresh]}

    @rule(entry_id=ids, body=texts, some=tags)
    def edit(self, entry_id: str, body: str, some: tuple[str, ...]) -> None:
        saved = self.book.edit(entry_id, Change(body=body, tags=some), self.tick()).entry
        (self.live if entry_id in self.live else self.gone)[entry_id] = saved

    @rule(entry_id=ids, body=texts)
    def keep_a_draft(self, entry_id: str, body: str) -> None:
        now = self.tick()
        self.drafts.save(Draft(entry_id, now, "UTC", now, body=body))
        self.gone.pop(entry_id, None)
        self.live[entry_id] = self.drafts.keep(entry_id, now).entry

    @rule(entry_id=ids)
    def trash(self, entry_id: str) -> None:
        self.book.trash(entry_id, self.tick())
        if entry_id in self.live:
            self.gone[entry_id] = self.live.pop(entry_id)

    @rule(entry_id=ids)
    def restore(self, entry_id: str) -> None:
        self.book.restore(entry_id)
        if entry_id in self.gone:
            self.live[entry_id] = self.gone.pop(entry_id)

    @rule(entry_id=consumes(ids))
    def purge(self, entry_id: str) -> None:
        self.book.purge(entry_id)
        self.live.pop(entry_id, None)
        self.gone.pop(entry_id, None)

    @invariant()
    def everything_is_found_and_nothing_else(self) -> None:
        for word in WORDS:
            found = {hit.line.id for hit in self.book.search(f"{word} ", limit=10_000).hits}
            assert found == {entry_id for entry_id, entry in self.live.items() if word in entry.body}, word
        assert {line.id for line in self.book.page(limit=10_000)} == set(self.live)
        assert {line.id for line in self.book.page(limit=10_000, trashed=True)} == set(self.gone)
        counts = {tag.tag: tag.count for tag in self.book.tags()}
        assert counts == {
            tag: number
            for tag in ("one", "two")
            if (number := sum(tag in entry.all_tags for entry in self.live.values()))
        }

    def teardown(self) -> None:
        try:
            assert problems_in(self.engine) == ()
        finally:
            self.engine.close()
            self.folder.cleanup()


Journal.TestCase.settings = settings(max_examples=10, stateful_step_count=12)
test_the_index_fits_after_everything_in_any_order = Journal.TestCase
