"""What a sealed note in the inbox holds: one entry or one check-in as JSON. Layout: docs/file-format.md."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from journal.entries import Entry, checked_mood, normal_tags
from journal.errors import NewerFormat, UnreadableFile
from journal.moments import Moment

if TYPE_CHECKING:
    from journal.moods import Checkin

VERSION = 1


def note_from_entry(entry: Entry) -> bytes:
    """Return the entry as the content of a note. Its id is not inside: the note's name carries it.

    The JSON is plain ASCII, so that any text survives, lone surrogates included.
    """
    return json.dumps(
        {
            "v": VERSION,
            "kind": "entry",
            "created_at": entry.created_at.isoformat(),
            "zone": entry.zone,
            "updated_at": entry.updated_at.isoformat(),
            "title": entry.title,
            "body": entry.body,
            "tags": list(entry.tags),
            "mood": entry.mood,
            "starred": entry.starred,
        },
        separators=(",", ":"),
    ).encode("ascii")


def note_from_checkin(checkin: "Checkin") -> bytes:
    """Return the check-in as the content of a note."""
    from journal.checkin_json import checkin_object  # an entry, written while locked, needs none of it

    content = {"v": VERSION, "kind": "checkin", **checkin_object(checkin)}
    del content["id"]
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def from_note(note_id: str, content: bytes) -> "Entry | Checkin":
    """Return the entry or the check-in that a note holds.

    Raises:
        NewerFormat: the note was written by a newer version of this program.
        UnreadableFile: it is not one of our notes.
    """
    try:
        note = json.loads(content)
        version = note["v"]
        if type(version) is int and version > VERSION:
            raise NewerFormat(version)
        if version != VERSION:
            raise UnreadableFile(_NOT_OURS)
        if note["kind"] == "checkin":
            from journal.checkin_json import checkin_from_object

            at = Moment.of(datetime.fromisoformat(note["at"]), _text(note["zone"]))
            return checkin_from_object(note_id, at, note)
        if note["kind"] != "entry":
            raise UnreadableFile(_NOT_OURS)
        moment = Moment.of(datetime.fromisoformat(note["created_at"]), _text(note["zone"]))
        return Entry(
            id=note_id,
            created_at=moment.at,
            zone=moment.zone,
            updated_at=datetime.fromisoformat(note["updated_at"]).astimezone(UTC),
            title=_text(note["title"]),
            body=_text(note["body"]),
            tags=normal_tags(note["tags"]),
            mood=checked_mood(note["mood"]),
            starred=note["starred"] is True,
            revision=note_id,
        )
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        # Not chained: such errors quote what they choked on, and that is the person's text.
        raise UnreadableFile(_NOT_OURS) from None


_NOT_OURS = "A note in the inbox could not be read. It was left where it is."


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
