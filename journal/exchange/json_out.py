"""Write the journal as JSON. The same journal gives the same bytes: nothing of the moment of writing is in it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from journal.checkin_json import checkin_object, scale_object
from journal.choices import Choices, choices_to
from journal.counter_json import counter_object, event_object
from journal.entries import Entry, Revision
from journal.exchange.letter_fields import letter_object
from journal.exchange.objects import FORMAT, VERSION, JsonObject, exported_object, revision_object
from journal.letters import Letter
from journal.moods import Checkin, Scale
from journal.questions import Questions, questions_to
from journal.streaks import Counter, Event

QUESTIONS_AS_USUAL, CHOICES_AS_USUAL = Questions(), Choices()
"""What holds until a person chooses; it is not written."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Page(Protocol):
    """What an export is written to: a text stream in UTF-8 that leaves line ends as they are."""

    def write(self, text: str, /) -> object:
        """Write a piece of it."""
        ...


@dataclass(frozen=True, slots=True)
class Contents:
    """What is written, each in its order. `questions` and `choices`: what a person chose to be asked and shown."""

    entries: Iterable[Entry] = field(default=(), repr=False)
    revisions: Iterable[tuple[str, Revision]] = field(default=(), repr=False)
    trash: Iterable[Entry] = field(default=(), repr=False)
    scales: Iterable[Scale] = field(default=(), repr=False)
    checkins: Iterable[Checkin] = field(default=(), repr=False)
    questions: Questions = QUESTIONS_AS_USUAL
    choices: Choices = CHOICES_AS_USUAL
    counters: Iterable[Counter] = field(default=(), repr=False)
    events: Iterable[Event] = field(default=(), repr=False)
    letters: Iterable[Letter] = field(default=(), repr=False)

    def preferences(self) -> Iterator[tuple[str, JsonObject]]:
        """Yield what a person chose, under its name; what is as it is at first is not written."""
        if self.questions != QUESTIONS_AS_USUAL:
            yield "questions", json.loads(questions_to(self.questions))
        if self.choices != CHOICES_AS_USUAL:
            yield "choices", json.loads(choices_to(self.choices))

    def lists(self) -> Iterator[tuple[str, str, Iterator[JsonObject]]]:
        """Yield each list: its name, the type of what is in it, and that."""
        yield "entries", "entry", map(exported_object, self.entries)
        yield "revisions", "revision", (revision_object(of, revision) for of, revision in self.revisions)
        yield "trash", "trash", map(exported_object, self.trash)
        yield "scales", "scale", map(scale_object, self.scales)
        yield "checkins", "checkin", map(checkin_object, self.checkins)
        yield "counters", "counter", map(counter_object, self.counters)
        yield "events", "event", map(event_object, self.events)
        yield "letters", "letter", map(letter_object, self.letters)


def write_json(page: Page, contents: Contents) -> None:
    """Write one document, an entry, earlier revision, check-in and so on on each line."""
    page.write(f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION}')
    for name, chosen in contents.preferences():
        page.write(f",\n{json.dumps(name)}: {json_line(chosen)}")
    for name, _, objects in contents.lists():
        page.write(f',\n"{name}": ')
        _write_list(page, objects)
    page.write("\n}\n")


def write_jsonl(page: Page, contents: Contents) -> None:
    """Write an object a line, each with a `type`: `journal` first, then what `Contents` has."""
    page.write(json_line({"type": "journal", "format": FORMAT, "version": VERSION}) + "\n")
    for name, chosen in contents.preferences():
        page.write(json_line({"type": name, **chosen}) + "\n")
    for _, kind, objects in contents.lists():
        for content in objects:
            page.write(json_line({"type": kind, **content}) + "\n")


def json_line(content: JsonObject) -> str:
    """Return an object as JSON on one line; text as it is, escaped only where UTF-8 cannot hold it."""
    line = json.dumps(content, ensure_ascii=False)
    return json.dumps(content) if _LONE_SURROGATE.search(line) else line


def _write_list(page: Page, objects: Iterable[JsonObject]) -> None:
    before, after = "[\n", "[]"
    for content in objects:
        page.write(before + json_line(content))
        before, after = ",\n", "\n]"
    page.write(after)
