"""How much work a guess at the passphrase costs: the Argon2id settings for new slots, and what a header may ask for."""

from typing import Final, NamedTuple

_MIB = 1024


class KdfPolicy(NamedTuple):
    """Argon2id settings: memory in KiB, passes over it, lanes that may run side by side."""

    memory_kib: int
    passes: int
    lanes: int


class KdfLimits(NamedTuple):
    """What a header may ask for. Less would be a downgrade, more would stop the machine."""

    floor: KdfPolicy
    ceiling: KdfPolicy

    def objection_to(self, asked: KdfPolicy) -> str | None:
        """Return what is wrong with the settings of a header, or `None`."""
        for name, value, low, high in (
            ("memory in KiB", asked.memory_kib, self.floor.memory_kib, self.ceiling.memory_kib),
            ("passes", asked.passes, self.floor.passes, self.ceiling.passes),
            ("lanes", asked.lanes, self.floor.lanes, self.ceiling.lanes),
        ):
            if not low <= value <= high:
                return f"{name}: {value}, allowed are {low} to {high}"
        return None


STANDARD: Final = KdfPolicy(memory_kib=64 * _MIB, passes=3, lanes=4)  # RFC 9106, second recommended option
HIGH: Final = KdfPolicy(memory_kib=256 * _MIB, passes=3, lanes=4)
LIMITS: Final = KdfLimits(
    floor=KdfPolicy(memory_kib=64 * _MIB, passes=3, lanes=1),
    ceiling=KdfPolicy(memory_kib=4096 * _MIB, passes=16, lanes=16),
)
