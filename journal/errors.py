"""What can go wrong, one class for each cause. Texts are for the person: what happened, what was kept, what next.

No message ever holds a word of the journal, a passphrase or a key.
"""

from pathlib import Path


class JournalError(Exception):
    """Anything this program can explain. `str()` of it is a sentence for the person."""


# --- who may open it -------------------------------------------------------------------------------------------------


class WrongSecret(JournalError):
    """No slot opens with what was given."""


class WrongPassphrase(WrongSecret):
    """The header is whole, and the passphrase opens none of its slots: type it again, or use the recovery key."""

    def __init__(self) -> None:
        super().__init__("That passphrase did not open the journal. Nothing was changed. Try again.")


class WrongRecoveryKey(WrongSecret):
    """The recovery key is well formed, and belongs to another journal or was replaced by a newer one."""

    def __init__(self) -> None:
        super().__init__("That recovery key did not open this journal. Is there a newer one on paper?")


class MistypedRecoveryKey(WrongSecret):
    """The check characters of the recovery key do not fit: a letter was mistyped."""

    def __init__(self, letters: int) -> None:
        if letters == RECOVERY_KEY_LETTERS:
            super().__init__("That recovery key has a typing slip in it. Compare it with the paper, group by group.")
        else:
            super().__init__(
                f"A recovery key has {RECOVERY_KEY_LETTERS} letters and digits, this has {letters}. "
                "Compare it with the paper."
            )


class KeyringUnavailable(WrongSecret):
    """The system keyring has no entry for this journal, or cannot be reached: use the passphrase."""

    def __init__(self) -> None:
        super().__init__("The system keyring did not open the journal. The passphrase still does.")


RECOVERY_KEY_LETTERS = 28


# --- the files -------------------------------------------------------------------------------------------------------


class NoJournal(JournalError):
    """There is no journal in this folder."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"There is no journal in {home} yet. `journal init` makes one.")


class JournalExists(JournalError):
    """A journal is there already; it is never overwritten."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"There is a journal in {home} already. It was left as it is.")


class NotAJournal(JournalError):
    """The path names something that is not a journal's folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a journal. Nothing was changed.")


class NewerFormat(JournalError):
    """The journal was written by a newer version of this program."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"This journal has format {version}, newer than this program knows. Nothing was changed. "
            "Update the program to open it."
        )


class Damaged(JournalError):
    """Something stored is not as it was written. Nothing is repaired behind the person's back."""


class HeaderMissing(Damaged):
    """The database is there, its header (`vault.json`) and the copy of it are not."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"The journal in {home} has lost its header, vault.json. The entries are still there, "
            "but only a copy of that file opens them. Look for one in a backup."
        )


class HeaderDamaged(Damaged):
    """`vault.json` and its copy cannot be read: damage, not a wrong passphrase."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The header of the journal, vault.json, is damaged ({detail}). Nothing was changed.")


class HeaderTampered(Damaged):
    """The header opens, and yet was changed by somebody without the key."""

    def __init__(self) -> None:
        super().__init__(
            "The header of the journal, vault.json, was changed by something other than this program. "
            "Nothing was changed. Restore it from a backup, and treat notes added while locked with care."
        )


class ParametersRefused(Damaged):
    """The header asks for key derivation weaker or far heavier than this program allows."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The header of the journal asks for unusual key settings ({detail}). It was not opened.")


class DatabaseMissing(Damaged):
    """The header is there, the database it names is not. A new empty one is never made in its place."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The database {path.name} is missing from {path.parent}. Look for it in a backup.")


class DatabaseDamaged(Damaged):
    """The key is proven right, and the database cannot be read with it."""

    def __init__(self) -> None:
        super().__init__("The database of the journal is damaged. Nothing was changed. A backup can be restored.")


class TryAgain(JournalError):
    """It may well work later: nothing is wrong with the journal."""


class JournalBusy(TryAgain):
    """Another program holds the journal."""

    def __init__(self) -> None:
        super().__init__("Another program is using this journal right now. Nothing was changed. Try again shortly.")


class ChangedElsewhere(TryAgain):
    """Another program gave the journal a new key while this one had it open: unlock it again."""

    def __init__(self) -> None:
        super().__init__("The journal was given a new key by another program. Nothing was changed. Unlock it again.")


class DiskFull(TryAgain):
    """There is no space left. What was saved before is safe."""

    def __init__(self) -> None:
        super().__init__("Not saved: the disk is full. What was saved before is safe. Free some space, then try again.")


class NotWritable(JournalError):
    """The folder or a file in it may not be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Not saved: {path} cannot be written. Check its permissions. Reading still works.")


class NotReadable(JournalError):
    """A file of the journal may not be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} cannot be read. Check its permissions.")


# --- requests --------------------------------------------------------------------------------------------------------


class UnreadableId(JournalError):
    """What was given cannot be the beginning of an entry's id."""

    def __init__(self, text: str) -> None:
        super().__init__("That is not an entry's id: ids are made of the digits 0-9 and the letters a-f.")


class EntryNotFound(JournalError):
    """No entry has this id."""

    def __init__(self, id_or_prefix: str) -> None:
        super().__init__(f"No entry has an id that begins with {id_or_prefix}.")


class AmbiguousId(JournalError):
    """Several entries begin with what was given; `matches` holds a few of their ids."""

    def __init__(self, prefix: str, matches: tuple[str, ...]) -> None:
        self.matches = matches
        some = ", ".join(matches)
        super().__init__(f"Several entries have an id that begins with {prefix}: {some}. Type more of it.")


class NoSuchRevision(JournalError):
    """The entry has no revision with this id."""

    def __init__(self) -> None:
        super().__init__("That earlier version is not in the entry's history.")


class NothingToKeep(JournalError):
    """An entry without title, text or mood."""

    def __init__(self) -> None:
        super().__init__("There was nothing to keep: no text, no title, no mood.")


class CheckinNotFound(JournalError):
    """No check-in has this id."""

    def __init__(self) -> None:
        super().__init__("There is no such check-in any more.")


class PeerNotFound(JournalError):
    """Nobody among the peers has this name."""

    def __init__(self) -> None:
        super().__init__("Nobody of that name is among your peers. `journal peers` lists them.")


class NameTaken(JournalError):
    """Another peer has this name already."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else among your peers has that name already. Nobody was added or changed. "
            "Choose another name for them; the peer does not see it."
        )


class SharedNotFound(JournalError):
    """Nothing in the feed has this id."""

    def __init__(self) -> None:
        super().__init__("Nothing in the feed has an id that begins like that. `journal feed` lists them.")


class AmbiguousShared(JournalError):
    """Several things in the feed have an id that begins with what was given."""

    def __init__(self) -> None:
        super().__init__("Several things in the feed have an id that begins like that. Type more of it.")


class OutOfRange(JournalError):
    """A number or a word outside of what a field takes; the text names the field."""


class InTheFuture(JournalError):
    """A check-in for a time that has not come yet."""

    def __init__(self) -> None:
        super().__init__("That time has not come yet. A check-in can be for now or for earlier.")


class UnreadableDate(JournalError):
    """A date or time that could not be understood."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” could not be read as a date. Try 2026-03-10, “yesterday”, “monday 9pm” or “3 days ago”."
        )


class UnreadableFile(JournalError):
    """A file to import that cannot be understood at all; nothing was added."""


class BadSetting(JournalError):
    """The settings file holds something unexpected; the default is used in its place."""
