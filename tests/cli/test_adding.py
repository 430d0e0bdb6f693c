from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis.strategies import lists, sampled_from

from journal.cli.quick import addition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Shell

# Texts that programs like to change on the way.
SURVIVORS = [
    "[2020-01-01 10:00] x",
    "[/b] [bold]x[/bold]",
    "    four spaces in front, two behind  ",
    "\n\nempty lines first",
    "one\r\ntwo\r\n",
    "one\rtwo",
    "no line end",
    "two line ends\n\n",
    "a\x00b",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m",
    "tab\there",
    "\ufeffmark",
    "a\u2028b\u2060c\u202ed",
    "e\u0301 \u00e9",
    "日本語 😀",
    '{"id": "x"}',
    "---\ntitle: no\n---\n",
    "# heading #tag @tag",
]


def test_an_entry_is_sealed_without_a_passphrase_and_filed_at_the_next_opening(journal: Shell) -> None:
    answer = journal.call("add", "--json", "a quiet morning", unlocked=False)
    assert answer.code == 0
    assert answer.json["filed"] is False
    assert len(list((journal.home / "inbox").iterdir())) == 1

    listed = journal.call("list", "--json")
    assert [entry["id"] for entry in listed.json["entries"]] == [answer.json["id"]]
    assert listed.json["entries"][0]["body"] == "a quiet morning"
    assert "Filed 1 note" in listed.err
    assert not list((journal.home / "inbox").iterdir())


def test_with_a_passphrase_at_hand_an_entry_is_filed_at_once(journal: Shell) -> None:
    answer = journal.call("add", "--json", "a quiet morning")
    assert answer.json["filed"] is True
    assert set(answer.json) == {"id", "filed"}
    assert not list((journal.home / "inbox").iterdir())


def test_an_entry_takes_title_tags_mood_and_time(journal: Shell) -> None:
    entry_id = journal.added(
        "-t", "Lake", "--tag", "Walk", "--tag", "#sleep", "-m", "4", "--when", "2024-03-10T18:20+02:00", "to the #lake"
    )
    entry = journal.entry(entry_id)
    assert (entry["title"], entry["body"], entry["mood"]) == ("Lake", "to the #lake", 4)
    assert entry["created_at"] == "2024-03-10T18:20:00+02:00"
    assert {"walk", "sleep"} <= set(entry["tags"])
    assert (entry["starred"], entry["words"]) == (False, 3)


def test_words_without_quotes_are_one_text(journal: Shell) -> None:
    assert journal.entry(journal.added("a", "quiet", "morning"))["body"] == "a quiet morning"


@pytest.mark.parametrize("text", SURVIVORS)
def test_any_text_survives_standard_input_to_the_byte(journal: Shell, text: str) -> None:
    answer = journal.call("add", "--json", stdin=text.encode(), unlocked=False)
    assert journal.entry(answer.json["id"])["body"] == text


def test_all_survivors_at_once_come_back_from_arguments(journal: Shell) -> None:
    given = [text for text in SURVIVORS if "\x00" not in text]  # no operating system takes NUL in an argument
    for text in given:
        assert journal.call("add", "--", text, unlocked=False).code == 0
    listed = journal.call("list", "--json").json["entries"]
    assert [entry["body"] for entry in reversed(listed)] == given


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"half \xed\xa0\x80 a pair", "half \ud800 a pair"),
        (b"latin-1: \xe9t\xe9", "latin-1: \udce9t\udce9"),
    ],
)
def test_bytes_that_are_no_text_survive_as_lone_surrogates(journal: Shell, data: bytes, text: str) -> None:
    answer = journal.call("add", "--json", "-", stdin=data)
    assert journal.entry(answer.json["id"])["body"] == text


@pytest.mark.parametrize("words", [(), ("-",), ("  \n ",), ("--tag", "x")])
def test_nothing_to_keep_is_said_and_nothing_is_kept(journal: Shell, words: tuple[str, ...]) -> None:
    answer = journal.call("add", *words, unlocked=False)
    assert answer.code == 1
    assert "nothing to keep" in answer.err
    assert not list((journal.home / "inbox").iterdir())


def test_a_mood_alone_is_an_entry(journal: Shell) -> None:
    assert journal.entry(journal.added("-m", "2"))["mood"] == 2


@pytest.mark.parametrize(
    "words", [("-m", "6", "x"), ("-m", "0", "x"), ("-m", "good", "x"), ("--when", "blursday", "x")]
)
def test_a_mood_or_date_nobody_can_read_is_a_usage_error(journal: Shell, words: tuple[str, ...]) -> None:
    answer = journal.call("add", *words, unlocked=False)
    assert answer.code == 2
    assert not list((journal.home / "inbox").iterdir())


def test_a_wrong_passphrase_loses_no_word(journal: Shell, secret_file: Callable[[str], Path]) -> None:
    wrong = secret_file("not the one")
    answer = journal.call("add", "--json", "--passphrase-file", wrong, "keep me", unlocked=False)
    assert answer.code == 3
    assert answer.json["filed"] is False
    assert "kept" in answer.err
    assert "keep me" not in answer.err
    assert journal.entry(answer.json["id"])["body"] == "keep me"


def test_a_passphrase_file_that_is_gone_loses_no_word(journal: Shell, tmp_path: Path) -> None:
    answer = journal.call("add", "--json", "--passphrase-file", tmp_path / "gone", "keep me", unlocked=False)
    assert answer.code == 3
    assert journal.entry(answer.json["id"])["body"] == "keep me"


def test_nothing_is_sealed_for_a_header_somebody_else_changed(journal: Shell) -> None:
    _sign_with_another_key(journal.home / "vault.json")
    answer = journal.call("add", "for my eyes only")
    assert answer.code == 4
    assert not list((journal.home / "inbox").iterdir())


def test_without_a_journal_there_is_a_clear_line(nowhere: Shell) -> None:
    answer = nowhere.call("add", "x", unlocked=False)
    assert answer.code == 1
    assert "journal init" in answer.err
    assert not nowhere.home.exists()


def test_twenty_one_programs_add_at_once_and_every_entry_is_there(journal: Shell) -> None:
    numbers = range(21)
    running = [
        journal.start(
            "add", f"entry {number}", unlocked=number % 7 == 0, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for number in numbers
    ]
    for process in running:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    listed = journal.call("list", "--json").json["entries"]
    assert sorted(entry["body"] for entry in listed) == sorted(f"entry {number}" for number in numbers)


@pytest.mark.parametrize("words", [["add", "x"], ["mood", "4", "--sleep", "7.5", "--note", "x"]], ids=" ".join)
def test_noting_while_locked_loads_neither_interface_nor_database(journal: Shell, words: list[str]) -> None:
    code = (
        "import sys; from journal.cli.main import run; "
        f"code = run(['--home', {str(journal.home)!r}, *{words!r}]); "
        "print(code, sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    code_and_modules = done.stdout.decode()
    assert code_and_modules.startswith("0 ")
    loaded = set(json.loads(code_and_modules[2:].replace("'", '"')))
    assert not loaded & {
        "click",
        "textual",
        "rich",
        "sqlmodel",
        "sqlalchemy",
        "sqlcipher3",
        "pydantic",
        "dateparser",
        "keyring",
    }
    assert "cryptography" in loaded


def test_raw_bytes_in_an_argument_survive(journal: Shell) -> None:
    if os.name != "posix":
        pytest.skip("arguments are bytes on POSIX only")
    answer = journal.finished("add", "--json", os.fsdecode(b"caf\xe9"), unlocked=False)
    assert answer.code == 0, answer.err
    assert journal.entry(answer.json["id"])["body"] == "caf\udce9"


def _sign_with_another_key(path: Path) -> None:
    """Change the header as somebody without the key could: with a sum that fits."""
    from journal.vault.header import parse_header

    path.write_bytes(parse_header(path.read_bytes()).signed(b"another key").to_bytes())


def _the_long_way(line: list[str]) -> tuple[object, object] | None:
    """Return what click makes of a line: the common options, and the parameters of `add`."""
    import click

    from journal.cli.commands import root
    from journal.cli.given import Given
    from journal.cli.write import Addition

    try:
        ctx = root.make_context("journal", list(line))
        name, command, rest = root.resolve_command(ctx, [*ctx._protected_args, *ctx.args])
        assert command is not None
        inner = command.make_context(name, rest, parent=ctx)
    except (click.ClickException, click.exceptions.Exit):
        return None
    return (inner.ensure_object(Given), Addition(**inner.params)) if name == "add" else None


_PIECES = [
    "add", "list", "-", "--", "x", "", "5", "0", "a b", "-t", "--title", "--title=", "--title=a=b", "-tx",
    "--tag", "--tag=walk", "-m", "--mood", "--mood=4", "-m4", "--when", "--when=now", "--json", "--json=1", "--home",
    "--home=/h", "--home=", "--passphrase-file", "--passphrase-command=c",
    "--recovery-key-file=/r", "--no-color", "--help", "-h", "--version", "--nonsense", "-x", "-mt", "--ti",
]  # fmt: skip


@given(line=lists(sampled_from(_PIECES), max_size=7))
@example(line=["add", "-t", "--home", "x"])
@example(line=["--home", "add", "add", "--", "--json"])
@example(line=["add", "--home=/a", "x", "--home", "/b", "-m", "3", "--tag", "a", "--tag", "b"])
def test_the_short_way_understands_a_line_as_click_does_or_leaves_it_alone(line: list[str]) -> None:
    short = addition(line)
    if short is not None:
        assert short == _the_long_way(line)


@pytest.mark.parametrize("text", ["x", "-"])
def test_the_short_way_takes_every_option_that_the_command_has(text: str) -> None:
    from journal.cli.adding import add
    from journal.cli.tree import Command

    assert isinstance(add, Command)
    for parameter in add.params:
        for option in parameter.opts:
            if option.startswith("-") and option != "--no-color":  # there is nothing to colour
                value = [] if getattr(parameter, "is_flag", False) else ["3"]
                assert addition(["add", option, *value, text]) is not None, option
