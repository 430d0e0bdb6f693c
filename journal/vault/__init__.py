"""The vault: keys, the header that holds them, and notes written while it is locked.

The names below are fetched when first asked for: asking whether there is a journal, or sealing a note, must not wait
for the key derivation to be imported.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journal.vault.creation import NewVault, prepare
    from journal.vault.homes import HomeState, home_state
    from journal.vault.inbox import SealedNote, UnreadableNote, erase_note, seal_note, waiting_notes
    from journal.vault.opening import unlock
    from journal.vault.policy import HIGH, STANDARD, KdfLimits, KdfPolicy
    from journal.vault.rotation import Rotation
    from journal.vault.secret import FromKeyring, Passphrase, RecoveryKey, Secret
    from journal.vault.vault import Vault

__all__ = [
    "HIGH",
    "STANDARD",
    "FromKeyring",
    "HomeState",
    "KdfLimits",
    "KdfPolicy",
    "NewVault",
    "Passphrase",
    "RecoveryKey",
    "Rotation",
    "SealedNote",
    "Secret",
    "UnreadableNote",
    "Vault",
    "erase_note",
    "home_state",
    "prepare",
    "seal_note",
    "unlock",
    "waiting_notes",
]

_ROOMS = {
    "creation": ("NewVault", "prepare"),
    "homes": ("HomeState", "home_state"),
    "inbox": ("SealedNote", "UnreadableNote", "erase_note", "seal_note", "waiting_notes"),
    "opening": ("unlock",),
    "policy": ("HIGH", "STANDARD", "KdfLimits", "KdfPolicy"),
    "rotation": ("Rotation",),
    "secret": ("FromKeyring", "Passphrase", "RecoveryKey", "Secret"),
    "vault": ("Vault",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
