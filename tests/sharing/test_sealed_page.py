"""A sealed page: only its words open it, and a reader that knows docs/file-format.md alone can."""

import itertools
import json
import re
from base64 import b64decode
from hashlib import pbkdf2_hmac

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.html_frame import fingerprint
from journal.sharing.sealed_page import LARGEST, RANDOM_BYTES, TooMuchForAPage, gathered, letters, sealed_page
from tests.sharing.page_reader import ELEMENT, open_page

WORDS = ("unpeeled", "landscape", "drop-down", "starved", "ungodly", "bagel")
CHANCE = bytes(range(RANDOM_BYTES))
INSIDE = "<h1>From my journal</h1>\n<p>Around four it got loud. \u00e9\U0001f3e0</p>\n"


@pytest.fixture(scope="module")
def page() -> str:
    """One sealed page: sealing takes a quarter of a second."""
    return sealed_page(INSIDE, WORDS, CHANCE)


@pytest.mark.parametrize("typed", [" ".join(WORDS), " Unpeeled-LANDSCAPE dropdown\tstarvedUngodly, bagel.\n"])
def test_another_reader_opens_it_with_its_words_however_they_are_typed(page: str, typed: str) -> None:
    assert open_page(page, typed) == INSIDE


def test_other_words_do_not_open_it(page: str) -> None:
    with pytest.raises(InvalidTag):
        open_page(page, " ".join([*WORDS[:-1], "bagels"]))


def test_neither_the_words_nor_the_text_nor_the_program_stand_in_it(page: str) -> None:
    for word in (*WORDS, "".join(WORDS), letters(WORDS), "got loud", "journal", "recovery"):
        assert word not in page.lower()


def test_no_parameter_can_be_changed(page: str) -> None:
    sealed = json.loads(ELEMENT.findall(page)[0])
    known = json.loads(sealed["parameters"])
    # Even with the right key: what is sealed along is exactly what was written.
    right = pbkdf2_hmac("sha256", letters(WORDS).encode(), b64decode(known["salt"]), known["rounds"], 32)
    opener, nonce, sealed_bytes = AESGCM(right), b64decode(known["nonce"]), b64decode(sealed["ciphertext"])
    assert opener.decrypt(nonce, sealed_bytes, sealed["parameters"].encode())
    for changed in [{**known, key: "x"} for key in known] + [{**known, "rounds": 1000}, {**known, "more": 1}]:
        with pytest.raises(InvalidTag):
            opener.decrypt(nonce, sealed_bytes, json.dumps(changed).encode())


def test_how_long_a_text_is_does_not_show() -> None:
    lengths = {len(sealed_page("x" * length, WORDS, CHANCE)) for length in (1, 500, 990)}
    assert len(lengths) == 1


def test_the_policy_names_the_script_and_the_style_that_are_there_and_nothing_else(page: str) -> None:
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy == (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{fingerprint(style)}'; script-src '{fingerprint(script)}'"
    )
    assert page.index("Content-Security-Policy") < page.index("<style>") < page.index("<script>")
    assert not re.search(r"https?:|//[a-z]+\.|url\(|@import|innerHTML|eval\(|fetch\(|XMLHttp", page)


def test_the_same_chance_gives_the_same_page_and_other_chance_another(page: str) -> None:
    assert sealed_page(INSIDE, WORDS, CHANCE) == page
    other = sealed_page(INSIDE, WORDS, bytes(reversed(CHANCE)))
    assert ELEMENT.findall(other) != ELEMENT.findall(page)


def test_more_than_a_browser_can_hold_is_refused_in_words() -> None:
    with pytest.raises(TooMuchForAPage, match="Choose fewer days"):
        sealed_page("x" * LARGEST, WORDS, CHANCE)
    without_end = itertools.repeat("x" * 1000)
    with pytest.raises(TooMuchForAPage):
        gathered(without_end)
    assert gathered(["a", "b"]) == "ab"


@pytest.mark.parametrize(("words", "chance"), [(("short",), CHANCE), (("1234567890" * 5,), CHANCE), (WORDS, b"")])
def test_words_that_keep_nobody_out_and_chance_that_is_none_are_refused(words: tuple[str, ...], chance: bytes) -> None:
    with pytest.raises(ValueError, match="sealed page"):
        sealed_page(INSIDE, words, chance)
