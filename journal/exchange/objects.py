"""Entries and revisions as plain objects for JSON. The keys are an interface: docs/journal-json.md describes them."""

from collections.abc import Collection
from datetime import UTC, datetime

from journal.entries import Entry, Revision, tags_in_text

JsonObject = dict[str, object]

FORMAT = "recovery-journal"
VERSION = 1


def entry_object(entry: Entry) -> JsonObject:
    """Return an entry as every command prints it."""
    return {
        "id": entry.id,
        "created_at": entry.created_at.isoformat(),
        "zone": entry.zone,
        "updated_at": in_utc(entry.updated_at),
        "title": entry.title,
        "body": entry.body,
        "tags": list(entry.all_tags),
        "mood": entry.mood,
        "starred": entry.starred,
        "words": entry.words,
    }


def exported_object(entry: Entry) -> JsonObject:
    """Return an entry with all that an import needs to bring it back unchanged; what can be derived is left out."""
    result = entry_object(entry)
    if typed_among(entry.all_tags, entry.body) != entry.tags:
        result["typed_tags"] = list(entry.tags)
    if entry.revision not in ("", entry.id):
        result["revision"] = entry.revision
    if entry.parent is not None:
        result["parent"] = entry.parent
    if entry.trashed_at is not None:
        result["trashed_at"] = in_utc(entry.trashed_at)
    return result


def revision_object(entry_id: str, revision: Revision) -> JsonObject:
    """Return content that an entry had before."""
    return {
        "entry": entry_id,
        "id": revision.id,
        "parent": revision.parent,
        "made_at": in_utc(revision.made_at),
        "title": revision.title,
        "body": revision.body,
        "tags": list(revision.tags),
        "mood": revision.mood,
    }


def typed_among(tags: tuple[str, ...], body: str, also: Collection[str] = ()) -> tuple[str, ...]:
    """Return the tags, in normal form, that were typed: those the text does not hold, and those in `also`."""
    written = tags_in_text(body)
    return tuple(tag for tag in tags if tag not in written or tag in also) if written else tags


def in_utc(moment: datetime) -> str:
    """Return an aware moment as ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat()
