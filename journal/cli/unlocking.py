"""Where secrets come from, and how a journal is opened with them.

A passphrase is never taken from an argument or from an environment variable: other programs can read those.
"""

import getpass
import os
import shlex
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.given import PASSPHRASE_FILE_VARIABLE, Given, keyring_slot
from journal.cli.output import say
from journal.cli.privacy import no_core_dumps
from journal.cli.throwaway import sweep
from journal.errors import (
    HeaderMissing,
    JournalError,
    KeyringUnavailable,
    NoJournal,
    WrongPassphrase,
    WrongSecret,
)
from journal.vault.homes import HomeState, home_state
from journal.vault.secret import FromKeyring, Passphrase, RecoveryKey, Secret
from journal.wording import counted

if TYPE_CHECKING:
    from journal.storage import Storage
    from journal.vault import Vault

TRIES = 3
_MOST_SECRET_BYTES = 64 * 1024
_STRONG_ENOUGH = 3  # of zxcvbn's scores 0 to 4: safe from unthrottled guessing of a slow hash


class SecretMissing(WrongSecret):
    """No passphrase was given, and there is no terminal to ask on."""

    def __init__(self) -> None:
        super().__init__(
            "The passphrase is needed, and there is no terminal to ask for it. "
            f"Give it with --passphrase-file, --passphrase-command or {PASSPHRASE_FILE_VARIABLE}."
        )


class NewSecretMissing(WrongSecret):
    """No new passphrase was given, and there is no terminal to ask on."""

    def __init__(self, option: str) -> None:
        super().__init__(f"A new passphrase is needed, and there is no terminal to ask for it. Give it with {option}.")


class SecretUnreadable(WrongSecret):
    """The file or command that should give a secret gave none."""


class NotConfirmed(JournalError):
    """The new passphrase was typed differently each time."""

    def __init__(self) -> None:
        super().__init__("The two were different each time. Nothing was changed.")


def secret_at_hand(given: Given) -> Secret | None:
    """Return the secret that a file or a command gives, or `None` when none was named.

    Raises:
        SecretUnreadable: one was named, and gives nothing.
    """
    if given.recovery_key_file is not None:
        return RecoveryKey(read_secret(given.recovery_key_file.expanduser(), "recovery key"))
    file, command = given.where_passphrase_is
    if file is not None:
        return Passphrase(read_secret(file.expanduser(), "passphrase"))
    if command is not None:
        return Passphrase(_from_command(command))
    return None


def read_secret(path: Path, what: str) -> str:
    """Return the first line of a file.

    Raises:
        SecretUnreadable: there is no such file, or it is empty or no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_SECRET_BYTES)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SecretUnreadable(f"The file with the {what} cannot be read: {path} ({reason}).") from error
    return _first_line(data, f"The file with the {what}, {path},")


@contextmanager
def opened(given: Given, *, ask: bool = True) -> Iterator["Storage"]:
    """Open the journal and close it again. Notes that waited in the inbox are filed on the way.

    Without `ask`, a missing secret is an error even where there is somebody to ask.

    Raises:
        JournalError: whatever stands in the way; nothing was changed then.
    """
    home = given.folder
    require_journal(home)
    no_core_dumps()
    sweep()
    # Importing the database takes half a second, and the key derivation, or the person typing, leaves a core idle.
    warm_up = threading.Thread(target=_import_storage, name="import storage")
    warm_up.start()
    try:
        vault = _unlocked(given, home, ask=ask)
    finally:
        warm_up.join()
    from journal.storage import Storage

    with Storage.open(vault) as storage:
        for warning in dict.fromkeys((*vault.warnings, *storage.warnings)):
            say(warning)
        if storage.filed.count:
            say(f"Filed {counted(storage.filed.count, 'note')} that waited in the inbox.")
        if storage.filed.unreadable:
            say(f"{counted(storage.filed.unreadable, 'note')} in the inbox could not be read, and stays there.")
        yield storage


def require_journal(home: Path) -> None:
    """Make sure there is a journal before anybody is asked for its passphrase.

    Raises:
        NoJournal: there is none.
        HeaderMissing: its header is gone.
    """
    state = home_state(home)
    if state is HomeState.EMPTY:
        raise NoJournal(home)
    if state is HomeState.HEADER_MISSING:
        raise HeaderMissing(home)


def somebody_to_ask() -> bool:
    """Return whether a passphrase can be asked for. Standard input may carry a text meanwhile, but not be shut off."""
    if not sys.stderr.isatty():
        return False
    if sys.stdin.isatty():
        return True
    with suppress(OSError, ValueError):
        mode = os.fstat(sys.stdin.fileno()).st_mode
        if stat.S_ISFIFO(mode) or stat.S_ISREG(mode):
            os.close(os.open("/dev/tty", os.O_RDWR))  # where getpass asks then
            return True
    return False


def new_passphrase(file: Path | None, option: str) -> str:
    """Return a new passphrase from a file, or asked for twice, with advice where it is easily guessed.

    Raises:
        NewSecretMissing: no file was named, and there is nobody to ask.
        NotConfirmed: it was typed differently, three times.
    """
    if file is not None:
        return advised(read_secret(file.expanduser(), "new passphrase"))
    if not somebody_to_ask():
        raise NewSecretMissing(option)
    for _ in range(TRIES):
        first = _ask("New passphrase: ")
        if not first:
            say("Nothing was typed.")
        elif first != _ask("The same again: "):
            say("Those two were different.")
        elif (advice := weakness(first)) is None or _use_anyway(advice):
            return first
    raise NotConfirmed


def advised(passphrase: str) -> str:
    """Return the passphrase, and say so where it is easily guessed."""
    if advice := weakness(passphrase):
        say(advice)
    return passphrase


def weakness(passphrase: str) -> str | None:
    """Return advice when a passphrase is easily guessed."""
    from journal.widgets.strength import strength_of

    strength = strength_of(passphrase)
    return strength.words if strength.level < _STRONG_ENOUGH else None


def _use_anyway(advice: str) -> bool:
    say(advice)
    return click.confirm("Use it all the same?", default=False, err=True)


def _unlocked(given: Given, home: Path, *, ask: bool) -> "Vault":
    secret = secret_at_hand(given)
    from journal.vault import unlock

    if secret is not None:
        return unlock(home, secret)
    if keyring_slot(home):
        try:
            return unlock(home, FromKeyring())
        except KeyringUnavailable as error:
            if not (ask and somebody_to_ask()):
                raise SecretMissing from error
            say(str(error))
    if not (ask and somebody_to_ask()):
        raise SecretMissing
    for attempt in range(1, TRIES):
        try:
            return unlock(home, Passphrase(_ask("Passphrase: ")))
        except WrongPassphrase as error:
            say(str(error))
            time.sleep(2 ** (attempt - 1))
    return unlock(home, Passphrase(_ask("Passphrase: ")))


def _ask(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise click.Abort from error


def _from_command(command: str) -> str:
    # Standard input may be the text of an entry: the command must not read it. Its own complaints may be seen.
    parts: list[str] | str = command if os.name == "nt" else shlex.split(command)
    try:
        done = subprocess.run(parts, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)  # noqa: S603
    except (OSError, ValueError) as error:
        raise SecretUnreadable("The passphrase command could not be started. Nothing was changed.") from error
    if done.returncode:
        raise SecretUnreadable(f"The passphrase command ended with code {done.returncode}. Nothing was changed.")
    return _first_line(done.stdout, "The passphrase command")


def _first_line(data: bytes, source: str) -> str:
    try:
        line = data.decode("utf-8-sig").split("\n", 1)[0].removesuffix("\r")
    except UnicodeDecodeError as error:
        raise SecretUnreadable(f"{source} gives something that is not UTF-8 text.") from error
    if not line:
        raise SecretUnreadable(f"{source} gives an empty first line.")
    return line


def _import_storage() -> None:
    with suppress(Exception):  # the import that follows in the main thread tells what is wrong
        import journal.storage  # noqa: F401
