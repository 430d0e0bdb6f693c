"""What the feed shows beside its items: who is there, what the person shares, and which themes there are."""

from dataclasses import dataclass, field
from datetime import datetime

from journal.peers import Outgoing, Peer, SharingChoices
from journal.storage import Storage


@dataclass(frozen=True, slots=True)
class CircleView:
    """The people, the own pages that have not gone yet, and the themes.

    `held` can still be brought back by `u`, latest first; `ready` may be handed over. Both hold one line a person.
    """

    me: str = field(default="", repr=False)
    peers: tuple[Peer, ...] = ()
    held: tuple[Outgoing, ...] = ()
    ready: tuple[Outgoing, ...] = ()
    themes: tuple[str, ...] = field(default=(), repr=False)
    kept: frozenset[str] = frozenset()
    """The ids of strategies that the person keeps."""
    choices: SharingChoices = field(default_factory=SharingChoices)

    @property
    def held_pages(self) -> tuple[str, ...]:
        """The ids of what is held, the one that leaves last first."""
        return tuple(dict.fromkeys(one.item for one in self.held))

    @property
    def leaves_at(self) -> datetime | None:
        """When the first of what is held leaves."""
        return min((one.leaves_at for one in self.held), default=None)

    @property
    def left_out(self) -> str:
        """Whom and what the feed does not show, in words."""
        muted = [peer.name for peer in self.peers if peer.muted]
        return ", ".join([*muted, *(f"#{theme}" for theme in self.choices.themes_hidden)])


def look_at_circle(storage: Storage, now: datetime) -> CircleView:
    """Return what stands beside the feed."""
    selves = storage.peers.selves()
    waiting = storage.insights.outgoing()
    held = sorted((one for one in waiting if one.leaves_at > now), key=lambda one: one.leaves_at, reverse=True)
    return CircleView(
        me=selves[0].pseudonym if selves else "",
        peers=storage.peers.all(),
        held=tuple(held),
        ready=tuple(one for one in waiting if one.leaves_at <= now),
        themes=storage.insights.themes(now.date()),
        kept=frozenset(one.item for one in storage.insights.kept()),
        choices=storage.preferences.sharing(),
    )
