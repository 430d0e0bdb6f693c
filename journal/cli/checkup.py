"""What `journal doctor` looks at. No passphrase is needed, and nothing is changed."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from journal import __version__
from journal.cli.exits import DONE, exit_code
from journal.errors import DatabaseMissing, JournalError
from journal.paths import Paths
from journal.vault.header import SlotType
from journal.vault.header_file import copies_agree, read_header
from journal.vault.homes import HomeState, home_state
from journal.vault.inbox import waiting_notes
from journal.wording import counted

GLYPHS = "▁ ▂ ▄ ▆ █  ■ □  ▪ ▫  ◆ ◇  ▌  ─ ━  ╭ ╮ ╰ ╯ │  · › • → …"
SMALLEST_TERMINAL = (40, 12)
LITTLE_SPACE = 200 * 1024 * 1024
_MIB = 1024 * 1024
_PACKAGES = ("textual", "rich", "click", "sqlmodel", "SQLAlchemy", "sqlcipher3", "cryptography")
_CLIPBOARD_PROGRAMS = ("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe")


class State(StrEnum):
    """How something is."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    text: str
    code: int = DONE
    """The exit code that this would be for a command."""


def checks(home: Path) -> Iterator[Check]:
    """Look at everything, one after the other."""
    yield _program()
    yield from _terminal()
    yield _clipboard()
    yield _keyring()
    yield from _journal(home)
    yield _space(home)
    yield from _permissions(home)
    yield _waiting(home)


def versions() -> dict[str, str]:
    """Return the versions of the program, of Python and of the libraries, without importing them."""
    found = {"journal": __version__, "python": sys.version.split()[0]}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def _program() -> Check:
    known = versions()
    missing = [name for name, version in known.items() if version == "not installed"]
    if missing:
        return Check("program", State.PROBLEM, f"Not installed: {', '.join(missing)}. Install the journal anew.")
    return Check("program", State.OK, ", ".join(f"{name} {version}" for name, version in known.items()))


def _terminal() -> Iterator[Check]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Check("terminal", State.NOTE, "Not connected to a terminal here, so it was not looked at.")
    else:
        columns, rows = shutil.get_terminal_size()
        small = columns < SMALLEST_TERMINAL[0] or rows < SMALLEST_TERMINAL[1]
        least = "x".join(str(number) for number in SMALLEST_TERMINAL)
        yield Check(
            "terminal",
            State.NOTE if small else State.OK,
            f"{columns}x{rows}" + (f"; the interface is laid out for {least} and more." if small else ""),
        )
    yield _colours()
    yield _letters()
    yield Check("glyphs", State.OK, f"{GLYPHS}  (each is one mark here; if not, choose another font)")


def _colours() -> Check:
    if os.environ.get("NO_COLOR"):
        return Check("colours", State.NOTE, "Off, because NO_COLOR is set.")
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return Check("colours", State.OK, "16 million.")
    term = os.environ.get("TERM", "unknown")
    if term.endswith("256color"):
        return Check("colours", State.OK, f"256 (TERM={term}).")
    return Check("colours", State.NOTE, f"Few (TERM={term}); the themes ansi-dark and ansi-light suit that.")


def _letters() -> Check:
    encoding = (getattr(sys.__stdout__, "encoding", None) or "unknown").lower()
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "not set")
    if os.name == "nt" or "utf-8" in locale.lower() or "utf8" in locale.lower():
        return Check("letters", State.OK, f"UTF-8 (locale {locale}).")
    return Check(
        "letters", State.NOTE, f"The locale is {locale}, the output {encoding}. A UTF-8 locale shows every letter."
    )


def _clipboard() -> Check:
    found = next((name for name in _CLIPBOARD_PROGRAMS if shutil.which(name)), None)
    if found:
        return Check("clipboard", State.OK, f"{found} is there.")
    if os.environ.get("SSH_CONNECTION") or os.name != "nt":
        return Check("clipboard", State.NOTE, "Copying asks the terminal (OSC 52); some terminals do not allow it.")
    return Check("clipboard", State.OK, "The system's own.")


def _keyring() -> Check:
    try:
        import keyring

        backend = keyring.get_keyring()
        usable = backend.priority >= 1
    except ImportError:
        return Check("keyring", State.NOTE, "Not installed; `pip install 'recovery-journal[keyring]'` adds it.")
    except Exception as error:  # backends raise errors of every kind
        return Check("keyring", State.NOTE, f"It did not answer ({type(error).__name__}). The passphrase works.")
    if not usable:
        return Check("keyring", State.NOTE, "This machine has no safe one. The passphrase works.")
    return Check("keyring", State.OK, f"{type(backend).__module__} is there.")


def _journal(home: Path) -> Iterator[Check]:
    try:
        state = home_state(home)
        if state is HomeState.EMPTY:
            yield Check("journal", State.NOTE, f"There is none in {home} yet. `journal init` makes one.")
            return
        found = read_header(Paths(home))
    except JournalError as error:
        yield Check("journal", State.PROBLEM, str(error), exit_code(error))
        return
    database = Paths(home).database(found.header.database)
    if not database.is_file():
        missing = DatabaseMissing(database)
        yield Check("journal", State.PROBLEM, str(missing), exit_code(missing))
    else:
        size = database.stat().st_size / _MIB
        slots = ", ".join(sorted(slot.type.value for slot in found.header.slots))
        yield Check("journal", State.OK, f"{home} · {database.name}, {size:,.1f} MiB · opens with: {slots}")
    if found.from_copy:
        yield Check("header", State.PROBLEM, f"vault.json is {found.problem}; its copy is used. Opening renews it.")
    elif not copies_agree(Paths(home)):
        yield Check("header", State.NOTE, "vault.json and its copy differ; the next opening renews the copy.")
    else:
        yield Check("header", State.OK, "vault.json and its copy are whole.")
    if found.header.slot(SlotType.KEYRING):
        yield Check("keyring slot", State.NOTE, "It opens this journal. `journal keyring off` stops that.")


def _space(home: Path) -> Check:
    there = next((folder for folder in (home, *home.parents) if folder.is_dir()), Path.cwd())
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        return Check("disk", State.NOTE, f"The free space is not known ({error.strerror}).")
    text = f"{free / _MIB:,.0f} MiB free."
    return Check("disk", State.OK if free >= LITTLE_SPACE else State.PROBLEM, text)


def _permissions(home: Path) -> Iterator[Check]:
    if not home.is_dir():
        return
    if not os.access(home, os.W_OK):
        yield Check("permissions", State.PROBLEM, f"{home} cannot be written: reading works, writing does not.")
        return
    if os.name != "posix":
        yield Check("permissions", State.OK, "As in your own folder.")
        return
    open_to_others = [path for path in (home, *sorted(home.rglob("*"))) if _open_to_others(path)]
    if open_to_others:
        names = ", ".join(path.relative_to(home.parent).as_posix() for path in open_to_others[:5])
        yield Check("permissions", State.PROBLEM, f"Others may reach: {names}. `chmod -R go= {home}` ends that.")
    else:
        yield Check("permissions", State.OK, "Only you may read the folder.")


def _open_to_others(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.lstat().st_mode) & 0o077) and not path.is_symlink()
    except OSError:  # another program has just removed it
        return False


def _waiting(home: Path) -> Check:
    try:
        waiting = waiting_notes(home)
    except JournalError as error:
        return Check("inbox", State.PROBLEM, str(error))
    if not waiting:
        return Check("inbox", State.OK, "Nothing waits.")
    return Check("inbox", State.OK, f"{counted(waiting, 'note')} written while locked, filed at the next opening.")
