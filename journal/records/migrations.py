# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""From an older format to the present one, in one transaction, with a copy beside it until the result is checked.

`PRAGMA user_version` holds the format. The copy, `<database>.before-<format>`, is under the same key. It is erased when
the new format is committed and checked. After a crash the next start finds either the old format, and begins again, or
the new one, and erases the copy.
"""

from collections.abc import Callable, Sequence
from operator import lt
from pathlib import Path

from journal.errors import DatabaseDamaged, NewerFormat
from journal.records.connections import Connection, connect_new, refuse_writing
from journal.records.engine import Engine
from journal.records.faults import told_apart
from journal.records.files import sync_file
from journal.records.schema import FORMAT_1
from journal.records.schema_2 import TO_FORMAT_2
from journal.records.schema_3 import TO_FORMAT_3
from journal.records.schema_4 import TO_FORMAT_4

Migration = Callable[[Connection], None]

PERSONS_OWN = (
    "entry", "revision", "draft", "checkin", "scale", "counter", "event", "letter", "secret", "identity", "peer",
    "shared", "sending", "export_log", "kept_strategy", "replacement",
)  # fmt: skip
"""The tables that hold what a person wrote or cannot get again: a migration that makes one shorter is refused."""


def _format_1(connection: Connection) -> None:
    for statement in FORMAT_1:
        connection.execute(statement)


def _format_2(connection: Connection) -> None:
    for statement in TO_FORMAT_2:
        connection.execute(statement)


def _format_3(connection: Connection) -> None:
    for statement in TO_FORMAT_3:
        connection.execute(statement)


def _format_4(connection: Connection) -> None:
    for statement in TO_FORMAT_4:
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (_format_1, _format_2, _format_3, _format_4)
"""The first makes format 1, the next changes that into format 2, and so on."""


def create_database(path: Path, key_hex: str, *, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Make an empty journal's database, complete and on the disk when this returns.

    Raises:
        FileExistsError: there is such a file already.
        DiskFull: there is no space for it; `NotWritable` likewise.
    """
    with told_apart(path):
        connection = connect_new(path, key_hex)
        try:
            connection.execute("BEGIN IMMEDIATE")
            for migration in migrations:
                migration(connection)
            connection.execute(f"PRAGMA user_version = {len(migrations)}")
            connection.execute("COMMIT")
        finally:
            connection.close()
        sync_file(path)


def migrate(engine: Engine, key_hex: str, *, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the database to the present format; one that has it is left alone.

    Raises:
        NewerFormat: a newer version of this program wrote it.
        DatabaseDamaged: it has no format at all, or the migration would lose something; nothing was changed.
        NotWritable: it has an older format and cannot be changed.
    """
    newest = len(migrations)
    copy = engine.path.with_name(f"{engine.path.name}.before-{newest}")
    found = _format_of(engine)
    if found > newest:
        raise NewerFormat(found)
    if found == 0:
        raise DatabaseDamaged  # opened with the right key, and nothing of ours inside: never filled as if it were new
    if found < newest:
        _migrate(engine, key_hex, copy, migrations)
    if engine.writable:
        copy.unlink(missing_ok=True)


def _migrate(engine: Engine, key_hex: str, copy: Path, migrations: Sequence[Migration]) -> None:
    if not engine.writable:
        refuse_writing(engine.path)
    with engine.writing() as session:
        connection = engine.driver_of(session)
        found = _format(connection)
        if found >= len(migrations):
            return  # another program was faster
        own = _tables(connection)
        before = _sizes(connection, own)
        with told_apart(engine.path):
            _copy(engine, copy, key_hex)
        for migration in migrations[found:]:
            migration(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        if (
            any(map(lt, _sizes(connection, own), before))
            or connection.execute("PRAGMA foreign_key_check").fetchone() is not None
        ):
            raise DatabaseDamaged
    with engine.reading() as connection:
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise DatabaseDamaged  # the copy stays


def _copy(engine: Engine, copy: Path, key_hex: str) -> None:
    copy.unlink(missing_ok=True)  # of an earlier attempt that did not come to its end
    target = connect_new(copy, key_hex)
    try:
        with engine.reading() as connection:  # what is committed, while the writer waits
            connection.backup(target)
    finally:
        target.close()
    sync_file(copy)


def _tables(connection: Connection) -> list[str]:
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [table for table in PERSONS_OWN if table in found]


def _sizes(connection: Connection, tables: list[str]) -> list[int]:
    return [_number(connection, f"SELECT count(*) FROM {table}") for table in tables]


def _format_of(engine: Engine) -> int:
    with engine.reading() as connection:
        return _format(connection)


def _format(connection: Connection) -> int:
    return _number(connection, "PRAGMA user_version")


def _number(connection: Connection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
