"""Every reason not to take something in, at the command line: its own sentence, and the journal is as it was."""

from __future__ import annotations

import inspect
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from journal.errors import Damaged
from journal.sharing import meeting, refusals
from journal.sharing.cards import card_text, new_card
from journal.sharing.declined import OtherKeysOnCard
from journal.sharing.identity import Identity, Person
from journal.storage import Storage
from journal.vault import RecoveryKey, unlock
from tests.cli.sharing import feed, shared
from tests.sharing.people import KESTREL, MOSS, WREN, named
from tests.sharing.vectors import names, read_vector

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

NOW = datetime.now(UTC)
REASONS = sorted({read_vector(name).expect for name in names()} - {"accepted", "AlreadyHere"})


def card_of(one: Identity, name: str, *, days_ago: int = 0, receiving: bytes | None = None) -> str:
    person = named(one, name)
    keys = Person(person.signing_key, receiving or person.receiving_key, name)
    return card_text(new_card(keys, name, b"0123456789abcdef", NOW - timedelta(days=days_ago)))


@pytest.fixture(scope="module")
def moss_home(made_journal: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal of Moss, to whom the test vectors are addressed, with the peers who wrote them."""
    home = tmp_path_factory.mktemp("moss") / "home"
    shutil.copytree(made_journal[0], home)
    with Storage.open(unlock(home, RecoveryKey(made_journal[1]))) as storage:
        for number in (1, 2):
            storage.peers.begin(bytes([2]) * 32, number, "Moss", NOW)
        meeting.add_peer(storage, card_of(WREN, "Wren"), NOW)
        meeting.add_peer(storage, card_of(KESTREL, "Kestrel"), NOW, number=2)
    return home


@pytest.fixture
def moss(journal: Shell, moss_home: Path, tmp_path: Path) -> Shell:
    home = tmp_path / "moss"
    shutil.copytree(moss_home, home)
    return replace(journal, home=home)


def put(folder: Path, name: str) -> Path:
    path = folder / f"{name}.age"
    path.write_bytes(read_vector(name).data)
    return path


@pytest.mark.parametrize("reason", REASONS)
def test_a_file_is_refused_with_its_own_sentence_and_nothing_is_stored(
    moss: Shell, tmp_path: Path, reason: str
) -> None:
    vector = next(one for one in map(read_vector, names()) if one.expect == reason and one.data.startswith(b"age"))
    for earlier in vector.after:
        assert moss.call("import", put(tmp_path, earlier)).code == 0
    before = moss.call("feed", "--json", "--peer", "Wren").out
    kind = dict(inspect.getmembers(refusals, inspect.isclass))[reason]
    answer = moss.call("import", put(tmp_path, vector.name))
    assert answer.code == (4 if issubclass(kind, Damaged) else 1)
    assert str(kind()) in answer.err
    assert answer.out == ""
    assert moss.call("feed", "--json", "--peer", "Wren").out == before


def test_the_same_page_again_adds_nothing_and_is_no_mistake(moss: Shell, tmp_path: Path) -> None:
    first, again = (moss.call("import", put(tmp_path, "insight")) for _ in range(2))
    assert (first.code, again.code) == (0, 0)
    assert "here already" in again.err


def test_what_is_no_age_file_is_read_as_an_import(moss: Shell, tmp_path: Path) -> None:
    path = tmp_path / "page.age"
    path.write_bytes(b"\x00\x01 nothing like it")
    answer = moss.call("import", path)
    assert answer.code == 1
    assert moss.call("list", "--json").json["entries"] == []


def test_in_a_folder_one_refused_file_stands_in_nobody_elses_way(moss: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "came"
    folder.mkdir()
    for name in ("damaged", "insight", "second-identity", "unknown-sender"):
        put(folder, name)
    answer = moss.call("import", folder)
    assert answer.code == 4
    assert [line.split(":")[0] for line in answer.err.splitlines() if line[0].islower()] == [
        "damaged.age", "insight.age", "second-identity.age", "unknown-sender.age"
    ]  # fmt: skip
    assert moss.call("feed", "--json", "--peer", "Wren").code == 0
    peers = {peer["name"]: peer["refused"] for peer in moss.call("peers", "--json").json["peers"]}
    assert peers == {"Kestrel": None, "Wren": None}


def test_a_gap_shows_until_the_page_comes(moss: Shell, tmp_path: Path) -> None:
    vector = read_vector("gap-closed")
    gap = next(name for name in vector.after if name != "insight")
    for name in vector.after:
        assert moss.call("import", put(tmp_path, name)).code == 0
    assert moss.call("feed", "--json").json["missing"] == [{"peer": "Wren", "pages": 1}], gap
    assert "on the way, or withheld" in moss.call("feed").err
    assert moss.call("import", put(tmp_path, "gap-closed")).code == 0
    assert moss.call("feed", "--json").json["missing"] == []


def test_a_fork_is_remembered_until_a_page_fits_again(moss: Shell, tmp_path: Path) -> None:
    for name in (*read_vector("fork").after, "fork"):
        moss.call("import", put(tmp_path, name))
    [wren] = [peer for peer in moss.call("peers", "--json").json["peers"] if peer["name"] == "Wren"]
    assert wren["refused"] == "Fork"
    assert "did not fit" in moss.call("peers").out


def test_a_rehearsal_stores_nothing(moss: Shell, tmp_path: Path) -> None:
    answer = moss.call("import", "--dry-run", put(tmp_path, "insight"))
    assert (answer.code, "Nothing was stored" in answer.err) == (0, True)
    assert "here already" not in moss.call("import", put(tmp_path, "insight")).err


@pytest.mark.parametrize(
    ("card", "why"),
    [
        ("hello", refusals.NotACard),
        ("RJ2:AAAA", refusals.NewerCard),
        (card_of(MOSS, "me"), refusals.OwnCard),
        (card_of(KESTREL, "Kes", days_ago=8), refusals.CardExpired),
        (card_of(KESTREL, "Kes").translate(str.maketrans("AB", "BA")), refusals.MistypedCard),
        (card_of(WREN, "Wren", receiving=KESTREL.person.receiving_key), OtherKeysOnCard),
    ],
    ids=["no card", "newer", "own", "run out", "mistyped", "other keys"],
)
def test_a_card_is_refused_with_its_own_sentence(moss: Shell, card: str, why: type[refusals.BadCard]) -> None:
    before = moss.call("peers", "--json").out
    answer = moss.call("peer", "add", card)
    assert (answer.code, answer.err.strip()) == (1, str(why()))
    assert moss.call("peers", "--json").out == before


def test_a_stranger_may_be_added_and_then_the_file_is_taken_in(moss: Shell, tmp_path: Path, journal: Shell) -> None:
    assert moss.call("peer", "add", journal.call("peer", "card", "--name", "Robin").out.strip()).code == 0
    assert journal.call("peer", "add", moss.call("peer", "card").out.strip()).code == 0
    shared(journal, tmp_path / "page.age", to="Moss")
    assert moss.call("peer", "remove", "Robin").code == 0
    refused = moss.call("import", tmp_path / "page.age")
    assert refused.code == 1
    assert "whom you removed" in refused.err
    assert moss.call("peer", "add", journal.call("peer", "card").out.strip()).code == 0
    assert moss.call("import", tmp_path / "page.age").code == 0
    assert [item["author"] for item in feed(moss)] == ["Robin"]


def test_who_never_was_a_peer_is_offered_to_be_added(moss: Shell, tmp_path: Path) -> None:
    answer = moss.call("import", put(tmp_path, "unknown-sender"))
    assert "ask for their card" in answer.err
