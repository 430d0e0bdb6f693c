"""Who an object is for: a circle of people who read each other. Two people who met one to one are a circle of two.

Every object names its circle, the epoch of its keys and a hash of its members under the author's signature. Somebody
who passes it on to others cannot change that, and the others' circle has another name: so it is refused as passed on.
"""

import hashlib
import json
from dataclasses import dataclass

from journal.sharing.identity import Identity, Person

_PAIR_LABEL = b"recovery-journal/1/share/pair/"
_ROSTER_LABEL = b"recovery-journal/1/share/roster/"


@dataclass(frozen=True, slots=True)
class Circle:
    """People and the state of their keys. `epoch` counts from 1; a pair stays at 1."""

    id: str
    epoch: int
    members: tuple[Person, ...]

    @property
    def roster(self) -> str:
        """64 hex digits that follow from name, epoch and all keys of the members, in whatever order they stand."""
        keys = sorted([one.id, one.signing_key.hex(), one.receiving_key.hex()] for one in self.members)
        content = json.dumps([self.id, self.epoch, keys], separators=(",", ":")).encode("ascii")
        return hashlib.sha256(_ROSTER_LABEL + content).hexdigest()


@dataclass(frozen=True)
class Pair:
    """One of the person's identities, and somebody who knows them by it."""

    me: Identity
    peer: Person

    @property
    def circle(self) -> Circle:
        """The circle of these two. It has the same id for both."""
        both = sorted((self.me.person, self.peer), key=lambda one: one.id)
        name = _PAIR_LABEL + "/".join(one.id for one in both).encode("ascii")
        return Circle(hashlib.sha256(name).hexdigest()[:32], 1, tuple(both))
