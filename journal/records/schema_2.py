# ruff: noqa: S608 - statements are made of our own constants
"""The statements that make format 2 of format 1: check-ins, a person's own scales, what they chose.

An entry's mood and its check-in are one thing. The entry keeps its mood, which lists and revisions need beside the
text; the check-in is its row here, and triggers hold both together, whoever writes. `hidden` is set while the entry is
in the trash. `says_more` tells a check-in that holds other answers from one that is an entry's mood and no more.

Like those of format 1, these statements are never changed.
"""

_OF_ENTRY = "id, at_us, zone, local_date, noted_us, updated_us, entry, hidden, mood"
_VALUES = (
    "{0}id, {0}created_us, {0}zone, {0}local_date, {0}updated_us, {0}updated_us, {0}number,"
    " {0}trashed_us IS NOT NULL, {0}mood"
)

TO_FORMAT_2 = (
    """
    CREATE TABLE checkin (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        at_us INTEGER NOT NULL,
        zone TEXT NOT NULL,
        local_date TEXT NOT NULL,
        noted_us INTEGER NOT NULL,
        updated_us INTEGER NOT NULL,
        entry INTEGER REFERENCES entry (number) ON DELETE CASCADE,
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
        says_more INTEGER NOT NULL DEFAULT 0 CHECK (says_more IN (0, 1)),
        mood INTEGER CHECK (mood BETWEEN 1 AND 5),
        energy INTEGER CHECK (energy BETWEEN 1 AND 5),
        craving INTEGER CHECK (craving BETWEEN 0 AND 10),
        strongest INTEGER CHECK (strongest BETWEEN 0 AND 10),
        half_hours INTEGER CHECK (half_hours BETWEEN 0 AND 48),
        quality INTEGER CHECK (quality BETWEEN 1 AND 5),
        together INTEGER CHECK (together IN (0, 1)),
        medication TEXT,
        halt TEXT NOT NULL DEFAULT '',
        tags TEXT NOT NULL DEFAULT '',
        emotions TEXT NOT NULL DEFAULT '[]',
        triggers TEXT NOT NULL DEFAULT '[]',
        coping TEXT NOT NULL DEFAULT '[]',
        scales TEXT NOT NULL DEFAULT '[]',
        note TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX checkin_by_time ON checkin (at_us, id) WHERE hidden = 0",
    "CREATE UNIQUE INDEX checkin_by_entry ON checkin (entry) WHERE entry IS NOT NULL",
    """
    CREATE TABLE scale (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        lowest INTEGER NOT NULL,
        highest INTEGER NOT NULL,
        low_word TEXT NOT NULL,
        high_word TEXT NOT NULL,
        better INTEGER NOT NULL CHECK (better IN (-1, 0, 1)),
        put_away INTEGER NOT NULL CHECK (put_away IN (0, 1))
    )
    """,
    "CREATE TABLE preference (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    f"""
    CREATE TRIGGER checkin_came_with_entry AFTER INSERT ON entry WHEN new.mood IS NOT NULL BEGIN
        INSERT INTO checkin ({_OF_ENTRY}) VALUES ({_VALUES.format("new.")})
        ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, hidden = excluded.hidden, mood = excluded.mood;
    END
    """,
    f"""
    CREATE TRIGGER checkin_followed_mood AFTER UPDATE OF mood ON entry WHEN new.mood IS NOT old.mood BEGIN
        INSERT INTO checkin ({_OF_ENTRY}) SELECT {_VALUES.format("new.")} WHERE new.mood IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            entry = excluded.entry, hidden = excluded.hidden, mood = excluded.mood, updated_us = excluded.updated_us;
        UPDATE checkin SET mood = NULL WHERE entry = new.number AND new.mood IS NULL;
        DELETE FROM checkin WHERE entry = new.number AND mood IS NULL AND says_more = 0;
    END
    """,
    """
    CREATE TRIGGER checkin_followed_trash AFTER UPDATE OF trashed_us ON entry BEGIN
        UPDATE checkin SET hidden = new.trashed_us IS NOT NULL WHERE entry = new.number;
    END
    """,
    f"INSERT INTO checkin ({_OF_ENTRY}) SELECT {_VALUES.format('')} FROM entry WHERE mood IS NOT NULL ORDER BY number",
)
