"""The way in: `run` reads the line, calls the command, and turns whatever happens into words and an exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from journal.cli.exits import FAILED, INTERRUPTED, NO_SPACE, TRY_AGAIN, exit_code
from journal.cli.output import say
from journal.errors import DiskFull, JournalError


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. Nothing is raised, and no traceback is ever shown."""
    _prepare_streams()
    line = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _obey(line)
        sys.stdout.flush()
    except JournalError as error:
        code = _explain(str(error), exit_code(error))
    except KeyboardInterrupt:
        code = _explain("Stopped.", INTERRUPTED)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        code = FAILED
    except OSError as error:
        code = _explain_os_error(error)
    except ImportError as error:
        code = _explain(f"A part of the program is missing: {error.name}. Install the journal anew.", FAILED)
    except Exception as error:  # the last line of defence: the message could hold words of the journal
        code = _explain(
            f"Something unexpected happened ({type(error).__name__}). What was saved before is safe.", FAILED
        )
    return _closed(code)


def _obey(line: list[str]) -> int:
    from journal.cli import quick, quick_help

    if (asked := quick_help.asked(line)) is not None:
        from journal.cli.help_page import show

        return show(asked)
    addition = quick.addition(line)
    if addition is not None:
        from journal.cli.write import write

        return write(*addition)
    answers = quick.answers(line)
    if answers is not None:
        from journal.cli.mood_note import note_down

        return note_down(*answers)
    bare = quick.opening(line)
    if bare is not None:
        from journal.cli.opening import open_interface

        return open_interface(bare)
    from journal.cli.commands import obey

    return obey(line)


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
    with suppress(OSError):  # nowhere left to say it; the exit code still does
        say(words)
    return code


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
