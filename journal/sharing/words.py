"""Words instead of keys and bytes: for comparing keys aloud, and for secrets that a person reads out or writes down.

The list is the EFF's long one, 7,776 words, as the package xkcdpass carries it: a word is worth 12.9 bits.
"""

from functools import cache
from importlib.resources import files

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from journal.sharing.identity import Person

LIST_LENGTH = 7776
SAFETY_WORDS = 6
BYTES_FOR_WORDS = 32

_SALT = b"recovery-journal/1/share/safety words"
_COST = 1 << 15  # 32 MiB, about a tenth of a second: guessing keys until the words match costs that every time


@cache
def word_list() -> tuple[str, ...]:
    """Return the 7,776 words; the file is read when first asked for."""
    words = tuple(files("xkcdpass").joinpath("static", "eff-long").read_text("utf-8").split())
    if len(words) != LIST_LENGTH or len(set(words)) != LIST_LENGTH:
        raise RuntimeError("The list of words is not the one this program was written for.")
    return words


def make_words(random_bytes: bytes, count: int = SAFETY_WORDS) -> tuple[str, ...]:
    """Return words for random bytes, each as likely as any other.

    The bytes are one number, most significant first; its last digit to the base of 7,776 is the first word. At least
    16 bytes more than the words are worth, so that no word is likelier than another by more than 2⁻¹²⁸.
    """
    if len(random_bytes) < BYTES_FOR_WORDS or count * 13 + 128 > len(random_bytes) * 8:
        raise ValueError("Too few random bytes for so many words.")
    words, number = [], int.from_bytes(random_bytes, "big")
    for _ in range(count):
        number, place = divmod(number, LIST_LENGTH)
        words.append(word_list()[place])
    return tuple(words)


def safety_words(person: Person) -> tuple[str, ...]:
    """Return the six words of somebody's keys, which they read aloud for others to compare. About a tenth of a second.

    One person's keys each, because the words of a pair together fall to a birthday search: somebody in between could
    look for two keys at once.
    """
    stretched = Scrypt(salt=_SALT, length=BYTES_FOR_WORDS, n=_COST, r=8, p=1)
    return make_words(stretched.derive(person.signing_key + person.receiving_key))


def same_words(shown: tuple[str, ...], typed: str) -> bool:
    """Whether words that somebody typed are those shown, whatever the case and the marks between them."""
    return _letters(typed) == _letters("".join(shown))


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalpha())
