"""A journal for each test, and the command line as a person or a script would use it."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from journal.cli.main import run

WORDS = "seven quiet herons wait at dawn"


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Shell:
    """Runs commands on one journal. `call` stays in this process, `start` begins a real one."""

    home: Path
    monkeypatch: pytest.MonkeyPatch
    passphrase_file: Path
    secret: tuple[str | Path, ...]
    """What opens the journal. Tests that are not about passphrases use the recovery key, which costs no time."""

    def call(self, *words: str | Path, stdin: bytes = b"", unlocked: bool = True, terminal: bool = False) -> Answer:
        kind = Terminal if terminal else io.TextIOWrapper
        out, err = (kind(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", kind(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(self._line(words, unlocked))
            for stream in (out, err):
                stream.flush()
        return Answer(code, _written(out), _written(err))

    def start(self, *words: str | Path, unlocked: bool = True, **more: Any) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "journal", *self._line(words, unlocked)], **more)

    def finished(self, *words: str | Path, unlocked: bool = True, stdin: bytes = b"", **more: Any) -> Answer:
        with self.start(
            *words,
            unlocked=unlocked,
            stdin=subprocess.PIPE,
            stdout=more.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            **more,
        ) as process:
            out, err = process.communicate(stdin, timeout=60)
        return Answer(process.returncode, (out or b"").decode(), err.decode())

    def _line(self, words: tuple[str | Path, ...], unlocked: bool) -> list[str]:
        return ["--home", str(self.home), *map(str, (*(self.secret if unlocked else ()), *words))]

    def added(self, *words: str, stdin: bytes = b"") -> str:
        """Add an entry, filed at once, and return its id."""
        answer = self.call("add", "--json", *words, stdin=stdin)
        assert answer.code == 0, answer.err
        assert answer.json["filed"] is True
        return str(answer.json["id"])

    def entry(self, entry_id: str) -> Any:
        """Return the JSON of an entry."""
        answer = self.call("show", entry_id, "--json")
        assert answer.code == 0, answer.err
        return answer.json


def _written(stream: io.TextIOWrapper) -> str:
    data = stream.buffer
    assert isinstance(data, io.BytesIO)
    return data.getvalue().decode("utf-8", "surrogatepass")


@pytest.fixture(scope="session")
def made_journal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return an empty journal, made by the real command once, and its recovery key. Tests copy it."""
    folder = tmp_path_factory.mktemp("made")
    secret = folder / "secret"
    secret.write_text(WORDS + "\n")
    line = [sys.executable, "-m", "journal", "init", "--home", str(folder / "home"), "--passphrase-file", str(secret)]
    done = subprocess.run(line, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    return folder / "home", done.stdout.decode().strip()


@pytest.fixture(autouse=True)
def person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home folder for the person, so that no test writes into a real one."""
    folder = tmp_path / "person"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "JOURNAL_HOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def recovery_key(made_journal: tuple[Path, str]) -> str:
    """The recovery key of the journal."""
    return made_journal[1]


@pytest.fixture
def journal(made_journal: tuple[Path, str], nowhere: Shell, tmp_path: Path) -> Shell:
    """A shell with a journal of its own, and what opens it at hand."""
    shutil.copytree(made_journal[0], nowhere.home)
    key = tmp_path / "recovery-key"
    key.write_text(made_journal[1])
    return replace(nowhere, secret=("--recovery-key-file", key))


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell whose journal is not there yet."""
    secret = tmp_path / "passphrase"
    secret.write_text(WORDS + "\n")
    return Shell(tmp_path / "home", monkeypatch, secret, ("--passphrase-file", secret))


@pytest.fixture
def with_passphrase(journal: Shell) -> Shell:
    """The same journal, opened with its passphrase."""
    return replace(journal, secret=("--passphrase-file", journal.passphrase_file))


@pytest.fixture
def secret_file(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that puts a secret into a file."""

    def write(text: str) -> Path:
        path = tmp_path / f"secret-{len(list(tmp_path.iterdir()))}"
        path.write_text(text)
        return path

    return write
