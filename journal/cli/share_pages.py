"""How the feed looks on a page of text and as JSON. What comes from the person or a peer is cleaned here once more."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from journal.cli.mood_lines import page_width, wrapped
from journal.cli.output import clean_line, clean_text, moment, paint
from journal.insights import FeedItem, FeedReply, FeedWords
from journal.shapes import sharing_words
from journal.wording import MONTHS

if TYPE_CHECKING:
    from journal.peers import LogLine, Outgoing, Peer

VERIFIED, NOT_COMPARED = "◆", "◇"
ID_WIDTH = 8
_BAR = "│ "
_END = "That is everything. Nothing older is hidden."


def item_lines(item: FeedItem, now: datetime, *, whole: bool = False) -> Iterator[str]:
    """Yield an item of the feed: title and month, who wrote it, text, wish, and what came back."""
    width = page_width()
    title = clean_line(item.title) or (sharing_words().shapes[item.shape].name if item.shape else "I need support now")
    yield f"{paint(item.id[:ID_WIDTH], colour='cyan')}  {paint(title, bold=True)}"
    yield "  " + paint(" · ".join(_facts(item, now)), dim=True)
    if item.folded and not whole:
        yield f"  › Folded. It mentions: {clean_line(item.note)}. `journal feed {item.id[:ID_WIDTH]}` opens it."
    else:
        if item.topics:
            yield f"  It mentions: {clean_line(item.note)}."
        for row in clean_text(item.body).splitlines():
            yield from (f"  {line}" for line in wrapped(row, None if width is None else width - 2, set_in=0))
        if item.by:
            yield f"  By: {clean_line(item.by)}"
    if item.kind == "insight" and item.wish != "just-sharing":
        yield f"  {_capital(sharing_words().wishes[item.wish])}."
    if item.commitment is not None:
        yield f"  A commitment: {sharing_words().commitments[item.commitment]}."
    for reply in item.replies:
        yield from _reply_lines(reply, width)
    if item.encouragements:
        yield "  " + ", ".join(f"“{clean_line(one.words)}” from {_name(one)}" for one in item.encouragements)


def feed_heading(item: FeedItem, before: FeedItem | None) -> str | None:
    """Return what stands above an item, where a new part of the feed begins."""
    if item.waits_for_a_word:
        return "Waiting for a word" if before is None else None
    return None if before is not None and not before.waits_for_a_word else "Shared and answered"


def feed_end() -> str:
    """Return what stands below the last item."""
    return _END


def waiting_line(outgoing: "Outgoing", now: datetime) -> str:
    """Return a page that has not left yet: for whom, and until when it can be brought back."""
    ready = outgoing.leaves_at <= now
    state = "ready to be handed over" if ready else f"can be brought back until {outgoing.leaves_at.astimezone():%H:%M}"
    return f"{outgoing.item[:ID_WIDTH]}  {outgoing.kind} for {clean_line(outgoing.peer.name)}: {state}"


def peer_line(peer: "Peer", missing: int, problem: str | None) -> str:
    """Return a peer on one line."""
    facts = [f"{VERIFIED} verified" if peer.verified else f"{NOT_COMPARED} words not compared yet"]
    if peer.pseudonym.casefold() != peer.name.casefold():
        facts.append(f"calls themselves {clean_line(peer.pseudonym)}")
    facts += [word for word, said in (("muted", peer.muted), ("shares no more", peer.left_at is not None)) if said]
    if missing:
        facts.append(f"{missing} on the way or withheld")
    if problem:
        facts.append("the last page did not fit")
    return f"{paint(clean_line(peer.name), bold=True)}  {' · '.join(facts)}"


def log_line(line: "LogLine") -> str:
    """Return what left on one line."""
    return f"{moment(line.at.astimezone())}  {line.what.ljust(9)} {line.size:>8,} bytes  {clean_line(line.whom)}"


def item_object(item: FeedItem) -> dict[str, Any]:
    """Return an item as JSON shows it."""
    return {
        "id": item.id,
        "kind": item.kind,
        "author": item.author,
        "verified": item.verified,
        "mine": item.mine,
        "title": item.title,
        "body": item.body,
        "tags": list(item.themes),
        "note": item.note,
        "first_seen": item.first_seen.isoformat(),
        "replies": [
            {
                "id": reply.id,
                "author": reply.author,
                "verified": reply.verified,
                "mine": reply.mine,
                "body": reply.body,
                "state": reply.state,
                "first_seen": reply.first_seen.isoformat(),
            }
            for reply in item.replies
        ],
        "encouragements": [{"author": one.author, "word": one.words, "mine": one.mine} for one in item.encouragements],
        "shape": item.shape,
        "topics": list(item.topics),
        "wish": item.wish if item.kind == "insight" else None,
        "month": item.month or None,
        "band": item.band,
        "by": item.by or None,
        "expires": item.expires.isoformat() if item.expires else None,
        "may_keep": item.may_keep,
        "commitment": item.commitment,
        "waits": item.waits_for_a_word,
        "folded": item.folded,
        "unread": item.unread,
        "muted": item.muted,
        "clock_ahead": item.clock_ahead,
        "sending": item.sending,
        "leaves_at": item.leaves_at.isoformat() if item.leaves_at else None,
        "recipients": list(item.recipients),
    }


def outgoing_object(outgoing: "Outgoing", now: datetime) -> dict[str, Any]:
    """Return a page that has not left yet as JSON shows it."""
    return {
        "id": outgoing.item,
        "kind": outgoing.kind,
        "to": outgoing.peer.name,
        "leaves_at": outgoing.leaves_at.isoformat(),
        "ready": outgoing.leaves_at <= now,
    }


def log_object(line: "LogLine") -> dict[str, Any]:
    """Return what left as JSON shows it."""
    return {
        "at": line.at.isoformat(),
        "what": line.what,
        "to": line.whom,
        "id": line.item,
        "sha256": line.digest,
        "bytes": line.size,
    }


def month_words(month: str) -> str:
    """Return `March 2026` for `2026-03`."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def _facts(item: FeedItem, now: datetime) -> Iterator[str]:
    if item.mine:
        yield f"{clean_line(item.author)} you" if item.author else "you"
    else:
        yield f"{clean_line(item.author)} {VERIFIED if item.verified else f'{NOT_COMPARED} words not compared yet'}"
    if item.month:
        yield month_words(item.month)
    if item.band:
        yield sharing_words().bands[item.band]
    if item.themes:
        yield " ".join(f"#{clean_line(theme)}" for theme in item.themes)
    if item.sending == "waiting" and item.leaves_at:
        ready = item.leaves_at <= now
        yield "ready to be handed over" if ready else f"held until {moment(item.leaves_at.astimezone())}"
    elif item.sending:
        yield {"sent": "handed over", "unshared": "taken back"}.get(item.sending, item.sending)
    if item.recipients:
        yield f"for {', '.join(map(clean_line, item.recipients))}"
    if item.clock_ahead:
        yield "its date lies ahead"
    if item.muted:
        yield "muted"


def _reply_lines(reply: FeedReply, width: int | None) -> Iterator[str]:
    mark = "" if reply.mine else f" {VERIFIED if reply.verified else NOT_COMPARED}"
    name = "you" if reply.mine else clean_line(reply.author)
    state = f" ({sharing_words().commitments[reply.state]})" if reply.state else ""
    rows = clean_text(reply.body).splitlines() or [""]
    head = f"{reply.id[:ID_WIDTH]} {name}{mark}{state}  "
    for number, row in enumerate(rows):
        room = None if width is None else max(20, width - 2 - len(_BAR))
        for line in wrapped((head if number == 0 else "") + row, room, set_in=0):
            yield f"  {_BAR}{line}".rstrip()


def _name(words: FeedWords) -> str:
    return "you" if words.mine else clean_line(words.author)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
