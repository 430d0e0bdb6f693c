"""Counters from the shell: what scripts rely on, what is refused, and what is said after a slip."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from journal.dates import now_here
from journal.streak_words import STOPPING, TOLERANCE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tests.cli.conftest import Shell

HOSTILE = "\x1b[31mred\x1b]0;t\x07 [/b] ‮"


def days_back(number: int) -> date:
    return now_here().at.date() - timedelta(days=number)


def counters(journal: Shell, *words: str) -> list[dict[str, Any]]:
    answer = journal.call("streak", *words, "--json")
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = answer.json["counters"]
    return found


def ok(journal: Shell, *words: str) -> str:
    answer = journal.call("streak", *words)
    assert answer.code == 0, answer.err
    return answer.out + answer.err


@pytest.fixture
def counting(journal: Shell) -> Shell:
    """A journal with a counter that began 112 days ago."""
    ok(journal, "start", "Alcohol-free", "--from", str(days_back(112)), "--substance", "opioids")
    return journal


def test_a_new_journal_counts_nothing_and_says_that_this_is_fine(journal: Shell) -> None:
    assert counters(journal) == []
    assert "You do not need one" in ok(journal)


def test_the_keys_that_scripts_rely_on(counting: Shell) -> None:
    ok(counting, "slip", "Alcohol-free", "--when", str(days_back(48)), "--keep-date")
    ok(counting, "slip", "Alcohol-free", "--when", str(days_back(49)), "--new-run")
    (one,) = counters(counting)
    assert (one["name"], one["goal"], one["zone"]) == ("Alcohol-free", "abstain", now_here().zone)
    assert one["started_at"].startswith(str(days_back(112)))
    numbers = ("current_days", "longest_days", "total_days", "slips", "last_90")
    assert [one[key] for key in numbers] == [47, 63, 110, 2, 88]
    assert one["next_milestone"] == {"name": "60 days", "date": str(days_back(-12))}


def test_what_is_said_after_a_slip(counting: Shell) -> None:
    for _ in range(2):
        counting.call("mood", "2", "--coped", "rang Jo=2")
    counting.call("mood", "2", "--coped", "rang Jo=0")
    said = counting.call("streak", "slip")
    assert said.code == 0
    assert said.out == ""
    for part in ("Your 112 days still happened.", "Nothing you recorded is erased.", "rang Jo (2 of 3)", TOLERANCE):
        assert part in said.err
    assert "journal streak decide" in said.err
    ok(counting, "start", "Sugar", "--substance", "other", "--from", "yesterday")
    assert TOLERANCE not in ok(counting, "slip", "Sugar")


def test_the_line_about_stopping_suddenly_comes_with_a_new_counter_that_may_need_it(journal: Shell) -> None:
    assert STOPPING in ok(journal, "start", "A")
    assert STOPPING in ok(journal, "start", "B", "--substance", "alcohol")
    assert STOPPING not in ok(journal, "start", "C", "--substance", "other")
    assert STOPPING not in ok(journal, "start", "D", "--substance", "alcohol", "--goal", "limit")


def test_a_slip_is_decided_later_and_can_be_decided_again(counting: Shell) -> None:
    printed = counting.call("streak", "slip", "alc", "--when", str(days_back(10)), "--json")
    assert printed.json["filed"] is True
    (one,) = counters(counting)
    assert (one["undecided"], one["current_days"]) == ([printed.json["id"]], 111)
    ok(counting, "decide", "alc", "--new-run")
    (one,) = counters(counting)
    assert (one["undecided"], one["current_days"], one["total_days"]) == ([], 9, 111)
    ok(counting, "decide", "--keep-date")
    assert counters(counting)[0]["current_days"] == 111
    assert counting.call("streak", "decide").code == 2


def test_everything_about_a_slip_is_in_the_history(counting: Shell) -> None:
    words = {"do": "walk", "person": "Jo", "away": "the bar", "word": "a lapse", "before": "tired", "slowed": "rain"}
    options = [part for name, answer in words.items() for part in (f"--{name}", answer)]
    ok(counting, "slip", "--when", "yesterday evening", "--note", f"two\nlines {HOSTILE}", *options)
    found = counting.call("streak", "history", "--json").json
    (slip,) = found["events"]
    assert {one["question"]: one["answer"] for one in slip["answers"]} == words
    assert (slip["kind"], slip["precision"], slip["note"]) == ("slip", "date", f"two\nlines {HOSTILE}")
    page = ok(counting, "history", "alcohol")
    for part in ("a lapse · decide later", "One person: Jo", "What slowed it: rain", "  two\n  lines"):
        assert part in page
    assert "\x1b" not in page


def test_pauses_notes_restarts_and_things_done(counting: Shell) -> None:
    ok(counting, "pause", "--when", str(days_back(20)), "--note", "away")
    ok(counting, "resume", "--when", str(days_back(9)))
    ok(counting, "note", "alc", "An easy week.", "--when", "yesterday")
    ok(counting, "restart", "--when", str(days_back(3)))
    (one,) = counters(counting)
    assert (one["current_days"], one["total_days"], one["restarts"], one["paused_since"]) == (3, 102, 1, None)
    assert "An easy week." in ok(counting, "history", "alc")
    assert counting.call("streak", "done").code == 1
    ok(counting, "start", "A meeting", "--goal", "do", "--period", "week")
    ok(counting, "done", "A meeting")
    assert counters(counting)[1]["total_days"] == 7
    assert counting.call("streak", "note", "alc", " ").code == 1


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["slip", "alc", "--when", "2001-01-01"], 1, "before this counter begins"),
        (["slip", "alc", "--when", "tomorrow"], 2, "has not come yet"),
        (["slip", "alc", "--when", "soonish"], 2, "could not be read"),
        (["slip", "nobody"], 1, "no counter with that name"),
        (["slip", "alc", "--new-run", "extra"], 2, "more on the line"),
        (["start", "Alcohol-FREE"], 1, "with that name already"),
        (["start", " "], 2, "needs a name"),
        (["start", "X", "--zone", "Mars/Olympus"], 2, "not a time zone"),
        (["start", "X", "--from", "1850-01-01"], 2, "any year from"),
        (["start", "X", "--goal", "win"], 2, "abstain"),
        (["start", "X", "--money-per-day", "much"], 2, "such as 12.50"),
        (["start", "X", "--day-starts", "13"], 2, "hour a day begins"),
        (["edit", "alc"], 2, "say what to change"),
        (["edit", "alc", "--name", ""], 2, "needs a name"),
        (["secret words"], 2, "none of its commands"),
        (["erase", "nobody"], 1, "no counter with that name"),
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(counting: Shell, line: list[str], code: int, said: str) -> None:
    before = counters(counting)
    answer = counting.call("streak", *line)
    assert answer.code == code, answer.err
    assert said in answer.err
    assert "secret" not in answer.err
    after = counters(counting)
    for one in (*before, *after):
        one.pop("hours")
    assert after == before


def test_a_start_may_lie_ahead_and_may_be_a_minute(journal: Shell) -> None:
    ok(journal, "start", "Ahead", "--from", str(days_back(-3)))
    ok(journal, "start", "Exact", "--from", "26 hours ago", "--zone", "+00:00")
    ahead, exact = counters(journal)
    assert (ahead["starts_in"], ahead["current_days"], ahead["precision"]) == (3, 0, "date")
    assert (exact["hours"], exact["precision"], exact["zone"]) == (26, "minute", "+00:00")
    assert journal.call("streak", "slip", "Ahead").code == 1
    assert "3 days until it starts" in ok(journal)


def test_a_counter_can_be_changed_put_away_and_erased(counting: Shell) -> None:
    ok(counting, "slip", "--when", "yesterday", "--keep-date")
    ok(counting, "edit", "alc", "--name", "Dry", "--headline", "total", "--own-days", "113", "--not-on-today")
    (one,) = counters(counting)
    assert (one["name"], one["headline"], one["own_days"], one["visible"]) == ("Dry", "total", [113], False)
    assert one["next_milestone"]["name"] == "113 days"
    ok(counting, "edit", "dry", "--zone", "Pacific/Kiritimati")
    assert counters(counting)[0]["started_at"].startswith(str(days_back(112)))
    ok(counting, "put-away", "dry")
    assert counters(counting) == []
    assert len(counters(counting, "--all")) == 1
    ok(counting, "put-away", "dry", "--bring-back")
    assert counters(counting)[0]["slips"] == 1
    ok(counting, "erase", "dry")
    assert counters(counting, "--all") == []


def test_counters_leave_with_an_export_and_come_back_byte_for_byte(
    counting: Shell, nowhere: Shell, tmp_path: Path
) -> None:
    ok(counting, "slip", "--when", "yesterday", "--note", "n", "--do", "walk")
    ok(counting, "decide", "--keep-date")
    ok(counting, "start", "Second", "--goal", "since")
    ok(counting, "put-away", "Alcohol-free")
    for kind in ("json", "jsonl"):
        first, second = tmp_path / f"first.{kind}", tmp_path / f"second.{kind}"
        assert counting.call("export", "--format", kind, "-o", first).code == 0
        for name in ("Alcohol-free", "Second"):
            ok(counting, "erase", name)
        seen = counting.call("import", first, "--dry-run")
        assert "2 counters would come, 2 events" in seen.err, seen.err
        assert counters(counting, "--all") == []
        assert "2 counters added, 2 events" in counting.call("import", first).err
        assert "2 counters known already, 2 events known already" in counting.call("import", first).err
        assert counting.call("export", "--format", kind, "-o", second).code == 0
        assert second.read_bytes() == first.read_bytes()


def test_an_event_of_a_counter_that_is_nowhere_is_left_out_and_told(counting: Shell, tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    stranger = {"kind": "slip", "at": "2026-01-01T00:00:00+00:00", "counter": "f" * 32}
    file.write_text(json.dumps({"format": "recovery-journal", "events": [stranger]}))
    answer = counting.call("import", file)
    assert answer.code == 1
    assert "1 event belongs to a counter that is neither in the file nor in the journal" in answer.err
