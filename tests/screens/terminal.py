"""A real pseudo-terminal around the real program."""

import fcntl
import os
import pty
import select
import struct
import termios
import time
from types import TracebackType
from typing import Self

import pyte

_OTHER_SCREEN = b"\x1b[?1049h"


class Terminal:
    """Starts a program in a terminal of its own and reads what a person would see."""

    def __init__(self, command: list[str], size: tuple[int, int] = (100, 30)) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            os.execvp(command[0], command)  # noqa: S606 (the program under test)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._fd)

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def text(self) -> str:
        """Return what is on the screen."""
        return "\n".join(self.screen.display)

    def read(self, seconds: float) -> bool:
        """Read for a while; return false when the program has ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                try:
                    data = os.read(self._fd, 65536)
                except OSError:
                    return False
                if not data:
                    return False
                self.raw += data
                _, switched, after = data.rpartition(_OTHER_SCREEN)
                if switched:  # terminals clear the other screen when they switch to it; pyte does not know of it
                    self.screen.reset()
                    data = after
                self._stream.feed(data)
        return True

    def wait_for(self, words: str, seconds: float = 30) -> None:
        """Wait until words are on the screen."""
        until = time.monotonic() + seconds
        while words not in self.text():
            assert time.monotonic() < until, f"never saw {words!r}:\n{self.text()}"
            assert self.read(0.05) or words in self.text(), f"ended before {words!r}:\n{self.text()}"

    def wait_for_end(self, seconds: float = 20) -> int:
        """Wait until the program has ended; return its exit code (negative: the signal)."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"did not end:\n{self.text()}")
