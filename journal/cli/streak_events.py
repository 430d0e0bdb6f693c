"""What else happens along a counter's way: `done`, `pause`, `resume`, `restart` and `note`."""

from collections.abc import Callable

import click

from journal.cli.given import Given
from journal.cli.output import STANDARD_STREAM, say
from journal.cli.tree import Command, command
from journal.cli.unlocking import opened
from journal.errors import JournalError


class NothingToNote(JournalError):
    """A note without a word in it."""

    def __init__(self) -> None:
        super().__init__("There was nothing to keep: the note was empty.")


class NotSomethingToDo(JournalError):
    """`done` is for counters of something to do."""

    def __init__(self) -> None:
        super().__init__(
            "That counter is not of something to do, so nothing was noted. `slip` and `note` fit any of them."
        )


def _noted(given: Given, name: str | None, kind: str, when: str | None, note: str) -> None:
    from journal.cli.streak_pages import chosen
    from journal.dates import now_here, parse_roughly
    from journal.ids import new_id
    from journal.streaks import new_event

    here = now_here()
    moment, precision = (here, "minute") if when is None else parse_roughly(when, here)
    if note == STANDARD_STREAM:
        from journal.cli.write import read_standard_input

        note = read_standard_input()
    if kind == "note" and not note.strip():
        raise NothingToNote
    with opened(given) as storage:
        counter = chosen(storage, name)
        if kind == "done" and counter.goal != "do":
            raise NotSomethingToDo
        event = new_event(counter, new_id(here.at), kind, moment, here.at, precision=precision, note=note)
        storage.streaks.note(event)
    say("Kept.")


def _event(kind: str, help_text: str) -> Command:
    """Return the command that notes an event of a kind."""

    def noting(given: Given, name: str | None, when: str | None, note: str) -> None:
        _noted(given, name, kind, when, note)

    noting.__doc__ = help_text
    made: Callable[..., None] = click.pass_obj(noting)
    made = click.option("--note", default="", metavar="TEXT", help="A few words; `-` reads standard input.")(made)
    made = click.option("--when", metavar="WHEN", help="When it was, if not now; a day is enough.")(made)
    made = click.argument("name", required=False)(made)
    return command(kind)(made)


done = _event("done", "Note that something was done. For counters with the goal `do`.")
pause = _event("pause", "Pause a counter: the days until it goes on are neither on goal nor off.")
resume = _event("resume", "Go on after a pause.")
restart = _event("restart", "Begin a new run, for whatever reason. The runs before stay as they were.")


@command("note")
@click.argument("name")
@click.argument("text")
@click.option("--when", metavar="WHEN", help="When it was, if not now; a day is enough.")
@click.pass_obj
def note(given: Given, name: str, text: str, when: str | None) -> None:
    """Write a few words along a counter's way; `-` reads standard input."""
    _noted(given, name, "note", when, text)
