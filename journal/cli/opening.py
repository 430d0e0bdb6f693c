"""Starting the interface. No click here: nobody should wait for it on the way to the first screen."""

import sys

from journal.cli.given import Given
from journal.errors import JournalError


class NoTerminal(JournalError):
    """The interface needs a terminal on both ends."""

    def __init__(self) -> None:
        super().__init__("The interface needs a terminal. `journal --help` lists the commands for scripts and pipes.")


def open_interface(given: Given, *, writing: bool = False) -> int:
    """Start the interface and return its exit code.

    Raises:
        NoTerminal: standard input or output goes elsewhere.
    """
    require_terminal()
    from journal import app
    from journal.cli.privacy import no_core_dumps
    from journal.cli.throwaway import sweep

    no_core_dumps()
    sweep()
    return app.run(given.folder, writing=writing)


def require_terminal() -> None:
    """Raise where there is nobody to see the interface.

    Raises:
        NoTerminal: standard input or output goes elsewhere.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal
