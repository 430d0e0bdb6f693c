"""The man page, the command page and completion: all made from, or checked against, the same tree of commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from journal.cli.commands import root
from journal.cli.completion import script
from journal.cli.manual import EXIT_CODES, manual
from journal.cli.tree import COMMANDS, HELP_NAMES, SHELLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Shell

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command by its name, `streak slip` and the like included."""
    ctx = click.Context(root, info_name="journal", help_option_names=HELP_NAMES)
    for name in COMMANDS:
        command = root.get_command(ctx, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for inner in command.list_commands(ctx):
                found = command.get_command(ctx, inner)
                assert found is not None
                yield f"{name} {inner}", found


def _options() -> Iterator[tuple[str, str]]:
    """Yield every option of every command, `journal` itself included."""
    ctx = click.Context(root, info_name="journal", help_option_names=HELP_NAMES)
    for name, command in [("", root), *_commands()]:
        for parameter in command.get_params(ctx):
            if isinstance(parameter, click.Option) and not parameter.hidden:
                yield from ((name, option) for option in (*parameter.opts, *parameter.secondary_opts))


def test_the_man_page_has_every_command_and_every_option() -> None:
    page = manual().replace("\\-", "-")
    for name, _ in _commands():
        assert f'.SS "journal {name}"' in page
    sections = dict(re.findall(r'^\.SS "journal ([^"]+)"\n(.*?)(?=^\.S[SH])', page, re.MULTILINE | re.DOTALL))
    sections[""] = page[page.index(".SH OPTIONS") : page.index('.SH "WRITE"')]
    for name, option in _options():
        assert option in sections[name], f"{name} {option}"


def test_the_man_page_is_roff_that_man_reads_without_complaint(tmp_path: Path) -> None:
    page = tmp_path / "journal.1"
    done = subprocess.run([sys.executable, "-m", "journal.cli.manual"], capture_output=True, check=True)
    page.write_bytes(done.stdout)
    assert done.stdout.decode() == manual()
    for line in manual().splitlines():
        assert not line.startswith("'")
        assert not line.startswith(".") or re.match(r"\.(TH|SH|SS|PP|TP)\b", line), line
    if groff := shutil.which("groff"):
        read = subprocess.run([groff, "-man", "-Tutf8", "-ww", str(page)], capture_output=True, check=True)
        assert not read.stderr


def test_the_page_of_commands_has_every_command_and_option_and_nothing_more() -> None:
    page = PAGE.read_text("utf-8")
    assert set(re.findall(r"^### `journal ([a-z-]+)", page, re.MULTILINE)) == set(COMMANDS)
    inner = {name for name, _ in _commands() if " " in name}
    assert set(re.findall(r"^#### `journal ([a-z-]+ [a-z-]+)", page, re.MULTILINE)) == inner
    for name, option in _options():
        assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", page), f"{name} {option}"
    for code, words in EXIT_CODES:
        assert f"| {code} | {words} |" in page


def test_examples_on_the_page_are_lines_that_the_commands_take() -> None:
    import shlex

    examples = re.findall(r"^(?:.*\| )?journal (.+)$", "\n".join(_code_blocks()), re.MULTILINE)
    assert len(examples) > 15
    for example in examples:
        words = shlex.split(re.split(r" [>|] |  #", example)[0])
        with root.make_context("journal", list(words), resilient_parsing=False) as ctx:
            name, command, rest = root.resolve_command(ctx, [*ctx._protected_args, *ctx.args])
            assert command is not None
            with command.make_context(name, rest, parent=ctx) as found:
                if isinstance(command, click.Group) and (rest := [*found._protected_args, *found.args]):
                    inner, command, rest = command.resolve_command(found, rest)
                    assert command is not None
                    command.make_context(inner, rest, parent=found).close()


def _code_blocks() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_a_script(nowhere: Shell, shell: str) -> None:
    answer = nowhere.call("--show-completion", shell, unlocked=False)
    assert answer.code == 0
    assert answer.out.strip() == script(shell).strip()
    assert "_JOURNAL_COMPLETE" in answer.out
    program = shutil.which({"powershell": "pwsh"}.get(shell, shell))
    if program and shell != "powershell":
        subprocess.run([program, "-n"], input=answer.out.encode(), check=True)


@pytest.mark.parametrize(("shell", "start_file"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", None)])
def test_completion_is_installed_once_and_keeps_what_was_there(
    nowhere: Shell, person: Path, shell: str, start_file: str | None
) -> None:
    if start_file:
        (person / start_file).write_text("mine")
    for _ in range(2):
        assert nowhere.call("--install-completion", shell, unlocked=False).code == 0
    written = [path for path in person.rglob("*") if path.is_file() and path.name != start_file]
    assert [path.read_text().strip() for path in written] == [script(shell).strip()]
    if start_file:
        lines = (person / start_file).read_text().splitlines()
        assert lines[0] == "mine"
        assert len([line for line in lines if str(written[0]) in line]) == 1


@pytest.mark.parametrize(
    ("line", "expected"), [("journal rest", {"restore-entry"}), ("journal export --form", {"--format"})]
)
def test_a_shell_is_told_what_can_follow(line: str, expected: set[str]) -> None:
    words = line.split()
    environment = {
        **os.environ,
        "_JOURNAL_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run([sys.executable, "-m", "journal"], env=environment, capture_output=True, check=True)
    assert {answer.split(",", 1)[1] for answer in done.stdout.decode().split()} == expected
