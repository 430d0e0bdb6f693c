"""Read the text files of jrnl: `[2026-03-10 21:05] Title.`, a star at its end, the text below, `@tags` anywhere."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from journal.entries import new_entry
from journal.errors import NothingToKeep, UnreadableFile
from journal.exchange.fields import NOTHING_IN_IT, KnownIds, Unusable, moment_of
from journal.exchange.readings import Noted, Reading, Skipped
from journal.exchange.texts import read_text, western_note
from journal.moments import Moment

HEADER = re.compile(
    r"^\[(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) (?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?: (?P<half>[AaPp])[Mm])?\]"
    r"(?: (?P<title>[^\n]*))?$",
    re.MULTILINE,
)
_TAG = re.compile(r"(?<!\S)@(\w[\w-]*)")
_STAR = " *"
_NOON = 12


def read_jrnl(path: Path, here: Moment) -> Iterator[Reading]:
    """Yield the entries of a jrnl file. Its times have no zone: they are taken for times here.

    A line that begins like an entry is one, even if it was meant as text: the format cannot tell. Text stays as it is,
    also where jrnl repeats the title at its beginning. `@tags` become tags and stay in the text.

    Raises:
        UnreadableFile: it is not text, or holds no entry.
        NotReadable: it may not be read.
    """
    content = read_text(path)
    text = content.text.replace("\r\n", "\n")
    ids = KnownIds()
    headers = [(match, when) for match in HEADER.finditer(text) if (when := _time(match)) is not None]
    if not headers:
        raise UnreadableFile(f"{path.name} has no line that begins as jrnl's entries do. Nothing was added.")
    if text[: headers[0][0].start()].strip():
        yield Skipped(1, "it stands before the first entry")
    line, counted = 1, 0
    for index, (match, when) in enumerate(headers):
        end = headers[index + 1][0].start() if index + 1 < len(headers) else len(text)
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        try:
            yield _entry(when, match["title"] or "", text[match.end() : end], here, ids)
        except NothingToKeep:
            yield Skipped(line, NOTHING_IN_IT)
        except Unusable as reason:
            yield Skipped(line, str(reason))
    if content.western:
        yield Noted(western_note(path))


def _entry(when: datetime, title: str, below: str, here: Moment, ids: KnownIds) -> Reading:
    title = title.strip()
    starred = f" {title}".endswith(_STAR)
    title = title.removesuffix("*").rstrip() if starred else title
    body = below.removeprefix("\n").rstrip("\n")
    moment = moment_of(when, None, here)
    return new_entry(
        ids.id_for(when, title, body),
        moment,
        moment.at.astimezone(UTC),
        title=title,
        body=body,
        tags=_TAG.findall(f"{title}\n{body}"),
        starred=starred,
    )


def _time(header: re.Match[str]) -> datetime | None:
    """Return the time of a header, or None where it is not in the calendar: then the line is text."""
    hours, _, rest = header["time"].partition(":")
    hour = int(hours)
    if header["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if header["half"] in "Pp" else 0)
    try:
        return datetime.fromisoformat(f"{header['day']}T{hour:02d}:{rest}")
    except ValueError:
        return None
