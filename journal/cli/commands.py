"""The root of all commands, and how a line is obeyed by click."""

import os

import click

from journal.cli.exits import DONE, FAILED, INTERRUPTED, USAGE
from journal.cli.given import Given
from journal.cli.output import say
from journal.cli.quick import COMPLETION_VARIABLE
from journal.cli.tree import HELP_NAMES, Tree, root_options

PROGRAM = "journal"


@click.pass_context
def _start(ctx: click.Context) -> None:
    """A private journal for recovery. Without a command it opens the journal.

    Writing with `journal add` needs no passphrase: the text waits, sealed, until you next open the journal.
    """
    if ctx.invoked_subcommand is None:
        from journal.cli.opening import open_interface

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


def obey(line: list[str]) -> int:
    """Run one command line and return its exit code. Usage errors are told here, everything else is raised."""
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(root, {}, PROGRAM, COMPLETION_VARIABLE, instruction)
    # Not `root.main`: on Windows it would expand a `*` in the person's words to file names.
    try:
        with root.make_context(PROGRAM, line) as ctx:
            root.invoke(ctx)
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.Abort:
        say("Stopped.")
        return INTERRUPTED
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else PROGRAM
        say(f"{path}: {error.format_message()}\n`{path} --help` shows what it takes.")
        return USAGE
    except click.ClickException as error:
        say(error.format_message())
        return FAILED
    return DONE
