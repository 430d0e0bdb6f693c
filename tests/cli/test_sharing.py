"""Sharing from the shell: what is held, what is written, for whom, and what stays at home."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from journal.sharing import meeting
from journal.sharing.meeting import identities
from journal.storage import Storage
from journal.vault import RecoveryKey, unlock
from tests.cli.sharing import add_each_other, feed, person, shared
from tests.sharing.age_tool import age, key_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

Pair = tuple["Shell", "Shell"]


@pytest.fixture(scope="module")
def met_homes(made_journal: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journals of Robin and Wren, who have added each other's card. Tests copy them."""
    folder = tmp_path_factory.mktemp("met")
    people = []
    for name in ("Robin", "Wren"):
        shutil.copytree(made_journal[0], folder / name)
        people.append(Storage.open(unlock(folder / name, RecoveryKey(made_journal[1]))))
    now = datetime.now(UTC)
    for me, them, name in ((people[0], people[1], "Wren"), (people[1], people[0], "Robin")):
        meeting.add_peer(me, meeting.make_card(them, now, pseudonym=name).text, now)
    for one in people:
        one.close()
    return folder


@pytest.fixture
def both(journal: Shell, met_homes: Path, tmp_path: Path) -> Pair:
    """Robin and Wren, each with a shell of their own."""
    shutil.rmtree(journal.home)
    shutil.copytree(met_homes / "Robin", journal.home)
    shutil.copytree(met_homes / "Wren", tmp_path / "wren")
    return journal, replace(journal, home=tmp_path / "wren")


@pytest.fixture
def robin(both: Pair) -> Shell:
    return both[0]


@pytest.fixture
def wren(both: Pair) -> Shell:
    return both[1]


def opened(shell: Shell, recovery_key: str) -> Storage:
    return Storage.open(unlock(shell.home, RecoveryKey(recovery_key)))


def waiting(shell: Shell) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shell.call("feed", "--json").json["waiting_to_leave"]
    return found


# --- before it leaves ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["share", "--to", "Wren"],
        ["share", "abc"],
        ["share", "--to", "Wren", "--body", "x", "--replace", "Maren"],
        ["share", "--to", "Wren", "--body", "x", "--remember"],
        ["share", "--to", "Wren", "--support", "--title", "x"],
        ["hand-over"],
        ["hand-over", "--again", "-o", "x.age"],
        ["peer", "words", "Wren", "--match", "--no-match"],
        ["peer", "nothing"],
        ["export", "--format", "age"],
        ["export", "--to", "age1x"],
        ["export", "--format", "age", "--to", "Wren", "-o", "x.age"],
    ],
    ids=" ".join,
)
def test_a_line_that_asks_for_nothing_clear_is_a_usage_error(robin: Shell, words: list[str]) -> None:
    answer = robin.call(*words)
    assert (answer.code, answer.out) == (2, "")
    assert feed(robin) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["share", "--to", "Nobody", "--body", "x"], "among your peers"),
        (["share", "--to", "Wren", "--body", " "], "nothing to share yet"),
        (["share", "--to", "Wren", "--title", "x" * 121], "longer than the 120"),
        (["share", "0123", "--to", "Wren"], "No entry"),
        (["share", "--to", "Wren", "--body", "a b", "--replace", "a=b", "--replace", "b=a"], "in a circle"),
        (["reply", "0123", "x"], "Nothing in the feed"),
        (["encourage", "0123", "x"], "Nothing in the feed"),
        (["unshare", "0123"], "Nothing in the feed"),
        (["hand-over", "-o", "x.age"], "Nothing is ready"),
        (["peer", "words", "Nobody"], "among your peers"),
        (["export", "--format", "age", "--to", "age1qqqq", "-o", "x.age"], "no age recipient"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_said_and_nothing_is_kept(robin: Shell, words: list[str], why: str) -> None:
    answer = robin.call(*words)
    assert (answer.code, answer.out) == (1, "")
    assert why in answer.err
    assert feed(robin) == []
    assert robin.call("sent", "--json").json["sent"] == []


def test_the_preview_is_the_very_bytes_that_are_signed(
    robin: Shell, wren: Shell, tmp_path: Path, recovery_key: str
) -> None:
    words = ["share", "--to", "Wren", "--title", "At the door", "--body", "Ünder *way*\n\n— 81 days, ring 555-123456"]
    preview = robin.call(*words, "--preview")
    assert "(how long)" in preview.err
    assert "words not compared yet" in preview.err
    assert "Nothing has left" in preview.err
    assert waiting(robin) == []
    shared(robin, tmp_path / "a.age", "--title", "At the door", body=words[-1])
    with opened(wren, recovery_key) as storage:
        from journal.sharing.envelope import unseal

        payload = unseal((tmp_path / "a.age").read_bytes(), identities(storage).values())[1].content
    shown, left = json.loads(preview.out), json.loads(payload)
    assert preview.out == json.dumps(shown, ensure_ascii=False, separators=(",", ":")) + "\n"
    assert {key: left[key] for key in left if key not in ("id", "ts")} == {
        key: shown[key] for key in shown if key not in ("id", "ts")
    }
    assert set(shown["body"]) == {
        "shape", "month", "expires", "title", "body", "themes", "topics", "wish", "by", "may_keep"
    }  # fmt: skip


def test_what_is_known_in_general_is_said_once(robin: Shell, tmp_path: Path) -> None:
    said = [robin.call("share", "--to", "Wren", "--body", text, "-o", tmp_path / f"{text}.age").err for text in "ab"]
    assert ["demanded in court" in words for words in said] == [True, False]
    assert ["need their yes" in words or "needs their yes" in words for words in said] == [True, False]


def test_a_held_page_is_shown_and_can_leave_early_on_purpose(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    page = robin.call("share", "--to", "Wren", "--body", "later", "--hold", "90", "--json").json
    [held] = waiting(robin)
    left = datetime.fromisoformat(page["leaves_at"]) - datetime.now(UTC)
    assert timedelta(minutes=85) < left <= timedelta(minutes=90)
    assert (held["id"], held["to"], held["ready"]) == (page["id"], "Wren", False)
    assert held["leaves_at"] == page["leaves_at"]
    refused = robin.call("hand-over", "-o", tmp_path / "a.age")
    assert (refused.code, "still be brought back" in refused.err) == (1, True)
    assert robin.call("hand-over", page["id"], "--now", "-o", tmp_path / "a.age").code == 0
    assert waiting(robin) == []
    assert wren.call("import", tmp_path / "a.age").code == 0
    assert robin.call("hand-over", page["id"], "--now", "-o", tmp_path / "b.age").code == 1  # it left already


def test_a_lost_file_is_written_again_and_taken_in_once(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    page = shared(robin, tmp_path / "a.age")
    assert robin.call("hand-over", page, "--again", "-o", tmp_path / "b.age").code == 0
    assert (tmp_path / "a.age").read_bytes() != (tmp_path / "b.age").read_bytes()
    assert "An insight" in wren.call("import", tmp_path / "b.age").err
    assert "here already" in wren.call("import", tmp_path / "a.age").err


def test_a_file_that_cannot_be_written_leaves_the_page_waiting(robin: Shell, tmp_path: Path) -> None:
    answer = robin.call("share", "--to", "Wren", "--body", "x", "-o", tmp_path / "nowhere" / "a.age")
    assert answer.code == 1
    assert "cannot be written" in answer.err
    assert [one["ready"] for one in waiting(robin)] == [True]
    assert robin.call("sent", "--json").json["sent"] == []


def test_a_file_that_is_there_stays_and_nothing_leaves(robin: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.age").write_text("mine")
    page = robin.call("share", "--to", "Wren", "--body", "x", "-o", tmp_path / "a.age")
    assert page.code == 1
    assert (tmp_path / "a.age").read_text() == "mine"
    assert [one["ready"] for one in waiting(robin)] == [True]  # it waits, and can go elsewhere
    assert robin.call("hand-over", "-o", tmp_path / "a.age", "--force").code == 0
    assert (tmp_path / "a.age").read_bytes().startswith(b"age")


def test_each_peer_gets_a_file_that_opens_for_them_alone(
    robin: Shell, wren: Shell, made_journal: tuple[Path, str], tmp_path: Path
) -> None:
    moss = person(robin, made_journal, tmp_path / "moss")
    add_each_other((robin, "Robin"), (moss, "Moss"))
    answer = robin.call(
        "share", "--to", "Wren", "--to", "moss", "--body", "for both", "--json", "-o", tmp_path / "a.age"
    )
    assert answer.code == 0, answer.err
    first, second = tmp_path / "a.age", tmp_path / "a-2.age"
    assert str(second) in answer.err
    assert [one.call("import", first).code for one in (wren, moss)] == [0, 1]
    assert [one.call("import", second).code for one in (wren, moss)] == [1, 0]
    assert "not addressed to you" in wren.call("import", second).err
    assert feed(robin)[0]["recipients"] == ["Wren", "Moss"]
    # Who has it learns that it is taken back; both do, each by a file of their own.
    folder = tmp_path / "out"
    folder.mkdir()
    assert robin.call("unshare", answer.json["id"], "-o", folder).code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 2
    assert all(name.startswith("page-") and name.endswith(".age") for name in names)  # they say nothing
    for one in (wren, moss):
        for path in folder.iterdir():
            one.call("import", path)
        assert feed(one) == []


def test_a_place_that_takes_letters_gets_letters(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    answer = robin.call("share", "--to", "Wren", "--body", "in letters", "-o", "-")
    assert answer.code == 0
    assert answer.out.startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert answer.out.isascii()
    (tmp_path / "mail.txt").write_text("\n" + answer.out)
    assert wren.call("import", tmp_path / "mail.txt").code == 0
    assert [item["body"] for item in feed(wren)] == ["in letters"]


def test_a_call_for_support_is_not_held_and_comes_first(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    shared(robin, tmp_path / "a.age", "--title", "before")
    page = robin.call("share", "--support", "--to", "Wren", "--json").json
    assert [one["ready"] for one in waiting(robin)] == [True]
    assert robin.call("hand-over", page["id"], "-o", tmp_path / "b.age").code == 0
    for name in "ab":
        assert wren.call("import", tmp_path / f"{name}.age").code == 0
    assert [item["kind"] for item in feed(wren)] == ["support", "insight"]
    assert "I need support now" in wren.call("feed").out


# --- what comes ------------------------------------------------------------------------------------------------------


def test_a_muted_peer_is_not_shown_and_nothing_is_lost(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    shared(wren, tmp_path / "a.age", to="Robin")
    assert robin.call("import", tmp_path / "a.age").code == 0
    assert robin.call("peer", "mute", "Wren").code == 0
    assert feed(robin) == []
    assert [item["muted"] for item in feed(robin, "--peer", "wren")] == [True]
    assert robin.call("peers", "--json").json["peers"][0]["muted"] is True
    assert robin.call("peer", "unmute", "Wren").code == 0
    assert [item["author"] for item in feed(robin)] == ["Wren"]


def test_a_strategy_is_kept_where_its_author_allows_it(
    robin: Shell, wren: Shell, tmp_path: Path, recovery_key: str
) -> None:
    ids = [
        shared(wren, tmp_path / f"{title}.age", "--title", title, "--shape", "helped", *more, to="Robin")
        for title, more in (("Counting bricks", ["--may-keep"]), ("A secret", []))
    ]
    for title in ("Counting bricks", "A secret"):
        assert robin.call("import", tmp_path / f"{title}.age").code == 0
    assert robin.call("feed", ids[1], "--keep").code == 1
    assert robin.call("feed", ids[0], "--keep").code == 0
    [kept] = robin.call("feed", "--kept", "--json").json["kept"]
    assert (kept["name"], kept["author"], kept["id"]) == ("Counting bricks", "Wren", ids[0])
    with opened(robin, recovery_key) as storage:
        assert storage.moods.words().coping == ("Counting bricks",)  # offered in a check-in
        assert storage.moods.used() == ()  # and not said to have helped
    assert robin.call("unshare", ids[0]).code == 1  # it is not theirs
    assert robin.call("feed", ids[0], "--no-keep").code == 0
    assert robin.call("feed", "--kept").out == ""


def test_a_theme_can_be_hidden_and_shown_again(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    shared(wren, tmp_path / "a.age", "--theme", "Grief", to="Robin")
    shared(wren, tmp_path / "b.age", "--theme", "asking", to="Robin")
    for name in "ab":
        assert robin.call("import", tmp_path / f"{name}.age").code == 0
    assert len(feed(robin, "--theme", "grief")) == 1
    assert [item["tags"] for item in feed(robin, "--hide-theme", "#grief")] == [["asking"]]
    assert [item["tags"] for item in feed(robin)] == [["asking"]]
    assert len(feed(robin, "--show-theme", "grief")) == 2


def test_answers_have_their_words_replaced_too(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    page = shared(wren, tmp_path / "a.age", to="Robin")
    assert robin.call("import", tmp_path / "a.age").code == 0
    words = ["--replace", "Maren=a friend", "--remember"]
    shared(robin, tmp_path / "b.age", *words, body="x")
    assert robin.call("reply", page, "Maren says so, too.", "-o", tmp_path / "c.age").code == 0
    assert robin.call("encourage", page, "from Maren and me", "-o", tmp_path / "d.age").code == 0
    for name in "cd":
        assert wren.call("import", tmp_path / f"{name}.age").code == 0
    own = feed(wren)[0] if feed(wren)[0]["mine"] else feed(wren)[1]
    assert [one["body"] for one in own["replies"]] == ["A friend says so, too."]
    assert [one["word"] for one in own["encouragements"]] == ["from a friend and me"]


def test_nobody_encourages_themselves(robin: Shell, tmp_path: Path) -> None:
    page = shared(robin, tmp_path / "a.age")
    answer = robin.call("encourage", page, "with you")
    assert (answer.code, "nobody this could go to" in answer.err) == (1, True)


def test_hostile_text_of_a_peer_steers_no_terminal(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    nasty = "\x1b]52;c;aGk=\x07\x1b[2Jred [bold]\u202egnp.exe"
    shared(wren, tmp_path / "a.age", "--title", nasty, "--theme", nasty, to="Robin", body=f"{nasty}\n{nasty}")
    assert robin.call("import", tmp_path / "a.age").code == 0
    page = robin.call("feed", terminal=True).out
    assert "red [bold]gnp.exe" in page
    assert not set(page) & set("\x07\u202e")
    assert "\x1b]" not in page
    assert "\x1b[2J" not in page


# --- files for the age tool ------------------------------------------------------------------------------------------


@pytest.fixture
def stranger(tmp_path: Path) -> tuple[str, str]:
    """Somebody with the `age` tool and nothing else: the file with their key, and their recipient."""
    made = subprocess.run(["age-keygen"], capture_output=True, check=True, text=True)
    secret = next(line for line in made.stdout.splitlines() if line.startswith("AGE-SECRET-KEY"))
    recipient = made.stdout.split("public key: ")[1].split()[0]
    return key_file(tmp_path, secret), recipient


@pytest.mark.skipif(shutil.which("age-keygen") is None, reason="the age tool makes the stranger's key")
@pytest.mark.parametrize("into", ["file", "letters"])
def test_the_age_tool_opens_an_export(robin: Shell, tmp_path: Path, stranger: tuple[str, str], into: str) -> None:
    robin.added("One good hour. #garden", "-t", "Garden")
    robin.added("Not this one.")
    words = ["export", "--format", "age", "--to", stranger[1], "--tag", "garden"]
    path = tmp_path / "out.age"
    answer = robin.call(*words, *(["-o", str(path)] if into == "file" else []))
    assert answer.code == 0, answer.err
    sealed = path.read_bytes() if into == "file" else answer.out.encode()
    text = age("--decrypt", "-i", stranger[0], content=sealed).decode()
    assert text == robin.call("export", "--tag", "garden").out
    assert "One good hour" in text
    assert "Not this one" not in text
    assert "demanded in court" in answer.err
    assert robin.call("sent", "--json").json["sent"][0]["to"] == stranger[1]


@pytest.mark.skipif(shutil.which("age") is None, reason="the age tool opens the file")
def test_an_export_to_a_peer_opens_with_their_receiving_key(
    robin: Shell, wren: Shell, tmp_path: Path, recovery_key: str
) -> None:
    entry = robin.added("For Wren alone.")
    path = tmp_path / "out.age"
    assert robin.call("export", "--format", "age", "--to", "Wren", "--id", entry, "-o", path).code == 0
    assert robin.call("export", "--format", "age", "--to", "Wren", "--id", entry, "-o", path).code == 1  # it is there
    with opened(wren, recovery_key) as storage:
        secret = identities(storage)[1].age_identity
    assert "For Wren alone." in age("--decrypt", "-i", key_file(tmp_path, secret), content=path.read_bytes()).decode()


# --- what stays at home ----------------------------------------------------------------------------------------------


def test_no_export_has_keys_peers_or_the_words_of_others(
    robin: Shell, wren: Shell, tmp_path: Path, recovery_key: str
) -> None:
    shared(wren, tmp_path / "a.age", to="Robin", body="words of somebody else")
    assert robin.call("import", tmp_path / "a.age").code == 0
    shared(robin, tmp_path / "b.age", "--replace", "Maren=a friend", "--remember")
    robin.added("my own words")
    with opened(robin, recovery_key) as storage:
        seed = storage.peers.seed()
    assert seed is not None
    for kind in ("json", "jsonl", "markdown"):
        text = robin.call("export", "--format", kind).out
        assert "my own words" in text
        for secret in ("words of somebody else", "Wren", "Maren", seed.hex()):
            assert secret not in text
    for words in (["feed", "--json"], ["peers", "--json"], ["sent", "--json"], ["peer", "card"]):
        assert seed.hex() not in robin.call(*words).out


def test_notes_and_names_for_peers_stay_here(robin: Shell, wren: Shell, tmp_path: Path) -> None:
    assert robin.call("peer", "note", "Wren", "met on a Tuesday").code == 0
    assert robin.call("peer", "call", "Wren", "W").code == 0
    assert robin.call("peer", "note", "w").out.strip() == "met on a Tuesday"
    preview = robin.call("share", "--to", "W", "--body", "x", "--preview")
    assert "Tuesday" not in preview.out
    assert '"W"' not in preview.out


def test_another_part_of_a_life_has_keys_of_its_own(
    robin: Shell, made_journal: tuple[Path, str], tmp_path: Path
) -> None:
    kestrel = person(robin, made_journal, tmp_path / "kestrel")
    first, second = (robin.call("peer", "card", "--name", name, "--identity", number).out.strip()
                     for name, number in (("Robin", "1"), ("Alder", "2")))  # fmt: skip
    assert kestrel.call("peer", "add", second).code == 0
    card = kestrel.call("peer", "card", "--name", "Kestrel").out.strip()
    assert robin.call("peer", "add", card, "--identity", "2").code == 0
    shared(kestrel, tmp_path / "a.age", to="Alder")
    assert robin.call("import", tmp_path / "a.age").code == 0
    assert kestrel.call("peers", "--json").json["peers"][0]["name"] == "Alder"
    assert first[:30] != second[:30]


def test_a_qr_code_stands_beside_the_card(robin: Shell) -> None:
    answer = robin.call("peer", "card", "--qr")
    card, *rows = answer.out.splitlines()
    assert card.startswith("RJ1:")
    assert len(rows) > 20
    assert len({len(row) for row in rows}) == 1


def test_a_peer_whose_name_is_taken_gets_another_one(
    robin: Shell, made_journal: tuple[Path, str], tmp_path: Path
) -> None:
    other = person(robin, made_journal, tmp_path / "other")
    card = other.call("peer", "card", "--name", "Wren").out.strip()
    refused = robin.call("peer", "add", card)
    assert (refused.code, "has that name already" in refused.err) == (1, True)
    assert robin.call("peer", "add", card, "--name", "Wren from the coast", "--json").json["new"] is True
    again = robin.call("peer", "add", card)
    assert (again.code, "already" in again.err) == (0, True)


def test_help_says_what_it_does_without_a_journal(nowhere: Shell) -> None:
    for words in (["share"], ["feed"], ["peer"], ["peer", "add"], ["hand-over"]):
        answer = replace(nowhere).call(*words, "--help", unlocked=False)
        assert (answer.code, "Usage" in answer.out) == (0, True)
