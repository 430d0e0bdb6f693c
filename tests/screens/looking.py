"""Reading a screen as a person would: its rows, as text."""

import time
from collections.abc import Callable

from textual.pilot import Pilot

from journal.app import JournalApp, Outcome

Seen = Pilot[Outcome]


def rows(app: JournalApp) -> list[str]:
    """Return the rows of the terminal."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).ljust(width) for strip in lines[:height]]


def text(app: JournalApp) -> str:
    """Return all that is on the screen."""
    return "\n".join(rows(app))


async def until(pilot: Seen, condition: Callable[[], bool], *, seconds: float = 20.0) -> None:
    """Wait until something is true; a screen that never gets there fails with what it shows."""
    until_when = time.monotonic() + seconds
    while time.monotonic() < until_when:
        if condition():
            return
        await pilot.pause(0.005)
    app = pilot.app
    assert isinstance(app, JournalApp)
    raise AssertionError(f"never happened; the screen shows:\n{text(app)}")


async def sees(pilot: Seen, *words: str) -> None:
    """Wait until all the words are on the screen."""
    app = pilot.app
    assert isinstance(app, JournalApp)
    await until(pilot, lambda: all(word in text(app) for word in words))


async def sees_no(pilot: Seen, word: str) -> None:
    """Wait until a word is no longer on the screen."""
    app = pilot.app
    assert isinstance(app, JournalApp)
    await until(pilot, lambda: word not in text(app))


async def types(pilot: Seen, words: str) -> None:
    """Type words, key by key."""
    names = {
        " ": "space",
        "\n": "enter",
        "#": "number_sign",
        ",": "comma",
        ".": "full_stop",
        "-": "minus",
        "'": "apostrophe",
    }
    for letter in words:
        await pilot.press(names.get(letter, letter))
