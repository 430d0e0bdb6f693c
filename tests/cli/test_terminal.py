"""Questions on a real terminal."""

from __future__ import annotations

import codecs
import getpass
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journal.cli.throwaway import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Shell

pty = pytest.importorskip("pty", reason="pseudo terminals are a POSIX thing")

NEW = "an orange kettle hums beside the sea"


class Person:
    """Somebody at a terminal: reads what stands there, and types."""

    def __init__(self, terminal: int, process: subprocess.Popen[bytes]) -> None:
        self._terminal = terminal
        self._process = process
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.seen = ""

    def reads(self, words: str) -> None:
        deadline = time.monotonic() + 60
        while not re.search(words, self.seen):
            assert time.monotonic() < deadline, self.seen
            assert self._more(), self.seen

    def types(self, words: str) -> None:
        time.sleep(0.05)  # the program empties the line before it listens
        os.write(self._terminal, f"{words}\n".encode())
        self.seen = ""

    def presses(self, keys: bytes) -> None:
        os.write(self._terminal, keys)
        self.seen = ""

    def stops_it(self) -> None:
        """Do what ctrl+c does where the terminal is the program's own."""
        self._process.send_signal(signal.SIGINT)
        self.seen = ""

    def waits(self) -> int:
        while self._more():
            pass
        return self._process.wait(60)

    def is_killed(self) -> None:
        self._process.kill()
        self._process.wait()

    def folder_watched(self) -> Path:
        """Return the folder that the program's watcher is to remove."""
        for cmdline in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                words = cmdline.read_bytes().decode().split("\0")
                parent = cmdline.with_name("stat").read_text().rsplit(")", 1)[1].split()[1]
                if int(parent) == self._process.pid and any(word.endswith("watcher.py") for word in words):
                    return next(Path(word) for word in words if PREFIX in word)
        raise AssertionError("nobody watches the folder")

    def _more(self) -> bool:
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # the other end was closed
            return False
        self.seen += self._decoder.decode(data)
        return bool(data)


@contextmanager
def at_a_terminal(shell: Shell, *words: str | Path) -> Iterator[Person]:
    ours, theirs = pty.openpty()
    process = shell.start(*words, unlocked=False, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    try:
        yield Person(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_a_passphrase_may_be_mistyped_twice(journal: Shell) -> None:
    journal.added("one quiet morning")
    right = journal.passphrase_file.read_text().strip()
    with at_a_terminal(journal, "list") as person:
        for wrong in ("one", "two"):
            person.reads("Passphrase: ")
            person.types(wrong)
            person.reads("did not open")
        person.reads("Passphrase: ")
        person.types(right)
        person.reads("one quiet morning")
        assert right not in person.seen
        assert person.waits() == 0


def test_three_wrong_passphrases_end_with_exit_code_3(journal: Shell) -> None:
    with at_a_terminal(journal, "list") as person:
        for wrong in ("one", "two", "three"):
            person.reads("Passphrase: ")
            person.types(wrong)
        assert person.waits() == 3


def test_each_wrong_passphrase_is_followed_by_a_longer_pause(journal: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: "wrong")
    monkeypatch.setattr(time, "sleep", pauses.append)
    assert journal.call("list", unlocked=False, terminal=True).code == 3
    assert len(pauses) == 2
    assert 0 < pauses[0] < pauses[1]


def test_a_new_passphrase_is_asked_twice_with_advice(nowhere: Shell) -> None:
    with at_a_terminal(nowhere, "init") as person:
        person.reads("New passphrase: ")
        person.types("password")
        person.reads("again: ")
        person.types("password")
        person.reads(r"guess(.|\n)*Use it all the same\? \[y/N\]")
        person.types("")
        person.reads("New passphrase: ")
        person.types(NEW)
        person.reads("again: ")
        person.types("something else")
        person.reads("different(.|\n)*New passphrase: ")
        person.types(NEW)
        person.reads("again: ")
        person.types(NEW)
        assert person.waits() == 0
        assert re.search(r"^[0-9A-Z-]{34}\r?$", person.seen, re.MULTILINE)
    nowhere.passphrase_file.write_text(NEW)
    assert nowhere.call("list").code == 0


def test_erasing_is_asked_first_and_no_is_the_answer_of_an_empty_line(with_passphrase: Shell) -> None:
    entry_id = with_passphrase.added("one")
    with_passphrase.call("delete", entry_id)
    file = with_passphrase.passphrase_file
    for answer, code, left in (("", 1, 1), ("y", 0, 0)):
        with at_a_terminal(with_passphrase, "--passphrase-file", file, "purge", entry_id) as person:
            person.reads(r"for good\? \[y/N\]")
            person.types(answer)
            assert person.waits() == code
        assert len(with_passphrase.call("trash", "--json").json["entries"]) == left


def test_a_piped_text_leaves_the_terminal_for_the_passphrase(journal: Shell) -> None:
    """`echo text | journal edit ID --body -`: the text comes from the pipe, the passphrase from the person."""
    entry_id = journal.added("one")
    line = (
        f'echo changed | "{sys.executable}" -m journal --home "{journal.home}" edit {entry_id} --body -; echo code $?'
    )
    # A terminal of its own, as a shell has it: getpass asks on /dev/tty while standard input is a pipe.
    process_id, terminal = pty.fork()
    if process_id == 0:
        os.execv("/bin/sh", ["sh", "-c", line])  # noqa: S606 - the shell is what is asked for
    person = Person(terminal, subprocess.Popen([sys.executable, "-c", "pass"]))
    person.reads("Passphrase: ")
    person.types(journal.passphrase_file.read_text().strip())
    person.reads("code 0")
    os.waitpid(process_id, 0)
    os.close(terminal)
    assert journal.entry(entry_id)["body"] == "changed\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc for the demo's folder")
@pytest.mark.parametrize("end", ["quit", "kill"])
def test_nothing_is_left_of_a_demo_however_it_ends(nowhere: Shell, end: str) -> None:
    with at_a_terminal(nowhere, "demo") as person:
        person.reads("Help now")
        folder = person.folder_watched()
        assert list(folder.glob("demo/journal-*.db"))
        if end == "quit":
            person.types("\x11")  # ctrl+q
            assert person.waits() == 0
        else:
            person.is_killed()
        deadline = time.monotonic() + 30
        while folder.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    assert not folder.exists()
    assert not nowhere.home.exists()


def test_an_open_journal_is_kept_out_of_core_dumps() -> None:
    code = (
        "import ctypes, resource, sys\n"
        "from journal.cli.privacy import no_core_dumps\n"
        "no_core_dumps()\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "assert not sys.platform.startswith('linux') or ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_interface_opens_on_a_terminal_and_leaves_on_ctrl_q(journal: Shell) -> None:
    for words in ([], ["add"]):
        with at_a_terminal(journal, *words) as person:
            person.reads("Passphrase")
            person.reads("Help now")
            person.types("\x11")
            assert person.waits() == 0


@pytest.mark.parametrize(("keys", "mood"), [(b"\x1b[Ax\xc3\xa9f", 4), (b"1", 1)])
def test_one_key_is_a_check_in(journal: Shell, keys: bytes, mood: int) -> None:
    with at_a_terminal(journal, "mood") as person:
        person.reads("1 a  ▁ heavy(.|\n)*5 g  █ bright(.|\n)*nothing\\.")
        for key in re.findall(rb"\x1b\[A|\xc3\xa9|.", keys):
            person.presses(key)
            time.sleep(0.1)  # as a hand does it: an arrow is one key, and not esc
        assert person.waits() == 0
        assert "Kept." in person.seen
    [checkin] = journal.call("moods", "--json").json["checkins"]
    assert checkin["mood"] == mood


@pytest.mark.parametrize(
    ("key", "code", "words"), [(b"\x1b", 1, "Nothing was kept"), (b"\r", 1, "Nothing"), (b"ctrl+c", 130, "Stopped")]
)
def test_leaving_the_question_keeps_nothing_and_says_so(journal: Shell, key: bytes, code: int, words: str) -> None:
    with at_a_terminal(journal, "mood", "--when", "yesterday") as person:
        person.reads("How was it then(.|\n)*nothing\\.")
        time.sleep(0.1)
        if key == b"ctrl+c":
            person.stops_it()
        else:
            person.presses(key)
        assert person.waits() == code
        assert words in person.seen
    assert not (journal.home / "inbox").exists() or not list((journal.home / "inbox").iterdir())


def test_where_single_keys_cannot_be_read_a_line_answers(journal: Shell) -> None:
    answer = journal.call("mood", "--json", stdin=b"9\ns\n", unlocked=False, terminal=True)
    assert (answer.code, answer.json["filed"]) == (0, False)
    assert "The keys are 1 to 5" in answer.err
    assert journal.call("mood", stdin=b"", unlocked=False, terminal=True).code == 1
    assert [checkin["mood"] for checkin in journal.call("moods", "--json").json["checkins"]] == [2]


def test_nobody_is_asked_in_vain(journal: Shell, tmp_path: Path) -> None:
    for words, code in ((["--when", "tomorrow"], 2), (["--home", str(tmp_path / "none")], 1)):
        answer = journal.call("mood", *words, stdin=b"4\n", unlocked=False, terminal=True)
        assert answer.code == code
        assert "How " not in answer.err


def test_options_without_a_text_are_not_lost_in_the_writing_screen(journal: Shell) -> None:
    answer = journal.call("add", "--tag", "walk", unlocked=False, terminal=True)
    assert answer.code == 2
    assert "need a text" in answer.err


def test_progress_is_shown_to_people_on_standard_error_only(journal: Shell, tmp_path: Path) -> None:
    journal.added("one")
    file = tmp_path / "all.json"
    exported = journal.call("export", "--format", "json", "-o", file, terminal=True)
    assert exported.code == 0
    assert "Exporting" in exported.err
    assert exported.out == ""
    imported = journal.call("import", file, "--dry-run", terminal=True)
    assert "Looking" in imported.err
    assert "1 known already" in imported.err
    assert "Exporting" not in journal.call("export", "-o", tmp_path / "quiet.md").err


def test_the_check_up_looks_at_the_terminal_it_is_on(journal: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("LINES", "5")
    page = journal.call("doctor", unlocked=False, terminal=True).out
    assert re.search(r"note.*terminal.*20x5", page)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "30")
    monkeypatch.setenv("COLORTERM", "truecolor")
    page = journal.call("doctor", unlocked=False, terminal=True).out
    assert re.search(r"ok.*terminal.*100x30", page)
    assert re.search(r"ok.*colours.*16 million", page)
