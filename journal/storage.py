"""The open journal: its keys, its database, and everything that is done to both together."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock
from types import TracebackType
from typing import Self

from journal.entries import Entry
from journal.errors import JournalError, NewerFormat, NotWritable, TryAgain, UnreadableFile
from journal.notes import from_note
from journal.paths import Paths
from journal.records.answers import Added, Filed, Saved
from journal.records.checks import problems_in
from journal.records.connections import Connection
from journal.records.drafts import DraftBook
from journal.records.engine import Engine, open_engine
from journal.records.entries import EntryBook
from journal.records.erasing import empty_log
from journal.records.faults import SearchCancelled, told_apart
from journal.records.files import cut_to_nothing, erase_database
from journal.records.insights import InsightBook
from journal.records.letters import LetterBook
from journal.records.migrations import create_database, migrate
from journal.records.moods import MoodBook
from journal.records.peers import PeerBook
from journal.records.preferences import PreferenceBook
from journal.records.rekeying import alone_with, export
from journal.records.replacements import ReplacementBook
from journal.records.scales import ScaleBook
from journal.records.streaks import StreakBook
from journal.vault.creation import NewVault, check_free
from journal.vault.files import OnStep, discard, no_step, private_folder, rename
from journal.vault.header_file import read_header
from journal.vault.inbox import SealedNote, erase_note, waiting_notes
from journal.vault.policy import STANDARD, KdfPolicy
from journal.vault.vault import Vault

__all__ = [
    "Added",
    "DraftBook",
    "EntryBook",
    "Filed",
    "InsightBook",
    "LetterBook",
    "MoodBook",
    "PeerBook",
    "PreferenceBook",
    "ReplacementBook",
    "Saved",
    "ScaleBook",
    "SearchCancelled",
    "Storage",
    "StreakBook",
]


class Storage:
    """An open journal. Any thread may use it."""

    entries: EntryBook
    drafts: DraftBook
    moods: MoodBook
    scales: ScaleBook
    preferences: PreferenceBook
    peers: PeerBook
    insights: InsightBook
    replacements: ReplacementBook
    streaks: StreakBook
    letters: LetterBook
    filed: Filed
    """What opening it found in the inbox."""

    def __init__(self, vault: Vault, engine: Engine) -> None:
        """Take over both; `create` and `open` make one of these."""
        self.vault = vault
        self.entries = EntryBook(engine)
        self.drafts = DraftBook(engine)
        self.moods = MoodBook(engine)
        self.scales = ScaleBook(engine)
        self.preferences = PreferenceBook(engine)
        self.peers = PeerBook(engine)
        self.insights = InsightBook(engine)
        self.replacements = ReplacementBook(engine)
        self.streaks = StreakBook(engine)
        self.letters = LetterBook(engine)
        self.filed = Filed()
        self._engine = engine
        self._watching: Connection | None = None
        self._watch = Lock()
        self._filing = Lock()

    @classmethod
    def create(cls, home: Path, new: NewVault, *, on_step: OnStep = no_step) -> Self:
        """Make a journal and open it. A crash anywhere leaves either no journal or a whole one.

        The database comes first, complete and under a temporary name; then the header, with one rename; then the
        database gets its name. Unlocking finishes the last step when it was interrupted.

        Raises:
            JournalExists: there is one already.
            HeaderMissing: there is a database without a header, which a backup might still open.
            NotAJournal: the path is not a folder.
            DiskFull: there is no space for it.
            NotWritable: the folder may not be written.
        """
        check_free(home)
        private_folder(home)
        database = Paths(home).database(new.database_name)
        temporary = database.with_name(f".{database.name}.{token_hex(4)}.tmp")
        try:
            create_database(temporary, new.database_key_hex)
            on_step("database made")
            vault = new.save(home, on_step=on_step)
        except BaseException:
            discard(temporary)
            raise
        with suppress(FileNotFoundError):  # somebody who unlocked it a moment ago has done this step
            rename(temporary, database)
        return cls.open(vault)

    @classmethod
    def open(cls, vault: Vault) -> Self:
        """Open a journal that was unlocked: bring it to the present format, file its inbox, sweep its folder.

        Raises:
            DatabaseMissing: the database that the header names is gone.
            DatabaseDamaged: it cannot be read with the key.
            NewerFormat: a newer version of this program wrote it.
            JournalBusy: another program holds it for too long.
        """
        engine = open_engine(vault.database, vault.database_key_hex)
        try:
            migrate(engine, vault.database_key_hex)
            storage = cls(vault, engine)
            storage._settle()
        except BaseException:
            engine.close()
            raise
        return storage

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, _type: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        """Close it."""
        self.close()

    @property
    def writable(self) -> bool:
        """Whether anything can be saved: false in a folder that may not be written."""
        return self._engine.writable

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the person should know about this journal, a sentence each."""
        if self.writable:
            return self.vault.warnings
        return (
            *self.vault.warnings,
            "This journal's folder cannot be written. You can read, and nothing can be saved.",
        )

    def file_inbox(self, *, on_step: OnStep = no_step) -> Filed:
        """Turn the notes that were written while the journal was locked into entries and check-ins.

        Each is erased after it is safe in the database, and has its own id: a crash in between files nothing twice.

        Raises:
            TryAgain: another program holds the journal, or the disk is full; the notes stay.
        """
        if not self.writable or not waiting_notes(self.vault.home):
            return Filed()
        with self._filing:
            count = unreadable = 0
            for note in self.vault.notes():
                try:
                    if not isinstance(note, SealedNote):
                        raise UnreadableFile
                    found = from_note(note.id, note.content)
                except (UnreadableFile, NewerFormat):
                    unreadable += 1
                    continue
                count += self.entries.add(found) if isinstance(found, Entry) else self.moods.add(found)
                on_step("filed")
                with suppress(NotWritable):  # it is known by its id the next time
                    erase_note(note.path)
            return Filed(count, unreadable)

    def pulse(self) -> int:
        """Return a number that differs from the last call's when anything was saved in between, by any program."""
        with self._watch, told_apart(self._engine.path):
            if self._watching is None:
                self._watching = self._engine.connect()
            row = self._watching.execute("PRAGMA data_version").fetchone()
            return int(row[0]) if row else 0

    def interrupt_search(self) -> None:
        """End a search that runs in another thread; it raises `SearchCancelled` there."""
        self.entries.interrupt_search()

    def check(self) -> tuple[str, ...]:
        """Return what is not as it was written, a sentence each; nothing when all is well."""
        return problems_in(self._engine)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the write lock, so that no other program changes the journal meanwhile.

        Raises:
            JournalBusy: another program holds it for too long.
        """
        with self._engine.writing():
            yield

    def change_passphrase(self, new: str, *, strength: KdfPolicy = STANDARD, on_step: OnStep = no_step) -> None:
        """Let a new passphrase open the journal, and the old one no more."""
        with self.alone():
            self.vault.change_passphrase(new, strength=strength, on_step=on_step)

    def renew_recovery_key(self) -> str:
        """Return a new recovery key; the one before opens nothing any more."""
        with self.alone():
            return self.vault.renew_recovery_key()

    def keyring_on(self) -> None:
        """Let the system keyring open the journal, too.

        Raises:
            KeyringUnavailable: there is no keyring, or none that is safe.
        """
        with self.alone():
            self.vault.keyring_on()

    def keyring_off(self) -> None:
        """Let the system keyring open the journal no more."""
        with self.alone():
            self.vault.keyring_off()

    def rotate(self, passphrase: str, *, strength: KdfPolicy = STANDARD, on_step: OnStep = no_step) -> str:
        """Encrypt everything anew under a new key, and return the new recovery key. The keyring is to be asked anew.

        The new database is written beside the old one; one rename of the header switches over; then the old one is
        erased. Killed anywhere, either the old passphrase opens the journal or the new one, and everything is there.

        Raises:
            JournalBusy: another program has the journal open.
            DiskFull: there is no space for a second copy.
        """
        if not self.writable:
            raise NotWritable(self._engine.path)
        rotation = self.vault.prepare_rotation(passphrase, strength=strength)
        self._let_go()
        old = self.vault.database
        try:
            with alone_with(old, self.vault.database_key_hex) as connection:
                try:
                    export(connection, rotation.database, rotation.database_key_hex)
                    on_step("exported")
                    vault = self.vault.complete_rotation(rotation, on_step=on_step)
                except BaseException:
                    # Unless the header was switched by then: whoever reads it next goes to the new database.
                    self._erase_unless_named(rotation.database)
                    raise
                self.vault.close()
                self.vault = vault
                on_step("switched")
                cut_to_nothing(old)
                on_step("cut")
            erase_database(old)
        finally:
            self._engine.move_to(self.vault.database, self.vault.database_key_hex)
        return rotation.recovery_key

    def close(self) -> None:
        """Let go of the database and overwrite the key. Nothing works afterwards; twice is once."""
        self._let_go()
        self.vault.close()

    def _settle(self) -> None:
        with suppress(TryAgain, NotWritable):  # the notes are safe where they are, and reading need not wait for them
            self.filed = self.file_inbox()
        if self.writable:
            empty_log(self._engine, wait=0)
            with suppress(TryAgain, NotWritable), self._engine.at_once():
                self.vault.sweep()

    def _erase_unless_named(self, database: Path) -> None:
        try:
            named = read_header(self.vault.paths).header.database
        except JournalError:
            return  # in doubt nothing is erased; sweeping does it once there is none
        if named != database.name:
            erase_database(database)

    def _let_go(self) -> None:
        with self._watch:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
        self._engine.close()
