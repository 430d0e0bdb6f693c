"""The payload: what is signed. An item with its place in its author's feed, as the exact bytes of one JSON object.

A feed is an unbroken row of numbers with one author, for one circle. Each payload names the one before it by hash, so a
page that was taken out, put in or swapped shows. A feed's id is random: after a backup was restored a new feed begins
(the numbers of the old one may have been used already), and its readers need no new card.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from journal.insights import Shared
from journal.sharing.bodies import kind_of, read_body, write_body
from journal.sharing.circles import Circle
from journal.sharing.identity import is_id
from journal.sharing.refusals import BadContent, NewerShare
from journal.sharing.strict_json import read_object

VERSION = 1
NO_HASH = "0" * 64
LAST_NUMBER = 2**31 - 1
MOST_GONE = 500
MOST_SEEN = 64
LAST_TIME = 253_402_300_740  # the last minute of the year 9999

_HASH = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")

Seen = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class OwnFeed:
    """Where the person's own feed for one circle stands: the last number, its hash, and what was taken back."""

    id: str
    seq: int = 0
    head: str = NO_HASH
    gone: Mapping[int, str] = field(default_factory=dict)

    def after(self, payload: "Payload", digest: str) -> "OwnFeed":
        """Return where it stands once the payload has been sent."""
        return replace(self, seq=payload.seq, head=digest)

    def taking_back(self, seq: int, digest: str) -> "OwnFeed":
        """Return the feed once an earlier number is declared gone; the newest 500 are carried along."""
        gone = sorted({**self.gone, seq: digest}.items())[-MOST_GONE:]
        return replace(self, gone=dict(gone))


@dataclass(frozen=True, slots=True)
class Payload:
    """One item in its place. `written_at` is aware, to the minute; `gone` and `seen` name pages by number and hash."""

    circle: str
    epoch: int
    roster: str
    feed: str
    seq: int
    prev: str
    id: str
    written_at: datetime
    content: Shared = field(repr=False)
    gone: Mapping[int, str] = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)


def next_payload(
    circle: Circle, feed: OwnFeed, item_id: str, now: datetime, content: Shared, seen: Seen | None = None
) -> Payload:
    """Return the next payload of an own feed. `seen` names, for feeds of others, the last number here and its hash."""
    return Payload(
        circle=circle.id,
        epoch=circle.epoch,
        roster=circle.roster,
        feed=feed.id,
        seq=feed.seq + 1,
        prev=feed.head,
        id=item_id,
        written_at=now.astimezone(UTC).replace(second=0, microsecond=0),
        content=content,
        gone=dict(feed.gone),
        seen=dict(seen or {}),
    )


def write_payload(payload: Payload) -> bytes:
    """Return the exact bytes that are signed: UTF-8 JSON.

    Raises:
        NothingToShare, TooLong, TooManyLines, TooManyNotes, ValueError: as `bodies.ready`.
    """
    content = {
        "v": VERSION,
        "circle": payload.circle,
        "epoch": payload.epoch,
        "roster": payload.roster,
        "feed": payload.feed,
        "seq": payload.seq,
        "prev": payload.prev,
        "gone": {str(seq): digest for seq, digest in sorted(payload.gone.items())},
        "seen": {feed: list(place) for feed, place in sorted(payload.seen.items())},
        "id": payload.id,
        "ts": int(payload.written_at.timestamp()),
        "kind": kind_of(payload.content),
        "body": write_body(payload.content),
    }
    return _json(content)


def body_bytes(content: Shared) -> bytes:
    """Return what of a payload is the person's: these very bytes stand inside it, and everything else is numbers.

    Raises:
        NothingToShare, TooLong, TooManyLines, TooManyNotes, ValueError: as `bodies.ready`.
    """
    return _json(write_body(content))


def digest_of(payload: bytes) -> str:
    """Return the hash by which the next payload names this one: SHA-256, 64 hex digits."""
    return hashlib.sha256(payload).hexdigest()


def read_version(payload: bytes) -> dict[str, Any]:
    """Return a payload as an object of nothing but JSON, once its version is known.

    Raises:
        BadForm: it is no JSON object of bounded depth.
        NewerShare: a newer version of this program wrote it.
    """
    content = read_object(payload)
    version = content.get("v")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise NewerShare
    if version != VERSION or isinstance(version, bool):
        raise BadContent
    return content


def read_payload(content: Mapping[str, Any]) -> Payload:
    """Return the payload that an object is, its texts cleaned.

    Raises:
        BadContent: a field is missing or is not what it has to be.
        UnknownKind: no kind of this name is known.
    """
    kind = content.get("kind")
    if not isinstance(kind, str):
        raise BadContent
    return Payload(
        circle=_id(content.get("circle")),
        epoch=_number(content.get("epoch"), 1, LAST_NUMBER),
        roster=_hash(content.get("roster")),
        feed=_id(content.get("feed")),
        seq=_number(content.get("seq"), 1, LAST_NUMBER),
        prev=_hash(content.get("prev")),
        id=_id(content.get("id")),
        written_at=datetime.fromtimestamp(_number(content.get("ts"), 0, LAST_TIME), UTC),
        content=read_body(kind, content.get("body")),
        gone=_gone(content.get("gone")),
        seen=_seen(content.get("seen")),
    )


def _gone(value: object) -> dict[int, str]:
    if not isinstance(value, dict) or len(value) > MOST_GONE:
        raise BadContent
    if not all(_NUMBER.fullmatch(seq) and int(seq) <= LAST_NUMBER for seq in value):
        raise BadContent
    return {int(seq): _hash(digest) for seq, digest in value.items()}


def _seen(value: object) -> dict[str, tuple[int, str]]:
    if not isinstance(value, dict) or len(value) > MOST_SEEN:
        raise BadContent
    return {_id(feed): _place(place) for feed, place in value.items()}


def _place(value: object) -> tuple[int, str]:
    if not isinstance(value, list) or len(value) != len(("number", "hash")):
        raise BadContent
    return _number(value[0], 1, LAST_NUMBER), _hash(value[1])


def _id(value: object) -> str:
    if not is_id(value):
        raise BadContent
    return str(value)


def _hash(value: object) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise BadContent
    return value


def _number(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadContent
    return value


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
