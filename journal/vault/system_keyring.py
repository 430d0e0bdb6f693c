"""The entry in the system keyring. It is never the only way in: keyrings get lost with a change of desktop.

`keyring` is an optional extra and slow to import, and its backends raise errors of every kind.
"""

from typing import Final

from journal.errors import KeyringUnavailable

SERVICE: Final = "local-vault"  # keyrings show this name to anybody at the screen: it says nothing of a journal

_GOOD_ENOUGH = 1  # what the backends of `keyring` call recommended; one that keeps plain text in a file is below


def keep(account: str, secret: bytes) -> None:
    """Store a secret, and see that it is really there.

    Raises:
        KeyringUnavailable: there is no keyring, only one that is not safe, or it refuses.
    """
    try:
        import keyring

        if keyring.get_keyring().priority < _GOOD_ENOUGH:
            raise KeyringUnavailable
        keyring.set_password(SERVICE, account, secret.hex())
    except KeyringUnavailable:
        raise
    except Exception as error:
        raise KeyringUnavailable from error
    if recall(account) != secret:
        raise KeyringUnavailable


def recall(account: str) -> bytes:
    """Return the secret.

    Raises:
        KeyringUnavailable: it is not there, or the keyring cannot be reached.
    """
    try:
        import keyring

        return bytes.fromhex(keyring.get_password(SERVICE, account) or "")
    except Exception as error:
        raise KeyringUnavailable from error


def forget(account: str) -> None:
    """Remove the secret.

    Raises:
        KeyringUnavailable: it was not there, or the keyring cannot be reached.
    """
    try:
        import keyring

        keyring.delete_password(SERVICE, account)
    except Exception as error:
        raise KeyringUnavailable from error
