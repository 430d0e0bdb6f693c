from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def _ids(journal: Shell, command: str) -> list[str]:
    return [entry["id"] for entry in journal.call(command, "--json").json["entries"]]


def test_a_deleted_entry_is_in_the_trash_and_comes_back(journal: Shell) -> None:
    entry_id = journal.added("one")
    assert journal.call("delete", entry_id).code == 0
    assert _ids(journal, "list") == []
    trashed = journal.call("trash", "--json").json["entries"]
    assert [entry["id"] for entry in trashed] == [entry_id]
    assert trashed[0]["trashed_at"]
    assert "one" in journal.call("trash").out
    assert journal.call("delete", entry_id).code == 1

    assert journal.call("restore-entry", entry_id).code == 0
    assert _ids(journal, "list") == [entry_id]
    assert _ids(journal, "trash") == []
    assert journal.call("restore-entry", entry_id).code == 1


def test_purge_erases_what_is_in_the_trash_and_nothing_else(journal: Shell) -> None:
    kept, gone = journal.added("kept"), journal.added("gone")
    journal.call("delete", gone)
    refused = journal.call("purge", kept)
    assert refused.code == 1
    assert "not in the trash" in refused.err
    assert journal.call("purge", gone).code == 0
    assert _ids(journal, "trash") == []
    assert _ids(journal, "list") == [kept]
    assert journal.call("show", gone).code == 1


def test_purge_all_empties_the_trash(journal: Shell) -> None:
    for word in ("one", "two", "three"):
        journal.added(word)
    first, second, third = _ids(journal, "list")
    assert journal.call("delete", first, second).code == 0
    answer = journal.call("purge", "--all")
    assert answer.code == 0
    assert "2 entries" in answer.err
    assert _ids(journal, "trash") == []
    assert _ids(journal, "list") == [third]
    assert journal.call("purge", "--all").code == 0


def test_purge_without_saying_what_is_a_usage_error(journal: Shell) -> None:
    assert journal.call("purge").code == 2
    assert journal.call("purge", "--all", "abc123").code == 2


def test_one_wrong_id_among_several_deletes_nothing(journal: Shell) -> None:
    entry_id = journal.added("one")
    assert journal.call("delete", entry_id, "ffffffffff").code == 1
    assert _ids(journal, "list") == [entry_id]
