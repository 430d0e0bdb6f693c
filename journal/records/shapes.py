"""From rows to values and back. The values are built here and nowhere else."""

from collections.abc import Sequence
from typing import Any

from journal.entries import Draft, Entry, Revision
from journal.finding import EntryLine
from journal.records.tables import DraftRow, EntryRow, RevisionRow
from journal.records.text import read, stored
from journal.records.times import microseconds, moment, moment_in
from journal.records.unspaced import has_unspaced

LINE = "e.id, e.created_us, e.zone, e.title, e.preview, e.all_tags, e.mood, e.starred, e.words, e.trashed_us, e.number"
ENTRY_NAMES = (
    "id", "created_us", "zone", "updated_us", "title", "body", "tags", "mood", "starred", "trashed_us", "revision",
    "parent", "number",
)  # fmt: skip
ENTRY = ", ".join(f"e.{name}" for name in ENTRY_NAMES)
REVISION = "r.id, r.parent, r.made_us, r.title, r.body, r.tags, r.mood"
DRAFT = "id, created_us, zone, saved_us, title, body, tags, mood, base"

PREVIEW_LENGTH = 160

Row = Sequence[Any]


def line_of(row: Row) -> EntryLine:
    """Return what a list shows, from the columns `LINE`."""
    entry_id, created, zone, title, preview, tags, mood, starred, words, trashed, *_ = row
    return EntryLine(
        entry_id,
        moment_in(zone, created),
        title if title.__class__ is str else read(title),
        preview if preview.__class__ is str else read(preview),
        tuple(tags.split()),
        mood,
        starred == 1,
        words,
        None if trashed is None else moment(trashed),
    )


def entry_of(row: Row) -> Entry:
    """Return the entry, from the columns `ENTRY`."""
    entry_id, created, zone, updated, title, body, tags, mood, starred, trashed, revision, parent = row[:12]
    return Entry(
        entry_id,
        moment_in(zone, created),
        zone,
        moment(updated),
        read(title),
        read(body),
        tuple(tags.split()),
        mood,
        starred == 1,
        None if trashed is None else moment(trashed),
        revision,
        parent,
    )


def entry_of_row(row: EntryRow) -> Entry:
    """Return the entry of a row that a session found."""
    return entry_of([getattr(row, name) for name in ENTRY_NAMES])


def revision_of(row: Row) -> Revision:
    """Return the revision, from the columns `REVISION`."""
    revision_id, parent, made, title, body, tags, mood = row[:7]
    return Revision(revision_id, parent, moment(made), read(title), read(body), tuple(tags.split()), mood)


def draft_of(row: Row) -> Draft:
    """Return the draft, from the columns `DRAFT`."""
    draft_id, created, zone, saved, title, body, tags, mood, base = row
    return Draft(
        draft_id,
        moment_in(zone, created),
        zone,
        moment(saved),
        read(title),
        read(body),
        tuple(tags.split()),
        mood,
        base,
    )


def present_content(entry: Entry) -> Revision:
    """Return the content that the entry has now, as its history shows it."""
    return Revision(entry.revision, entry.parent, entry.updated_at, entry.title, entry.body, entry.tags, entry.mood)


def entry_values(entry: Entry, number: int) -> dict[str, Any]:
    """Return the columns of the table `entry`, in their order."""
    all_tags = " ".join(entry.all_tags)
    return {
        "number": number,
        "id": entry.id,
        "created_us": microseconds(entry.created_at),
        "zone": entry.zone,
        "local_date": entry.local_date.isoformat(),
        "updated_us": microseconds(entry.updated_at),
        "revision": entry.revision or entry.id,
        "parent": entry.parent,
        "mood": entry.mood,
        "starred": int(entry.starred),
        "words": entry.words,
        "unspaced": int(has_unspaced(entry.title, entry.body, all_tags)),
        "trashed_us": None if entry.trashed_at is None else microseconds(entry.trashed_at),
        "all_tags": all_tags,
        "tags": " ".join(entry.tags),
        "title": entry.title,
        "preview": preview_of(entry.body),
        "body": entry.body,
    }


CONTENT = ("words", "unspaced", "all_tags", "tags", "mood", "title", "preview", "body")
"""The columns that follow from what the person wrote."""


def preview_of(body: str) -> str:
    """Return the beginning of the text, on one line."""
    return " ".join(body[: PREVIEW_LENGTH * 2].split())[:PREVIEW_LENGTH]


def entry_row(entry: Entry, number: int) -> EntryRow:
    """Return the entry as a new row."""
    return EntryRow(**entry_values(entry, number))


ENTRY_COLUMNS = tuple(EntryRow.model_fields)


def entry_tuple(entry: Entry, number: int) -> tuple[Any, ...]:
    """Return the entry as the driver binds it, in the order of `ENTRY_COLUMNS`: for many at once."""
    *others, title, preview, body = entry_values(entry, number).values()
    return (*others, stored(title), stored(preview), stored(body))


def revision_row(revision: Revision, number: int) -> RevisionRow:
    """Return the earlier content of the entry with this number as a new row."""
    return RevisionRow(
        entry=number,
        id=revision.id,
        parent=revision.parent,
        made_us=microseconds(revision.made_at),
        mood=revision.mood,
        tags=" ".join(revision.tags),
        title=revision.title,
        body=revision.body,
    )


def draft_row(draft: Draft) -> DraftRow:
    """Return the draft as a row."""
    return DraftRow(
        id=draft.id,
        created_us=microseconds(draft.created_at),
        zone=draft.zone,
        saved_us=microseconds(draft.saved_at),
        base=draft.base,
        mood=draft.mood,
        tags=" ".join(draft.tags),
        title=draft.title,
        body=draft.body,
    )
