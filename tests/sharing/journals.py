"""People with journals of their own, who meet and share by files, as the commands and the interface do it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from journal.sharing import meeting, post, receiving
from journal.sharing.drafting import Passage, draft_of
from journal.storage import Storage
from journal.vault import KdfPolicy, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from journal.insights import FeedItem, Insight
    from journal.peers import OwnPage, Peer

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
NOW = datetime(2026, 3, 10, 18, 20, tzinfo=UTC)
TODAY = date(2026, 3, 10)
AT_ONCE = timedelta()


@dataclass
class Person:
    """Somebody with a journal. `now` moves on by itself, a minute with everything they do."""

    storage: Storage
    pseudonym: str
    now: datetime = NOW

    @classmethod
    def new(cls, folder: Path, pseudonym: str) -> Person:
        return cls(Storage.create(folder / pseudonym, prepare("words", strength=CHEAP)), pseudonym)

    def later(self, **time: float) -> datetime:
        self.now += timedelta(**(time or {"minutes": 1}))
        return self.now

    def card(self) -> str:
        return meeting.make_card(self.storage, self.later(), pseudonym=self.pseudonym).text

    def peer(self, name: str) -> Peer:
        return self.storage.peers.named(name)

    def meets(self, other: Person) -> None:
        """Both add the other's card."""
        for one, two in ((self, other), (other, self)):
            meeting.add_peer(one.storage, two.card(), one.later())

    def shares(self, content: Insight | None = None, *to: str, hold: timedelta | None = AT_ONCE) -> OwnPage:
        names = to or tuple(peer.name for peer in self.storage.peers.all())
        prepared = post.prepare(self.storage, content or insight(), [self.peer(name) for name in names], self.later())
        return post.share(self.storage, prepared, self.now, hold=hold)

    def files(self) -> dict[str, list[bytes]]:
        """Hand over everything that is due: files by the name of who they are for."""
        found: dict[str, list[bytes]] = {}
        for outgoing in post.due(self.storage, self.later()):
            parcel = post.hand_over(self.storage, outgoing, self.now)
            found.setdefault(parcel.peer.name, []).append(parcel.data)
        return found

    def hands_to(self, other: Person) -> list[receiving.Received]:
        """Hand over what is due, and let the other take in what is for them."""
        return [other.takes(data) for data in self.files().get(other.pseudonym, [])]

    def takes(self, data: bytes) -> receiving.Received:
        return receiving.receive(self.storage, data, self.later())

    def feed(self, **filters: Any) -> tuple[FeedItem, ...]:
        return self.storage.insights.page(TODAY, limit=200, **filters).items

    def item(self, item_id: str) -> FeedItem:
        return self.storage.insights.get(item_id)


def insight(title: str = "One person who knows is enough", **changed: Any) -> Insight:
    made = draft_of([Passage(TODAY, title, "I tell *one* person before I walk in.")], TODAY)
    return replace(made, **changed)
