"""Completion for shells: click's scripts, printed or put where the shell finds them."""

import os
import subprocess
from pathlib import Path

from click.shell_completion import get_completion_class

from journal.cli.commands import PROGRAM, root
from journal.cli.output import put, say
from journal.cli.quick import COMPLETION_VARIABLE
from journal.errors import JournalError, NotWritable

_START_FILES = {"bash": ".bashrc", "zsh": ".zshrc"}
_PLACES = {"bash": Path("bash-completion/completions", PROGRAM), "zsh": Path("zsh/site-functions", f"_{PROGRAM}")}


class NoProfile(JournalError):
    """PowerShell did not say where its profile is."""

    def __init__(self) -> None:
        super().__init__(
            "PowerShell did not answer. Add the output of `journal --show-completion powershell` to your $PROFILE."
        )


def script(shell: str) -> str:
    """Return the completion script for a shell."""
    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - for the type checker: the option offers only shells that click knows
    if shell == "bash":
        # The class asks bash for its version, and says so on standard output where there is none.
        complete = found(root, {}, PROGRAM, COMPLETION_VARIABLE)
        return complete.source_template % complete.source_vars()
    return found(root, {}, PROGRAM, COMPLETION_VARIABLE).source()


def show(shell: str) -> None:
    """Print the completion script for a shell."""
    put(script(shell))


def install(shell: str) -> None:
    """Put the completion script where the shell finds it, and tell where that is.

    Raises:
        NotWritable: the file may not be written.
        NoProfile: PowerShell could not be asked for its profile.
    """
    home = Path.home()
    if shell == "fish":
        config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        _write(config / "fish" / "completions" / f"{PROGRAM}.fish", script(shell))
    elif shell == "powershell":
        _append(_powershell_profile(), script(shell))
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        path = data / _PLACES[shell]
        _write(path, script(shell))
        _append(home / _START_FILES[shell], f'source "{path}"\n')
    say("A new shell will complete `journal`.")


def _powershell_profile() -> Path:
    for program in ("pwsh", "powershell"):
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                [program, "-NoProfile", "-Command", "echo $profile"], capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        if path := done.stdout.strip():
            return Path(path)
    raise NoProfile


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise NotWritable(path) from error
    say(f"Written: {path}")


def _append(path: Path, text: str) -> None:
    """Add text to a file a person owns, once."""
    try:
        there = path.read_text("utf-8") if path.exists() else ""
        if text.strip() in there:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(("\n" if there and not there.endswith("\n") else "") + text)
    except (OSError, UnicodeDecodeError) as error:
        raise NotWritable(path) from error
    say(f"Added to: {path}")
