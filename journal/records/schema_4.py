"""The statements that make format 4 of format 3: peers, what they and the person share, and what left.

`rank` brings a feed into reading order without looking at its texts: 0 a call for support that waits for a word, 1 an
insight that does, 2 everything else that is shown, 3 what a muted person wrote, 4 what is shown no more; null is not a
page of its own. One index then answers every page of the feed, however long it is; it holds the last day, too, so that
what is over is passed over without being read.

Like those of the formats before, these statements are never changed.
"""

TO_FORMAT_4 = (
    "CREATE TABLE secret (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL)",
    "CREATE TABLE identity (number INTEGER PRIMARY KEY, made_us INTEGER NOT NULL, pseudonym TEXT NOT NULL)",
    """
    CREATE TABLE card (
        number INTEGER PRIMARY KEY,
        secret BLOB NOT NULL UNIQUE,
        identity INTEGER NOT NULL REFERENCES identity (number) ON DELETE CASCADE,
        made_us INTEGER NOT NULL,
        ends_us INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE peer (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        signing_key BLOB NOT NULL,
        receiving_key BLOB NOT NULL,
        card_secret BLOB NOT NULL,
        identity INTEGER NOT NULL REFERENCES identity (number),
        added_us INTEGER NOT NULL,
        verified_us INTEGER,
        muted INTEGER NOT NULL CHECK (muted IN (0, 1)),
        removed_us INTEGER,
        left_us INTEGER,
        pseudonym TEXT NOT NULL,
        name TEXT NOT NULL,
        note TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE feed (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        peer INTEGER NOT NULL REFERENCES peer (number) ON DELETE CASCADE,
        mine INTEGER NOT NULL CHECK (mine IN (0, 1)),
        begun_us INTEGER NOT NULL,
        refusal TEXT,
        UNIQUE (peer, id)
    )
    """,
    """
    CREATE TABLE known_page (
        feed INTEGER NOT NULL REFERENCES feed (number) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        digest TEXT NOT NULL,
        how TEXT NOT NULL CHECK (how IN ('here', 'gone', 'expected')),
        PRIMARY KEY (feed, seq)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE shared (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        named TEXT NOT NULL,
        kind TEXT NOT NULL,
        peer INTEGER REFERENCES peer (number) ON DELETE CASCADE,
        about TEXT,
        root TEXT,
        seen_us INTEGER NOT NULL,
        written_us INTEGER NOT NULL,
        rank INTEGER,
        expires TEXT,
        commitment TEXT,
        unread INTEGER NOT NULL CHECK (unread IN (0, 1)),
        folded INTEGER NOT NULL CHECK (folded IN (0, 1)),
        clock_ahead INTEGER NOT NULL CHECK (clock_ahead IN (0, 1)),
        taken_back_us INTEGER,
        feed INTEGER REFERENCES feed (number),
        seq INTEGER,
        digest TEXT,
        size INTEGER NOT NULL,
        content TEXT NOT NULL
    )
    """,
    "CREATE INDEX shared_in_order ON shared (rank, seen_us, id, expires) WHERE rank IS NOT NULL",
    "CREATE INDEX shared_by_peer ON shared (peer, rank, seen_us, id, expires)",
    "CREATE INDEX shared_by_name ON shared (named)",
    "CREATE INDEX shared_by_root ON shared (root, seen_us, id) WHERE root IS NOT NULL",
    "CREATE INDEX shared_orphans ON shared (peer, about) WHERE root IS NULL AND about IS NOT NULL",
    "CREATE INDEX shared_by_end ON shared (expires) WHERE peer IS NOT NULL",
    "CREATE INDEX shared_unread ON shared (kind, rank, seen_us) WHERE unread = 1",
    "CREATE INDEX shared_by_place ON shared (feed, seq) WHERE feed IS NOT NULL",
    """
    CREATE TABLE shared_theme (
        theme TEXT NOT NULL,
        item INTEGER NOT NULL REFERENCES shared (number) ON DELETE CASCADE,
        PRIMARY KEY (theme, item)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX shared_theme_by_item ON shared_theme (item)",
    """
    CREATE TABLE sending (
        item INTEGER NOT NULL REFERENCES shared (number) ON DELETE CASCADE,
        peer INTEGER NOT NULL REFERENCES peer (number) ON DELETE CASCADE,
        leaves_us INTEGER NOT NULL,
        handed_us INTEGER,
        feed INTEGER REFERENCES feed (number),
        seq INTEGER,
        payload BLOB,
        PRIMARY KEY (item, peer)
    )
    """,
    "CREATE INDEX sending_waiting ON sending (leaves_us) WHERE handed_us IS NULL",
    """
    CREATE TABLE export_log (
        number INTEGER PRIMARY KEY,
        at_us INTEGER NOT NULL,
        what TEXT NOT NULL,
        item TEXT,
        digest TEXT NOT NULL,
        size INTEGER NOT NULL,
        whom TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE kept_strategy (
        number INTEGER PRIMARY KEY,
        item TEXT NOT NULL UNIQUE,
        kept_us INTEGER NOT NULL,
        author TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL
    )
    """,
    "CREATE TABLE replacement (number INTEGER PRIMARY KEY, old TEXT NOT NULL UNIQUE, new TEXT NOT NULL)",
)
