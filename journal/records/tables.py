"""The tables, as SQLModel declares them. `migrations.py` makes them; docs/file-format.md explains them.

A text that a person wrote stands last in its table: lists read the columns before it and never touch its pages.
"""

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from journal.records.text import Words


def _words() -> Column[str]:
    return Column(Words, nullable=False)


class EntryRow(SQLModel, table=True):
    """An entry as it stands now, in the trash or not.

    `number` grows with the time of writing: the full-text index lists the newest first without sorting.
    """

    __tablename__ = "entry"

    number: int = Field(primary_key=True)
    id: str
    created_us: int
    zone: str
    local_date: str
    updated_us: int
    revision: str
    parent: str | None
    mood: int | None
    starred: int
    words: int
    unspaced: int
    trashed_us: int | None
    all_tags: str
    tags: str
    title: str = Field(sa_column=_words(), repr=False)
    preview: str = Field(sa_column=_words(), repr=False)
    body: str = Field(sa_column=_words(), repr=False)


class RevisionRow(SQLModel, table=True):
    """An entry's earlier content. The present one is in the entry itself."""

    __tablename__ = "revision"

    number: int | None = Field(default=None, primary_key=True)
    entry: int = Field(foreign_key="entry.number")
    id: str
    parent: str | None
    made_us: int
    mood: int | None
    tags: str
    title: str = Field(sa_column=_words(), repr=False)
    body: str = Field(sa_column=_words(), repr=False)


class DraftRow(SQLModel, table=True):
    """Unfinished writing, by the id of the entry that it becomes or changes."""

    __tablename__ = "draft"

    id: str = Field(primary_key=True)
    created_us: int
    zone: str
    saved_us: int
    base: str | None
    mood: int | None
    tags: str
    title: str = Field(sa_column=_words(), repr=False)
    body: str = Field(sa_column=_words(), repr=False)


class TagRow(SQLModel, table=True):
    """A tag and how many live entries carry it; triggers count, and remove it with the last of them."""

    __tablename__ = "tag"

    number: int | None = Field(default=None, primary_key=True)
    name: str
    entries: int = 0


class TaggingRow(SQLModel, table=True):
    """That a live entry carries a tag. `created_us` is the entry's, so that a tag's entries come in order."""

    __tablename__ = "tagging"

    tag: int = Field(primary_key=True, foreign_key="tag.number")
    created_us: int = Field(primary_key=True)
    entry: int = Field(primary_key=True, foreign_key="entry.number")


class TallyRow(SQLModel, table=True):
    """One row: how many entries there are. Triggers keep it; counting 100,000 takes too long for every keystroke."""

    __tablename__ = "tally"

    one: int = Field(primary_key=True)
    live: int
    trashed: int


class CheckinRow(SQLModel, table=True):
    """A check-in, on its own or an entry's mood. Lists of words are JSON; `halt` and `tags` are words with spaces."""

    __tablename__ = "checkin"

    number: int | None = Field(default=None, primary_key=True)
    id: str
    at_us: int
    zone: str
    local_date: str
    noted_us: int
    updated_us: int
    entry: int | None = Field(default=None, foreign_key="entry.number")
    hidden: int = 0
    says_more: int
    mood: int | None
    energy: int | None
    craving: int | None
    strongest: int | None
    half_hours: int | None
    quality: int | None
    together: int | None
    medication: str | None
    halt: str
    tags: str
    emotions: str = Field(repr=False)
    triggers: str = Field(repr=False)
    coping: str = Field(repr=False)
    scales: str = Field(repr=False)
    note: str = Field(sa_column=_words(), repr=False)


class ScaleRow(SQLModel, table=True):
    """A question that a person made themselves; one that was put away stays, so that its answers can be read."""

    __tablename__ = "scale"

    number: int | None = Field(default=None, primary_key=True)
    id: str
    name: str = Field(sa_column=_words(), repr=False)
    lowest: int
    highest: int
    low_word: str = Field(sa_column=_words(), repr=False)
    high_word: str = Field(sa_column=_words(), repr=False)
    better: int
    put_away: int


class PreferenceRow(SQLModel, table=True):
    """Something a person chose and that nobody else may learn: JSON by name."""

    __tablename__ = "preference"

    name: str = Field(primary_key=True)
    value: str = Field(repr=False)


class CounterRow(SQLModel, table=True):
    """A counter: its JSON, and what lists are made by."""

    __tablename__ = "counter"

    number: int | None = Field(default=None, primary_key=True)
    id: str
    created_us: int
    updated_us: int
    put_away: int
    content: str = Field(sa_column=_words(), repr=False)


class EventRow(SQLModel, table=True):
    """Something that happened along a counter's way: its JSON, and what brings events into order."""

    __tablename__ = "event"

    number: int | None = Field(default=None, primary_key=True)
    id: str
    counter: str = Field(foreign_key="counter.id")
    at_us: int
    noted_us: int
    content: str = Field(sa_column=_words(), repr=False)


class LetterRow(SQLModel, table=True):
    """A letter to a later self, for a day (`due`) or for a `milestone` of a `counter`."""

    __tablename__ = "letter"

    number: int | None = Field(default=None, primary_key=True)
    id: str
    written_us: int
    zone: str
    updated_us: int
    due: str | None
    counter: str | None
    milestone: str | None
    sealed: int
    opened_us: int | None
    entry: str | None
    title: str = Field(sa_column=_words(), repr=False)
    body: str = Field(sa_column=_words(), repr=False)


class SecretRow(SQLModel, table=True):
    """A secret of the person: `root-seed`, from which every key for sharing follows. It is never exported."""

    __tablename__ = "secret"

    name: str = Field(primary_key=True)
    value: bytes = Field(repr=False)


class IdentityRow(SQLModel, table=True):
    """One of the person's identities towards others."""

    __tablename__ = "identity"

    number: int = Field(primary_key=True)
    made_us: int
    pseudonym: str = Field(sa_column=_words(), repr=False)


class CardRow(SQLModel, table=True):
    """A card that was given out: its one-time secret, for whoever answers to it."""

    __tablename__ = "card"

    number: int | None = Field(default=None, primary_key=True)
    secret: bytes = Field(repr=False)
    identity: int = Field(foreign_key="identity.number")
    made_us: int
    ends_us: int


class PeerRow(SQLModel, table=True):
    """Somebody whose card was added. One who was removed stays, so that their pages are not taken for a stranger's."""

    __tablename__ = "peer"

    number: int | None = Field(default=None, primary_key=True)
    id: str
    signing_key: bytes = Field(repr=False)
    receiving_key: bytes = Field(repr=False)
    card_secret: bytes = Field(repr=False)
    identity: int = Field(foreign_key="identity.number")
    added_us: int
    verified_us: int | None
    muted: int
    removed_us: int | None
    left_us: int | None
    pseudonym: str = Field(sa_column=_words(), repr=False)
    name: str = Field(sa_column=_words(), repr=False)
    note: str = Field(sa_column=_words(), repr=False)


class FeedRow(SQLModel, table=True):
    """A row of numbered pages between the person and a peer, in one direction. The newest own one is in use.

    `refusal` is what was last refused of a peer's feed, until a page of it fits again.
    """

    __tablename__ = "feed"

    number: int | None = Field(default=None, primary_key=True)
    id: str
    peer: int = Field(foreign_key="peer.number")
    mine: int
    begun_us: int
    refusal: str | None = None


class KnownPageRow(SQLModel, table=True):
    """What is known of one number of a feed: `here`, `gone`, or `expected` because a later page named its hash."""

    __tablename__ = "known_page"

    feed: int = Field(primary_key=True, foreign_key="feed.number")
    seq: int = Field(primary_key=True)
    digest: str
    how: str


class SharedRow(SQLModel, table=True):
    """Something shared, by a peer or by the person (then `peer` is null): its JSON, and what the feed is made by.

    `named` is the id its author gave it; `id` is the same, unless another author's page had it first. `about` is the
    named page it answers, `root` the id of the insight that it hangs on, null until that one comes.
    """

    __tablename__ = "shared"

    number: int | None = Field(default=None, primary_key=True)
    id: str
    named: str
    kind: str
    peer: int | None = Field(default=None, foreign_key="peer.number")
    about: str | None = None
    root: str | None = None
    seen_us: int
    written_us: int
    rank: int | None = None
    expires: str | None = None
    commitment: str | None = None
    unread: int = 0
    folded: int = 0
    clock_ahead: int = 0
    taken_back_us: int | None = None
    feed: int | None = Field(default=None, foreign_key="feed.number")
    seq: int | None = None
    digest: str | None = None
    size: int = 0
    content: str = Field(sa_column=_words(), repr=False)


class SharedThemeRow(SQLModel, table=True):
    """That something shared carries a theme, in the normal form of tags."""

    __tablename__ = "shared_theme"

    theme: str = Field(primary_key=True)
    item: int = Field(primary_key=True, foreign_key="shared.number")


class SendingRow(SQLModel, table=True):
    """That an own page goes to a peer: from when on it may, and once it did, the very bytes that were signed."""

    __tablename__ = "sending"

    item: int = Field(primary_key=True, foreign_key="shared.number")
    peer: int = Field(primary_key=True, foreign_key="peer.number")
    leaves_us: int
    handed_us: int | None = None
    feed: int | None = Field(default=None, foreign_key="feed.number")
    seq: int | None = None
    payload: bytes | None = Field(default=None, repr=False)


class ExportLogRow(SQLModel, table=True):
    """Something that left the journal: what, to whom, when, its SHA-256 and its size. No words of it."""

    __tablename__ = "export_log"

    number: int | None = Field(default=None, primary_key=True)
    at_us: int
    what: str
    item: str | None
    digest: str
    size: int
    whom: str = Field(sa_column=_words(), repr=False)


class KeptStrategyRow(SQLModel, table=True):
    """A strategy of a peer that the person keeps among what may help."""

    __tablename__ = "kept_strategy"

    number: int | None = Field(default=None, primary_key=True)
    item: str
    kept_us: int
    author: str = Field(sa_column=_words(), repr=False)
    name: str = Field(sa_column=_words(), repr=False)
    body: str = Field(sa_column=_words(), repr=False)


class ReplacementRow(SQLModel, table=True):
    """A word that is replaced whenever something is shared."""

    __tablename__ = "replacement"

    number: int | None = Field(default=None, primary_key=True)
    old: str = Field(sa_column=_words(), repr=False)
    new: str = Field(sa_column=_words(), repr=False)
