"""What the person shares: prepared, held, brought back, handed over once, and never twice under one number."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from journal.errors import ChangedElsewhere, NameTaken, SharedNotFound
from journal.insights import Insight
from journal.peers import Remembered, SharingChoices, sharing_choices_from, sharing_choices_to
from journal.sharing import meeting, post
from journal.sharing.cards import card_text, new_card
from journal.sharing.declined import NamelessSelf, NobodyChosen, OtherKeysOnCard
from journal.sharing.drafting import Passage, draft_of, review
from journal.sharing.envelope import unseal
from journal.sharing.identity import Person as Keys
from journal.sharing.meeting import identities
from journal.sharing.refusals import NothingToShare, OwnCard, TooLong
from tests.sharing.journals import TODAY, Person, insight

Met = tuple[Person, Person]


def number_of(data: bytes, reader: Person) -> int:
    return int(json.loads(unseal(data, identities(reader.storage).values())[1].content)["seq"])


# --- from an entry to a page -----------------------------------------------------------------------------------------


def test_a_draft_names_the_month_and_nothing_else_of_when() -> None:
    passages = [Passage(TODAY.replace(month=1), "Older", "one"), Passage(TODAY, "Newer", "two")]
    draft = draft_of(passages, TODAY)
    assert (draft.month, draft.title, draft.body) == ("2026-03", "Older", "one\n\ntwo")
    assert draft.expires == TODAY + timedelta(days=90)
    assert draft == Insight("story", "2026-03", draft.expires, "Older", "one\n\ntwo")  # nothing was added by itself


def test_words_are_replaced_in_every_part_that_leaves() -> None:
    draft = draft_of(
        [], TODAY, title="Maren", body="with Maren", themes=["maren"], topics=["Maren"], by="when Maren is back"
    )
    done = review(draft, [Remembered("Maren", "a friend"), Remembered("maren", "a friend")])
    assert "maren" not in repr((done.insight.title, done.insight.body, done.insight.by)).lower()
    assert (done.insight.themes, done.insight.topics) == (("a friend",), ("A friend",))
    assert ("Maren", "a friend") in done.replaced


def test_nothing_is_prepared_of_nothing_or_for_nobody(met: Met) -> None:
    robin, _ = met
    wren = [robin.peer("Wren")]
    with pytest.raises(NothingToShare):
        post.prepare(robin.storage, insight("", body=""), wren, robin.now)
    with pytest.raises(TooLong):
        post.prepare(robin.storage, insight(body="x" * 20_001), wren, robin.now)
    with pytest.raises(NobodyChosen):
        post.prepare(robin.storage, insight(), [], robin.now)


def test_preparing_keeps_nothing(met: Met) -> None:
    robin, _ = met
    for _ in range(2):
        prepared = post.prepare(robin.storage, insight(), [robin.peer("Wren")], robin.now)
        assert b'"seq":1,' in prepared.copies[0].payload
    assert robin.feed() == ()


# --- the hold --------------------------------------------------------------------------------------------------------


def test_the_hold_is_twenty_minutes_unless_another_was_chosen(met: Met) -> None:
    robin, _ = met
    assert robin.shares(hold=None).leaves_at == robin.now + timedelta(minutes=20)
    robin.storage.preferences.choose_sharing(replace(robin.storage.preferences.sharing(), hold_minutes=5))
    assert robin.shares(hold=None).leaves_at == robin.now + timedelta(minutes=5)


def test_a_held_page_leaves_when_its_time_has_come_and_not_before(met: Met) -> None:
    robin, _ = met
    page = robin.shares(hold=timedelta(minutes=20))
    assert post.due(robin.storage, page.leaves_at - timedelta(microseconds=1)) == ()
    assert len(post.due(robin.storage, page.leaves_at)) == 1
    item = robin.item(page.id)
    assert (item.sending, item.leaves_at, item.recipients) == ("waiting", page.leaves_at, ("Wren",))


def test_what_is_brought_back_leaves_no_trace_in_what_others_get(met: Met) -> None:
    robin, wren = met
    held = robin.shares(insight("not this"), hold=timedelta(minutes=20))
    assert post.bring_back(robin.storage, held.id, robin.later()) == 1
    assert robin.item(held.id).sending == "unshared"
    assert robin.item(held.id).title == "not this"  # the words stay with their author
    robin.shares(insight("this"))
    robin.later(minutes=30)
    [data] = robin.files()["Wren"]
    assert number_of(data, wren) == 1
    assert post.bring_back(robin.storage, held.id, robin.later()) == 0


def test_unsharing_what_some_have_tells_them_and_stops_the_rest(met: Met, moss: Person) -> None:
    robin, wren = met
    robin.meets(moss)
    page = robin.shares(insight(), "Wren", "Moss")
    first = next(one for one in post.due(robin.storage, robin.later()) if one.peer.name == "Wren")
    wren.takes(post.hand_over(robin.storage, first, robin.now).data)
    retract = post.unshare(robin.storage, page.id, robin.later())
    assert retract is not None
    assert [(one.kind, one.peer.name) for one in post.due(robin.storage, robin.later())] == [("retract", "Wren")]
    robin.hands_to(wren)
    assert wren.feed() == ()
    # A second time there is nothing left to take back.
    with pytest.raises(SharedNotFound):
        post.unshare(robin.storage, page.id, robin.later())


def test_a_reply_can_be_taken_back(met: Met) -> None:
    robin, wren = met
    page = robin.shares()
    robin.hands_to(wren)
    reply = post.reply(wren.storage, page.id, "too much", wren.later())
    assert not wren.item(page.id).waits_for_a_word
    wren.hands_to(robin)
    post.unshare(wren.storage, reply.id, wren.later())
    assert wren.item(page.id).waits_for_a_word
    wren.hands_to(robin)
    assert robin.item(page.id).replies == ()


# --- handing over ----------------------------------------------------------------------------------------------------


def test_each_peer_has_a_row_of_numbers_of_their_own(met: Met, moss: Person) -> None:
    robin, wren = met
    robin.meets(moss)
    robin.shares(insight("for Moss"), "Moss")
    robin.shares(insight("for both"), "Wren", "Moss")
    files = robin.files()
    assert [number_of(data, moss) for data in files["Moss"]] == [1, 2]
    assert [number_of(data, wren) for data in files["Wren"]] == [1]  # nothing shows that there were others
    assert [one.title for one in moss.feed()] == []
    for data in files["Moss"]:
        moss.takes(data)
    assert [item.recipients for item in robin.feed()] == [("Wren", "Moss"), ("Moss",)]


def test_one_page_is_never_handed_over_twice_under_two_numbers(met: Met) -> None:
    robin, wren = met
    robin.shares()
    [outgoing] = post.due(robin.storage, robin.later())
    first = post.hand_over(robin.storage, outgoing, robin.now)
    with pytest.raises(ChangedElsewhere):
        post.hand_over(robin.storage, outgoing, robin.now)
    [again] = robin.storage.insights.handed(outgoing.item)
    second = post.hand_over_again(robin.storage, again, robin.later())
    assert first.data != second.data
    assert first.digest == second.digest
    wren.takes(second.data)


def test_what_was_brought_back_meanwhile_does_not_leave(met: Met) -> None:
    robin, _ = met
    page = robin.shares()
    [outgoing] = post.due(robin.storage, robin.later())
    post.bring_back(robin.storage, page.id, robin.later())
    with pytest.raises(SharedNotFound):
        post.hand_over(robin.storage, outgoing, robin.now)


def test_a_file_has_a_name_that_says_nothing_and_the_log_no_words(met: Met) -> None:
    robin, _ = met
    robin.shares(insight("One person who knows"))
    [outgoing] = post.due(robin.storage, robin.later())
    parcel = post.hand_over(robin.storage, outgoing, robin.now)
    assert parcel.name.startswith("page-")
    assert b"Wren" not in parcel.data
    [line] = robin.storage.insights.log()
    assert (line.what, line.whom, line.item, line.digest, line.size, line.at) == (
        "insight", "Wren", parcel.item, parcel.digest, len(parcel.data), robin.now
    )  # fmt: skip
    assert "One person" not in repr(line)


# --- meeting ---------------------------------------------------------------------------------------------------------


def test_the_first_card_needs_a_pseudonym_and_later_ones_keep_it(robin: Person) -> None:
    with pytest.raises(NamelessSelf):
        meeting.make_card(robin.storage, robin.now)
    first = meeting.make_card(robin.storage, robin.now, pseudonym="Alder")
    second = meeting.make_card(robin.storage, robin.later())
    assert first.text != second.text  # each is for one person
    assert second.pseudonym == "Alder"


def test_the_keys_stay_the_same_and_the_same_card_twice_is_once(met: Met) -> None:
    robin, wren = met
    before = robin.peer("Wren")
    added = meeting.add_peer(robin.storage, wren.card(), robin.later())
    assert not added.new
    assert added.peer == before
    with pytest.raises(OwnCard):
        meeting.add_peer(robin.storage, robin.card(), robin.later())


def test_a_card_with_other_keys_or_a_taken_name_adds_nobody(met: Met, moss: Person) -> None:
    robin, _ = met
    moss.card()
    mixed = Keys(robin.peer("Wren").signing_key, identities(moss.storage)[1].person.receiving_key)
    with pytest.raises(OtherKeysOnCard):
        meeting.add_peer(robin.storage, card_text(new_card(mixed, "Wren", b"s" * 16, robin.now)), robin.later())
    moss.pseudonym = "wREN"
    with pytest.raises(NameTaken):
        meeting.add_peer(robin.storage, moss.card(), robin.later())
    assert [peer.name for peer in robin.storage.peers.all()] == ["Wren"]


def test_words_are_the_same_on_both_sides(met: Met) -> None:
    robin, wren = met
    one, other = meeting.words_of(robin.storage, robin.peer("Wren")), meeting.words_of(wren.storage, wren.peer("Robin"))
    assert (one.mine, one.theirs) == (other.theirs, other.mine)
    assert len(one.mine) == 6


def test_choices_come_back_and_strange_ones_have_their_default() -> None:
    choices = SharingChoices(45, ("grief",), told_legal=True)
    assert sharing_choices_from(sharing_choices_to(choices)) == choices
    for text in (
        "",
        "[]",
        '{"hold_minutes": -1}',
        '{"hold_minutes": "x", "themes_hidden": 3}',
        '{"hold_minutes": true}',
    ):
        assert sharing_choices_from(text) == SharingChoices()
