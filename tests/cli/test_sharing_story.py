"""Two people with journals of their own, on one machine, from the first card to a page that is taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.cli.sharing import feed, meet, person

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


def test_two_people_meet_share_answer_and_take_back(
    journal: Shell, made_journal: tuple[Path, str], tmp_path: Path
) -> None:
    robin, wren = journal, person(journal, made_journal, tmp_path / "wren")
    # Cards, both ways. The first one needs a pseudonym.
    assert robin.call("peer", "card").code == 1
    cards = [one.call("peer", "card", "--name", name).out for one, name in ((robin, "Robin"), (wren, "Wren"))]
    assert all(card.startswith("RJ1:") and card.count("\n") == 1 for card in cards)
    assert robin.call("peer", "add", cards[1].strip()).code == 0
    assert wren.call("peer", "add", cards[0].strip(), "--name", "R. from the group").code == 0

    # Words: what one reads aloud is what the other expects.
    mine, theirs = (
        one.call("peer", "words", name, "--json").json for one, name in ((robin, "Wren"), (wren, "R. from the group"))
    )
    assert (mine["mine"], mine["theirs"]) == (theirs["theirs"], theirs["mine"])
    assert len(mine["mine"].split()) == 6
    assert robin.call("peer", "words", "wren", "--match").code == 0
    [peer] = robin.call("peers", "--json").json["peers"]
    assert (peer["name"], peer["verified"], peer["muted"]) == ("Wren", True, False)

    # An entry, with a name that is not to leave, and a preview of the exact bytes.
    entry = robin.added("I told Maren at lunch. She said good.", "-t", "Telling Maren", "--tag", "people", "-m", "4")
    words = ["share", entry[:10], "--to", "Wren", "--note", "alcohol", "--theme", "asking", "--wish", "ideas-welcome",
             "--replace", "Maren=a friend", "--remember"]  # fmt: skip
    preview = robin.call(*words, "--preview")
    assert preview.code == 0, preview.err
    shown = json.loads(preview.out)
    assert shown["body"]["body"] == "I told a friend at lunch. She said good."
    assert shown["body"]["title"] == "Telling a friend"
    assert "Maren" not in preview.out
    assert "Maren → a friend" in preview.err
    assert not {"mood", "people", "created_at"} & set(json.dumps(shown["body"]).split('"'))
    assert feed(robin) == []  # nothing was kept of a preview

    # Held, and brought back while it is; then shared for good.
    first = robin.call(*words, "--json").json
    assert (first["filed"], first["sending"]) == (True, "waiting")
    assert robin.call("hand-over", "-o", tmp_path / "early.age").code == 1
    assert not (tmp_path / "early.age").exists()
    assert robin.call("unshare", first["id"]).code == 0
    assert [item["sending"] for item in feed(robin)] == ["unshared"]
    assert "She said good" in robin.call("feed", first["id"][:8]).out  # the words are still here
    sent = robin.call(*words[:-3], "--json", "-o", tmp_path / "page.age")  # the replacement is remembered
    assert sent.code == 0, sent.err
    assert "Maren → a friend" in sent.err
    item_id = sent.json["id"]
    sealed = (tmp_path / "page.age").read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1\n")
    assert (tmp_path / "page.age").stat().st_mode & 0o077 == 0

    # Received, and answered.
    taken = wren.call("import", tmp_path / "page.age")
    assert taken.code == 0, taken.err
    assert "insight from R. from the group" in taken.err
    [item] = feed(wren)
    assert item["id"] == item_id
    assert {key: item[key] for key in ("kind", "author", "verified", "mine", "title", "body", "tags", "note")} == {
        "kind": "insight",
        "author": "R. from the group",
        "verified": False,
        "mine": False,
        "title": "Telling a friend",
        "body": "I told a friend at lunch. She said good.",
        "tags": ["asking"],
        "note": "alcohol",
    }
    assert item["waits"]
    assert "Folded. It mentions: alcohol." in wren.call("feed").out
    assert "I told a friend" in wren.call("feed", item_id[:8]).out
    assert wren.call("reply", item_id[:8], "At the door, at once.", "-o", tmp_path / "reply.age").code == 0
    assert wren.call("encourage", item_id, "with you", "-o", tmp_path / "words.age").code == 0
    for name in ("words", "reply"):  # in the other order
        assert robin.call("import", tmp_path / f"{name}.age").code == 0
    own = next(one for one in feed(robin) if one["id"] == item_id)
    assert [(one["author"], one["body"], one["verified"]) for one in own["replies"]] == [
        ("Wren", "At the door, at once.", True)
    ]
    assert own["encouragements"] == [{"author": "Wren", "word": "with you", "mine": False}]
    assert not feed(wren)[0]["waits"]

    # Taken back: it goes from the reader's feed, and stays in the author's.
    assert robin.call("unshare", item_id, "-o", tmp_path / "back.age").code == 0
    back = wren.call("import", tmp_path / "back.age")
    assert "taken back" in back.err
    assert feed(wren) == []
    assert wren.call("feed", item_id).code == 1
    kept = next(one for one in feed(robin) if one["id"] == item_id)
    assert (kept["sending"], kept["body"]) == ("unshared", "I told a friend at lunch. She said good.")

    # What left is written down, without its words.
    log = robin.call("sent", "--json")
    assert [(line["what"], line["to"], line["id"]) for line in log.json["sent"]][-1] == ("insight", "Wren", item_id)
    assert [line["what"] for line in log.json["sent"]] == ["retract", "insight"]
    assert "friend" not in log.out


def test_a_commitment_is_followed_by_its_author_when_they_like(
    journal: Shell, made_journal: tuple[Path, str], tmp_path: Path
) -> None:
    robin, wren = meet(journal, made_journal, tmp_path)
    shared = robin.call(
        "share", "--to", "Wren", "--shape", "commitment", "--body", "I will ring Jo.", "--by", "the weekend",
        "--json", "-o", tmp_path / "a.age",
    ).json  # fmt: skip
    assert wren.call("import", tmp_path / "a.age").code == 0
    assert feed(wren)[0]["commitment"] == "open"
    refused = wren.call("reply", shared["id"], "how was it?", "--state", "kept")
    assert (refused.code, "of your own" in refused.err) == (1, True)
    assert robin.call("reply", shared["id"], "I did.", "--state", "kept", "-o", tmp_path / "b.age").code == 0
    assert wren.call("import", tmp_path / "b.age").code == 0
    found: dict[str, Any] = feed(wren)[0]
    assert (found["commitment"], [one["state"] for one in found["replies"]]) == ("kept", ["kept"])
    assert feed(robin)[0]["commitment"] == "kept"
