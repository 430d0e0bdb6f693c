"""Asking how it is, on a terminal: one key is an answer. A whole line is one, too, where single keys cannot be read."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from journal.cli.output import say
from journal.wording import MOOD_GLYPHS, MOOD_WORDS

DIGITS = "12345"
LETTERS = "asdfg"  # five fingers, from heavy to bright, as in the interface
LEAVING = ("\x1b", "q", "\r", "\n", "\x04", "")
_REST_OF_A_KEY = 0.05  # seconds: an arrow sends a whole sequence at once, a person who presses esc sends one byte

Key = Callable[[], str]


def asked_mood(question: str) -> int | None:
    """Ask, and return the mood, or nothing where the person leaves."""
    rows = (
        f"  {digit} {letter}  {glyph} {word}"
        for digit, letter, glyph, word in zip(DIGITS, LETTERS, MOOD_GLYPHS, MOOD_WORDS, strict=True)
    )
    say("\n".join([question, *rows, "One key is enough. Esc, q or enter keeps nothing."]))
    with _keys() as key:
        mood = _chosen(key)
    if mood is not None:
        say(f"{MOOD_GLYPHS[mood - 1]} {MOOD_WORDS[mood - 1]}")
    return mood


def _chosen(key: Key) -> int | None:
    while (pressed := key().casefold()) not in LEAVING:
        for keys in (DIGITS, LETTERS):
            if len(pressed) == 1 and pressed in keys:
                return keys.index(pressed) + 1
        say("The keys are 1 to 5, or a s d f g.")
    return None


@contextmanager
def _keys() -> Iterator[Key]:
    """Give a function that waits for one key; it returns nothing at all when the terminal is gone."""
    if os.name == "nt":
        from msvcrt import getwch  # type: ignore[attr-defined,unused-ignore]

        yield lambda: _whole_windows_key(getwch)
        return
    import termios
    import tty

    try:
        number = sys.stdin.fileno()
        before = termios.tcgetattr(number)
        tty.setcbreak(number, termios.TCSADRAIN)  # keys pressed before this stay; ctrl+c still stops
    except (OSError, ValueError, termios.error):
        yield lambda: sys.stdin.readline().strip()
        return
    try:
        yield lambda: _whole_key(number)
    finally:
        with suppress(termios.error):
            termios.tcsetattr(number, termios.TCSADRAIN, before)


def _whole_key(number: int) -> str:
    import select

    pressed = os.read(number, 1)
    more_may_follow = pressed == b"\x1b" or pressed > b"\x7f"  # an arrow, or a letter of another alphabet
    if more_may_follow and select.select([number], [], [], _REST_OF_A_KEY)[0]:
        pressed += os.read(number, 32)
    return pressed.decode("utf-8", "replace")


def _whole_windows_key(read: Callable[[], str]) -> str:
    pressed = read()
    if pressed in ("\x00", "\xe0"):  # a key with two parts
        return pressed + read()
    if pressed == "\x03":
        raise KeyboardInterrupt
    return pressed
