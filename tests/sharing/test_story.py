"""What two people do with each other through files, in their own journals."""

from dataclasses import replace

from journal.sharing import post
from journal.sharing.envelope import unseal
from journal.sharing.meeting import identities
from tests.sharing.journals import TODAY, Person, insight

Met = tuple[Person, Person]


def test_an_insight_goes_to_a_peer_and_words_come_back(met: Met) -> None:
    robin, wren = met
    page = robin.shares(replace(insight(), topics=("alcohol",), themes=("Parties",)))
    [received] = robin.hands_to(wren)
    assert (received.kind, received.id, received.peer.name) == ("insight", page.id, "Robin")

    [item] = wren.feed()
    assert (item.id, item.author, item.title, item.mine) == (page.id, "Robin", insight().title, False)
    assert item.waits_for_a_word
    assert item.folded
    assert item.unread

    post.reply(wren.storage, item.id, "At the door I say it at once.", wren.later())
    post.encourage(wren.storage, item.id, "with you", wren.later())
    assert [received.kind for received in wren.hands_to(robin)] == ["reply", "encourage"]
    assert not wren.item(item.id).waits_for_a_word
    own = robin.item(page.id)
    assert [(reply.author, reply.body) for reply in own.replies] == [("Wren", "At the door I say it at once.")]
    assert [(words.author, words.words) for words in own.encouragements] == [("Wren", "with you")]

    post.reply(robin.storage, own.replies[0].id, "Thank you.", robin.later())
    [answer] = robin.hands_to(wren)
    assert [reply.body for reply in wren.item(item.id).replies] == ["At the door I say it at once.", "Thank you."]
    assert answer.kind == "reply"

    post.unshare(robin.storage, page.id, robin.later())
    assert [one.kind for one in robin.hands_to(wren)] == ["retract"]
    assert wren.feed() == ()
    assert robin.item(page.id).sending == "unshared"
    assert robin.item(page.id).body == own.body


def test_what_is_shown_before_is_byte_for_byte_what_leaves(met: Met) -> None:
    robin, wren = met
    prepared = post.prepare(robin.storage, insight(), [robin.peer("Wren")], robin.later())
    post.share(robin.storage, prepared, robin.now)
    assert robin.files() == {}  # it is held
    robin.later(minutes=20)
    [data] = robin.files()["Wren"]
    [copy] = prepared.copies
    assert unseal(data, identities(wren.storage).values())[1].content == copy.payload
    assert wren.takes(data).id == prepared.id
    assert TODAY.isoformat()[:7] in copy.payload.decode()
