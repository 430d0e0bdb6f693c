"""Check-ins from the shell: noting one never asks for anything, and looking back shows what was noted and no more."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis.strategies import lists, sampled_from

from journal.cli.quick import answers
from journal.dates import now_here
from journal.wording import MOOD_GLYPHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from tests.cli.conftest import Shell

KEYS = {"id", "at", "mood", "energy", "craving", "sleep_hours", "emotions", "halt", "note"}
SCALE = {"id": "pain", "name": "Body pain", "lowest": 0, "highest": 10}
HOSTILE = "\x1b[31mred\x1b]0;title\x07 \u202e\nsecond [/b] \ud800"


def checkins(journal: Shell, *words: str) -> list[dict[str, Any]]:
    answer = journal.call("moods", "--json", *words)
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = answer.json["checkins"]
    return found


def waiting(journal: Shell) -> int:
    return len(list((journal.home / "inbox").glob("*.sealed")))


@pytest.fixture
def brought(journal: Shell, tmp_path: Path) -> Callable[..., Shell]:
    """Return a function that brings check-ins, scales and questions into the journal."""

    def bring(**content: object) -> Shell:
        file = tmp_path / "content.json"
        file.write_text(json.dumps({"format": "recovery-journal", "version": 1, **content}))
        answer = journal.call("import", file)
        assert answer.code == 0, answer.err
        assert "left out" not in answer.err, answer.err
        return journal

    return bring


def at(day: date, time: str = "09:00") -> str:
    return f"{day.isoformat()}T{time}:00+00:00"


def days_back(number: int) -> date:
    return now_here().at.date() - timedelta(days=number)


# --- noting ----------------------------------------------------------------------------------------------------------


def test_a_number_alone_is_sealed_without_a_passphrase_and_filed_at_the_next_opening(journal: Shell) -> None:
    given = [journal.call("mood", "4", "--json", unlocked=False) for _ in range(2)]
    assert [(answer.code, answer.json["filed"]) for answer in given] == [(0, False)] * 2
    assert "sealed" in given[0].err
    assert waiting(journal) == 2  # two check-ins in one minute are two check-ins

    listed = journal.call("moods", "--json")
    assert "Filed 2 notes" in listed.err
    found = listed.json["checkins"]
    assert [one["id"] for one in found] == [given[1].json["id"], given[0].json["id"]]
    assert found[0]["mood"] == 4
    assert set(found[0]) >= KEYS
    assert not found[0]["later"]
    assert found[0]["entry"] is None
    assert waiting(journal) == 0


def test_every_answer_arrives_sealed_or_filed(journal: Shell) -> None:
    words = [
        "mood", "2", "--energy", "3", "--craving", "0", "--strongest", "7", "--sleep", "6.6", "--sleep-quality", "1",
        "--emotion", "calm", "--emotion", "a word, my own", "--halt", "Tired,hungry", "--halt", "in pain",
        "--trigger", "work", "--coped", "a walk=2", "--coped", "e=mc", "--not-together", "--medication", "partly",
        "--tag", "Long Day", "--note", "-", "--when", "2024-03-10T18:20+02:00",
    ]  # fmt: skip
    for unlocked in (False, True):
        assert journal.call(*words, stdin=HOSTILE.encode("utf-8", "surrogatepass"), unlocked=unlocked).code == 0
    found = checkins(journal)
    assert len(found) == 2
    for one in found:
        assert {name: one[name] for name in one if name not in ("id", "noted_at", "updated_at", "later")} == {
            "at": "2024-03-10T18:20:00+02:00",
            "zone": "+02:00",
            "entry": None,
            "mood": 2,
            "energy": 3,
            "craving": 0,
            "strongest_craving": 7,
            "sleep_hours": 6.5,
            "sleep_quality": 1,
            "emotions": ["calm", "a word, my own"],
            "halt": ["hungry", "tired", "in-pain"],
            "triggers": ["work"],
            "coping": [{"name": "a walk", "helped": 2}, {"name": "e=mc", "helped": None}],
            "together": False,
            "medication": "partly",
            "tags": ["long-day"],
            "scales": {},
            "note": HOSTILE,
        }
        assert one["later"]


def test_a_check_in_needs_no_mood_and_something_all_the_same(journal: Shell) -> None:
    assert journal.call("mood", "--craving", "3", unlocked=False).code == 0
    empty = journal.call("mood", "--note", " ", "--emotion", "", unlocked=False)
    assert (empty.code, empty.out) == (1, "")
    assert "nothing to keep" in empty.err
    [found] = checkins(journal)
    assert (found["mood"], found["craving"]) == (None, 3)


def test_an_answer_that_no_question_takes_is_a_usage_error_and_nothing_is_kept(journal: Shell) -> None:
    for line in (
        "", "6", "0", "good", "4 5", "3 --energy 6", "3 --energy=0", "--craving 11", "--strongest -1", "--sleep 25",
        "--sleep nan", "--sleep-quality 9", "--halt hungry,sad", "--coped walk=9", "--medication maybe", "--scale x",
        "3 --when blursday", "3 --when tomorrow",
    ):  # fmt: skip
        answer = journal.call("mood", *line.split(), unlocked=False)
        assert (answer.code, answer.out) == (2, ""), line
        assert answer.err, line
    assert waiting(journal) == 0


def test_what_cannot_be_filed_is_sealed_and_no_answer_is_lost(journal: Shell, tmp_path: Path) -> None:
    answer = journal.call("mood", "3", "--json", "--passphrase-file", tmp_path / "gone", unlocked=False)
    assert (answer.code, answer.json["filed"]) == (3, False)
    assert "check-in was kept" in answer.err
    assert [one["id"] for one in checkins(journal)] == [answer.json["id"]]


def test_scales_of_ones_own_need_the_open_journal_and_are_known_by_their_names(brought: Callable[..., Shell]) -> None:
    journal = brought(scales=[SCALE])
    refused = journal.call("mood", "4", "--scale", "body pain=3", unlocked=False)
    assert refused.code == 1
    assert "Nothing was kept" in refused.err
    for words, code in (
        (["--scale", "body  PAIN=3"], 0),
        (["4", "--scale", "Pain=3"], 1),
        (["--scale", "Body pain=11"], 2),
    ):
        assert journal.call("mood", *words).code == code, words
    assert waiting(journal) == 0
    assert [one["scales"] for one in checkins(journal)] == [{"pain": 3}]


_PIECES = [
    "mood", "add", "4", "0", "x", "-", "--", "--energy", "--energy=5", "--energy=6", "3", "--craving", "10", "--sleep",
    "7.5", ".5", "24.1", "nan", "--sleep=6", "--halt", "tired,hungry", "--emotion=calm", "--coped", "a walk=2",
    "--together", "--not-together", "--together=1", "--medication", "yes", "--tag=x", "--scale=a=1", "--note", "",
    "--when=now", "--json", "--home=/h", "--home", "--passphrase-command=c", "--help", "--no-color", "--en", "-m",
]  # fmt: skip


def _the_long_way(line: list[str]) -> tuple[object, object] | None:
    """Return what click makes of a line: the common options, and the parameters of `mood`."""
    import click

    from journal.cli.commands import root
    from journal.cli.given import Given
    from journal.cli.mood_note import Answers

    try:
        ctx = root.make_context("journal", list(line))
        name, command, rest = root.resolve_command(ctx, [*ctx._protected_args, *ctx.args])
        assert command is not None
        inner = command.make_context(name, rest, parent=ctx)
    except (click.ClickException, click.exceptions.Exit):
        return None
    return (inner.ensure_object(Given), Answers(**inner.params)) if name == "mood" else None


@given(line=lists(sampled_from(_PIECES), max_size=7).map(lambda line: ["mood", *line]) | lists(sampled_from(_PIECES)))
@example(line=["--home", "mood", "mood", "--", "4"])
@example(line=["mood", "--emotion", "mood", "--emotion=--json", "--together", "--not-together", "5"])
@example(line=["mood", "4", "--sleep", "7.5", "--home=/a", "--home", "/b", "--json", "--medication", "no"])
def test_the_short_way_understands_a_line_as_click_does_or_leaves_it_alone(line: list[str]) -> None:
    short = answers(line)
    if short is not None:
        assert short == _the_long_way(line)


def test_the_short_way_takes_every_option_that_the_command_has() -> None:
    from journal.cli.moods import mood
    from journal.cli.tree import Command

    assert isinstance(mood, Command)
    for parameter in mood.params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("-") and option != "--no-color":  # there is nothing to colour
                value = [] if getattr(parameter, "is_flag", False) else ["yes" if option == "--medication" else "3"]
                assert answers(["mood", option, *value, "4"]) is not None, option


# --- looking back ----------------------------------------------------------------------------------------------------


@pytest.fixture
def weeks(brought: Callable[..., Shell]) -> Shell:
    """A journal with 70 days in a row up to today: 4 on days with a walk, 2 on the others, every second one."""
    found = []
    for back in range(70):
        walked = back % 2 == 0
        found.append(
            {
                "at": at(days_back(back), "19:00" if walked else "08:00"),
                "mood": 4 if walked else 2,
                "tags": ["walk"] if walked else ["rain"],
                "craving": 1 if walked else 6,
                "strongest_craving": 9 if back == 1 else None,
                "sleep_hours": 7.5 if back == 0 else None,
                "sleep_quality": 3 if back == 0 else None,
                "coping": [{"name": "a \x1b[31mwalk", "helped": 2}] if back in (0, 4) else [],
            }
        )
    return brought(checkins=found)


def test_the_line_of_the_days_stands_above_the_check_ins_newest_first(weeks: Shell) -> None:
    page = weeks.call("moods", "-n", "2")
    row, last_30, last_90, empty, *listed = page.out.splitlines()
    assert row == f"{days_back(29)}  {'▂▆' * 15}  {days_back(0)}"
    assert last_30.startswith("The last 30 days: 30 days, 30 check-ins; middle 3, half of them from 2 to 4")
    assert last_90.startswith("The last 90 days: 70 days, 70 check-ins")
    assert empty == ""
    assert [line[:10] for line in listed] == [str(days_back(0)), str(days_back(1))]
    assert "▆ good" in listed[0]
    assert "slept 7.5 h, quality 3 · did: a walk (helped 2 of 3) · #walk" in listed[0]
    assert "craving 6, strongest 9" in listed[1]
    assert "2 check-ins of 30" in page.err
    assert [one["at"] for one in checkins(weeks, "-n", "2")] == [at(days_back(0), "19:00"), at(days_back(1), "08:00")]
    assert len(checkins(weeks)) == 70


def test_days_choose_what_is_shown_and_gaps_are_dots(brought: Callable[..., Shell]) -> None:
    journal = brought(
        checkins=[{"id": str(day), "at": f"2024-03-{day:02d}T23:30:00-11:00", "mood": day % 5 + 1} for day in (2, 5, 6)]
    )
    found = checkins(journal, "--since", "2024-03-03", "--until", "2024-03-05")
    assert [one["at"] for one in found] == ["2024-03-05T23:30:00-11:00"]
    page = journal.call("moods", "--since", "2024-03-01", "--until", "2024-03-08").out
    assert page.startswith("2024-03-02  ▄··▁▂··  2024-03-08\nThese days: 3 days, 3 check-ins")
    assert journal.call("moods", "--until", "2024-03-02").out.startswith(f"2024-02-02  {'·' * 29}▄  2024-03-02\n")
    nothing = journal.call("moods")
    assert (nothing.code, nothing.out) == (0, "")
    assert "--since" in nothing.err


def test_the_mood_of_an_entry_is_a_check_in_with_the_entrys_id_beside_it(journal: Shell) -> None:
    entry_id = journal.added("-m", "5", "a text")
    assert [(one["id"], one["entry"], one["mood"]) for one in checkins(journal)] == [(entry_id, entry_id, 5)]
    shown = re.search(r"with the entry ([0-9a-f]+)", journal.call("moods").out)
    assert shown is not None
    assert journal.entry(shown[1])["body"] == "a text"
    journal.call("delete", entry_id)
    assert checkins(journal) == []


def test_what_a_person_wrote_reaches_the_page_clean_and_in_their_own_words(
    brought: Callable[..., Shell], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # every escape that is left would be the text's
    words = ["grey", "so so", "fine \x1b[31m", "light", "wide"]
    one = {
        "at": at(days_back(0)), "mood": 3, "note": HOSTILE, "emotions": [HOSTILE], "triggers": [HOSTILE],
        "coping": [{"name": HOSTILE, "helped": 3}], "scales": {"pain": 4}, "tags": ["walk"],
        "noted_at": at(days_back(-1)), "together": True, "medication": "no", "energy": 1, "halt": ["lonely"],
    }  # fmt: skip
    journal = brought(
        checkins=[one], scales=[{**SCALE, "name": f"pain {HOSTILE}"[:40]}], questions={"mood_words": words}
    )
    monkeypatch.setenv("COLUMNS", "40")
    for terminal in (False, True):
        page = journal.call("moods", terminal=terminal).out
        for line in (page, journal.call("moods", "--picture", "helped", terminal=terminal).out):
            assert not set(line) & set("\x1b\x07\x9b\u202e\ud800"), line
            assert "red" in line
        told = " ".join(page.split())
        assert "▄ fine " in told
        assert "energy 1 · red second [/b] \ufffd · lonely · around: red second" in told
        assert "(helped 3 of 3) · together · medication not as planned · pain red" in told
        assert "#walk · noted later · “red second" in told
        assert not terminal or max(map(len, page.splitlines())) <= 40


def test_every_picture_is_there_in_numbers_and_words(weeks: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")

    def picture(name: str, *words: str, terminal: bool = True) -> list[str]:
        answer = weeks.call("moods", "--picture", name, *words, terminal=terminal)
        assert answer.code == 0, answer.err
        assert max(map(len, answer.out.splitlines())) <= 40, name
        return answer.out.splitlines()

    line = picture("line")
    assert len(line) == 3 + 30
    assert line[-1] == f"{days_back(0)}  ▆ 4    4    half from 2 to 4"
    first = picture("line", "--since", str(days_back(100)), "--until", str(days_back(67)))
    assert [row.split()[3] for row in first[3:]] == ["·", "·", "2"]  # a middle needs three days of seven

    year = picture("year")
    assert len(year) == 3 + 12 + 1 + 5
    assert sum(sum(map(row.count, MOOD_GLYPHS)) for row in year[3:15]) == 70
    assert [row.split()[1:] for row in year[16:]] == [
        ["heavy", "0"], ["low", "35"], ["level", "0"], ["good", "35"], ["bright", "0"]
    ]  # fmt: skip

    calendar = picture("calendar")
    assert calendar[-1] == "■ both   ▪ one of them   · neither"
    assert calendar[-3].rstrip()[-1] in "■▪"  # today has a check-in
    days = picture("days")
    assert [row.split()[0] for row in days[3:10]] == list(WEEKDAYS)
    assert [row.split() for row in days if row.startswith("morning")] == [["morning", "▂", "2", "35", "check-ins"]]
    assert picture("days", "--since", str(days_back(10)))[3:5] == [
        "Not enough days to tell yet (11 of 28).", "  Nothing to do; it fills in as you",
    ]  # fmt: skip

    by_week = picture("cravings")
    assert by_week[3].split()[3:] == [by_week[3].split()[-1]]
    assert sum(int(row.split()[-1]) for row in by_week[3:]) == 70
    assert any(row.split()[2] == "9" for row in by_week[-2:])
    assert picture("cravings", "--since", "yesterday")[3:] == [
        f"{days_back(1)}       6          9",
        f"{days_back(0)}       1          1",
    ]

    assert picture("sleep")[3:] == [f"{days_back(0)}  7.5 h   3        ▆ 4"]
    assert picture("helped")[1:] == ["a walk", f"    last {days_back(0)}, 2 times, 2 of 3"]
    assert weeks.call("moods", "--picture", "year", "--json").code == 2


def test_an_empty_journal_is_told_kindly(journal: Shell) -> None:
    assert checkins(journal) == []
    for words in ([], ["--picture", "line"], ["--picture", "helped"]):
        answer = journal.call("moods", *words)
        assert answer.code == 0
        assert answer.out + answer.err
    told = journal.call("patterns", "--json").json
    assert told["patterns"] == []
    assert any("(0 of 30). Nothing to do; it fills in as you write." in text for text in told["not_enough"])


# --- what went together ----------------------------------------------------------------------------------------------


def test_what_stood_out_is_a_sentence_and_everything_else_is_told_too(weeks: Shell) -> None:
    told = weeks.call("patterns", "--json").json
    [walk] = [one for one in told["patterns"] if one.get("tag") == "walk" and one["of"] == "mood"]
    assert (walk["difference"], walk["n_with"], walk["n_without"], walk["claim"]) == (2, 35, 35, True)
    low, high = walk["range"]
    assert low <= 2 <= high
    assert set(told) >= {"patterns", "not_enough", "trends", "weekday", "time_of_day"}
    page = weeks.call("patterns").out
    assert page.index("What stood out") < page.index("On 35 #walk days mood was 2.0 higher than on 35 others")
    assert "No clear pattern by weekday." in page
    assert "last 30 days were about the same" in page
    assert "On 15 #walk days" in weeks.call("patterns", "--days", "30").out


def test_an_analysis_that_was_switched_off_is_left_out(
    weeks: Shell, brought: Callable[..., Shell], monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(questions={"patterns_off": ["tag:walk", "trend", "weekday"]})
    told = weeks.call("patterns", "--json").json
    assert {one["tag"] for one in told["patterns"] if "tag" in one} == {"rain"}
    assert (told["trends"], told["weekday"]) == ([], None)
    monkeypatch.setenv("COLUMNS", "40")
    page = weeks.call("patterns", "--no-color", terminal=True).out
    assert "#walk" not in page
    assert max(map(len, page.splitlines())) <= 40
