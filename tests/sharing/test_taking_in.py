"""Files that come in any order, twice, too many at once, or from somebody who would like to confuse: into a journal."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import randoms

from journal.errors import PeerNotFound, SharedNotFound
from journal.insights import Encouragement, Reply, Retract, Support
from journal.sharing import meeting, post, receiving
from journal.sharing.declined import TooMuch
from journal.sharing.envelope import seal
from journal.sharing.refusals import AlreadyHere, Fork, Refused, TakenBack, UnknownSender
from journal.storage import Storage
from journal.vault import KdfLimits, Passphrase, unlock
from tests.sharing.journals import AT_ONCE, CHEAP, NOW, TODAY, Person, insight
from tests.storage.page_reader import pages, wal_pages

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

Met = tuple[Person, Person]


def opened(home: Path) -> Storage:
    return Storage.open(unlock(home, Passphrase("words"), limits=KdfLimits(CHEAP, CHEAP)))


def story(robin: Person, wren: Person) -> list[bytes]:
    """An insight of Robin's, words under it by Robin, a second insight, and the first one taken back: four files."""
    first = robin.shares(insight("first", shape="commitment"))
    files = robin.files()["Wren"]
    post.reply(robin.storage, first.id, "and later", robin.later(), state="kept")
    files += robin.files()["Wren"]
    robin.shares(insight("second"))
    files += robin.files()["Wren"]
    post.unshare(robin.storage, first.id, robin.later())
    return files + robin.files()["Wren"]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=randoms(use_true_random=False))
def test_files_in_any_order_come_to_the_same_feed(tmp_path_factory: pytest.TempPathFactory, chance: Random) -> None:
    folder = tmp_path_factory.mktemp("order")
    robin, wren = Person.new(folder, "Robin"), Person.new(folder, "Wren")
    robin.meets(wren)
    files = story(robin, wren)
    chance.shuffle(files)
    for data in files:
        try:
            wren.takes(data)
        except TakenBack:
            continue  # it was taken back before it came
    assert [(item.title, len(item.replies)) for item in wren.feed()] == [("second", 0)]
    assert receiving.missing(wren.storage) == ()
    for person in (robin, wren):
        person.storage.close()


def test_an_answer_that_comes_before_what_it_answers_finds_it(met: Met) -> None:
    robin, wren = met
    page = robin.shares(insight(shape="commitment"))
    first = robin.files()["Wren"]
    reply = post.reply(robin.storage, page.id, "it went well", robin.later(), state="kept")
    second = robin.files()["Wren"]
    post.reply(robin.storage, reply.id, "and still does", robin.later())
    third = robin.files()["Wren"]
    for data in (*third, *second):
        wren.takes(data)
    assert wren.feed() == ()
    assert [one.count for one in receiving.missing(wren.storage)] == [1]
    wren.takes(*first)
    [item] = wren.feed()
    assert sorted(one.body for one in item.replies) == ["and still does", "it went well"]
    assert item.commitment == "kept"
    assert receiving.missing(wren.storage) == ()


def test_a_refused_file_stores_nothing_and_other_feeds_go_on(met: Met, moss: Person) -> None:
    robin, wren = met
    moss.meets(wren)
    robin.shares(insight("one"))
    [data] = robin.files()["Wren"]
    moss.shares(insight("other"))
    [other] = moss.files()["Wren"]
    found = receiving.receive_all(wren.storage, [data[:-1] + b"\x00", b"nothing", other, data, data], wren.later())
    assert [type(one.why).__name__ if isinstance(one, receiving.Refusal) else one.peer.name for one in found] == [
        "ShareDamaged", "NotShared", "Moss", "Robin", "AlreadyHere"
    ]  # fmt: skip
    assert {item.title for item in wren.feed()} == {"one", "other"}


def test_a_refusal_of_a_feed_is_news_once(met: Met) -> None:
    robin, wren = met
    robin.shares(insight("one"))
    robin.hands_to(wren)
    # The same number with other words: Robin's journal was copied, and both copies were written in.
    own = robin.storage.peers.own_feed(robin.peer("Wren").id, "", NOW)
    forked = []
    for title in ("two", "another two"):
        prepared = post.prepare(robin.storage, insight(title), [robin.peer("Wren")], robin.later())
        pair = meeting.pair_with(robin.storage, robin.peer("Wren"))
        forked.append(seal(prepared.copies[0].payload, pair.me, [pair.peer]))
    assert own.seq == 1
    wren.takes(forked[0])
    for news in (True, False):
        [found] = receiving.receive_all(wren.storage, [forked[1]], wren.later())
        assert isinstance(found, receiving.Refusal)
        assert (type(found.why), found.peer and found.peer.name, found.news) == (Fork, "Robin", news)
    assert {item.title for item in wren.feed()} == {"one", "two"}


def test_two_authors_may_use_one_id_and_neither_is_hidden(met: Met, moss: Person) -> None:
    robin, wren = met
    moss.meets(wren)
    page = robin.shares(insight("by Robin"))
    to_wren = robin.files()["Wren"]
    prepared = post.prepare(moss.storage, insight("by Moss"), [moss.peer("Wren")], moss.later())
    post.share(moss.storage, replace(prepared, id=page.id), moss.now, hold=AT_ONCE)
    moss.hands_to(wren)  # the one who takes the id comes first
    wren.takes(*to_wren)
    assert {(item.author, item.title) for item in wren.feed()} == {("Moss", "by Moss"), ("Robin", "by Robin")}
    theirs = next(item for item in wren.feed() if item.author == "Robin")
    post.reply(wren.storage, theirs.id, "for Robin", wren.later())
    wren.hands_to(robin)
    assert [one.body for one in robin.item(page.id).replies] == ["for Robin"]
    post.unshare(moss.storage, page.id, moss.later())
    moss.hands_to(wren)
    assert [item.author for item in wren.feed()] == ["Robin"]


def test_an_answer_to_a_page_that_was_never_shared_with_its_author_hangs_nowhere(met: Met, moss: Person) -> None:
    robin, _ = met
    moss.meets(robin)
    page = robin.shares(insight(), "Wren")
    for content in (Reply(page.id, "I know of this"), Encouragement(page.id, "hm")):
        prepared = post.prepare(moss.storage, content, [moss.peer("Robin")], moss.later(), about=page.id)
        post.share(moss.storage, prepared, moss.now)
    moss.hands_to(robin)
    item = robin.item(page.id)
    assert (item.replies, item.encouragements) == ((), ())


def test_only_its_author_says_how_a_commitment_went_or_takes_a_page_back(met: Met) -> None:
    robin, wren = met
    page = robin.shares(insight(shape="commitment"))
    robin.hands_to(wren)
    pair = [wren.peer("Robin")]
    for content in (Reply(page.id, "no", "let-go"), Retract(page.id)):
        prepared = post.prepare(wren.storage, content, pair, wren.later(), about=page.id, root=page.id)
        post.share(wren.storage, prepared, wren.now)
    wren.hands_to(robin)
    item = robin.item(page.id)
    assert (item.commitment, item.sending) == ("open", "sent")
    assert item.title


def test_an_author_who_says_several_things_about_a_commitment_said_the_last_one(met: Met) -> None:
    robin, wren = met
    page = robin.shares(insight(shape="commitment"))
    robin.hands_to(wren)
    for state in ("kept", "changed", "let-go"):
        post.say_how_it_went(robin.storage, page.id, state, robin.later(minutes=2))
    for data in reversed(robin.files()["Wren"]):
        wren.takes(data)
    assert robin.item(page.id).commitment == wren.item(page.id).commitment == "let-go"


def test_a_peer_who_was_muted_or_removed_says_nothing_under_own_pages(met: Met) -> None:
    robin, wren = met
    page = robin.shares()
    robin.hands_to(wren)
    post.reply(wren.storage, page.id, "a word", wren.later())
    wren.hands_to(robin)
    meeting.mute(robin.storage, robin.peer("Wren"))
    assert robin.item(page.id).replies == ()
    meeting.mute(robin.storage, robin.peer("Wren"), muted=False)
    assert len(robin.item(page.id).replies) == 1


def test_who_was_removed_is_not_taken_in_and_is_there_again_with_the_card(met: Met) -> None:
    robin, wren = met
    wren.shares(insight("before"))
    wren.hands_to(robin)
    meeting.mark_verified(robin.storage, robin.peer("Wren"), robin.later())
    gone = meeting.remove(robin.storage, robin.peer("Wren"), robin.later())
    assert robin.feed() == ()
    wren.shares(insight("after"))
    [data] = wren.files()["Robin"]
    [refused] = receiving.receive_all(robin.storage, [data], robin.later())
    assert isinstance(refused, receiving.Refusal)
    assert isinstance(refused.why, UnknownSender)
    assert refused.peer is not None
    assert refused.peer.id == gone.id
    with pytest.raises(PeerNotFound):
        robin.peer("Wren")
    added = meeting.add_peer(robin.storage, wren.card(), robin.later())
    assert (added.new, added.peer.verified) == (True, True)
    robin.takes(data)
    assert {item.title for item in robin.feed()} == {"before", "after"}


def test_a_peer_fills_ten_mebibytes_and_no_more(met: Met, monkeypatch: pytest.MonkeyPatch) -> None:
    robin, wren = met
    monkeypatch.setattr(receiving, "MOST_OF_A_PEER", 5_000)
    ids = [robin.shares(insight(str(number))).id for number in range(4)]
    files = robin.files()["Wren"]
    found = receiving.receive_all(wren.storage, files, wren.later())
    refused = [one for one in found if isinstance(one, receiving.Refusal)]
    assert refused
    assert all(isinstance(one.why, TooMuch) for one in refused)
    kept = len(wren.feed())
    assert 0 < kept < 4
    # Taking something back always works: the author's wish needs no room.
    post.unshare(robin.storage, ids[0], robin.later())
    robin.hands_to(wren)
    assert len(wren.feed()) == kept - 1


def test_more_than_fifty_a_day_are_folded(met: Met, monkeypatch: pytest.MonkeyPatch) -> None:
    robin, wren = met
    monkeypatch.setattr(receiving, "SHOWN_A_DAY", 2)
    for number in range(3):
        robin.shares(insight(str(number)))
    robin.hands_to(wren)
    assert [item.folded for item in wren.feed()] == [False, False, True]


def test_a_date_far_ahead_is_marked_and_moves_nothing(met: Met) -> None:
    robin, wren = met
    robin.now += timedelta(days=40)
    robin.shares(insight("from the future", month="2026-03"))
    [received] = robin.hands_to(wren)
    assert received.clock_ahead
    [item] = wren.feed()
    assert item.clock_ahead
    assert abs(item.first_seen - wren.now) < timedelta(minutes=5)


def test_a_restored_backup_begins_a_new_feed_and_nothing_is_taken_for_a_fork(met: Met, tmp_path: Path) -> None:
    robin, wren = met
    robin.shares(insight("before the backup"))
    robin.hands_to(wren)
    robin.storage.close()
    shutil.copytree(tmp_path / "Robin", tmp_path / "backup")
    robin.storage = opened(tmp_path / "Robin")
    robin.shares(insight("lost with the machine"))
    robin.hands_to(wren)
    robin.storage.close()

    robin.storage = opened(tmp_path / "backup")
    wren.shares(insight("hello"))
    [received] = wren.hands_to(robin)
    assert received.new_feed  # Wren has seen two pages, and here is one
    robin.shares(insight("after the backup"))
    robin.hands_to(wren)
    assert {item.title for item in wren.feed() if not item.mine} == {
        "before the backup", "lost with the machine", "after the backup"
    }  # fmt: skip


def test_a_journal_that_knows_it_was_restored_begins_anew_with_everybody(met: Met) -> None:
    robin, wren = met
    before = robin.storage.peers.own_feed(robin.peer("Wren").id, "", NOW)
    post.begin_anew(robin.storage, robin.later())
    after = robin.storage.peers.own_feed(robin.peer("Wren").id, "", NOW)
    assert before.id != after.id
    robin.shares()
    assert [one.kind for one in robin.hands_to(wren)] == ["insight"]


def test_a_goodbye_is_kept_and_a_card_takes_it_back(met: Met) -> None:
    robin, wren = met
    post.say_goodbye(wren.storage, wren.peer("Robin"), wren.later())
    [received] = wren.hands_to(robin)
    assert received.kind == "bye"
    assert robin.peer("Wren").left_at is not None
    meeting.add_peer(robin.storage, wren.card(), robin.later())
    assert robin.peer("Wren").left_at is None


def test_a_rehearsal_looks_at_everything_and_keeps_nothing(met: Met) -> None:
    robin, wren = met
    robin.shares()
    files = robin.files()["Wren"]
    for _ in range(2):
        [found] = receiving.receive_all(wren.storage, files, wren.later(), keep=False)
        assert isinstance(found, receiving.Received)
    assert wren.feed() == ()
    wren.takes(*files)
    with pytest.raises(AlreadyHere):
        wren.takes(*files)


def test_what_was_taken_back_is_gone_from_every_table(met: Met) -> None:
    robin, wren = met
    page = robin.shares(insight("to be taken back", themes=("grief",)))
    robin.hands_to(wren)
    post.unshare(robin.storage, page.id, robin.later())
    robin.hands_to(wren)
    with pytest.raises(SharedNotFound):
        wren.storage.insights.parties(page.id)
    item = wren.item(page.id)
    assert (item.title, item.body, item.themes) == ("", "", ())
    assert wren.feed(theme="grief") == ()


def test_support_comes_before_all_that_waits_and_is_not_held(met: Met) -> None:
    robin, wren = met
    robin.shares(insight("earlier"))
    robin.hands_to(wren)
    prepared = post.prepare(robin.storage, Support("Tonight is hard."), [robin.peer("Wren")], robin.later())
    page = post.share(robin.storage, prepared, robin.now, hold=timedelta(hours=1))
    assert page.leaves_at == robin.now
    robin.hands_to(wren)
    assert [item.kind for item in wren.feed()] == ["support", "insight"]


def test_files_of_one_feed_in_every_order_leave_no_gap(met: Met) -> None:
    robin, wren = met
    for title in "abc":
        robin.shares(insight(title))
    files = robin.files()["Wren"]
    orders = list(permutations(range(3)))
    for data in [files[number] for number in orders[3]]:
        wren.takes(data)
    assert {item.title for item in wren.feed()} == set("abc")
    assert receiving.missing(wren.storage) == ()
    for data in files:
        with pytest.raises(Refused):
            wren.takes(data)
    assert wren.storage.insights.page(TODAY).after is None


def test_the_words_of_a_page_that_was_taken_back_are_in_no_page_of_the_database(met: Met) -> None:
    robin, wren = met
    page = robin.shares(insight("Quexotlwalk", body="Zumbrinkfirst " * 400, themes=("zibbletag",)))
    robin.hands_to(wren)
    marks = (b"Quexotlwalk", b"Zumbrinkfirst", b"zibbletag")
    assert all(mark in every_page(wren.storage) for mark in marks)
    post.unshare(robin.storage, page.id, robin.later())
    robin.hands_to(wren)
    assert not [mark for mark in marks if mark in every_page(wren.storage)]


def every_page(storage: Storage) -> bytes:
    """The database and its log, decrypted page by page without any of our code."""
    path, key = storage.vault.database, storage.vault.database_key_hex
    return b"".join([*pages(path, key), *wal_pages(path.with_name(path.name + "-wal"), key)])
