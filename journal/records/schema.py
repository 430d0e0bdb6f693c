# ruff: noqa: S608 - statements are made of our own constants; what a person gave is always bound
"""The statements that make the database of format 1. They are never changed: a later format adds a migration."""

FORMAT_1 = (
    """
    CREATE TABLE entry (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        created_us INTEGER NOT NULL,
        zone TEXT NOT NULL,
        local_date TEXT NOT NULL,
        updated_us INTEGER NOT NULL,
        revision TEXT NOT NULL,
        parent TEXT,
        mood INTEGER CHECK (mood BETWEEN 1 AND 5),
        starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
        words INTEGER NOT NULL,
        unspaced INTEGER NOT NULL CHECK (unspaced IN (0, 1)),
        trashed_us INTEGER,
        all_tags TEXT NOT NULL,
        tags TEXT NOT NULL,
        title TEXT NOT NULL,
        preview TEXT NOT NULL,
        body TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX entry_by_id ON entry (id)",
    "CREATE INDEX entry_by_time ON entry (created_us, id) WHERE trashed_us IS NULL",
    "CREATE INDEX entry_by_day ON entry (local_date) WHERE trashed_us IS NULL",
    "CREATE INDEX entry_by_mood ON entry (mood, created_us, id) WHERE trashed_us IS NULL AND mood IS NOT NULL",
    "CREATE INDEX entry_starred ON entry (created_us, id) WHERE trashed_us IS NULL AND starred = 1",
    "CREATE INDEX entry_in_unspaced ON entry (number) WHERE trashed_us IS NULL AND unspaced = 1",
    "CREATE INDEX entry_trashed ON entry (trashed_us, id) WHERE trashed_us IS NOT NULL",
    """
    CREATE TABLE revision (
        number INTEGER PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
        id TEXT NOT NULL,
        parent TEXT,
        made_us INTEGER NOT NULL,
        mood INTEGER CHECK (mood BETWEEN 1 AND 5),
        tags TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (entry, id)
    )
    """,
    """
    CREATE TABLE draft (
        id TEXT NOT NULL PRIMARY KEY,
        created_us INTEGER NOT NULL,
        zone TEXT NOT NULL,
        saved_us INTEGER NOT NULL,
        base TEXT,
        mood INTEGER CHECK (mood BETWEEN 1 AND 5),
        tags TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL
    )
    """,
    # --- tags: counted as they come and go
    "CREATE TABLE tag (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, entries INTEGER NOT NULL)",
    """
    CREATE TABLE tagging (
        tag INTEGER NOT NULL REFERENCES tag (number),
        created_us INTEGER NOT NULL,
        entry INTEGER NOT NULL REFERENCES entry (number),
        PRIMARY KEY (tag, created_us, entry)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX tagging_by_entry ON tagging (entry, tag)",
    """
    CREATE TRIGGER tagging_in AFTER INSERT ON tagging BEGIN
        UPDATE tag SET entries = entries + 1 WHERE number = new.tag;
    END
    """,
    """
    CREATE TRIGGER tagging_out AFTER DELETE ON tagging BEGIN
        UPDATE tag SET entries = entries - 1 WHERE number = old.tag;
        DELETE FROM tag WHERE number = old.tag AND entries = 0;
    END
    """,
    # --- how many there are
    "CREATE TABLE tally (one INTEGER PRIMARY KEY CHECK (one = 1), live INTEGER NOT NULL, trashed INTEGER NOT NULL)",
    "INSERT INTO tally VALUES (1, 0, 0)",
    """
    CREATE TRIGGER tally_in AFTER INSERT ON entry BEGIN
        UPDATE tally SET live = live + (new.trashed_us IS NULL), trashed = trashed + (new.trashed_us IS NOT NULL);
    END
    """,
    """
    CREATE TRIGGER tally_out AFTER DELETE ON entry BEGIN
        UPDATE tally SET live = live - (old.trashed_us IS NULL), trashed = trashed - (old.trashed_us IS NOT NULL);
    END
    """,
    """
    CREATE TRIGGER tally_moved AFTER UPDATE OF trashed_us ON entry BEGIN
        UPDATE tally SET
            live = live - (old.trashed_us IS NULL) + (new.trashed_us IS NULL),
            trashed = trashed - (old.trashed_us IS NOT NULL) + (new.trashed_us IS NOT NULL);
    END
    """,
    # --- the full-text index: live entries only, so that counts and ranks need no second look
    "CREATE VIEW entry_searchable AS SELECT number, title, body, all_tags FROM entry WHERE trashed_us IS NULL",
    """
    CREATE VIRTUAL TABLE entry_text USING fts5 (
        title, body, all_tags,
        content = 'entry_searchable', content_rowid = 'number',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    # A script without spaces is one endless word to unicode61: those entries are indexed by threes of characters too.
    """
    CREATE VIEW entry_unspaced AS
        SELECT number, title, body, all_tags FROM entry WHERE trashed_us IS NULL AND unspaced = 1
    """,
    """
    CREATE VIRTUAL TABLE entry_threes USING fts5 (
        title, body, all_tags,
        content = 'entry_unspaced', content_rowid = 'number',
        tokenize = 'trigram'
    )
    """,
    # Without this, FTS5 only marks a word as deleted, and the word stays in the file.
    "INSERT INTO entry_text (entry_text, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO entry_threes (entry_threes, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO entry_text (entry_text, rank) VALUES ('rank', 'bm25(8.0, 1.0, 4.0)')",
    # Joining the parts of an index is most of the work of writing to it. Sixteen parts cost a search next to nothing.
    "INSERT INTO entry_text (entry_text, rank) VALUES ('automerge', 16)",
    # What is collected in memory before it is written: two thousand entries of an import become one part of the index.
    "INSERT INTO entry_text (entry_text, rank) VALUES ('hashsize', 8388608)",
    # Why `flush`: FTS5 of SQLite 3.53, under secure-delete, keeps the old words of a row that is taken out and put in
    # again before both are written and a word occurs often in the new text. Written apart, they are erased.
    *(
        statement
        for index, only in (("entry_text", ""), ("entry_threes", " AND {0}.unspaced = 1"))
        for statement in (
            f"""
            CREATE TRIGGER {index}_added AFTER INSERT ON entry WHEN new.trashed_us IS NULL{only.format("new")} BEGIN
                INSERT INTO {index} (rowid, title, body, all_tags)
                VALUES (new.number, new.title, new.body, new.all_tags);
            END
            """,
            f"""
            CREATE TRIGGER {index}_removed AFTER DELETE ON entry WHEN old.trashed_us IS NULL{only.format("old")} BEGIN
                INSERT INTO {index} ({index}, rowid, title, body, all_tags)
                VALUES ('delete', old.number, old.title, old.body, old.all_tags);
                INSERT INTO {index} ({index}) VALUES ('flush');
            END
            """,
            # Out before, in after: the order of two triggers at the same moment is not defined.
            f"""
            CREATE TRIGGER {index}_left BEFORE UPDATE OF title, body, all_tags, unspaced, trashed_us ON entry
            WHEN old.trashed_us IS NULL{only.format("old")} BEGIN
                INSERT INTO {index} ({index}, rowid, title, body, all_tags)
                VALUES ('delete', old.number, old.title, old.body, old.all_tags);
                INSERT INTO {index} ({index}) VALUES ('flush');
            END
            """,
            f"""
            CREATE TRIGGER {index}_came AFTER UPDATE OF title, body, all_tags, unspaced, trashed_us ON entry
            WHEN new.trashed_us IS NULL{only.format("new")} BEGIN
                INSERT INTO {index} (rowid, title, body, all_tags)
                VALUES (new.number, new.title, new.body, new.all_tags);
            END
            """,
        )
    ),
)
