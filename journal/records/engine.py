"""Connections for everybody: many readers, one writer at a time, errors in our own words."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection as AlchemyConnection
from sqlalchemy import PoolProxiedConnection, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, create_engine

from journal.errors import DatabaseDamaged, DiskFull, JournalError, NotWritable
from journal.records.connections import PATIENCE_MS, Connection, connect, refuse_writing
from journal.records.faults import SearchCancelled, told_apart, translated


class Engine:
    """The connections to one database.

    Readers keep a connection between reads: taking one from the pool costs more than most of our queries.
    """

    def __init__(self, path: Path, key_hex: str, *, writable: bool) -> None:
        """Wire the pool; `open_engine` does it and proves the key."""
        self._idle: list[PoolProxiedConnection] = []
        self.move_to(path, key_hex, writable=writable)

    def move_to(self, path: Path, key_hex: str, *, writable: bool = True) -> None:
        """Use another database from now on; the connections to the one before must have been closed."""
        self.path = path
        self.writable = writable
        self.connect = partial(connect, path, key_hex, writable=writable)
        self._engine = create_engine(
            "sqlite://",
            module=driver,
            creator=self.connect,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=28,
            pool_use_lifo=True,
            hide_parameters=True,  # the texts of errors would carry the journal's
        )
        event.listen(self._engine, "begin", _begin_writing)

    def __enter__(self) -> "Engine":
        """Return itself."""
        return self

    def __exit__(self, _type: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def reading(self) -> "Reading":
        """Lend a connection for reading; each statement sees the newest state."""
        return Reading(self)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Lend a connection for reading; all statements see the same state."""
        with self.reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            except driver.Error:
                raise  # the connection goes, and its transaction with it
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Lend a session that holds the write lock; what was done is kept on leaving, or none of it after an error.

        Raises:
            JournalBusy: another writer did not finish in time.
            DiskFull: there was no space. Likewise `NotWritable` and `DatabaseDamaged`.
        """
        if not self.writable:
            refuse_writing(self.path)
        with told_apart(self.path), Session(self._engine, expire_on_commit=False) as session:
            try:
                session.connection()  # begins, and so waits for the lock, before anything is read
                yield session
                session.commit()
            except (DBAPIError, driver.Error):
                session.invalidate()  # see `Reading`
                raise

    @contextmanager
    def alone_reading(self) -> Iterator[Connection]:
        """Lend a connection that nothing was read with before."""
        with told_apart(self.path):
            connection = self.connect()
            try:
                yield connection
            finally:
                connection.close()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Hold the write lock, if nobody else does at this moment.

        Raises:
            JournalBusy: somebody does.
        """
        with self.reading() as connection:
            connection.execute("PRAGMA busy_timeout = 0").fetchall()
            try:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                finally:
                    connection.execute("ROLLBACK")
            finally:
                connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}").fetchall()

    @staticmethod
    def driver_of(session: Session) -> Connection:
        """Return the driver's own connection of a session, for what many rows make too slow otherwise."""
        return session.connection().connection.driver_connection  # type: ignore[return-value] # as in `Reading`

    def close(self) -> None:
        """Close every connection that is not in use."""
        while self._idle:
            self._idle.pop().close()
        with suppress(driver.Error):
            self._engine.dispose()

    def take(self) -> PoolProxiedConnection:
        """Return a connection for reading, to be given back with `give`."""
        try:
            return self._idle.pop()
        except IndexError:
            with told_apart(self.path):
                return self._engine.raw_connection()

    def give(self, connection: PoolProxiedConnection) -> None:
        """Take back a connection that was lent."""
        self._idle.append(connection)


class Reading:
    """A connection on loan. A class, because a generator costs as much as a small query."""

    __slots__ = ("_engine", "_loan")

    def __init__(self, engine: Engine) -> None:
        """Remember whom to ask."""
        self._engine = engine

    def __enter__(self) -> Connection:
        """Borrow."""
        self._loan = self._engine.take()
        return self._loan.driver_connection  # type: ignore[return-value] # SQLAlchemy cannot know the driver

    def __exit__(
        self, _type: type[BaseException] | None, error: BaseException | None, _t: TracebackType | None
    ) -> None:
        """Give back, and say in our own words what went wrong."""
        if isinstance(error, driver.Error):
            fault = translated(error, self._engine.path)
            if isinstance(fault, SearchCancelled):
                with suppress(driver.Error):
                    self._loan.rollback()
                self._engine.give(self._loan)
            else:
                self._loan.invalidate()  # once it met a damaged page, SQLCipher reads no other one on this connection
            raise fault from None
        self._engine.give(self._loan)


def open_engine(path: Path, key_hex: str) -> Engine:
    """Open an existing database. Where nothing may be written, reading still works.

    Raises:
        DatabaseMissing: there is no such file.
        DatabaseDamaged: the key does not open it.
        JournalBusy: another program has it to itself, for a moment.
    """
    engine = Engine(path, key_hex, writable=True)
    try:
        with engine.reading():
            return engine
    except (NotWritable, DiskFull) as error:
        engine.close()
        return _for_reading(path, key_hex, error)
    except BaseException:
        engine.close()
        raise


def _for_reading(path: Path, key_hex: str, reason: JournalError) -> Engine:
    engine = Engine(path, key_hex, writable=False)
    try:
        with engine.reading():
            return engine
    except DatabaseDamaged:
        engine.close()
        raise
    except JournalError:
        engine.close()
        raise reason from None


def _begin_writing(connection: AlchemyConnection) -> None:
    # A transaction that begins with reading and then writes fails at once when another one wrote, whatever the timeout.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
