"""People around a journal: peers whose pages lie in its feed, and a second journal that files go to and come from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from journal.insights import Encouragement, Insight, Reply, Shared
from journal.peers import Arrived, KnownPage, Peer
from journal.sharing import meeting, post, receiving
from tests.screens.conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from journal.storage import Storage

TODAY = NOW.at.date()
AT_ONCE = timedelta()
KEY = bytes(range(32))


def page(title: str, body: str = "", **facts: object) -> Insight:
    """Return a page of March."""
    made = Insight("story", "2026-03", TODAY + timedelta(days=90), title, body)
    return replace(made, **facts)  # type: ignore[arg-type]


@dataclass
class Feed:
    """What lies in the feed of a journal, put there as taking in a file does it, without the file."""

    storage: Storage
    now: datetime = NOW.at - timedelta(days=5)
    number: int = 0

    def me(self, pseudonym: str = "Alder") -> None:
        meeting.make_card(self.storage, self.now, pseudonym=pseudonym)

    def peer(self, name: str, *, verified: bool = True, **facts: object) -> Peer:
        """Add somebody."""
        self.number += 1
        made = Peer(
            f"{self.number:032x}", name, name, KEY[:31] + bytes([self.number]), KEY, self.now,
            verified_at=self.now if verified else None,
        )  # fmt: skip
        return self.storage.peers.add(replace(made, **facts), KEY[:16])  # type: ignore[arg-type]

    def comes(self, peer: Peer, *contents: Shared, folded: bool = False) -> tuple[str, ...]:
        """Let pages of somebody be there, and return their ids."""
        arrived = []
        for content in contents:
            self.number += 1
            item = f"{self.number:032x}"
            arrived.append(
                Arrived(
                    peer.id, peer.id, self.number, item * 2, item, self.now, content, 1000,
                    {self.number: KnownPage(item * 2, "here")}, folded=folded,
                )
            )  # fmt: skip
        self.now += timedelta(minutes=1)
        return tuple(found or "" for found in self.storage.insights.take_in(arrived, self.now))

    def answers(self, peer: Peer, item: str, *said: str, words: str = "") -> None:
        """Let answers of somebody to an item be there."""
        contents: list[Shared] = [Reply(item, one) for one in said]
        self.comes(peer, *contents, *([Encouragement(item, words)] if words else []))

    def mine(self, content: Insight, *to: Peer, hold: timedelta = AT_ONCE, handed: bool = True) -> str:
        """Share something of the person's, and return its id."""
        self.now += timedelta(minutes=1)
        prepared = post.prepare(self.storage, content, to, self.now)
        post.share(self.storage, prepared, self.now, hold=hold)
        if handed and not hold:
            for one in self.storage.insights.outgoing(item=prepared.id):
                post.hand_over(self.storage, one, self.now)
        return prepared.id


@dataclass
class Friend:
    """Somebody with a journal of their own, who does by program what the person does by keys."""

    storage: Storage
    name: str
    now: datetime = NOW.at - timedelta(hours=3)

    def card(self) -> str:
        return meeting.make_card(self.storage, self.now, pseudonym=self.name).text

    def adds(self, card: str) -> Peer:
        return meeting.add_peer(self.storage, card, self.now).peer

    def sends(self, content: Shared, folder: Path) -> Path:
        """Write a file with a page for the only peer, and return its path."""
        self.now += timedelta(minutes=1)
        prepared = post.prepare(self.storage, content, self.storage.peers.all(), self.now)
        post.share(self.storage, prepared, self.now, hold=AT_ONCE)
        [outgoing] = self.storage.insights.outgoing(item=prepared.id)
        parcel = post.hand_over(self.storage, outgoing, self.now)
        path = folder / parcel.name
        path.write_bytes(parcel.data)
        return path

    def takes(self, path: Path) -> receiving.Received:
        return receiving.receive(self.storage, path.read_bytes(), NOW.at)


def met(storage: Storage, friend: Friend, *, verified: bool = True) -> Peer:
    """Let both add the other's card."""
    card = meeting.make_card(storage, friend.now, pseudonym="Alder").text
    friend.adds(card)
    peer = meeting.add_peer(storage, friend.card(), friend.now).peer
    return meeting.mark_verified(storage, peer, friend.now) if verified else peer


def told(storage: Storage) -> None:
    """Let what is said once have been said."""
    choices = storage.preferences.sharing()
    storage.preferences.choose_sharing(replace(choices, told_legal=True, told_others=True))
