"""The feed: a thousand files taken in and shown, and the first page of a feed of fifty thousand items."""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.figures import Figure, milliseconds
from journal.insights import Insight, Reply
from journal.peers import Arrived, KnownPage, OwnPage, Peer
from journal.screens.feed_window import PAGE
from journal.sharing import meeting, post, receiving
from journal.storage import Storage
from journal.vault import KdfPolicy, prepare
from journal.widgets.feed_items import Shown, item_lines

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
NOW = datetime(2026, 3, 10, 14, 30, tzinfo=UTC)
TODAY = NOW.date()
TEXT = "I move first and decide later. Sixty-one bricks in the arch. " * 10
FILES, ITEMS, PEERS = 1_000, 50_000, 20
THEMES = [f"theme{number}" for number in range(40)]


def of_feed(rounds: int) -> Iterator[Figure]:
    """From files to the page that shows them, and pages of a feed that is full."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _taken_in(Path(folder), rounds)
        yield from _full(Path(folder), rounds)


def _taken_in(folder: Path, rounds: int) -> Iterator[Figure]:
    with _journal(folder / "robin") as robin:
        files: list[bytes] = []
        runs = []
        for number in range(max(1, rounds // 5)):
            with _journal(folder / f"wren-{number}") as wren:
                for me, them, name in ((robin, wren, f"Wren {number}"), (wren, robin, "Robin")):
                    card = meeting.make_card(them, NOW, pseudonym=name).text
                    meeting.add_peer(me, card, NOW)
                files = _files(robin, robin.peers.named(f"Wren {number}"))
                begun = time.perf_counter()
                found = receiving.receive_all(wren, files, NOW)
                shown = len(_everything(wren))
                runs.append(time.perf_counter() - begun)
                if not len(found) == shown == FILES:
                    raise RuntimeError("Not every file came in.")
        yield Figure(f"{FILES:,} files taken in and shown", median(runs), "s", 2, milliseconds(runs))


def _full(folder: Path, rounds: int) -> Iterator[Figure]:
    with _journal(folder / "full") as storage:
        peers = _fill(storage)
        storage.insights.settle(TODAY)
        page = storage.insights.page
        second = page(TODAY).after
        steps: dict[str, Callable[[], object]] = {
            "the first page": partial(page, TODAY),
            "the first page on the screen": partial(_drawn, storage),
            "what is new": partial(storage.insights.has_news, TODAY),
            "the newest that was not seen": partial(storage.insights.newest_unseen, TODAY),
            "its themes": partial(storage.insights.themes, TODAY),
            "the second page": partial(page, TODAY, after=second),
            "of one peer": partial(page, TODAY, peer=peers[3].id),
            "of the person": partial(page, TODAY, mine=True),
            "with a theme": partial(page, TODAY, theme=THEMES[0]),
            "with a rare theme": partial(page, TODAY, theme="rare"),
            "with a theme that nobody uses": partial(page, TODAY, theme="nowhere"),
            "without ten themes": partial(page, TODAY, hidden_themes=THEMES[:10]),
            "when everything is over but a day": partial(page, TODAY + timedelta(days=89)),
        }
        for name, step in steps.items():
            runs = [_seconds(step) for _ in range(rounds)]
            yield Figure(f"a feed of {ITEMS:,}: {name}", median(runs) * 1000, "ms", 100, milliseconds(runs))
        runs = [_seconds(partial(meeting.mute, storage, peers[2], muted=bool(turn % 2))) for turn in range(rounds)]
        yield Figure("muting one of twenty peers", median(runs) * 1000, "ms", None, milliseconds(runs))


def _fill(storage: Storage) -> list[Peer]:
    """Fifty thousand insights by twenty peers over ninety days, a quarter of them answered, and a thousand own ones."""
    chance = Random(7)
    storage.peers.begin(bytes(32), 1, "Robin", NOW)
    peers = [
        storage.peers.add(
            Peer(f"{number:032x}", f"Peer {number}", f"Peer {number}", bytes([number]) * 32, bytes([number]) * 32, NOW),
            b"s",
        )
        for number in range(1, PEERS + 1)
    ]
    numbers = dict.fromkeys([peer.id for peer in peers], 0)
    batch = list[Arrived]()
    for number in range(ITEMS):
        peer = peers[number % PEERS]
        numbers[peer.id] += 1
        themes = [*chance.sample(THEMES, 3), *(["rare"] if number % 5_000 == 0 else [])]
        written = NOW - timedelta(minutes=2 * (ITEMS - number))
        expires = written.date() + timedelta(days=90)
        content = Insight("story", "2026-03", expires, f"Page {number}", TEXT, tuple(themes))
        batch.append(_arrived(peer, numbers[peer.id], written, content))
        if len(batch) == 1_000:
            storage.insights.take_in(batch, written)
            batch.clear()
    for number in range(0, ITEMS, 4):
        answered = f"{number % PEERS + 1:016x}{number // PEERS + 1:016x}"
        storage.insights.add_own(
            OwnPage(f"{number:031x}a", Reply(answered, "with you"), NOW, (), NOW, about=answered, root=answered)
        )
    for number in range(1_000):
        content = Insight("story", "2026-03", date(2026, 6, 8), f"Own {number}", TEXT)
        storage.insights.add_own(OwnPage(f"{number:031x}b", content, NOW, (peers[0].id,), NOW))
    return peers


def _arrived(peer: Peer, seq: int, written: datetime, content: Insight) -> Arrived:
    digest = f"{seq:064x}"
    name = f"{int(peer.id, 16):016x}{seq:016x}"
    return Arrived(peer.id, "f" * 32, seq, digest, name, written, content, 2_000, {seq: KnownPage(digest, "here")})


def _drawn(storage: Storage) -> int:
    """Read as many items as the interface asks for at once, and lay out their lines."""
    items = storage.insights.page(TODAY, limit=PAGE).items
    return sum(len(item_lines(item, 64, Shown(NOW))) for item in items)


def _files(robin: Storage, wren: Peer) -> list[bytes]:
    files = []
    for number in range(FILES):
        content = Insight("story", "2026-03", date(2026, 6, 8), f"Page {number}", TEXT, ("parties",))
        post.share(robin, post.prepare(robin, content, [wren], NOW), NOW, hold=post.AT_ONCE)
    for outgoing in post.due(robin, NOW):
        files.append(post.hand_over(robin, outgoing, NOW).data)
    return files


def _everything(storage: Storage) -> list[str]:
    after, found = None, list[str]()
    while True:
        page = storage.insights.page(TODAY, after=after, limit=200)
        found += [item.id for item in page.items]
        if page.after is None:
            return found
        after = page.after


def _journal(home: Path) -> Storage:
    return Storage.create(home, prepare("a lamp on the desk", strength=CHEAP))


def _seconds(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun
