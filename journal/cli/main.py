"""The way in: `run` reads the line, calls the command, and turns whatever happens into words and an exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

import click

from journal.cli.exits import DONE, FAILED, INTERRUPTED, NO_SPACE, TRY_AGAIN, USAGE, exit_code
from journal.cli.given import Given
from journal.cli.tree import HELP_NAMES, Tree, root_options
from journal.errors import DiskFull, JournalError

PROGRAM = "journal"
COMPLETION_VARIABLE = "_JOURNAL_COMPLETE"


@click.pass_context
def _start(ctx: click.Context) -> None:
    """A private journal for recovery. Without a command it opens the journal.

    Writing with `journal add` needs no passphrase: the text waits, sealed, until you next open the journal.
    """
    if ctx.invoked_subcommand is None:
        from journal.cli.interface import open_interface

        ctx.exit(open_interface(ctx.ensure_object(Given)))


root = Tree(
    PROGRAM,
    params=root_options(),
    callback=_start,
    invoke_without_command=True,
    context_settings={"help_option_names": HELP_NAMES},
    help=_start.__doc__,
    subcommand_metavar="[COMMAND] [ARGS]...",
)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. Nothing is raised, and no traceback is ever shown."""
    _prepare_streams()
    line = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _obey(line)
        sys.stdout.flush()
    except JournalError as error:
        code = _explain(str(error), exit_code(error))
    except click.UsageError as error:
        code = _explain_usage(error)
    except click.ClickException as error:
        code = _explain(error.format_message(), FAILED)
    except (KeyboardInterrupt, click.Abort):
        code = _explain("Stopped.", INTERRUPTED)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        code = FAILED
    except OSError as error:
        code = _explain_os_error(error)
    except Exception as error:  # the last line of defence: the message could hold words of the journal
        code = _explain(
            f"Something unexpected happened ({type(error).__name__}). What was saved before is safe.", FAILED
        )
    return _closed(code)


def _obey(line: list[str]) -> int:
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(root, {}, PROGRAM, COMPLETION_VARIABLE, instruction)
    # Not `root.main`: on Windows it would expand a `*` in the person's words to file names.
    try:
        with root.make_context(PROGRAM, line) as ctx:
            root.invoke(ctx)
    except click.exceptions.Exit as asked:
        return asked.exit_code
    return DONE


def _prepare_streams() -> None:
    """Give every stream a file, UTF-8 on standard output, and line ends as they are written."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - it stays open as long as the program runs
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass", newline="\n")


def _explain(words: str, code: int) -> int:
    from journal.cli.output import say

    with suppress(OSError):  # nowhere left to say it; the exit code still does
        say(words)
    return code


def _explain_usage(error: click.UsageError) -> int:
    path = error.ctx.command_path if error.ctx else PROGRAM
    return _explain(f"{path}: {error.format_message()}\n`{path} --help` shows what it takes.", USAGE)


def _explain_os_error(error: OSError) -> int:
    if error.errno in NO_SPACE:
        return _explain(str(DiskFull()), TRY_AGAIN)
    return _explain(f"A file could not be used ({error.strerror or type(error).__name__}).", FAILED)


def _closed(code: int) -> int:
    """Flush what is left, so that Python's own end of the program has nothing to complain about."""
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or FAILED
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            except OSError:
                return code
    return code
