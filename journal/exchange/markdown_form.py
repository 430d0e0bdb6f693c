"""The shape of an entry in our Markdown: what stands around the text, so that the text itself needs no guarding.

    <!-- recovery-journal entry {"id": …, "created_at": …} -->
    ## 2026-03-10 21:05 · The title
    *mood 4 of 5 · sleep, walk · starred*

    The text, exactly as it was written.
    <!-- end of entry 0190… -->

The comments are invisible where Markdown is shown. The last one names the entry, so that only a text which quotes that
very line needs another name for its end; and a person may edit the text between them freely.
"""

import json
import re

from journal.cleaning import clean_line
from journal.entries import Entry
from journal.exchange.objects import JsonObject, exported_object

BEGIN = "<!-- recovery-journal entry "
BEGIN_LINE = re.compile(rf"^{BEGIN}(?P<facts>\{{.*\}}) -->(?=\r?$)", re.MULTILINE)
HEADING = re.compile(r"## (?P<time>-?[0-9]+-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2})(?: · (?P<title>.*))?")
_DERIVED = ("title", "body", "words")
_NOT_UTF_8 = re.compile("[\ud800-\udfff]")


def entry_block(entry: Entry) -> str:
    """Return an entry as Markdown, with nothing before or after it."""
    facts = facts_of(entry)
    lines = [f"{BEGIN}{_in_comment(facts)} -->", heading_of(entry)]
    if details := details_of(entry):
        lines.append(details)
    return "\n".join([*lines, "", shown_body(entry.body), end_line(entry.id, facts.get("end"))])


def facts_of(entry: Entry) -> JsonObject:
    """Return what the comment holds: all but title and text, and those too where the visible ones cannot say them."""
    facts = {key: value for key, value in exported_object(entry).items() if key not in _DERIVED}
    if shown_title(entry.title) != entry.title:
        facts["title"] = entry.title
    body = shown_body(entry.body)
    if body != entry.body:
        facts["body"] = entry.body
    number = 2
    end: str | None = None
    while end_line(entry.id, end) in body:
        end = f"{entry.id} {number}"
        number += 1
    return facts if end is None else {**facts, "end": end}


def heading_of(entry: Entry) -> str:
    """Return the heading: the time where it was written, and the title if there is one."""
    title = shown_title(entry.title)
    return f"## {entry.created_at.isoformat(' ')[:16]}{f' · {title}' if title else ''}"


def details_of(entry: Entry) -> str:
    """Return mood, tags and star for the reader's eye; an import takes them from the comment."""
    parts = [
        f"mood {entry.mood} of 5" if entry.mood else "",
        ", ".join(entry.all_tags),
        "starred" if entry.starred else "",
    ]
    text = " · ".join(part for part in parts if part)
    return f"*{text}*" if text else ""


def shown_title(title: str) -> str:
    """Return a title as it can stand in a heading."""
    return clean_line(title)


def shown_body(body: str) -> str:
    """Return a text as a UTF-8 file can hold it."""
    return _NOT_UTF_8.sub("\ufffd", body)


def end_line(entry_id: str, name: object = None) -> str:
    """Return the comment that ends an entry."""
    return f"<!-- end of entry {name if isinstance(name, str) else entry_id} -->"


def _in_comment(facts: JsonObject) -> str:
    """Return facts as JSON that cannot end a comment, on one line in every program's eyes."""
    line = json.dumps(facts)
    return line.replace("<", "\\u003c").replace(">", "\\u003e").replace("--", "-\\u002d")
