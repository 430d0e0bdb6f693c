"""Guided forms from the shell: asked line by line on a plain terminal, or answered by a script."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from journal.cli.reflect_answers import answer_of
from journal.cli.reflect_ask import ask
from journal.forms import load_forms
from journal.reflections import Filled, Question

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

FORMS = load_forms()


def waiting(journal: Shell) -> int:
    return len(list((journal.home / "inbox").glob("*.sealed")))


def test_without_a_form_they_are_listed_with_their_minutes_and_no_passphrase(journal: Shell) -> None:
    answer = journal.call("reflect", unlocked=False)
    assert answer.code == 0
    assert answer.out.startswith("Looking back\n  weekly-review        Weekly review, 10 min\n")
    assert "\n\nIn the moment\n  halt-check           HALT check, 1 min\n" in answer.out
    listed = journal.call("reflect", "--json", unlocked=False).json["forms"]
    assert [form["id"] for form in listed] == [form.id for form in FORMS.forms]
    halt = journal.call("reflect", "halt", "--json", unlocked=False).json
    assert halt["questions"][0] == {
        "id": "halt",
        "heading": "How it is right now",
        "kind": "ratings",
        "ask": "A digit for each, 0 to 3. Leave out what you do not know.",
        "lowest": 0,
        "highest": 3,
        "items": ["hungry", "angry", "lonely", "tired", "stressed", "in pain"],
    }


def test_a_form_answered_by_a_script_becomes_an_entry(journal: Shell) -> None:
    answer = journal.call(
        "reflect", "halt-check", "--json",
        "--answer", "halt=hungry: 2, tired=3", "--answer", "halt=angry: very", "--answer", "need=a nap",
        "--answer", "done=2",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    entry = journal.entry(answer.json["id"])
    assert (entry["title"], entry["tags"]) == ("HALT check", ["halt-check"])
    assert entry["body"] == (
        "## How it is right now\n\n- hungry: 2 of 3\n- tired: 3 of 3\nangry: very\n\n"
        "## What I need most\n\na nap\n\n## Done?\n\nnot yet"
    )


def test_a_form_is_kept_without_a_passphrase_as_a_note_is(journal: Shell) -> None:
    answer = journal.call("reflect", "three-good-things", "--answer", "first=-", stdin=b"Soup,\nhot.", unlocked=False)
    assert (answer.code, answer.out) == (0, "")
    assert "It waits, sealed" in answer.err
    assert waiting(journal) == 1
    listed = journal.call("list", "--json").json["entries"]
    assert listed[0]["title"] == "Three good things"


def test_a_form_that_stays_is_one_entry_and_grows(journal: Shell) -> None:
    first = journal.call("reflect", "safety-plan", "--json", "--answer", "signs=not sleeping")
    assert first.code == 0, first.err
    second = journal.call(
        "reflect", "my safety plan", "--json", "--answer", "alone=a walk", "--answer", "alone=the radio"
    )
    assert second.json["id"] == first.json["id"]
    body = journal.entry(first.json["id"])["body"]
    assert body.startswith("## My warning signs\n\nnot sleeping\n\n## What I can do alone\n\na walk\nthe radio\n\n")
    assert "## Last looked at\n\n" in body


def test_a_letter_waits_sealed_and_one_for_no_day_waits_unfinished(journal: Shell) -> None:
    bad = journal.call("reflect", "letter", "--answer", "words=Hold on.", "--answer", "when=some day")
    assert bad.code == 2
    assert "“some day” could not be read as a day." in bad.err
    assert "`journal reflect letter` goes on with it." in bad.err
    assert "Hold on" not in bad.err
    good = journal.call("reflect", "letter", "--answer", "when=in 2 months")
    assert good.code == 0, good.err
    assert "Kept. It comes on" in good.err
    assert journal.call("list", "--json").json["entries"] == []
    (letter,) = journal.call("export", "--format", "json").json["letters"]
    assert (letter["body"], letter["sealed"]) == ("Hold on.", True)
    assert date.fromisoformat(letter["due"]) > date.today()  # noqa: DTZ011 - a day of a calendar on a wall


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("horoscope",), "there is no form with this name"),
        (("th", "--answer", "a=b"), "several forms begin like that: thought-record, three-good-things."),
        (("halt-check", "--answer", "need"), "an answer is ID=TEXT, and the ids are halt, need, act, done."),
        (("halt-check", "--answer", "mood=4"), "an answer is ID=TEXT, and the ids are halt, need, act, done."),
        (("safety-plan", "--answer", "looked-at=1 May 2026"), "the ids are signs, alone, company"),
        (("halt-check",), "give answers with --answer ID=TEXT; --json shows the ids."),
        (("--answer", "need=quiet"), "--answer needs the form it is for."),
    ],
    ids=str,
)
def test_a_line_that_cannot_be_understood_is_answered_with_what_can_be_done(
    journal: Shell, words: tuple[str, ...], said: str
) -> None:
    answer = journal.call("reflect", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err.replace("\n", " ")


def test_nothing_answered_is_nothing_kept(journal: Shell) -> None:
    answer = journal.call("reflect", "halt-check", "--answer", "need= ")
    assert (answer.code, answer.out) == (1, "")
    assert "Nothing was written, and nothing was kept." in answer.err
    assert journal.call("reflect", "letter", "--answer", "to=").code == 1


def test_a_broken_form_of_ones_own_is_named_and_the_others_work(journal: Shell) -> None:
    (journal.home / "forms").mkdir()
    (journal.home / "forms" / "mine.toml").write_text("name = 'Mine'\n\n[[question]]\nheading = 'One'\nkind = 'odd'\n")
    answer = journal.call("reflect")
    assert "forms/mine.toml, line 5: kind is one of text, line" in answer.err
    assert answer.code == 0
    assert "nightly-inventory" in answer.out


def test_forms_of_ones_own_outlive_opening_and_locking(journal: Shell) -> None:
    folder = journal.home / "forms"
    folder.mkdir()
    (folder / "mine.toml").write_text("name = 'Mine'\n\n[[question]]\nid = 'one'\nheading = 'One'\n")
    assert journal.call("reflect", "mine", "--answer", "one=yes").code == 0
    assert (folder / "mine.toml").exists()
    assert journal.call("list", "--json").json["entries"][0]["tags"] == ["mine"]


# --- asking ----------------------------------------------------------------------------------------------------------


def asked(form_id: str, *lines: str | None, before: dict[str, str] | None = None) -> dict[str, str]:
    form = FORMS.get(form_id)
    assert form is not None
    typed = iter(lines)
    return dict(ask(form, Filled(before or {}), lambda: next(typed, None)).filled.answers)


def test_questions_are_asked_one_by_one_and_enter_skips(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(
        "thought-record", "The mail", "", "It is over.", "I am done for.", "", *[""] * 3, "40 on a good day", "", ""
    )
    assert found == {
        "situation": "The mail",
        "thoughts": "It is over.\nI am done for.",
        "belief": "40 of 100, on a good day",
    }
    said = capsys.readouterr().err
    assert "1 of 9. The situation\nWhere, when, with whom." in said
    assert "In the worst minute, F2 opens Help now." in said
    assert "0 not yet to 100 fully; a word may follow." in said


def test_stopping_anywhere_keeps_what_is_there_also_half_a_text() -> None:
    assert asked("nightly-inventory", "Soup.", "Bed", None) == {"went-well": "Soup.\nBed"}
    assert asked("halt-check", "2", "", "1", None) == {"halt": "- hungry: 2 of 3\n- lonely: 1 of 3"}
    assert asked("if-this-then-that", "1", "2", "rain", None) == {
        "pairs": "- an evening alone → say no thank you, and move away\n- rain"
    }
    assert asked("halt-check", None) == {}


def test_options_are_picked_by_number_or_named_in_ones_own_words() -> None:
    assert asked("urge-log", "7", "12", "8", "3", "at home", "1, rain, PAYDAY", "", "2", "3", "", "")== {
        "strength": "7 of 10",
        "waited": "12 minutes",
        "after": "- at its strongest: 8 of 10\n- at the end: 3 of 10",
        "where": "at home",
        "trigger": "- evening\n- rain\n- payday",
        "did": "- called someone",
        "acted": "yes",
    }  # fmt: skip


def test_in_a_form_that_stays_lists_are_added_to_and_single_answers_replaced(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {"pairs": "- payday → ring Jo", "back-up": "a walk"}
    found = asked("if-this-then-that", "rain", "1", "", "the radio", None, before=before)
    assert found == {"pairs": "- payday → ring Jo\n- rain → ring somebody", "back-up": "the radio"}
    assert "So far:\n- payday → ring Jo" in capsys.readouterr().err


def test_ctrl_c_stops_and_keeps_as_well() -> None:
    form = FORMS.get("nightly-inventory")
    assert form is not None
    lines = iter(["Soup.", "Bed"])

    def read() -> str:
        for line in lines:
            return line
        raise KeyboardInterrupt

    found = ask(form, Filled(), read)
    assert found.interrupted
    assert found.filled.answers == {"went-well": "Soup.\nBed"}


def test_on_a_terminal_it_asks_and_keeps(journal: Shell) -> None:
    answer = journal.call("reflect", "halt", stdin=b"2\n\n\n\n\n\nquiet\n", terminal=True)
    assert answer.code == 0, answer.err
    assert "1 of 4. How it is right now" in answer.err
    assert "Kept." in answer.err
    entry = journal.call("list", "--json").json["entries"][0]
    assert journal.entry(entry["id"])["body"].endswith("- hungry: 2 of 3\n\n## What I need most\n\nquiet")


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("number", ["7"], "7 of 10"),
        ("number", ["7, since the move"], "7 of 10, since the move"),
        ("number", ["11"], "11"),
        ("number", ["7th heaven"], "7th heaven"),
        ("choice", ["2"], "partly"),
        ("choice", ["NO"], "no"),
        ("choice", ["hard to say"], "hard to say"),
        ("choices", ["1", "partly, own words"], "- no\n- partly\n- own words"),
        ("ratings", ["hungry=2"], "- hungry: 2 of 10"),
        ("ratings", ["thirsty: 2", "hungry: 99"], "thirsty: 2\nhungry: 99"),
        ("pairs", ["rain -> tea", "payday → Jo", "alone"], "- rain → tea\n- payday → Jo\n- alone"),
        ("text", ["one", "two"], "one\ntwo"),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_what_a_filled_page_holds(kind: str, typed: list[str], kept: str) -> None:
    question = Question("q", "Q", kind, items=("hungry",), options=("no", "partly"))  # type: ignore[arg-type]
    assert answer_of(question, typed) == kept
