"""Why something from outside was not taken in, one class for each cause. Nothing is stored when one is raised.

No message holds a name, a word or a key of anybody.
"""

from journal.errors import Damaged, JournalError


class Refused(JournalError):
    """What came from outside was not taken in, and nothing was stored."""


# --- cards -----------------------------------------------------------------------------------------------------------


class BadCard(Refused):
    """The text is not a card that can be used."""


class NotACard(BadCard):
    """The text does not begin like a card."""

    def __init__(self) -> None:
        super().__init__("That is not a card. A card begins with RJ1: and is one line long. Nobody was added.")


class MistypedCard(BadCard):
    """The check characters do not fit: something in it was changed or left out."""

    def __init__(self) -> None:
        super().__init__("A letter of that card is off, or a part is missing. Nobody was added. Copy it again, whole.")


class NewerCard(BadCard):
    """The card was made by a newer version of this program."""

    def __init__(self) -> None:
        super().__init__("That card was made by a newer version of this program. Nobody was added. Update to read it.")


class CardExpired(BadCard):
    """The card is older than its seven days."""

    def __init__(self) -> None:
        super().__init__("That card has run out: cards last seven days. Nobody was added. Ask for a new one.")


class OwnCard(BadCard):
    """The card is the person's own."""

    def __init__(self) -> None:
        super().__init__("That is your own card. Give it to the other person, and add theirs here.")


# --- what is wrong with the bytes ------------------------------------------------------------------------------------


class TooLarge(Refused):
    """The object has more than 256 KiB, which nothing of this program has."""

    def __init__(self) -> None:
        super().__init__("That file is larger than anything shared here can be. It was not opened.")


class NotShared(Refused):
    """The bytes are no age file."""

    def __init__(self) -> None:
        super().__init__("That is not a shared file. Nothing was stored.")


class HeaderTooLong(Refused):
    """The age header has more than 8 KiB or 48 stanzas, which takes very long to read."""

    def __init__(self) -> None:
        super().__init__("That file is addressed to more people than a circle can have. It was not opened.")


class NeedsPassphrase(Refused):
    """The file is sealed with a passphrase, which could be made to take minutes and all memory."""

    def __init__(self) -> None:
        super().__init__("That file asks for a passphrase; what is shared here never does. It was not opened.")


class NotForMe(Refused):
    """None of the person's keys opens it."""

    def __init__(self) -> None:
        super().__init__("That file is not addressed to you. Nothing was stored. Ask the sender which card they used.")


class ShareDamaged(Refused, Damaged):
    """It is addressed to this person and was changed or cut on its way."""

    def __init__(self, sentence: str = "") -> None:
        usual = "That file was changed or cut on its way. Nothing was stored. Ask for it once more."
        super().__init__(sentence or usual)


class BadPadding(ShareDamaged):
    """The length inside does not fit, or what fills it up is not empty. A plain age file looks like this, too."""

    def __init__(self) -> None:
        super().__init__("That file opens, and what is inside is not a shared page. Nothing was stored.")


class BadForm(ShareDamaged):
    """What is inside is no JSON of the right form, or it is nested too deeply."""

    def __init__(self) -> None:
        super().__init__(
            "That file opens, and the page inside cannot be read. Nothing was stored. Ask for it once more."
        )


class WrongType(Refused):
    """The signed content is of another kind than what is shared between peers."""

    def __init__(self) -> None:
        super().__init__("That file holds something other than a shared page. Nothing was stored.")


class NewerShare(Refused):
    """It was made by a newer version of this program."""

    def __init__(self) -> None:
        super().__init__(
            "That page was made by a newer version of this program. Nothing was stored. Update to read it."
        )


# --- who it is from --------------------------------------------------------------------------------------------------


class UnknownSender(Refused):
    """It is signed by somebody whose card was never added."""

    def __init__(self) -> None:
        super().__init__("That file is from somebody whose card you have not added. Nothing was stored.")


class WrongSignature(Refused):
    """It says it is from a peer, and the signature is not theirs."""

    def __init__(self) -> None:
        super().__init__("That file was not signed by the person it names. Nothing was stored.")


# --- where it belongs ------------------------------------------------------------------------------------------------


class Forwarded(Refused):
    """It was written for another pair or circle, and passed on."""

    def __init__(self) -> None:
        super().__init__("That page was written for somebody else and passed on. It was not shown or stored.")


class OtherKeys(Refused):
    """It was written for other keys of the same people: an old epoch, or another list of members."""

    def __init__(self) -> None:
        super().__init__("That page was written for keys no longer in use. Nothing was stored. Ask for it once more.")


class WrongPlace(Refused):
    """It stands where another feed or number belongs: moved, or played again."""

    def __init__(self) -> None:
        super().__init__("That page stands where another one belongs. Nothing was stored.")


class AlreadyHere(Refused):
    """The very same page came before."""

    def __init__(self) -> None:
        super().__init__("That page is here already. Nothing was added.")


class TakenBack(Refused):
    """Its author took it back before it came."""

    def __init__(self) -> None:
        super().__init__("Its author has taken that page back. It was not shown or stored.")


class Fork(Refused):
    """There is another page with the same number, or the one before it is not the one that came."""

    def __init__(self) -> None:
        super().__init__(
            "That page does not follow the ones before it: two versions exist. Nothing was stored. "
            "Ask the sender whether they restored a backup."
        )


class TooFarAhead(Refused):
    """Its number is far beyond the last one that came; so many cannot have gone missing."""

    def __init__(self) -> None:
        super().__init__("That page has a number far beyond the last one. Nothing was stored.")


# --- what it says ----------------------------------------------------------------------------------------------------


class BadContent(Refused):
    """It is signed and in its place, and its fields are not what they have to be."""

    def __init__(self) -> None:
        super().__init__("That page has parts that make no sense here. Nothing was stored.")


class UnknownKind(Refused):
    """A kind of page this version does not know."""

    def __init__(self) -> None:
        super().__init__("That page is of a kind this version does not know. Nothing was stored. Update to read it.")


# --- what this installation lacks ------------------------------------------------------------------------------------


class SharingUnavailable(JournalError):
    """The package that reads and writes age files is not installed; it is not made for every system."""

    def __init__(self) -> None:
        super().__init__("Sharing needs the package pyrage, which is not installed here. Everything else works.")


# --- what does not go out --------------------------------------------------------------------------------------------


class NotToShare(JournalError):
    """What was to go out cannot; nothing was sent."""


class TooLong(NotToShare):
    """A text has more characters than a reader would take in."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"The {what} is longer than the {most:,} characters that can be shared. Nothing was sent.")


class TooManyLines(NotToShare):
    """A text has more lines than a reader would take in."""

    def __init__(self, most: int) -> None:
        super().__init__(f"The text has more than the {most} lines that can be shared. Nothing was sent.")


class TooManyNotes(NotToShare):
    """There are more themes or topics than a reader would take in."""

    def __init__(self, most: int) -> None:
        super().__init__(f"There is room for {most} themes and {most} topics. Nothing was sent.")


class NothingToShare(NotToShare):
    """There is neither a title nor a text."""

    def __init__(self) -> None:
        super().__init__("There is nothing to share yet: no title and no text.")


class BadRecipient(NotToShare):
    """The text is not an age recipient."""

    def __init__(self) -> None:
        super().__init__("That is no age recipient: one begins with age1 and has 62 characters. Nothing was written.")
