"""A second person beside the one whose journal a test has, and what both do with each other."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


def person(journal: Shell, made_journal: tuple[Path, str], home: Path) -> Shell:
    """Return somebody else with an empty journal of their own."""
    shutil.copytree(made_journal[0], home)
    return replace(journal, home=home)


def meet(journal: Shell, made_journal: tuple[Path, str], tmp_path: Path) -> tuple[Shell, Shell]:
    """Return Robin, whose journal it is, and Wren, who have added each other's card."""
    robin, wren = journal, person(journal, made_journal, tmp_path / "wren")
    add_each_other((robin, "Robin"), (wren, "Wren"))
    return robin, wren


def add_each_other(one: tuple[Shell, str], other: tuple[Shell, str]) -> None:
    for (me, _), (them, name) in ((one, other), (other, one)):
        card = them.call("peer", "card", "--name", name).out.strip()
        added = me.call("peer", "add", card)
        assert added.code == 0, added.err


def feed(shell: Shell, *words: str) -> list[dict[str, Any]]:
    answer = shell.call("feed", "--json", *words)
    assert answer.code == 0, answer.err
    items: list[dict[str, Any]] = answer.json["items"]
    return items


def shared(shell: Shell, path: Path, *words: str | Path, to: str = "Wren", body: str = "It helped to say it.") -> str:
    """Write a page for a peer into a file, and return its id."""
    answer = shell.call("share", "--to", to, "--body", body, "--json", "-o", path, *words)
    assert answer.code == 0, answer.err
    return str(answer.json["id"])
