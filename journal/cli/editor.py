"""A text in the person's own editor, on a memory-backed private folder. Only when it was asked for."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click

from journal.cli.output import say
from journal.cli.throwaway import Throwaway, memory_folder, ordinary_folder
from journal.cli.write import text_of
from journal.errors import JournalError

FILE_NAME = "entry.md"
WARNING = (
    "Your editor is another program: it may keep its own copies of the text (swap files, undo history, "
    "a list of recent files). `journal edit --body` and the interface do not."
)


class NoEditor(JournalError):
    """No editor is named in the environment."""

    def __init__(self) -> None:
        super().__init__("No editor is named. Set VISUAL or EDITOR, or edit in the interface. Nothing was changed.")


class EditorFailed(JournalError):
    """The editor did not start, or ended with an error."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The editor {detail}. Nothing was changed.")


class NotInMemory(JournalError):
    """There is no memory-backed folder, and a folder on the disk was not agreed to."""

    def __init__(self) -> None:
        super().__init__(
            "There is no memory-backed folder for the text, and it was not put on the disk. Nothing was changed."
        )


def editor_command() -> list[str]:
    """Return the person's editor as a command.

    Raises:
        NoEditor: none is named.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        parts = [named] if Path(named).is_file() else shlex.split(named, posix=os.name == "posix")
    except ValueError:
        parts = []
    if not parts:
        raise NoEditor
    return parts


def folder_for_text() -> Path:
    """Return where the text may lie meanwhile: in memory, or on the disk if the person says so.

    Raises:
        NotInMemory: they do not, or there is nobody to ask.
    """
    if folder := memory_folder():
        return folder
    folder = ordinary_folder()
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NotInMemory
    say(f"There is no memory-backed folder on this machine. The text would be in {folder} while you edit.")
    if not click.confirm("Put it there for now?", default=False, err=True):
        raise NotInMemory
    return folder


def edited(body: str, command: list[str], folder: Throwaway) -> str:
    """Return the text as the editor left it.

    Raises:
        EditorFailed: the editor did not end well, or left no text.
    """
    say(WARNING)
    path = folder.path / FILE_NAME
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(body.encode("utf-8", "surrogatepass"))
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the person's own editor
    except OSError as error:
        raise EditorFailed(f"could not be started ({error.strerror})") from error
    if code:
        raise EditorFailed(f"ended with code {code}")
    try:
        text = text_of(path.read_bytes())
    except OSError as error:
        raise EditorFailed("took the text away") from error
    # Most editors end a file with a new line; that alone is no change.
    return body if text in (f"{body}\n", f"{body}\r\n") else text
