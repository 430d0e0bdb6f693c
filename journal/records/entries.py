# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""The book of entries: what the rest of the program may ask for. The work is done beside this file, a noun each."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from journal.entries import Change, Entry, Revision
from journal.errors import EntryNotFound
from journal.finding import Cursor, EntryLine, Found, Selection, TagCount
from journal.records import bulk, lists, prefixes, revisions, tags, writing
from journal.records.answers import Added, Saved
from journal.records.engine import Engine
from journal.records.erasing import empty_log
from journal.records.search import Search
from journal.records.shapes import ENTRY, entry_of

EVERYTHING = Selection()


class EntryBook:
    """The entries of a journal.

    Besides what each method names, all of them raise `JournalBusy`, `DiskFull`, `NotWritable` or `DatabaseDamaged`
    when the database does.
    """

    def __init__(self, engine: Engine) -> None:
        """Read and write through these connections."""
        self._engine = engine
        self._search = Search(engine)

    # --- reading ---------------------------------------------------------------------------------------------------

    def get(self, entry_id: str) -> Entry:
        """Return an entry, also one in the trash.

        Raises:
            EntryNotFound: there is none with this id.
        """
        with self._engine.reading() as connection:
            row = connection.execute(_GET, (entry_id,)).fetchone()
        if row is None:
            raise EntryNotFound(entry_id)
        return entry_of(row)

    def find_id(self, prefix: str, *, trashed: bool | None = None) -> str:
        """Return the one id that begins with what was typed; `trashed` looks only in the trash, or only outside.

        Raises:
            UnreadableId: no id begins like that.
            EntryNotFound: there is none.
            AmbiguousId: there are several.
        """
        return prefixes.find_id(self._engine, prefix, trashed)

    def short_ids(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the shortest beginning of each id that no other id has, with at least six digits."""
        return prefixes.short_ids(self._engine, ids)

    def page(
        self,
        selection: Selection = EVERYTHING,
        *,
        after: Cursor | None = None,
        before: Cursor | None = None,
        limit: int = 50,
        trashed: bool = False,
    ) -> tuple[EntryLine, ...]:
        """Return up to `limit` lines, newest first: older than `after`, or directly newer than `before`.

        In the trash the order is that of being put there, and so is a cursor's time.
        """
        return lists.page(self._engine, selection, after, before, limit, trashed)

    def oldest(self, selection: Selection = EVERYTHING, limit: int = 50) -> tuple[EntryLine, ...]:
        """Return the last lines of the list, newest first."""
        return lists.oldest(self._engine, selection, limit)

    def count(self, selection: Selection = EVERYTHING, trashed: bool = False) -> int:
        """Return how many entries there are."""
        return lists.count(self._engine, selection, trashed)

    def per_day(self, since: date, until: date) -> dict[date, int]:
        """Return how many entries each local date has, both ends included; dates without one are left out."""
        return lists.per_day(self._engine, since, until)

    def on_days(self, days: Collection[date], limit: int = 200) -> tuple[EntryLine, ...]:
        """Return up to `limit` lines of some local dates, newest first."""
        return lists.on_days(self._engine, days, limit)

    def first_day(self) -> date | None:
        """Return the earliest local date that has an entry."""
        return lists.first_day(self._engine)

    def tags(self, selection: Selection = EVERYTHING) -> tuple[TagCount, ...]:
        """Return the tags of the selected entries, most used first."""
        return tags.tags(self._engine, selection)

    def each(
        self, selection: Selection = EVERYTHING, *, oldest_first: bool = True, trashed: bool = False
    ) -> Iterator[Entry]:
        """Go through all selected entries, a few of them in memory at a time."""
        return lists.each(self._engine, selection, oldest_first, trashed)

    # --- searching -------------------------------------------------------------------------------------------------

    def search(self, query: str, selection: Selection = EVERYTHING, *, limit: int = 50) -> Found:
        """Return what matches, best first. Any text is a query; one without words finds nothing.

        Raises:
            SearchCancelled: a newer search began, or `interrupt_search` was called.
        """
        return self._search.search(query, selection, limit)

    def interrupt_search(self) -> None:
        """End a search that runs in another thread; none is no error."""
        self._search.interrupt()

    # --- writing ---------------------------------------------------------------------------------------------------

    def add(self, entry: Entry) -> bool:
        """Add an entry, and return whether it was new; one with the same id is left as it is."""
        with self._engine.writing() as session:
            return writing.add(session, entry)

    def add_many(self, entries: Iterable[Entry], *, batch: int = 2000, progress: bulk.Progress | None = None) -> Added:
        """Add entries, a batch in each transaction; the same ones again change nothing.

        An id that is known with another content takes it over as an edit, unless its history has that content already.
        """
        return bulk.add_many(self._engine, entries, batch, progress)

    def edit(self, entry_id: str, change: Change, now: datetime, *, base: str | None = None) -> Saved:
        """Change an entry and keep what it was before; `base` is the revision that the edit began with.

        Raises:
            EntryNotFound: there is none with this id.
        """
        with self._engine.writing() as session:
            return writing.edit(session, writing.find(session, entry_id), change, now, base)

    def trash(self, entry_id: str, now: datetime) -> None:
        """Put an entry into the trash.

        Raises:
            EntryNotFound: there is none with this id.
        """
        with self._engine.writing() as session:
            writing.trash(session, writing.find(session, entry_id), now)

    def restore(self, entry_id: str) -> None:
        """Take an entry out of the trash.

        Raises:
            EntryNotFound: there is none with this id.
        """
        with self._engine.writing() as session:
            writing.restore(session, writing.find(session, entry_id))

    def purge(self, entry_id: str) -> None:
        """Erase an entry, its earlier contents and its draft for good.

        Raises:
            EntryNotFound: there is none with this id.
        """
        with self._engine.writing() as session:
            writing.purge(session, writing.find(session, entry_id))
        empty_log(self._engine)

    def purge_trash(self) -> int:
        """Erase everything in the trash for good, and return how many entries that was."""
        with self._engine.writing() as session:
            purged = writing.purge_trash(session)
        empty_log(self._engine)
        return purged

    # --- what was before -------------------------------------------------------------------------------------------

    def history(self, entry_id: str) -> tuple[Revision, ...]:
        """Return all contents of an entry, newest first, the present one included.

        Raises:
            EntryNotFound: there is none with this id.
        """
        return revisions.history(self._engine, entry_id)

    def restore_revision(self, entry_id: str, revision_id: str, now: datetime) -> Entry:
        """Make an earlier content the present one, as one more edit.

        Raises:
            EntryNotFound: there is none with this id.
            NoSuchRevision: it never had this content.
        """
        with self._engine.writing() as session:
            return revisions.restore_revision(session, entry_id, revision_id, now)

    def each_revision(self, ids: Iterable[str] | None = None) -> Iterator[tuple[str, Revision]]:
        """Go through earlier contents with the ids of their entries: of all entries, or of some."""
        return revisions.each_revision(self._engine, ids)

    def add_revisions(self, earlier: Iterable[tuple[str, Revision]]) -> int:
        """Add earlier contents to entries that are there, and return how many were new."""
        return revisions.add_revisions(self._engine, earlier)


_GET = f"SELECT {ENTRY} FROM entry e WHERE e.id = ?"
