from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

ENTRY_KEYS = {"id", "created_at", "updated_at", "title", "body", "tags", "mood", "starred", "words"}
HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202e [/b] \ud800"


@pytest.fixture
def three(journal: Shell) -> list[str]:
    """Three entries, oldest first."""
    for when, words in (
        ("2024-03-01 08:00", ["-t", "First", "--tag", "walk", "-m", "2", "along the river"]),
        ("2024-03-02 09:30", ["--tag", "walk", "--tag", "sleep", "the river was high"]),
        ("2024-03-03 21:15", ["-t", "Third", "-m", "5", "slept well"]),
    ):
        assert journal.call("add", "--when", when, *words, unlocked=False).code == 0
    listed = journal.call("list", "--json").json["entries"]
    return [entry["id"] for entry in reversed(listed)]


def test_the_list_is_newest_first_and_has_the_documented_keys(journal: Shell, three: list[str]) -> None:
    entries = journal.call("list", "--json").json["entries"]
    assert [entry["id"] for entry in entries] == three[::-1]
    assert all(set(entry) >= ENTRY_KEYS for entry in entries)
    assert entries[2]["tags"] == ["walk"]
    assert entries[1]["mood"] is None


def test_the_list_can_be_cut_and_filtered(journal: Shell, three: list[str]) -> None:
    first, second, third = three

    def ids(*words: str) -> list[str]:
        return [entry["id"] for entry in journal.call("list", "--json", *words).json["entries"]]

    assert ids("-n", "1") == [third]
    assert ids("-n", "0") == [third, second, first]
    assert ids("--since", "2024-03-02") == [third, second]
    assert ids("--until", "2024-03-02") == [second, first]
    assert ids("--since", "2024-03-02", "--until", "2024-03-02") == [second]
    assert ids("--tag", "walk") == [second, first]
    assert ids("--tag", "walk", "--tag", "sleep") == [second]
    journal.call("edit", first, "--star")
    assert ids("--starred") == [first]


def test_the_list_for_people_has_an_id_that_is_enough_to_show_the_entry(journal: Shell, three: list[str]) -> None:
    answer = journal.call("list")
    assert answer.code == 0
    rows = answer.out.splitlines()
    assert len(rows) == 3
    assert "2024-03-03 21:15" in rows[0]
    assert "█ bright" in rows[0]
    assert "Third" in rows[0]
    assert "the river was high" in rows[1]
    assert "#sleep #walk" in rows[1]
    for row, entry_id in zip(rows, reversed(three), strict=True):
        assert journal.entry(row.split()[0])["id"] == entry_id


def test_a_cut_list_says_how_many_there_are(journal: Shell, three: list[str]) -> None:
    answer = journal.call("list", "-n", "2")
    assert len(answer.out.splitlines()) == 2
    assert "2 entries of 3" in answer.err


def test_an_empty_list_is_no_failure(journal: Shell) -> None:
    assert journal.call("list").code == 0
    assert journal.call("list", "--json").json == {"entries": []}
    assert journal.call("tags", "--json").json == {"tags": []}
    assert journal.call("trash", "--json").json == {"entries": []}


def test_a_day_nobody_can_read_is_a_usage_error(journal: Shell) -> None:
    answer = journal.call("list", "--since", "blursday")
    assert answer.code == 2
    assert "blursday" in answer.err


def test_show_prints_one_object(journal: Shell, three: list[str]) -> None:
    entry = journal.entry(three[0])
    assert set(entry) >= ENTRY_KEYS
    assert entry["title"] == "First"
    assert entry["created_at"].startswith("2024-03-01T08:00:00")


def test_show_for_people_has_facts_and_text(journal: Shell, three: list[str]) -> None:
    lines = journal.call("show", three[0]).out.splitlines()
    assert lines[0] == "First"
    assert lines[1].startswith("2024-03-01 08:00")
    assert "▂ low" in lines[1]
    assert lines[2] == "#walk"
    assert lines[3] == three[0]
    assert lines[-1] == "along the river"


def test_show_keeps_the_lines_of_a_text_in_a_pipe(journal: Shell) -> None:
    entry_id = journal.added(stdin=b"- one\n- two\n\n    code\n")
    assert journal.call("show", entry_id).out.endswith("\n\n- one\n- two\n\n    code\n")


def test_show_lays_out_markdown_on_a_terminal(journal: Shell) -> None:
    entry_id = journal.added(stdin=b"- one\n- two\n\n[here](https://example.org/x)")
    out = journal.call("show", entry_id, terminal=True).out
    assert "•" in out
    assert "https://example.org/x" in out
    assert "\x1b]8;" not in out  # no hyperlink that shows one thing and opens another


def test_the_history_is_newest_first_and_starts_with_what_stands(journal: Shell) -> None:
    entry_id = journal.added("one")
    for body in ("two", "three"):
        journal.call("edit", entry_id, "--body", body)
    history = journal.call("show", entry_id, "--history", "--json").json["history"]
    assert [version["body"] for version in history] == ["three", "two", "one"]
    page = journal.call("show", entry_id, "--history").out
    assert page.index("three") < page.index("two") < page.index("one")


def test_an_id_nobody_has_is_a_clear_line(journal: Shell, three: list[str]) -> None:
    for command in ("show", "delete", "restore-entry", "purge"):
        answer = journal.call(command, "ffffffffff")
        assert (answer.code, answer.out) == (1, "")
        assert "ffffffffff" in answer.err
    assert journal.call("edit", "ffffffffff", "--title", "x").code == 1
    assert journal.call("show", "no-such-id").code == 1


def test_an_id_that_matches_several_lists_them_in_full(journal: Shell, three: list[str]) -> None:
    prefix = three[0][:2]  # ids begin with the time: these were made within the same century
    answer = journal.call("show", prefix)
    assert answer.code == 1
    assert all(entry_id in answer.err for entry_id in three)


def test_search_finds_with_snippet_and_rank_best_first(journal: Shell, three: list[str]) -> None:
    found = journal.call("search", "riv", "--json").json["entries"]
    assert {entry["id"] for entry in found} == set(three[:2])
    assert all(set(entry) >= {*ENTRY_KEYS, "snippet", "rank"} for entry in found)
    assert all("river" in entry["snippet"] for entry in found)
    ranks = [entry["rank"] for entry in found]
    assert ranks == sorted(ranks, reverse=True)


def test_search_can_be_filtered(journal: Shell, three: list[str]) -> None:
    def ids(*words: str) -> list[str]:
        return [entry["id"] for entry in journal.call("search", *words, "--json").json["entries"]]

    assert ids("river", "--since", "2024-03-02") == [three[1]]
    assert ids("river", "--until", "2024-03-01") == [three[0]]
    assert ids("river", "--tag", "sleep") == [three[1]]
    assert len(ids("river", "-n", "1")) == 1


@pytest.mark.parametrize("query", ['"', "AND", "river OR", "NEAR(", "*", "-x", "a:b", "river'", "((", "^"])
def test_a_query_is_never_a_program(journal: Shell, three: list[str], query: str) -> None:
    answer = journal.call("search", "--json", "--", query)
    assert answer.code == 0
    assert "entries" in answer.json


def test_search_for_people_shows_the_piece_that_was_found(journal: Shell, three: list[str]) -> None:
    answer = journal.call("search", "river")
    assert "along the river" in answer.out
    assert "First" in answer.out
    assert journal.call("search", "nothing-like-it").out == ""


def test_tags_come_with_counts_most_used_first(journal: Shell, three: list[str]) -> None:
    assert journal.call("tags", "--json").json == {"tags": [{"tag": "walk", "count": 2}, {"tag": "sleep", "count": 1}]}
    assert journal.call("tags").out.split() == ["2", "#walk", "1", "#sleep"]


@pytest.mark.parametrize("terminal", [False, True])
def test_nothing_a_person_wrote_reaches_the_page_as_a_command(
    journal: Shell, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # every escape that is left would be the text's
    entry_id = journal.added("-t", HOSTILE, stdin=HOSTILE.encode("utf-8", "surrogatepass"))
    journal.call("edit", entry_id, "--body", HOSTILE + " more")
    for words in (["list"], ["show", entry_id, "--history"], ["search", "title"], ["export"]):
        answer = journal.call(*words, terminal=terminal)
        assert answer.code == 0, answer.err
        assert "red" in answer.out
        if words == ["export"] and not terminal:
            continue  # a file carries the text exactly
        assert not set(answer.out) & set("\x1b\x07\x9b\u202e\ud800"), words
        assert "[/b]" in answer.out
    journal.call("delete", entry_id)
    assert "\x1b" not in journal.call("trash", terminal=terminal).out


def test_json_on_a_terminal_is_exact_and_plain_ascii(journal: Shell) -> None:
    entry_id = journal.added(stdin=HOSTILE.encode("utf-8", "surrogatepass"))
    answer = journal.call("show", entry_id, "--json", terminal=True)
    assert answer.out.isascii()
    assert answer.json["body"] == HOSTILE


def test_colours_come_on_terminals_only_and_can_be_refused(
    journal: Shell, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in journal.call("list", terminal=True).out
    assert "\x1b[" not in journal.call("list").out
    assert "\x1b[" not in journal.call("list", "--no-color", terminal=True).out
    assert "\x1b[" not in journal.call("--no-color", "show", three[0], terminal=True).out
    monkeypatch.setenv("NO_COLOR", "")  # empty counts as unset
    assert "\x1b[" in journal.call("list", terminal=True).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in journal.call("list", terminal=True).out


def test_a_program_is_shown_more_than_a_person(journal: Shell, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    line = '{{"created_at": "2024-01-01T10:{0:02d}:00+00:00", "body": "river {0}"}}'
    file.write_text("\n".join(line.format(number) for number in range(60)), "utf-8")
    assert journal.call("import", file).code == 0
    for command in (("list",), ("search", "river")):
        assert len(json.loads(journal.call(*command, "--json").out)["entries"]) == 60
        assert len(json.loads(journal.call(*command, "--json", "-n", "7").out)["entries"]) == 7
    assert len(journal.call("list").out.splitlines()) == 50
