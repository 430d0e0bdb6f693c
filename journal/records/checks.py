# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""Whether everything stored is as it was written."""

from journal.errors import DatabaseDamaged
from journal.records.connections import Connection
from journal.records.engine import Engine
from journal.records.erasing import empty_log
from journal.records.ranking import RANK

_INDEXES = {"entry_text": "The search index", "entry_threes": "The search index for scripts without spaces"}

_COUNTS = {
    "The number of entries is not what was counted along.": """
        SELECT (SELECT count(*) FROM entry WHERE trashed_us IS NULL) = live
            AND (SELECT count(*) FROM entry WHERE trashed_us IS NOT NULL) = trashed
        FROM tally
    """,
    "The numbers of entries with each tag are not what was counted along.": """
        SELECT NOT EXISTS (
            SELECT 1 FROM tag WHERE entries <> (SELECT count(*) FROM tagging WHERE tagging.tag = tag.number)
        )
    """,
    "The moods of entries are not what their check-ins say.": """
        SELECT NOT EXISTS (
            SELECT 1 FROM entry e LEFT JOIN checkin c ON c.entry = e.number
            WHERE e.mood IS NOT c.mood OR c.hidden <> (e.trashed_us IS NOT NULL)
        )
    """,
    "The order of the feed is not what its answers say.": f"""
        SELECT NOT EXISTS (SELECT 1 FROM shared WHERE rank IS NOT {RANK})
    """,
}


def problems_in(engine: Engine) -> tuple[str, ...]:
    """Return what is wrong, a sentence each; nothing when all is well."""
    empty_log(engine)  # the seals are only checked in the database itself, not in its log
    problems = list[str]()
    try:
        # A new connection: FTS5 looks at what it remembers of an index, and calls it damaged when others wrote since.
        with engine.alone_reading() as connection:
            problems += _seals(connection)
            if not problems:
                problems += _structure(connection)
        if engine.writable and not problems:
            problems += [
                f"{what} does not fit the entries." for index, what in _INDEXES.items() if _unfit(engine, index)
            ]
    except DatabaseDamaged as fault:
        problems.append(str(fault))
    return tuple(dict.fromkeys(problems))


def _seals(connection: Connection) -> list[str]:
    broken = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if not broken:
        return []
    pages = "1 page" if broken == 1 else f"{broken} pages"
    return [f"{pages} of the database changed after being written. A backup can be restored."]


def _structure(connection: Connection) -> list[str]:
    problems = list[str]()
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        problems.append("The structure of the database is damaged. A backup can be restored.")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        problems.append("Something in the database belongs to an entry that is not there.")
    problems += [sentence for sentence, sql in _COUNTS.items() if connection.execute(sql).fetchone() != (1,)]
    return problems


def _unfit(engine: Engine, index: str) -> bool:
    try:
        with engine.writing() as session:
            Engine.driver_of(session).execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except DatabaseDamaged:
        return True
    return False
