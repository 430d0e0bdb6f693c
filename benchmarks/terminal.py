"""A terminal in memory around a real program: press keys, wait for what a person would see, and know when it came.

POSIX only: it needs a pseudo-terminal. Times are taken by a thread that does nothing else, when the bytes arrive; what
the bytes mean (pyte is slow) is worked out afterwards, so that it is not part of any measurement.
"""

import fcntl
import os
import pty
import queue
import re
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

Seen = Callable[[pyte.Screen], bool]

# What pyte would print as text or take for something else: private modes and questions, and strings for the terminal.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[(?:[<=>][\d;]*[A-Za-z]|\?[\d;]*\$p|\?[\d;]*u)|\x1b[P_^].*?\x1b\\", re.DOTALL)
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?]?[\d;]*\$?|[P_^\]](?:(?!\x1b\\|\x07).)*)?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of the screen at one moment."""

    at: float
    lines: tuple[str, ...]


class NeverSeen(Exception):
    """What was waited for did not appear; the text shows the screen as it was."""


class Terminal:
    """A program in a terminal of its own. Use it in a `with` block, which ends the program."""

    def __init__(
        self, command: Iterable[str | Path], *, columns: int = 100, rows: int = 30, env: Mapping[str, str] | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self._arrived: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        look = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": str(columns), "LINES": str(rows)}
        sys.setswitchinterval(0.0005)  # the reading thread may interrupt pyte at once
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [str(part) for part in command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **look, **(env or {})},
            start_new_session=True,
            preexec_fn=_take_terminal,  # so that the program hears when its terminal closes
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()  # before the number of the file is free: the next terminal gets the same one
        os.close(self._master)

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the program has ended
                return
            if not data:
                return
            self._arrived.put((time.perf_counter(), data))

    def _draw(self, data: bytes) -> None:
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._rest = data[:cut], data[cut:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def press(self, keys: str) -> float:
        """Send keys and return the moment."""
        moment = time.perf_counter()
        os.write(self._master, keys.encode())
        return moment

    def type(self, text: str, pause: float = 0.06) -> float:
        """Send text at the speed of a person's hands and return the moment of the last key."""
        moment = time.perf_counter()
        for letter in text:
            moment = self.press(letter)
            time.sleep(pause)
        return moment

    def wait_for(self, seen: Seen | str, timeout: float = 30) -> float:
        """Wait until the screen shows something and return the moment when the bytes that show it arrived.

        Raises:
            NeverSeen: it did not appear in `timeout` seconds.
        """
        wanted = (lambda screen: seen in "\n".join(screen.display)) if isinstance(seen, str) else seen
        end = time.perf_counter() + timeout
        if wanted(self.screen):
            return time.perf_counter()
        while True:
            try:
                moment, data = self._arrived.get(timeout=max(0.0, end - time.perf_counter()))
            except queue.Empty:
                raise NeverSeen("\n".join(["", *self.screen.display])) from None
            self._draw(data)
            if wanted(self.screen):
                return moment

    def frames(self, quiet: float = 0.25, longest: float = 3) -> list[Frame]:
        """Return what the screen showed after each arrival of bytes, until nothing arrives for `quiet` seconds.

        A cursor that blinks never lets it be quiet for half a second; `longest` is the end then.
        """
        frames: list[Frame] = []
        end = time.perf_counter() + longest
        while time.perf_counter() < end:
            try:
                moment, data = self._arrived.get(timeout=quiet)
            except queue.Empty:
                break
            self._draw(data)
            frames.append(Frame(moment, tuple(self.screen.display)))
        return frames

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until nothing is drawn any more."""
        self.frames(quiet)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.screen.display)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def painted(screen: pyte.Screen) -> bool:
    """Whether a full frame is there: every corner has the page's own ground."""
    corners = ((0, 0), (0, screen.columns - 1), (screen.lines - 1, 0), (screen.lines - 1, screen.columns - 1))
    return all(screen.buffer[row][column].bg != "default" for row, column in corners)


def peak_memory(process_id: int) -> int | None:
    """Return the most memory in bytes that a running process held so far, where the system tells (Linux)."""
    try:
        status = Path(f"/proc/{process_id}/status").read_text("ascii")
    except OSError:
        return None
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def forget_peak_memory(process_id: int) -> None:
    """Let `peak_memory` count from now on, where the system can (Linux)."""
    with suppress(OSError):
        Path(f"/proc/{process_id}/clear_refs").write_text("5", "ascii")
