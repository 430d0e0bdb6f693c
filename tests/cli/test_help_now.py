"""`journal help-now`: the same page whatever is there, at once, and without a trace."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from journal.cli import help_page, quick_help
from tests.cli.conftest import Shell

CARD = {
    "country": "IE",
    "people": [{"name": "Jo", "number": "020 915 0142", "note": "ring, even at three"}, {"name": "Maren"}],
    "plan": ["Alone: the arch", "Ask: Jo"],
}
INSIDE = "These numbers are for everyone. Your own people can stand here, too."
HEAVY = {"textual", "rich", "sqlmodel", "sqlalchemy", "sqlcipher3", "cryptography", "click", "dateparser", "tomlkit"}
QUIETLY = """
import json, sys
seen = []
def hook(name, arguments):
    if name.startswith(("socket.", "http.", "urllib.", "subprocess.", "os.system", "os.exec", "os.fork")):
        seen.append(name)
    if name == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        seen.append(f"{name} {arguments[0]}")
    if name in ("os.mkdir", "os.rename", "os.remove", "sqlite3.connect"):
        seen.append(f"{name} {arguments[0]}")
sys.dont_write_bytecode = True
sys.addaudithook(hook)
from journal.cli.main import run
code = run(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps([code, seen, sorted({name.split(".")[0] for name in sys.modules})]))
"""


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)


def helped(shell: Shell, *words: str) -> str:
    answer = shell.call(*words, unlocked=False)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def with_card(shell: Shell, card: object = CARD) -> Shell:
    shell.home.mkdir(exist_ok=True)
    (shell.home / "card.json").write_text(json.dumps(card), "utf-8")
    return shell


def test_with_no_journal_it_prints_the_page_and_makes_nothing(nowhere: Shell) -> None:
    page = helped(nowhere, "help-now", "--country", "IE")
    assert page.startswith("If you may be in danger, call now.\n112, the emergency number in Ireland.\n")
    assert INSIDE not in page
    assert not nowhere.home.exists()


def test_the_order_never_changes(nowhere: Shell) -> None:
    page = helped(with_card(nowhere), "help-now")
    parts = [
        "If you may be in danger",
        "112, the emergency number",
        "My people",
        "Jo      020 915 0142   ring, even at three",
        "Maren",
        "Someone to talk to · Ireland",
        "116 123",
        "Samaritans, any time, free",
        "checked on 1 March 2026",
        "text HELLO to 50808",
        "findahelpline.com",
        "Right now",
        "Both feet on the floor.",
        "An urge may stay as strong as it is. You can still leave it undone.",
        "My safety plan",
        "Alone: the arch",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_a_locked_journal_keeps_its_people_inside(journal: Shell) -> None:
    assert INSIDE in helped(journal, "help-now")
    assert INSIDE not in helped(with_card(journal), "help-now")


def test_without_a_country_there_are_words_and_the_list(nowhere: Shell) -> None:
    page = helped(nowhere, "help-now")
    assert "Call your local emergency number." in page
    assert "  IE  Ireland\n" in page
    assert "116 123" not in page


def test_a_guess_says_that_it_is_one(nowhere: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    page = helped(nowhere, "help-now")
    assert "Someone to talk to · United Kingdom" in page
    assert "This country is a guess." in page
    assert "This country is a guess." not in helped(nowhere, "help-now", "--country", "United Kingdom")
    assert "No line for ZA has been checked" in helped(nowhere, "help-now", "--country=za")


def test_json_carries_the_same(nowhere: Shell) -> None:
    found = json.loads(helped(with_card(nowhere), "help-now", "--json"))
    assert found["country"] == "IE"
    assert found["emergency"]["dial"] == "112"
    assert found["people"][0] == CARD["people"][0]
    assert found["plan"] == CARD["plan"]
    assert [line["dial"] or line["text_to"] for line in found["lines"]] == ["116 123", "50808", "1800 111 888"]
    assert {"source", "checked_on", "may_have_changed", "hours", "languages"} <= set(found["lines"][0])
    assert found["problems"] == []
    assert json.loads(helped(nowhere, "help-now", "--json", "--country", "SG"))["emergency"]["dial"] is None


@pytest.mark.parametrize("damage", [b"", b"\xff\x00", b"[[[[", b"{" * 5_000], ids=range(4))
@pytest.mark.parametrize("words", [("help-now",), ("help-now", "--json")])
def test_with_every_file_damaged_it_still_helps(journal: Shell, damage: bytes, words: tuple[str, ...]) -> None:
    for path in [*journal.home.iterdir(), *(journal.home / name for name in ("card.json", "helplines.toml"))]:
        if path.is_file() or not path.exists():
            path.write_bytes(damage)
    answer = journal.call(*words, "--country", "IE", unlocked=False)
    assert answer.code == 0
    assert "116 123" in answer.out
    assert "112" in answer.out


def test_damage_is_named_beside_the_page(nowhere: Shell) -> None:
    with_card(nowhere)
    (nowhere.home / "helplines.toml").write_text("[[line]]\nname = x\n")
    answer = nowhere.call("help-now", unlocked=False)
    assert answer.err == "helplines.toml, line 2: this could not be read. The rest works.\n"
    problems = json.loads(nowhere.call("help-now", "--json", unlocked=False).out)["problems"]
    assert problems == [answer.err.strip()]


def test_even_with_the_program_itself_broken_there_are_words(nowhere: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_asked: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(help_page, "_page", broken)
    assert helped(nowhere, "help-now") == "If you may be in danger, call now.\nCall your local emergency number.\n"
    assert json.loads(helped(nowhere, "help-now", "--json"))["emergency"]["what"] == "your local emergency number"


def test_without_a_home_folder_it_still_helps(monkeypatch: pytest.MonkeyPatch, nowhere: Shell) -> None:
    monkeypatch.setenv("JOURNAL_HOME", "~nobody-has-this-name/journal")
    from journal.cli.main import run

    assert run(["help-now"]) == 0
    assert nowhere.call("--home", "", "help-now", unlocked=False).code == 0


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (["help-now", "please"], ["please"]),
        (["help-now", "--what", "--json=yes"], ["--what", "--json=yes"]),
        (["help-now", "--country"], []),
        (["help-now", "--country", "Narnia"], ["Narnia"]),
        (["--passphrase-file", "nowhere", "help-now"], []),
        (["--no-color", "help-now", "--no-color"], []),
    ],
)
def test_no_mistake_on_the_line_stands_in_the_way(nowhere: Shell, line: list[str], named: list[str]) -> None:
    answer = nowhere.call(*line, unlocked=False)
    assert answer.code == 0
    assert "If you may be in danger" in answer.out
    assert all(f"“{word}”" in answer.err for word in named)
    assert bool(answer.err) == bool(named)


@pytest.mark.parametrize(
    "line",
    [[], ["add", "help-now"], ["help-now", "--help"], ["--version", "help-now"], ["search", "--json", "help-now"]],
)
def test_other_lines_are_left_to_their_commands(line: list[str]) -> None:
    assert quick_help.asked(line) is None


def test_the_long_way_prints_the_same_page(nowhere: Shell) -> None:
    with_card(nowhere)
    line = ["--home", str(nowhere.home), "help-now", "--country", "NZ"]
    code = "import sys; from journal.cli.commands import obey; sys.exit(obey(sys.argv[1:]))"
    long_way = subprocess.run([sys.executable, "-c", code, *line], capture_output=True, check=True)
    assert long_way.stdout.decode() == helped(nowhere, "help-now", "--country", "NZ")
    assert "A hard moment" in helped(nowhere, "--help")


def test_it_opens_no_connection_writes_nothing_and_loads_little(journal: Shell) -> None:
    before = {path: path.stat().st_mtime_ns for path in journal.home.rglob("*")}
    done = subprocess.run(
        [sys.executable, "-c", QUIETLY, "--home", str(journal.home), "help-now", "--country", "IE"],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    code, seen, modules = json.loads(done.stderr.splitlines()[-1])
    assert (code, seen) == (0, [])
    assert not set(modules) & HEAVY
    assert "116 123" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in journal.home.rglob("*")} == before


def test_the_hook_would_see_a_connection(tmp_path: Path) -> None:
    code = QUIETLY.replace("code = run(sys.argv[1:])", "import socket; socket.socket().close(); code = 0")
    code = code.replace("sys.stderr.write", f"open({str(tmp_path / 'x')!r}, 'w').close(); sys.stderr.write")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert [name.split(" ")[0] for name in json.loads(done.stderr.splitlines()[-1])[1]] == ["socket.__new__", "open"]
