"""Argon2id, in this process or in one of its own.

The interface already holds the database's code when a passphrase is typed, and lives for hours afterwards. The 64 MiB
that Argon2id fills would be its peak, and part of them would stay in its heap. A process of its own gives everything
back when it ends, and it starts while the person types.
"""

import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from journal.errors import ParametersRefused
from journal.vault.policy import KdfPolicy

KEY_BYTES: Final = 32
_REQUEST: Final = struct.Struct("<IIIII")  # lengths of secret and salt, memory, passes, lanes

Stretch = Callable[[bytes, bytes, KdfPolicy], bytearray]
"""Turns a secret, a salt and checked settings into a key."""


def stretched(secret: bytes, salt: bytes, policy: KdfPolicy) -> bytearray:
    """Return the key that a secret leads to. The caller has checked the settings.

    Raises:
        ParametersRefused: the machine does not have the memory that the settings ask for.
    """
    key = bytearray(KEY_BYTES)
    try:
        Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=policy.passes,
            lanes=policy.lanes,
            memory_cost=policy.memory_kib,
        ).derive_into(secret, key)
    except MemoryError as error:
        raise ParametersRefused(f"{policy.memory_kib} KiB of memory, more than there is") from error
    return key


class StretchingProcess:
    """A process that waits for one secret. Where none can be started, the work is done here, all the same."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, so that it is ready when the secret is."""
        with suppress(OSError):
            self._process = subprocess.Popen(
                [sys.executable, "-m", "journal.vault.stretching"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def stretched(self, secret: bytes, salt: bytes, policy: KdfPolicy) -> bytearray:
        """Return the key that a secret leads to; see `stretched`."""
        if self._process is None:
            self.start()
        process, self._process = self._process, None
        request = _REQUEST.pack(len(secret), len(salt), policy.memory_kib, policy.passes, policy.lanes) + secret + salt
        answer = b""
        if process is not None:
            with suppress(OSError):
                answer, _ = process.communicate(request)
        return bytearray(answer) if len(answer) == KEY_BYTES else stretched(secret, salt, policy)

    def close(self) -> None:
        """End a process that nobody asked anything; it ends by itself, too, when this one does."""
        process, self._process = self._process, None
        if process is not None:
            process.communicate()


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one request; without one, because the asking process has ended, answer nothing."""
    head = requests.read(_REQUEST.size)
    if len(head) == _REQUEST.size:
        secret_length, salt_length, *settings = _REQUEST.unpack(head)
        secret, salt = requests.read(secret_length), requests.read(salt_length)
        answers.write(stretched(secret, salt, KdfPolicy(*settings)))
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
