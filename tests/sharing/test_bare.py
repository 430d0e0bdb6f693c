"""Plain age files, for and from somebody who has the `age` tool and not this program."""

import subprocess
import sys
from pathlib import Path

import pytest

from journal.sharing.bare import open_bare, seal_bare
from journal.sharing.refusals import BadPadding, BadRecipient, NeedsPassphrase, NotForMe, NotShared, ShareDamaged
from tests.sharing.age_tool import age, key_file
from tests.sharing.people import KESTREL, MOSS, MOSS_ASIDE, WREN, Reader

CONTENT = "# Wednesday\n\nSlept well. 👋\n".encode() * 5_000


@pytest.mark.parametrize("armoured", [False, True], ids=["binary", "armoured"])
def test_the_age_tool_opens_an_export_to_its_recipient(tmp_path: Path, armoured: bool) -> None:
    made = subprocess.run(["age-keygen"], capture_output=True, check=True, text=True).stdout
    recipient = next(line.split()[-1] for line in made.splitlines() if "public key" in line)
    secret = made.splitlines()[-1]
    sealed = seal_bare(CONTENT, [recipient], armoured=armoured)
    assert age("--decrypt", "-i", key_file(tmp_path, secret), content=sealed) == CONTENT
    assert sealed.startswith(b"-----BEGIN" if armoured else b"age-encryption.org/v1\n")


@pytest.mark.parametrize("armour", [[], ["--armor"]], ids=["binary", "armoured"])
def test_what_the_age_tool_made_opens_here(armour: list[str]) -> None:
    sealed = age("-r", MOSS_ASIDE.person.recipient, *armour, content=CONTENT)
    assert open_bare(sealed, [MOSS, MOSS_ASIDE]) == CONTENT


def test_an_export_to_several_recipients_opens_for_each() -> None:
    sealed = seal_bare(CONTENT, [MOSS.person.recipient, WREN.person.recipient])
    assert open_bare(sealed, [MOSS]) == open_bare(sealed, [WREN]) == CONTENT
    with pytest.raises(NotForMe):
        open_bare(sealed, [KESTREL])


def test_nobody_to_seal_to_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="Nobody"):
        seal_bare(CONTENT, [])


def test_a_mistyped_recipient_is_noticed_before_anything_is_sealed() -> None:
    with pytest.raises(BadRecipient):
        seal_bare(CONTENT, [MOSS.person.recipient[:-1] + "q"])


def test_a_passphrase_file_is_not_opened() -> None:
    stanza = b"-> scrypt Py55xMOgCuuTvLwWRV2Pjg 22\n" + b"x" * 43
    with pytest.raises(NeedsPassphrase):
        open_bare(b"age-encryption.org/v1\n" + stanza + b"\n--- " + b"x" * 43 + b"\n" + bytes(64), [MOSS])


def test_a_changed_and_a_cut_file_are_noticed() -> None:
    sealed = seal_bare(CONTENT, [MOSS.person.recipient])
    for broken in (sealed[:-1], sealed[:-70_000], sealed[:-20] + b"x" + sealed[-19:]):
        with pytest.raises(ShareDamaged):
            open_bare(broken, [MOSS])
    with pytest.raises(NotShared):
        open_bare(CONTENT, [MOSS])


def test_a_plain_age_file_is_not_taken_for_a_page_of_a_peer() -> None:
    reader = Reader((MOSS, WREN))
    with pytest.raises(BadPadding):
        reader.take(seal_bare(b"Dear Moss", [MOSS.person.recipient]))


def test_without_pyrage_the_rest_is_there_and_the_reason_is_said() -> None:
    code = (
        "import sys; sys.modules['pyrage'] = None\n"
        "from journal.sharing.bare import seal_bare\n"
        "from journal.sharing.refusals import SharingUnavailable\n"
        "try:\n    seal_bare(b'x', [sys.argv[1]])\n"
        "except SharingUnavailable as error:\n    print(error)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, MOSS.person.recipient], capture_output=True, check=True, text=True
    )
    assert ended.stdout.startswith("Sharing needs the package pyrage")
