"""What a person can open a journal with."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passphrase:
    """The passphrase, as typed."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The recovery key, as typed: letter case, spaces and dashes do not matter."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FromKeyring:
    """The entry in the system keyring."""


Secret = Passphrase | RecoveryKey | FromKeyring
