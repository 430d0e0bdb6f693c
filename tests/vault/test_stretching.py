"""The slow derivation gives the same key wherever it is done."""

import io
import os
import subprocess
import sys

from journal.vault.policy import KdfPolicy
from journal.vault.stretching import StretchingProcess, serve, stretched

CHEAP = KdfPolicy(memory_kib=256, passes=1, lanes=1)
SALT = bytes(range(16))


def test_a_process_of_its_own_gives_the_same_key() -> None:
    process = StretchingProcess()
    process.start()
    assert process.stretched(b"secret", SALT, CHEAP) == stretched(b"secret", SALT, CHEAP)


def test_it_can_be_asked_again_after_a_wrong_passphrase() -> None:
    process = StretchingProcess()
    first, second = process.stretched(b"one", SALT, CHEAP), process.stretched(b"two", SALT, CHEAP)
    assert first != second
    assert second == stretched(b"two", SALT, CHEAP)


def test_a_process_that_died_is_made_up_for() -> None:
    process = StretchingProcess()
    process.start()
    started = process._process
    assert started is not None
    started.kill()
    started.wait()
    assert process.stretched(b"secret", SALT, CHEAP) == stretched(b"secret", SALT, CHEAP)


def test_closing_ends_a_process_that_nobody_asked() -> None:
    process = StretchingProcess()
    process.start()
    started = process._process
    assert started is not None
    process.close()
    assert started.returncode == 0


def test_it_ends_when_the_asking_process_ends() -> None:
    code = "from journal.vault.stretching import StretchingProcess as S; s = S(); s.start(); print(s._process.pid)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    pid = int(asked.stdout)
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        subprocess.run([sys.executable, "-c", "import time; time.sleep(0.02)"], check=True)
    raise AssertionError("the helper is still there")


def test_half_a_request_gets_no_answer() -> None:
    answers = io.BytesIO()
    serve(io.BytesIO(b"abc"), answers)
    assert answers.getvalue() == b""
