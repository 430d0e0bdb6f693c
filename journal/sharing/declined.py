"""Why something about sharing was not done here, beside what is refused of pages and cards (`refusals.py`)."""

from journal.sharing.refusals import BadCard, NotToShare, Refused


class NamelessSelf(NotToShare):
    """A card carries a pseudonym, and there is none yet."""

    def __init__(self) -> None:
        super().__init__("A card carries a name for others to read. Choose a pseudonym: it need not be your own name.")


class NamelessPeer(NotToShare):
    """A peer is called something here."""

    def __init__(self) -> None:
        super().__init__("Everybody here is called something. Nothing was changed.")


class OtherKeysOnCard(BadCard):
    """The card names a peer by their signing key, and another key to receive with: it may be somebody in between."""

    def __init__(self) -> None:
        super().__init__(
            "That card names somebody you know, with another key to receive with. Nothing was changed. "
            "Ask them for a new card, by another way than this one came."
        )


class NobodyChosen(NotToShare):
    """There is nobody it could go to."""

    def __init__(self) -> None:
        super().__init__("There is nobody this could go to. Nothing was sent.")


class NotACommitment(NotToShare):
    """How it went can be said of an own commitment, and of nothing else."""

    def __init__(self) -> None:
        super().__init__("How it went can be said of a commitment of your own: kept, changed or let-go.")


class MayNotKeep(NotToShare):
    """Its author did not say that it may be kept."""

    def __init__(self) -> None:
        super().__init__("Its author did not mark this as one to keep. You could ask them.")


class TooMuch(Refused):
    """A peer has 10 MiB here already."""

    def __init__(self) -> None:
        super().__init__("That peer has shared as much as is kept of one person. Nothing was stored.")
