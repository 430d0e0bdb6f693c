"""Entries of every shape, for the tests of what goes out and comes back."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from journal.choices import Choices
from journal.entries import Entry, Revision, new_entry, normal_tags
from journal.exchange.documents import Contents, write_json, write_jsonl, write_markdown
from journal.exchange.json_out import CHOICES_AS_USUAL, QUESTIONS_AS_USUAL
from journal.exchange.reading import read_any
from journal.exchange.readings import EarlierRevision, Reading, Skipped, Trashed
from journal.ids import new_id
from journal.letters import Letter
from journal.moments import Moment, zone_info
from journal.moods import Checkin, Scale
from journal.questions import Questions
from journal.streaks import Counter, Event

HERE = Moment.of(datetime(2026, 3, 10, 14, 30, tzinfo=UTC), "Europe/Berlin")
ZONES = ("Europe/London", "America/St_Johns", "Pacific/Apia", "UTC", "+05:30", "-00:01:15")


def with_whole_pairs(text: str) -> str:
    """The two halves of a character, side by side, are that character: JSON cannot tell them apart."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


WRITING = st.text(st.characters(), max_size=60).map(with_whole_pairs) | st.sampled_from(
    [
        "[2020-01-01 10:00] x",
        "one\n[2020-01-01 10:00] Not a new entry.\nthree",
        "[/b] **x** <!-- end of entry -->",
        '<!-- recovery-journal entry {"id": "0"} -->\n## 2020-01-01 10:00\n\nno entry',
        "  leading\r\nand\rtrailing \n\n",
        "\n\n",
        "*mood 4 of 5*\n\nquoted",
        "\x00\x1b[31m\u2028\ud800\ufeff",
        "#walk and #Ärger, @home",
        "---\ntitle: x\n---\n",
    ]
)
TAGS = st.lists(st.sampled_from(["walk", "sleep", "Ärger", "two words"]) | st.text(max_size=8), max_size=4)
INSTANTS = st.datetimes(
    min_value=datetime.fromisoformat("0002-01-01"),
    max_value=datetime.fromisoformat("9998-01-01"),
    timezones=st.just(UTC),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that the journal can hold."""
    created = draw(INSTANTS)
    zone = draw(st.sampled_from(ZONES))
    entry_id = new_id(created)
    return Entry(
        id=entry_id,
        created_at=created.astimezone(zone_info(zone)),
        zone=zone,
        updated_at=draw(INSTANTS),
        title=draw(WRITING),
        body=draw(WRITING),
        tags=normal_tags(draw(TAGS)),
        mood=draw(st.none() | st.integers(1, 5)),
        starred=draw(st.booleans()),
        revision=draw(st.sampled_from([entry_id, new_id(created)])),
        parent=draw(st.none() | st.just(new_id(created))),
    )


@st.composite
def revisions(draw: st.DrawFn) -> tuple[str, Revision]:
    """Any earlier content."""
    made = draw(INSTANTS)
    return new_id(made), Revision(
        id=new_id(made),
        parent=draw(st.none() | st.just(new_id(made))),
        made_at=made,
        title=draw(WRITING),
        body=draw(WRITING),
        tags=normal_tags(draw(TAGS)),
        mood=draw(st.none() | st.integers(1, 5)),
    )


def plain(body: str = "A good day.", title: str = "") -> Entry:
    """A short entry at a fixed time."""
    moment = Moment.of(datetime(2026, 3, 8, 20, 5, tzinfo=UTC), "Europe/Berlin")
    return new_entry(f"{1:032x}", moment, moment.at + timedelta(days=1), title=title, body=body)


def exported(
    form: str,
    kept: Iterable[Entry],
    history: Iterable[tuple[str, Revision]] = (),
    trash: Iterable[Entry] = (),
    scales: Iterable[Scale] = (),
    checkins: Iterable[Checkin] = (),
    questions: Questions = QUESTIONS_AS_USUAL,
    choices: Choices = CHOICES_AS_USUAL,
    counters: Iterable[Counter] = (),
    events: Iterable[Event] = (),
    letters: Iterable[Letter] = (),
) -> str:
    """What a writer writes, as text."""
    page = io.StringIO(newline="")
    if form == "markdown":
        write_markdown(page, kept)
    else:
        {"json": write_json, "jsonl": write_jsonl}[form](
            page, Contents(kept, history, trash, scales, checkins, questions, choices, counters, events, letters)
        )
    return page.getvalue()


def read(path: Path, content: str | bytes, kind: str = "auto") -> list[Reading]:
    """What comes out of a file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(read_any(path, kind, HERE))


def entries_of(readings: Iterable[Reading]) -> list[Entry]:
    """The entries among readings, those in the trash included."""
    found = ((reading.entry if isinstance(reading, Trashed) else reading) for reading in readings)
    return [reading for reading in found if isinstance(reading, Entry)]


def skipped_of(readings: Iterable[Reading]) -> list[tuple[int, str]]:
    """Line and reason of all that was skipped."""
    return [(reading.line, reading.reason) for reading in readings if isinstance(reading, Skipped)]


def revisions_of(readings: Iterable[Reading]) -> list[tuple[str, Revision]]:
    """The earlier revisions among readings."""
    return [(reading.entry_id, reading.revision) for reading in readings if isinstance(reading, EarlierRevision)]
