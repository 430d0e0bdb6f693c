"""From words that are to be shared to everything the page before it leaves shows. Slow parts run beside the screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal.errors import JournalError
from journal.insights import Insight, Support
from journal.peers import Peer, Remembered, SharingChoices
from journal.redaction import Piece, Replacement, reviewed
from journal.screens.leaving import page_of
from journal.screens.share_write import Wording
from journal.sharing import post
from journal.sharing.bodies import ready
from journal.sharing.drafting import review
from journal.sharing.payload import body_bytes
from journal.sharing.post import Prepared
from journal.storage import Storage
from journal.widgets.leaving_box import LeavingPage

Sharable = Insight | Support


@dataclass(frozen=True, slots=True)
class LeavingView:
    """What would leave: the page for the box and its size, what was replaced, and what might say too much.

    `prepared` is what is shared; `None` while nobody is chosen, or where something stands against it (`trouble`).
    """

    page: LeavingPage
    size: int
    replaced: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    suggestions: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    prepared: Prepared | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """Who could get it, and what was chosen about sharing."""

    me: str = field(default="", repr=False)
    peers: tuple[Peer, ...] = ()
    remembered: tuple[Remembered, ...] = field(default=(), repr=False)
    choices: SharingChoices = field(default_factory=SharingChoices)


def look_who_is_there(storage: Storage) -> Company:
    """Return who could get it. Whoever is muted can; whoever said goodbye cannot."""
    selves = storage.peers.selves()
    return Company(
        me=selves[0].pseudonym if selves else "",
        peers=tuple(peer for peer in storage.peers.all() if peer.left_at is None),
        remembered=storage.replacements.all(),
        choices=storage.preferences.sharing(),
    )


def look_at_leaving(
    storage: Storage, content: Sharable, words: Sequence[Remembered], to: Sequence[Peer], me: str, now: datetime
) -> LeavingView:
    """Return what would leave to these people, with words replaced. Nothing is kept of it."""
    changed: Sharable = content
    pieces: tuple[tuple[Piece, ...], tuple[Piece, ...]] = ((), ())
    replaced: tuple[tuple[str, str], ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    trouble = ""
    try:
        if isinstance(content, Insight):
            seen = review(content, words)
            changed, pieces = seen.insight, (seen.title.pieces, seen.body.pieces)
            replaced, found = seen.replaced, seen.suggestions
        else:
            body = reviewed(content.body, [Replacement(one.old, one.new) for one in words])
            changed, pieces = Support(body.text), ((), body.pieces)
            replaced = tuple(dict.fromkeys((piece.was, piece.text) for piece in body.pieces if piece.was is not None))
            found = tuple(dict.fromkeys((one.text, one.why) for one in body.suggestions))
        changed = _ready(changed)
        prepared = post.prepare(storage, changed, to, now) if to else None
        size = len(prepared.copies[0].payload) if prepared else len(body_bytes(changed))
    except JournalError as why:
        prepared, size, trouble = None, 0, str(why)
    page = page_of(changed, me, title=pieces[0], body=pieces[1], prepared=prepared)
    return LeavingView(page, size, replaced, found, prepared, trouble)


def _ready(content: Sharable) -> Sharable:
    shown = ready(content)
    assert isinstance(shown, Insight | Support)  # noqa: S101 - for the type checker
    return shown


def with_words(content: Sharable, words: Wording) -> Sharable:
    """Return what is to be shared with other words."""
    if isinstance(content, Support):
        return Support(words.body)
    return replace(content, title=words.title, body=words.body)


def words_of(content: Sharable) -> Wording:
    """Return the words of what is to be shared."""
    return Wording(content.title if isinstance(content, Insight) else "", content.body)


def has_new_words(words: Wording, source: Wording | None) -> bool:
    """Whether something stands there that the journal does not hold already: more than an excerpt of the source."""
    lines = {line.strip() for line in f"{words.title}\n{words.body}".splitlines()} - {""}
    if source is None:
        return bool(lines)
    whole = f"{source.title}\n{source.body}"
    return any(line not in whole for line in lines)
