"""The man page, made from the help texts: `python -m journal.cli.manual > journal.1`."""

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc

import click

from journal import __version__
from journal.cli import exits
from journal.cli.commands import PROGRAM, root
from journal.cli.tree import HELP_NAMES, SECTIONS
from journal.paths import HOME_VARIABLE

EXIT_CODES = (
    (exits.DONE, "Done."),
    (exits.FAILED, "Not done: not found, nothing to do, refused."),
    (exits.USAGE, "The command line could not be understood; a date could not be read."),
    (exits.WRONG_SECRET, "The passphrase or recovery key was wrong, or there was none."),
    (exits.DAMAGED, "The journal is damaged or was tampered with."),
    (exits.TRY_AGAIN, "Another process holds the journal, or the disk is full: try again."),
    (exits.INTERRUPTED, "Stopped with ctrl+c."),
)
VARIABLES = (
    (HOME_VARIABLE, "The folder of the journal, unless --home is given."),
    ("JOURNAL_PASSPHRASE_FILE", "A file with the passphrase in its first line."),
    ("JOURNAL_PASSPHRASE_COMMAND", "A command that prints the passphrase as its first line."),
    ("VISUAL, EDITOR", "The editor for `journal edit --editor`."),
    ("NO_COLOR", "No colours, if it is set and not empty."),
)
_SPACE = re.compile(r"\s+")


def manual() -> str:
    """Return the man page in the man macros of roff."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    ctx = click.Context(root, info_name=PROGRAM, help_option_names=HELP_NAMES)
    yield f'.TH JOURNAL 1 "" "{PROGRAM} {__version__}" "User Commands"'
    yield ".SH NAME"
    yield f"{PROGRAM} \\- a private, encrypted recovery journal for the terminal"
    yield ".SH SYNOPSIS"
    yield from _synopsis(root, ctx)
    yield ".SH DESCRIPTION"
    yield from _paragraphs(root.help or "")
    yield ".SH OPTIONS"
    yield _text("The first five may also stand behind a command.")
    yield from _options(root, ctx)
    for section, names in SECTIONS.items():
        yield f'.SH "{section.upper()}"'
        for name in names:
            yield from _command(name, ctx)
    yield ".SH EXIT STATUS"
    for code, words in EXIT_CODES:
        yield from _item(str(code), words)
    yield ".SH ENVIRONMENT"
    for name, words in VARIABLES:
        yield from _item(name, words)


def _command(name: str, parent: click.Context, group: click.Group = root) -> Iterator[str]:
    command = group.get_command(parent, name)
    if command is None:
        return
    ctx = click.Context(command, info_name=name, parent=parent)
    yield f'.SS "{_plain(ctx.command_path)}"'
    yield from _synopsis(command, ctx)
    yield from _paragraphs(command.help or "")
    yield from _options(command, ctx)
    if isinstance(command, click.Group):
        for inner in command.list_commands(ctx):
            yield from _command(inner, ctx, command)


def _synopsis(command: click.Command, ctx: click.Context) -> Iterator[str]:
    yield ".PP"
    yield f"\\fB{_plain(ctx.command_path)}\\fR {_plain(' '.join(command.collect_usage_pieces(ctx)))}"


def _options(command: click.Command, ctx: click.Context) -> Iterator[str]:
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None:
            yield from _item(*record)


def _item(name: str, words: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{_plain(name)}\\fR"
    yield _text(words)


def _paragraphs(words: str) -> Iterator[str]:
    for paragraph in cleandoc(words).split("\n\n"):
        yield ".PP"
        yield _text(paragraph)


def _text(words: str) -> str:
    """Return words as one line of roff that is text and no request."""
    line = _plain(_SPACE.sub(" ", words).strip())
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _plain(words: str) -> str:
    return words.replace("\\", "\\e").replace("-", "\\-")


if __name__ == "__main__":
    sys.stdout.write(manual())
