"""`journal today` and `journal review`: what a day offers, and what days came to, for shells and scripts."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from journal.dates import now_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Shell

HOSTILE = "\x1b[31mwalk [/b]"


def same_day_last_year() -> str:
    today = now_here().at.date()
    day = today.replace(year=today.year - 1) if (today.month, today.day) != (2, 29) else today.replace(today.year - 4)
    return day.isoformat()


@pytest.fixture
def choosing(journal: Shell, tmp_path: Path) -> Callable[..., None]:
    """Return a function that makes choices, as an import of them does."""

    def choose(**choices: object) -> None:
        file = tmp_path / "choices.json"
        file.write_text(json.dumps({"format": "recovery-journal", "version": 1, "choices": choices}))
        answer = journal.call("import", file)
        assert answer.code == 0, answer.err

    return choose


def today(journal: Shell, *more: str) -> Any:
    answer = journal.call("today", "--json", *more)
    assert answer.code == 0, answer.err
    return answer.json


def test_today_has_a_question_and_the_rhythm(journal: Shell) -> None:
    journal.added("Slept well.")
    found = today(journal)
    assert set(found) == {"date", "gently", "prompt", "on_this_day", "rhythm"}
    assert set(found["prompt"]) == {"topic", "text", "friend", "deeper"}
    assert found["rhythm"] == {"written": 1, "of": 7, "rest": 2, "days": [False] * 6 + [True]}
    assert found["on_this_day"] is None
    page = journal.call("today")
    assert found["prompt"]["text"] in page.out
    assert "Wrote on 1 of the last 7 days." in page.out


def test_another_is_another_and_the_same_again_is_the_same(journal: Shell) -> None:
    first, second, again = (today(journal, "--another", number)["prompt"]["text"] for number in ("0", "1", "1"))
    assert first != second == again


def test_after_a_very_low_check_in_nothing_is_asked(journal: Shell) -> None:
    assert journal.call("mood", "1").code == 0
    answer = journal.call("today")
    assert "Nothing is asked today." in answer.err
    assert "Prompt" not in answer.out
    found = today(journal)
    assert (found["gently"], found["prompt"], found["on_this_day"]) == (True, None, None)


def test_an_old_page_comes_once_it_was_switched_on_and_is_cleaned(
    journal: Shell, choosing: Callable[..., None]
) -> None:
    entry = journal.added(HOSTILE, "--when", f"{same_day_last_year()} 12:00", "-m", "4")
    assert today(journal)["on_this_day"] is None
    choosing(on_this_day=True)
    found = today(journal)["on_this_day"]
    assert (found["id"], found["excerpt"], found["mood"]) == (entry, HOSTILE, 4)
    page = journal.call("today").out
    assert "On this day · a year ago · ▆ good" in page or "years ago" in page
    assert "\x1b" not in page
    assert "walk [/b]" in page


@pytest.mark.parametrize(("kind", "days"), [("week", 7), ("month", 30)])
def test_a_review_is_facts_and_questions(journal: Shell, kind: str, days: int) -> None:
    journal.added("Slept well.", "-m", "4")
    journal.call("mood", "4", "--coped", f"{HOSTILE}=3", "--together")
    answer = journal.call("review", kind)
    assert answer.code == 0, answer.err
    assert "Helped     walk [/b]" in answer.out
    assert "\x1b" not in answer.out
    assert "Open questions\n- " in answer.out
    found = journal.call("review", kind, "--json").json
    assert found["wrote"] == {"days": 1, "of": days}
    assert len(found["mood"]["by_day"]) == days
    assert found["mood"]["by_day"][-1] == 4
    assert found["helped"] == [HOSTILE]
    assert {"id": "plan", "heading": "Is my safety plan still right?"}.items() <= next(
        one for one in found["questions"] if one["id"] == "plan"
    ).items()


def test_a_review_of_earlier_days_ends_there(journal: Shell) -> None:
    day = now_here().at.date() - timedelta(days=20)
    journal.added("Then.", "--when", f"{day} 12:00")
    found = journal.call("review", "week", "--of", day.isoformat(), "--json").json
    assert (found["until"], found["wrote"]["days"]) == (day.isoformat(), 1)
    assert journal.call("review", "week", "--json").json["wrote"]["days"] == 0


def test_days_with_nothing_are_nothing_to_catch_up_on(journal: Shell) -> None:
    answer = journal.call("review", "week")
    assert answer.code == 0
    assert "Nothing to catch up on." in answer.err


@pytest.mark.parametrize("words", [("year",), ("week", "--of", "tomorrow"), ()])
def test_what_cannot_be_reviewed_is_said(journal: Shell, words: tuple[str, ...]) -> None:
    answer = journal.call("review", *words)
    assert answer.code == 2
    assert answer.err
