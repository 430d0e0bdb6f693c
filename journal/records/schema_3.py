"""The statements that make format 3 of format 2: counters, what happened along their way, letters to a later self.

What a counter and an event say is one JSON text, because no question asks the database for a part of it: every number
is worked out of a counter and its whole history. Only what lists and orders are made by has a column of its own.

Like those of the formats before, these statements are never changed.
"""

TO_FORMAT_3 = (
    """
    CREATE TABLE counter (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_us INTEGER NOT NULL,
        updated_us INTEGER NOT NULL,
        put_away INTEGER NOT NULL CHECK (put_away IN (0, 1)),
        content TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE event (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        counter TEXT NOT NULL REFERENCES counter (id) ON DELETE CASCADE,
        at_us INTEGER NOT NULL,
        noted_us INTEGER NOT NULL,
        content TEXT NOT NULL
    )
    """,
    "CREATE INDEX event_by_counter ON event (counter, at_us, id)",
    """
    CREATE TABLE letter (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        written_us INTEGER NOT NULL,
        zone TEXT NOT NULL,
        updated_us INTEGER NOT NULL,
        due TEXT,
        counter TEXT,
        milestone TEXT,
        sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
        opened_us INTEGER,
        entry TEXT,
        title TEXT NOT NULL,
        body TEXT NOT NULL
    )
    """,
)
