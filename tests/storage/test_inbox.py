from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from journal.entries import Entry
from journal.moments import Moment
from journal.moods import new_checkin
from journal.notes import note_from_checkin, note_from_entry
from journal.storage import Filed, Storage
from journal.vault import seal_note, waiting_notes

Write = Callable[..., Entry]
Opened = Callable[..., Storage]


def seal(home: Path, *entries: Entry) -> None:
    for one in entries:
        seal_note(home, one.id, note_from_entry(one))


def test_notes_from_a_locked_shell_are_entries_at_the_next_start(
    storage: Storage, home: Path, opened: Opened, entry: Write
) -> None:
    storage.close()
    written = [entry(f"number {number} #note", mood=number) for number in range(1, 5)]
    seal(home, *written)
    again = opened()
    assert again.filed == Filed(count=4)
    assert [again.entries.get(one.id) for one in written] == written
    assert again.entries.search("#note").total == 4
    assert waiting_notes(home) == 0


def test_an_open_journal_takes_in_what_the_shell_wrote(storage: Storage, home: Path, entry: Write) -> None:
    assert storage.file_inbox() == Filed()
    written = entry()
    seal(home, written)
    before = storage.pulse()
    assert storage.file_inbox() == Filed(count=1)
    assert storage.pulse() != before
    assert storage.entries.get(written.id) == written
    assert storage.file_inbox() == Filed()


def test_a_check_in_from_a_locked_shell_is_filed_like_an_entry(
    storage: Storage, home: Path, opened: Opened, now: datetime
) -> None:
    storage.close()
    said = replace(new_checkin("c" * 32, Moment.of(now, "Europe/Berlin"), now), mood=2, craving=7, note="at the bus")
    seal_note(home, said.id, note_from_checkin(said))
    again = opened()
    assert (again.filed, waiting_notes(home)) == (Filed(count=1), 0)
    assert again.moods.get(said.id) == said


def test_a_note_is_filed_once_even_when_it_comes_again(storage: Storage, home: Path, entry: Write) -> None:
    written = entry("as it was sealed")
    seal(home, written)
    storage.file_inbox()
    seal(home, written)
    assert storage.file_inbox() == Filed(count=0)
    assert (storage.entries.count(), waiting_notes(home)) == (1, 0)


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 50, b'{"v":2}', b'{"v":1,"kind":"dream"}'])
def test_a_note_that_cannot_be_read_stays_and_holds_up_nothing(
    storage: Storage, home: Path, entry: Write, content: bytes
) -> None:
    seal_note(home, "0" * 32, content)
    seal(home, entry())
    (home / "inbox" / f"{'1' * 32}.sealed").write_bytes(b"not sealed at all")
    assert storage.file_inbox() == Filed(count=1, unreadable=2)
    assert waiting_notes(home) == 2
    assert storage.entries.count() == 1


def test_notes_sealed_before_a_rotation_are_still_read(
    storage: Storage, home: Path, entry: Write, cheap: object
) -> None:
    seal(home, entry())
    storage.rotate("second words", strength=cheap)  # type: ignore[arg-type]
    seal(home, entry())
    assert storage.file_inbox() == Filed(count=2)
