"""How strong a passphrase is, in words first."""

from dataclasses import dataclass

_WORDS = (
    "A guess away. Four or five words that do not belong together hold far longer.",
    "Easy to guess. A few more words that do not belong together would help.",
    "It would hold a while. One or two more words would make it strong.",
    "Strong. One more word would make it last.",
    "Very strong. Words that do not belong together are the best kind.",
)
_LONGEST = 72  # the estimate takes quadratic time, and nothing this long is weak for its length


@dataclass(frozen=True, slots=True)
class Strength:
    """`level` 0 to 4, and a sentence for the person."""

    level: int
    words: str


def strength_of(passphrase: str) -> Strength:
    """Return an estimate by zxcvbn (Wheeler 2016), which knows common words, names, dates and keyboard runs."""
    from zxcvbn import zxcvbn  # 57 ms that only a new passphrase pays

    level = int(zxcvbn(passphrase[:_LONGEST])["score"])
    return Strength(level, _WORDS[level])
